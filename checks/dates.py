"""Dates as written: days that do not exist, and days of the week that do not fit their date."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.figures import MONTH, MONTHS
from checks.records import Finding, Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = (
    r"(?:Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday)?|Thu(?:rs)?(?:day)?|Fri(?:day)?|Saturday|Sunday)\b"
)
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night))?"
_ORDINAL = r"(?:st|nd|rd|th)?"
#: What can follow "June 31" when it is a date and not "in June 31 people …".
_DATE_ENDS = (
    r"(?=\s*[,.;:)–—]|\s*$|\s+(?:19|20)\d\d\b|\s+(?:at|in|and|to|when|after|before|for|was|is|from|by"
    r"|on|with|as|the)\b)"
)
_WRITTEN = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY})\.?{_PART_OF_DAY}\s*[,(]?\s*(?:the\s+)?)?"
    rf"(?:(?<![\d.,/$£€-])\b(?P<day_first>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month_after>{MONTH})"
    r"(?!\s+[A-Z][a-z])"
    rf"|\b(?P<month_first>{MONTH})\s+(?P<day_after>\d{{1,2}})(?![\d.,:/%-]\d|%|\s?(?:per\s?cent|-))"
    rf"{_ORDINAL}(?!\w){_DATE_ENDS})"
    r"(?:,?\s+(?P<year>(?:1[5-9]|20)\d\d)\b(?!\s+\w+s\b))?"
    rf"(?:(?:,\s*(?:a|was\s+a)\s+|\s+was\s+a\s+|\s*\((?:a\s+)?)(?P<weekday_after>{WEEKDAY}))?"
)
_ISO = re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_DIGIT = re.compile(r"\d")
#: Before this year, countries did not keep the same calendar.
_ONE_CALENDAR = 1924
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class WrittenDate(NamedTuple):
    """A day and month as written; ``year`` is 0 and ``weekday`` -1 where not given."""

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int


@lru_cache(maxsize=256)
def written_dates(text: str, start: int, end: int) -> tuple[WrittenDate, ...]:
    """The dates in ``text[start:end]`` that give a day and a month, in order."""
    if not _DIGIT.search(text, start, end):
        return ()
    found = [_of_words(match) for match in _WRITTEN.finditer(text, start, end)]
    for match in _ISO.finditer(text, start, end):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        found.append(WrittenDate(*match.span(), year, month, day, -1))
    return tuple(sorted(found))


def _of_words(match: re.Match[str]) -> WrittenDate:
    month = month_number(match["month_after"] or match["month_first"])
    name = match["weekday"] or match["weekday_after"]
    weekday = weekday_number(name) if name else -1
    day = int(match["day_first"] or match["day_after"])
    end = match.end() - match[0].endswith(".")
    return WrittenDate(match.start(), end, int(match["year"] or 0), month, day, weekday)


def month_number(name: str) -> int:
    """1 for "January" or "Jan."."""
    return 1 + next(i for i, month in enumerate(MONTHS) if month.startswith(name[:3].lower()))


def weekday_number(name: str) -> int:
    """0 for "Monday" or "Mon"."""
    return next(i for i, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))


def day_name(day: date) -> str:
    """ "Tuesday 12 March 2024"."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day_of_month(day)}"


def day_of_month(day: date) -> str:
    """ "12 March 2024"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def publication_date(article: Article) -> date | None:
    """The day the article appeared, or None where it is not known."""
    try:
        return date.fromisoformat(article.published[:10])
    except ValueError:
        return None


def impossible_date(sentence: Sentence, article: Article) -> Finding | None:
    """A day its month does not have: 31 June, 29 February 2023, 2023-02-30."""
    for found in written_dates(article.text, sentence.start, sentence.end):
        if _exists(found):
            continue
        said = " ".join(article.text[found.start : found.end].split())
        reason = f"'{said}' is no date: {_why_not(found)}."
        spans = (Span(found.start, found.end, "date"),)
        return Finding("times", "yes", "impossible", 0.9, reason, spans)
    return None


def _exists(found: WrittenDate) -> bool:
    if not 1 <= found.month <= 12 or found.day < 1 or found.day > _MOST_DAYS[found.month - 1]:
        return False
    leap_day = found.month == 2 and found.day == 29
    return not (leap_day and found.year and not calendar.isleap(found.year))


def _why_not(found: WrittenDate) -> str:
    if not 1 <= found.month <= 12:
        return f"there is no month {found.month}"
    month = MONTHS[found.month - 1].capitalize()
    if found.month == 2 and found.day == 29:
        return f"{found.year} was no leap year"
    return f"{month} has {_MOST_DAYS[found.month - 1]} days"


def wrong_weekday(sentence: Sentence, article: Article) -> Finding | None:
    """ "Monday, 4 March 2025" was a Tuesday. Without a year, the one nearest the article's date."""
    published = publication_date(article)
    for found in written_dates(article.text, sentence.start, sentence.end):
        if found.weekday < 0 or not _exists(found):
            continue
        day = _nearest(found, published)
        if day is None or day.weekday() == found.weekday or day.year < _ONE_CALENDAR:
            continue
        fits = WEEKDAYS[day.weekday()].capitalize()
        said = " ".join(article.text[found.start : found.end].split())
        reason = f"'{said}' does not fit: {day_of_month(day)} is a {fits}."
        score = 0.9 if found.year else 0.75
        spans = (Span(found.start, found.end, "date"),)
        return Finding("times", "yes", "weekday", score, reason, spans)
    return None


def _nearest(found: WrittenDate, published: date | None) -> date | None:
    """The day meant: in its own year, else in the year that brings it nearest the article."""
    if found.year:
        return date(found.year, found.month, found.day)
    if published is None:
        return None
    years = [year for year in (published.year - 1, published.year, published.year + 1) if year > 0]
    if found.month == 2 and found.day == 29:
        years = [year for year in years if calendar.isleap(year)]
    days = [date(year, found.month, found.day) for year in years if year < 9999]
    return min(days, key=lambda day: abs(day - published), default=None)
