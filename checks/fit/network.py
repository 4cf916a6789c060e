"""Fits the network of ``checks/models/convolution.py``: its gradients by hand, Adam, numpy only."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from checks.fit.adam import Adam
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
    parameters = beginning(chance, classes, words, signs, facts, roles)
    matrices = {name for name, value in parameters.items() if value.ndim == 2}
    adam = Adam(parameters, matrices, DECAY)
    total = sum(len(example.roles) for example in examples)
    planned = EPOCHS * (total / BATCH)
    step = 0
    for _ in range(EPOCHS):
        for batch in _batches(examples, chance):
            step += 1
            rate = RATE * min(1.0, step / WARM_UP) * max(0.0, 1 - step / planned) + 1e-5
            _, slopes = loss_and_slopes(parameters, batch, chance, DROPOUT)
            adam.step(slopes, rate)
    return parameters


def beginning(
    chance: np.random.Generator, classes: int, words: int, signs: int, facts: int, roles: int
) -> Parameters:
    """Random parameters for so many classes, embedded words, signs, facts and roles."""

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


class _Pass(NamedTuple):
    """What one way through the network left behind, for the way back.

    ``beside`` are what a layer read, ``masks`` what let its results through.
    """

    word_beside: list[np.ndarray]
    word_masks: list[np.ndarray]
    input_mask: np.ndarray
    words: np.ndarray
    shares: np.ndarray
    highest: np.ndarray
    counts: np.ndarray
    pooled_mask: np.ndarray
    low_beside: np.ndarray
    low_mask: np.ndarray
    high_beside: np.ndarray
    high_mask: np.ndarray
    dropped: np.ndarray
    high: np.ndarray
    chances: np.ndarray


def loss_and_slopes(
    parameters: Parameters, batch: Batch, chance: np.random.Generator, dropout: float
) -> tuple[float, Parameters]:
    """The loss of a batch and its gradient for every parameter.

    The loss is the mean cross entropy of the sentences plus ``ROLES_WEIGHT`` times that of the
    words' roles.
    """
    forward = _forward(parameters, batch, chance, dropout)
    chances, words = forward.chances, np.arange(len(batch.roles))
    loss = _cross_entropy(np.where(batch.gold, chances, 1 - chances)) + (
        ROLES_WEIGHT * _cross_entropy(forward.shares[words, batch.roles])
    )
    sentence_slopes, pooled_slope = _sentence_slopes(parameters, batch, forward)
    return loss, sentence_slopes | _word_slopes(parameters, batch, forward, pooled_slope)


def sentence_chances(parameters: Parameters, batch: Batch) -> np.ndarray:
    """How likely each sentence of a batch is somebody's claim, nothing dropped."""
    return _forward(parameters, batch, np.random.default_rng(0), 0.0).chances


