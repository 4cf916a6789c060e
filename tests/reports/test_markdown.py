"""The Markdown report, read back by a parser that is not ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.markdown import plain, render
from reports.untrusted import one_line
from reviews.records import Source, SourceRating, SourceSignal
from tests.reports.examples import (
    HOSTILE,
    evidence,
    hostile,
    report,
    reviewed,
    sentence,
    with_facts,
)

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens_of(text: str) -> list[Token]:
    flat: list[Token] = []
    for token in PARSER.parse(text):
        flat += [token, *(token.children or [])]
    return flat


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_and_nothing_else(text):
    types = [token.type for token in tokens_of(plain(text))]
    assert types == ["paragraph_open", "inline", "text", "paragraph_close"]


@given(st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~=:/&$^\"'@ 1aw\n\t;")))
def test_any_text_comes_back_as_it_was(text):
    read = [token.content for token in tokens_of(plain(text)) if token.type == "text"]
    assert "".join(read) == one_line(text)


def test_no_bare_address_is_left_for_a_renderer_to_link():
    made = plain("see http://evil.example, HTTPS://evil.example and WWW.evil.example")
    assert not re.search(r"\w://", made)
    assert "WWW." not in made


def test_nothing_of_a_hostile_report_is_markup():
    tokens = tokens_of(render(hostile()).decode())
    assert not {token.type for token in tokens} & {
        *("html_block", "html_inline", "image", "fence", "code_block", "code_inline", "s_open"),
        *("blockquote_open", "hr", "ordered_list_open"),
    }
    addresses = {token.attrGet("href") for token in tokens if token.type == "link_open"}
    assert addresses == {"https://example.org/audit?a=1&b=2"}


def test_headings_and_evidence_are_where_a_reader_looks():
    tokens = tokens_of(render(reviewed()).decode())
    headings = [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert headings == [
        "Fact-check: The bridge",
        "The article at a glance",
        "What needs a change",
        "Wrong",
        "Needs a change",
        "Cannot be verified",
        "Every sentence",
        "Evidence",
        "How this was done",
    ]
    text = render(reviewed()).decode()
    assert "**2** Repairs will cost 24 million. \\[1\\] \\[2\\]" in text
    assert "- sourced: **partly**. Changed by a person; the program proposed no: Because" in text
    assert "- verifiable: *yes*. Only proposed: Because" in text


def test_nobody_has_decided_anything_is_said():
    text = render(report(sentence(1))).decode()
    assert "**No verdict yet.** Nobody has decided on any sentence yet;" in text


def test_what_is_no_address_of_the_web_is_no_link():
    text = render(report(sentence(1, evidence=(evidence(1, url="javascript:alert(1)"),)))).decode()
    assert "javascript\\:alert" in text


def test_facts_are_told_with_their_words_and_whether_they_were_checked():
    made = with_facts(
        sentence(1, "*Rosa* swam.", decisions={"fact:0-6": "checked"}), (0, 6, "name"), (7, 11, "x")
    )
    told = render(report(made)).decode()
    assert r"- facts: 1 of 2 checked: \*Rosa\* (name); swam (x, not checked)" in told


def test_what_the_draft_carries_stands_with_its_sentence():
    made = render(reviewed()).decode()
    assert "- The draft’s footnote by B. Writer: A \\*call\\*. <https://n.example/>" in made


RATING = SourceRating("A list", "1", "2026-01-01", "", "", "", "")
SIGNAL = SourceSignal("ownership", "found", "")
SCALES, LOOKED_UP = "Each list on its own scale", "Looked up on"


@pytest.mark.parametrize(
    ("ratings", "signals", "said", "unsaid"),
    [
        ((), (), [], [SCALES, LOOKED_UP]),
        ((RATING,), (), [SCALES], [LOOKED_UP]),
        ((), (SIGNAL,), ["Looked up on 1 March 2026."], [SCALES]),
    ],
)
def test_of_the_source_nothing_is_said_where_nothing_was_looked_up(ratings, signals, said, unsaid):
    at = "2026-03-01T00:00:00Z" if signals else ""
    source = Source("example.org", "", ratings, signals, at, {})
    text = render(report(sentence(1), source=source)).decode()
    assert "## The source" in text
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []
