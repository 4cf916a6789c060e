"""Opening the database, and writing to it so that what is acknowledged is on disk."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.append_only import protect
from db.migrations import known_steps, migrations

#: How long a writer waits for another one, in seconds. A batch of marks takes milliseconds.
BUSY_SECONDS = 10

#: The version that strict tables came with; Python 3.11 is usually built with a newer one.
OLDEST_SQLITE = (3, 37, 0)

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
    path = (path or database_path()).absolute()
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseUnusable(_OLD_SQLITE)
    with told_plainly(path):
        _look_at(path)
        # Without an isolation level Python begins no transactions of its own: write() does.
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            db = Database(connection, recursive_triggers=True)
            _migrate(db, path)
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
def read(db: Database) -> Iterator[None]:
    """Run a block in which all queries see the database as it is at the first of them.

    Inside ``write`` it joins that transaction. Raises ``DatabaseProblem``.
    """
    with told_plainly(database_file(db)):
        if db.conn.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            if db.conn.in_transaction:
                db.execute("COMMIT")


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


_OLD_SQLITE = (
    f"This Python comes with SQLite {sqlite3.sqlite_version}; Linecheck needs 3.37 or newer. "
    "Use a newer Python."
)
_TOO_NEW = (
    "{path} was written by a newer version of Linecheck. Start that version, "
    "or set LINECHECK_DB to another file. Nothing in it was touched."
)
_NOT_OURS = "{path} is not a Linecheck database. Move it away, or set LINECHECK_DB to another file."
_NO_FILE = "{path} is a folder or a device, not a file. Set LINECHECK_DB to a file."
_CANNOT_OPEN = (
    "{path} cannot be opened. See that its folder is there and may be written to, "
    "or set LINECHECK_DB to another file."
)
_READ_ONLY = (
    "{path} may only be read. Give yourself the right to write to it and to its folder, "
    "or set LINECHECK_DB to another file."
)
_BUSY = "Another program is writing to {path}. Try again in a moment."
_DAMAGED = "{path} is damaged. Bring it back from a backup; nothing was written to it."
_UNUSABLE = (_NOT_OURS, _CANNOT_OPEN, _READ_ONLY, _DAMAGED)
_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full. Make room; what was not kept can be sent again.",
    sqlite3.SQLITE_IOERR: "The disk does not answer as it should. What was not kept can be sent "
    "again once {path} can be read and written.",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _CANNOT_OPEN,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
}


def _look_at(path: Path) -> None:
    """Refuse what is not for us before anything is written to it or beside it.

    Where a crash has left a -wal file, SQLite may have to make a -shm file to read it. That is
    its working memory and holds nothing; the database and the -wal file stay as they are.
    """
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise DatabaseUnusable(_NO_FILE.format(path=path))
        if path.stat().st_size == 0:
            return
        # "immutable" reads the file alone: no lock is taken and nothing is made beside it. It
        # must not be used while somebody has the database open, which a -wal file tells.
        alone = not path.with_name(path.name + "-wal").exists()
    except OSError as error:
        raise DatabaseUnusable(_CANNOT_OPEN.format(path=path)) from error
    look = f"{path.as_uri()}?mode=ro" + ("&immutable=1" if alone else "")
    with closing(sqlite3.connect(look, uri=True, timeout=BUSY_SECONDS)) as connection:
        _refuse_foreign(Database(connection), path)


def _refuse_foreign(db: Database, path: Path) -> None:
    """Refuse a database of a newer version, or of another program."""
    tables = set(db.table_names())
    try:
        applied = {step.name for step in migrations.applied(db)}
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        # Somebody else's table has the name of the one that lists our steps.
        raise DatabaseUnusable(_NOT_OURS.format(path=path)) from error
    ours = not tables or applied or {"articles", "sentences", "marks"} <= tables
    (written_by,) = db.execute("PRAGMA user_version").fetchone()
    if applied - known_steps() or (ours and written_by > len(known_steps())):
        raise DatabaseTooNew(_TOO_NEW.format(path=path))
    if tables and not applied:
        raise DatabaseUnusable(_NOT_OURS.format(path=path))


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, which SQLite refuses, without waiting, while others do so."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def _migrate(db: Database, path: Path) -> None:
    """Take the steps that are missing, all or nothing, and see that nobody has gone further.

    Others may have opened the file since we looked at it; under the write lock they cannot.
    """
    if not migrations.pending(db):
        return
    with write(db):
        _refuse_foreign(db, path)
        migrations.apply(db)
        protect(db)
        db.execute(f"PRAGMA user_version = {len(known_steps())}")


def _place(path: Path) -> tuple[Path, int]:
    try:
        return path, path.stat().st_ino
    except OSError:
        return path, 0
