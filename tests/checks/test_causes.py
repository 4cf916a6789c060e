"""Causes: causal claims that nobody makes and nothing supports."""

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from articles.read import read_text
from articles.records import Article, Link, Sentence
from checks import causes

_LINES = Path(__file__).with_name("causes.tsv").read_text(encoding="utf-8").splitlines()
LABELLED = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


def last(text, published=""):
    """The finding for the last sentence of a text."""
    article = read_text(text, published=published)
    return causes.check(article.sentences[-1], article)


def marked(text):
    """What the finding for the last sentence marks: (role, words)."""
    return [(span.role, text[span.start : span.end]) for span in last(text).spans]


@pytest.mark.parametrize(("expected", "published", "text"), LABELLED)
def test_labelled_texts(expected, published, text):
    finding = last(text.replace(" ¶ ", "\n\n"), published)
    assert (finding.detail if finding else "-") == expected


def test_every_kind_is_labelled():
    assert {row[0] for row in LABELLED} == {"cause", "-"}


@pytest.mark.parametrize(("text", "answer"), causes.EXAMPLES)
def test_examples_of_the_module(text, answer):
    finding = last(text)
    assert (finding.answer if finding else None) == answer


def test_the_reason_quotes_the_words():
    text = "Cheap imports led to the closure of the mill."
    assert last(text).reason == (
        "'led to' states a cause; nobody is given who says so, and nothing that shows it."
    )
    assert marked(text) == [("cause", "led to")]


def test_a_link_in_the_sentence_supports_it():
    text = "Cheap imports led to the closure of the mill."
    article = read_text(text)
    link = Link(0, 13, "https://example.org/imports")
    assert causes.check(article.sentences[0], replace(article, links=(link,))) is None


def test_a_link_elsewhere_does_not():
    text = "It rained. Cheap imports led to the closure of the mill."
    article = read_text(text)
    link = Link(0, 2, "https://example.org/rain")
    assert causes.check(article.sentences[1], replace(article, links=(link,))) is not None


def test_a_quotation_that_runs_on_is_its_speaker_s():
    text = "“The mill is shut,” said Ana Brito. “Cheap imports led to it.”"
    assert last(text) is None


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "“",
        "led to ",
        "because of ",
        "caused by ",
        "due to ",
        "due ",
        "really ",
        "result ",
        "thanks ",
        "n’t ",
        "could a ",
        "causes ",
        "as a ",
    ],
)
def test_long_hostile_text_takes_linear_time(piece):
    text = piece * (40_000 // len(piece)) + "x"
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "2024-03-14", "en", text, (), "", "", (sentence,))
    begun = process_time()
    causes.check(sentence, article)
    assert process_time() - begun < 4, "seconds; a pattern that backtracks takes minutes"
