"""Numbers of a sentence found again in a text: in digits, in words, in other units, rounded."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from checks.figures import Figure, counted, figures

#: Measures that can be turned into one another: the measure it is counted in, and how many.
_MEASURES = {
    "km": ("m", 1000.0), "m": ("m", 1.0), "cm": ("m", 0.01), "mm": ("m", 0.001),
    "mile": ("m", 1609.344), "ft": ("m", 0.3048),
    "t": ("g", 1e6), "kg": ("g", 1000.0), "g": ("g", 1.0), "mg": ("g", 0.001),
    "l": ("l", 1.0), "ml": ("l", 0.001), "ha": ("ha", 1.0), "acre": ("ha", 0.40468564),
    "GW": ("W", 1e9), "MW": ("W", 1e6), "kW": ("W", 1000.0), "share": ("%", 100.0),
}  # fmt: skip
#: A number this small, of nothing in particular, is on every page: what it counts must agree.
_SMALL = 12
_ROUNDING = 0.5 + 1e-9
_YEAR = re.compile(r"(?<![\w.,/$€£-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d|-\d)")
_SPACED = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?: \d{3}){1,5}(?![\d,.]?\d| \d)")
_DIGIT_WORDS = {
    word: str(value)
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
} | {"oh": "0", "nought": "0"}
_DIGIT_WORD = "|".join(_DIGIT_WORDS)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
#: "one point two million", "three point one four per cent": the figures before the point are words.
_POINT = re.compile(
    rf"\b(?P<whole>{_DIGIT_WORD}|ten|eleven|twelve)\spoint\s(?P<parts>(?:{_DIGIT_WORD})"
    rf"(?:[\s-](?:{_DIGIT_WORD})){{0,5}})\b(?:\s(?P<scale>{'|'.join(_SCALES)})\b)?"
    r"(?P<percent>\s?%|\s?per\s?cent\b)?",
    re.IGNORECASE,
)
#: "one in four", "nine out of ten": shares of what follows.
_SMALL_NUMBERS = {word: int(digit) for word, digit in _DIGIT_WORDS.items()} | {"ten": 10}
_SMALL_NUMBER = rf"(?:{'|'.join(_SMALL_NUMBERS)}|[1-9]|10)"
_RATIO = re.compile(
    rf"(?<![\w.,-])(?P<part>{_SMALL_NUMBER})\s(?:in|out\sof)\s(?:every\s)?"
    rf"(?P<whole>{_SMALL_NUMBER})\b(?![.,]\d|\s?%|[-–])",
    re.IGNORECASE,
)
#: The fractions that per cents are rounded to when they are said in words, in per cent, and how
#: far from one they may be.
_FRACTIONS = (10, 20, 25, 100 / 3, 40, 50, 60, 200 / 3, 75, 80, 90)
_NEAR = 3.0
_TEENS = {"ten": "10", "eleven": "11", "twelve": "12"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """A number sought and the one that agrees; ``found`` is empty where none does.

    ``result`` is verbatim where the value is the same, however it is written, and rounded where
    the text is more exact and rounds to it.
    """

    sought: str
    found: str = ""
    start: int = 0
    result: Literal["verbatim", "rounded"] = "verbatim"


@lru_cache(maxsize=16)
def numbers(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """The numbers of ``text[start:end]``, years among them, in order."""
    end = len(text) if end is None else end
    text = _grouped(text)
    pointed = [_pointed(match) for match in _POINT.finditer(text, start, end)]
    years = [
        Figure(m.start(), m.end(), float(m[0]), float(m[0]), "year", 1.0, m[0], 1.0)
        for m in _YEAR.finditer(text, start, end)
    ]
    ratios = [_ratio(match) for match in _RATIO.finditer(text, start, end)]
    taken = sorted([*pointed, *years, *filter(None, ratios)])
    starts = [other.start for other in taken]
    plain = [one for one in figures(text, start, end) if not _overlaps(one, taken, starts)]
    return tuple(sorted([*plain, *taken]))


@lru_cache(maxsize=16)
def _grouped(text: str) -> str:
    """The text with the plain spaces of "1 200 000" made such as figures are read with."""
    return _SPACED.sub(lambda match: match[0].replace(" ", "\u00a0"), text)


def _overlaps(number: Figure, taken: list[Figure], starts: list[int]) -> bool:
    at = bisect_left(starts, number.end) - 1
    return at >= 0 and taken[at].end > number.start


def find_number(number: Figure, sentence_text: str, text: str) -> Agreement:
    """Look for a number of ``sentence_text`` in ``text``."""
    sought = " ".join(sentence_text[number.start : number.end].split())
    nouns = _nouns(sentence_text, number)
    best: tuple[tuple[bool, bool], Agreement] | None = None
    for other in numbers(text):
        result = _agrees(number, other)
        if result is None:
            continue
        shared = bool(nouns & _nouns(text, other))
        if not shared and _is_common(number):
            continue
        rank = (result == "verbatim", shared)
        if best is None or rank > best[0]:
            found = " ".join(text[other.start : other.end].split())
            best = (rank, Agreement(sought, found, other.start, result))
        if rank == (True, True):
            break
    return best[1] if best else Agreement(sought)


def tokens(number: Figure) -> tuple[str, ...]:
    """Words under which a number is found by a search, whatever it is written like.

    The first is the number as exact as it is written, the second its digits alone, which are the
    same in every scale ("118m", 118 million); the others are what it rounds to.
    """
    if number.unit == "year" or not number.value:
        return ()
    share = 100.0 if number.unit == "share" else 1.0
    value = abs(number.value) * share
    exact, *rounded = (_mantissa(value, digits) for digits in (12, 3, 2))
    return tuple(dict.fromkeys([exact, digits_word(exact.partition("e")[0]), *rounded]))


def other_units(number: Figure) -> tuple[str, ...]:
    """Words under which a number is found that is told in another unit, the exact one first.

    A measure has its base unit (1.3 tonnes, 1,300 kg), a share or per cents the fraction they
    are nearly (23 per cent, a quarter).
    """
    if number.unit in ("share", "%"):
        share = number.value * _factor(number)
        nearest = min(_FRACTIONS, key=lambda fraction: abs(fraction - share))
        return (f"nearly{nearest:.0f}",) if abs(nearest - share) <= _NEAR else ()
    if number.unit not in _MEASURES or not number.value:
        return ()
    unit, factor = _MEASURES[number.unit]
    value = abs(number.value) * factor
    return tuple(dict.fromkeys(f"{_mantissa(value, digits)}{unit}" for digits in (12, 3, 2)))


def significant_digits(number: Figure) -> int:
    """How many digits tell a number from others: of 3,400 two, of "twenty-one" two."""
    if number.unit == "share":
        return 1
    return number.exactness or len(_mantissa(abs(number.value), 12).partition("e")[0])


def digits_word(digits: str) -> str:
    """Return digits as a word to search for: their points, commas and zeros at the end left out."""
    return f"digits{digits.replace('.', '').replace(',', '').rstrip('0')}"


def _mantissa(value: float, digits: int) -> str:
    """A number as a word: significant digits and power of ten, "12e5" for 1.2 million."""
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    figures_ = mantissa.replace(".", "").rstrip("0") or "0"
    return f"{figures_}e{int(power)}".replace("-", "minus")


def _agrees(number: Figure, other: Figure) -> Literal["verbatim", "rounded"] | None:
    """Whether ``other`` says what ``number`` says: the same, or the same once rounded."""
    ours, theirs = _in_base_units(number), _in_base_units(other)
    if ours is None or theirs is None or not _same_unit(ours[0], theirs[0]):
        return None
    converted = number.unit != other.unit and ours[0] == theirs[0] and ours[0] not in ("", "%")
    gap = max(abs(ours[1] - theirs[1]), abs(ours[2] - theirs[2]))
    if gap <= 1e-9 * max(abs(ours[1]), 1e-9):
        return "verbatim"
    step = number.step * _factor(number)
    if number.unit == "share":
        step = 1.0
    if gap <= step * _ROUNDING and (converted or _is_more_exact(number, other)):
        return "rounded"
    return None


def _is_more_exact(number: Figure, other: Figure) -> bool:
    return other.step * _factor(other) < number.step * _factor(number) or number.unit == "share"


def _in_base_units(number: Figure) -> tuple[str, float, float] | None:
    unit, factor = _MEASURES.get(number.unit, (number.unit, 1.0))
    return unit, number.value * factor, number.high * factor


def _factor(number: Figure) -> float:
    return _MEASURES.get(number.unit, (number.unit, 1.0))[1]


def _same_unit(ours: str, theirs: str) -> bool:
    """A table leaves units to its heading; per cent, points and years are never left out."""
    if ours == theirs:
        return True
    return "" in (ours, theirs) and not {"%", "points", "year"} & {ours, theirs}


def _is_common(number: Figure) -> bool:
    return not number.unit and abs(number.value) <= _SMALL and number.step >= 1


def _nouns(text: str, number: Figure) -> frozenset[str]:
    """What a number counts, endings off, so that "deaths" and "death" agree."""
    return frozenset(word[:5] for word in counted(text, number))


def _pointed(match: re.Match[str]) -> Figure:
    whole = match["whole"].lower()
    parts = re.split(r"[\s-]", match["parts"].lower())
    decimals = "".join(_DIGIT_WORDS[part] for part in parts)
    digits = f"{_TEENS.get(whole) or _DIGIT_WORDS[whole]}.{decimals}"
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
    value = float(digits) * scale
    step = 10.0 ** -len(decimals) * scale
    unit = "%" if match["percent"] else ""
    return Figure(match.start(), match.end(), value, value, unit, step, digits, scale)


def _ratio(match: re.Match[str]) -> Figure | None:
    """A share in two numbers; none where it would be more than all."""
    part, whole = (
        int(words) if words.isdecimal() else _SMALL_NUMBERS[words.lower()]
        for words in match.group("part", "whole")
    )
    if not 0 < part < whole:
        return None
    value = part / whole
    return Figure(match.start(), match.end(), value, value, "share", 0.05, "", 1.0)
