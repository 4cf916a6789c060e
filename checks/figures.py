"""The figures of a sentence: how many, how exactly written, of which unit, of what.

Reads digits with any thousands separator (1,200,000; 1.200.000; 12,34,567), scales (1.2m,
1.2 million, 3 crore), words ("two hundred and fifty"), fractions ("two thirds"), per cent,
percentage points, currencies and measures. Leaves out numbers that count nothing: years,
dates, times of day, scores, ordinals, and names such as F-16 and Route 66.

"mn", "bn" and "tn" are scales wherever they stand. A single letter, which may be a unit too, is
one with a currency ("£3m"), or where what it counts follows: a measure ("118m litres") or a word
of ``words/counted_in_scales.txt`` ("1.2 m people"). Without either, "1.2m" is millions for its
point, unless a word says that it is a length ("1.2m deep"), and "3k" is thousands, unless it is
a run or a screen ("a 5k", "ran 10k", "4k video"). "118m tall" is 118 metres; "100m" alone may be
a race and is no figure.
"""

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from checks.wordlists import alternatives, words


class Figure(NamedTuple):
    """One figure; ``start`` and ``end`` are code point offsets of the text, unit included.

    ``value`` and ``high`` bound a range and are equal otherwise. ``unit`` is "%", "points",
    "share" (a fraction of one), a currency sign, the short name of a measure ("km"), or
    nothing. ``step`` is the place value of the last significant digit ("1.2 million": 100,000),
    ``digits`` the digits as written, empty for words, ``scale`` what they are multiplied by.
    """

    start: int
    end: int
    value: float
    high: float
    unit: str
    step: float
    digits: str
    scale: float

    @property
    def exactness(self) -> int:
        """The number of significant digits: 3,417 has four, 3,400 has two, a word none."""
        return len(self.digits.replace(".", "").strip("0"))


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
#: Month names as written in dates, short forms included.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = (
    {word: float(value) for value, word in enumerate(_ONES)}
    | {word: 10.0 * (place + 2) for place, word in enumerate(_TENS)}
    | {"a": 1.0, "an": 1.0}
)
_MULTIPLIERS = {**{name: _SCALES[name] for name in list(_SCALES)[:7]}, "dozen": 12.0}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
#: After "118m": it is so many metres.
_LENGTH = rf"[\s-]{alternatives('said_of_lengths')}\b"
_UNITS = {
    "km": r"kms?|kilomet(?:re|er)s?", "m": rf"met(?:re|er)s?|m\b(?={_LENGTH})", "mile": r"miles?",
    "cm": r"cms?|centimet(?:re|er)s?", "mm": r"mms?|millimet(?:re|er)s?", "ft": r"ft|foot|feet",
    "kg": r"kgs?|kilos?|kilograms?", "g": r"grams?|grammes?", "t": r"tons?|tonnes?",
    "mg": r"mgs?|milligrams?", "l": r"lit(?:re|er)s?", "ml": r"mls?|millilit(?:re|er)s?",
    "ha": r"ha|hectares?", "acre": r"acres?", "MW": r"MW|megawatts?", "GW": r"GW|gigawatts?",
    "kW": r"kW|kilowatts?", "$": r"(?:US\s)?dollars?", "€": r"euros?", "£": r"pounds?",
}  # fmt: skip

