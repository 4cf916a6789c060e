"""Sentences that repeat one another, and those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.repeats import repeat

SENTENCE = "The council of Leeds spent 1.2 million euros on the bridge over the river."


@pytest.mark.parametrize(
    ("now", "numbers_differ"),
    [
        (SENTENCE.upper(), False),
        (SENTENCE.replace("The council", "Council members"), False),
        (SENTENCE.replace("1.2", "1.3"), True),
        (SENTENCE.replace("1.2 million", "1,200,000"), False),
        (SENTENCE.replace(" over the river", ""), False),
    ],
)
def test_near_repeats_are_told_with_what_differs(now, numbers_differ):
    found = repeat(SENTENCE, now)
    assert found is not None
    assert found.numbers_differ is numbers_differ
    assert (found.alike == 100) == (found.changes == ())


@pytest.mark.parametrize(
    "now",
    [
        "",
        "The council of York closed a school.",
        "The bridge over the river was opened by the council of Leeds.",
    ],
)
def test_other_sentences_are_no_repeats(now):
    assert repeat(SENTENCE, now) is None


@given(st.text(max_size=200))
def test_a_text_repeats_itself(text):
    found = repeat(text, text)
    assert found is None or (found.alike, found.changes) == (100, ())
