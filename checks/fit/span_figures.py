"""How alike stretches of words are to those that people marked, in three measures."""

from collections.abc import Iterable, Sequence

import numpy as np

from checks.attribution_model import ROLES
from checks.attribution_spans import Stretch

#: Word by word; both ends right, marks at the ends left out; a word in common.
MEASURES = ("words", "exact spans", "touching spans")


def span_figures(
    articles: Iterable[tuple[Sequence[Stretch], Sequence[Stretch], np.ndarray]],
) -> dict[str, dict[str, float]]:
    """F1 of each role in each of ``MEASURES``.

    Of each article the stretches people marked, those given, and bool (n,), which of its words
    are words and not marks.
    """
    counts = sum(
        np.array([_counts(*article, role) for role in range(1, len(ROLES))]) for article in articles
    )
    return {
        measure: {role: _f1(*counts[row, column].tolist()) for row, role in enumerate(ROLES[1:])}
        for column, measure in enumerate(MEASURES)
    }


def _counts(
    gold: Sequence[Stretch], given: Sequence[Stretch], wordy: np.ndarray, role: int
) -> list[list[int]]:
    """For each measure how many of a role were found, were given rightly, exist and were given."""
    sides = [[one for one in side if one.role == role] for side in (gold, given)]
    held = [_words_held(side, len(wordy)) for side in sides]
    both = held[0] & held[1]
    bare = [{_bare(stretch, wordy) for stretch in side} for side in sides]
    right = len(bare[0] & bare[1])
    touched = [sum(both[first:end].any() for first, end, _ in side) for side in sides]
    return [
        [both.sum(), both.sum(), *(words.sum() for words in held)],
        [right, right, *map(len, bare)],
        [*touched, *map(len, sides)],
    ]


def _f1(found: int, right: int, gold: int, given: int) -> float:
    if not right:
        return 0.0
    recall, precision = found / gold, right / given
    return 2 * precision * recall / (precision + recall)


def _words_held(stretches: Sequence[Stretch], many: int) -> np.ndarray:
    """Which of so many words lie in one of the stretches."""
    held = np.zeros(many, dtype=bool)
    for first, end, _ in stretches:
        held[first:end] = True
    return held


def _bare(stretch: Stretch, wordy: np.ndarray) -> tuple[int, int]:
    """The ends without the marks there; as they are where it holds marks alone (":")."""
    held = np.flatnonzero(wordy[stretch.first : stretch.end])
    if not len(held):
        return stretch.first, stretch.end
    return stretch.first + int(held[0]), stretch.first + int(held[-1]) + 1
