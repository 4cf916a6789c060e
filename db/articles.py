"""Articles, their sentences and what the program proposes for them."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlite_utils import Database

from articles.records import Article, Link, Sentence, WriterNote
from checks.records import Finding, Span
from db.connection import read, write

Findings = Mapping[int, Mapping[str, Finding]]

#: SQLite's whole numbers are 64 bits wide; a larger one names nothing.
_LARGEST = 2**63 - 1

#: What is known of an article beside its parts: fields of the record, and columns by these names.
_FACTS = (
    "title",
    "url",
    "publisher",
    "author",
    "published",
    "language",
    "text",
    "fetched_at",
)

#: Half characters, which no file can hold, and NUL, at which many programs stop reading.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class NoSuchArticle(LookupError):
    """No article has this number."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article as the list shows it; ``done`` of ``total`` sentences are reviewed."""

    number: int
    title: str
    publisher: str
    author: str
    published: str
    added_at: str
    total: int
    done: int
    reviewers: tuple[str, ...]
    last_mark_at: str


def add_article(db: Database, article: Article, findings: Findings) -> int:
    """Add an article with its proposals, all or nothing; return its number.

    The same text is never added twice: the number of the one that is there is returned.
    ``findings`` maps a position to the findings by check. Characters that cannot be kept are
    replaced by U+FFFD, one for one, so that offsets hold. Raises ``DatabaseProblem``.
    """
    article = _storable_article(article)
    with write(db):
        known = article_with_text(db, article.sha256)
        if known is not None:
            return known
        added_at = datetime.now(UTC).isoformat(timespec="seconds")
        return insert_article(db, article, findings, added_at)


def insert_article(
    db: Database, article: Article, findings: Findings, added_at: str, number: int = 0
) -> int:
    """Add a storable article within a transaction of ``db.connection.write``; return its number.

    It gets the number asked for where that is free, and else the next one.
    """
    wanted = number if 0 < number <= _LARGEST and not _is_taken(db, number) else None
    number = _insert_article(db, article, added_at, wanted)
    _insert_parts(db, number, article, findings)
    return number


def article_with_text(db: Database, sha256: str) -> int | None:
    """Return the number of the article with this text, if there is one."""
    with read(db):
        row = db.execute("SELECT number FROM articles WHERE sha256 = ?", [sha256]).fetchone()
    return row[0] if row else None


def article_from(db: Database, url: str) -> int | None:
    """Return the number of the newest article that was read at this address, if there is one."""
    if not url:  # pasted and uploaded texts have none
        return None
    with read(db):
        row = db.execute("SELECT max(number) FROM articles WHERE url = ?", [url]).fetchone()
    return row[0]


def article(db: Database, number: int) -> Article:
    """Return an article with all that belongs to it. Raises ``NoSuchArticle``."""
    with read(db):
        facts = _facts(db, number)
        links = db.execute(
            "SELECT start_offset, end_offset, href FROM links WHERE article = ? ORDER BY position",
            [number],
        )
        sentences = db.execute(
            "SELECT position, kind, start_offset, end_offset, text FROM sentences "
            "WHERE article = ? ORDER BY position",
            [number],
        )
        return Article(
            **facts,
            links=tuple(Link(*link) for link in links),
            sentences=tuple(Sentence(*sentence) for sentence in sentences),
            writer_notes=_writer_notes(db, number),
            page_starts=_page_starts(db, number),
        )


def findings(db: Database, number: int) -> dict[int, dict[str, Finding]]:
    """Return what the program proposes: position, then check, then finding."""
    found: dict[int, dict[str, Finding]] = {}
    with read(db):
        rows = db.execute(
            "SELECT sentence, question, answer, detail, score, reason, spans FROM findings "
            "WHERE article = ? ORDER BY sentence, question",
            [_in_range(number)],
        ).fetchall()
    for position, question, answer, detail, score, reason, spans in rows:
        parts = tuple(Span(*span) for span in json.loads(spans))
        finding = Finding(question, answer, detail, score, reason, parts)
        found.setdefault(position, {})[question] = finding
    return found


def sentence_count(db: Database, number: int) -> int:
    """Return how many sentences an article has, of all kinds. Raises ``NoSuchArticle``.

    Positions count from 1 without gaps, so the last one is the number; a step in the index.
    """
    with read(db):
        row = db.execute(
            "SELECT (SELECT COALESCE(max(position), 0) FROM sentences WHERE article = number) "
            "FROM articles WHERE number = ?",
            [_in_range(number)],
        ).fetchone()
    if row is None:
        raise _no_such_article(number)
    return row[0]


def is_empty(db: Database) -> bool:
    """Say whether there is no article yet."""
    with read(db):
        return db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None


