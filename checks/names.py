"""Names: is one person, place or organisation named in two ways?

A spelling that changes ("Anja Holm", "Anna Holm"), a title that changes ("Senator Moss",
"Congressman Moss"), an acronym nobody spells out, and one that does not fit the words it is
said to stand for. The finding stands at the spelling used less, or at the later one.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.acronyms import misfits, unexplained
from checks.mentions import Mention, bare_name, mentions, plain, posts
from checks.quotations import quoted_parts
from checks.records import Answer, Finding, Span
from checks.wordlists import words

ASKS = "is one person, place or organisation named in two ways, or an acronym left unexplained?"

#: Names that are compared must have this many letters: both alone, one alone beside a full name,
#: and beside a name that is equal. Listed spellings of a name may be shorter ("Kyiv").
_ALONE, _LONE, _BESIDE, _LEAST = 6, 5, 3, 4
#: More names than this under one key are a list of names, not variants of one.
_CROWD = 12
#: How far around a name its sentence is looked at, in characters.
_NEARBY = 250
_OTHER_TIME = re.compile(
    r"\b(?:former|formerly|then|ex|previously|previous|once|future|incoming|outgoing|acting|"
    r"elected|elect|appointed|promoted|became|become|becoming|succeed\w*|replac\w*|candidate|"
    r"nominee|nominated|running|deputy|vice|assistant|co|until|resign\w*|retired|late|interim|"
    r"served|serving|when|was|as|time|stepp\w+|nam(?:ed|ing))\b",
    re.IGNORECASE,
)

#: Texts for the tests and for readers: (text, answer for its last sentence; None is quiet).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("Anja Holm runs the clinic in Bergen. The nurse is 41. Anna Holm declined to comment.", "yes"),
    ("Imran Yusuf opened the mill. The mill closed in May. Mr. Yusof has left the town.", "yes"),
    (
        "Senator Rosa Diaz voted for the dam. The vote was close. Congresswoman Diaz spoke last.",
        "yes",
    ),
    ("Chief executive Lars Moe sold his shares. The price fell. Chairman Lars Moe spoke.", "yes"),
    ("Medellín has a new tram. It cost little. Two lines will follow in Medellin.", "yes"),
    ("The mayor met the officials of the NWRA on Monday.", "yes"),
    ("The grant came from the National Weather Research Council (NRWC). The NRWC is new.", None),
    ("The grant came from the National Weather Council (NCW). The NCW is small.", None),
    ("Money came from the National Weather Council (NCW), while the NCW kept its own.", "yes"),
    ("Anja Holm runs the clinic in Bergen. The nurse is 41. Holm declined to comment.", None),
    ("Anja Holm won the race. It was cold. Her sister Anna Holm came third.", None),
    ("Germany won the cup. The crowd sang. German fans filled the square.", None),
    ("The Clintons arrived at noon. It rained. Bill Clinton spoke first.", None),
    ("Boris Johnson spoke first. Rain fell. Mark Johnston, a trainer, spoke next.", None),
    ("Senator Rosa Diaz voted. It was close. The former Congresswoman Diaz smiled.", None),
    ("The BBC and NATO declined to comment.", None),
    ("The National Weather Research Agency (NWRA) is small. The NWRA has nine staff.", None),
    ("The vote was held in Kyiv on Monday.", None),
]


class Doubt(NamedTuple):
    """Something to ask about a name; ``other`` is where the other wording stands, or None."""

    start: int
    end: int
    detail: str
    score: float
    other: tuple[int, int] | None
    times: int


def check(sentence: Sentence, article: Article) -> Finding | None:
    """The first doubt about a name of the sentence; the span's role is ``name``.

    ``detail`` is ``spelling``, ``title``, ``acronym`` (never spelled out) or ``expansion``
    (letters that do not fit).
    """
    every = doubts(article.text)
    first = bisect_right(every, sentence.start, key=lambda doubt: doubt.end)
    here = [doubt for doubt in every[first : first + _CROWD] if doubt.end <= sentence.end]
    if not here:
        return None
    best = max(here, key=lambda doubt: doubt.score)
    same = [doubt for doubt in here if doubt.detail == best.detail]
    spans = tuple(Span(doubt.start, doubt.end, "name") for doubt in same)
    return Finding("names", "yes", best.detail, best.score, _reason(best, article), spans)


def _reason(doubt: Doubt, article: Article) -> str:
    name = " ".join(article.text[doubt.start : doubt.end].split())
    if doubt.detail == "acronym":
        return f"'{name}' is never spelled out, so a reader may not know what it stands for."
    assert doubt.other is not None
    other = " ".join(article.text[slice(*doubt.other)].split())
    if doubt.detail == "expansion":
        return f"'{name}' does not fit the letters of '{other}'."
    at = bisect_right(article.sentences, doubt.other[0], key=lambda found: found.start)
    where = f"in sentence {article.sentences[at - 1].position}" if at else "elsewhere"
    if doubt.detail == "title":
        return f"'{name}' here, but '{other}' {where}: which post is it?"
    times = f", {doubt.times} times in all" if doubt.times > 1 else ""
    return f"'{name}' here, but '{other}' {where}{times}: one name spelled two ways, or two names?"


@lru_cache(maxsize=8)
def doubts(text: str) -> tuple[Doubt, ...]:
    """All doubts about the names of a text, in order, one for each spelling."""
    found = [*_spellings(text), *_titles(text)]
    found += [Doubt(*span, "acronym", 0.6, None, 1) for span in unexplained(text)]
    found += [Doubt(*span, "expansion", 0.75, words_, 1) for span, words_ in misfits(text)]
    return tuple(sorted(found, key=lambda doubt: (doubt.end, doubt.start)))


class _Name(NamedTuple):
    """What is left of a mention without titles, initials and "Jr"."""

    words: tuple[str, ...]
    mention: Mention
    opens: bool


def _spellings(text: str) -> list[Doubt]:
    """Names spelled two ways, each doubt at the first place of the spelling used less."""
    names = [name for mention in mentions(text) if (name := _stripped(mention))]
    confirmed = {plain(word) for name in names if not name.opens for word in name.words}
    names = [
        name
        for name in names
        if len(name.words) > 1
        or plain(name.words[0]) in confirmed
        or _ACTS.match(text, name.mention.end)
    ]
    places: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for name in names:
        places[name.words].append(name.mention)
    used = Counter(word for name in names for word in set(name.words))
    pairs = [*_same_letters(places), *_one_part_differs(text, places), *_lone(text, places)]
    found: dict[tuple[int, int], Doubt] = {}
    for one, two, score in pairs:
        here, there = sorted(
            (one, two), key=lambda name: (_uses(name, used), -places[name][0].start)
        )
        at, other = places[here][0], places[there][0]
        times = _uses(there, used)
        if plain(here[0]) not in confirmed and used[there[-1]] < 2:
            continue  # "Moose walked", after one Moore: perhaps no name at all
        doubt = Doubt(at.start, at.end, "spelling", score, (other.start, other.end), times)
        found.setdefault((doubt.start, doubt.end), doubt)
    return list(found.values())


#: "Moe said", "Moe's", "Moe has": what opens a sentence before these is a name.
_ACTS = re.compile(
    r"['’]s\b|\s(?:also\s|later\s|then\s)?"
    r"(?:said|told|says|has|had|was|is|will|would|did|went|took|made|met|left|ran|[a-z]{3,12}ed)\b"
)


def _uses(name: tuple[str, ...], used: Counter[str]) -> int:
    """How often the rarest word of a name is used: the spelling used less is the doubtful one."""
    return min(used[word] for word in name)


def _stripped(mention: Mention) -> _Name | None:
    """The name itself, or nothing where capitals throughout make it an acronym or a shout."""
    pieces = bare_name(mention)
    if not pieces or any(word.isupper() and len(word) > 1 for word in pieces):
        return None
    return _Name(pieces, mention, mention.opens and pieces[0] == mention.words[0])


def _same_letters(
    places: dict[tuple[str, ...], list[Mention]],
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Names that differ only in accents, hyphens, spaces or capitals inside a word."""
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
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


