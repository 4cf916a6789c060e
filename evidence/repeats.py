"""Sentences that say nearly the same, and where they part."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from evidence.numbers import numbers
from evidence.wording import Change, changes, stop_words, words_of

#: Of 100, how alike two sentences must be to be one checked before: a word or two of ten may
#: differ, as in wire copy that was edited; "rose 3 %" and "fell 3 %" pass too, so that what
#: differs is always shown.
LEAST_ALIKE = 80
#: Of 100, how much of the telling words must be shared (``shared``) for a text to be offered.
LEAST_SHARED = 70
#: Two words are in many a text by chance.
_FEWEST_TELLING = 3


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


def shared(text: str, other: str) -> float:
    """Say, of 100, how much of the telling words of the shorter text the other one has.

    For texts that are worded anew: the same words in another order count too.
    """
    ours, theirs = (_telling(one) for one in (text, other))
    if min(len(ours), len(theirs)) < _FEWEST_TELLING:
        return fuzz.ratio(" ".join(ours), " ".join(theirs))
    return fuzz.token_set_ratio(" ".join(ours), " ".join(theirs))


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text).words if word not in stop_words()]


def _values(text: str) -> list[tuple[float, float, str]]:
    return sorted((number.value, number.high, number.unit) for number in numbers(text))