_DIGITS = (
    r"(?:\d{1,3}(?:,\d{2,3}){0,5},\d{3}(?:\.\d{1,6})?|\d{1,3}(?:\.\d{3}){2,5}"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}|\d{1,15}(?:\.\d{1,6})?)"
)
_CURRENCY = r"(?:(?:US|AU|CA|NZ|HK|A|C|S)?\$|[€£¥₹])"
_MEASURES = "|".join(f"(?:{pattern})" for pattern in _UNITS.values())
#: After "118m": what is counted, so that the letter can only be a scale.
_COUNTED = rf"\s(?:{alternatives('counted_in_scales')}|{_MEASURES})\b"
_SHORT_SCALES = rf"(?:\s?(?:mn|bn|tn)|\s[kmbKMB](?={_COUNTED})|[kmbKMB](?!{_LENGTH}))"
_LONG_SCALES = "(?:hundred|thousand|million|billion|trillion|lakh|crore)"
_UNIT = (
    r"(?P<points>(?:\s?%|[\s-]?per\s?cent(?:age)?)[\s-]points?|\s?pp)"
    r"|(?P<percent>\s?%|[\s-]?per\s?cent|\s?pct\.?)"
    rf"|(?P<measure>[\s-]?(?:{_MEASURES}))"
)
#: Not after a letter, a sign of a name ("F-16", "#5"), a decimal point or a slash.
_FREE = r"(?<![\w.,/:#&-])"
#: Not before a letter ("5th", "1990s"), a clock time, a date or another digit.
_CLOSED = rf"(?![\w/:&]|[.,]\d|['’]s?\d|\s?(?:[ap]\.?m\b|o['’]clock|{MONTH}))"
_DIGITAL = re.compile(
    rf"{_FREE}(?P<sign>[-−–](?=[\d$€£]))?(?P<money>{_CURRENCY})?\s?(?P<low>{_DIGITS})"
    rf"(?:\s?[-–]\s?{_CURRENCY}?(?P<high>{_DIGITS}))?"
    rf"(?:(?P<short>{_SHORT_SCALES})\b|[\s-]?(?P<long>{_LONG_SCALES})s?\b)?"
    rf"(?:{_UNIT})?{_CLOSED}"
)
_WORD = "|".join([*_ONES, *_TENS])
_MULTIPLIER = "|".join(_MULTIPLIERS)
_SPELLED = re.compile(
    rf"(?<![\w-])(?P<words>(?:(?:{_WORD})|an?(?=[\s-](?:{_MULTIPLIER})\b))"
    rf"(?:[\s-](?:(?:{_MULTIPLIER})(?:\sand\s(?:{_WORD}))?|{_WORD})\b){{0,8}})"
    rf"(?:{_UNIT})?(?![\w-]{{0,30}}-(?:{_WORD})\b)(?!\w)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?<![\w-])(?P<top>an?|one|two|three|four|five|seven|nine)[\s-]"
    rf"(?P<part>{'|'.join(_PARTS)})\b(?=\s+(?:of|or|to|from|since|in|are|were|say|said|have|had)\b"
    r"|\s*[,.;:)(])"
    r"|(?<![\w-])(?P<half>half)(?=\s+(?:of|the|its|their|his|her)\b)",
    re.IGNORECASE,
)
_COUNTED_NEXT = re.compile(_COUNTED)
_RUN_OR_SCREEN_NEXT = re.compile(rf"[\s-]{alternatives('runs_and_screens')}\b", re.IGNORECASE)
_RUN_BEFORE = re.compile(
    r"\b(?:an?|the|this|that|each|every|first|his|her|their|my|our|in|run|runs|ran|running|"
    r"walk|walks|walked|walking|race|raced|swim|swam|jog|jogged|cycled)\s$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\b(?:No|Nos|Number|Article|Section|Chapter|Route|Highway|Interstate|Channel|Room|Bill|"
    r"Proposition|Prop|Resolution|Level|Phase|Type|Flight|Title|Part|Figure|Table|Page|Boeing|"
    r"Airbus|Group|Day|Week|Game|Round|Stage|Category|District|Precinct|Ward|Sunday|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Line|Psalm|Verse|Unit|Platform|Gate|Pier)\.?"
    rf"|{MONTH})\s$"
)
_BARE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_STOP_WORDS = words("stop_after_figure")
_NOUN_WORD = re.compile(r"[\s-]{1,3}(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+){0,3})")
_HAS_NUMBER = re.compile(rf"\d|\b(?:{_WORD}|{_MULTIPLIER}|{'|'.join(_PARTS)})", re.IGNORECASE)
_LONGEST_LABEL = 16
_DIGIT_SIGNS = frozenset("0123456789,;:()")


