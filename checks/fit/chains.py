"""What fitting a chain of labels takes, whatever the chain sees of a word."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from checks.models.crf import forward_backward, side_by_side

Chains = Sequence[tuple[int, int]]


class Slopes(NamedTuple):
    """The slopes of the loss (minus log-likelihood) for the scores (n, k) of the words, summed
    for the pairs of labels (k, k) and for the labels at the beginnings and ends (k,)."""

    scores: np.ndarray
    following: np.ndarray
    first: np.ndarray
    last: np.ndarray


def end_to_end(articles: Iterable[tuple[int, Chains]]) -> list[tuple[int, int]]:
    """The chains of articles laid end to end; of each article its number of words, its chains."""
    joined, before = [], 0
    for many, chains in articles:
        joined += [(before + start, before + end) for start, end in chains]
        before += many
    return joined


def by_length(chains: Iterable[tuple[int, int]], words: int) -> list[list[tuple[int, int]]]:
    """Chains of like length together, about ``words`` words a batch."""
    batches: list[list[tuple[int, int]]] = [[]]
    size = 0
    for chain in sorted(chains, key=lambda chain: (chain[1] - chain[0], chain)):
        if size > words:
            batches.append([])
            size = 0
        batches[-1].append(chain)
        size += chain[1] - chain[0]
    return batches


def words_of(chains: Chains) -> np.ndarray:
    """The places of all words of the chains, one chain after the other."""
    return np.concatenate([np.arange(start, end) for start, end in chains])


def placed(places: np.ndarray, values: np.ndarray, size: int) -> csr_matrix:
    """The signs of words, (n, signs) rows of a table of ``size``, as a sparse matrix."""
    many, width = places.shape
    starts = np.arange(0, places.size + 1, width)
    return csr_matrix((values, places.ravel(), starts), shape=(many, size))


def slopes(
    scores: np.ndarray,
    labels: np.ndarray,
    chains: Chains,
    edges: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> Slopes:
    """The slopes at these scores; ``scores`` and ``labels`` of the words as ``words_of`` has them.

    ``edges``: the tables of pairs, first and last labels, as ``crf.marginals`` takes them.
    """
    ends = np.cumsum([end - start for start, end in chains])
    starts = np.append(0, ends[:-1])
    padded, inside = side_by_side(scores, list(zip(starts.tolist(), ends.tolist(), strict=True)))
    likely, pairs = forward_backward(padded, inside, *edges, pairs=True)
    slope = likely[inside]
    slope[np.arange(len(labels)), labels] -= 1
    within = np.ones(len(labels), dtype=bool)
    within[ends - 1] = False
    follows = np.flatnonzero(within)
    np.subtract.at(pairs, (labels[follows], labels[follows + 1]), 1)
    first, last = slope[starts].sum(axis=0), slope[ends - 1].sum(axis=0)
    return Slopes(slope, pairs.astype(np.float32), first, last)
