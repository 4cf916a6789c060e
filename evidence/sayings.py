"""Does it say so: each quotation and number of a sentence is looked for in a kept text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from checks.quotations import quoted_parts
from evidence.numbers import Agreement, find_number, numbers
from evidence.wording import Change, Words, changes, page_of, words_of

Result = Literal["verbatim", "differences", "rounded", "missing"]

#: Of a quotation and the passage that comes closest, at least this share of words must be common.
#: Below it two sentences about one thing begin to count as one quoted wrongly.
LEAST_ALIKE = 0.6

_FEWEST_WORDS = 2
_MOST_PLACES = 2_000
_MOST_CANDIDATES = 12
_MOST_WORDS = 400
#: What a writer leaves out of a quotation, or puts in: an ellipsis, words in brackets.
_LEFT_OUT = re.compile(r"\[[^\[\]]{0,80}\]|\(?(?:…|\.\s?\.\s?\.)\)?")


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing looked for in a text, and what was found.

    ``kind`` is quotation, number or evidence (the words a person gave as evidence); ``page``
    counts from 1, 0 where the text has no pages; ``found`` is the passage as it stands there;
    ``changes`` how the one sought becomes it, only where they differ.
    """

    kind: Literal["quotation", "number", "evidence"]
    sought: str
    result: Result
    page: int = 0
    found: str = ""
    changes: tuple[Change, ...] = ()


def sayings(article_text: str, start: int, end: int, text: str, quote: str = "") -> list[Saying]:
    """Look for what ``article_text[start:end]`` quotes and counts in ``text``.

    ``quote`` is what a person gave as the evidence's words; it is looked for too.
    """
    quoted = list(_quotations(article_text, start, end))
    found = [find_quotation(article_text[a:b], text) for a, b in quoted]
    for number in numbers(article_text, start, end):
        if not any(a <= number.start and number.end <= b for a, b in quoted):
            found.append(_number_saying(find_number(number, article_text, text), text))
    if quote.strip():
        found.append(find_quotation(quote, text, kind="evidence"))
    return found


def find_quotation(
    quotation: str, text: str, kind: Literal["quotation", "evidence"] = "quotation"
) -> Saying:
    """Look for a quotation, quotation marks and all, in ``text``.

    Word for word means the same words in the same order; marks, cases, line ends and hyphens at
    line ends are not held against it, nor what an ellipsis or brackets say was left out.
    """
    sought = " ".join(quotation.split()).strip("\"'“”„«»‘’` ")
    within = words_of(text)
    exact = _verbatim(sought, within)
    if exact is not None:
        first, last = exact
        page, found = _printed(text, within, first, last)
        return Saying(kind, sought, "verbatim", page, found)
    near = _closest(words_of(sought).words[:_MOST_WORDS], text)
    if near is None:
        return Saying(kind, sought, "missing")
    first, last = near
    page, found = _printed(text, within, first, last)
    return Saying(kind, sought, "differences", page, found, _shown_changes(sought, found))


