"""Superlatives and absolutes: ranks and rules without exception."""

from pathlib import Path
from time import process_time

import pytest

from articles.read import read_text
from articles.records import Article, Sentence
from checks import superlatives

_LINES = Path(__file__).with_name("superlatives.tsv").read_text(encoding="utf-8").splitlines()
LABELLED = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


def last(text, published=""):
    """The finding for the last sentence of a text."""
    article = read_text(text, published=published)
    return superlatives.check(article.sentences[-1], article)


def marked(text):
    """What the finding for the last sentence marks: (role, words)."""
    return [(span.role, text[span.start : span.end]) for span in last(text).spans]


@pytest.mark.parametrize(("expected", "published", "text"), LABELLED)
def test_labelled_texts(expected, published, text):
    finding = last(text.replace(" ¶ ", "\n\n"), published)
    assert (finding.detail if finding else "-") == expected


def test_every_kind_is_labelled():
    assert {row[0] for row in LABELLED} == {"superlative", "absolute", "-"}


@pytest.mark.parametrize(("text", "answer"), superlatives.EXAMPLES)
def test_examples_of_the_module(text, answer):
    finding = last(text)
    assert (finding.answer if finding else None) == answer


def test_the_reason_quotes_the_claim_without_its_owner():
    text = "It is the town’s oldest shop."
    assert last(text).reason == (
        "'oldest' claims a rank: ask by what measure, among which, and who has counted."
    )


def test_each_claim_of_a_sentence_is_marked():
    text = "The largest dam in Asia has never failed."
    assert marked(text) == [("superlative", "The largest"), ("absolute", "has never")]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("“We never lost a game,” said Ole Dahl.", None),
        ("“We are the largest club in Bergen,” said Ole Dahl.", "superlative"),
    ],
)
def test_emphasis_in_a_quotation_is_the_speaker_s(text, detail):
    finding = last(text)
    assert (finding.detail if finding else None) == detail


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "“",
        "the ",
        "the first ",
        "the only a ",
        "the most ",
        "never ",
        "has never ",
        "every ",
        ", every man ",
        "no one ",
        "record ",
        "the largest ",
        "none of the a ",
        "held a ",
    ],
)
def test_long_hostile_text_takes_linear_time(piece):
    text = piece * (40_000 // len(piece)) + "x"
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "2024-03-14", "en", text, (), "", "", (sentence,))
    begun = process_time()
    superlatives.check(sentence, article)
    assert process_time() - begun < 4, "seconds; a pattern that backtracks takes minutes"
