"""What was written stays as it was written, whoever opens the file."""

import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

import db.connection
from articles.records import Link
from checks.records import Finding
from db.append_only import APPEND_ONLY, protect
from db.articles import add_article
from db.assistant import keep_answer, keep_consent
from db.connection import open_database
from db.documents import add_document, remove_document
from db.marks import append_marks
from db.migrations import known_steps, migrations
from db.snapshots import add_snapshot
from tests.db.examples import (
    example_article,
    example_document,
    example_mark,
    example_snapshot,
)

EVIDENCE = '{"key": "k", "url": "https://a.example", "stance": "supports"}'


@pytest.fixture
def filled(database, path, ada):
    """The path of a database with at least one row in every table."""
    article = example_article()
    article = type(article)(
        **{name: getattr(article, name) for name in article.__slots__}
        | {"links": (Link(0, 5, "https://a.example"),)}
    )
    finding = Finding("attributed", "yes", "named", 0.9, "A name stands before a verb of saying.")
    number = add_article(database, article, {2: {"attributed": finding}})
    given = example_mark(2, item="evidence", value=EVIDENCE)
    append_marks(database, number, ada, [example_mark(1), given])
    add_snapshot(database, example_snapshot(), ada)
    add_document(database, number, ada, example_document(name="gone.txt"))
    remove_document(database, number, ada, "gone.txt")
    add_document(database, number, ada, example_document())
    keep_consent(database, number, ada, address="http://a", model="m", agreed=True, at="now")
    keep_answer(database, number, 2, ada, model="m", prompt="p", answer={}, at="now")
    return path


@pytest.fixture(params=["ours", "another program's"])
def connection(filled, request):
    """A connection as we open it, and one as any other program does."""
    if request.param == "ours":
        opened = open_database(filled).conn
    else:
        opened = sqlite3.connect(filled, isolation_level=None)
    with closing(opened):
        yield opened


def rows(connection, table):
    return connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()


def columns(connection, table):
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_rows_cannot_be_changed_or_taken_away(connection, table):
    before = rows(connection, table)
    assert before
    column = columns(connection, table)[-1]
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"UPDATE OR REPLACE {table} SET {column} = {column}",
        f"UPDATE OR IGNORE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            connection.execute(statement)
    assert rows(connection, table) == before


def _other(value):
    if isinstance(value, str | bytes):
        return value + value[:1]
    return None if value is None else value + 100


def insert_over(connection, table, key, how):
    """Insert a row that shares ``key`` with one that is there and differs in all else."""
    names = columns(connection, table)
    old = dict(zip(names, rows(connection, table)[0], strict=True))
    new = {name: value if name in key else _other(value) for name, value in old.items()}
    places = ", ".join("?" * len(names))
    connection.execute(
        f"INSERT {how} INTO {table} ({', '.join(names)}) VALUES ({places})", list(new.values())
    )


@pytest.mark.parametrize(
    ("table", "key"), [(t, k) for t, keys in APPEND_ONLY.items() for k in keys]
)
def test_rows_cannot_be_replaced(connection, table, key):
    connection.execute("PRAGMA foreign_keys = OFF")
    before = rows(connection, table)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        insert_over(connection, table, key, "OR REPLACE")
    assert rows(connection, table) == before


def test_a_mark_that_comes_again_is_passed_over(connection):
    connection.execute("PRAGMA foreign_keys = OFF")
    before = rows(connection, "marks")
    insert_over(connection, "marks", ("client_id", "seq"), "OR REPLACE")
    insert_over(connection, "marks", ("client_id", "seq"), "")
    assert rows(connection, "marks") == before


def test_every_unique_key_is_guarded(database):
    guarded = {table: set(keys) for table, keys in APPEND_ONLY.items()}
    guarded["marks"].add(("client_id", "seq"))
    for table, keys in guarded.items():
        unique = {tuple(index.columns) for index in database[table].indexes if index.unique}
        assert unique | {tuple(database[table].pks)} == keys


def test_no_table_has_a_hidden_row_number(database):
    for table in APPEND_ONLY:
        if database[table].use_rowid or len(database[table].pks) > 1:
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                database.execute(f"SELECT rowid FROM {table}")


@pytest.mark.parametrize(("table", "number"), [("articles", -1), ("marks", -1), ("marks", 0)])
def test_a_number_that_would_stop_every_insert_is_refused(filled, table, number):
    with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
        names = columns(connection, table)
        values = [number, *(f"{name} of another" for name in names[1:])]
        typed = {"article": 1, "sentence": 1, "reviewer": 1, "seq": 99}
        values = [typed.get(name, value) for name, value in zip(names, values, strict=True)]
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute(
                f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", values
            )


def triggers(db):
    return {trigger.name: trigger.sql for trigger in db.triggers}


def test_triggers_that_a_transform_dropped_are_put_back(filled):
    database = open_database(filled)
    before = triggers(database)
    database["settings"].transform(rename={"value": "text"})
    database.execute("DROP TRIGGER marks_no_delete")
    database["evidence"].transform(types={"withdrawn": int}, drop_foreign_keys=["article"])
    assert len(triggers(database)) < len(before)
    protect(database)
    assert triggers(database) == before


def test_a_migration_that_transforms_a_table_keeps_its_triggers(filled, monkeypatch):
    later = Migrations("linecheck")
    for step in migrations.pending(Database(memory=True)):
        later()(step.fn)

    @later()
    def next_step(db):
        db["evidence"].transform(column_order=["mark", "stance"])
        assert not db["evidence"].triggers

    monkeypatch.setattr(db.connection, "migrations", later)
    monkeypatch.setattr(db.connection, "known_steps", lambda: known_steps() | {"next_step"})
    migrated = open_database(filled)
    assert migrated["evidence"].columns[1].name == "stance"
    kept = {"no_update", "no_delete", "no_replace", "indexed"}
    assert {t.name for t in migrated["evidence"].triggers} == {f"evidence_{name}" for name in kept}
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        migrated.execute("DELETE FROM evidence")
