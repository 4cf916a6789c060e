"""Times: vague, relative, impossible, or on the wrong day of the week."""

from functools import partial

import pytest

from checks import times
from tests.checks.last_sentence import last_finding

last = partial(last_finding, times)
#: A Thursday.
PUBLISHED = "2024-03-14"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("He resigned last Tuesday.", "'last Tuesday' is Tuesday 12 March 2024"),
        ("He resigned last Thursday.", "'last Thursday' is Thursday 7 March 2024"),
        ("He resigned on Thursday.", "'on Thursday' is Thursday 14 March 2024"),
        ("The vote will be held on Tuesday.", "'on Tuesday' is Tuesday 19 March 2024"),
        ("On Monday, the jury will retire.", "'On Monday' is Monday 18 March 2024"),
        ("On Monday she said she will sell.", "'On Monday' is Monday 11 March 2024"),
        ("He will sell, he said on Monday.", "'on Monday' is Monday 11 March 2024"),
        ("The bill is due by Friday.", "'Friday' is Friday 15 March 2024"),
        ("They play next Thursday.", "'next Thursday' is Thursday 21 March 2024"),
        ("She left yesterday.", "'yesterday' is Wednesday 13 March 2024"),
        ("It froze last night.", "'last night' is Wednesday 13 March 2024"),
        ("The clinic opens tomorrow.", "'tomorrow' is Friday 15 March 2024"),
        ("It closed three days ago.", "'three days ago' is Monday 11 March 2024"),
        ("It closed two weeks ago.", "'two weeks ago' is about 29 February 2024"),
        ("It closed four months ago.", "'four months ago' is about November 2023"),
        ("It closed 30 years ago.", "'30 years ago' is about 1994"),
        ("A cure is a decade away.", "'a decade away' is about 2034"),
        ("It shut last week.", "'last week' is the week of Monday 4 March 2024"),
        ("It shut last month.", "'last month' is February 2024"),
        ("It opens next year.", "'next year' is 2025"),
        ("It shut last decade.", "'last decade' is the 2010s"),
        ("It shut last century.", "'last century' is the 20th century"),
        ("It shut last summer.", "'last summer' is summer 2023"),
        ("It shut last winter.", "'last winter' is winter 2023–2024"),
        ("It shut last March.", "'last March' is March 2023"),
        ("It opens next May.", "'next May' is May 2024"),
        ("It rained last weekend.", "'last weekend' is the weekend of 9 March 2024"),
        ("Over the past two years it grew.", "'Over the past two years' is since about 2022"),
        ("It will grow over the next decade.", "'over the next decade' is until about 2034"),
    ],
)
def test_what_relative_times_come_to(text, meaning):
    finding = last(text, PUBLISHED)
    assert finding.detail == "resolves"
    assert finding.reason == f"Counted from the article's date, {meaning}."


def test_on_a_sunday_last_week_ends_that_day():
    finding = last("It shut last week.", "2024-03-17")
    assert finding.reason.endswith("'last week' is the week of Monday 11 March 2024.")


def test_each_relative_time_of_a_sentence_is_read():
    finding = last("The dam burst last week and will be repaired next month.", PUBLISHED)
    assert finding.reason.endswith(
        "'last week' is the week of Monday 4 March 2024; 'next month' is April 2024."
    )
    assert len(finding.spans) == 2


def test_a_year_that_the_calendar_lacks_is_left_out():
    assert last("It began 999 decades ago.", PUBLISHED) is None


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_dates_at_the_edge_of_the_calendar(published):
    assert last("He resigned last week, on Monday 29 February.", published) is None


def test_reasons_say_which_day_it_was():
    assert last("The vote was on Monday, 4 March 2025.").reason == (
        "'Monday, 4 March 2025' does not fit: 4 March 2025 is a Tuesday."
    )
    assert last("It ends on 31 June.").reason == "'31 June' is no date: June has 30 days."
    assert last("It fell on 29 February 2023.").reason == (
        "'29 February 2023' is no date: 2023 was no leap year."
    )
    assert last("It is dated 2023-13-01.").reason == (
        "'2023-13-01' is no date: there is no month 13."
    )


def test_a_date_without_a_year_takes_the_nearest():
    assert last("It froze on Sunday, 30 December.", "2024-01-03").reason == (
        "'Sunday, 30 December' does not fit: 30 December 2023 is a Saturday."
    )


def test_an_undated_article_is_told_once(make_article):
    article = make_article(
        [("headline", "Dam burst yesterday")], ["It rained.", "The dam burst last week."],
        ["It burst on Monday.", "It was mended two days ago."],
    )  # fmt: skip
    findings = [times.check(sentence, article) for sentence in article.sentences[1:]]
    assert [finding.detail if finding else "-" for finding in findings] == [
        *("-", "undated", "-", "-"),
    ]


def test_vague_words_are_marked():
    text = "Of late the river has flooded, most recently in the lower town."
    spans = [text[span.start : span.end] for span in last(text).spans]
    assert spans == ["Of late", "most recently"]
