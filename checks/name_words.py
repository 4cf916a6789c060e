"""A sentence as words for finding names, what the word lists know of them, and what the whole
article says about them.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checks.clues import clue
from checks.wordlists import words

#: What a named thing can be. A ``title`` is an office; whether somebody named holds it is for
#: ``title_phrases.py`` to say.
NAME, ORGANISATION, PLACE, TITLE = "name", "organisation", "place", "title"


class Word(NamedTuple):
    """A word or mark, in offsets of its sentence. ``owns``: a possessive 's was cut off."""

    text: str
    lower: str
    start: int
    end: int
    owns: bool


class Proper(NamedTuple):
    """A named thing: words ``first`` to ``last`` of the sentence, and its kind."""

    first: int
    last: int
    kind: str
    is_person: bool = False


class Evidence(NamedTuple):
    """How a whole article writes its words: what small, what with a capital, which surnames."""

    small: frozenset[str]
    capital: frozenset[str]
    surnames: frozenset[str]


#: Stands for a stretch that something else has claimed.
HIDDEN = "\x00"
_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Cpl|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|Pres|St|Jr|Sr"
    r"|Ft|Mt|Inc|Ltd|Co|Corp|Bros|vs|No)\.(?=\W|$)"
    r"|(?:[A-Z]\.){2,6}|[A-Z]\.(?=\s?[A-Z])|[^\W_]+(?:['’&/.-][^\W_]+){0,8}|\S"
)
_OWNS = re.compile(r"['’]s?$")
_PARTS = re.compile(r"[-–/]")
_ARTICLE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,4}|[.!?:;\n\"“”]")


def sentence_words(text: str, hidden: list[tuple[int, int]]) -> list[Word]:
    """The words and marks of ``text``; each stretch in ``hidden`` becomes one word, HIDDEN."""
    found: list[Word] = []
    at = 0
    for start, end in [*hidden, (len(text), len(text))]:
        for match in _WORD.finditer(text, at, start):
            found += _cut(match[0], match.start())
        if start < end:
            found.append(Word(HIDDEN, HIDDEN, start, end, False))
        at = end
    return found


def _cut(word: str, start: int) -> list[Word]:
    """A token as one word or several: "Kenya's", "Hamas-run" and "US-Pakistan" come apart."""
    owns = False
    if len(word) > 2 and word not in known() and (match := _OWNS.search(word)):
        word, owns = word[: match.start()], True
    whole = Word(word, word.lower(), start, start + len(word), owns)
    name, *others = _PARTS.split(word)
    if len(others) != 1 or not name or word in known():
        return [whole]
    middle = start + len(name)
    hyphen = Word("-", "-", middle, middle + 1, False)
    first = Word(name, name.lower(), start, middle, False)
    if others[0] in clue("hyphened") or (name in known() and others[0].islower()):
        return [first, hyphen]
    if name in known() and others[0] in known():
        end = whole.end
        return [first, hyphen, Word(others[0], others[0].lower(), middle + 1, end, owns)]
    return [whole]


def phrase(line: list[Word], first: int, last: int) -> str:
    """Words ``first`` to ``last`` with single spaces, possessives cut off."""
    return " ".join(word.text for word in line[first : last + 1])


def touches(line: list[Word], index: int, text: str) -> bool:
    """Whether only white space lies between a word and the next."""
    if index + 1 >= len(line) or line[index].owns:
        return False
    return text[line[index].end : line[index + 1].start].isspace()


@cache
def known() -> dict[str, str]:
    """Every listed name of an organisation or place, as written, and which of the two it is."""
    kinds = dict.fromkeys(words("organisations"), ORGANISATION)
    for name in ("regions", "cities", "countries", "nationalities"):
        kinds.update(dict.fromkeys(words(name), PLACE))
    return kinds


@cache
def longest_known() -> dict[str, int]:
    """First word of every listed name of several words: how many words the longest has."""
    longest: dict[str, int] = {}
    for name in known():
        parts = name.split()
        longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
    return longest


@cache
def heads() -> frozenset[str]:
    """Every word that, at the end of a name, says what it is a name of."""
    return words("organisation_heads") | words("place_heads") | words("work_heads")


def is_acronym(text: str) -> bool:
    """Whether a word is two to seven capitals, digits and points among them: "WHO", "SU7"."""
    letters = text.rstrip("s").replace(".", "").replace("-", "").replace("&", "")
    return len(letters) in range(2, 8) and letters[0].isalpha() and letters.isupper()


def is_ordinary(word: Word, seen: Evidence) -> bool:
    """Whether a word is one that text writes small, where it does not begin a sentence."""
    common = words("common_words")
    if word.lower in clue("openers") or word.lower in common:
        return True
    parts = word.lower.split("-")
    if len(parts) > 1 and all(part in common or part in clue("openers") for part in parts):
        return True
    return word.lower in seen.small and word.text not in seen.capital


@lru_cache(maxsize=8)
def evidence(text: str) -> Evidence:
    """What an article says about its words, read once an article."""
    small, capital, surnames = set(), set(), set()
    before = ""
    for match in _ARTICLE_WORD.finditer(text):
        word = _OWNS.sub("", match[0])
        if word.islower():
            small.add(word)
        elif word[:1].isupper() and before.islower():
            capital.add(word)
        elif word[:1].isupper() and before in words("first_names"):
            surnames.add(word)
        before = word
    return Evidence(frozenset(small), frozenset(capital), frozenset(surnames))
