"""Where a quotation stands in a text that may have changed since it was quoted.

A quotation is looked for as it is, blanks and typographic quotes apart; where it stands several
times, the words around it decide. Only then is something very like it looked for. What cannot be
told apart is not guessed at.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

#: How like the quotation a stretch must be, out of 100: about one letter in seven may differ.
LEAST_LIKENESS = 85

#: A shorter quotation is found in too many places when letters may differ.
_SHORTEST_NEAR_MATCH = 16

#: The beginning of a quotation says where it stands; comparing grows with the square of its length.
_LONGEST_NEAR_MATCH = 256

#: Occurrences that are weighed against one another; words as common as that place nothing.
_MOST_OCCURRENCES = 1000

_ALIKE = str.maketrans("“”„«»‘’‚–—‑", '"""""\'\'\'---')


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words with those around them; ``start`` is where they once stood, or -1."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1


def sentence_of(
    quotation: Quotation, text: str, sentences: Sequence[tuple[int, int]]
) -> tuple[int | None, str]:
    """Return the index of the (start, end) the quotation falls in, or None with the reason."""
    place, reason = find(quotation, text)
    if place is None:
        return None, reason
    start, end = place
    shared = [min(end, one[1]) - max(start, one[0]) for one in sentences]
    if not shared or max(shared) <= 0:
        return None, "its quotation falls between the sentences"
    return shared.index(max(shared)), ""


def find(quotation: Quotation, text: str) -> tuple[tuple[int, int] | None, str]:
    """Return where the quotation stands, as code point offsets, or None with the reason."""
    words = _alike(quotation.exact).strip()
    if not words:
        return None, "it has no quotation to find it by"
    alike, places = _flattened(text)
    found = _occurrences(words, alike)
    if not found:
        return _near_match(words, alike, places)
    if len(found) > 1:
        found = _by_context(quotation, found, len(words), alike, places)
    if len(found) > 1:
        return None, "its quotation stands in the text several times"
    return _in_text(found[0], found[0] + len(words), places), ""


def _occurrences(words: str, alike: str) -> list[int]:
    found: list[int] = []
    at = alike.find(words)
    while at >= 0 and len(found) < _MOST_OCCURRENCES:
        found.append(at)
        at = alike.find(words, at + 1)
    return found


def _by_context(
    quotation: Quotation, found: list[int], length: int, alike: str, places: Sequence[int]
) -> list[int]:
    """Return the occurrences whose surroundings, or else whose place, fit best."""
    prefix, suffix = _alike(quotation.prefix), _alike(quotation.suffix)
    if prefix.strip() or suffix.strip():
        fits = [
            fuzz.ratio(prefix, alike[max(at - len(prefix), 0) : at])
            + fuzz.ratio(suffix, alike[at + length : at + length + len(suffix)])
            for at in found
        ]
        found = [at for at, fit in zip(found, fits, strict=True) if fit == max(fits)]
    if len(found) > 1 and quotation.start >= 0:
        there = bisect_left(places, quotation.start)
        return [there] if there in found else found
    return found


def _near_match(
    words: str, alike: str, places: Sequence[int]
) -> tuple[tuple[int, int] | None, str]:
    beginning = words[:_LONGEST_NEAR_MATCH]
    if len(beginning) >= _SHORTEST_NEAR_MATCH and len(alike) >= len(beginning):
        near = fuzz.partial_ratio_alignment(beginning, alike, score_cutoff=LEAST_LIKENESS)
        if near is not None and near.dest_end > near.dest_start:
            return _in_text(near.dest_start, near.dest_end, places), ""
    return None, "its quotation is not in the text"


def _in_text(start: int, end: int, places: Sequence[int]) -> tuple[int, int]:
    return places[start], places[end - 1] + 1


def _alike(text: str) -> str:
    return _flatten(text)[0]


@lru_cache(maxsize=4)
def _flattened(text: str) -> tuple[str, tuple[int, ...]]:
    alike, places = _flatten(text)
    return alike, tuple(places)


def _flatten(text: str) -> tuple[str, list[int]]:
    """Return the text with runs of blanks made one and quotes made plain, and each one's place."""
    kept: list[str] = []
    places: list[int] = []
    after_blank = False
    for place, character in enumerate(text.translate(_ALIKE)):
        blank = character.isspace()
        if not (blank and after_blank):
            kept.append(" " if blank else character)
            places.append(place)
        after_blank = blank
    return "".join(kept), places
