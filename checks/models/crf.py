"""A linear chain of labels at run time: how likely each is for each word, and to go on.

Fitting: ``checks/fit/chains.py``.
"""

from collections.abc import Iterator, Sequence

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
    for together in _of_like_length(chains):
        padded, inside = side_by_side(scores, together)
        likely, _ = forward_backward(padded, inside, following, first, last)
        for row, (start, end) in enumerate(together):
            given[start:end] = likely[row, : end - start]
    return given


def going_on(
    scores: np.ndarray,
    following: np.ndarray,
    last: np.ndarray,
    chains: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
) -> np.ndarray:
    """How likely the second label of each pair follows a word that has the first.

    Float32 (n, pairs), given all words of the chain; 0 for its last word. The rest as in
    ``marginals``.
    """
    given = np.zeros((len(scores), len(pairs)), dtype=np.float32)
    step = np.exp(following).astype(np.float32)
    have, follow = (np.array(labels) for labels in zip(*pairs, strict=True))
    for together in _of_like_length(chains):
        padded, inside = side_by_side(scores, together)
        weights = np.exp(padded - padded.max(axis=2, keepdims=True))
        state = np.tile(np.exp(last).astype(np.float32), (len(together), 1))
        likely = np.zeros((*inside.shape, len(pairs)), dtype=np.float32)
        for place in range(inside.shape[1] - 1, 0, -1):
            here = inside[:, place, None]
            ahead = weights[:, place] * state
            totals = ahead @ step.T
            likely[:, place - 1] = here * step[have, follow] * ahead[:, follow] / totals[:, have]
            state = np.where(here, totals / totals.max(axis=1, keepdims=True), state)
        for row, (start, end) in enumerate(together):
            given[start:end] = likely[row, : end - start]
    return given


def _of_like_length(chains: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The chains, shortest first, so many at once."""
    ordered = sorted(chains, key=lambda chain: chain[1] - chain[0])
    for at in range(0, len(ordered), _TOGETHER):
        yield ordered[at : at + _TOGETHER]


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
