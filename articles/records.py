"""What an article is once it has been read: plain, frozen records."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["headline", "heading", "body", "quote", "caption", "list", "promo", "boilerplate"]

#: Kinds that carry no claims of the article's own: dimmed, skipped, answered n/a.
SET_ASIDE: frozenset[Kind] = frozenset({"headline", "heading", "promo", "boilerplate"})


class Link(NamedTuple):
    """A link in the text; ``start`` and ``end`` are code point offsets in ``Article.text``."""

    start: int
    end: int
    href: str


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
    ``sha256`` the hex digest of ``text`` in UTF-8.
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


class Unreadable(ValueError):
    """The input cannot become an article; the message says why and what to do next."""
