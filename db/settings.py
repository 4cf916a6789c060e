"""What the database knows about itself: its identity and its secret, each made once."""

import secrets
import uuid
from collections.abc import Callable

from sqlite_utils import Database

from db.connection import read, write


def database_id(db: Database) -> str:
    """Return the database's own name, a UUID, by which browsers tell databases apart."""
    return _setting(db, "database_id", lambda: str(uuid.uuid4()))


def secret(db: Database) -> str:
    """Return the secret that passes and cookies are signed with: 256 random bits."""
    return _setting(db, "secret", lambda: secrets.token_urlsafe(32))


def _setting(db: Database, name: str, make: Callable[[], str]) -> str:
    value = _read(db, name)
    if value is None:
        with write(db):
            db.execute("INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)", [name, make()])
        value = _read(db, name)
        assert value is not None
    return value


def _read(db: Database, name: str) -> str | None:
    with read(db):
        row = db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
    return row[0] if row else None
