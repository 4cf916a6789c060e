"""Fits ``checks/verifiable.py``: one model for speech, one for writing, one for what is mixed.

Speech: the debates of ``verifiable/`` (ClaimBuster, crowd labels), where only ``non_factual``
counts as no. Writing: news sentences written for this project (``written_news.tsv``) and
sentences of the articles of ``attribution/`` read and labelled for it (``labelled_spans.tsv``).
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack

from checks.fit import (
    agreement,
    calibration_table,
    grouped_folds,
    logistic,
    matrix,
    rarity,
    read_jsonl,
)
from checks.fit.vectors import vector_table
from checks.models.ngrams import grams
from checks.models.vectors import WordVectors
from checks.verifiable import content_of
from checks.wording import BITS, dense

_HERE = Path(__file__).parent
#: Standardised features are shrunk by this much beside the n-grams, and models smoothed by these
#: (scikit-learn's C). Chosen by cross-validation.
_SPEECH_SCALE, _SPEECH_C, _CONTRAST_C = 0.05, 2.0, 0.5
_WRITING_SCALE, _WRITING_C = 0.1, 1.0
_FOLDS = 6
#: Debates from this year on are later ones; ClaimBuster's go from 1960 to 2016.
_LATER = "2004"
_THRESHOLDS = np.linspace(-1.5, 1, 51).round(2)


class Labelled(NamedTuple):
    """Sentences, one answer (yes, partly, no) and one group (debate, article) each."""

    texts: list[str]
    answers: np.ndarray
    groups: list[str]


def fit(data: Path) -> dict[str, np.ndarray]:
    """The arrays of ``checks/weights/verifiable.npz``; raises ``MissingData``."""
    table = vector_table()
    vectors = WordVectors(table["keys"], table["vectors"], table["scales"])
    return table | _fit_speech(read_debates(data), vectors) | _fit_writing(read_news(data), vectors)


def cross_validate(data: Path) -> dict[str, dict[str, float]]:
    """Macro-F1, kappa, … on debates and articles that were not fitted on.

    ``debates``: every debate judged by a model of the others, the threshold too; ``later
    debates``: those of 2004 and 2008 by a model of the earlier ones; ``news``: the sentences
    there are to fit on, by a model of the others.
    """
    table = vector_table()
    vectors = WordVectors(table["keys"], table["vectors"], table["scales"])
    debates, news = read_debates(data), read_news(data)
    return _validate_speech(debates, vectors) | _validate_writing(news, vectors)


def read_debates(data: Path) -> Labelled:
    """The sentences of all debates of ``verifiable/``."""
    records = read_jsonl(data / "verifiable" / "train.jsonl")
    records += read_jsonl(data / "verifiable" / "dev.jsonl")
    answers = ["no" if record["label"] == "non_factual" else "yes" for record in records]
    texts = [record["text"] for record in records]
    return Labelled(texts, np.array(answers), [record["debate"] for record in records])


def read_news(data: Path) -> Labelled:
    """The labelled news sentences; each of those written for the project is a group."""
    articles = read_jsonl(data / "attribution" / "train.jsonl")
    text_of = {article["id"]: article["text"] for article in articles}
    found = [(text, answer, text) for answer, text in read_rows("written_news.tsv")]
    for name, start, end, answer in read_rows("labelled_spans.tsv"):
        found.append((text_of[name][int(start) : int(end)], answer, name))
    texts, answers, groups = zip(*found, strict=True)
    return Labelled(list(texts), np.array(answers), list(groups))


def read_rows(name: str) -> list[list[str]]:
    """The lines of a table beside this file, cut at tabs, without comments."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def best_threshold(scores: np.ndarray, gold: np.ndarray) -> float:
    """The score above which yes gives the best macro-F1."""
    figures = [agreement(gold, scores > at)["macro_f1"] for at in _THRESHOLDS]
    return float(_THRESHOLDS[int(np.argmax(figures))])


def unscaled(
    name: str,
    weights: np.ndarray,
    bias: float,
    centre: np.ndarray,
    spread: np.ndarray,
    scale: float,
) -> dict[str, np.ndarray]:
    """The weights for features as they are, from weights for standardised ones."""
    plain = weights * scale / spread
    return {
        f"{name}_dense": plain.astype(np.float32),
        f"{name}_bias": np.float32(bias - centre @ plain),
    }


class Linear(NamedTuple):
    """Weights (f,) and a bias: the log-odds of yes."""

    weights: np.ndarray
    bias: float

    def log_odds(self, features: csr_matrix) -> np.ndarray:
        """Of each record, float64 (n,)."""
        return features @ self.weights + self.bias


def held_out_scores(
    features: csr_matrix,
    gold: np.ndarray,
    folds: np.ndarray,
    fitted: Callable[[csr_matrix, np.ndarray], Linear],
) -> np.ndarray:
    """The log-odds of each record by a model of the other folds."""
    scores = np.zeros(len(gold))
    for fold in np.unique(folds):
        inside = folds == fold
        scores[inside] = fitted(features[~inside], gold[~inside]).log_odds(features[inside])
    return scores


def contrast(features: csr_matrix, gold: np.ndarray) -> np.ndarray:
    """How differently yes and no hold each n-gram, float64 of shape (columns of features,).

    The size of the log-ratio of its shares in both, one added to both sums; 1 on (quadratic)
    average over those in four texts and more. The columns after the n-grams have 1.
    """
    places = 1 << BITS
    held = [np.asarray(features[side].sum(axis=0)).ravel()[:places] + 1 for side in (gold, ~gold)]
    yes, no = (sums / sums.sum() for sums in held)
    ratio = np.abs(np.log(yes / no))
    texts = np.bincount(features.indices, minlength=features.shape[1])[:places]
    weighing = np.ones(features.shape[1])
    weighing[:places] = ratio / np.sqrt(np.mean(ratio[texts > 3] ** 2))
    return weighing


