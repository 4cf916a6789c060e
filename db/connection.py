"""Opening the database, and writing to it so that what is acknowledged is on disk."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.migrations import migrations

#: How long a writer waits for another one, in seconds. A batch of marks takes milliseconds.
BUSY_SECONDS = 10

_opened = threading.local()


class DatabaseProblem(Exception):
    """The database cannot do what was asked; the message says why and what to do."""


class DatabaseTooNew(DatabaseProblem):
    """The file was written by a newer version; it is left as it is."""


class DatabaseUnusable(DatabaseProblem):
    """The file is no database of ours, is damaged, or cannot be opened."""


def database_path() -> Path:
    """Return where the database lies: ``LINECHECK_DB``, or ``linecheck.db`` in this folder."""
    return Path(os.environ.get("LINECHECK_DB") or "linecheck.db").absolute()


def thread_database() -> Database:
    """Return this thread's own connection to the database at ``database_path()``.

    Opened on first use and kept; opened anew when another file lies at the path since.
    Raises ``DatabaseProblem``.
    """
    path = database_path()
    known = getattr(_opened, "database", None)
    if known is None or _opened.place != _place(path):
        if known is not None:
            known.close()
            _opened.database = None
        _opened.database = open_database(path)
        _opened.place = _place(path)
    return _opened.database


def open_database(path: Path | None = None) -> Database:
    """Open the database, make it if there is none, and bring it to the present shape.

    Raises ``DatabaseTooNew`` for one that a newer version has written, which stays untouched,
    and ``DatabaseUnusable`` where there is no database to be had.
    """
    path = path or database_path()
    with told_plainly(path):
        _refuse_newer(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")
            db = Database(connection)
            if migrations.pending(db):
                with write(db):
                    migrations.apply(db)
        except BaseException:
            connection.close()
            raise
        return db


@contextmanager
def write(db: Database) -> Iterator[None]:
    """Run a block as one transaction that holds the write lock from its beginning.

    A transaction that begins as a reader and turns writer fails where another has written in
    between; one that begins as a writer waits its turn. Raises ``DatabaseProblem``.
    """
    with told_plainly(database_file(db)):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            # SQLite ends the transaction by itself on a full disk.
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise
        try:
            db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into sentences a person can act on."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the kind of error; the rest tells its variants apart.
        sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if sentence is None:
            raise
        kind = DatabaseUnusable if sentence in _UNUSABLE else DatabaseProblem
        raise kind(sentence.format(path=path)) from error


def database_file(db: Database) -> Path:
    """Return the file an open database lies in."""
    return Path(db.execute("PRAGMA database_list").fetchone()[2])


_NOT_OURS = "{path} is not a Linecheck database. Move it away, or set LINECHECK_DB to another file."
_CANNOT_OPEN = (
    "{path} cannot be opened. See that its folder is there and may be written to, "
    "or set LINECHECK_DB to another file."
)
_DAMAGED = "{path} is damaged. Bring it back from a backup; nothing was written to it."
_UNUSABLE = (_NOT_OURS, _CANNOT_OPEN, _DAMAGED)
_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full. Make room; what was not kept can be sent again.",
    sqlite3.SQLITE_IOERR: "The disk does not answer as it should. What was not kept can be sent "
    "again once {path} can be read and written.",
    sqlite3.SQLITE_BUSY: "Another program is writing to {path}. Try again in a moment.",
    sqlite3.SQLITE_LOCKED: "Another program is writing to {path}. Try again in a moment.",
    sqlite3.SQLITE_READONLY: "{path} may only be read. Give yourself the right to write to it.",
    sqlite3.SQLITE_PERM: _CANNOT_OPEN,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
}


def _refuse_newer(path: Path) -> None:
    """Look at the file before anything is written beside it, and refuse what is not for us."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    if path.is_dir():
        raise DatabaseUnusable(_CANNOT_OPEN.format(path=path))
    # "immutable" reads the file alone: no lock, no -wal, no -shm is made beside it. It must not be
    # used while somebody has the database open, which a -wal file tells.
    alone = not path.with_name(path.name + "-wal").exists()
    look = f"{path.as_uri()}?mode=ro" + ("&immutable=1" if alone else "")
    with closing(sqlite3.connect(look, uri=True, timeout=BUSY_SECONDS)) as connection:
        looked_at = Database(connection)
        applied = {step.name for step in migrations.applied(looked_at)}
        if not applied and looked_at.table_names():
            raise DatabaseUnusable(_NOT_OURS.format(path=path))
    newer = applied - _step_names()
    if newer:
        raise DatabaseTooNew(
            f"{path} was written by a newer version of Linecheck. Start that version, "
            "or set LINECHECK_DB to another file. Nothing in it was touched."
        )


def _step_names() -> set[str]:
    return {step.name for step in migrations.pending(Database(memory=True))}


def _place(path: Path) -> tuple[Path, int]:
    try:
        return path, path.stat().st_ino
    except FileNotFoundError:
        return path, 0
