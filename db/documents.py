"""Files that were given: evidence, and the writer's research with its passages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from db.articles import sentence_count
from db.connection import read, write
from db.passages_index import index_passage, index_words, take_out_passage
from db.reviewers import reviewer_name
from evidence.files import Document
from evidence.passages import passages

#: What a word weighs in the scope, the text and the numbers of a passage, and in what its document
#: is about.
_WEIGHTS = "0.0, 1.0, 1.0, 0.4"


class NoSuchDocument(LookupError):
    """The article has no file of this name."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file of an article; ``passages`` is how many it has."""

    id: int
    name: str
    sha256: str
    added_at: str
    passages: int


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage a search found; ``page`` is 0 where the document has none."""

    id: int
    document: int
    name: str
    page: int
    text: str


def add_document(db: Database, article: int, reviewer: int, document: Document) -> int:
    """Keep a file with its passages; return its number, the known one where it is there already.

    Raises NoSuchArticle, NoSuchReviewer and DatabaseProblem.
    """
    text = document.text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    cut = [
        (passage, index_words(article, document.name, text, passage.position, passage.text))
        for passage in passages(text)
    ]
    with write(db):
        sentence_count(db, article)
        reviewer_name(db, reviewer)
        known = db.execute(
            "SELECT id FROM documents WHERE article = ? AND name = ? AND sha256 = ?",
            [article, document.name, document.sha256],
        ).fetchone()
        if known:
            return known[0]
        number = db.execute(
            "INSERT INTO documents (article, name, sha256, added_at, reviewer, data, text) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                *(article, document.name, document.sha256),
                *(datetime.now(UTC).isoformat(timespec="seconds"), reviewer, document.data, text),
            ],
        ).lastrowid
        for passage, words in cut:
            row = db.execute(
                "INSERT INTO passages (document, position, page, text) VALUES (?, ?, ?, ?)",
                [number, *passage],
            ).lastrowid
            index_passage(db, row, words)
        return number


def remove_document(db: Database, article: int, reviewer: int, name: str) -> None:
    """Remove a file, all that were sent under its name; that it was there is remembered.

    Raises NoSuchDocument, NoSuchReviewer and DatabaseProblem.
    """
    with write(db):
        reviewer_name(db, reviewer)
        files = db.execute(
            "SELECT id, text FROM documents WHERE article = ? AND name = ?", [article, name]
        ).fetchall()
        if not files:
            raise NoSuchDocument("There is no file of this name. It may have been removed.")
        removed_at = datetime.now(UTC).isoformat(timespec="seconds")
        for number, text in files:
            # First, or the database would not let the rows go.
            db.execute(
                "INSERT INTO removed_documents "
                "(article, name, sha256, added_at, removed_at, reviewer) "
                "SELECT article, name, sha256, added_at, ?, ? FROM documents WHERE id = ?",
                [removed_at, reviewer, number],
            )
            _remove_passages(db, article, number, name, text)
            db.execute("DELETE FROM documents WHERE id = ?", [number])


def removed_documents(db: Database, article: int) -> dict[str, str]:
    """Return the files that were removed and are not there again: their names, and when."""
    with read(db):
        rows = db.execute(
            "SELECT name, max(removed_at) FROM removed_documents r WHERE article = ? "
            "AND NOT EXISTS (SELECT 1 FROM documents d "
            "WHERE d.article = r.article AND d.name = r.name) GROUP BY name",
            [article],
        ).fetchall()
    return dict(rows)


def documents(db: Database, article: int) -> list[StoredDocument]:
    """Return the files of an article, by name, the newest of one name first."""
    with read(db):
        rows = db.execute(
            "SELECT d.id, d.name, d.sha256, d.added_at, "
            "(SELECT count(*) FROM passages p WHERE p.document = d.id) "
            "FROM documents d WHERE d.article = ? ORDER BY d.name, d.id DESC",
            [article],
        ).fetchall()
    return [StoredDocument(*row) for row in rows]


def document_texts(db: Database, article: int, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the newest file of each name that is there: its time, ISO 8601 UTC, and its text."""
    found = {}
    with read(db):
        for name in names:
            row = db.execute(
                "SELECT added_at, text FROM documents WHERE article = ? AND name = ? "
                "ORDER BY id DESC LIMIT 1",
                [article, name],
            ).fetchone()
            if row:
                found[name] = row
    return found


def find_passages(db: Database, article: int, query: str, most: int = 3) -> list[FoundPassage]:
    """Return the passages of an article's files that fit a query best (``evidence.passages``).

    Of files that were sent again under the same name only the newest is searched.
    """
    if not query:
        return []
    with read(db):
        rows = db.execute(
            "SELECT p.id, p.document, d.name, p.page, p.text FROM passages_index "
            "JOIN passages p ON p.id = passages_index.rowid JOIN documents d ON d.id = p.document "
            "WHERE passages_index MATCH ? AND NOT EXISTS (SELECT 1 FROM documents newer "
            "WHERE newer.article = d.article AND newer.name = d.name AND newer.id > d.id) "
            f"ORDER BY bm25(passages_index, {_WEIGHTS}), p.id LIMIT ?",
            [f"(scope : a{article}) AND ({query})", most],
        ).fetchall()
    return [FoundPassage(*row) for row in rows]


def _remove_passages(db: Database, article: int, document: int, name: str, text: str) -> None:
    rows = db.execute(
        "SELECT id, position, text FROM passages WHERE document = ?", [document]
    ).fetchall()
    for passage, position, words in rows:
        take_out_passage(db, passage, index_words(article, name, text, position, words))
    db.execute("DELETE FROM passages WHERE document = ?", [document])
