"""Articles, their sentences and what the program proposes for them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from articles.records import Article, Link, Sentence
from checks.records import Finding, Span
from db.connection import write

Findings = Mapping[int, Mapping[str, Finding]]

#: SQLite's whole numbers are 64 bits wide; a larger one names nothing.
_LARGEST = 2**63 - 1


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
    ``findings`` maps a position to the findings by check. Raises ``DatabaseProblem``.
    """
    with write(db):
        known = article_with_text(db, article.sha256)
        if known is not None:
            return known
        number = _insert_article(db, article)
        _insert_parts(db, number, article, findings)
    return number


def article_with_text(db: Database, sha256: str) -> int | None:
    """Return the number of the article with this text, if there is one."""
    row = db.execute("SELECT number FROM articles WHERE sha256 = ?", [sha256]).fetchone()
    return row[0] if row else None


def article(db: Database, number: int) -> Article:
    """Return an article with its sentences and links. Raises ``NoSuchArticle``."""
    row = _article_row(db, number)
    links = db.execute(
        "SELECT start_offset, end_offset, href FROM links WHERE article = ? ORDER BY start_offset",
        [number],
    )
    sentences = db.execute(
        "SELECT position, kind, start_offset, end_offset, text FROM sentences "
        "WHERE article = ? ORDER BY position",
        [number],
    )
    return Article(
        **row,
        links=tuple(Link(*link) for link in links),
        sentences=tuple(Sentence(*sentence) for sentence in sentences),
    )


def findings(db: Database, number: int) -> dict[int, dict[str, Finding]]:
    """Return what the program proposes: position, then check, then finding."""
    found: dict[int, dict[str, Finding]] = {}
    rows = db.execute(
        "SELECT sentence, question, answer, detail, score, reason, spans FROM findings "
        "WHERE article = ? ORDER BY sentence, rowid",
        [number],
    )
    for position, question, answer, detail, score, reason, spans in rows:
        parts = tuple(Span(*span) for span in json.loads(spans))
        finding = Finding(question, answer, detail, score, reason, parts)
        found.setdefault(position, {})[question] = finding
    return found


def sentence_count(db: Database, number: int) -> int:
    """Return how many sentences an article has, of all kinds. Raises ``NoSuchArticle``."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM sentences WHERE article = number) FROM articles "
        "WHERE number = ?",
        [_in_range(number)],
    ).fetchone()
    if row is None:
        raise _no_such_article(number)
    return row[0]


def is_empty(db: Database) -> bool:
    """Say whether there is no article yet."""
    return db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None


def articles(db: Database) -> list[ArticleRow]:
    """Return all articles, the newest first, each with how far its review has come."""
    rows = db.execute(
        """
        SELECT a.number, a.title, a.publisher, a.author, a.published, a.added_at,
               p.to_review, p.done,
               (SELECT json_group_array(name) FROM (
                    SELECT DISTINCT r.name FROM marks m JOIN reviewers r ON r.id = m.reviewer
                    WHERE m.article = a.number ORDER BY r.name)),
               COALESCE((SELECT max(at) FROM marks m WHERE m.article = a.number), '')
        FROM articles a JOIN progress p ON p.article = a.number
        ORDER BY a.number DESC
        """
    )
    return [
        ArticleRow(*row[:8], reviewers=tuple(json.loads(row[8])), last_mark_at=row[9])
        for row in rows
    ]


def _article_row(db: Database, number: int) -> dict[str, str]:
    columns = [
        "title",
        "url",
        "publisher",
        "author",
        "published",
        "language",
        "text",
        "fetched_at",
        "sha256",
    ]
    row = db.execute(
        f"SELECT {', '.join(columns)} FROM articles WHERE number = ?", [_in_range(number)]
    ).fetchone()
    if row is None:
        raise _no_such_article(number)
    return dict(zip(columns, row, strict=True))


def _no_such_article(number: int) -> NoSuchArticle:
    return NoSuchArticle(f"There is no article {number}.")


def _in_range(number: int) -> int:
    """Return ``number``, or 0, which names no article, for one SQLite could not hold."""
    return number if 0 <= number <= _LARGEST else 0


def _insert_article(db: Database, article: Article) -> int:
    return db.execute(
        "INSERT INTO articles (title, url, publisher, author, published, language, text, sha256, "
        "fetched_at, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            article.title,
            article.url,
            article.publisher,
            article.author,
            article.published,
            article.language,
            article.text,
            article.sha256,
            article.fetched_at,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ],
    ).lastrowid


def _insert_parts(db: Database, number: int, article: Article, findings: Findings) -> None:
    db.conn.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)",
        ((number, s.position, s.kind, s.start, s.end, s.text) for s in article.sentences),
    )
    db.conn.executemany(
        "INSERT INTO links VALUES (?, ?, ?, ?)", ((number, *link) for link in article.links)
    )
    db.conn.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, position, f.check, f.answer, f.detail, f.score, f.reason, json.dumps(f.spans))
            for position, by_check in findings.items()
            for f in by_check.values()
        ),
    )
