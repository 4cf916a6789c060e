"""The names in a text, as runs of capitalised words: "Anja Holm", "Mr Kaine", "Kim Jong-un".

One pass over the text, remembered by text, so that asking sentence by sentence costs one pass
an article. Lines of titles and headings, where most words have capitals, are left out.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from checks.tokens import TIMES
from checks.wordlists import grammar, words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ]"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Sr|Capt|Maj|Adm|Hon)"
_WORD = (
    rf"(?:{_ABBREVIATED}\.|(?:{_CAPITAL}\.){{1,4}}"
    rf"|(?:al|el|an|as)-{_CAPITAL}\w{{1,30}}|{_CAPITAL}\w{{0,40}}(?:['’‑-]\w{{1,30}}){{0,4}})"
)
_PARTICLE = r"(?:de|del|della|di|da|dos|du|la|le|von|van|den|der|ter|bin|bint|ibn|ben|al|el)"
_RUN = re.compile(
    rf"(?<![\w'’@#/])(?<!\w[‑-]){_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_WORD}){{0,7}}"
)
_PIECE = re.compile(r"[^ \u00a0]+")
_LOWER = re.compile(r"(?<![\w'’-])[a-zß-öø-ÿ]{2,30}")
_ENDS_LIKE_PROSE = re.compile(r"[.!?…:][\"”’')\]]{0,3}\s*$")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_BEFORE_A_SENTENCE = frozenset('.!?…:;"“”«([\n•—–*')
#: Words that open a sentence or a phrase with a capital and are no part of a name.
_NO_PART = (
    words("sentence_openers")
    | grammar("pronouns")
    | grammar("breaks")
    | grammar("openers")
    | grammar("subject_pronouns")
    | grammar("after_head")
    | grammar("possessives")
    | grammar("definite")
    | grammar("indefinite")
    | grammar("writer")
    | TIMES
) - {"new"}


class Mention(NamedTuple):
    """A name where it stands; offsets count in the text.

    ``words`` are its words without a possessive 's; ``opens`` is true where its first word
    begins a sentence, so that its capital proves nothing.
    """

    words: tuple[str, ...]
    start: int
    end: int
    opens: bool


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=8)
def mentions(text: str) -> tuple[Mention, ...]:
    """The names of a text, in order, titles ("Mr") included as words of the run."""
    lower_case = frozenset(_LOWER.findall(text))
    found: list[Mention] = []
    at = 0
    for line in text.split("\n"):
        if line and _is_prose(line):
            found += _mentions_of_line(text, at, at + len(line), lower_case)
        at += len(line) + 1
    return tuple(found)


def _is_prose(line: str) -> bool:
    """Whether a line is no title or heading: those have no full stop, or mostly capitals."""
    pieces = line.split()
    capitals = sum(piece[0].isupper() for piece in pieces)
    if not _ENDS_LIKE_PROSE.search(line[-20:]) and len(pieces) < 25:
        return False
    return capitals * 3 <= len(pieces) * 2 or len(pieces) < 5


def _mentions_of_line(text: str, start: int, end: int, lower_case: frozenset[str]) -> list[Mention]:
    found: list[Mention] = []
    for run in _RUN.finditer(text, start, end):
        opens = _opens_sentence(text, run.start(), start)
        part: list[re.Match[str]] = []
        for piece in _PIECE.finditer(text, run.start(), run.end()):
            first = piece.start() == run.start()
            if _is_no_part(piece[0], first and opens, lower_case):
                found += _mention(text, part, opens, run.start())
                part = []
                continue
            part.append(piece)
            if piece[0].endswith(_POSSESSIVE):
                found += _mention(text, part, opens, run.start())
                part = []
        found += _mention(text, part, opens, run.start())
    return found


def _opens_sentence(text: str, at: int, line_start: int) -> bool:
    """Whether a sentence or a quotation begins here, so that a capital is no sign of a name."""
    while at > line_start and text[at - 1] in " \u00a0\t\"“”‘’'([":
        if text[at - 1] in '"“‘([':
            return True
        at -= 1
    return at == line_start or text[at - 1] in _BEFORE_A_SENTENCE


def _is_no_part(word: str, opens: bool, lower_case: frozenset[str]) -> bool:
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower in _NO_PART or ("'" in lower and lower.split("'")[0] in _NO_PART):
        return word != "US"
    return opens and lower in lower_case


def _mention(text: str, part: list[re.Match[str]], opens: bool, run: int) -> list[Mention]:
    """The run as a mention; none where nothing is left of it."""
    while part and part[-1][0][0].islower() and "-" not in part[-1][0]:  # a particle at the end
        part = part[:-1]
    if not part:
        return []
    last, end = part[-1][0], part[-1].end()
    if last.endswith(("'s", "’s")):
        last, end = last[:-2], end - 2
    pieces = (*(piece[0] for piece in part[:-1]), last)
    opens = opens and part[0].start() == run
    return [Mention(pieces, part[0].start(), end, opens)] if last else []


#: Letters that do not come apart into a letter and an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_ACCENT = re.compile(r"[\u0300-\u036f]")


def plain(name: str) -> str:
    """A name in small letters without accents: "Łódź" is "lodz"."""
    lower = name.lower()
    if lower.isascii():
        return lower
    return _ACCENT.sub("", unicodedata.normalize("NFKD", lower.translate(_PLAIN)))


def bare_name(mention: Mention) -> tuple[str, ...]:
    """The words of the name itself: what follows the last title, without initials and "Jr".

    Empty where nothing but titles and initials is left.
    """
    pieces = list(mention.words)
    titled = [at for at, word in enumerate(pieces[:-1]) if _bare(word) in _titles_before()]
    pieces = pieces[titled[-1] + 1 :] if titled else pieces
    while len(pieces) > 1 and _bare(pieces[-1]) in _SUFFIXES:
        pieces.pop()
    pieces = [word for word in pieces if not word.endswith(".")]
    if len(pieces) == 1 and _bare(pieces[0]) in _titles_before():
        return ()
    return tuple(pieces)


class Name(NamedTuple):
    """A mention and its words without titles, initials and "Jr", as ``bare_name`` gives them."""

    words: tuple[str, ...]
    mention: Mention
    opens: bool


@lru_cache(maxsize=8)
def names(text: str) -> tuple[Name, ...]:
    """The names of a text, without those in capitals throughout: acronyms and shouts."""
    found = ((bare_name(mention), mention) for mention in mentions(text))
    return tuple(
        Name(pieces, mention, mention.opens and pieces[0] == mention.words[0])
        for pieces, mention in found
        if pieces and not any(word.isupper() and len(word) > 1 for word in pieces)
    )


@cache
def posts() -> dict[str, tuple[str, str]]:
    """Each wording of ``words/rival_titles.txt`` and its (group, post)."""
    found = {}
    for line in words("rival_titles"):
        group, rest = line.split(":", 1)
        post, wordings = rest.split("=")
        for wording in wordings.split(","):
            found[wording.strip()] = (group.strip(), post.strip())
    return found


@cache
def _titles_before() -> frozenset[str]:
    """Words before a name that are no part of it."""
    return words("forms_of_address") | {_bare(wording) for wording in posts()}


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


#: How far around a name its sentence is looked at, in characters.
_REACH = 250
#: A full stop that ends a sentence: no short word with a capital ("Sen.") before it.
_STOP = re.compile(r"(?:\b[a-z]{2,20}|[a-z]{4}|\d|[\"”’)])[.!?][\"”’)]*\s|\n")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """About the sentence around ``text[start:end]``, cut at ``_REACH`` characters to each side."""
    opens = max(0, start - _REACH)
    for stop in _STOP.finditer(text, opens, start):
        opens = stop.end()
    closes = _STOP.search(text, max(start, end - 1), end + _REACH)
    return opens, closes.end() if closes else end + _REACH
