"""Hearsay: second-hand, unnamed, and one source alone."""

import pytest

from articles import read_text
from checks import hearsay
from tests.checks.labelled_rows import rows

ROWS = rows("hearsay.tsv")
#: One source carries it: seven of eight attributed sentences are hers.
CARRIED = (
    "The mill in Graz is sick.\n\n"
    "Ada Berg, a former engineer, said the roof was broken. “Nobody looks up,” she said. "
    "Berg said the owners had been warned. She told the town in May. "
    "Berg said the letter was lost.\n\n"
    "“They lose every letter,” Berg said. She said she kept a copy. "
    "The owners said they would look into it."
)


def last(text):
    """The finding for the last sentence of a text."""
    article = read_text(text)
    return hearsay.check(article.sentences[-1], article)


def findings(text):
    """All findings of a text, by the position of their sentence."""
    article = read_text(text)
    every = {one.position: hearsay.check(one, article) for one in article.sentences}
    return {position: found for position, found in every.items() if found}


@pytest.mark.parametrize(("detail", "text"), ROWS, ids=[text[-40:] for _, text in ROWS])
def test_labelled_texts(detail, text):
    finding = last(text)
    if detail == "one source":
        assert [found.detail for found in findings(text).values()] == ["one source"]
    else:
        assert (finding.detail if finding else "-") == detail, finding


def test_one_source_is_said_once_where_it_speaks_first():
    found = findings(CARRIED)
    at = [position for position, one in found.items() if one.detail == "one source"]
    assert at == [2]
    assert found[2].reason.startswith("'Ada Berg' is the source of 7 of the 8 attributed")


def test_a_second_source_that_speaks_twice_is_enough():
    text = CARRIED + " The owners said that the roof is new."
    assert not [one for one in findings(text).values() if one.detail == "one source"]


def test_few_sentences_of_one_source_are_no_article_of_one_source():
    text = "Ada Berg said the roof leaks. Berg said nobody looks up. She said she kept a copy."
    assert findings(text) == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two officials said that the talks had failed.", "two of them, not named"),
        ("An official said that the talks had failed.", "one person, not named"),
        ("Officials said that the talks had failed.", "people neither named nor counted"),
    ],
)
def test_the_reason_says_how_many(text, count):
    assert count in last(text).reason


def test_spans_give_both_sources():
    text = "Lind said the minister had told him that the road was closed."
    assert [text[start:end] for start, end, _ in last(text).spans] == [
        "Lind",
        "the minister",
        "told",
    ]
