"""Times counted from the day of writing ("last Tuesday", "a decade away"), and what they come to.

A bare weekday is the last one, or the coming one where the sentence looks ahead. The speaker's
"yesterday" in a quotation counts from the day of the speech and is left out.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from checks.dates import day_name, day_of_month, month_number, weekday_number
from checks.figures import MONTH, MONTHS
from checks.tokens import mask_quotations


class RelativeTime(NamedTuple):
    """A time relative to the day of writing, offsets as everywhere, and which rule reads it."""

    start: int
    end: int
    groups: tuple[str, ...]
    read: Callable[[tuple[str, ...], date, bool], str]


_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_YEARS_IN = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
_MONTH_NAME = "|".join(month.capitalize() for month in MONTHS)
_FULL_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:day|week|month|year|decade|centur(?:y|ie))"
_SUNDAY = 6
#: Articles are of these years; what they count from there stays within the calendar.
_FIRST_YEAR, _LAST_YEAR = 1500, 3000


def _near_day(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """yesterday, tomorrow, last night."""
    offset = {"yesterday": -1, "tomorrow": 1, "last night": -1}[" ".join(groups[0].lower().split())]
    return day_name(published + timedelta(days=offset))


def _this_day(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """earlier today, tonight."""
    return day_name(published)


def _weekday(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    which, name = groups[0].lower(), "".join(groups[1:])
    if which in {"next", "coming"} or (not which.startswith(("last", "past")) and ahead):
        days = (weekday_number(name) - published.weekday()) % 7
        return day_name(published + timedelta(days=days or (7 if which == "next" else 0)))
    days = (published.weekday() - weekday_number(name)) % 7
    return day_name(published - timedelta(days=days or (7 if which.startswith("last") else 0)))


def _period(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """last week, this month, next year."""
    offset = {"last": -1, "this": 0, "next": 1}[groups[0].lower()]
    unit = groups[1].lower()
    if unit == "year":
        return str(published.year + offset)
    if unit == "month":
        return _month(published, offset)
    if unit == "decade":
        return f"the {(published.year // 10 + offset) * 10}s"
    if unit == "century":
        return f"the {_ordinal((published.year - 1) // 100 + 1 + offset)} century"
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=offset)
    if published.weekday() == _SUNDAY and offset < 0:
        # On a Sunday, last week is the one that ends that day.
        monday += timedelta(weeks=1)
    return f"the week of Monday {day_of_month(monday)}"


def _weekend(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """over the weekend, last weekend, next weekend: named by its Saturday."""
    saturday = published + timedelta(days=5 - published.weekday())
    if groups[0].lower() == "next" or (ahead and published.weekday() < 5):
        weeks = 1 if groups[0].lower() == "next" else 0
    elif groups[0].lower() == "this":
        weeks = 0
    else:
        weeks = 0 if published.weekday() > 5 and groups[0].lower() != "last" else -1
    return f"the weekend of {day_of_month(saturday + timedelta(weeks=weeks))}"


def _season(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """last summer: the one that is over (northern half), so last year's until September."""
    which, season = groups[0].lower(), groups[1].lower()
    over = {"spring": 6, "summer": 9, "autumn": 12, "fall": 12, "winter": 3}[season]
    year = published.year
    if which == "last":
        year -= published.month < over
    elif which == "next":
        year += published.month >= over - 3
    return f"{season} {year - 1}–{year}" if season == "winter" else f"{season} {year}"


def _named_month(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """last March: the latest one before the article's month."""
    which, month = groups[0].lower(), month_number(groups[1])
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next":
        year += month <= published.month
    return f"{MONTHS[month - 1].capitalize()} {year}"


def _distance(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """two weeks ago, a decade away, three years from now."""
    count, unit, way = groups
    sign = -1 if way.lower() == "ago" else 1
    return _about(published, sign * _count(count), unit)


def _stretch(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """over the past two years: since when."""
    count, unit = groups
    about = _about(published, -_count(count or "one"), unit)
    return f"since {about}" if about else ""


def _coming_stretch(groups: tuple[str, ...], published: date, ahead: bool) -> str:
    """over the next two years, within a week: until when."""
    count, unit = groups
    about = _about(published, _count(count or "one"), unit)
    return f"until {about}" if about else ""


def _about(published: date, count: int, unit: str) -> str:
    """The day, month or year so far from the article's; empty before the year 1."""
    unit = unit.lower().removesuffix("s")
    if unit == "day":
        return day_name(published + timedelta(days=count))
    if unit == "week":
        return f"about {day_of_month(published + timedelta(weeks=count))}"
    if unit == "month":
        return f"about {_month(published, count)}"
    year = published.year + count * _YEARS_IN[unit]
    return f"about {year}" if year > 0 else ""


def _month(published: date, offset: int) -> str:
    months = published.year * 12 + published.month - 1 + offset
    return f"{MONTHS[months % 12].capitalize()} {months // 12}"


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in {11, 12, 13} else 0)
    return f"{number}{ending or 'th'}"


#: "Every Monday", "Super Tuesday"; below, "Monday to Friday", the working week.
_NOT_ANY_OR_A_FEAST = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        *("every", "each", "most", "any", "a", "one", "the", "that", "some", "another"),
        *("super", "black", "good", "ash", "palm", "easter", "cyber", "giving", "bloody", "shrove"),
    )
)

