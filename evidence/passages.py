"""Documents as passages, and sentences as searches for them.

A passage is about a paragraph. It is found by its words and by its numbers, which are kept as
words of their own (``numbers.tokens``), so that "1.2 million" finds 1,214,300.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checks.quotations import quoted_parts
from evidence.numbers import digits_word, numbers, other_units, significant_digits, tokens
from evidence.wording import stop_words, words_of

#: Words of a passage: shorter paragraphs are joined to the next, longer ones parted at sentences.
FEWEST_WORDS = 25
MOST_WORDS = 120

#: How much more a phrase that is quoted and a number weigh than a plain word: as often it stands in
#: the query, which bm25 adds up. A number weighs as much as it has digits, for "half" and 40 stand
#: everywhere and 3,417 once. Tried on two of the packages in tests/evidence.
QUOTED, MOST_DIGITS = 4, 4

_MOST_TERMS = 40
_ABOUT_WORDS = 30
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9])")
_DIGITS = re.compile(r"\d{1,20}(?:[.,]\d{1,20}){0,8}")


class Passage(NamedTuple):
    """A stretch of a document. ``position`` counts from 1; ``page`` is 0 where there are none."""

    position: int
    page: int
    text: str


def passages(text: str) -> list[Passage]:
    """Cut a document into passages; one never goes over the end of a page."""
    paged = "\f" in text
    found: list[Passage] = []
    for number, page in enumerate(text.split("\f"), 1):
        for passage in _joined(_paragraphs(page)):
            found.append(Passage(len(found) + 1, number if paged else 0, passage))
    return found


def number_words(text: str) -> str:
    """Return the numbers of a passage as words to be searched for."""
    found = numbers(text)
    return " ".join(word for one in found for word in (*tokens(one), *other_units(one)))


def query(article_text: str, start: int, end: int) -> str:
    """Return the FTS5 query for a sentence of an article; empty where it says nothing to search.

    The index has a column ``text``, a column ``numbers`` (``number_words``) and a column ``about``
    (``about``). Terms are joined by OR; what weighs more stands in the query more often.
    """
    sentence = article_text[start:end]
    parts = quoted_parts(article_text, start, end)
    quoted = [article_text[max(part.start, start) : min(part.end, end)] for part in parts]
    terms = [
        *(f'text : "{phrase}"' for phrase in _phrases(quoted) for _ in range(QUOTED)),
        *(f'numbers : "{token}"' for token in _number_terms(article_text, start, end)),
        *(f'{{text about}} : "{word}"' for word in _telling(words_of(sentence).words)),
    ]
    return " OR ".join(terms)


def about(name: str, text: str) -> str:
    """Return what a whole document is about: the words of its name and its first line.

    A passage often leaves out what its document is about: "The board proposes a dividend".
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    words = first.split()[:_ABOUT_WORDS]
    return " ".join([*re.findall(r"[^\W\d_]+", name), *words])


def word_query(text: str, most: int = 16) -> str:
    """Return the FTS5 query for the words of a text that tell the most: the longest."""
    words = sorted(_telling(words_of(text).words), key=lambda word: (-len(word), word))
    return " OR ".join(f'"{word}"' for word in words[:most])


def _paragraphs(page: str) -> Iterator[str]:
    parts = _BLANK_LINE.split(page) if _BLANK_LINE.search(page.strip()) else page.split("\n")
    for part in parts:
        if line := " ".join(part.split()):
            yield from _parted(line)


def _parted(paragraph: str) -> Iterator[str]:
    """A paragraph in parts of at most MOST_WORDS words, cut between sentences where it can be."""
    part: list[str] = []
    for sentence in _SENTENCE_END.split(paragraph):
        words = sentence.split()
        if part and len(part) + len(words) > MOST_WORDS:
            yield " ".join(part)
            part = []
        while len(words) > MOST_WORDS:
            yield " ".join(words[:MOST_WORDS])
            words = words[MOST_WORDS:]
        part += words
    if part:
        yield " ".join(part)


def _joined(paragraphs: Iterable[str]) -> Iterator[str]:
    """Short paragraphs, headings among them, together with what follows."""
    held: list[str] = []
    count = 0
    for paragraph in paragraphs:
        size = len(paragraph.split())
        if held and count + size > MOST_WORDS:
            yield "\n".join(held)
            held, count = [], 0
        held.append(paragraph)
        count += size
        if count >= FEWEST_WORDS:
            yield "\n".join(held)
            held, count = [], 0
    if held:
        yield "\n".join(held)


def _phrases(quoted: Sequence[str]) -> Iterator[str]:
    """Quotations in pairs of words, so that one changed word does not lose all of them."""
    for quotation in quoted:
        words = words_of(quotation).words[:_MOST_TERMS]
        for pair in pairwise(words):
            if not stop_words().issuperset(pair):
                yield " ".join(pair)


def _number_terms(text: str, start: int, end: int) -> Iterator[str]:
    """Each number as exact as it is written: what is more exact in a document rounds to it.

    One of a single digit stands everywhere, so it is sought by its words and other units alone.
    """
    for number in numbers(text, start, end):
        yield from other_units(number)[:1]
        digits = min(MOST_DIGITS, significant_digits(number))
        if digits > 1 and (words := tokens(number)):
            yield from [words[0]] * digits
            if digits > 2:
                yield words[1]
    # Digits that are no figure by themselves, "118m" or "9.5p", are at least the same digits.
    read = numbers(text, start, end)
    for match in _DIGITS.finditer(text, start, end):
        if not any(number.start < match.end() and match.start() < number.end for number in read):
            yield digits_word(match[0])


def _telling(words: Sequence[str]) -> list[str]:
    """The words that say what it is about, each once, in order."""
    told = dict.fromkeys(w for w in words if w not in stop_words() and (len(w) > 1 or w.isdigit()))
    return list(told)[:_MOST_TERMS]
