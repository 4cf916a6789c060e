"""Fits the attribution network on articles in which every attribution is marked.

Data: ``attribution/*.jsonl``, an article a line: ``publisher``, ``text``, ``attributions``, each
with the spans [start, end] of its ``source``, ``cue`` and ``content``, in code points. A sentence
is somebody's claim when a character of it that is no white space lies in such a span.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from articles.records import Sentence
from articles.segment import segment
from checks import WHY_UNANSWERED
from checks.attribution_model import ROLES, with_tags
from checks.attribution_reading import CLASSES, Annotated, Lexicon, read, word_key
from checks.attribution_spans import Said, Stretch, stretches
from checks.attribution_tags import LABELS, chains, places, tags
from checks.fit import (
    agreement,
    calibration_table,
    grouped_folds,
    network,
    read_jsonl,
    span_chain,
    tagger,
)
from checks.fit.span_figures import span_figures
from checks.fit.vectors import vector_table
from checks.models import convolution
from checks.models.linear import calibrated
from checks.tokens import tokens

FOLDS = 4
SEED = 20
#: A lower-case word is known when this many articles of two publishers hold it; the commonest
#: have an embedding of their own.
_ARTICLES, _EMBEDDED = 4, 2500
#: Of every article, this many single sentences and short runs are also read by themselves, and
#: of every so many articles a list of unrelated sentences, so that little context is no surprise.
_ALONE, _RUNS, _LISTED_EVERY, _LISTED = 1, 1, 12, 15
#: Fewer answers in a range of scores make no share worth printing.
_FEW = 50


class Labelled(NamedTuple):
    """An article with its gold: ``gold`` bool (sentences,), ``roles`` int8 (code points,)."""

    publisher: str
    text: str
    sentences: tuple[Sentence, ...]
    gold: np.ndarray
    roles: np.ndarray
    piece: bool = False


class Judged(NamedTuple):
    """What a fit that has not seen an article says of it, where each word begins, and its label."""

    said: Said
    starts: np.ndarray
    labels: np.ndarray
    fold: int


class Prepared(NamedTuple):
    """An article or a piece of one, read, and tagged by a tagger not fitted on its fold."""

    article: Labelled
    annotated: Annotated
    marked: tagger.Marked
    tags: np.ndarray


def labelled_articles(data: Path, parts: Iterable[str] = ("train", "dev")) -> list[Labelled]:
    """The articles of ``data``/attribution, in order; raises ``MissingData``."""
    records = [
        record for part in parts for record in read_jsonl(data / "attribution" / f"{part}.jsonl")
    ]
    return [_labelled(record) for record in sorted(records, key=lambda record: record["id"])]


def fit(data: Path) -> dict[str, np.ndarray]:
    """What ``attribution_model`` runs on, fitted on all articles."""
    articles = labelled_articles(data)
    known = known_words(articles)
    lexicon = lexicon_of(known)
    folds, tagger_tables = prepare(articles, lexicon)
    judged = judge_unseen(articles, folds)
    scores = np.concatenate([each.said.scores for each in judged])
    gold = np.concatenate([article.gold for article in articles])
    everything = [prepared for fold in folds for prepared in fold]
    fitted = tagger_tables | fit_network(everything)
    fitted |= span_chain.fit([(each.said, each.labels) for each in judged], SEED)
    return {
        **{name: value.astype(np.float16) for name, value in fitted.items()},
        "known": known,
        "calibration": calibration_table(scores, gold),
        "threshold": np.array(best_threshold(scores, gold), dtype=np.float32),
    }


def cross_validate(data: Path) -> dict[str, dict[str, float]]:
    """How good tagger and network are on publishers they were not fitted on.

    ``sentences``: as ``agreement`` counts them, over all sentences of the articles, headings,
    promos and boilerplate unanswered, as in the program; ``words``: F1 for the words of each
    role; ``exact spans``: F1 for its runs of words within a sentence, right where both ends are,
    marks at the ends left out; ``touching spans``: the same, right where a word is shared;
    ``reliability``: of the answers in a range of scores, the share that is right, calibrated on
    the other publishers.

    The network learns from tags given by taggers that did not see the article, but did see the
    publishers held out here; what it is tested on is tagged by one that saw neither.
    """
    articles = labelled_articles(data)
    folds, _ = prepare(articles, lexicon_of(known_words(articles)))
    return figures(articles, judge_unseen(articles, folds))


def prepare(
    articles: Sequence[Labelled], lexicon: Lexicon
) -> tuple[list[list[Prepared]], dict[str, np.ndarray]]:
    """The folds, each of whole publishers: their articles, then pieces of these; and a tagger.

    Each fold is tagged by a tagger of the others. The tagger given is the mean of these: one
    fitted on everything would be surer of itself than those the network learns from.
    """
    fold_of = grouped_folds([article.publisher for article in articles], FOLDS)
    chance = np.random.default_rng(SEED)
    read_folds = []
    for fold in range(FOLDS):
        its = [a for a, f in zip(articles, fold_of, strict=True) if f == fold]
        read_folds.append([_untagged(each, lexicon) for each in [*its, *_pieces(its, chance)]])
    folds, fitted = [], []
    for fold in range(FOLDS):
        others = [each for n, rest in enumerate(read_folds) if n != fold for each in rest]
        stored = fit_tagger(others)
        folds.append(
            [each._replace(tags=tags(each.annotated, stored)) for each in read_folds[fold]]
        )
        fitted.append(stored)
    return folds, {name: np.mean([stored[name] for stored in fitted], axis=0) for name in fitted[0]}


def judge_unseen(articles: Sequence[Labelled], folds: list[list[Prepared]]) -> list[Judged]:
    """Each article judged by a network fitted on articles of other publishers."""
    judged: dict[int, Judged] = {}
    for fold, its in enumerate(folds):
        others = [each for n, rest in enumerate(folds) if n != fold for each in rest]
        fitted = fit_network(others)
        judged |= {
            id(each.article): judge(each, fitted, fold) for each in its if not each.article.piece
        }
    return [judged[id(article)] for article in articles]


def judge(prepared: Prepared, fitted: network.Parameters, fold: int) -> Judged:
    """What a network says of an article that is tagged already."""
    reading, surface = prepared.annotated.reading, prepared.annotated.surface
    scores, shares = convolution.run(fitted, with_tags(reading, prepared.tags))
    said = Said(reading, surface, shares, scores, prepared.tags)
    return Judged(said, prepared.annotated.starts, prepared.marked.labels, fold)


def fit_tagger(prepared: Sequence[Prepared]) -> dict[str, np.ndarray]:
    """The tagger fitted on whole articles; pieces would tell it nothing new."""
    return tagger.fit([each.marked for each in prepared if not each.article.piece], SEED)


def fit_network(prepared: Sequence[Prepared]) -> network.Parameters:
    """The network fitted on articles and pieces."""
    examples = [
        network.Example(
            with_tags(each.annotated.reading, each.tags),
            _word_roles(each.article, each.annotated.starts),
            each.article.gold,
        )
        for each in prepared
    ]
    return network.fit(examples, len(CLASSES), _EMBEDDED + 1, len(ROLES), SEED)


def known_words(articles: Sequence[Labelled]) -> np.ndarray:
    """The keys of the common lower-case words, commonest first, uint32."""
    holding: Counter[str] = Counter()
    publishers: dict[str, set[str]] = {}
    for article in articles:
        forms = {token.text for token in tokens(article.text, 0, len(article.text))}
        words = {form.replace("’", "'") for form in forms if form.islower()}
        for word in words:
            if word.replace("'", "").isalpha():
                holding[word] += 1
                publishers.setdefault(word, set()).add(article.publisher)
    common = sorted(
        (word for word, count in holding.items() if count >= _ARTICLES),
        key=lambda word: (-holding[word], word),
    )
    keys = [word_key(word) for word in common if len(publishers[word]) > 1]
    return np.array(keys, dtype=np.uint32)


def best_threshold(scores: np.ndarray, gold: np.ndarray) -> float:
    """The log-odds from which to answer yes for the best macro-F1.

    Of the thresholds that come within .001 of the best, the highest: the very best is luck, and
    articles of later months than most of those fitted on asked for higher ones.
    """
    tried = np.arange(-1.5, 1.5, 0.05)
    reached = np.array([agreement(gold, scores >= one)["macro_f1"] for one in tried])
    return float(tried[np.flatnonzero(reached >= reached.max() - 0.001)[-1]])


def figures(articles: Sequence[Labelled], judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """The figures of ``cross_validate`` for articles and what was said of them."""
    gold = np.concatenate([article.gold for article in articles])
    scores = np.concatenate([each.said.scores for each in judged])
    publishers = np.repeat([a.publisher for a in articles], [len(a.gold) for a in articles])
    asked = np.array([s.kind not in WHY_UNANSWERED for a in articles for s in a.sentences])
    answers = np.zeros(len(gold), dtype=bool)
    probabilities = np.zeros(len(gold))
    for publisher in sorted(set(publishers)):
        its = publishers == publisher
        answers[its] = scores[its] >= best_threshold(scores[~its], gold[~its])
        table = calibration_table(scores[~its], gold[~its])
        probabilities[its] = calibrated(scores[its], table)
    return {
        "sentences": agreement(gold, answers & asked),
        **_spans(articles, judged),
        "reliability": _reliability(gold[asked], answers[asked], probabilities[asked]),
    }


def _spans(articles: Sequence[Labelled], judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """F1 of spans; those of an article are given by a chain fitted on the other folds."""
    given: dict[int, list[Stretch]] = {}
    for fold in range(FOLDS):
        others = [(each.said, each.labels) for each in judged if each.fold != fold]
        chain = span_chain.fit(others, SEED)
        given |= {id(each): stretches(each.said, chain) for each in judged if each.fold == fold}
    return span_figures(
        (_stretches_of(each), given[id(each)], _wordy(article, each))
        for article, each in zip(articles, judged, strict=True)
    )


def _wordy(article: Labelled, judged: Judged) -> np.ndarray:
    """Which words are words and not marks, bool (n,)."""
    return np.array([article.text[start : start + 1].isalnum() for start in judged.starts])


def _stretches_of(judged: Judged) -> list[Stretch]:
    """The runs of words with one role within a sentence, as the gold has them."""
    roles, sentences = (judged.labels + 1) // 2, judged.said.reading.sentences
    fresh = (np.diff(roles, prepend=-1) != 0) | (np.diff(sentences, prepend=-1) != 0)
    begins = [*np.flatnonzero(fresh).tolist(), len(roles)]
    return [
        Stretch(first, end, int(roles[first])) for first, end in pairwise(begins) if roles[first]
    ]


def _reliability(
    gold: np.ndarray, answers: np.ndarray, probabilities: np.ndarray
) -> dict[str, float]:
    """How many answers are right, by the score they were given with."""
    scores = np.where(answers, probabilities, 1 - probabilities)
    right = answers == gold
    curve = {}
    for low in np.arange(0.4, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1 + (low > 0.85))
        if inside.sum() >= _FEW:
            label = f"{low:.1f} to {low + 0.1:.1f}, {inside.sum()} answers"
            curve[label] = float(right[inside].mean())
    return curve


def _labelled(record: dict) -> Labelled:
    text = record["text"]
    roles = np.zeros(len(text), dtype=np.int8)
    # Within a reported stretch another may be reported: the inner source and cue stand.
    for role in ("content", "source", "cue"):
        for attribution in record["attributions"]:
            for start, end in attribution.get(role, []):
                roles[start:end] = ROLES.index(role)
    sentences = segment(text, language="en")
    black = np.array([not character.isspace() for character in text], dtype=bool)
    gold = [bool(((roles > 0) & black)[s.start : s.end].any()) for s in sentences]
    return Labelled(record["publisher"], text, sentences, np.array(gold), roles)


def lexicon_of(known: np.ndarray) -> Lexicon:
    """The lexicon of a fit: its own common words, and the word vectors; ``MissingData``."""
    table = vector_table()
    return Lexicon(known, _EMBEDDED, table["keys"], table["vectors"], table["scales"])


def _untagged(article: Labelled, lexicon: Lexicon) -> Prepared:
    annotated = read(article.text, article.sentences, lexicon)
    roles = _word_roles(article, annotated.starts)
    # The label of the word that begins a span is odd; where a sentence begins, a span does.
    fresh = np.diff(roles, prepend=0) != 0
    fresh |= np.diff(annotated.reading.sentences, prepend=-1) != 0
    labels = np.where(roles > 0, 2 * roles - fresh, 0)
    nothing = np.zeros((len(roles), len(LABELS)), dtype=np.float32)
    marked = tagger.Marked(places(annotated), chains(annotated), labels)
    return Prepared(article, annotated, marked, nothing)


def _word_roles(article: Labelled, starts: np.ndarray) -> np.ndarray:
    """The role of each word: that of its first character."""
    return article.roles[np.minimum(starts, len(article.roles) - 1)].astype(np.int64)


def _pieces(articles: Sequence[Labelled], chance: np.random.Generator) -> list[Labelled]:
    """Single sentences, short runs of sentences, and lists of unrelated ones."""
    pieces = []
    for article in articles:
        many = len(article.sentences)
        for length in [1] * _ALONE + list(chance.integers(2, 6, _RUNS)):
            first = int(chance.integers(0, max(many - length, 0) + 1))
            pieces.append(_piece(article, first, min(first + int(length), many)))
    for _ in range(len(articles) // _LISTED_EVERY):
        picked = [articles[place] for place in chance.integers(0, len(articles), _LISTED)]
        places = [int(chance.integers(0, len(article.sentences))) for article in picked]
        lines = [_piece(a, at, at + 1) for a, at in zip(picked, places, strict=True)]
        pieces.append(_joined(lines))
    return pieces


def _piece(article: Labelled, first: int, last: int) -> Labelled:
    chosen = article.sentences[first:last]
    start, end = chosen[0].start, chosen[-1].end
    moved = tuple(
        Sentence(place, s.kind, s.start - start, s.end - start, s.text)
        for place, s in enumerate(chosen, 1)
    )
    return Labelled(
        article.publisher,
        article.text[start:end],
        moved,
        article.gold[first:last],
        article.roles[start:end],
        piece=True,
    )


def _joined(lines: Sequence[Labelled]) -> Labelled:
    """Single sentences as a list, one a line."""
    text = "\n".join(line.text for line in lines)
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    roles = np.zeros(len(text), dtype=np.int8)
    sentences = []
    for start, line in zip(starts, lines, strict=False):
        end = start + len(line.text)
        roles[start:end] = line.roles
        sentences.append(Sentence(len(sentences) + 1, "body", start, end, line.text))
    gold = np.concatenate([line.gold for line in lines])
    return Labelled("", text, tuple(sentences), gold, roles, piece=True)
