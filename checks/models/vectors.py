"""Word vectors: a sentence as the mean, the highest and the lowest of its words' vectors.

They let a model fitted on few sentences know that "atrocious" stands near "dreadful". The
table is small, 8 bits a number, and holds no words: a word is found by its CRC-32.
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*|[^\w\s]")
_CONTRACTION = re.compile(r"(?<=\w)(?:n't|'(?:s|re|ve|ll|d|m))$")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class WordVectors:
    """A table of word vectors, the commonest word first.

    ``keys`` uint32 of shape (words,), each word's CRC-32; ``vectors`` int8 of shape (words,
    size); ``scales`` float32 of shape (size,), what one step of each number is worth.
    """

    def __init__(self, keys: np.ndarray, vectors: np.ndarray, scales: np.ndarray) -> None:
        # Backwards, so that the commoner of two words with one checksum stays.
        self._rows = dict(zip(keys[::-1].tolist(), range(len(keys))[::-1], strict=True))
        self._vectors = vectors
        self._scales = scales.astype(np.float32)

    def pooled(self, texts: Sequence[str]) -> np.ndarray:
        """Mean, maximum and minimum of each text's words, float32 of shape (texts, 3 * size).

        All zero for a text without a known word.
        """
        size = len(self._scales)
        rows = np.zeros((len(texts), 3 * size), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            known = [self._rows[key] for key in word_keys(text) if key in self._rows]
            if known:
                stacked = self._vectors[known]
                row[:size] = stacked.mean(axis=0, dtype=np.float32) * self._scales
                row[size : 2 * size] = stacked.max(axis=0) * self._scales
                row[2 * size :] = stacked.min(axis=0) * self._scales
        return rows


def word_keys(text: str) -> list[int]:
    """The CRC-32 of each word, split as the vectors' own corpus was: "do n't", "it 's"."""
    keys = []
    for word in _WORD.findall(text.lower().translate(_PLAIN)):
        ending = _CONTRACTION.search(word)
        parts = [word[: ending.start()], ending[0]] if ending else [word]
        keys += [zlib.crc32(part.encode("utf-8", "surrogatepass")) for part in parts]
    return keys
