"""Loaded, weighing and arguing words, found by list: ``words/loaded_words.txt``,
``words/evaluative_words.txt``, ``words/rhetoric.txt``."""

import re
from functools import cache
from typing import Literal, NamedTuple

from checks.wordlists import words

Kind = Literal["loaded", "evaluative", "rhetoric"]
KINDS: dict[Kind, str] = {
    "loaded": "loaded_words",
    "evaluative": "evaluative_words",
    "rhetoric": "rhetoric",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Found(NamedTuple):
    """An entry in a text, and of which list; the longest entry wins where two begin alike."""

    start: int
    end: int
    kind: Kind


def lexicon(text: str) -> list[Found]:
    """The listed words and turns of phrase in a text, in order, none overlapping.

    A word with a capital inside a sentence belongs to a name ("Department of Justice").
    """
    matches = list(_WORD.finditer(text))
    lowered = [
        match[0] if _is_name(match, text) else match[0].lower().replace("’", "'")
        for match in matches
    ]
    entries = _entries()
    found, at = [], 0
    while at < len(lowered):
        for entry, kind in entries.get(lowered[at], ()):
            if lowered[at : at + len(entry)] == entry:
                last = at + len(entry) - 1
                found.append(Found(matches[at].start(), matches[last].end(), kind))
                at = last
                break
        at += 1
    return found


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether a word is written like part of a name: "Justice" or "Hope", but not "MAD"."""
    word = match[0]
    before = text[match.start() - 2 : match.start()]
    return (
        word[0].isupper() and word[1:].islower() and before[-1:] == " " and before[0] not in ".!?"
    )


@cache
def _entries() -> dict[str, list[tuple[list[str], Kind]]]:
    """The entries by their first word, the longest first; an entry of two lists is loaded."""
    by_entry: dict[tuple[str, ...], Kind] = {}
    for kind, name in KINDS.items():
        for entry in words(name):
            by_entry.setdefault(tuple(_WORD.findall(entry)), kind)
    by_first: dict[str, list[tuple[list[str], Kind]]] = {}
    for entry in sorted(by_entry, key=lambda words: (-len(words), words)):
        by_first.setdefault(entry[0], []).append((list(entry), by_entry[entry]))
    return by_first
