"""What the attribution network says of an article, read once and remembered.

The weights were fitted on PolNeAR 1.0 (Newell, Margolin, Ruths 2018), 924 articles of seven
publishers; how, and how well they do: ``checks/fit/attributed.py``.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from articles.records import Article
from checks.attribution_reading import Annotated, Lexicon, read
from checks.attribution_tags import tags
from checks.models import convolution, crf, storage
from checks.models.convolution import Reading, first_words
from checks.models.linear import calibrated
from checks.records import Span

#: What a word can be to an attribution; the first is nothing.
ROLES = ("none", "source", "cue", "content")
#: How many numbers the tagger gives for a word: one a role.
TAGS = len(ROLES) - 1
#: How much the pairs of roles that follow one another count beside the words themselves, and the
#: least share a role has: best on text not fitted on, in a wide range.
_FOLLOWING, _LEAST = 0.15, 1e-3
#: How many articles stay remembered.
_REMEMBERED = 8


class Judgement(NamedTuple):
    """One sentence: whether it is somebody's claim, how likely that is, and who said what.

    ``probability`` is calibrated: of the sentences at .9, about nine in ten are claims.
    """

    attributed: bool
    probability: float
    spans: tuple[Span, ...]


def judge(article: Article) -> list[Judgement]:
    """A judgement for every sentence, in order."""
    for sentences, text, judgements in _latest:
        if sentences is article.sentences and text == article.text:
            return judgements
    judgements = _judge(article)
    _latest.insert(0, (article.sentences, article.text, judgements))
    del _latest[_REMEMBERED:]
    return judgements


#: The articles judged last: their sentences, text, judgements. The sentences are compared by
#: identity, since to compare them one by one for every sentence would cost their square.
_latest: list[tuple[tuple, str, list[Judgement]]] = []


@cache
def _fitted() -> tuple[dict[str, np.ndarray], Lexicon]:
    """The stored tables and their words; the word vectors lie with ``verifiable``'s weights."""
    stored, table = storage.weights("attributed"), storage.weights("verifiable")
    lexicon = Lexicon(
        stored["known"], len(stored["words"]) - 1, table["keys"], table["vectors"], table["scales"]
    )
    kept = {"known", "tag_weights"}
    return {
        name: value if name in kept else value.astype(np.float32) for name, value in stored.items()
    }, lexicon


def _judge(article: Article) -> list[Judgement]:
    stored, lexicon = _fitted()
    annotated = read(article.text, article.sentences, lexicon)
    tagged = tags(annotated, stored)
    scores, shares = convolution.run(stored, with_tags(annotated.reading, tagged))
    probabilities = calibrated(scores, stored["calibration"])
    roles = likeliest_roles(shares, tagged, annotated.reading.sentences, stored["role_following"])
    spans = _role_spans(roles, annotated)
    return [
        Judgement(bool(score >= stored["threshold"]), float(probability), tuple(found))
        for score, probability, found in zip(scores, probabilities, spans, strict=True)
    ]


def with_tags(reading: Reading, tags: np.ndarray) -> Reading:
    """The reading with the tagger's view of each word, (n, ``TAGS``), among its signs."""
    return reading._replace(signs=np.concatenate([reading.signs, tags], axis=1))


def likeliest_roles(
    shares: np.ndarray, tags: np.ndarray, sentences: np.ndarray, following: np.ndarray
) -> np.ndarray:
    """The role of each word, int64 (n,), the likeliest taken together in each sentence.

    The network's ``shares`` (n, 4) and the tagger's ``tags`` (n, ``TAGS``) count alike;
    ``following`` (4, 4) is what ``followings`` counted.
    """
    tagged = np.concatenate([1 - tags.sum(axis=1, keepdims=True), tags], axis=1)
    words = np.log(np.maximum((shares + tagged) / 2, _LEAST))
    bounds = [*first_words(sentences).tolist(), len(sentences)]
    return crf.likeliest(words, _FOLLOWING * following, list(pairwise(bounds)))


def followings(roles: np.ndarray, sentences: np.ndarray) -> np.ndarray:
    """How much oftener than by chance a role follows another within a sentence: logarithms,
    float64 (4, 4), one added to each count."""
    within = np.diff(sentences) == 0
    counts = np.ones((len(ROLES), len(ROLES)))
    np.add.at(counts, (roles[:-1][within], roles[1:][within]), 1)
    chance = np.bincount(roles, minlength=len(ROLES)) + 1
    return np.log(counts / counts.sum(axis=1, keepdims=True)) - np.log(chance / chance.sum())


def _role_spans(roles: np.ndarray, annotated: Annotated) -> list[list[Span]]:
    """The runs of words with one role, for each sentence; "none" gives no span."""
    sentences = annotated.reading.sentences
    spans: list[list[Span]] = [[] for _ in range(int(sentences[-1]) + 1)]
    for first, end in role_runs(roles, sentences):
        if roles[first]:
            start, stop = int(annotated.starts[first]), int(annotated.ends[end - 1])
            spans[sentences[first]].append(Span(start, stop, ROLES[roles[first]]))
    return spans


def role_runs(roles: np.ndarray, sentences: np.ndarray) -> list[tuple[int, int]]:
    """Where runs of one role within one sentence begin and end."""
    begins = np.flatnonzero(
        (np.diff(roles, prepend=-1) != 0) | (np.diff(sentences, prepend=-1) != 0)
    )
    return list(pairwise([*begins.tolist(), len(roles)]))