def _forward(
    parameters: Parameters, batch: Batch, chance: np.random.Generator, dropout: float
) -> _Pass:
    at, sentences_at = batch.word_places, batch.sentence_places
    inputs = np.concatenate(
        [batch.signs, parameters["classes"][batch.classes], parameters["words"][batch.words]],
        axis=1,
    )
    input_mask = _mask(chance, inputs.shape, dropout / 2)
    hidden = _spread(inputs * input_mask, at, batch.rows)
    word_beside, word_masks = [], []
    for number, reach in enumerate(REACHES):
        beside = side_by_side(hidden, (-reach, 0, reach))[at]
        raw = beside @ parameters[f"word_{number}"] + parameters[f"word_{number}_bias"]
        mask = _mask(chance, raw.shape, dropout) * (raw > 0)
        raised = raw * mask
        hidden = _spread(raised + hidden[at] if number else raised, at, batch.rows)
        word_beside.append(beside)
        word_masks.append(mask)
    words = hidden[at]
    shares = words @ parameters["roles"] + parameters["roles_bias"]
    shares = np.exp(shares - shares.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    counts = np.diff(np.append(batch.starts, len(at)))[:, None].astype(np.float32)
    highest = np.maximum.reduceat(words, batch.starts)
    mean = np.add.reduceat(words, batch.starts) / counts
    pooled = np.concatenate([highest, mean, batch.facts], axis=1)
    pooled_mask = _mask(chance, pooled.shape, dropout)
    pooled = _spread(pooled * pooled_mask, sentences_at, batch.sentence_rows)
    low_beside = side_by_side(pooled, NEIGHBOURS)[sentences_at]
    raw_low = low_beside @ parameters["sentence_0"] + parameters["sentence_0_bias"]
    low = np.maximum(raw_low, 0)
    spread_low = _spread(low, sentences_at, batch.sentence_rows)
    high_beside = side_by_side(spread_low, NEIGHBOURS)[sentences_at]
    raw_high = high_beside @ parameters["sentence_1"] + parameters["sentence_1_bias"]
    dropped = _mask(chance, low.shape, dropout)
    high = (np.maximum(raw_high, 0) + low) * dropped
    scores = (high @ parameters["score"] + parameters["score_bias"])[:, 0]
    return _Pass(
        word_beside,
        word_masks,
        input_mask,
        words,
        shares,
        highest,
        counts,
        pooled_mask,
        low_beside,
        raw_low > 0,
        high_beside,
        raw_high > 0,
        dropped,
        high,
        1 / (1 + np.exp(-scores)),
    )


def _sentence_slopes(
    parameters: Parameters, batch: Batch, forward: _Pass
) -> tuple[Parameters, np.ndarray]:
    """The slopes of the layers over sentences, and that of what was pooled from their words."""
    slopes: Parameters = {}
    at, rows = batch.sentence_places, batch.sentence_rows
    slope = ((forward.chances - batch.gold) / len(batch.gold)).astype(np.float32)[:, None]
    slopes["score"], slopes["score_bias"] = forward.high.T @ slope, slope.sum(axis=0)
    high_slope = slope @ parameters["score"].T * forward.dropped
    slope = high_slope * forward.high_mask
    slopes["sentence_1"] = forward.high_beside.T @ slope
    slopes["sentence_1_bias"] = slope.sum(axis=0)
    slope = slope @ parameters["sentence_1"].T
    low_slope = high_slope + _gather(slope, NEIGHBOURS, at, rows)
    slope = low_slope * forward.low_mask
    slopes["sentence_0"] = forward.low_beside.T @ slope
    slopes["sentence_0_bias"] = slope.sum(axis=0)
    slope = slope @ parameters["sentence_0"].T
    return slopes, _gather(slope, NEIGHBOURS, at, rows) * forward.pooled_mask


def _word_slopes(
    parameters: Parameters, batch: Batch, forward: _Pass, pooled_slope: np.ndarray
) -> Parameters:
    """The slopes of the roles, of the layers over words and of the embeddings."""
    slopes: Parameters = {}
    at, words, shares = batch.word_places, forward.words, forward.shares
    size = words.shape[1]
    is_highest = (words == forward.highest[batch.owners]).astype(np.float32)
    ties = np.add.reduceat(is_highest, batch.starts)
    slope = is_highest * (pooled_slope[:, :size] / ties)[batch.owners]
    slope += (pooled_slope[:, size : 2 * size] / forward.counts)[batch.owners]
    shares[np.arange(len(at)), batch.roles] -= 1
    shares *= np.float32(ROLES_WEIGHT / len(at))
    slopes["roles"], slopes["roles_bias"] = words.T @ shares, shares.sum(axis=0)
    slope += shares @ parameters["roles"].T
    for number in reversed(range(len(REACHES))):
        masked = slope * forward.word_masks[number]
        name, reach = f"word_{number}", REACHES[number]
        slopes[name] = forward.word_beside[number].T @ masked
        slopes[f"{name}_bias"] = masked.sum(axis=0)
        below = _gather(masked @ parameters[name].T, (-reach, 0, reach), at, batch.rows)
        slope = slope + below if number else below
    slope *= forward.input_mask
    signs = batch.signs.shape[1]
    embedded = slope[:, signs : signs + CLASS_SIZE], slope[:, signs + CLASS_SIZE :]
    slopes["classes"] = _sum_by_row(embedded[0], batch.classes, len(parameters["classes"]))
    slopes["words"] = _sum_by_row(embedded[1], batch.words, len(parameters["words"]))
    return slopes


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
