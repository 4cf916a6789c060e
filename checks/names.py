"""Names: is one person, place or organisation named in two ways?

A spelling that changes ("Anja Holm", "Anna Holm"), a title that changes ("Senator Moss",
"Congressman Moss"), an acronym nobody spells out, and one that does not fit the words it is
said to stand for. The finding stands at the spelling used less, or at the later one.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.acronyms import misfits, unexplained
from checks.mentions import Name, names, posts, sentence_around
from checks.quotations import quoted_parts
from checks.records import Answer, Finding, Span
from checks.spellings import variants

ASKS = "is one person, place or organisation named in two ways, or an acronym left unexplained?"

#: Words that say a post was held before or will be, or is another post.
_OTHER_TIME = re.compile(
    r"\b(?:former|formerly|then|ex|previously|previous|once|future|incoming|outgoing|acting|"
    r"elected|elect|appointed|promoted|became|become|becoming|succeed\w*|replac\w*|candidate|"
    r"nominee|nominated|running|deputy|vice|assistant|co|until|resign\w*|retired|the\s+late|interim|"
    r"served|serving|stepp\w+|nam(?:ed|ing)|state|emeritus|designate|successor|predecessor)\b",
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
    last = bisect_right(every, sentence.end, key=lambda doubt: doubt.end)
    here = [doubt for doubt in every[first:last] if doubt.start >= sentence.start]
    if not here:
        return None
    best = max(here, key=lambda doubt: doubt.score)
    same = [doubt for doubt in here if doubt.detail == best.detail]
    spans = tuple(Span(doubt.start, doubt.end, "name") for doubt in same)
    return Finding("names", "yes", best.detail, best.score, _reason(best, article), spans)


def _reason(doubt: Doubt, article: Article) -> str:
    name = " ".join(article.text[doubt.start : doubt.end].split())
    if doubt.other is None:
        return f"'{name}' is never spelled out, so a reader may not know what it stands for."
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
    found = [*_titles(text)]
    for here, usual, times, score in variants(text):
        other = (usual.start, usual.end)
        found.append(Doubt(here.start, here.end, "spelling", score, other, times))
    found += [Doubt(*span, "acronym", 0.6, None, 1) for span in unexplained(text)]
    found += [Doubt(*span, "expansion", 0.75, words_, 1) for span, words_ in misfits(text)]
    return tuple(sorted(found, key=lambda doubt: (doubt.end, doubt.start)))


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
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names(text):
        if len(name.words) > 1:
            full[name.words[-1]].add(name.words[-2:])
    held: dict[tuple[str, str], list[_Post]] = defaultdict(list)
    for name in names(text):
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


def _posts_of(text: str, name: Name) -> Iterator[_Post]:
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
    start, end = sentence_around(text, post.start, post.end)
    around = text[max(start, post.start - 40) : min(end, post.end + 40)]
    if _OTHER_TIME.search(around):
        return True
    named = {posts()[_wording(match[0])][1] for match in _post_pattern().finditer(around)}
    return len(named & {other.name for other in of_one}) > 1