@lru_cache(maxsize=256)
def figures(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """The figures in ``text[start:end]``, in order, none inside another."""
    if not _HAS_NUMBER.search(text, start, end):
        return ()
    found: list[Figure] = []
    readings = (
        _digital(text, start, end),
        _fractions(text, start, end),
        _spelled(text, start, end),
    )
    # Where two readings begin together, the longer one stands: "a third", not "a".
    for figure in sorted(chain(*readings), key=lambda figure: (figure.start, -figure.end)):
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    return tuple(found)


def counted(text: str, figure: Figure, most: int = 3) -> tuple[str, ...]:
    """The words after a figure that say what it counts, lower case: ("new", "schools")."""
    return tuple(word for word, _ in counted_with_ends(text, figure, most))


def counted_with_ends(text: str, figure: Figure, most: int = 3) -> list[tuple[str, int]]:
    """The words after a figure that say what it counts, and where each ends in the text."""
    found: list[tuple[str, int]] = []
    at = figure.end
    while len(found) < most:
        match = _NOUN_WORD.match(text, at)
        word = match["word"].lower() if match else ""
        if not word or word in _STOP_WORDS:
            break
        at = match.end()
        found.append((word, at))
    return found


def written(text: str, figure: Figure) -> str:
    """A figure as a reason quotes it: on one line."""
    return " ".join(text[figure.start : figure.end].split())


def plain(value: float) -> str:
    """A number as a reason states it: no trailing zeros, thousands separated."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _digital(text: str, start: int, end: int) -> list[Figure]:
    found = []
    for match in _DIGITAL.finditer(text, start, end):
        if not _is_label(text, match):
            figure = _of_digits(match)
            if figure:
                found.append(figure)
    return found


def _is_label(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start("low") - _LONGEST_LABEL) : match.start("low")]
    return before[-2:-1] not in _DIGIT_SIGNS and bool(_LABEL.search(before))


def _of_digits(match: re.Match[str]) -> Figure | None:
    low, high = _plain_digits(match["low"]), _plain_digits(match["high"] or match["low"])
    unit = _unit(match)
    short, long = (match["short"] or "").strip(), match["long"]
    bare = not (unit or short or long)
    if bare and _BARE_YEAR.fullmatch(match["low"]):
        return None
    if float(high) < float(low):
        # "7-2" is a vote or a score.
        return None
    if len(short) == 1 and not (match["money"] or _is_short_scale(match, short)):
        return None
    scale = _SCALES[(short or long).lower()] if short or long else 1.0
    sign = -1.0 if match["sign"] and not match["high"] else 1.0
    return Figure(
        match.start(),
        match.end(),
        sign * float(low) * scale,
        sign * float(high) * scale,
        unit,
        _step(low) * scale,
        low,
        scale,
    )


def _is_short_scale(match: re.Match[str], letter: str) -> bool:
    """Whether a letter says how many: "1.2m" does; "100m" may be a race, "a 5k" a run."""
    text, after = match.string, match.end("short")
    if _COUNTED_NEXT.match(text, after):
        return True
    if letter == "k":
        before = text[max(0, match.start() - _LONGEST_LABEL) : match.start()]
        return not (_RUN_BEFORE.search(before) or _RUN_OR_SCREEN_NEXT.match(text, after))
    return letter == "m" and "." in match["low"]


def _plain_digits(written_digits: str) -> str:
    """Digits without separators: a point followed by several threes separates too."""
    digits = re.sub(r"[,\u00a0\u202f\u2009]", "", written_digits)
    return digits.replace(".", "") if digits.count(".") > 1 else digits


def _step(digits: str) -> float:
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 10.0 ** -len(decimals)
    return 10.0 ** (len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0)


def _unit(match: re.Match[str]) -> str:
    if match["points"]:
        return "points"
    if match["percent"]:
        return "%"
    groups = match.groupdict()
    if groups.get("money"):
        return match["money"][-1]
    return _measure(match["measure"])


@lru_cache(maxsize=64)
def _measure(name: str | None) -> str:
    """The short name of a measure as written ("kilometres" is "km")."""
    bare = (name or "").strip(" \t\n-\u00a0")
    if bare == "m":  # where it is a unit, as what follows has told
        return "m"
    matching = (short for short, pattern in _UNITS.items() if re.fullmatch(pattern, bare))
    return next(matching, "")


def _spelled(text: str, start: int, end: int) -> list[Figure]:
    found = []
    for match in _SPELLED.finditer(text, start, end):
        parts = re.split(r"[\s-]+", match["words"].lower())
        value, scale = _word_value(parts)
        unit = _unit(match)
        found.append(Figure(match.start(), match.end(), value, value, unit, scale, "", scale))
    return found


def _word_value(parts: list[str]) -> tuple[float, float]:
    """The value of number words, and the place value of the last one."""
    total, current, last = 0.0, 0.0, 1.0
    for part in parts:
        if part in _VALUES:
            current += _VALUES[part]
            last = 1.0
        elif part in _MULTIPLIERS and _MULTIPLIERS[part] > 100:
            total, current = total + (current or 1.0) * _MULTIPLIERS[part], 0.0
            last = _MULTIPLIERS[part]
        elif part in _MULTIPLIERS:
            current = (current or 1.0) * _MULTIPLIERS[part]
            last = _MULTIPLIERS[part]
    return total + current, last


def _fractions(text: str, start: int, end: int) -> list[Figure]:
    found = []
    for match in _FRACTION.finditer(text, start, end):
        top = 1.0 if match["half"] else _VALUES[match["top"].lower()]
        value = top / (2 if match["half"] else _PARTS[match["part"].lower()])
        if value <= 1:
            found.append(Figure(match.start(), match.end(), value, value, "share", 0.05, "", 1.0))
    return found
