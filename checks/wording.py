"""A sentence as the fitted checks see it: its n-grams, and some 160 numbers about its wording."""

import re
from functools import cache, lru_cache

import numpy as np

from checks.lexicon import KINDS, lexicon
from checks.models.ngrams import Grams, grams
from checks.models.storage import weights
from checks.models.surface import NAMES, surface
from checks.models.vectors import WordVectors
from checks.signs import RULES, amount, signs

#: The weight tables of n-grams have 2**BITS places.
BITS = 17
_SCARE_QUOTE = re.compile(r"[\"“‘][^\"“”‘’]{2,25}[\"”’]")
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|reported|announced|added|argue[ds]?|claim(?:s|ed)?|wrote)\b"
)
_STATE = re.compile(r"\b(?:is|are|can|cannot|does|do)\b")
_PARTICULAR = re.compile(r"\d|(?<=[a-z,] )[A-Z]")
#: What the numbers are, in order, after the pooled word vectors.
COLUMNS = (
    *NAMES,
    *(f"{kind} words" for kind in KINDS),
    *(f"share of {kind} words" for kind in KINDS),
    "superlatives",
    "scare quotes",
    "reported",
    "generic",
    "semicolons",
    "trails off",
    *(rule.what for rule in RULES),
)


@lru_cache(maxsize=256)
def sentence_grams(text: str) -> Grams:
    """The n-grams of one sentence; remembered, since several checks ask of the same one."""
    return grams([text], BITS)


@lru_cache(maxsize=256)
def sentence_numbers(text: str) -> np.ndarray:
    """``dense`` of one sentence by the stored word vectors; remembered likewise."""
    return dense(text, _word_vectors())


def dense(text: str, vectors: WordVectors) -> np.ndarray:
    """The pooled word vectors and the ``COLUMNS`` of one sentence.

    float32 of shape (3 * vector size + columns,).
    """
    numbers = [surface(text), _lexical(text), _amounts(text)]
    return np.concatenate([vectors.pooled([text])[0], *numbers])


@cache
def _word_vectors() -> WordVectors:
    """The stored word vectors."""
    stored = weights("verifiable")
    return WordVectors(stored["keys"], stored["vectors"], stored["scales"])


def _lexical(text: str) -> np.ndarray:
    kinds = [found.kind for found in lexicon(text)]
    counts = np.array([kinds.count(kind) for kind in KINDS], dtype=np.float32)
    words = text.split()
    superlatives = sum(len(word) > 5 and word.rstrip(".,;:!").endswith("est") for word in words)
    rest = [
        superlatives,
        np.log1p(len(_SCARE_QUOTE.findall(text))),
        _REPORTED.search(text) is not None,
        _STATE.search(text) is not None and _PARTICULAR.search(text) is None,
        np.log1p(text.count(";")),
        "…" in text or "..." in text,
    ]
    shares = counts / max(len(words), 1) * 5
    return np.concatenate([np.log1p(counts), shares, np.array(rest, dtype=np.float32)])


def _amounts(text: str) -> np.ndarray:
    amounts = {sign.rule: amount(sign) for sign in signs(text)}
    return np.array([amounts.get(rule, 0.0) for rule in RULES], dtype=np.float32)
