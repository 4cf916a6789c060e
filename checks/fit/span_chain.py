"""Fits the chain of ``checks/attribution_spans.py``: a conditional random field, by Adam."""

from collections.abc import Sequence

import numpy as np

from checks.attribution_spans import PLACES, SIGNS, Said, look
from checks.attribution_tags import LABELS
from checks.fit.adam import Adam
from checks.fit.chains import by_length, end_to_end, placed, slopes, words_of
from checks.models.convolution import sentence_bounds

EPOCHS = 6
#: Adam's step at its highest; it rises over the first steps and then falls to nothing.
RATE, WARM_UP = 0.02, 30
DECAY = 1e-3
#: Words in one step.
BATCH = 6000


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
    chains = end_to_end(
        (len(each), sentence_bounds(said.reading.sentences)) for said, each in articles
    )
    many = len(LABELS)
    tables = {
        "span_signs": np.zeros((SIGNS, many), dtype=np.float32),
        "span_places": np.zeros((PLACES, many), dtype=np.float32),
        "span_following": np.zeros((many, many), dtype=np.float32),
        "span_first": np.zeros(many, dtype=np.float32),
        "span_last": np.zeros(many, dtype=np.float32),
    }
    adam = Adam(tables, {"span_signs", "span_places"}, DECAY)
    batches = by_length(chains, BATCH)
    step, planned = 0, EPOCHS * len(batches)
    for _ in range(EPOCHS):
        for number in chance.permutation(len(batches)):
            step += 1
            rate = RATE * min(1.0, step / WARM_UP) * (1 - step / planned) + 1e-4
            adam.step(_slopes(tables, signs, places, labels, batches[number]), rate)
    return tables


def _slopes(
    tables: dict[str, np.ndarray],
    signs: np.ndarray,
    places: np.ndarray,
    labels: np.ndarray,
    batch: list[tuple[int, int]],
) -> dict[str, np.ndarray]:
    """The slope of the loss (minus log-likelihood a word) of a batch for every table."""
    words = words_of(batch)
    seen = signs[words]
    at = placed(places[words], np.ones(places[words].size, dtype=np.float32), PLACES)
    scores = seen @ tables["span_signs"] + at @ tables["span_places"]
    edges = tables["span_following"], tables["span_first"], tables["span_last"]
    found = slopes(scores, labels[words], batch, edges)
    share = np.float32(1 / len(words))
    return {
        "span_signs": seen.T @ found.scores * share,
        "span_places": (at.T @ found.scores) * share,
        "span_following": found.following * share,
        "span_first": found.first * share,
        "span_last": found.last * share,
    }
