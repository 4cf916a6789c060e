"""A linear-chain conditional random field at run time: how likely each label is for each word.

Fitting: ``checks/fit/tagger.py``.
"""

from collections.abc import Sequence

import numpy as np

#: Chains worked on at once.
_TOGETHER = 256


def marginals(
    scores: np.ndarray,
    following: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    chains: Sequence[tuple[int, int]],
) -> np.ndarray:
    """The probability of each label of each word, float32 (n, k), given all words of its chain.

    ``scores`` (n, k), a word's log-weight for each label; ``following`` (k, k), that of a label
    after another; ``first``, ``last`` (k,), those of the labels at a chain's ends; ``chains``
    the start and end of each chain.
    """
    given = np.zeros(scores.shape, dtype=np.float32)
    order = sorted(range(len(chains)), key=lambda number: chains[number][1] - chains[number][0])
    for at in range(0, len(order), _TOGETHER):
        together = [chains[number] for number in order[at : at + _TOGETHER]]
        padded, inside = side_by_side(scores, together)
        likely, _ = forward_backward(padded, inside, following, first, last)
        for row, (start, end) in enumerate(together):
            given[start:end] = likely[row, : end - start]
    return given


def side_by_side(
    scores: np.ndarray, chains: Sequence[tuple[int, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Chains as rows of one array (c, longest, k), and which of its places hold a word."""
    lengths = np.array([end - start for start, end in chains])
    inside = np.arange(lengths.max()) < lengths[:, None]
    padded = np.zeros((*inside.shape, scores.shape[1]), dtype=np.float32)
    padded[inside] = np.concatenate([scores[start:end] for start, end in chains])
    return padded, inside


def forward_backward(
    scores: np.ndarray,
    inside: np.ndarray,
    following: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    pairs: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """Marginals (c, longest, k) of padded chains, and how often each pair of labels is expected.

    The pairs, (k, k), summed over all chains, are counted only where asked for.
    """
    chains, longest, labels = scores.shape
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    step = np.exp(following).astype(np.float32)
    forward = np.empty((longest, chains, labels), dtype=np.float32)
    totals = np.ones((longest, chains, 1), dtype=np.float32)
    state = weights[:, 0] * np.exp(first)
    for place in range(longest):
        if place:
            state = np.where(inside[:, place, None], (state @ step) * weights[:, place], state)
        totals[place] = state.sum(axis=1, keepdims=True)
        state = state / totals[place]
        forward[place] = state
    expected = np.zeros((labels, labels))
    backward = np.empty_like(forward)
    state = np.tile(np.exp(last).astype(np.float32), (chains, 1))
    for place in range(longest - 1, -1, -1):
        backward[place] = state
        if not place:
            break
        here = inside[:, place]
        ahead = weights[:, place] * state / totals[place]
        if pairs:
            both = forward[place - 1][here][:, :, None] * ahead[here][:, None, :] * step
            expected += (both / both.sum(axis=(1, 2), keepdims=True)).sum(axis=0)
        state = np.where(here[:, None], ahead @ step.T, state)
    likely = forward * backward
    likely /= likely.sum(axis=2, keepdims=True)
    return likely.transpose(1, 0, 2), expected
