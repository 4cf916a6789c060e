"""Quotations: without a speaker, in scare quotes, quoted two ways; and how a sentence reports."""

import pytest

from articles import read_text
from checks import quotation
from tests.checks.labelled_rows import rows

ROWS = rows("quotation.tsv")


def last(text):
    """The finding for the last sentence that is no signature."""
    article = read_text(text)
    quoting = [sentence for sentence in article.sentences if sentence.text[0] != "—"]
    return quotation.check(quoting[-1], article)


@pytest.mark.parametrize(("detail", "text"), ROWS, ids=[text[-40:] for _, text in ROWS])
def test_labelled_texts(detail, text):
    finding = last(text)
    assert (finding.detail if finding else "-") == detail, finding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam is safe,” engineer Lind said.", "direct"),
        ("Lind said: “The dam is safe.”", "direct"),
        ("“The dam is safe.”", "direct"),
        ("The engineer said “the dam is safe and it will stay safe”.", "direct"),
        ("Lind said the dam was “as safe as a house”.", "mixed"),
        ("“The dam is safe,” Lind said, adding that it was “as old as the hills”.", "mixed"),
        ("Lind called it “a disaster”.", "mixed"),
        ("Lind said that the dam was safe.", "indirect"),
        ("According to Lind, the dam is safe.", "indirect"),
        ("The dam was built in 1931.", ""),
        ("The film “A Long Winter” opens in March.", ""),
    ],
)
def test_form(text, expected):
    article = read_text(text)
    assert quotation.form(article.sentences[0], article) == expected


def test_the_reason_quotes_what_differs_and_says_where_the_other_is():
    text = (
        "“This is the worst harvest in thirty years,” said Lind.\n\nRain fell.\n\n"
        "Lind told the council: “This is the worst harvest in twenty years.”"
    )
    finding = last(text)
    assert finding.reason == (
        "It quotes 'This is the worst harvest in twenty years', but in sentence 1 the quotation "
        "has 'This is the worst harvest in thirty years': which was said?"
    )
    assert [text[start:end] for start, end, _ in finding.spans] == [
        "This is the worst harvest in twenty years"
    ]


def test_spans_stay_inside_the_sentence():
    text = (
        "“It fell. Nobody in the ministry told us that the tests failed,” said Osei.\n\nRain.\n\n"
        "Osei wrote: “It fell. Nobody in the ministry told me that the tests failed.”"
    )
    article = read_text(text)
    found = [(one, quotation.check(one, article)) for one in article.sentences]
    spans = [(one, span) for one, finding in found if finding for span in finding.spans]
    assert spans
    assert all(one.start <= span.start < span.end <= one.end for one, span in spans)
