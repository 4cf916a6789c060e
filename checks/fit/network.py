"""Fits the network of ``checks/models/convolution.py``: its gradients by hand, Adam, numpy only."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from checks.models.convolution import NEIGHBOURS, REACHES, Reading, first_words, side_by_side

#: Sizes: the embedding of a word's class and of a common word, the layers of words and sentences.
CLASS_SIZE, WORD_SIZE, HIDDEN, SENTENCE_HIDDEN = 16, 16, 64, 48
EPOCHS = 6
#: Adam's step at its highest; it rises over the first steps and then falls to nothing.
RATE, WARM_UP = 2e-3, 50
DROPOUT = 0.2
DECAY = 1e-3
#: How much the roles of the words count beside the answers for the sentences.
ROLES_WEIGHT = 1.0
#: Words in one step.
BATCH = 6000
#: Empty places between two articles of a batch, so that neither sees the other.
_GAP, _SENTENCE_GAP = sum(REACHES) + 1, 2 * max(NEIGHBOURS)
_MEAN, _SQUARE = 0.9, 0.99

Parameters = dict[str, np.ndarray]


class Example(NamedTuple):
    """A labelled article: ``roles`` int64 (n,) for its words, ``gold`` bool (m,)."""

    reading: Reading
    roles: np.ndarray
    gold: np.ndarray


class Batch(NamedTuple):
    """Several articles end to end, with empty places between them.

    ``word_places`` and ``sentence_places`` say where the words and sentences stand; arrays over
    words have ``rows`` rows, arrays over sentences ``sentence_rows``.
    """

    classes: np.ndarray
    words: np.ndarray
    signs: np.ndarray
    word_places: np.ndarray
    rows: int
    starts: np.ndarray
    owners: np.ndarray
    facts: np.ndarray
    sentence_places: np.ndarray
    sentence_rows: int
    roles: np.ndarray
    gold: np.ndarray


def fit(examples: Sequence[Example], classes: int, words: int, roles: int, seed: int) -> Parameters:
    """Parameters fitted on the examples; the same for the same seed."""
    chance = np.random.default_rng(seed)
    signs, facts = examples[0].reading.signs.shape[1], examples[0].reading.facts.shape[1]
    parameters = _beginning(chance, classes, words, signs, facts, roles)
    means = {name: np.zeros_like(value) for name, value in parameters.items()}
    squares = {name: np.zeros_like(value) for name, value in parameters.items()}
    total = sum(len(example.roles) for example in examples)
    planned = EPOCHS * (total / BATCH)
    step = 0
    for _ in range(EPOCHS):
        for batch in _batches(examples, chance):
            step += 1
            rate = RATE * min(1.0, step / WARM_UP) * max(0.0, 1 - step / planned) + 1e-5
            _, slopes = loss_and_slopes(parameters, batch, chance, DROPOUT)
            for name, slope in slopes.items():
                mean, square = means[name], squares[name]
                mean += (1 - _MEAN) * (slope - mean)
                square += (1 - _SQUARE) * (slope * slope - square)
                change = mean / (1 - _MEAN**step)
                change /= np.sqrt(square / (1 - _SQUARE**step)) + 1e-8
                if slope.ndim == 2:
                    change += DECAY * parameters[name]
                parameters[name] -= np.float32(rate) * change
    return parameters


def _beginning(
    chance: np.random.Generator, classes: int, words: int, signs: int, facts: int, roles: int
) -> Parameters:
    def normal(rows: int, columns: int, spread: float) -> np.ndarray:
        return (chance.standard_normal((rows, columns)) * spread).astype(np.float32)

    def layer(name: str, rows: int, columns: int, gain: float) -> Parameters:
        weights = normal(rows, columns, gain * np.sqrt(2 / rows))
        return {name: weights, f"{name}_bias": np.zeros(columns, dtype=np.float32)}

    size = signs + CLASS_SIZE + WORD_SIZE
    sentence_size = len(NEIGHBOURS) * (2 * HIDDEN + facts)
    parameters = {
        "classes": normal(classes, CLASS_SIZE, 0.1),
        "words": normal(words, WORD_SIZE, 0.1),
    }
    for number in range(len(REACHES)):
        if number:
            parameters |= layer(f"word_{number}", 3 * HIDDEN, HIDDEN, 0.5)
        else:
            parameters |= layer("word_0", 3 * size, HIDDEN, 1.0)
    parameters |= layer("roles", HIDDEN, roles, 0.5)
    parameters |= layer("sentence_0", sentence_size, SENTENCE_HIDDEN, 0.7)
    parameters |= layer("sentence_1", len(NEIGHBOURS) * SENTENCE_HIDDEN, SENTENCE_HIDDEN, 0.5)
    return parameters | layer("score", SENTENCE_HIDDEN, 1, 0.5)


def _batches(examples: Sequence[Example], chance: np.random.Generator):
    """Yield the examples in a new order, about ``BATCH`` words at a time."""
    waiting: list[Example] = []
    size = 0
    for place in chance.permutation(len(examples)):
        waiting.append(examples[place])
        size += len(examples[place].roles)
        if size >= BATCH:
            yield batch_of(waiting)
            waiting, size = [], 0
    if waiting:
        yield batch_of(waiting)


def batch_of(examples: Sequence[Example]) -> Batch:
    """The examples end to end."""
    word_places, sentence_places, starts, owners = [], [], [], []
    row, sentence_row, words_before, sentences_before = _GAP, _SENTENCE_GAP, 0, 0
    for reading, roles, gold in examples:
        word_places.append(row + np.arange(len(roles)))
        sentence_places.append(sentence_row + np.arange(len(gold)))
        starts.append(words_before + first_words(reading.sentences))
        owners.append(sentences_before + reading.sentences)
        row += len(roles) + _GAP
        sentence_row += len(gold) + _SENTENCE_GAP
        words_before += len(roles)
        sentences_before += len(gold)
    readings = [example.reading for example in examples]
    return Batch(
        classes=np.concatenate([reading.classes for reading in readings]),
        words=np.concatenate([reading.words for reading in readings]),
        signs=np.concatenate([reading.signs for reading in readings]),
        word_places=np.concatenate(word_places),
        rows=row,
        starts=np.concatenate(starts),
        owners=np.concatenate(owners),
        facts=np.concatenate([reading.facts for reading in readings]),
        sentence_places=np.concatenate(sentence_places),
        sentence_rows=sentence_row,
        roles=np.concatenate([example.roles for example in examples]),
        gold=np.concatenate([example.gold for example in examples]),
    )


def loss_and_slopes(
    parameters: Parameters, batch: Batch, chance: np.random.Generator, dropout: float
) -> tuple[float, Parameters]:
    """The loss of a batch and its gradient for every parameter.

    The loss is the mean cross entropy of the sentences plus ``ROLES_WEIGHT`` times that of the
    words' roles.
    """
    slopes: Parameters = {}
    at, sentences_at = batch.word_places, batch.sentence_places
    # Forward: words.
    inputs = np.concatenate(
        [batch.signs, parameters["classes"][batch.classes], parameters["words"][batch.words]],
        axis=1,
    )
    input_mask = _mask(chance, inputs.shape, dropout / 2)
    hidden = _spread(inputs * input_mask, at, batch.rows)
    layers = []
    for number, reach in enumerate(REACHES):
        beside = side_by_side(hidden, (-reach, 0, reach))[at]
        raw = beside @ parameters[f"word_{number}"] + parameters[f"word_{number}_bias"]
        mask = _mask(chance, raw.shape, dropout) * (raw > 0)
        raised = raw * mask
        hidden = _spread(raised + hidden[at] if number else raised, at, batch.rows)
        layers.append((beside, mask))
    final = hidden[at]
    # Forward: roles, and sentences.
    shares = final @ parameters["roles"] + parameters["roles_bias"]
    shares = np.exp(shares - shares.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    counts = np.diff(np.append(batch.starts, len(at)))[:, None].astype(np.float32)
    highest = np.maximum.reduceat(final, batch.starts)
    pooled = np.concatenate(
        [highest, np.add.reduceat(final, batch.starts) / counts, batch.facts], axis=1
    )
    pooled_mask = _mask(chance, pooled.shape, dropout)
    pooled = _spread(pooled * pooled_mask, sentences_at, batch.sentence_rows)
    beside_low = side_by_side(pooled, NEIGHBOURS)[sentences_at]
    raw_low = beside_low @ parameters["sentence_0"] + parameters["sentence_0_bias"]
    low = np.maximum(raw_low, 0)
    beside_high = side_by_side(_spread(low, sentences_at, batch.sentence_rows), NEIGHBOURS)[
        sentences_at
    ]
    raw_high = beside_high @ parameters["sentence_1"] + parameters["sentence_1_bias"]
    high_mask = _mask(chance, low.shape, dropout)
    high = (np.maximum(raw_high, 0) + low) * high_mask
    scores = (high @ parameters["score"] + parameters["score_bias"])[:, 0]
    chances = 1 / (1 + np.exp(-scores))
    loss = _cross_entropy(np.where(batch.gold, chances, 1 - chances)) + (
        ROLES_WEIGHT * _cross_entropy(shares[np.arange(len(at)), batch.roles])
    )
    # Backward: sentences.
    slope = ((chances - batch.gold) / len(scores)).astype(np.float32)[:, None]
    slopes["score"], slopes["score_bias"] = high.T @ slope, slope.sum(axis=0)
    high_slope = slope @ parameters["score"].T * high_mask
    slope = high_slope * (raw_high > 0)
    slopes["sentence_1"], slopes["sentence_1_bias"] = beside_high.T @ slope, slope.sum(axis=0)
    slope = slope @ parameters["sentence_1"].T
    low_slope = high_slope + _gather(slope, NEIGHBOURS, sentences_at, batch.sentence_rows)
    slope = low_slope * (raw_low > 0)
    slopes["sentence_0"], slopes["sentence_0_bias"] = beside_low.T @ slope, slope.sum(axis=0)
    slope = slope @ parameters["sentence_0"].T
    slope = _gather(slope, NEIGHBOURS, sentences_at, batch.sentence_rows) * pooled_mask
    # Backward: from sentences and roles to words.
    size = final.shape[1]
    is_highest = (final == highest[batch.owners]).astype(np.float32)
    ties = np.add.reduceat(is_highest, batch.starts)
    final_slope = is_highest * (slope[:, :size] / ties)[batch.owners]
    final_slope += (slope[:, size : 2 * size] / counts)[batch.owners]
    shares[np.arange(len(at)), batch.roles] -= 1
    shares *= np.float32(ROLES_WEIGHT / len(at))
    slopes["roles"], slopes["roles_bias"] = final.T @ shares, shares.sum(axis=0)
    final_slope += shares @ parameters["roles"].T
    for number in reversed(range(len(REACHES))):
        beside, mask = layers[number]
        slope = final_slope * mask
        name, reach = f"word_{number}", REACHES[number]
        slopes[name], slopes[f"{name}_bias"] = beside.T @ slope, slope.sum(axis=0)
        below = _gather(slope @ parameters[name].T, (-reach, 0, reach), at, batch.rows)
        final_slope = final_slope + below if number else below
    input_slope = final_slope * input_mask
    signs = batch.signs.shape[1]
    for name, rows, part in (
        ("classes", batch.classes, input_slope[:, signs : signs + CLASS_SIZE]),
        ("words", batch.words, input_slope[:, signs + CLASS_SIZE :]),
    ):
        slopes[name] = _sum_by_row(part, rows, len(parameters[name]))
    return loss, slopes


def _mask(chance: np.random.Generator, shape: tuple[int, ...], dropout: float) -> np.ndarray:
    """Zero for a share of the places, and the others raised to make up for it."""
    kept = chance.random(shape, dtype=np.float32) >= np.float32(dropout)
    return kept * np.float32(1 / (1 - dropout))


def _spread(rows: np.ndarray, places: np.ndarray, many: int) -> np.ndarray:
    """The rows at their places among empty ones."""
    spread = np.zeros((many, rows.shape[1]), dtype=np.float32)
    spread[places] = rows
    return spread


def _gather(
    slope: np.ndarray, offsets: tuple[int, ...], places: np.ndarray, many: int
) -> np.ndarray:
    """What ``side_by_side`` spread out, summed where it came from, at ``places``."""
    size = slope.shape[1] // len(offsets)
    whole = np.zeros((many, size), dtype=np.float32)
    for number, offset in enumerate(offsets):
        # Distinct places: nothing is lost by adding through an index.
        whole[places + offset] += slope[:, number * size : (number + 1) * size]
    return whole[places]


def _sum_by_row(parts: np.ndarray, rows: np.ndarray, many: int) -> np.ndarray:
    total = np.zeros((many, parts.shape[1]), dtype=np.float32)
    order = np.argsort(rows, kind="stable")
    starts = first_words(rows[order])
    total[rows[order][starts]] = np.add.reduceat(parts[order], starts)
    return total


def _cross_entropy(shares: np.ndarray) -> float:
    return float(-np.log(np.maximum(shares, 1e-9)).mean())
