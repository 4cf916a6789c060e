"""An article as the attribution network reads it: words in classes, quotations, rules, places.

Names and numbers are masked: who is quoted, and about what, must not tell whether. What
``reporting.py`` finds is one of the signs the network weighs.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from articles.records import Sentence
from checks.models.convolution import Reading
from checks.quotations import quotations
from checks.reporting import Attribution, attributions
from checks.tokens import tokens
from checks.wordlists import grammar, plurals, verb_forms, words

_FORMS = ("base", "third", "past", "ing")
_GRAMMAR = (
    "be", "modals", "auxiliaries", "pronouns", "writer", "possessives", "definite", "indefinite",
    "adverbs", "breaks", "times", "after_head",
)  # fmt: skip
_MARKS = ",.:;?!—–-()[]\"“”'‘’«»…$£€%&/"
_ENDINGS = ("ing", "ed", "ly", "ion", "ist", "ers", "er", "est", "nts", "ous", "al", "es", "s", "")
#: What kinds of word there are, by the first list that holds it.
CLASSES = (
    "name", "number", "mark", "core_speech",
    *(f"{name}:{form}" for name in ("speech_verbs", "finding_verbs", "stance_verbs")
      for form in _FORMS),
    "reporting_nouns", "anonymous_people", "offices", "documents",
    *_GRAMMAR, *_MARKS, *(f"*{ending}" for ending in _ENDINGS),
)  # fmt: skip
_CLASS = {name: place for place, name in enumerate(CLASSES)}
#: What the rules can make of a word.
_LABELS = {
    ("source", "named"): 1, ("source", "anonymous"): 2,
    ("cue", "named"): 3, ("cue", "anonymous"): 4, ("cue", "passive"): 5,
}  # fmt: skip
#: The signs of a word beside its vector, and the facts of a sentence, one number each.
SIGNS = 15
FACTS = 20
#: Rule sets whose members a name in mid-sentence hides ("Sources" in "Sources Weekly").
_OPEN_CLASSES = frozenset(
    place for name, place in _CLASS.items() if ":" in name[1:] or name[:1] == "*"
) | {_CLASS[name] for name in ("reporting_nouns", "anonymous_people", "offices", "documents")}
#: Verbs of speech with other senses, too common to be a sign of speech by themselves.
_DOUBTFUL = frozenset({"point", "grant", "address"})
_NOT_NAMES = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
#: Beyond this many sentences from an article's ends, the distance says nothing more.
_FAR = 30
#: How many average sentences are added to the shares over a whole article, and their shares of
#: quoted words and of rules that found something: few sentences say little.
_PRIOR = 3
_USUAL = np.array([0.25, 0.4])


class _Word(NamedTuple):
    """One word form: numbers for where a capital says nothing (first), and for elsewhere."""

    classes: tuple[int, int]
    embeddings: tuple[int, int]
    vectors: tuple[int, int]
    keys: tuple[int, int]
    suffix: int
    shape: int
    speaks: bool
    always_speaks: bool
    capital: bool


class Lexicon:
    """What the fit knows of words, each by its ``word_key``.

    ``known`` uint32 (k,), common lower-case words, commonest first; the first ``embedded`` have
    a row of their own in the network. ``keys`` uint32 (v,), ``vectors`` (v, d) and ``scales``
    (d,): word vectors, one number of a vector times its scale.
    """

    def __init__(
        self,
        known: np.ndarray,
        embedded: int,
        keys: np.ndarray,
        vectors: np.ndarray,
        scales: np.ndarray,
    ) -> None:
        self._known = {key: place for place, key in enumerate(known.tolist())}
        self._embedded = embedded
        self._rows = {key: row for row, key in reversed(list(enumerate(keys.tolist())))}
        scaled = vectors * scales.astype(np.float32)
        nothing = np.zeros((1, len(scales)), dtype=np.float32)
        self.vectors = np.concatenate([scaled / scaled.std(), nothing])
        self.unknown = len(keys)
        self.look_up = lru_cache(maxsize=50_000)(self._describe)

    def _describe(self, form: str) -> _Word:
        low = form.lower().replace("’", "'")
        key = word_key(low)
        known = self._known.get(key, -1)
        capital = form[:1].isupper() and low not in _NOT_NAMES
        kind = _class_of(form, low)
        embedding = known + 1 if 0 <= known < self._embedded else 0
        vector = self._rows.get(key, self.unknown)
        if (capital and known < 0) or any(map(str.isdigit, form)):
            embedding, vector = 0, self.unknown
        if capital and known < 0 and kind in _OPEN_CLASSES:
            kind = _CLASS["name"]
        hidden = capital and kind in _OPEN_CLASSES
        return _Word(
            classes=(kind, _CLASS["name"] if hidden else kind),
            embeddings=(embedding, 0 if capital else embedding),
            vectors=(vector, self.unknown if capital else vector),
            keys=_masked(form, low, capital, known >= 0),
            suffix=word_key("A" if capital else "0" if low[0].isdigit() else low[-3:]),
            shape=word_key(_shape(form, capital)),
            speaks=low == "according"
            or (low in verb_forms("speech_verbs") and low not in _DOUBTFUL),
            always_speaks=low == "according" or low in grammar("core_speech"),
            capital=capital,
        )


class Surface(NamedTuple):
    """The words as the tagger sees them: arrays of one length, int64 but for the last two.

    ``keys``, ``suffixes``, ``shapes`` are checksums, names and numbers masked; ``quoted`` is 0
    outside quotations, 1 where one opens, 2 inside, 3 where it closes; ``labels`` is what the
    rules found, 0 nothing, 1 to 5 as in ``_LABELS``; ``places`` count from the beginning of the
    sentence; ``paragraphs`` number the sentences' paragraphs, one a sentence.
    """

    keys: np.ndarray
    suffixes: np.ndarray
    shapes: np.ndarray
    quoted: np.ndarray
    labels: np.ndarray
    places: np.ndarray
    paragraphs: np.ndarray
    speaks: np.ndarray
    always_speaks: np.ndarray


class Annotated(NamedTuple):
    """A reading, with where its words stand in the text (code points) and what the rules found."""

    reading: Reading
    surface: Surface
    starts: np.ndarray
    ends: np.ndarray
    rules: tuple[tuple[Attribution, ...], ...]


def read(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> Annotated:
    """The article, word by word; needs at least one sentence."""
    starts, ends, owners, places, forms = [], [], [], [], []
    for index, sentence in enumerate(sentences):
        # A sentence without a word still needs a row.
        line = tokens(text, sentence.start, sentence.end)
        spans = [(token.start, token.end, token.text) for token in line]
        for place, (start, end, form) in enumerate(spans or [(sentence.start, sentence.end, "…")]):
            starts.append(start)
            ends.append(end)
            owners.append(index)
            places.append(place)
            forms.append(lexicon.look_up(form))
    start_of, end_of = np.array(starts), np.array(ends)
    owner, place = np.array(owners), np.array(places)
    rules = tuple(attributions(text, s.start, s.end) for s in sentences)
    quoted = _quoted(text, start_of)
    # After an opening mark as at the beginning of a sentence, a capital does not make a name.
    opening = np.concatenate([[False], quoted[:-1] == 1])
    elsewhere = ((place > 0) & ~opening).astype(np.int64)
    pick = np.arange(len(forms)), elsewhere
    vectors = np.array([form.vectors for form in forms])[pick]
    surface = Surface(
        keys=np.array([form.keys for form in forms])[pick],
        suffixes=np.array([form.suffix for form in forms]),
        shapes=np.array([form.shape for form in forms]),
        quoted=quoted,
        labels=_labels(rules, start_of),
        places=place,
        paragraphs=_paragraphs(text, sentences),
        speaks=np.array([form.speaks for form in forms]) & (quoted == 0),
        always_speaks=np.array([form.always_speaks for form in forms]) & (quoted == 0),
    )
    begins = np.diff(surface.paragraphs, prepend=-1).astype(bool)
    signs = np.zeros((len(forms), SIGNS), dtype=np.float32)
    for kind in (1, 2, 3):
        signs[:, kind - 1] = quoted == kind
    for label in _LABELS.values():
        signs[:, 2 + label] = surface.labels == label
    signs[:, 8] = place == 0
    signs[:, 9] = place == np.bincount(owner)[owner] - 1
    signs[:, 10] = (place == 0) & begins[owner]
    signs[:, 11] = surface.speaks
    signs[:, 12] = surface.always_speaks
    signs[:, 13] = [form.capital for form in forms]
    signs[:, 14] = vectors == lexicon.unknown
    reading = Reading(
        classes=np.array([form.classes for form in forms])[pick],
        words=np.array([form.embeddings for form in forms])[pick],
        signs=np.concatenate([lexicon.vectors[vectors], signs], axis=1),
        sentences=owner,
        facts=_facts(sentences, rules, owner, surface),
    )
    return Annotated(reading, surface, start_of, end_of, rules)


def word_key(word: str) -> int:
    """The number a word is stored by."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _class_of(form: str, low: str) -> int:
    if low in grammar("core_speech"):
        return _CLASS["core_speech"]
    for name in ("speech_verbs", "finding_verbs", "stance_verbs"):
        if low in verb_forms(name):
            return _CLASS[f"{name}:{verb_forms(name)[low]}"]
    for name in ("reporting_nouns", "anonymous_people", "offices", "documents"):
        if low in words(name) or low in plurals(name):
            return _CLASS[name]
    for name in _GRAMMAR:
        if low in grammar(name):
            return _CLASS[name]
    if form[0].isdigit():
        return _CLASS["number"]
    if not form[0].isalpha():
        return _CLASS.get(form[0], _CLASS["mark"])
    return _CLASS["*" + next(ending for ending in _ENDINGS if low.endswith(ending))]