def _quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations of a sentence, each cut to it; single words are no claim of a wording."""
    for part in quoted_parts(text, start, end):
        a, b = max(part.start, start), min(part.end, end)
        if len(words_of(text[a:b]).words) >= _FEWEST_WORDS:
            yield a, b


def _verbatim(sought: str, within: Words) -> tuple[int, int] | None:
    """First and last word of a passage that has all parts of ``sought``, in order and near."""
    parts = [words_of(part).words for part in _LEFT_OUT.split(sought)]
    parts = [part for part in parts if part]
    if not parts:
        return None
    begin = within.find(parts[0])
    while begin >= 0:
        last = _follow(parts, begin, within)
        if last is not None:
            return begin, last
        begin = within.find(parts[0], begin + 1) if len(parts) > 1 else -1
    return None


def _follow(parts: list[tuple[str, ...]], begin: int, within: Words) -> int | None:
    at = begin + len(parts[0])
    for part in parts[1:]:
        place = within.find(part, at)
        # What was left out is a few sentences, not the way to another chapter.
        if place < 0 or place - at > _MOST_WORDS:
            return None
        at = place + len(part)
    return at - 1


def _closest(sought: tuple[str, ...], text: str) -> tuple[int, int] | None:
    """First and last word of the passage most like ``sought``; None where none is like it."""
    if len(sought) < _FEWEST_WORDS:
        return None
    within = words_of(text)
    best, best_alike = None, LEAST_ALIKE
    for begin in _candidates(sought, _places(text)):
        first, last, alike = _align(sought, within, begin)
        if alike > best_alike or (best is None and alike == best_alike):
            best, best_alike = (first, last), alike
    return best


def _candidates(sought: tuple[str, ...], places: dict[str, list[int]]) -> list[int]:
    """Places where a passage like ``sought`` could begin: where most of its words would fit.

    Each word of the text that is sought votes for the place the passage would begin at; votes
    are gathered in bins half as wide as the passage, so that a few words more or less fit.
    """
    width = max(3, len(sought) // 2)
    votes: Counter[int] = Counter()
    for number, word in enumerate(sought):
        here = places.get(word, ())
        for at in here[:_MOST_PLACES]:
            votes[(at - number) // width] += 1
    both = {bin_: count + votes.get(bin_ + 1, 0) for bin_, count in votes.items()}
    # A bin is entered by its own votes alone too: its neighbour below may hold the rest.
    ranked = sorted(both, key=lambda bin_: (-both[bin_], bin_))[:_MOST_CANDIDATES]
    return [bin_ * width for bin_ in ranked]


@lru_cache(maxsize=4)
def _places(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words_of(text).words):
        found[word].append(at)
    return found


def _align(sought: tuple[str, ...], within: Words, begin: int) -> tuple[int, int, float]:
    """Lay ``sought`` on the text from about ``begin``: first word, last word, how alike (0–1)."""
    size = len(sought)
    low = max(0, begin - size // 2)
    window = within.words[low : max(0, begin) + 2 * size + 3]
    # Where a word stands many times the longest common part may be strewn over the window, so the
    # stretch that is most alike is looked at by itself too.
    near = fuzz.partial_ratio_alignment(sought, window)
    runs = [
        _best_run(pairs, size)
        for a, b in ((0, len(window)), (near.dest_start, near.dest_end))
        if (pairs := _common(sought, window, a, b))
    ]
    if not runs:
        return 0, 0, 0.0
    (from_sought, from_window), (to_sought, to_window), alike = max(runs, key=lambda run: run[2])
    # Words at the ends that were changed have their place too.
    first = max(0, low + from_window - from_sought)
    last = min(len(within.words) - 1, low + to_window + size - 1 - to_sought)
    return first, last, alike


def _common(
    sought: tuple[str, ...], window: tuple[str, ...], a: int, b: int
) -> list[tuple[int, int]]:
    """A longest common part of ``sought`` and ``window[a:b]``: (place in one, in the other)."""
    return [
        (block.a + step, a + block.b + step)
        for block in LCSseq.editops(sought, window[a:b]).as_matching_blocks()
        for step in range(block.size)
    ]


def _best_run(
    pairs: list[tuple[int, int]], size: int
) -> tuple[tuple[int, int], tuple[int, int], float]:
    """The run of matching pairs with the most words alike for its length: strays are cut off.

    How alike counts for nothing where too little of what is sought is in the run.
    """
    best = (pairs[0], pairs[0], 0.0)
    for i, first in enumerate(pairs):
        # A run that begins far inside has lost too many words to win; the same at its end.
        for j in range(len(pairs) - 1, i - 1, -1):
            matched = j - i + 1
            if matched < LEAST_ALIKE * size or 2 * matched / (size + matched) <= best[2]:
                break
            last = pairs[j]
            alike = 2 * matched / (size + max(last[1] - first[1] + 1, matched))
            if alike > best[2]:
                best = (first, last, alike)
    return best


def _printed(text: str, within: Words, first: int, last: int) -> tuple[int, str]:
    """The page of a passage, and the passage on one line."""
    start, end = within.spans[first][0], within.spans[last][1]
    return page_of(text, start), " ".join(text[start:end].split())


def _shown_changes(sought: str, found: str) -> tuple[Change, ...]:
    return changes(tuple(sought.split()), tuple(found.split()))


def _number_saying(agreement: Agreement, text: str) -> Saying:
    if not agreement.found:
        return Saying("number", agreement.sought, "missing")
    page = page_of(text, agreement.start)
    return Saying("number", agreement.sought, agreement.result, page, agreement.found)
