"""Sentences that say nearly the same, and where they part."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from evidence.numbers import numbers
from evidence.wording import Change, changes, words_of

#: Of 100, how alike two sentences must be to be one checked before: a word or two of ten may
#: differ, as in wire copy that was edited; "rose 3 %" and "fell 3 %" pass too, so that what
#: differs is always shown.
LEAST_ALIKE = 80


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a sentence repeats an earlier one: ``alike`` of 100, and what became of its words.

    ``changes`` is empty where the words are the same; ``numbers_differ`` says whether any number
    does, in which case an earlier verdict says little.
    """

    alike: int
    changes: tuple[Change, ...]
    numbers_differ: bool


def repeat(earlier: str, now: str) -> Repeat | None:
    """Say how ``now`` repeats ``earlier``; None where it does not."""
    before, after = words_of(earlier).words, words_of(now).words
    if not before or not after:
        return None
    if before == after:
        return Repeat(100, (), False)
    alike = fuzz.ratio(before, after)
    if alike < LEAST_ALIKE:
        return None
    shown = changes(tuple(earlier.split()), tuple(now.split()))
    return Repeat(min(99, round(alike)), shown, _values(earlier) != _values(now))


def _values(text: str) -> list[tuple[float, float, str]]:
    return sorted((number.value, number.high, number.unit) for number in numbers(text))
