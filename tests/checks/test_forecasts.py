"""Forecasts and hedges: what has not happened, and what is half claimed."""

from pathlib import Path
from time import process_time

import pytest

from articles.read import read_text
from articles.records import Article, Sentence
from checks import forecasts

_LINES = Path(__file__).with_name("forecasts.tsv").read_text(encoding="utf-8").splitlines()
LABELLED = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


def last(text, published=""):
    """The finding for the last sentence of a text."""
    article = read_text(text, published=published)
    return forecasts.check(article.sentences[-1], article)


def marked(text):
    """What the finding for the last sentence marks: (role, words)."""
    return [(span.role, text[span.start : span.end]) for span in last(text).spans]


@pytest.mark.parametrize(("expected", "published", "text"), LABELLED)
def test_labelled_texts(expected, published, text):
    finding = last(text.replace(" ¶ ", "\n\n"), published)
    assert (finding.detail if finding else "-") == expected


def test_every_kind_is_labelled():
    assert {row[0] for row in LABELLED} == {"forecast", "hedge", "-"}


@pytest.mark.parametrize(("text", "answer"), forecasts.EXAMPLES)
def test_examples_of_the_module(text, answer):
    finding = last(text)
    assert (finding.answer if finding else None) == answer


def test_the_reasons_quote_the_words():
    assert last("Rents may rise.").reason == (
        "'may' looks ahead: nothing can settle it yet; ask who forecasts it and on what."
    )
    assert last("He is reportedly ill.").reason == (
        "'reportedly' holds the claim back: ask what is known and who knows it."
    )


def test_each_wording_is_marked():
    text = "The lock appears to be old and could break."
    assert marked(text) == [("hedge", "appears to be old"), ("forecast", "could")]


def test_a_forecast_in_a_quotation_is_a_forecast_too():
    assert last("“The dam will fail,” said Rosa Lind.").detail == "forecast"


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "“",
        "could ",
        "will be ",
        "may really ",
        "the data a ",
        "is ",
        "is really ",
        "likely to ",
        "suggest ",
        "so that a ",
        "might have ",
        "perhaps ",
    ],
)
def test_long_hostile_text_takes_linear_time(piece):
    text = piece * (40_000 // len(piece)) + "x"
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "2024-03-14", "en", text, (), "", "", (sentence,))
    begun = process_time()
    forecasts.check(sentence, article)
    assert process_time() - begun < 4, "seconds; a pattern that backtracks takes minutes"