def articles(db: Database) -> list[ArticleRow]:
    """Return all articles, the newest first, each with how far its review has come."""
    with read(db):
        people = _people_by_article(db)
        rows = db.execute(
            "SELECT a.number, a.title, a.publisher, a.author, a.published, a.added_at, "
            "p.to_review, p.done FROM articles a JOIN progress p ON p.article = a.number "
            "ORDER BY a.number DESC"
        ).fetchall()
    return [
        ArticleRow(
            *row,
            reviewers=tuple(name for name, _ in people[row[0]]),
            last_mark_at=max((at for _, at in people[row[0]]), default=""),
        )
        for row in rows
    ]


def storable(text: str) -> str:
    """Return ``text`` with U+FFFD for each character that cannot be kept."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _people_by_article(db: Database) -> dict[int, list[tuple[str, str]]]:
    """Return who marked each article, by name, each with the time of their newest mark."""
    people: dict[int, list[tuple[str, str]]] = defaultdict(list)
    # Two steps in marks_by_reviewer for each pair, however many marks there are.
    rows = db.execute(
        "SELECT a.number, r.name, (SELECT max(m.at) FROM marks m WHERE m.article = a.number "
        "AND m.reviewer = r.id) AS newest FROM articles a CROSS JOIN reviewers r "
        "WHERE newest IS NOT NULL ORDER BY r.name"
    )
    for number, name, newest in rows:
        people[number].append((name, newest))
    return people


def _facts(db: Database, number: int) -> dict[str, str]:
    columns = [*_FACTS, "sha256"]
    row = db.execute(
        f"SELECT {', '.join(columns)} FROM articles WHERE number = ?", [_in_range(number)]
    ).fetchone()
    if row is None:
        raise _no_such_article(number)
    return dict(zip(columns, row, strict=True))


def _writer_notes(db: Database, number: int) -> tuple[WriterNote, ...]:
    rows = db.execute(
        "SELECT start_offset, end_offset, kind, author, date, text, links FROM writer_notes "
        "WHERE article = ? ORDER BY position",
        [number],
    )
    return tuple(WriterNote(*row, tuple(json.loads(links))) for *row, links in rows)


def _page_starts(db: Database, number: int) -> tuple[int, ...]:
    rows = db.execute("SELECT start_offset FROM pages WHERE article = ? ORDER BY page", [number])
    return tuple(start for (start,) in rows)


def _no_such_article(number: int) -> NoSuchArticle:
    return NoSuchArticle(f"There is no article {number}.")


def _in_range(number: int) -> int:
    """Return ``number``, or 0, which names no article, for one SQLite could not hold."""
    return number if 0 <= number <= _LARGEST else 0


def _storable_article(article: Article) -> Article:
    """Return the article with nothing in it that cannot be kept; usually it is as it came."""
    text = storable(article.text)
    same = text == article.text
    return replace(
        article,
        **{name: storable(getattr(article, name)) for name in _FACTS},
        sha256=article.sha256 if same else hashlib.sha256(text.encode()).hexdigest(),
        links=tuple(link._replace(href=storable(link.href)) for link in article.links),
        sentences=tuple(replace(s, text=storable(s.text)) for s in article.sentences),
        writer_notes=tuple(map(_storable_note, article.writer_notes)),
    )


def _storable_note(note: WriterNote) -> WriterNote:
    return replace(
        note,
        author=storable(note.author),
        date=storable(note.date),
        text=storable(note.text),
        links=tuple(map(storable, note.links)),
    )


def _is_taken(db: Database, number: int) -> bool:
    return db.execute("SELECT 1 FROM articles WHERE number = ?", [number]).fetchone() is not None


def _insert_article(db: Database, article: Article, added_at: str, number: int | None) -> int:
    columns = ["number", *_FACTS, "sha256", "added_at"]
    return db.execute(
        f"INSERT INTO articles ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [number, *(getattr(article, name) for name in _FACTS), article.sha256, added_at],
    ).lastrowid


def _insert_parts(db: Database, number: int, article: Article, findings: Findings) -> None:
    db.conn.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)",
        ((number, s.position, s.kind, s.start, s.end, s.text) for s in article.sentences),
    )
    db.conn.executemany(
        "INSERT INTO links VALUES (?, ?, ?, ?, ?)",
        ((number, position, *link) for position, link in enumerate(article.links, 1)),
    )
    db.conn.executemany(
        "INSERT INTO writer_notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(number, position, note.start, note.end, note.kind),
                *(note.author, note.date, note.text, json.dumps(note.links)),
            )
            for position, note in enumerate(article.writer_notes, 1)
        ),
    )
    db.conn.executemany(
        "INSERT INTO pages VALUES (?, ?, ?)",
        ((number, page, start) for page, start in enumerate(article.page_starts, 1)),
    )
    db.conn.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(number, position, f.check, f.answer, storable(f.detail), f.score),
                *(storable(f.reason), json.dumps(f.spans)),
            )
            for position, by_check in findings.items()
            for f in by_check.values()
        ),
    )