@lru_cache(maxsize=100_000)
def _letters(name: tuple[str, ...]) -> str:
    return re.sub(r"[^\w]", "", plain("".join(name)))


def _visible(name: tuple[str, ...]) -> str:
    """A name as the eye compares it: all apostrophes and hyphens alike, first capitals ignored."""
    pieces = (word[0].lower() + word[1:] for word in re.split(r"[\s-]", " ".join(name)) if word)
    return " ".join(pieces).replace("’", "'") + "-" * " ".join(name).count("-")


def _one_part_differs(
    text: str, places: dict[tuple[str, ...], list[Mention]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Names of two words and more that are equal but for the first or the last word."""
    for part in (0, -1):
        groups: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
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


def _lone(
    text: str, places: dict[tuple[str, ...], list[Mention]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Names that stand alone and are close to a surname, or to another name that stands alone."""
    parts = {word for name in places if len(name) > 1 for word in name}
    surnames: dict[str, list[tuple[str, ...]]] = defaultdict(list)
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
    surnames: dict[str, list[tuple[str, ...]]],
    places: dict[tuple[str, ...], list[Mention]],
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
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


def _pairs(group: list[str] | list[tuple[str, ...]]) -> Iterator[tuple]:
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
    around = [text[slice(*_sentence(text, at[0].start, at[0].end))] for at in (one, two)]
    if any(not words("kin").isdisjoint(re.findall(r"[\w-]+", part.lower())) for part in around):
        return True
    earlier, later = sorted((one[0], two[0]), key=lambda mention: mention.start)
    if later.start < _sentence(text, earlier.start, earlier.end)[1]:
        return True
    return all(_INTRODUCED.match(text, at[0].end) for at in (one, two))


#: "Anja Holm, 41, …", "Anja Holm, a nurse": a person the reader has not met.
_INTRODUCED = re.compile(r"(?:, | \()(?:\d|an?\b|the\b|who\b|from\b|of\b)")


#: A full stop that ends a sentence: no short word with a capital ("Sen.") before it.
_STOP = re.compile(r"(?:\b[a-z]{2,20}|[a-z]{4}|\d|[\"”’)])[.!?][\"”’)]*\s|\n")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """About the sentence around ``text[start:end]``, cut at ``_NEARBY`` to each side."""
    opens = max(0, start - _NEARBY)
    for stop in _STOP.finditer(text, opens, start):
        opens = stop.end()
    closes = _STOP.search(text, max(start, end - 1), end + _NEARBY)
    return opens, closes.end() if closes else end + _NEARBY


class _Post(NamedTuple):
    group: str
    name: str
    start: int
    end: int


@cache
def _post_pattern() -> re.Pattern[str]:
    """Any wording: those written small match in capitals too."""
    longest_first = sorted(posts(), key=lambda wording: (-len(wording), wording))
    parts = (
        rf"(?i:{re.escape(wording)})" if wording.islower() else re.escape(wording)
        for wording in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _titles(text: str) -> Iterator[Doubt]:
    """Persons who hold one post here and another of the same kind there."""
    names = [name for mention in mentions(text) if (name := _stripped(mention))]
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        if len(name.words) > 1:
            full[name.words[-1]].add(name.words[-2:])
    held: dict[tuple[str, str], list[_Post]] = defaultdict(list)
    for name in names:
        person = name.words[-1]
        if len(full[person]) > 1 or quoted_parts(text, name.mention.start, name.mention.end):
            continue  # two people of one surname; or in somebody else's words
        for post in _posts_of(text, name):
            held[(person, post.group)].append(post)
    for of_one in held.values():
        first = of_one[0]
        other = next((post for post in of_one if post.name != first.name), None)
        if other and not any(_is_doubtful(text, post, of_one) for post in of_one):
            yield Doubt(other.start, other.end, "title", 0.65, (first.start, first.end), 1)


def _posts_of(text: str, name: _Name) -> Iterator[_Post]:
    """The posts given right before and right behind a name; ends with the name or the post."""
    end = name.mention.end
    start = end - len(" ".join(name.words))
    before = text[max(0, start - 40) : start]
    for match in _post_pattern().finditer(before):
        if before[match.end() :].isspace():
            at = start - len(before) + match.start()
            yield _Post(*posts()[_wording(match[0])], at, end)
    behind = _APPOSITION.match(text, end, end + 80)
    match = _post_pattern().search(behind[1]) if behind else None
    if behind and match:
        at = behind.start(1) + match.end()
        yield _Post(*posts()[_wording(match[0])], name.mention.start, at)


#: "…, the long-serving chief executive of the mill,": up to the first word that ends the post.
_APPOSITION = re.compile(r", ((?:(?!of\b|who\b|and\b|said\b|told\b)[\w’'-]{1,20} ?){1,6})")


def _wording(found: str) -> str:
    return found if found in posts() else found.lower()


def _is_doubtful(text: str, post: _Post, of_one: list[_Post]) -> bool:
    """Whether a post was held at another time, or stands beside the person's other one."""
    start, end = _sentence(text, post.start, post.end)
    around = text[max(start, post.start - 40) : min(end, post.end + 40)]
    if _OTHER_TIME.search(around):
        return True
    named = {posts()[_wording(match[0])][1] for match in _post_pattern().finditer(around)}
    return len(named & {other.name for other in of_one}) > 1
