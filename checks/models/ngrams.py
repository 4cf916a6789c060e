"""Texts as hashed n-grams: of words, and of characters within words.

No vocabulary is stored: an n-gram's place in the weight table is a hash of it, the same on
every run and machine. Whole batches go through numpy at once.
"""

import re
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

#: Words with their apostrophes and hyphens, and single marks.
_WORD = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]")
#: Typographic marks as keyboards write them; digits as one sign, so that years and sums of
#: another decade look like those fitted on.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}
    | {str(digit): "0" for digit in range(10)}
)
_SPACE = ord(" ")
#: Odd 64-bit constants for the character hash: Knuth's MMIX multiplier and 2**64 / golden ratio.
_STEP = np.uint64(6364136223846793005)
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Grams(NamedTuple):
    """The distinct n-grams of a batch of texts, three arrays of one length.

    ``indices`` int64, the place in a table of ``2**bits``; ``rows`` int64, the text's place
    in the batch, ascending; ``values`` float32, 1/√(n-grams of this sort in this text), so
    that the words of a text together have length 1, and so have its characters.
    """

    indices: np.ndarray
    rows: np.ndarray
    values: np.ndarray


def grams(
    texts: Sequence[str],
    bits: int,
    words: tuple[int, int] = (1, 2),
    characters: tuple[int, int] = (2, 5),
) -> Grams:
    """The n-grams of each text, of the least to the most words and characters given.

    A range of (0, 0) leaves that sort out.
    """
    tokens = [_WORD.findall(text.lower().translate(_PLAIN)) for text in texts]
    sorts = []
    if words[1]:
        sorts.append(_distinct(*_word_grams(tokens, words, bits), bits))
    if characters[1]:
        sorts.append(_distinct(*_character_grams(tokens, characters, bits), bits))
    indices, rows, values = (np.concatenate(parts) for parts in zip(*sorts, strict=True))
    order = np.argsort(rows, kind="stable")
    return Grams(indices[order], rows[order], values[order])


def _word_grams(
    tokens: list[list[str]], lengths: tuple[int, int], bits: int
) -> tuple[np.ndarray, np.ndarray]:
    """Places and rows of runs of words."""
    mask = (1 << bits) - 1
    indices: list[int] = []
    counts: list[int] = []
    for line in tokens:
        before = len(indices)
        for length in range(lengths[0], lengths[1] + 1):
            for at in range(len(line) - length + 1):
                # surrogatepass: half a character pair in a damaged text must not stop the walk.
                run = " ".join(line[at : at + length]).encode("utf-8", "surrogatepass")
                indices.append(zlib.crc32(run) & mask)
        counts.append(len(indices) - before)
    rows = np.repeat(np.arange(len(tokens)), counts)
    return np.array(indices, dtype=np.int64), rows


def _character_grams(
    tokens: list[list[str]], lengths: tuple[int, int], bits: int
) -> tuple[np.ndarray, np.ndarray]:
    """Places and rows of runs of characters inside " word ", all texts in one pass."""
    joined = [f" {' '.join(line)} " for line in tokens]
    text = "".join(joined)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = codes.astype(np.uint64)
    row_of = np.repeat(np.arange(len(joined)), [len(line) for line in joined])
    space = codes == _SPACE
    indices, rows = [], []
    hashed = codes
    # inside[i]: no space lies between the first and the last character of the run at i; two
    # spaces in a row lie only between two texts.
    inside = np.ones(len(codes), dtype=bool)
    inside[:-1] = ~(space[:-1] & space[1:])
    shift = np.uint64(64 - bits)
    for length in range(2, lengths[1] + 1):
        many = max(len(codes) - length + 1, 0)
        hashed = hashed[:many] * _STEP + codes[length - 1 :]
        inside = inside[:many]
        if length > 2:
            inside = inside & ~space[length - 2 : length - 2 + many]
        if length >= lengths[0]:
            indices.append(((hashed[inside] * _MIX) >> shift).astype(np.int64))
            rows.append(row_of[:many][inside])
    return np.concatenate(indices), np.concatenate(rows)


def _distinct(
    indices: np.ndarray, rows: np.ndarray, bits: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each n-gram once a text, and its share of the text's length."""
    keys = np.unique((rows << bits) | indices)
    rows = keys >> bits
    counts = np.bincount(rows) if len(rows) else np.zeros(1)
    values = (1 / np.sqrt(counts[rows])).astype(np.float32)
    return keys & ((1 << bits) - 1), rows, values
