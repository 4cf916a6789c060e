"""Fitting: from labelled sentences to the weights in ``checks/weights``. Not needed to run.

One module a check, each with ``fit(data) -> {name: array}``, what is stored, and
``cross_validate(data) -> {name: number}``, how good it is on groups (publishers, debates) that
it was not fitted on. scikit-learn does the fitting, on one thread, so that the same data give
the same bytes.
"""

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from checks.models.ngrams import Grams


class MissingData(FileNotFoundError):
    """A labelled file is not where it should be; the message says which."""


def read_jsonl(path: Path) -> list[dict]:
    """The records of a file, one JSON object a line; raises ``MissingData``."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MissingData(
            f"There is no labelled data at {path}. --data names the folder that holds "
            "attribution/, verifiable/ and opinion/."
        ) from error
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def grouped_folds(groups: Sequence[str], folds: int) -> np.ndarray:
    """The fold of each record, int64 0 … folds-1, all records of a group in one fold.

    Groups go, largest first, to the fold that is smallest so far; ties are broken by a
    checksum of the name, so that the folds depend on nothing but the data.
    """
    sizes: dict[str, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    filled = [0] * folds
    fold_of = {}
    for group in sorted(sizes, key=lambda name: (-sizes[name], zlib.crc32(name.encode()), name)):
        fold_of[group] = filled.index(min(filled))
        filled[fold_of[group]] += sizes[group]
    return np.array([fold_of[group] for group in groups], dtype=np.int64)


def matrix(grams: Grams, texts: int, bits: int) -> csr_matrix:
    """The n-grams as a sparse matrix of shape (texts, 2**bits)."""
    return csr_matrix((grams.values, (grams.rows, grams.indices)), shape=(texts, 1 << bits))


def rarity(counted: csr_matrix) -> np.ndarray:
    """How much each n-gram tells, float64 of shape (2**bits,): the logarithm of one over the
    share of texts that have it, 1 on (quadratic) average over those in four texts and more.

    Multiplies the columns before fitting and the weights after it, so costs nothing at run time.
    """
    texts = np.bincount(counted.indices, minlength=counted.shape[1])
    rare = np.log((counted.shape[0] + 1) / (texts + 1)) + 1
    return rare / np.sqrt(np.mean(rare[texts > 3] ** 2))


def logistic(features, gold: np.ndarray, strength: float, sample_weight=None):
    """A fitted logistic regression; ``strength`` is scikit-learn's C (small: more smoothing).

    liblinear: one thread, no BLAS, so the same numbers come out on every machine.
    """
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=1000)
    return model.fit(features, gold, sample_weight=sample_weight)


def calibration_table(score: np.ndarray, gold: np.ndarray, points: int = 24) -> np.ndarray:
    """How often records of each score are positive, float32 of shape (2, points).

    The scores must come from records not fitted on. Isotonic regression, read off at evenly
    filled points, one positive and one negative record added at the ends so that no score
    claims certainty.
    """
    ends = [score.min(), score.max()]
    padded = np.concatenate([score, ends])
    curve = IsotonicRegression(out_of_bounds="clip").fit(padded, np.concatenate([gold, [1, 0]]))
    at = np.quantile(score, np.linspace(0, 1, points))
    return np.array([at, curve.predict(at)], dtype=np.float32)


def agreement(gold: Sequence[bool], guess: Sequence[bool]) -> dict[str, float]:
    """n, base rate of the positives, accuracy, macro-F1, the F1 of each class, Cohen's kappa."""
    gold, guess = np.asarray(gold, dtype=bool), np.asarray(guess, dtype=bool)
    n = len(gold)
    both, neither = int((gold & guess).sum()), int((~gold & ~guess).sum())
    extra, missed = int((~gold & guess).sum()), int((gold & ~guess).sum())
    positive, negative = _f1(both, extra, missed), _f1(neither, missed, extra)
    agreed = (both + neither) / n
    chance = ((both + extra) * (both + missed) + (neither + missed) * (neither + extra)) / n**2
    figures = {
        "base_rate": (both + missed) / n,
        "accuracy": agreed,
        "macro_f1": (positive + negative) / 2,
        "f1_positive": positive,
        "f1_negative": negative,
        "kappa": (agreed - chance) / (1 - chance) if chance < 1 else 0.0,
    }
    return {"n": n} | {name: round(figure, 3) for name, figure in figures.items()}


def _f1(hits: int, extra: int, missed: int) -> float:
    return 2 * hits / (2 * hits + extra + missed) if hits else 0.0
