"""Where an article quotes somebody: quotations that run over sentences and paragraphs.

Straight and curly double quotes, guillemets, and single quotes where they are not
apostrophes. One pass over the text, remembered by text, so that asking sentence by
sentence costs one pass an article.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

#: Two straight single marks are how wire copy and TeX write a double one.
_MARK = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r\u00a0]*\n\s*")
_LINE_BREAK = re.compile(r"\n\s*")
_SINGLE = re.compile(r"['‘’]")
_OPENS_AFTER = frozenset(' \t\r\n\u00a0([{—–-:;,/"“«')
_CLOSES_BEFORE = frozenset(' \t\r\n\u00a0)]}—–-:;,./?!…"”»')
_ENDS_SPEECH = frozenset(".,!?…-—–")


class Quotation(NamedTuple):
    """One quotation in one paragraph, marks included, in code point offsets of the text.

    ``continues`` is true where it goes on from the paragraph before, which stopped without
    a closing mark, as printers do with long quotations.
    """

    start: int
    end: int
    continues: bool


@lru_cache(maxsize=8)
def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, in order, none inside another.

    A quotation left open at a paragraph's end goes on only if the next paragraph opens with
    a quotation mark again; otherwise the writer forgot to close it, and it ends there.
    """
    found: list[Quotation] = []
    continuing = False
    for start, end in _paragraphs(text):
        continues = continuing and text[start] in '"“„«'
        doubles, continuing = _double_quoted(text, start, end, continues)
        found += doubles or _single_quoted(text, start, end)
    return tuple(found)


def quoted_parts(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The quotations of ``text`` that touch ``text[start:end]``, whole, not cut to it."""
    every = quotations(text)
    first = bisect_right(every, start, key=lambda quotation: quotation.end)
    last = first
    while last < len(every) and every[last].start < end:
        last += 1
    return every[first:last]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph that holds more than white space.

    A blank line parts paragraphs; in a text without one, every line is a paragraph.
    """
    bounds, start = [], len(text) - len(text.lstrip())
    separator = _PARAGRAPH_BREAK if _PARAGRAPH_BREAK.search(text.strip()) else _LINE_BREAK
    for gap in separator.finditer(text, start):
        bounds.append((start, gap.start()))
        start = gap.end()
    return [(a, b) for a, b in [*bounds, (start, len(text))] if a < b]


def _double_quoted(
    text: str, start: int, end: int, continues: bool
) -> tuple[list[Quotation], bool]:
    """The quotations of one paragraph, and whether the last is still open at its end."""
    found: list[Quotation] = []
    opened = start if continues else None
    for mark in _MARK.finditer(text, start + 1 if continues else start, end):
        at = mark.start()
        if opened is None:
            if _opens(text, *mark.span()):
                opened = at
        elif _closes(text, *mark.span()):
            found.append(Quotation(opened, mark.end(), continues and opened == start))
            opened = None
        elif mark[0] != "„" and _opens(text, *mark.span()):
            # The mark before was never closed: the speaker goes on, or another one starts.
            found.append(Quotation(opened, at, continues and opened == start))
            opened = at
    if opened is None:
        return found, False
    found.append(Quotation(opened, end, continues and opened == start))
    return found, True


def _opens(text: str, at: int, end: int) -> bool:
    """Whether the double mark at ``at`` can begin a quotation; 6" (six inches) cannot."""
    if text[at] in "”»’":
        return False
    return (at == 0 or text[at - 1] in _OPENS_AFTER) and end < len(text)


def _closes(text: str, at: int, end: int) -> bool:
    """Whether the double mark at ``at`` ends the quotation that is open."""
    if text[at] in "”»’":
        return True
    if text[at] in "\"'":
        return not text[at - 1].isspace() or end >= len(text) or text[end].isspace()
    # “ closes a German quotation („so“).
    return text[at] == "“" and not text[at - 1].isspace()


def _single_quoted(text: str, start: int, end: int) -> list[Quotation]:
    """Quotations in single marks; an opening mark without a closing one is an apostrophe."""
    found: list[Quotation] = []
    opened = None
    doubtful = None
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        if _opens_single(text, at, end):
            if opened is not None and doubtful is not None:
                found.append(Quotation(opened, doubtful + 1, False))
            opened, doubtful = at, None
        elif opened is not None and _closes_single(text, at):
            if text[at - 1] in _ENDS_SPEECH or text[at - 1] not in "sS":
                found.append(Quotation(opened, at + 1, False))
                opened = doubtful = None
            else:
                # "the workers' rights": perhaps a possessive; a later mark may close better.
                doubtful = at
    if opened is not None and doubtful is not None:
        found.append(Quotation(opened, doubtful + 1, False))
    return found


def _opens_single(text: str, at: int, end: int) -> bool:
    """Whether a single mark can open: after a space, before a word; '90s and ’tis cannot."""
    if text[at] == "’" or at + 1 >= end or (at > 0 and text[at - 1] not in _OPENS_AFTER):
        return False
    return text[at + 1].isalpha() and text[at + 1 : at + 4].lower() not in {"tis", "til", "em "}


def _closes_single(text: str, at: int) -> bool:
    """Whether a single mark can close: before a space or punctuation, so not in "don't"."""
    return text[at] != "‘" and (at + 1 >= len(text) or text[at + 1] in _CLOSES_BEFORE)
