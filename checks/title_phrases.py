"""Where a sentence gives somebody a title: an office, a rank, a degree, an occupation.

"engineer Rosa Lind", "Anja Holm, the finance minister", "she became chief executive". An office
that only stands for whoever holds it ("the minister said") is none.
"""

from checks.clues import clue
from checks.name_words import NAME, TITLE, Proper, Word
from checks.wordlists import words

#: The named thing that a word is part of, by the word's place in the sentence.
Owners = dict[int, Proper]

_ARTICLES = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "our", "my", "this", "another"}
)
_OPENING_ASIDE = frozenset({",", "(", "—", "–"})
_CLOSING_ASIDE = frozenset({",", ".", ";", ")", "—", "–", ":"})
_BETWEEN = frozenset({"of", "for", "at", "in", "the", "a", "an", "and", "on", "to", "its", "with"})
#: Titles with a capital only: "Sister Agnes", but "her sister Agnes".
_FAMILY = frozenset({"brother", "sister", "mother", "father"})
_SOMEBODY = frozenset({"he", "she", "who", "i", "him", "her"})
_BEFORE_AS = frozenset({"such", "well", "far", "long", "soon"})
#: Stands behind the office it belongs to: "secretary general".
_LATE_HEADS = frozenset({"general", "elect", "designate", "emeritus"})
_SKIPPED_BEFORE_GIVEN = frozenset({"first", "youngest", "not", "also", "once", "then", "now"})
#: How far a title may stand from the name or verb that makes it somebody's, in words.
_REACH = 10
_MOST_MODIFIERS = 4
#: Words of an office's domain that are no names: "head of the city's water board, Ann Lee,".
_MOST_PLAIN_WORDS = 3


def titles(line: list[Word], proper: list[Proper]) -> list[tuple[int, int]]:
    """The titles in a sentence as first and last word, in order.

    ``proper`` are the sentence's named things; capitalised titles among them are judged too.
    """
    owners = {index: item for item in proper for index in range(item.first, item.last + 1)}
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(line):
        title = _title_at(line, index, owners)
        if title is None:
            index += 1
            continue
        first, last = title
        continued = bool(found) and found[-1][1] == first - 2 and line[first - 1].lower == "and"
        if continued or _is_somebodys(line, first, last, owners):
            found.append(title)
        index = last + 1
    return found


def _title_at(line: list[Word], index: int, owners: Owners) -> tuple[int, int] | None:
    """The title that begins at a word, modifiers and "of economics" included, or nothing."""
    item = owners.get(index)
    if item:
        return (item.first, item.last) if item.kind == TITLE and item.first == index else None
    head = index
    while head - index < _MOST_MODIFIERS and _modifies(line, head, owners):
        head += 1
    if not _is_office(line, head, owners):
        return None
    while _follows(line, head, owners) and (
        _is_office(line, head + 1, owners) or line[head + 1].lower in _LATE_HEADS
    ):
        head += 1
    return index, _with_domain(line, head, owners)


def _is_office(line: list[Word], index: int, owners: Owners) -> bool:
    word = line[index]
    return (
        index not in owners
        and not word.owns
        and word.lower in words("titles")
        and word.text.islower()
        and word.lower not in _FAMILY
    )


def _modifies(line: list[Word], index: int, owners: Owners) -> bool:
    """Whether a word belongs to the office behind it: "deputy", "finance"."""
    if line[index].lower not in words("title_modifiers") or not _follows(line, index, owners):
        return False
    following = line[index + 1].lower
    return (
        line[index].lower not in words("titles")
        or following in words("title_modifiers")
        or following in words("titles")
    )


def _follows(line: list[Word], index: int, owners: Owners) -> bool:
    """Whether a small word that no name claims comes next, one space on."""
    return index + 1 not in owners and _is_next(line, index) and not line[index].owns


