"""Pages that were kept, by their address: what one desk fetched serves all its articles."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import read, write
from db.reviewers import reviewer_name
from evidence.snapshots import Snapshot


class NoSuchSnapshot(LookupError):
    """No snapshot has this number."""


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """One look at a page; ``same_as`` has its text, itself where it differs from the one before."""

    id: int
    url: str
    final_url: str
    fetched_at: str
    sha256: str
    same_as: int


def add_snapshot(db: Database, snapshot: Snapshot, reviewer: int) -> int:
    """Keep a snapshot; return its number. Raises NoSuchReviewer and DatabaseProblem.

    Where the page still reads as the last copy does, only that it was looked at is kept: pages
    change their adverts with every visit, so the text decides, not the bytes.
    """
    with write(db):
        reviewer_name(db, reviewer)
        last = db.execute(
            "SELECT COALESCE(s.same_as, s.id), t.text FROM snapshots s "
            "JOIN snapshots t ON t.id = COALESCE(s.same_as, s.id) "
            "WHERE s.url = ? ORDER BY s.id DESC LIMIT 1",
            [snapshot.url],
        ).fetchone()
        same = last is not None and last[1] == _kept(snapshot.texts.text)
        contents = (
            [last[0], None, None, None]
            if same
            else [None, snapshot.warc, _kept(snapshot.texts.text), _kept(snapshot.texts.whole)]
        )
        return db.execute(
            "INSERT INTO snapshots (url, final_url, fetched_at, content_type, sha256, same_as, "
            "warc, text, whole_text, reviewer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(snapshot.url, snapshot.final_url, snapshot.fetched_at, snapshot.content_type),
                *(snapshot.sha256, *contents, reviewer),
            ],
        ).lastrowid


def snapshots(db: Database, url: str) -> list[StoredSnapshot]:
    """Return all looks at an address, the oldest first."""
    with read(db):
        rows = db.execute(
            "SELECT id, url, final_url, fetched_at, sha256, COALESCE(same_as, id) FROM snapshots "
            "WHERE url = ? ORDER BY id",
            [url],
        ).fetchall()
    return [StoredSnapshot(*row) for row in rows]


def snapshot(db: Database, number: int) -> StoredSnapshot:
    """Return one look at a page. Raises NoSuchSnapshot."""
    with read(db):
        row = db.execute(
            "SELECT id, url, final_url, fetched_at, sha256, COALESCE(same_as, id) FROM snapshots "
            "WHERE id = ?",
            [number],
        ).fetchone()
    if row is None:
        raise _no_such(number)
    return StoredSnapshot(*row)


def snapshot_text(db: Database, number: int) -> str:
    """Return the text of a snapshot as it is read and compared. Raises NoSuchSnapshot."""
    return _content(db, number, "text")


def snapshot_whole_text(db: Database, number: int) -> str:
    """Return everything that could be seen on the page. Raises NoSuchSnapshot."""
    return _content(db, number, "whole_text")


def snapshot_warc(db: Database, number: int) -> bytes:
    """Return the WARC file of a snapshot. Raises NoSuchSnapshot."""
    return _content(db, number, "warc")


def _content(db: Database, number: int, column: str):
    with read(db):
        row = db.execute(
            f"SELECT {column} FROM snapshots WHERE id = "
            "(SELECT COALESCE(same_as, id) FROM snapshots WHERE id = ?)",
            [number],
        ).fetchone()
    if row is None:
        raise _no_such(number)
    return row[0]


def _no_such(number: int) -> NoSuchSnapshot:
    return NoSuchSnapshot(f"There is no copy {number}.")


def _kept(text: str) -> str:
    """The text with nothing in it that cannot be kept or at which programs stop reading."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