class _Features(NamedTuple):
    """A sparse matrix, what its dense columns were standardised by, its n-grams multiplied by."""

    matrix: csr_matrix
    centre: np.ndarray
    spread: np.ndarray
    rarity: np.ndarray


def _speech_features(debates: Labelled, vectors: WordVectors) -> _Features:
    numbers = np.array([dense(text, vectors) for text in debates.texts])
    centre, spread = numbers.mean(axis=0), numbers.std(axis=0) + 1e-3
    standard = csr_matrix((numbers - centre) / spread * _SPEECH_SCALE)
    counted = matrix(grams(debates.texts, BITS), len(debates.texts), BITS)
    rare = rarity(counted)
    return _Features(hstack([counted @ diags(rare), standard], format="csr"), centre, spread, rare)


def _writing_features(news: Labelled, vectors: WordVectors) -> _Features:
    numbers = np.array([dense(content_of(text), vectors) for text in news.texts])
    centre, spread = numbers.mean(axis=0), numbers.std(axis=0) + 1e-3
    standard = csr_matrix((numbers - centre) / spread * _WRITING_SCALE)
    return _Features(standard, centre, spread, np.zeros(0))


def _speech_model(features: csr_matrix, gold: np.ndarray) -> Linear:
    """The mean of two regressions: one on the features as they are, one on n-grams weighed by
    how differently yes and no hold them (Wang and Manning 2012).

    Each errs elsewhere, and their mean is one table of weights still.
    """
    weighing = contrast(features, gold)
    plain = logistic(features, gold, _SPEECH_C)
    contrasted = logistic(features @ diags(weighing), gold, _CONTRAST_C)
    weights = (plain.coef_[0] + contrasted.coef_[0] * weighing) / 2
    return Linear(weights, float(plain.intercept_[0] + contrasted.intercept_[0]) / 2)


def _writing_model(features: csr_matrix, gold: np.ndarray) -> Linear:
    model = logistic(features, gold, _WRITING_C)
    return Linear(model.coef_[0], float(model.intercept_[0]))


def _fit_speech(debates: Labelled, vectors: WordVectors) -> dict[str, np.ndarray]:
    gold = debates.answers != "no"
    features, centre, spread, rare = _speech_features(debates, vectors)
    scores = held_out_scores(features, gold, grouped_folds(debates.groups, _FOLDS), _speech_model)
    weights, bias = _speech_model(features, gold)
    places = 1 << BITS
    return {
        "speech_grams": (weights[:places] * rare).astype(np.float16),
        "speech_curve": calibration_table(scores, gold),
        "speech_threshold": np.float32(best_threshold(scores, gold)),
    } | unscaled("speech", weights[places:], bias, centre, spread, _SPEECH_SCALE)


def _fit_writing(news: Labelled, vectors: WordVectors) -> dict[str, np.ndarray]:
    """Which sentences are verifiable, and which of those are mixed with judgement."""
    gold, partly = news.answers != "no", news.answers == "partly"
    features, centre, spread, _ = _writing_features(news, vectors)
    folds = grouped_folds(news.groups, _FOLDS)
    arrays = {}
    for name, kept, wanted in (("writing", np.ones_like(gold), gold), ("mixed", gold, partly)):
        scores = held_out_scores(features[kept], wanted[kept], folds[kept], _writing_model)
        weights, bias = _writing_model(features[kept], wanted[kept])
        arrays |= unscaled(name, weights, bias, centre, spread, _WRITING_SCALE)
        if name == "writing":
            arrays["writing_curve"] = calibration_table(scores, wanted[kept], 12)
        else:
            arrays["mixed_threshold"] = np.float32(best_threshold(scores, wanted[kept]))
    return arrays


def _validate_speech(debates: Labelled, vectors: WordVectors) -> dict[str, dict[str, float]]:
    gold = debates.answers != "no"
    features = _speech_features(debates, vectors).matrix
    folds = grouped_folds(debates.groups, _FOLDS)
    scores = held_out_scores(features, gold, folds, _speech_model)
    later = np.array([group >= _LATER for group in debates.groups])
    earlier_groups = [group for group in debates.groups if group < _LATER]
    earlier_scores = held_out_scores(
        features[~later], gold[~later], grouped_folds(earlier_groups, _FOLDS), _speech_model
    )
    model = _speech_model(features[~later], gold[~later])
    threshold = best_threshold(earlier_scores, gold[~later])
    later_guess = model.log_odds(features[later]) > threshold
    return {
        "debates": agreement(gold, _guess(scores, gold, folds)),
        "later debates": agreement(gold[later], later_guess),
    }


def _validate_writing(news: Labelled, vectors: WordVectors) -> dict[str, dict[str, float]]:
    gold = news.answers != "no"
    features = _writing_features(news, vectors).matrix
    scores = held_out_scores(features, gold, grouped_folds(news.groups, _FOLDS), _writing_model)
    return {"news": agreement(gold, scores > 0)}


def _guess(scores: np.ndarray, gold: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Held-out scores as answers, by the threshold that suits the other folds."""
    guess = np.zeros(len(gold), dtype=bool)
    for fold in np.unique(folds):
        inside = folds == fold
        guess[inside] = scores[inside] > best_threshold(scores[~inside], gold[~inside])
    return guess
