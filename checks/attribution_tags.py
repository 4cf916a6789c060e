"""Which words of an article are a source, a cue, the content: signs for a tagger, and its tags.

A sign is a combination of what stands at and around a word ("the word before and the class of
this one"); each has a place in a table of weights by a hash of it, so that nothing is looked up.
"""

from itertools import pairwise

import numpy as np

from checks.attribution_reading import Annotated
from checks.models import crf
from checks.models.convolution import Reading
from checks.reporting import Attribution

#: Beginning and rest of each role; nothing is the first.
LABELS = ("none", "source", "source+", "cue", "cue+", "content", "content+")
#: Places in the table of weights: 2**BITS.
BITS = 17
#: Longer paragraphs are tagged in pieces of so many words.
_LONGEST = 200
#: 2**64 / the golden ratio, and another odd constant of well-mixed bits (xxHash's second prime).
_MIX, _LAST_MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(29)
#: The columns are: word, class, ending, shape; quoted or not, quotation state; label of the
#: rules; place from the sentence's beginning and end; and of the sentence its state, what the
#: rules found, its cues, the same of the sentences before and after, its first words. Then for
#: the nearest verbs of speech (any, certain, found by a rule; to the left, to the right): the
#: verb, how far it is, its class, the words beside it.
_NEAR = tuple(f"{kind}{side}" for kind in ("any", "sure", "rule") for side in "<>")
#: Combinations of (column, offset).
TEMPLATES: tuple[tuple[tuple[str, int], ...], ...] = (
    (),
    *((("word", at),) for at in range(-3, 4)),
    *((("class", at),) for at in range(-4, 5)),
    *((("ending", at),) for at in range(-1, 2)),
    (("shape", -1), ("shape", 0)),
    (("shape", 0), ("shape", 1)),
    (("shape", -1), ("shape", 0), ("shape", 1)),
    *((("word", at), ("word", at + 1)) for at in range(-2, 2)),
    *((("class", at), ("class", at + 1)) for at in range(-3, 3)),
    *((("class", at), ("class", at + 1), ("class", at + 2)) for at in range(-3, 2)),
    (("word", 0), ("class", 1)),
    (("word", 0), ("class", -1)),
    (("word", 0), ("quoted", 0)),
    (("class", 0), ("quoted", 0)),
    (("class", 0), ("class", 1), ("quoted", 0)),
    (("class", -1), ("class", 0), ("quoted", 0)),
    (("state", -1), ("state", 0), ("state", 1)),
    (("state", -2), ("state", 0), ("state", 2)),
    (("label", 0),),
    (("label", 0), ("class", 0)),
    (("label", -1), ("label", 0), ("label", 1)),
    (("label", 0), ("word", 0)),
    (("begin", 0), ("quoted", 0)),
    (("end", 0), ("quoted", 0)),
    (("sentence", 0), ("quoted", 0)),
    (("sentence", 0), ("class", 0)),
    (("found", 0), ("quoted", 0)),
    (("found", 0), ("sentence", 0), ("quoted", 0)),
    (("cues", 0), ("quoted", 0), ("found", 0)),
    (("sentence before", 0), ("sentence", 0)),
    (("sentence after", 0), ("sentence", 0)),
    (("found before", 0), ("found", 0), ("quoted", 0)),
    (("found after", 0), ("found", 0), ("quoted", 0)),
    (("first word", 0), ("quoted", 0)),
    (("first class", 0), ("second class", 0)),
    *(
        template
        for near in _NEAR
        for template in (
            ((near, 0), (f"{near} far", 0)),
            ((f"{near} far", 0), ("class", 0)),
            ((near, 0), ("class", 0)),
            ((near, 0), (f"{near} next", 0)),
            ((f"{near} class", 0), (f"{near} before", 0), ("quoted", 0)),
        )
    ),
    (("any< far", 0), ("any> far", 0), ("quoted", 0), ("label", 0)),
)


def tags(annotated: Annotated, stored: dict[str, np.ndarray]) -> np.ndarray:
    """How likely each of ``LABELS`` is for each word: float32 (n, 7).

    ``stored`` holds ``tag_weights`` (2**BITS, 7), ``tag_following`` (7, 7), ``tag_first`` and
    ``tag_last`` (7,).
    """
    at = places(annotated)
    table = stored["tag_weights"]
    scores = np.empty((len(at), len(LABELS)), dtype=np.float32)
    for start in range(0, len(at), 1024):
        part = at[start : start + 1024]
        scores[start : start + 1024] = table[part].sum(axis=1, dtype=np.float32)
    ends = (stored[f"tag_{name}"].astype(np.float32) for name in ("following", "first", "last"))
    return crf.marginals(scores, *ends, chains(annotated))


def chains(annotated: Annotated) -> list[tuple[int, int]]:
    """The start and end of each paragraph, or of each piece of a long one, counted in words."""
    paragraph = annotated.surface.paragraphs[annotated.reading.sentences]
    bounds = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(paragraph)]
    return [
        (at, min(at + _LONGEST, end))
        for start, end in pairwise(bounds)
        for at in range(start, end, _LONGEST)
    ]


