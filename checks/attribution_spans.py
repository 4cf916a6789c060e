"""Where a source, a cue and a content begin and end, read off what tagger and network say.

A chain over the words of each sentence weighs what both say of a word and of its neighbours,
beside punctuation, quotation marks and the rules' finds. A stretch of words is given where it
is likely enough as a whole, from its first word to its last: taking the likeliest label of each
word would cut or join stretches nobody is sure of. Fitting: ``checks/fit/span_chain.py``.
"""

from typing import NamedTuple

import numpy as np

from checks.attribution_reading import CLASSES, Surface
from checks.attribution_tags import LABELS
from checks.models import crf
from checks.models.convolution import Reading, sentence_bounds

#: A stretch is given from this chance on. The best F1 is had at about half of the F1 reached
#: (Lipton, Elkan, Naryanaswamy 2014); somewhat lower marks more of the words, too.
LEAST_CHANCE = 0.25
#: How far around a word the chain looks: at what was said of it, at classes, at quotation marks.
_SAID, _CLASSES_SEEN, _QUOTED = (-2, -1, 0, 1, 2), (-2, -1, 0, 1, 2), (-1, 0, 1)
#: Quotation states and labels of the rules that there are, and one for "beyond the sentence".
_STATES, _RULES = 5, 7
#: A chance below this says no more than this; a sentence's log-odds beyond that neither.
_FAINT, _SURE = 1e-3, 5.0
SIGNS = len(_SAID) * (len(LABELS) + 5) + 4
PLACES = (
    len(_CLASSES_SEEN) * (len(CLASSES) + 1) + len(_QUOTED) * (_STATES + _RULES) + 2 * _STATES**2
)
#: Of each role the label of the first word before that of a further one, then two further ones.
_BEGINNING_AND_REST = ((1, 2), (2, 2), (3, 4), (4, 4), (5, 6), (6, 6))


class Said(NamedTuple):
    """An article and what was said of it: ``shares`` (n, 4) and ``scores`` (m,) by the network,
    ``tags`` (n, 7) by the tagger, one row a word or sentence."""

    reading: Reading
    surface: Surface
    shares: np.ndarray
    scores: np.ndarray
    tags: np.ndarray


class Stretch(NamedTuple):
    """Words from ``first`` up to ``end`` that have a role (1 source, 2 cue, 3 content)."""

    first: int
    end: int
    role: int


def stretches(said: Said, stored: dict[str, np.ndarray]) -> list[Stretch]:
    """The likely stretches of an article, none over another, in order.

    ``stored`` holds ``span_signs`` (``SIGNS``, 7), ``span_places`` (``PLACES``, 7),
    ``span_following`` (7, 7), ``span_first`` and ``span_last`` (7,), float32.
    """
    signs, places = look(said)
    scores = signs @ stored["span_signs"] + stored["span_places"][places].sum(axis=1)
    following, first, last = (stored[f"span_{name}"] for name in ("following", "first", "last"))
    chains = sentence_bounds(said.reading.sentences)
    begins = crf.marginals(scores, following, first, last, chains)
    rests = crf.going_on(scores, following, last, chains, _BEGINNING_AND_REST)
    likely = [found for role in (1, 2, 3) for found in _likely(role, begins, rests)]
    likely.sort(key=lambda found: (-found[0], found[1]))
    taken = np.zeros(len(scores), dtype=bool)
    given = []
    for _, stretch in likely:
        if not taken[stretch.first : stretch.end].any():
            taken[stretch.first : stretch.end] = True
            given.append(stretch)
    return sorted(given)


def look(said: Said) -> tuple[np.ndarray, np.ndarray]:
    """What the chain sees of each word: float32 (n, ``SIGNS``), and int64 rows of its table of
    places, (n, k)."""
    sentences = said.reading.sentences
    within = {at: _moved(sentences, at, -1) == sentences for at in _SAID}
    told = np.concatenate([_level(said.shares), _level(said.tags)], axis=1)
    signs = []
    for at in _SAID:
        here = within[at][:, None]
        signs += [_moved(told, at, 0) * here, 1 - here.astype(np.float32)]
    scores = np.clip(said.scores, -_SURE, _SURE)[:, None] / _SURE
    signs += [_moved(scores, at, 0)[sentences] for at in (-1, 0, 1)]
    signs.append(np.ones((len(sentences), 1)))
    return np.concatenate(signs, axis=1).astype(np.float32), _places(said, within)


def _places(said: Said, within: dict[int, np.ndarray]) -> np.ndarray:
    """Rows of the table of places: a block each for what stands where, and pairs of states."""
    quoted = said.surface.quoted
    blocks = [
        (np.where(within[at], _moved(said.reading.classes, at, 0), len(CLASSES)), len(CLASSES) + 1)
        for at in _CLASSES_SEEN
    ]
    for at in _QUOTED:
        state = np.where(within[at], _moved(quoted, at, 0), _STATES - 1)
        label = np.where(within[at], _moved(said.surface.labels, at, 0), _RULES - 1)
        blocks += [(state, _STATES), (label, _RULES)]
        if at:
            blocks.append((state * _STATES + quoted, _STATES**2))
    starts = np.cumsum([0, *(size for _, size in blocks)])
    return np.stack(
        [rows + start for (rows, _), start in zip(blocks, starts, strict=False)], axis=1
    )


def _level(chances: np.ndarray) -> np.ndarray:
    """Chances as logarithms between about -1 and 1."""
    return np.log(np.maximum(chances, _FAINT)) / 3 + 1


def _moved(rows: np.ndarray, at: int, beyond: int) -> np.ndarray:
    """The rows as seen from ``-at`` places further; ``beyond`` the ends."""
    moved = np.full_like(rows, beyond)
    size = max(len(rows) - abs(at), 0)
    into, of = (slice(len(rows) - size, None), slice(size)) if at < 0 else (
        slice(size), slice(len(rows) - size, None)
    )  # fmt: skip
    moved[into] = rows[of]
    return moved


def _likely(role: int, begins: np.ndarray, rests: np.ndarray) -> list[tuple[float, Stretch]]:
    """The stretches of a role that are likely enough, each with its chance."""
    found = []
    for first in np.flatnonzero(begins[:, 2 * role - 1] >= LEAST_CHANCE).tolist():
        chance, end = float(begins[first, 2 * role - 1]), first
        while chance >= LEAST_CHANCE:
            goes_on = float(rests[end, 2 * role - (2 if end == first else 1)])
            end += 1
            if chance * (1 - goes_on) >= LEAST_CHANCE:
                found.append((chance * (1 - goes_on), Stretch(first, end, role)))
            chance *= goes_on
    return found