def _is_next(line: list[Word], index: int) -> bool:
    return index + 1 < len(line) and line[index + 1].start - line[index].end == 1


def _with_domain(line: list[Word], head: int, owners: Owners) -> int:
    """Where a title ends once "of economics" or "of public health" is taken in."""
    end = head + 2
    if end >= len(line) or line[head + 1].lower != "of" or end in owners:
        return head
    domain = line[end].text
    if not domain.isalpha() or not domain.islower() or domain in clue("no_subject"):
        return head
    if _follows(line, end, owners) and line[end + 1].lower in clue("subjects_of_title"):
        end += 1
    return end


def _is_somebodys(line: list[Word], first: int, last: int, owners: Owners) -> bool:
    """Whether a title is given to a person named in the sentence, or to "she" or "who"."""
    if _is_person(owners, last + 1) and _is_next(line, last) and not line[last].owns:
        return True
    if first in owners and _is_person(owners, first - 1):
        return True  # a degree behind a name: "Fiona MacAllister KC"
    return (
        _stands_after_name(line, first, owners)
        or _stands_before_aside(line, first, last, owners)
        or _is_given(line, first, owners)
    )


def _is_person(owners: Owners, index: int) -> bool:
    item = owners.get(index)
    return item is not None and item.kind == NAME and item.is_person


def _is_body_or_place(owners: Owners, index: int) -> bool:
    item = owners.get(index)
    return item is not None and item.kind != TITLE and not _is_person(owners, index)


def _stands_after_name(line: list[Word], first: int, owners: Owners) -> bool:
    """ "Anja Holm, the Norwegian finance minister", "Li, 54, a nurse"."""
    at = first - 1
    while first - at < _REACH and (
        at >= 0
        and (
            line[at].lower in _ARTICLES
            or line[at].lower in words("title_modifiers")
            or _is_body_or_place(owners, at)
        )
    ):
        at -= 1
    if at < 1 or line[at].text not in _OPENING_ASIDE:
        return False
    if at > 2 and line[at - 1].text.isdigit() and line[at - 2].text == ",":
        at -= 2  # the age
    if at > 1 and at - 1 in owners and owners[at - 1].kind == TITLE:
        at -= 1  # the degree
    return _is_person(owners, at - 1)


def _stands_before_aside(line: list[Word], first: int, last: int, owners: Owners) -> bool:
    """ "The minister, Anja Holm," and "the chief executive of Corvus Rail, Ann Lee,"."""
    before = line[first - 1] if first else None
    introduced = (
        before is None
        or before.lower in _ARTICLES
        or before.owns
        or before.text in {",", "“", '"'}
        or first - 1 in owners
    )
    if not introduced:
        return False
    at = last + 1
    plain = 0
    while at < len(line) and at - last < _REACH and line[at].text != ",":
        if at not in owners and line[at].lower not in _BETWEEN:
            plain += 1
            if plain > _MOST_PLAIN_WORDS or not line[at].text.isalpha():
                return False
        at += 1
    if at + 1 >= len(line) or line[at].text != "," or not _is_person(owners, at + 1):
        return False
    end = owners[at + 1].last + 1
    return end >= len(line) or line[end].text in _CLOSING_ASIDE


def _is_given(line: list[Word], first: int, owners: Owners) -> bool:
    """ "She became chief executive", "served as president", "he was a nurse"."""
    at = first - 1
    while first - at < _REACH and (
        at >= 0
        and (
            line[at].lower in _ARTICLES
            or line[at].lower in _SKIPPED_BEFORE_GIVEN
            or _is_body_or_place(owners, at)
        )
    ):
        at -= 1
    if at < 1 or line[at].lower not in clue("becoming"):
        return False
    if line[at].lower == "as" and line[at - 1].lower in _BEFORE_AS:
        return False
    return any(
        _is_person(owners, index) or line[index].lower in _SOMEBODY
        for index in range(max(0, at - _REACH), at)
    )
