"""A small convolutional network over the words and sentences of an article, run with numpy.

Words are read with their neighbours to both sides, four layers deep, the reach doubling with
each (15 words either way). From there two things are read off: the role of each word, and,
with the highest and the mean value over its words and its two neighbours on either side twice
over, one score a sentence. Fitting: ``checks/fit/network.py``.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

#: How far apart the three words lie that each layer looks at.
REACHES = (1, 2, 4, 8)
#: The sentences each of the two sentence layers looks at.
NEIGHBOURS = (-2, -1, 0, 1, 2)
#: Words worked on at once, so that memory does not grow with the article.
_CHUNK = 8192
_HALO = sum(REACHES)


class Reading(NamedTuple):
    """An article as the network reads it: n words in m sentences, no sentence without a word.

    ``classes``, ``words`` int64 (n,), rows of the embeddings; ``signs`` float32 (n, s), what is
    known of each word; ``sentences`` int64 (n,), ascending from 0 to m - 1 without a gap;
    ``facts`` float32 (m, f), what is known of each sentence.
    """

    classes: np.ndarray
    words: np.ndarray
    signs: np.ndarray
    sentences: np.ndarray
    facts: np.ndarray


def run(parameters: dict[str, np.ndarray], reading: Reading) -> tuple[np.ndarray, np.ndarray]:
    """The log-odds of each sentence, float32 (m,), and the shares of each word's roles, (n, r).

    ``parameters`` are float32, by name, as ``checks.fit.network`` makes them.
    """
    hidden = _read_words(parameters, reading)
    roles = _shares(hidden @ parameters["roles"] + parameters["roles_bias"])
    starts = first_words(reading.sentences)
    counts = np.bincount(reading.sentences)[:, None].astype(np.float32)
    sentences = np.concatenate(
        [
            np.maximum.reduceat(hidden, starts),
            np.add.reduceat(hidden, starts) / counts,
            reading.facts,
        ],
        axis=1,
    )
    low = _rectified(parameters, "sentence_0", side_by_side(sentences, NEIGHBOURS))
    high = low + _rectified(parameters, "sentence_1", side_by_side(low, NEIGHBOURS))
    return (high @ parameters["score"] + parameters["score_bias"])[:, 0], roles


def first_words(sentences: np.ndarray) -> np.ndarray:
    """The place of each sentence's first word, int64 (m,)."""
    return np.flatnonzero(np.diff(sentences, prepend=-1))


def sentence_bounds(sentences: np.ndarray) -> list[tuple[int, int]]:
    """The places of the first word of each sentence and of the first after it."""
    return list(pairwise([*first_words(sentences).tolist(), len(sentences)]))


def side_by_side(rows: np.ndarray, offsets: tuple[int, ...]) -> np.ndarray:
    """Each row beside the rows at ``offsets`` from it, zero beyond the ends: (n, k·d)."""
    many, size = rows.shape
    beside = np.zeros((many, len(offsets) * size), dtype=rows.dtype)
    for place, offset in enumerate(offsets):
        into = beside[:, place * size : (place + 1) * size]
        if offset < 0:
            into[-offset:] = rows[:offset]
        else:
            into[: max(many - offset, 0)] = rows[offset:]
    return beside


def _read_words(parameters: dict[str, np.ndarray], reading: Reading) -> np.ndarray:
    """The last layer of every word, chunk by chunk, each with as much around it as it sees."""
    chunks = []
    for start in range(0, len(reading.words), _CHUNK):
        first = max(0, start - _HALO)
        part = slice(first, start + _CHUNK + _HALO)
        hidden = np.concatenate(
            [
                reading.signs[part],
                parameters["classes"][reading.classes[part]],
                parameters["words"][reading.words[part]],
            ],
            axis=1,
        )
        for layer, reach in enumerate(REACHES):
            beside = side_by_side(hidden, (-reach, 0, reach))
            raised = _rectified(parameters, f"word_{layer}", beside)
            hidden = raised + hidden if layer else raised
        chunks.append(hidden[start - first : start - first + _CHUNK])
    return np.concatenate(chunks)


def _rectified(parameters: dict[str, np.ndarray], name: str, rows: np.ndarray) -> np.ndarray:
    return np.maximum(rows @ parameters[name] + parameters[f"{name}_bias"], 0)


def _shares(rows: np.ndarray) -> np.ndarray:
    raised = np.exp(rows - rows.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