def _masked(form: str, low: str, capital: bool, known: bool) -> tuple[int, int]:
    """The checksum of a word, where a capital says nothing and elsewhere; rare words by ending."""
    name, rare = word_key("A"), word_key("~" + low[-3:])
    if any(map(str.isdigit, form)):
        return word_key("0"), word_key("0")
    if not form[0].isalpha() or (known and not capital):
        return word_key(low), word_key(low)
    if capital:
        return (word_key(low) if known else name), name
    return rare, rare


def _shape(form: str, capital: bool) -> str:
    if capital:
        return "AA" if form.isupper() and len(form) > 1 else "Aa"
    if form[0].isdigit():
        return "0"
    return "a" if form.islower() else form[0].lower()


def _quoted(text: str, starts: np.ndarray) -> np.ndarray:
    """For each word 0 outside quotations, 1 where one opens, 2 inside, 3 where it closes."""
    quoted = np.zeros(len(starts), dtype=np.int64)
    for quotation in quotations(text):
        first, last = np.searchsorted(starts, [quotation.start, quotation.end])
        if first < last:
            quoted[first:last] = 2
            if not quotation.continues:
                quoted[first] = 1
            if text[quotation.end - 1] in "\"”»'’":
                quoted[last - 1] = 3
    return quoted


def _labels(rules: Sequence[tuple[Attribution, ...]], starts: np.ndarray) -> np.ndarray:
    """The label of each word of a source or cue the rules found; the best rule has the word."""
    labels = np.zeros(len(starts), dtype=np.int64)
    for found in rules:
        for attribution in reversed(found):
            for role, span in (("source", attribution.source), ("cue", attribution.cue)):
                if span:
                    first, last = np.searchsorted(starts, span)
                    labels[first:last] = _LABELS[role, attribution.detail]
    return labels


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> np.ndarray:
    """The number of each sentence's paragraph, from 0; a line break parts two."""
    breaks = ["\n" in text[before.end : after.start] for before, after in pairwise(sentences)]
    return np.cumsum([0, *breaks])