#: Each wording and how it is read; the first that matches at a place stands.
_RULES: list[tuple[str, Callable[[tuple[str, ...], date, bool], str]]] = [
    (r"(?<!of\s)(yesterday|tomorrow|last\s+night)\b", _near_day),
    (r"(?:earlier|later)\s+today\b|tonight\b", _this_day),
    (
        rf"(last|next|this|this\s+past|this\s+coming|past|coming)\s+({_FULL_WEEKDAY})\b",
        _weekday,
    ),
    (rf"(on)\s+({_FULL_WEEKDAY})\b", _weekday),
    (
        rf"{_NOT_ANY_OR_A_FEAST}(?<!day\sto\s)()(?-i:(?:(?<=[a-z,]\s)({_FULL_WEEKDAY})\b"
        rf"(?!\s+[A-Z]|-|\s+to\s+{_FULL_WEEKDAY}|\s+(?:schools?|best|roast|leagues?|lunch|prayers|"
        r"newspapers?|papers?|jobs?|services?)\b)"
        rf"|\A({_FULL_WEEKDAY})(?=['’]s\b)))",
        _weekday,
    ),
    (r"(over|at|this|last|next)\s+(?:the\s+)?(weekend)\b(?!\s+of\b)", _weekend),
    (
        r"(?<!the\s)(?<!of\s)(last|this|next)\s+(year|month|week|decade|century)\b"
        r"(?!\s+of\b)",
        _period,
    ),
    (
        r"(?<!the\s)(last|this|next)\s+(spring|summer|autumn|fall|winter)\b(?!\s+of\b)",
        _season,
    ),
    (rf"(?<!the\s)(last|this|next)\s+({_MONTH_NAME})\b", _named_month),
    (
        rf"({_NUMBER})\s+({_UNIT})s?\s+(ago|away|from\s+now|from\s+today|hence)\b"
        r"(?!\s+from\b)",
        _distance,
    ),
    (
        rf"(?:over|in|during|within|for|throughout|across)\s+the\s+(?:past|last)\s+"
        rf"(?:({_NUMBER})\s+)?({_UNIT})s?\b(?!\s+of\b)",
        _stretch,
    ),
    (
        rf"(?:over|in|during|within|for)\s+the\s+(?:next|coming)\s+"
        rf"(?:({_NUMBER})\s+)?({_UNIT})s?\b(?!\s+of\b)",
        _coming_stretch,
    ),
]
_COMPILED = [
    (re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE), read) for pattern, read in _RULES
]
_MAY_BE_RELATIVE = re.compile(
    r"day|night|tomorrow|weekend|\b(?:last|this|next|past|coming|ago|away|hence)\b|from\s(?:now|today)",
    re.IGNORECASE,
)
#: A date beside it says it already: "on Monday night, 4 March".
_DATED_BEHIND = re.compile(
    rf"(?:\s+(?:morning|afternoon|evening|night))?\s*[,(]?\s*(?:on\s+)?(?:the\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{MONTH}"
)


@lru_cache(maxsize=256)
def relative_times(text: str, start: int, end: int) -> tuple[RelativeTime, ...]:
    """The relative times of a sentence outside its quotations, in order, none inside another."""
    if not _MAY_BE_RELATIVE.search(text, start, end):
        return ()
    masked = mask_quotations(text, start, end)
    every = [
        (match.start() + start, -match.end() - start, rule, match)
        for rule, (pattern, _) in enumerate(_COMPILED)
        for match in pattern.finditer(masked)
        if not _DATED_BEHIND.match(masked, match.end())
    ]
    found: list[RelativeTime] = []
    for at, minus_end, rule, match in sorted(every, key=lambda reading: reading[:3]):
        if not found or at >= found[-1].end:
            found.append(RelativeTime(at, -minus_end, _groups(match), _COMPILED[rule][1]))
    return tuple(found)


def _groups(match: re.Match[str]) -> tuple[str, ...]:
    """The parts of a wording, each on one line; "the past year" has an empty count."""
    return tuple(" ".join((value or "").split()) for value in match.groups())


def resolve(time: RelativeTime, published: date, ahead: bool) -> str:
    """What the time comes to, counted from the article's date: "Tuesday 12 March 2024".

    ``ahead`` says that the sentence looks forward. Empty where the calendar does not reach.
    """
    if not _FIRST_YEAR < published.year < _LAST_YEAR:
        return ""
    return time.read(time.groups, published, ahead)
