"""What the checks say together, and that nothing in a text can stop them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.records import Article, Sentence
from checks import CHECKS, help_texts, propose

QUESTIONS = ["attributed", "sourced", "verifiable"]


def test_the_three_questions_come_first():
    assert [module.__name__ for module in CHECKS[:3]] == [f"checks.{name}" for name in QUESTIONS]


def test_every_sentence_is_asked_the_questions_and_the_rest_may_be_quiet(make_article):
    article = make_article(["It rained.", "Khan said the largest flood came recently."])
    findings = propose(article)
    assert list(findings) == [1, 2]
    assert list(findings[1]) == QUESTIONS
    assert list(findings[2])[:3] == QUESTIONS
    assert {"facts", "superlatives", "times"} <= findings[2].keys()
    assert all(f.check == name for row in findings.values() for name, f in row.items())


def test_every_check_says_what_it_asks():
    for name, told in help_texts().items():
        assert told.asks.endswith("?"), name
        assert told.examples, name


@pytest.mark.parametrize("kind", ["heading", "promo", "boilerplate"])
def test_lines_set_aside_are_not_asked(kind, make_article):
    article = make_article([(kind, "Khan says 14 ships sank in May 2019.")])
    row = propose(article)[1]
    assert list(row) == QUESTIONS
    assert {f.answer for f in row.values()} == {"n/a"}
    assert all(f.reason.endswith(".") and f.spans == () for f in row.values())


def test_a_language_the_checks_do_not_read_is_named(make_article):
    article = make_article("Der Minister sagte, 14 Schiffe seien gesunken.", language="de")
    row = propose(article)[1]
    assert {f.answer for f in row.values()} == {"n/a"}
    assert all("German" in f.reason for f in row.values())


@pytest.mark.parametrize("language", ["", "en", "en-GB"])
def test_english_and_unknown_languages_are_read(language, make_article):
    article = make_article("Khan said 14 ships sank.", language=language)
    assert propose(article)[1]["attributed"].answer == "yes"


@given(st.text(max_size=200))
def test_any_text_gets_findings_whose_spans_lie_in_the_sentence(text):
    start = len(text) // 3
    sentence = Sentence(1, "body", start, len(text), text[start:])
    article = Article("", "", "", "", "", "", text, (), "", "", (sentence,))
    for finding in propose(article)[1].values():
        assert finding.answer in {"yes", "partly", "no"}
        assert 0 <= finding.score <= 1
        assert finding.reason.endswith((".", "?", ".”"))
        assert all(start <= s.start < s.end <= len(text) for s in finding.spans)
