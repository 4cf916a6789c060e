"""Ages against years of birth: "born in 1961, 54"; "died in 2019 aged 71 … born in 1950".

A person is a year short of the difference before the birthday, so two ages fit any two years.
A birth and an age that stand in one sentence belong together; further apart they must share a
name. The age of somebody alive counts from the article's date.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.dates import WEEKDAYS
from checks.figures import MONTHS
from checks.records import Finding, Span


class _Birth(NamedTuple):
    """A year of birth, where it is written, the names before it; ``died`` is 0 if not given."""

    start: int
    end: int
    year: int
    died: int
    names: frozenset[str]


class _Age(NamedTuple):
    """An age, where it is written, the names before it, and in which year (0: the article's)."""

    start: int
    end: int
    age: int
    year: int
    names: frozenset[str]


_YEAR = r"(?:1[89]|20)\d\d"
_BORN = re.compile(rf"\b(?i:born)\b(?P<place>[^.;()\n]{{0,60}}?)\b(?P<year>{_YEAR})\b")
_LIFESPAN = re.compile(rf"\((?:born\s+)?(?P<year>{_YEAR})\s?[–-]\s?(?P<died>{_YEAR})\)")
_AGES = re.compile(
    r"\b(?:aged|at\s+the\s+age\s+of|died\s+at|who\s+is|turned|he\s+is|she\s+is)\s+"
    r"(?P<at>\d{1,3})\b(?!\s*(?:-|–|to\b|and\b|or\b|per|%|months|days|weeks|minutes|\d|[ap]\.?m))"
    r"|(?<=[a-z]),\s(?P<beside>\d{2,3})(?=,|\s(?:was|is|died|said)\b|\.|$|\))"
    r"|\b(?P<old>\d{1,3})(?:-year-old|\s+years\s+old)\b"
)
_NAME = re.compile(r"\b[A-Z][a-zé]+(?:[-’'][A-Z][a-zé]+)?\b")
_NO_NAME = frozenset(
    {"The", "He", "She", "His", "Her", "Born", "In", "On", "At", "It", "They", "An", "And", "But"}
    | {"When", "After", "Before", "Mr", "Mrs", "Ms", "Dr", "Sir", "Jan", "Feb", "Mar", "Apr", "Aug"}
    | {"Sept", "Oct", "Nov", "Dec"}
    | {name.capitalize() for name in (*MONTHS, *WEEKDAYS)}
)
#: Whoever is born here may be somebody else's child or parent.
_FAMILY = re.compile(
    r"\b(?:sons?|daughters?|brothers?|sisters?|father|mother|child(?:ren)?|wife|husband|baby|"
    r"grand\w{3,8}|parents?|twins?|couple|cousin|niece|nephew|anyone|those|people|players?)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:died|dies|dead|death|passed\s+away|killed)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s|\n")
_REACH = 160
#: A difference beyond this is more likely another person than a slip.
_MOST_OFF = 12
_MOST_FACTS = 60


def ages(sentence: Sentence, article: Article) -> Finding | None:
    """An age that does not fit the year of birth given in the sentence or before it."""
    births, every_age = _facts(article.text)
    here_births, here_ages = _inside(births, sentence), _inside(every_age, sentence)
    if not here_births and not here_ages:
        return None
    published = int(article.published[:4]) if article.published[:4].isdecimal() else 0
    pairs = [(birth, age) for birth in here_births for age in here_ages]
    if not pairs:
        pairs = [
            (birth, age) for birth in here_births for age in every_age if age.end <= birth.start
        ]
        pairs += [(birth, age) for age in here_ages for birth in births if birth.end <= age.start]
        pairs = [(birth, age) for birth, age in pairs if birth.names & age.names]
    for birth, age in pairs:
        finding = _compare(birth, age, published, article.text, sentence)
        if finding:
            return finding
    return None


def _compare(
    birth: _Birth, age: _Age, published: int, text: str, sentence: Sentence
) -> Finding | None:
    in_year = birth.died or (age.year if age.year != birth.year else 0) or published
    oldest = in_year - birth.year
    if not in_year or oldest <= 0 or age.age in {oldest, oldest - 1}:
        return None
    off = min(abs(age.age - oldest), abs(age.age - oldest + 1))
    if off > _MOST_OFF or (birth.died and not _DEATH.search(text, age.start - 40, age.end + 20)):
        return None
    reason = (
        f"Born in {birth.year}, a person is {oldest - 1} or {oldest} in {in_year}, not {age.age}."
    )
    spans = tuple(
        Span(fact.start, fact.end, role)
        for fact, role in ((birth, "birth"), (age, "age"))
        if sentence.start <= fact.start and fact.end <= sentence.end
    )
    return Finding("numbers", "yes", "age", 0.8, reason, spans)


def _inside(facts: tuple, sentence: Sentence) -> tuple:
    first = bisect_left(facts, sentence.start, key=lambda fact: fact.start)
    last = bisect_left(facts, sentence.end, key=lambda fact: fact.start)
    return tuple(fact for fact in facts[first:last] if fact.end <= sentence.end)


@lru_cache(maxsize=8)
def _facts(text: str) -> tuple[tuple[_Birth, ...], tuple[_Age, ...]]:
    """The births and ages of a text, in order; none where it lists a crowd of them."""
    births = sorted([*_born(text), *_lifespans(text)])
    found = [_age(match, text) for match in _AGES.finditer(text)] if births else []
    known = sorted(age for age in found if age)
    if len(births) > _MOST_FACTS or len(known) > _MOST_FACTS:
        return (), ()
    return tuple(births), tuple(known)


def _born(text: str) -> list[_Birth]:
    found = []
    for match in _BORN.finditer(text):
        around = _before(text, match.start())
        if not _FAMILY.search(around + match["place"]):
            start, end, year = match.start(), match.end(), int(match["year"])
            found.append(_Birth(start, end, year, 0, _names(around)))
    return found


def _lifespans(text: str) -> list[_Birth]:
    return [
        _Birth(
            *match.span(),
            int(match["year"]),
            int(match["died"]),
            _names(_before(text, match.start())),
        )
        for match in _LIFESPAN.finditer(text)
    ]


def _age(match: re.Match[str], text: str) -> _Age | None:
    """The age with its year: the only other year of its sentence, else the article's.

    An age without a death, and not beside a name, may be of any time and is left out.
    """
    before = _before(text, match.start())
    stop = _SENTENCE_END.search(text, match.end(), match.end() + _REACH)
    after = text[match.end() : stop.start() if stop else match.end() + _REACH]
    around = before + match[0] + after
    births = {born["year"] for born in _BORN.finditer(around)}
    for lifespan in _LIFESPAN.finditer(around):
        births |= {lifespan["year"], lifespan["died"]}
    years = set(re.findall(rf"\b{_YEAR}\b", around)) - births
    if len(years) > 1 or _FAMILY.search(before[-40:]) or re.search(r"\bthen\b", before[-20:]):
        return None
    if not years and match["at"] and not _DEATH.search(around) and " is" not in match[0]:
        return None
    age = int(match["at"] or match["beside"] or match["old"])
    year = int(years.pop()) if years else 0
    if year and match["beside"] and not _DEATH.search(around):
        return None
    return _Age(match.start(), match.end(), age, year, _names(before))


def _before(text: str, at: int) -> str:
    """The sentence up to ``at``, at most 160 code points of it."""
    start = max(0, at - _REACH)
    piece = text[start:at]
    ends = [match.end() for match in _SENTENCE_END.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def _names(words_before: str) -> frozenset[str]:
    return frozenset(_NAME.findall(words_before)) - _NO_NAME