def places(annotated: Annotated) -> np.ndarray:
    """The places of each word's signs in the table, int32 (n, templates)."""
    columns = _columns(annotated)
    paragraph = annotated.surface.paragraphs[annotated.reading.sentences]
    shifted: dict[tuple[str, int], np.ndarray] = {}
    at = np.empty((len(paragraph), len(TEMPLATES)), dtype=np.int32)
    for number, template in enumerate(TEMPLATES, 1):
        hashed = np.full(len(paragraph), number, dtype=np.uint64) * _LAST_MIX
        for column, offset in template:
            if (column, offset) not in shifted:
                shifted[column, offset] = _shift(columns[column], offset, paragraph)
            hashed = (hashed ^ shifted[column, offset]) * _MIX
            hashed ^= hashed >> _SHIFT
        at[:, number - 1] = (hashed * _LAST_MIX) >> np.uint64(64 - BITS)
    return at


def _shift(column: np.ndarray, offset: int, paragraph: np.ndarray) -> np.ndarray:
    """The column as seen from ``offset`` words before; beyond the paragraph a mark of its own."""
    if not offset:
        return column
    shifted = np.full_like(column, 7 if offset < 0 else 11)
    size = len(column) - abs(offset)
    if size > 0:
        into, of = (slice(-offset, None), slice(size)) if offset < 0 else (
            slice(size), slice(offset, None)
        )  # fmt: skip
        same = paragraph[into] == paragraph[of]
        shifted[into] = np.where(same, column[of], shifted[into])
    return shifted


def _columns(annotated: Annotated) -> dict[str, np.ndarray]:
    """Every column of ``TEMPLATES``, uint64 (n,)."""
    surface, reading = annotated.surface, annotated.reading
    owner = reading.sentences
    lengths = np.bincount(owner)
    first = np.cumsum(lengths) - lengths
    second = np.minimum(first + 1, len(owner) - 1)
    quoted = surface.quoted > 0
    share = np.bincount(owner, weights=quoted) / lengths
    state = (
        surface.quoted[first] * 16
        + surface.quoted[first + lengths - 1] * 4
        + np.digitize(share, [0.01, 0.5, 0.99])
    )
    found = np.array([_found(rules) for rules in annotated.rules])
    cues = np.minimum(np.bincount(owner, weights=surface.speaks), 2).astype(np.int64)
    goes_on = np.diff(surface.paragraphs, prepend=-1) == 0
    before, after = np.append(-1, state[:-1]), np.append(state[1:], -1)
    columns = {
        "word": surface.keys,
        "class": reading.classes,
        "ending": surface.suffixes,
        "shape": surface.shapes,
        "quoted": quoted,
        "state": surface.quoted,
        "label": surface.labels,
        "begin": np.minimum(surface.places, 5),
        "end": np.minimum(lengths[owner] - 1 - surface.places, 5),
        "sentence": state[owner],
        "found": found[owner],
        "cues": cues[owner],
        "sentence before": (before * 2 + goes_on)[owner],
        "sentence after": (after * 2 + np.append(goes_on[1:], False))[owner],
        "found before": (np.append(-1, found[:-1]) * 2 + goes_on)[owner],
        "found after": (np.append(found[1:], -1) * 2 + np.append(goes_on[1:], False))[owner],
        "first word": surface.keys[first][owner],
        "first class": reading.classes[first][owner],
        "second class": reading.classes[second][owner],
    }
    signs = (surface.speaks, surface.always_speaks, surface.labels >= 3)
    for kind, flagged in zip(("any", "sure", "rule"), signs, strict=True):
        for side in "<>":
            columns |= _nearest(f"{kind}{side}", flagged, side == "<", surface.keys, reading)
    return {name: column.astype(np.int64).astype(np.uint64) for name, column in columns.items()}


def _found(rules: tuple[Attribution, ...]) -> int:
    """What the best rule of a sentence says, 0 for nothing."""
    if not rules:
        return 0
    details = ("named", "anonymous", "passive")
    return 1 + details.index(rules[0].detail) + 3 * (rules[0].score >= 0.7)


def _nearest(
    name: str, flagged: np.ndarray, left: bool, keys: np.ndarray, reading: Reading
) -> dict[str, np.ndarray]:
    """The columns about the nearest flagged word of the sentence to one side of each word."""
    many = len(flagged)
    index = np.arange(many)
    if left:
        nearest = np.maximum.accumulate(np.where(flagged, index, -1))
        nearest = np.append(-1, nearest[:-1])
    else:
        nearest = np.minimum.accumulate(np.where(flagged, index, many)[::-1])[::-1]
        nearest = np.append(nearest[1:], many)
    held = np.clip(nearest, 0, many - 1)
    there = (nearest == held) & (reading.sentences[held] == reading.sentences)
    away = np.abs(index - held)
    far = np.where(away <= 4, away, np.minimum(4 + np.log2(np.maximum(away, 4) / 4), 8))
    return {
        name: np.where(there, keys[held], 0),
        f"{name} far": np.where(there, far.astype(np.int64), 9),
        f"{name} class": np.where(there, reading.classes[held], -1),
        f"{name} next": np.where(there, keys[np.minimum(held + 1, many - 1)], 0),
        f"{name} before": np.where(there, reading.classes[np.maximum(held - 1, 0)], -1),
    }
