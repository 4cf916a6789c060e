"""Fits the chain of ``checks/attribution_spans.py``: a conditional random field, by Adam."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from checks.attribution_spans import PLACES, SIGNS, Said, look
from checks.attribution_tags import LABELS
from checks.fit.batches import by_length
from checks.models.convolution import sentence_bounds
from checks.models.crf import forward_backward, side_by_side

EPOCHS = 6
#: Adam's step at its highest; it rises over the first steps and then falls to nothing.
RATE, WARM_UP = 0.02, 30
DECAY = 1e-3
#: Words in one step.
BATCH = 6000
_MEAN, _SQUARE = 0.9, 0.99


def fit(articles: Sequence[tuple[Said, np.ndarray]], seed: int) -> dict[str, np.ndarray]:
    """The tables ``attribution_spans.stretches`` takes, float32; the same for the same seed.

    Each article with the labels of its words, int64 (n,), as the tagger has them; what is said
    of it comes from a fit that has not seen it.
    """
    chance = np.random.default_rng(seed)
    looks = [look(said) for said, _ in articles]
    signs = np.concatenate([each for each, _ in looks])
    places = np.concatenate([each for _, each in looks])
    labels = np.concatenate([each for _, each in articles])
    starts = np.cumsum([0, *(len(each) for _, each in articles)])
    chains = [
        (int(start) + first, int(start) + end)
        for start, (said, _) in zip(starts, articles, strict=False)
        for first, end in sentence_bounds(said.reading.sentences)
    ]
    many = len(LABELS)
    tables = {
        "span_signs": np.zeros((SIGNS, many), dtype=np.float32),
        "span_places": np.zeros((PLACES, many), dtype=np.float32),
        "span_following": np.zeros((many, many), dtype=np.float32),
        "span_first": np.zeros(many, dtype=np.float32),
        "span_last": np.zeros(many, dtype=np.float32),
    }
    means = {name: np.zeros_like(table) for name, table in tables.items()}
    squares = {name: np.zeros_like(table) for name, table in tables.items()}
    batches = by_length(chains, BATCH)
    step, planned = 0, EPOCHS * len(batches)
    for _ in range(EPOCHS):
        for number in chance.permutation(len(batches)):
            step += 1
            rate = RATE * min(1.0, step / WARM_UP) * (1 - step / planned) + 1e-4
            for name, slope in _slopes(tables, signs, places, labels, batches[number]).items():
                mean, square = means[name], squares[name]
                mean += (1 - _MEAN) * (slope - mean)
                square += (1 - _SQUARE) * (slope * slope - square)
                change = mean / (1 - _MEAN**step)
                change /= np.sqrt(square / (1 - _SQUARE**step)) + 1e-8
                if name in {"span_signs", "span_places"}:
                    change += DECAY * tables[name]
                tables[name] -= np.float32(rate) * change
    return tables


def _slopes(
    tables: dict[str, np.ndarray],
    signs: np.ndarray,
    places: np.ndarray,
    labels: np.ndarray,
    batch: list[tuple[int, int]],
) -> dict[str, np.ndarray]:
    """The slope of the loss (minus log-likelihood a word) of a batch for every table."""
    words = np.concatenate([np.arange(start, end) for start, end in batch])
    seen, given = signs[words], labels[words]
    at = _sparse(places[words])
    ends = np.cumsum([end - start for start, end in batch])
    starts = np.append(0, ends[:-1])
    local = list(zip(starts.tolist(), ends.tolist(), strict=True))
    padded, inside = side_by_side(seen @ tables["span_signs"] + at @ tables["span_places"], local)
    edges = (tables[f"span_{name}"] for name in ("following", "first", "last"))
    likely, pairs = forward_backward(padded, inside, *edges, pairs=True)
    slope = likely[inside]
    slope[np.arange(len(given)), given] -= 1
    within = np.ones(len(given), dtype=bool)
    within[ends - 1] = False
    follows = np.flatnonzero(within)
    np.subtract.at(pairs, (given[follows], given[follows + 1]), 1)
    share = np.float32(1 / len(given))
    return {
        "span_signs": seen.T @ slope * share,
        "span_places": (at.T @ slope) * share,
        "span_following": pairs.astype(np.float32) * share,
        "span_first": slope[starts].sum(axis=0) * share,
        "span_last": slope[ends - 1].sum(axis=0) * share,
    }


def _sparse(places: np.ndarray) -> csr_matrix:
    starts = np.arange(0, places.size + 1, places.shape[1])
    ones = np.ones(places.size, dtype=np.float32)
    return csr_matrix((ones, places.ravel(), starts), shape=(len(places), PLACES))
