"""Fits ``checks/opinion.py`` on the sentences of ``opinion/`` (CheckThat! 2023, task 2).

Those are 830, about few topics; the news sentences written for this project stand beside them
with a small weight, where what evidence can settle counts as objective and the rest, less what
is reported or forecast, as subjective.
"""

import re
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from checks.fit import agreement, calibration_table, logistic, matrix, read_jsonl
from checks.fit.vectors import vector_table
from checks.fit.verifiable import read_rows, unscaled
from checks.models.ngrams import grams
from checks.models.vectors import WordVectors
from checks.wording import BITS, dense

#: Beside standardised features shrunk by _SCALE, n-grams count _GRAMS; _C is scikit-learn's C.
#: Chosen by cross-validation.
_SCALE, _GRAMS, _C = 0.1, 1.5, 0.6
_WRITTEN_WEIGHT = 0.15
_FOLDS = 10
_REPORTED_OR_FORECAST = re.compile(
    r"\b(?:said|says|told|called|warned|described|argued|hailed|urged|vowed|insisted|agree|praised"
    r"|hope|fear|expressed|promised|see|could|may|might|likely|expected|forecast|set to|risks)\b"
    r'|"'
)


def fit(data: Path) -> dict[str, np.ndarray]:
    """The arrays of ``checks/weights/opinion.npz``; raises ``MissingData``."""
    texts, gold = _read(data)
    numbers = _numbers(texts + _written()[0])
    centre, spread = _moments(numbers[: len(texts)])
    features = _features(texts, numbers[: len(texts)], centre, spread)
    extra = _extra(numbers[len(texts) :], centre, spread)
    scores = _held_out_scores(features, gold, extra, 0)
    model = _model(features, gold, extra)
    places = 1 << BITS
    return {
        "grams": (model.coef_[0, :places] * _GRAMS).astype(np.float16),
        "curve": calibration_table(scores, gold, 12),
    } | unscaled("opinion", model.coef_[0, places:], model.intercept_[0], centre, spread, _SCALE)


def cross_validate(data: Path) -> dict[str, dict[str, float]]:
    """Macro-F1, kappa, … in ten folds; what is standardised and fitted sees the others only."""
    texts, gold = _read(data)
    written = _written()[0]
    numbers = _numbers(texts + written)
    scores = np.zeros(len(gold))
    for inside in _folds(gold, 0):
        centre, spread = _moments(numbers[: len(texts)][~inside])
        features = _features(texts, numbers[: len(texts)], centre, spread)
        extra = _extra(numbers[len(texts) :], centre, spread)
        model = _model(features[~inside], gold[~inside], extra)
        scores[inside] = model.decision_function(features[inside])
    return {"sentences": agreement(gold, scores > 0)}


def _read(data: Path) -> tuple[list[str], np.ndarray]:
    records = read_jsonl(data / "opinion" / "train.jsonl")
    return [record["text"] for record in records], np.array([r["opinion"] for r in records])


def _written() -> tuple[list[str], np.ndarray]:
    kept = [
        (text, answer != "yes")
        for answer, text in read_rows("written_news.tsv")
        if answer == "yes" or not _REPORTED_OR_FORECAST.search(text)
    ]
    texts, subjective = zip(*kept, strict=True)
    return list(texts), np.array(subjective)


def _numbers(texts: list[str]) -> np.ndarray:
    table = vector_table()
    vectors = WordVectors(table["keys"], table["vectors"], table["scales"])
    return np.array([dense(text, vectors) for text in texts])


def _moments(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return numbers.mean(axis=0), numbers.std(axis=0) + 1e-3


def _features(
    texts: list[str], numbers: np.ndarray, centre: np.ndarray, spread: np.ndarray
) -> csr_matrix:
    standard = (numbers - centre) / spread * _SCALE
    by_gram = matrix(grams(texts, BITS), len(texts), BITS) * _GRAMS
    return hstack([by_gram, csr_matrix(standard)], format="csr")


def _extra(
    numbers: np.ndarray, centre: np.ndarray, spread: np.ndarray
) -> tuple[csr_matrix, np.ndarray]:
    texts, subjective = _written()
    return _features(texts, numbers, centre, spread), subjective


def _model(features: csr_matrix, gold: np.ndarray, extra: tuple[csr_matrix, np.ndarray]):
    """Both classes count alike, so that 0 is the score to answer from."""
    balance = np.where(gold, 0.5 / gold.mean(), 0.5 / (1 - gold.mean()))
    weight = np.concatenate([balance, np.full(len(extra[1]), _WRITTEN_WEIGHT)])
    both = vstack([features, extra[0]], format="csr")
    return logistic(both, np.concatenate([gold, extra[1]]), _C, sample_weight=weight)


def _held_out_scores(
    features: csr_matrix, gold: np.ndarray, extra: tuple[csr_matrix, np.ndarray], start: int
) -> np.ndarray:
    scores = np.zeros(len(gold))
    for inside in _folds(gold, start):
        model = _model(features[~inside], gold[~inside], extra)
        scores[inside] = model.decision_function(features[inside])
    return scores


def _folds(gold: np.ndarray, start: int) -> list[np.ndarray]:
    """Masks of ten folds with like shares of both classes, in an order fixed by ``start``."""
    fold_of = np.zeros(len(gold), dtype=np.int64)
    shuffled = np.random.default_rng(start).permutation(len(gold))
    for value in (False, True):
        members = shuffled[gold[shuffled] == value]
        fold_of[members] = np.arange(len(members)) % _FOLDS
    return [fold_of == fold for fold in range(_FOLDS)]
