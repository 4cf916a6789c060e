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
from checks.models.convolution import Reading, sentence_bounds, side_by_side

#: A stretch is given from this chance on. The best F1 is had at about half of the F1 reached
#: (Lipton, Elkan, Narayanaswamy 2014); of what was tried in cross-validation, somewhat less than
#: that cost no F1 and marked more of the words.
LEAST_CHANCE = 0.25
#: How far around a word the chain looks, at quotation marks only as far as its neighbours; and
#: at the sentence and those beside it.
_AROUND, _BESIDE = (-2, -1, 0, 1, 2), (-1, 0, 1)
#: Quotation states and labels of the rules that there are, and one for "beyond the sentence".
_STATES, _RULES = 5, 7
#: A chance below this says no more than this; a sentence's log-odds beyond that neither.
_FAINT, _SURE = 1e-3, 5.0
#: Numbers the chain sees of a word: around it the network's four shares, the tagger's and whether
#: the sentence has ended, of the sentences beside one another their scores, and a one.
SIGNS = len(_AROUND) * (4 + len(LABELS) + 1) + len(_BESIDE) + 1
#: Rows of its table for what stands where: classes, quotation states and labels, pairs of states.
PLACES = len(_AROUND) * (len(CLASSES) + 1) + len(_BESIDE) * (_STATES + _RULES) + 2 * _STATES**2
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
    # Counted from 1: beyond the ends of the article stands 0, which is no sentence.
    within = _around(sentences + 1) == sentences[:, None] + 1
    told = np.concatenate([_level(said.shares), _level(said.tags)], axis=1)
    seen = side_by_side(told, _AROUND).reshape(len(told), len(_AROUND), -1) * within[:, :, None]
    words = np.concatenate([seen, ~within[:, :, None]], axis=2).reshape(len(told), -1)
    scores = np.clip(said.scores, -_SURE, _SURE)[:, None] / _SURE
    signs = [words, side_by_side(scores, _BESIDE)[sentences], np.ones((len(told), 1))]
    return np.concatenate(signs, axis=1).astype(np.float32), _places(said, within)


def _around(column: np.ndarray) -> np.ndarray:
    """A number of each word beside that of the words around it, 0 beyond the article's ends."""
    return side_by_side(column[:, None], _AROUND)


def _places(said: Said, within: np.ndarray) -> np.ndarray:
    """Rows of the table of places: a block each for what stands where, and pairs of states."""
    quoted = said.surface.quoted
    classes = np.where(within, _around(said.reading.classes), len(CLASSES))
    states = np.where(within, _around(quoted), _STATES - 1)
    labels = np.where(within, _around(said.surface.labels), _RULES - 1)
    blocks = [(column, len(CLASSES) + 1) for column in classes.T]
    for at in _BESIDE:
        column = _AROUND.index(at)
        blocks += [(states[:, column], _STATES), (labels[:, column], _RULES)]
        if at:
            blocks.append((states[:, column] * _STATES + quoted, _STATES**2))
    starts = np.cumsum([0, *(size for _, size in blocks)])
    return np.stack(
        [rows + start for (rows, _), start in zip(blocks, starts, strict=False)], axis=1
    )


def _level(chances: np.ndarray) -> np.ndarray:
    """Chances as logarithms between about -1 and 1."""
    return np.log(np.maximum(chances, _FAINT)) / 3 + 1


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
