"""What an article is once it has been read: plain, frozen records."""

import bisect
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["headline", "heading", "body", "quote", "caption", "list", "promo", "boilerplate"]

#: What a draft carries beside its text; a change is one that a word processor tracked.
NoteKind = Literal["comment", "footnote", "endnote", "change"]

#: Kinds that carry no claims of the article's own: dimmed, skipped, answered n/a.
SET_ASIDE: frozenset[Kind] = frozenset({"headline", "heading", "promo", "boilerplate"})


class Link(NamedTuple):
    """A link in the text; ``start`` and ``end`` are code point offsets in ``Article.text``."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class WriterNote:
    """What a draft carries beside its text: a comment, a footnote, an endnote or a tracked change.

    ``start`` and ``end`` are code point offsets in ``Article.text`` of the words it is attached
    to, never an empty stretch; for a footnote, the word before its number. ``date`` is an
    ISO 8601 time or empty; ``links`` are the addresses in the note, in order.
    """

    start: int
    end: int
    kind: NoteKind
    author: str
    date: str
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of the walk; ``article.text[start:end] == text`` always.

    ``position`` counts from 1 over all kinds; offsets are code points.
    """

    position: int
    kind: Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A piece as it was read. Unknown facts are empty strings, never guesses.

    ``published`` is an ISO 8601 date or date-time; ``language`` an ISO 639-1 code;
    ``fetched_at`` an ISO 8601 UTC time, empty for pasted or uploaded text;
    ``sha256`` the hex digest of ``text`` in UTF-8. ``writer_notes`` come in the order of the
    text; ``page_starts`` says where each page of a paged document begins, in code points.
    """

    title: str
    url: str
    publisher: str
    author: str
    published: str
    language: str
    text: str
    links: tuple[Link, ...]
    fetched_at: str
    sha256: str
    sentences: tuple[Sentence, ...] = ()
    writer_notes: tuple[WriterNote, ...] = ()
    page_starts: tuple[int, ...] = ()

    def page_of(self, offset: int) -> int:
        """Return the page, counted from 1, that has the code point at ``offset``; 0 if unpaged."""
        return bisect.bisect_right(self.page_starts, offset)


class Unreadable(ValueError):
    """The input cannot become an article; the message says why and what to do next."""
