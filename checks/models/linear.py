"""Logistic regression from a stored table, and scores made honest by a calibration table."""

import numpy as np

from checks.models.ngrams import Grams


def gram_scores(table: np.ndarray, grams: Grams, texts: int) -> np.ndarray:
    """The weighted sum of each text's n-grams, float64 of shape (texts,).

    ``table`` holds one weight a place, shape (2**bits,), float16 or float32.
    """
    parts = table[grams.indices].astype(np.float64) * grams.values
    return np.bincount(grams.rows, parts, minlength=texts)


def probability(score: np.ndarray) -> np.ndarray:
    """Log-odds to probability."""
    return 1 / (1 + np.exp(-np.clip(score, -30, 30)))


def calibrated(score: np.ndarray, table: np.ndarray) -> np.ndarray:
    """How often answers of such a score were right, between the points of ``table``.

    ``table`` has shape (2, points): scores ascending, and the share that was positive at
    each. Beyond its ends the last share stands.
    """
    return np.interp(score, table[0].astype(np.float64), table[1].astype(np.float64))
