"""What a report says of the copies that were kept of its evidence: of pages and of files."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from db.connection import read
from db.snapshots import snapshots
from reviews.records import CopyVersion, Evidence, KeptCopy


def kept_copies(db: Database, article: int, pieces: Iterable[Evidence]) -> tuple[KeptCopy, ...]:
    """Return the copy of each page and file that evidence names, in its order, where one was kept.

    Of a copy that is not here, what a report told of it that the article was put back from.
    """
    named = dict.fromkeys(
        (kind, name)
        for piece in pieces
        for kind, name in (("page", piece.url), ("file", piece.document))
        if name
    )
    with read(db):
        told = _told(db, article) if named else {}
        found = [
            (_page(db, name) if kind == "page" else _file(db, article, name))
            or told.get((kind, name))
            for kind, name in named
        ]
    return tuple(copy for copy in found if copy)


def insert_told_copies(db: Database, article: int, copies: Iterable[KeptCopy]) -> None:
    """Keep what a report tells of copies that are elsewhere; inside the caller's transaction."""
    for copy in copies:
        versions = json.dumps([[version.at, version.sha256] for version in copy.versions])
        db.execute(
            "INSERT INTO told_copies (article, kind, name, versions, looked_at, removed_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [article, copy.kind, copy.name, versions, copy.looked_at, copy.removed_at],
        )


def _page(db: Database, url: str) -> KeptCopy | None:
    looks = snapshots(db, url)
    if not looks:
        return None
    versions = tuple(
        CopyVersion(look.fetched_at, look.sha256) for look in looks if look.same_as == look.id
    )
    return KeptCopy("page", url, versions, looks[-1].fetched_at)


def _file(db: Database, article: int, name: str) -> KeptCopy | None:
    rows = db.execute(
        "SELECT added_at, sha256, '' FROM documents WHERE article = :article AND name = :name "
        "UNION ALL SELECT added_at, sha256, removed_at FROM removed_documents "
        "WHERE article = :article AND name = :name ORDER BY added_at",
        {"article": article, "name": name},
    ).fetchall()
    if not rows:
        return None
    versions = tuple(CopyVersion(at, sha256) for at, sha256, _ in rows)
    gone = all(removed_at for _, _, removed_at in rows)
    removed_at = max(row[2] for row in rows) if gone else ""
    return KeptCopy("file", name, versions, versions[-1].at, removed_at)


def _told(db: Database, article: int) -> dict[tuple[str, str], KeptCopy]:
    rows = db.execute(
        "SELECT kind, name, versions, looked_at, removed_at FROM told_copies WHERE article = ?",
        [article],
    )
    return {
        (kind, name): KeptCopy(
            kind,
            name,
            tuple(CopyVersion(*version) for version in json.loads(versions)),
            looked_at,
            removed_at,
        )
        for kind, name, versions, looked_at, removed_at in rows
    }