def _facts(
    sentences: Sequence[Sentence],
    rules: Sequence[tuple[Attribution, ...]],
    owner: np.ndarray,
    surface: Surface,
) -> np.ndarray:
    many = len(sentences)
    facts = np.zeros((many, FACTS), dtype=np.float32)
    lengths = np.bincount(owner)
    facts[:, 0] = np.bincount(owner, weights=surface.quoted > 0) / lengths
    for index, found in enumerate(rules):
        if found:
            detail = ("named", "anonymous", "passive").index(found[0].detail)
            facts[index, 1 + detail + (3 if found[0].score >= 0.7 else 0)] = 1
            facts[index, 7] = found[0].score
    verbs = np.bincount(owner, weights=surface.speaks)
    facts[:, 8] = np.minimum(verbs, 2) / 2
    facts[:, 9] = verbs > 0
    begins = np.diff(surface.paragraphs, prepend=-1) > 0
    facts[:, 10] = begins
    facts[:, 11] = np.append(begins[1:], True)
    before = np.arange(many)
    facts[:, 12] = np.log1p(np.minimum(before, _FAR))
    facts[:, 13] = np.log1p(np.minimum(many - 1 - before, _FAR))
    facts[:, 14] = np.log1p(lengths)
    facts[:, 15] = lengths < 6
    shares = facts[:, 0].sum(), sum(1 for found in rules if found)
    facts[:, 16:18] = (np.array(shares) + _PRIOR * _USUAL) / (many + _PRIOR)
    facts[:, 18] = [sentence.text.endswith(":") for sentence in sentences]
    facts[:, 19] = ["?" in sentence.text[-2:] for sentence in sentences]
    return facts
