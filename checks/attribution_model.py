"""What the attribution network says of an article, read once and remembered.

The weights were fitted on PolNeAR 1.0 (Newell, Margolin, Ruths 2018), 924 articles of seven
publishers; how, and how well they do: ``checks/fit/attributed.py``.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from articles.records import Article
from checks.attribution_reading import Annotated, Lexicon, read
from checks.attribution_spans import Said, Stretch, stretches
from checks.attribution_tags import tags
from checks.models import convolution, storage
from checks.models.convolution import Reading
from checks.models.linear import calibrated
from checks.records import Span

#: What a word can be to an attribution; the first is nothing.
ROLES = ("none", "source", "cue", "content")
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
    said = Said(annotated.reading, annotated.surface, shares, scores, tagged)
    spans = _role_spans(stretches(said, stored), annotated)
    return [
        Judgement(bool(score >= stored["threshold"]), float(probability), tuple(found))
        for score, probability, found in zip(scores, probabilities, spans, strict=True)
    ]


def with_tags(reading: Reading, tags: np.ndarray) -> Reading:
    """The reading with how likely the tagger holds each role of a word, (n, 3), among its signs.

    ``tags`` (n, 7): as the tagger gives them, beginning and rest of a role apart.
    """
    roles = tags[:, 1::2] + tags[:, 2::2]
    return reading._replace(signs=np.concatenate([reading.signs, roles], axis=1))


def _role_spans(given: Sequence[Stretch], annotated: Annotated) -> list[list[Span]]:
    """The stretches as spans of the text, for each sentence."""
    sentences = annotated.reading.sentences
    spans: list[list[Span]] = [[] for _ in range(int(sentences[-1]) + 1)]
    for first, end, role in given:
        start, stop = int(annotated.starts[first]), int(annotated.ends[end - 1])
        spans[sentences[first]].append(Span(start, stop, ROLES[role]))
    return spans
