"""What a word processor's file or a PDF says, before it becomes an article."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.blocks import Block
from articles.records import Link, WriterNote

#: Titles that programs write where the writer gave none.
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|document|dokument|unbenannt|sans titre|"
    r"title|word document|doc)[\W\d_]{0,12}|microsoft word - .{0,200}|"
    r".{0,200}\.(?:docx?|odt|rtf|pdf|html?|indd|qxd|pages|tex)",
    re.IGNORECASE,
)
#: What programs write for the author where they were told none.
_NO_AUTHOR = frozenset(
    {"", "admin", "administrator", "anonymous", "author", "microsoft office user", "owner"}
    | {"python-docx", "unknown", "user", "windows user", "(anonymous)", "(unspecified)"}
)

#: The longest word, in code points, that a note is attached to as a whole.
_LONGEST_WORD = 200
_LONGEST_CHANGE = 300
_WORD = re.compile(rf"\S{{1,{_LONGEST_WORD}}}")


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says. Unknown facts are empty strings; offsets count code points of ``text``.

    ``published`` is an ISO 8601 date; ``page_starts`` says where each page begins, if it has any.
    """

    title: str
    author: str
    published: str
    language: str
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    writer_notes: tuple[WriterNote, ...] = ()
    page_starts: tuple[int, ...] = ()


def given_title(title: str | None) -> str:
    """Return the title of a document's properties, empty where a program made it up."""
    title = " ".join((title or "").split())
    return "" if _NO_TITLE.fullmatch(title) else title


def given_author(author: str | None) -> str:
    """Return the author of a document's properties, empty where a program made it up."""
    author = " ".join((author or "").split())
    return "" if author.lower() in _NO_AUTHOR else author


def given_date(date: str | datetime | None) -> str:
    """Return the day of a time in a document's properties, ISO 8601, empty where it is none."""
    if isinstance(date, str):
        try:
            date = datetime.fromisoformat(date.strip())
        except ValueError:
            return ""
    return date.date().isoformat() if date else ""


def given_time(time: str | None) -> str:
    """Return a time as ISO 8601, empty where it is none."""
    try:
        return datetime.fromisoformat((time or "").strip()).isoformat()
    except ValueError:
        return ""


def shortened(words: str) -> str:
    """Return the words of a change on one line, not longer than a few lines of the screen."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_CHANGE else f"{words[: _LONGEST_CHANGE - 1]}…"


def with_headline(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Name one headline: the first block of that kind, or a heading that begins the text."""
    first = next((at for at, block in enumerate(blocks) if block.kind == "headline"), None)
    if first is None and blocks and blocks[0].kind == "heading":
        first = 0
    kinds = [
        "headline" if at == first else "heading" if block.kind == "headline" else block.kind
        for at, block in enumerate(blocks)
    ]
    return tuple(block._replace(kind=kind) for block, kind in zip(blocks, kinds, strict=True))


def attached(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the words that a note on ``text[start:end]`` is attached to, as offsets.

    White space at the ends is left out. A note on no words goes to the word before it in the same
    paragraph, where its number stands, else to the one after it; None when there is no word.
    """
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    words = text[start:end]
    if words.strip():
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    at = max(start, end)
    if (before := _last_word(text, at)) and "\n\n" not in text[before[1] : at]:
        return before
    after = _WORD.search(text, at)
    return after.span() if after else before


def _last_word(text: str, before: int) -> tuple[int, int] | None:
    end = len(text[:before].rstrip())
    words = text[max(0, end - _LONGEST_WORD) : end].split()
    return (end - len(words[-1]), end) if words else None


def told(notes: Sequence[WriterNote]) -> str:
    """Say in one line what a draft carries beside its text; empty when it carries nothing."""
    kinds = Counter(note.kind for note in notes)
    parts = [
        _counted(kinds[kind], kind) for kind in ("comment", "footnote", "endnote") if kinds[kind]
    ]
    if kinds["change"]:
        makers = Counter(note.author or "unknown" for note in notes if note.kind == "change")
        by = ", ".join(f"{name} {number:,}" for name, number in makers.most_common(5))
        others = f" and {len(makers) - 5} others" if len(makers) > 5 else ""
        parts.append(
            f"{_counted(kinds['change'], 'tracked change')}, read as accepted ({by}{others})"
        )
    return " · ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
