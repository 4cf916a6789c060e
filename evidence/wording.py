"""Texts as words: what two texts share, whatever their marks, cases, line ends and hyphens."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

#: Words both texts have, words the second one lacks, words it has instead.
Change = tuple[Literal["same", "gone", "new"], str]

#: A word with its inner apostrophes, points and hyphens: "don't", "3.5", "well-known".
_WORD = re.compile(r"[^\W_]+(?:(?:\u00ad|['’.,](?=\w))[^\W_]+)*")
#: A word broken at the end of a line: a hyphen between letters, then a small letter.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n[ \t]{0,8}(?=[a-zà-ÿ])")
_MARKS = ',.;:!?()[]{}"“”„«»‘`…–—-'
_DROPPED = str.maketrans("", "", "'’\u00ad")


class Words(NamedTuple):
    """The words of a text, alike for comparing, each with its offsets ``[start, end)``.

    ``joined`` is all of them with a space around each, and ``places`` where each begins in it.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    joined: str
    places: tuple[int, ...]

    def find(self, sought: tuple[str, ...], after: int = 0) -> int:
        """Return the number of the word at which ``sought`` begins, or -1."""
        if not sought or after >= len(self.words):
            return -1
        at = self.joined.find(f" {' '.join(sought)} ", self.places[after])
        return bisect_right(self.places, at) - 1 if at >= 0 else -1


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """Cut a text into words; linear in its length, remembered for the texts used last."""
    words, spans = [], []
    # A word broken over two lines is read as one; its offsets are those of its first half.
    pieces = _BROKEN_WORD.split(text)
    joints = [match.end() for match in _BROKEN_WORD.finditer(text)]
    start = 0
    for piece, joint in zip(pieces, [*joints, 0], strict=True):
        for match in _WORD.finditer(piece):
            glued = match.start() == 0 and start > 0 and bool(words)
            word = _alike(match[0])
            if glued:
                words[-1] += word
                spans[-1] = (spans[-1][0], start + match.end())
            else:
                words.append(word)
                spans.append((start + match.start(), start + match.end()))
        start = joint
    joined = f" {' '.join(words)} " if words else ""
    places = tuple(accumulate((len(word) + 1 for word in words[:-1]), initial=0)) if words else ()
    return Words(tuple(words), tuple(spans), joined, places)


def changes(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Change, ...]:
    """Return how ``old`` becomes ``new``, word by word; words are compared without their marks."""
    alike_old, alike_new = ([_alike(word) for word in words] for words in (old, new))
    found: list[Change] = []
    for step in Levenshtein.opcodes(alike_old, alike_new):
        if step.tag == "equal":
            found.append(("same", " ".join(new[step.dest_start : step.dest_end])))
            continue
        if step.src_end > step.src_start:
            found.append(("gone", " ".join(old[step.src_start : step.src_end])))
        if step.dest_end > step.dest_start:
            found.append(("new", " ".join(new[step.dest_start : step.dest_end])))
    return tuple(found)


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing of what a sentence is about."""
    text = (Path(__file__).parent / "words" / "stop_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def page_of(text: str, offset: int) -> int:
    """Return the page, from 1, that an offset lies on; 0 where the text has no pages.

    Pages are parted by form feeds, as readers of paged files write them.
    """
    return text.count("\f", 0, offset) + 1 if "\f" in text else 0


def _alike(word: str) -> str:
    """The word for comparing: no case, no apostrophes or soft hyphens, no width or ligature."""
    word = word.translate(_DROPPED).strip(_MARKS)
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()
