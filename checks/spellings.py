"""One name spelled two ways: "Anja Holm", "Anna Holm"; "Medellín", "Medellin"; "Kyiv", "Kiev".

Names are compared through keys they share (the name with one letter left out, its sound), so
that the work grows with the text and not with the pairs of its names. Words that are forms of
one word ("Germany", "German") and people the text tells apart are left alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checks.mentions import Mention, names, plain, sentence_around
from checks.wordlists import words

Words = tuple[str, ...]
Places = dict[Words, list[Mention]]
#: Two spellings, and how sure it is that they are of one name.
Pair = tuple[Words, Words, float]

#: Names that are compared must have this many letters: both alone, one alone beside a full name,
#: and beside a name that is equal. Listed spellings of a name may be shorter ("Kyiv").
_ALONE, _LONE, _BESIDE, _LEAST = 6, 5, 3, 4
#: More names than this under one key are a list of names, not variants of one.
_CROWD = 12


class Variant(NamedTuple):
    """A spelling used less, where it stands first; the usual one; how often that is used."""

    here: Mention
    usual: Mention
    times: int
    score: float


def variants(text: str) -> list[Variant]:
    """Names spelled two ways, once for each spelling that is used less than another."""
    every = names(text)
    confirmed = {plain(word) for name in every if not name.opens for word in name.words}
    kept = [
        name
        for name in every
        if len(name.words) > 1
        or plain(name.words[0]) in confirmed
        or _ACTS.match(text, name.mention.end)
    ]
    places: Places = defaultdict(list)
    for name in kept:
        places[name.words].append(name.mention)
    used = Counter(word for name in kept for word in set(name.words))
    pairs = [*_same_letters(places), *_one_part_differs(text, places), *_lone(text, places)]
    found: dict[Mention, Variant] = {}
    for one, two, score in pairs:
        here, there = sorted(
            (one, two), key=lambda name: (_uses(name, used), -places[name][0].start)
        )
        if plain(here[0]) not in confirmed and used[there[-1]] < 2:
            continue  # "Moose walked", after one Moore: perhaps no name at all
        at, usual = places[here][0], places[there][0]
        found.setdefault(at, Variant(at, usual, _uses(there, used), score))
    return list(found.values())


#: "Moe said", "Moe's", "Moe has": what opens a sentence before these is a name.
_ACTS = re.compile(
    r"['’]s\b|\s(?:also\s|later\s|then\s)?"
    r"(?:said|told|says|has|had|was|is|will|would|did|went|took|made|met|left|ran|[a-z]{3,12}ed)\b"
)


def _uses(name: tuple[str, ...], used: Counter[str]) -> int:
    """How often the rarest word of a name is used: the spelling used less is the doubtful one."""
    return min(used[word] for word in name)


def _same_letters(
    places: Places,
) -> Iterator[Pair]:
    """Names that differ only in accents, hyphens, spaces or capitals inside a word."""
    groups: dict[str, list[Words]] = defaultdict(list)
    for name in places:
        groups[_letters(name)].append(name)
    for group in groups.values():
        usual = group[0]
        for other in group[1:_CROWD]:
            if _visible(usual) != _visible(other) and not _is_compound(usual, other):
                yield usual, other, 0.8


def _is_compound(*names: tuple[str, ...]) -> bool:
    """ "African-American voters", "African Americans": the hyphen follows grammar, not the name."""
    return any("-American" in name[-1] for name in names)


def _letters(name: tuple[str, ...]) -> str:
    return re.sub(r"[^\w]", "", plain("".join(name)))


def _visible(name: tuple[str, ...]) -> str:
    """A name as the eye compares it: all apostrophes and hyphens alike, first capitals ignored."""
    pieces = (word[0].lower() + word[1:] for word in re.split(r"[\s-]", " ".join(name)) if word)
    return " ".join(pieces).replace("’", "'") + "-" * " ".join(name).count("-")


def _one_part_differs(text: str, places: Places) -> Iterator[Pair]:
    """Names of two words and more that are equal but for the first or the last word."""
    for part in (0, -1):
        groups: dict[tuple[str, ...], list[Words]] = defaultdict(list)
        for name in places:
            if len(name) > 1:
                groups[(*name[1:], plain(name[0])[0]) if part == 0 else name[:-1]].append(name)
        for group in groups.values():
            for one, two in _pairs(group):
                alike = _close(one[part], two[part], _BESIDE) and not _inflected(
                    one[part], two[part], first_name=part == 0
                )
                if alike and not _two_people(text, places[one], places[two]):
                    yield one, two, 0.75


def _lone(text: str, places: Places) -> Iterator[Pair]:
    """Names that stand alone and are close to a surname, or to another name that stands alone."""
    parts = {word for name in places if len(name) > 1 for word in name}
    surnames: dict[str, list[Words]] = defaultdict(list)
    for name in places:
        if len(name) > 1:
            surnames[name[-1]].append(name)
    alone = [name[0] for name in places if len(name) == 1]
    lower_case = set(_SMALL.findall(text))
    buckets: dict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys([*surnames, *alone]):
        if len(word) >= _LEAST and word.lower() not in lower_case:
            for key in _keys(word):
                buckets[key].append(word)
    seen = set()
    for bucket in buckets.values():
        for one, two in _pairs(bucket):
            if (one, two) in seen or (one in parts and two in parts):
                continue
            seen.add((one, two))
            if _close(one, two, _LONE) and not _inflected(one, two):
                yield from _as_names(text, one, two, surnames, places)


def _as_names(
    text: str,
    one: str,
    two: str,
    surnames: dict[str, list[Words]],
    places: Places,
) -> Iterator[Pair]:
    """The full name a lone name is close to, or both lone names where one is clearly usual."""
    if one not in surnames and two not in surnames:
        rare, usual = sorted((len(places[(one,)]), len(places[(two,)])))
        listed = plain(one) in _known_spellings() and plain(two) in _known_spellings()
        near = _one_letter_apart(plain(one), plain(two)) and rare <= 2 <= usual
        if listed or (near and min(len(one), len(two)) >= _ALONE):
            yield (one,), (two,), 0.65
        return
    known, lone = (one, two) if one in surnames else (two, one)
    if not _has_article(text, places[(lone,)]):
        usual = max(surnames[known], key=lambda name: len(places[name]))
        yield usual, (lone,), 0.7


_SMALL = re.compile(r"(?<![\w'’-])[a-zß-öø-ÿ]{3,30}")


def _has_article(text: str, at: list[Mention]) -> bool:
    """ "the Board", "its Center for Trade": no surname, however close to one it looks."""
    return any(
        _BEFORE_THING.search(text[max(0, mention.start - 8) : mention.start])
        or text.startswith((" of ", " for "), mention.end)
        for mention in at
    )


_BEFORE_THING = re.compile(r"(?:\b(?:the|an?|this|its|our|their)|['’]s?)\s$", re.IGNORECASE)


def _pairs(group: list[str] | list[Words]) -> Iterator[tuple]:
    if len(group) <= _CROWD:
        for index, one in enumerate(group):
            for two in group[index + 1 :]:
                yield one, two


@cache
def _known_spellings() -> dict[str, str]:
    """Each spelling of ``words/spellings.txt``, plain, and the first of its line."""
    lines = ([plain(word.strip()) for word in line.split(",")] for line in words("spellings"))
    return {spelling: line[0] for line in lines for spelling in line}


def _keys(word: str) -> Iterator[str]:
    """Keys that names which are close share: the name with any one letter left out, its sound."""
    letters = plain(word)
    yield letters
    for at in range(1, len(letters)):
        yield letters[:at] + letters[at + 1 :]
    yield "~" + _sound(letters)
    if letters in _known_spellings():
        yield "=" + _known_spellings()[letters]


def _sound(letters: str) -> str:
    """The first letter and the consonants, as transliterations agree on them."""
    for written, heard in _TRANSLITERATED:
        letters = letters.replace(written, heard)
    rest = re.sub(r"[aeiouyhj]", "", letters[1:])
    return letters[0] + re.sub(r"(.)\1", r"\1", rest)


_TRANSLITERATED = (
    ("tsch", "c"), ("tch", "c"), ("ch", "c"), ("sch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("ts", "z"), ("tz", "z"),
    ("w", "v"), ("ff", "f"),
)  # fmt: skip


def _close(one: str, two: str, least: int) -> bool:
    """Whether two words could be one name: a letter apart, or one sound written differently."""
    a, b = plain(one), plain(two)
    if a in _known_spellings() and _known_spellings()[a] == _known_spellings().get(b):
        return a != b
    if a == b or min(len(a), len(b)) < least:
        return False
    if a[0] != b[0]:
        return False
    if _one_letter_apart(a, b):
        return True
    sound = _sound(a)
    return len(sound) >= 4 and sound == _sound(b) and _two_letters_apart(a, b)


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, make one the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return longer[at + 1 :] == shorter[at:]
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return swapped or a[at + 1 :] == b[at + 1 :]


def _two_letters_apart(a: str, b: str) -> bool:
    """Whether leaving out one letter each, at the first difference, leaves one letter apart."""
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    a, b = a[at:], b[at:]
    return any(_one_letter_apart(c, d) for c, d in ((a[1:], b), (a, b[1:]), (a[1:], b[1:])))


def _inflected(one: str, two: str, first_name: bool = False) -> bool:
    """Whether the words are forms of one word ("Germany", "German"), or Paul and Paula."""
    a, b = plain(one), plain(two)
    if "-" in one + two or a.startswith("mc") != b.startswith("mc"):
        return True
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    ends = {a[at:], b[at:]}
    if ends in ({"", "e"}, {"", "r"}):  # surnames "Clark", "Clarke"; but "Michel" and "Michele"
        return first_name
    return at >= 3 and ends <= words("name_endings") | {""}


def _two_people(text: str, one: list[Mention], two: list[Mention]) -> bool:
    """Whether the text shows that two like names are two people: kin, or both introduced."""
    if len(one) > 2 and len(two) > 2:
        return True
    around = [text[slice(*sentence_around(text, at[0].start, at[0].end))] for at in (one, two)]
    if any(not words("kin").isdisjoint(re.findall(r"[\w-]+", part.lower())) for part in around):
        return True
    earlier, later = sorted((one[0], two[0]), key=lambda mention: mention.start)
    if later.start < sentence_around(text, earlier.start, earlier.end)[1]:
        return True
    return all(_INTRODUCED.match(text, at[0].end) for at in (one, two))


#: "Anja Holm, 41, …", "Anja Holm, a nurse": a person the reader has not met.
_INTRODUCED = re.compile(r"(?:, | \()(?:\d|an?\b|the\b|who\b|from\b|of\b)")
