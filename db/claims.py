"""Fact-checks that others published, kept so that they are there without a network."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import UTC, datetime

from sqlite_utils import Database

from db.connection import read, write
from evidence.claims import PublishedClaim
from evidence.passages import word_query
from evidence.repeats import LEAST_SHARED, shared

_FIELDS = [field.name for field in fields(PublishedClaim)]
_CANDIDATES = 100


def add_claims(db: Database, claims: Iterable[PublishedClaim]) -> int:
    """Keep published claims, those known by address and claim brought up to date; say how many."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    newer = ", ".join(f"{name} = excluded.{name}" for name in [*_FIELDS, "imported_at"])
    count = 0
    with write(db):
        for claim in claims:
            db.execute(
                f"INSERT INTO claims ({', '.join(_FIELDS)}, imported_at) "
                f"VALUES ({', '.join('?' * (len(_FIELDS) + 1))}) "
                f"ON CONFLICT (url, claim) DO UPDATE SET {newer}",
                [*asdict(claim).values(), now],
            )
            count += 1
    return count


def published_claims(db: Database, text: str, most: int = 3) -> list[PublishedClaim]:
    """Return published claims that a sentence repeats, the likest first."""
    words = word_query(text)
    if not words:
        return []
    with read(db):
        rows = db.execute(
            f"SELECT {', '.join(f'c.{name}' for name in _FIELDS)} FROM claims_index "
            "JOIN claims c ON c.id = claims_index.rowid WHERE claims_index MATCH ? "
            "ORDER BY bm25(claims_index), c.id DESC LIMIT ?",
            [words, _CANDIDATES],
        ).fetchall()
    found = [PublishedClaim(*row) for row in rows]
    # Claims are worded anew by each publisher.
    ranked = sorted(((shared(claim.claim, text), claim) for claim in found), key=lambda p: -p[0])
    return [claim for share, claim in ranked if share >= LEAST_SHARED][:most]
