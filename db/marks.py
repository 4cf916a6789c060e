"""Marks: added, never changed; the same act is kept once, however often it arrives."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from db.articles import sentence_count
from db.connection import read, write
from db.reviewers import reviewer_name
from reviews.records import Mark, timestamp


@dataclass(frozen=True, slots=True)
class StoredMark:
    """A mark with the number it was filed under; numbers grow in order of arrival."""

    id: int
    mark: Mark
    received_at: str

    def as_json(self) -> dict[str, Any]:
        """Return the mark as the sheet reads it."""
        return {
            "id": self.id,
            "client_id": self.mark.client_id,
            "seq": self.mark.seq,
            "reviewer": self.mark.reviewer,
            "sentence": self.mark.sentence,
            "item": self.mark.item,
            "value": self.mark.value,
            "at": self.mark.at,
        }


def append_marks(db: Database, article: int, reviewer: int, marks: Sequence[Mark]) -> None:
    """Keep ``marks``, all or none; those kept before are passed over.

    They are on disk when this returns. Which marks make sense is for ``reviews.items.problem``
    to say beforehand. Raises ``NoSuchArticle``, ``NoSuchReviewer`` and ``DatabaseProblem``.
    """
    received = timestamp(datetime.now(UTC))
    with write(db):
        try:
            for mark in marks:
                insert_mark(db, article, reviewer, mark, received)
        except (sqlite3.IntegrityError, OverflowError):
            # SQLite does not say which of the two is missing; both of these do. Asked only now,
            # so that a mark that fits costs no look at what its sender has looked at before.
            sentence_count(db, article)
            reviewer_name(db, reviewer)
            raise


def insert_mark(db: Database, article: int, reviewer: int, mark: Mark, received_at: str) -> bool:
    """Keep one mark within a transaction of ``db.connection.write``; say whether it was new."""
    row = db.execute(
        "INSERT INTO marks (article, sentence, item, value, at, received_at, reviewer, "
        "client_id, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (client_id, seq) DO NOTHING RETURNING id",
        [
            article,
            mark.sentence,
            mark.item,
            mark.value,
            mark.at,
            received_at,
            reviewer,
            mark.client_id,
            mark.seq,
        ],
    ).fetchone()
    if row is not None and mark.item == "evidence":
        _insert_evidence(db, row[0], article, mark)
    return row is not None


def marks(db: Database, article: int, after: int = 0) -> list[StoredMark]:
    """Return the marks of all reviewers numbered above ``after``, in order of arrival."""
    with read(db):
        rows = db.execute(
            "SELECT m.id, m.received_at, m.sentence, m.item, m.value, m.at, m.client_id, m.seq, "
            "r.name "
            "FROM marks m JOIN reviewers r ON r.id = m.reviewer "
            "WHERE m.article = ? AND m.id > ? ORDER BY m.id",
            [article, after],
        ).fetchall()
    return [StoredMark(number, Mark(*fields), received) for number, received, *fields in rows]


def _insert_evidence(db: Database, mark_id: int, article: int, mark: Mark) -> None:
    piece = json.loads(mark.value)
    fields = [piece.get(name, "") for name in ("url", "document", "quote", "locator", "stance")]
    withdrawn = int(piece.get("withdrawn") is True)
    db.execute(
        "INSERT INTO evidence (mark, article, sentence, key, url, document, quote, locator, "
        "stance, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [mark_id, article, mark.sentence, piece["key"], *fields, withdrawn],
    )
