"""Text of strangers, made fit to be shown."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.untrusted import escaped_json, one_line, visible

every_text = st.text(st.characters(codec=None))


@given(every_text)
def test_no_control_character_and_no_half_character_is_left(text):
    shown = visible(text)
    assert {c for c in shown if unicodedata.category(c) == "Cc"} <= {"\n", "\t"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    assert "Cs" not in {unicodedata.category(c) for c in shown}


@given(every_text)
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(text) == one_line(text).strip()


@pytest.mark.parametrize(
    "text", ["Words, as “usual”.", "a\tb\nc", "الجسر مغلق", "👩\u200d🔧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u200fعربي\u200e a"]
)
def test_what_steers_nothing_stays(text):
    assert visible(text) == text


def test_line_ends_become_line_feeds():
    assert visible("a\r\nb\rc\nd") == "a\nb\nc\nd"


@given(st.recursive(every_text, lambda part: st.dictionaries(every_text, part, max_size=3)))
def test_escaped_json_means_the_same(value):
    document = escaped_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(document) == json.loads(json.dumps(value))
    assert document == visible(document)
