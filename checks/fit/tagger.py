"""Fits the tagger of ``checks/attribution_tags.py``: a conditional random field, by Adagrad."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from checks.attribution_tags import BITS, LABELS
from checks.fit.chains import by_length, end_to_end, placed, slopes, words_of

EPOCHS = 6
RATE, LAST_RATE = 0.1, 1e-3
#: Part of the signs left out at each step, and how strongly weights are drawn to nothing.
DROPOUT, DECAY = 0.2, 1e-4
#: Words in one step, and over how many the slopes are averaged.
BATCH, _AVERAGED = 8000, 100
#: Where Adagrad's sums of squares begin.
_CAUTION, _EDGE_CAUTION = 0.01, 0.1


class Marked(NamedTuple):
    """An article with its labels, int64 (n,); ``places``, ``chains`` as the tagger has them."""

    places: np.ndarray
    chains: list[tuple[int, int]]
    labels: np.ndarray


def fit(articles: Sequence[Marked], seed: int) -> dict[str, np.ndarray]:
    """The tables ``attribution_tags.tags`` takes, float32; the same for the same seed."""
    chance = np.random.default_rng(seed)
    places = np.concatenate([article.places for article in articles])
    labels = np.concatenate([article.labels for article in articles])
    chains = end_to_end((len(article.labels), article.chains) for article in articles)
    many = len(LABELS)
    sizes = {
        "tag_weights": (1 << BITS, many),
        "tag_following": (many, many),
        "tag_first": (many,),
        "tag_last": (many,),
    }
    tables = {name: np.zeros(size, dtype=np.float32) for name, size in sizes.items()}
    squares = {
        name: np.full(size, _CAUTION if name == "tag_weights" else _EDGE_CAUTION, np.float32)
        for name, size in sizes.items()
    }
    batches = by_length(chains, BATCH)
    for epoch in range(EPOCHS):
        rate = np.float32(RATE * (1 - epoch / EPOCHS) + LAST_RATE)
        for number in chance.permutation(len(batches)):
            found = _slopes(tables, places, labels, batches[number], chance)
            for name, slope in found.items():
                squares[name] += slope * slope
                tables[name] -= rate * slope / np.sqrt(squares[name])
    return tables


def _slopes(
    tables: dict[str, np.ndarray],
    places: np.ndarray,
    labels: np.ndarray,
    batch: list[tuple[int, int]],
    chance: np.random.Generator,
) -> dict[str, np.ndarray]:
    """The slope of the loss (minus log-likelihood) of a batch for every table."""
    words = words_of(batch)
    signs = _some(places[words], chance)
    edges = tables["tag_following"], tables["tag_first"], tables["tag_last"]
    found = slopes(signs @ tables["tag_weights"], labels[words], batch, edges)
    share = np.float32(_AVERAGED / len(words))
    return {
        "tag_weights": (signs.T @ found.scores) * share + np.float32(DECAY) * tables["tag_weights"],
        "tag_following": found.following * share,
        "tag_first": found.first * share,
        "tag_last": found.last * share,
    }


def _some(places: np.ndarray, chance: np.random.Generator) -> csr_matrix:
    """The signs of words as a sparse matrix, some left out and the others raised for it."""
    kept = chance.random(places.size, dtype=np.float32) >= np.float32(DROPOUT)
    return placed(places, kept * np.float32(1 / (1 - DROPOUT)), 1 << BITS)
