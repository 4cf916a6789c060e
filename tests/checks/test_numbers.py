"""Numbers: figures that leave a question open or do not agree."""

from functools import partial

from articles.read import read_text
from checks import numbers
from tests.checks.last_sentence import last_finding, marked

last = partial(last_finding, numbers)


def test_percent_for_points_says_both():
    text = "Turnout rose from 4 % to 6 %, a rise of 2 per cent."
    finding = last(text)
    assert finding.reason == (
        "'2 per cent' should be 2 percentage points: from 4 % to 6 % is 50 per cent."
    )
    assert marked(text, last(text)) == [
        ("figure", "4 %"),
        ("figure", "6 %"),
        ("stated", "2 per cent"),
    ]


def test_a_total_shows_its_sum():
    text = "The ferry carried 12 people, seven men and four women."
    assert last(text).reason == "The parts make 11 (7 + 4), the total given is '12'."
    assert marked(text, last(text)) == [("total", "12"), ("part", "seven"), ("part", "four")]


def test_an_age_names_the_two_that_fit():
    text = "Dr Mei Tan, born in 1961, is 51 years old."
    finding = last(text, "2015-06-01")
    assert finding.reason == "Born in 1961, a person is 53 or 54 in 2015, not 51."
    assert marked(text, finding) == [("birth", "born in 1961"), ("age", "51 years old")]


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
