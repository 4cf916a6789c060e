"""Numbers: figures that leave a question open or do not agree."""

from pathlib import Path
from time import process_time

import pytest

from articles.read import read_text
from articles.records import Article, Sentence
from checks import numbers

_LINES = Path(__file__).with_name("numbers.tsv").read_text(encoding="utf-8").splitlines()
LABELLED = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


def last(text, published=""):
    """The finding for the last sentence of a text."""
    article = read_text(text, published=published)
    return numbers.check(article.sentences[-1], article)


def marked(text, published=""):
    """What the finding for the last sentence marks: (role, words)."""
    return [(span.role, text[span.start : span.end]) for span in last(text, published).spans]


@pytest.mark.parametrize(("expected", "published", "text"), LABELLED)
def test_labelled_texts(expected, published, text):
    finding = last(text.replace(" ¶ ", "\n\n"), published)
    assert (finding.detail if finding else "-") == expected


def test_every_kind_of_question_is_labelled():
    assert {row[0] for row in LABELLED} == {
        *("base", "sum", "points", "total", "age", "change", "share", "unit", "precision"),
        *("repeat", "-"),
    }


@pytest.mark.parametrize(("text", "answer"), numbers.EXAMPLES)
def test_examples_of_the_module(text, answer):
    finding = last(text)
    assert (finding.answer if finding else None) == answer


def test_percent_for_points_says_both():
    text = "Turnout rose from 4 % to 6 %, a rise of 2 per cent."
    assert last(text).reason == (
        "'2 per cent' should be 2 percentage points: from 4 % to 6 % is 50 per cent."
    )
    assert marked(text) == [("figure", "4 %"), ("figure", "6 %"), ("stated", "2 per cent")]


def test_a_total_shows_its_sum():
    text = "The ferry carried 12 people, seven men and four women."
    assert last(text).reason == "The parts make 11 (7 + 4), the total given is '12'."
    assert marked(text) == [("total", "12"), ("part", "seven"), ("part", "four")]


def test_an_age_names_the_two_that_fit():
    text = "Dr Mei Tan, born in 1961, is 51 years old."
    finding = last(text, "2015-06-01")
    assert finding.reason == "Born in 1961, a person is 53 or 54 in 2015, not 51."
    assert marked(text, "2015-06-01") == [("birth", "born in 1961"), ("age", "51 years old")]


def test_an_age_of_today_needs_the_article_s_date():
    text = "Dr Mei Tan, born in 1961, is 51 years old."
    assert last(text) is None
    assert last(text, "a while ago") is None


def test_a_slip_is_told_where_the_second_figure_stands():
    text = "The town won a $3.2 million grant.\n\nThe $3.2 billion grant pays for trams."
    article = read_text(text)
    first, second = (numbers.check(sentence, article) for sentence in article.sentences)
    assert first is None
    assert second.reason == (
        "'$3.2 billion' for 'grant' here, but '$3.2 million' earlier in the article."
    )


def test_a_contradiction_comes_before_an_open_question():
    text = "Fares rose 10 %. Fares rose by 50 % from 10 euros to 12 euros."
    assert last(text).detail == "change"


def test_a_list_is_summed_at_its_last_item():
    text = "Share by fuel:\n\n- Gas: 60 %\n- Coal: 25 %\n- Wind: 25 %"
    article = read_text(text)
    findings = [numbers.check(sentence, article) for sentence in article.sentences]
    assert [finding.detail if finding else "-" for finding in findings] == ["-", "-", "-", "sum"]


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "1,",
        "one ",
        "twenty-",
        "a hundred ",
        "$",
        "(",
        " ",
        "“",
        "a",
        "from 1 to 2 ",
        "rose from 1 to 2, ",
        "10 % ",
        "10 people, 3 men and ",
        "the 43 hostages ",
        "born in 1950 ",
        "aged 71. ",
        "$1.2bn grant ",
        "half of ",
        "2 in 10 (30 %) ",
        "60 % for, 30 % against ",
    ],
)
def test_long_hostile_text_takes_linear_time(piece):
    text = piece * (40_000 // len(piece)) + "x"
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "2024-03-14", "en", text, (), "", "", (sentence,))
    begun = process_time()
    numbers.check(sentence, article)
    assert process_time() - begun < 4, "seconds; a pattern that backtracks takes minutes"
