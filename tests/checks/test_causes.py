"""Causes: causal claims that nobody makes and nothing supports."""

from dataclasses import replace
from functools import partial

from articles.read import read_text
from articles.records import Link
from checks import causes
from tests.checks.last_sentence import last_finding, marked

last = partial(last_finding, causes)


def test_the_reason_quotes_the_words():
    text = "Cheap imports led to the closure of the mill."
    assert last(text).reason == (
        "'led to' states a cause; nobody is given who says so, and nothing that shows it."
    )
    assert marked(text, last(text)) == [("cause", "led to")]


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
