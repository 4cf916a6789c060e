"""Where a sentence gives somebody a title: an office, a rank, a degree, an occupation.

"engineer Rosa Lind", "Anja Holm, the finance minister", "she became chief executive". An office
that only stands for whoever holds it ("the minister said") is none.
"""

from checks.proper_names import NAME, TITLE, Proper, Word
from checks.wordlists import words

_ARTICLES = frozenset("the a an its their his her our my this another".split())
_BECOMING = frozenset(
    "is was became become becomes becoming as appointed named elected made remains remained been being be re-elected"
    " called ordained crowned qualified".split()
)
_PLAIN_BEING = frozenset({"is", "was", "be", "been", "being", "called", "named"})
_SOMEBODY = frozenset({"he", "she", "who", "i", "him", "her"})
_REACH = 10
_BETWEEN = frozenset("of for at in the a an and on to 's its with".split())
_NO_SUBJECT = frozenset(
    "the a an this that these those his her its their our all any each one two three four five six seven eight"
    " nine ten both many my your".split()
)
_LATE_HEADS = frozenset({"general", "elect", "designate", "emeritus"})


def titles(line: list[Word], proper: list[Proper]) -> list[tuple[int, int]]:
    """The titles in a sentence as first and last word, in order.

    ``proper`` are the sentence's named things; capitalised titles among them are judged too.
    """
    owner = {index: item for item in proper for index in range(item.first, item.last + 1)}
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(line):
        phrase = _phrase_at(line, index, owner)
        if phrase is None:
            index += 1
            continue
        first, last = phrase
        if _belongs_to_somebody(line, first, last, owner, found):
            found.append((first, last))
        index = last + 1
    return found


def _phrase_at(
    line: list[Word], index: int, owner: dict[int, Proper]
) -> tuple[int, int] | None:
    """The title that begins at ``index``, modifiers and "of economics" included, or nothing."""
    item = owner.get(index)
    if item:
        if item.kind != TITLE or item.first != index:
            return None
        return item.first, item.last
    modifiers, heads = words("title_modifiers"), words("titles")
    at = index
    while (
        at + 1 < len(line)
        and at - index < 5
        and line[at].lower in modifiers
        and at + 1 not in owner
        and not line[at].owns
        and line[at + 1].start - line[at].end == 1
        and (line[at].lower not in heads or line[at + 1].lower in modifiers | heads)
    ):
        at += 1
    if at in owner or line[at].lower not in heads or not line[at].text.islower() or line[at].owns:
        return None
    while at + 1 < len(line) and at + 1 not in owner and line[at + 1].start - line[at].end == 1 and (
        line[at + 1].lower in heads | _LATE_HEADS
    ):
        at += 1
    return index, _with_subject(line, at, owner)


def _with_subject(line: list[Word], at: int, owner: dict[int, Proper]) -> int:
    """Where a title ends once "of economics" or "of public health" is taken in."""
    if at + 2 >= len(line) or line[at + 1].lower != "of" or at + 2 in owner:
        return at
    subject = line[at + 2]
    if not subject.text.isalpha() or not subject.text.islower() or subject.lower in _NO_SUBJECT:
        return at
    if at + 3 < len(line) and at + 3 not in owner and line[at + 3].lower in {
        "health", "science", "engineering", "history", "law", "policy", "affairs", "studies", "prosecutions",
        "physics", "chemistry", "relations", "economics", "research", "operations", "staff", "medicine",
    }:
        return at + 3
    return at + 2


def _belongs_to_somebody(
    line: list[Word],
    first: int,
    last: int,
    owner: dict[int, Proper],
    found: list[tuple[int, int]],
) -> bool:
    if _is_person(owner, last + 1) and line[last + 1].start - line[last].end == 1 and not line[last].owns:
        return True
    if first and _is_person(owner, first - 1) and first in owner:
        return True  # a degree behind a name
    return (
        _stands_after_name(line, first, owner, found)
        or _stands_before_aside(line, first, last, owner)
        or _is_given(line, first, owner)
    )


def _is_person(owner: dict[int, Proper], index: int) -> bool:
    item = owner.get(index)
    return item is not None and item.kind == NAME and item.is_person


def _stands_after_name(
    line: list[Word], first: int, owner: dict[int, Proper], found: list[tuple[int, int]]
) -> bool:
    """ "Anja Holm, the Norwegian finance minister", "Li, 54, a nurse", "a poet and playwright"."""
    at = first - 1
    while at >= 0 and first - at < _REACH and (
        line[at].lower in _ARTICLES
        or line[at].lower in words("title_modifiers")
        or (at in owner and not _is_person(owner, at) and owner[at].kind != TITLE)
    ):
        at -= 1
    if at < 0:
        return False
    if line[at].lower in {"and", "then"} and at and found and found[-1][1] == at - 1:
        return True
    if line[at].text not in {",", "(", "—", "–"} or not at:
        return False
    if at > 1 and at - 1 in owner and owner[at - 1].kind == TITLE and _is_person(owner, at - 2):
        return True  # behind a degree: "Penelope Ashdown MP, the shadow health secretary"
    if _is_person(owner, at - 1):
        return not _is_address(line, first)
    return at > 2 and line[at - 1].text.isdigit() and line[at - 2].text == "," and _is_person(owner, at - 3)


def _is_address(line: list[Word], first: int) -> bool:
    """Whether a title behind a comma begins a clause of its own ("…, Holm, police said")."""
    return first + 1 < len(line) and line[first + 1].lower in {"said", "says", "told"} and (
        line[first - 1].text == ","
    )


def _stands_before_aside(
    line: list[Word], first: int, last: int, owner: dict[int, Proper]
) -> bool:
    """ "The minister, Anja Holm," and "the chief executive of Corvus Rail, Ann Lee," ."""
    if first and line[first - 1].lower not in _ARTICLES and not line[first - 1].owns and not (
        first - 1 in owner or line[first - 1].text in {",", "“", '"'}
    ):
        return False
    at = last + 1
    plain = 0
    while at < len(line) and at - last < _REACH and line[at].text != ",":
        if at not in owner and line[at].lower not in _BETWEEN:
            plain += 1
            if plain > 3 or not line[at].text.isalpha():
                return False
        at += 1
    if at + 1 >= len(line) or line[at].text != "," or not _is_person(owner, at + 1):
        return False
    end = owner[at + 1].last + 1
    return end >= len(line) or line[end].text in {",", ".", ";", ")", "—", "–", ":"}


def _is_given(line: list[Word], first: int, owner: dict[int, Proper]) -> bool:
    """ "She became chief executive", "served as president", "he was a nurse"."""
    at = first - 1
    article = ""
    while at >= 0 and first - at < 6 and (
        line[at].lower in _ARTICLES or (at in owner and owner[at].kind not in {NAME, TITLE})
        or line[at].lower in {"first", "youngest", "not", "also", "once", "then", "now"}
    ):
        article = line[at].lower
        at -= 1
    if at < 0 or line[at].lower not in _BECOMING:
        return False
    if line[at].lower in _PLAIN_BEING and article not in {"", "a", "an", "the"}:
        return False
    if line[at].lower == "as" and at and line[at - 1].lower in {"such", "well", "far", "long", "soon"}:
        return False
    return any(
        _is_person(owner, index) or line[index].lower in _SOMEBODY
        for index in range(max(0, at - _REACH), at)
    )
