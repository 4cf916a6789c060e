"""Opening and writing: a database is made, kept, refused or explained, never harmed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

import db.connection
from db.articles import add_article, articles
from db.connection import (
    DatabaseProblem,
    DatabaseTooNew,
    DatabaseUnusable,
    database_path,
    open_database,
    read,
    thread_database,
    write,
)
from db.marks import append_marks, marks
from db.settings import database_id
from tests.db.examples import example_article, example_mark, folder_contents

ROOT = Path(__file__).parents[2]


def plain(path: Path) -> sqlite3.Connection:
    """Open a file as any other program would, with none of our settings."""
    return sqlite3.connect(path, isolation_level=None)


def test_a_new_database_is_made_for_safe_keeping(database):
    def setting(name):
        return database.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == 2
    assert setting("foreign_keys") == 1
    assert setting("recursive_triggers") == 1
    assert setting("integrity_check") == "ok"


def test_what_was_written_is_there_when_it_is_opened_again(database, path):
    number = add_article(database, example_article(), {})
    name = database_id(database)
    database.close()
    again = open_database(path)
    assert [row.number for row in articles(again)] == [number]
    assert database_id(again) == name


@pytest.mark.parametrize("name", ["with space.db", "50%.db", "a?b#c.db", "été.db", "x"])
def test_any_file_name_will_do(tmp_path, name):
    for _ in range(2):
        open_database(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_path_may_be_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        open_database(Path("here.db")).close()
    assert (tmp_path / "here.db").is_file()


def test_the_environment_names_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINECHECK_DB", raising=False)
    assert database_path() == tmp_path / "linecheck.db"
    monkeypatch.setenv("LINECHECK_DB", str(tmp_path / "other.db"))
    assert database_path() == tmp_path / "other.db"


def test_an_empty_file_becomes_a_database(path):
    path.touch()
    assert articles(open_database(path)) == []


NEWER = {
    "a step we do not know": "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
    "VALUES ('linecheck', 'step_of_next_year', '2027-01-01')",
    "a larger user_version": "PRAGMA user_version = 1000",
}


@pytest.mark.parametrize("change", NEWER.values(), ids=NEWER.keys())
def test_a_newer_database_is_refused_and_untouched(tmp_path, change):
    path = tmp_path / "linecheck.db"
    open_database(path).close()
    with closing(plain(path)) as connection:
        connection.execute(change)
    before = folder_contents(tmp_path)
    with pytest.raises(DatabaseTooNew, match="newer version"):
        open_database(path)
    assert folder_contents(tmp_path) == before
    assert list(before) == ["linecheck.db"]


def test_a_newer_database_without_tables_is_refused(path):
    with closing(plain(path)) as connection:
        connection.execute("PRAGMA user_version = 1000")
    with pytest.raises(DatabaseTooNew):
        open_database(path)


def test_a_newer_database_left_by_a_crash_is_refused_and_untouched(tmp_path):
    writer = open_database(tmp_path / "linecheck.db")
    writer.execute(NEWER["a step we do not know"])
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    # The step is in the -wal file only, as if the writer had been killed at this moment.
    for name in ("linecheck.db", "linecheck.db-wal"):
        shutil.copy(tmp_path / name, crashed / name)
    before = folder_contents(crashed)
    with pytest.raises(DatabaseTooNew):
        open_database(crashed / "linecheck.db")
    after = folder_contents(crashed)
    assert {name: after[name] for name in before} == before


def test_a_newer_database_in_use_is_refused(path, database):
    database.execute(NEWER["a step we do not know"])
    with pytest.raises(DatabaseTooNew):
        open_database(path)


def make_text(path: Path) -> None:
    path.write_text("This is a letter, and by no means a database. " * 50)


def make_foreign(path: Path) -> None:
    with closing(plain(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute("PRAGMA user_version = 1000")


def make_foreign_migrations(path: Path) -> None:
    with closing(plain(path)) as connection:
        connection.execute("CREATE TABLE _sqlite_migrations (something TEXT)")


def make_damaged(path: Path) -> None:
    open_database(path).close()
    whole = bytearray(path.read_bytes())
    whole[100:4096] = b"\xff" * (4096 - 100)
    path.write_bytes(whole)


def make_cut_short(path: Path) -> None:
    open_database(path).close()
    os.truncate(path, 5000)


@pytest.mark.parametrize(
    "make", [make_text, make_foreign, make_foreign_migrations, make_damaged, make_cut_short]
)
def test_what_is_no_database_of_ours_is_refused_and_untouched(tmp_path, make):
    path = tmp_path / "linecheck.db"
    make(path)
    before = folder_contents(tmp_path)
    with pytest.raises(DatabaseUnusable) as told:
        open_database(path)
    assert str(path) in str(told.value)
    assert folder_contents(tmp_path) == before


def test_places_where_no_file_can_be_are_explained(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for place in (
        tmp_path,
        tmp_path / "no folder" / "linecheck.db",
        file / "linecheck.db",
        tmp_path / ("x" * 300),
        fifo,
    ):
        with pytest.raises(DatabaseUnusable, match="LINECHECK_DB") as told:
            open_database(place)
        assert str(place) in str(told.value)


def test_many_may_make_the_same_database_at_once(path):
    together = threading.Barrier(20)
    problems = []

    def make():
        together.wait()
        try:
            open_database(path).close()
        except DatabaseProblem as problem:
            problems.append(problem)

    threads = [threading.Thread(target=make) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_a_database_that_another_program_is_just_making_is_waited_for(path, monkeypatch):
    with closing(plain(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(db.connection.time, "sleep", lambda _: other.execute("ROLLBACK"))
        assert articles(open_database(path)) == []
        assert not other.in_transaction


def test_a_write_that_fails_leaves_nothing(database, article, ada):
    def fail_halfway():
        with write(database):
            database.execute("INSERT INTO settings VALUES ('half', 'done')")
            raise LookupError

    with pytest.raises(LookupError):
        fail_halfway()
    assert database.execute("SELECT count(*) FROM settings").fetchone() == (0,)
    append_marks(database, article, ada, [example_mark()])
    assert len(marks(database, article)) == 1


def test_a_write_holds_the_lock_from_its_beginning(database, path):
    other = plain(path)
    other.execute("PRAGMA busy_timeout = 0")
    with write(database), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_lock_that_others_keep_is_explained(database, path):
    database.execute("PRAGMA busy_timeout = 0")
    with closing(plain(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseProblem, match="Another program is writing"), write(database):
            pass


def test_a_full_disk_is_explained_and_keeps_what_was_there(database, article, ada):
    append_marks(database, article, ada, [example_mark(1)])
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    long_notes = [example_mark(seq, item="note", value="x" * 20_000) for seq in range(2, 20)]
    with pytest.raises(DatabaseProblem, match="disk is full"):
        append_marks(database, article, ada, long_notes)
    assert [stored.mark.seq for stored in marks(database, article)] == [1]
    database.execute("PRAGMA max_page_count = 1000000")
    append_marks(database, article, ada, long_notes)
    assert len(marks(database, article)) == 19


FULL_DISK = """
import resource, sys
from pathlib import Path
from db.connection import DatabaseProblem, open_database, write
db = open_database(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    with write(db):
        db.execute("INSERT INTO settings VALUES ('large', ?)", ["x" * 1_000_000])
except DatabaseProblem as problem:
    print(problem)
"""


def test_a_file_that_may_not_grow_is_explained(path):
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "can be sent again" in told.stdout
    assert articles(open_database(path)) == []


def test_a_database_that_may_only_be_read_is_explained(database, article, ada):
    database.execute("PRAGMA query_only = ON")
    with pytest.raises(DatabaseUnusable, match="may only be read"):
        append_marks(database, article, ada, [example_mark()])


def test_damage_found_while_reading_is_explained(path, article, database):
    database.close()
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    path.write_bytes(whole)
    with pytest.raises(DatabaseUnusable, match="damaged"):
        marks(open_database(path), article)


def test_a_read_sees_one_moment(database, path, article, ada):
    with closing(open_database(path)) as other, read(database):
        before = marks(database, article)
        append_marks(other, article, ada, [example_mark()])
        assert marks(database, article) == before
    assert len(marks(database, article)) == 1


def test_each_thread_has_its_own_connection(path, monkeypatch):
    monkeypatch.setenv("LINECHECK_DB", str(path))
    mine = thread_database()
    others = []
    thread = threading.Thread(target=lambda: others.append(thread_database()))
    thread.start()
    thread.join()
    assert thread_database() is mine
    assert others[0] is not mine


def test_a_thread_follows_the_file_when_it_is_replaced(path, monkeypatch, tmp_path):
    monkeypatch.setenv("LINECHECK_DB", str(path))
    first = database_id(thread_database())
    open_database(tmp_path / "other.db").close()
    for name in ("linecheck.db-wal", "linecheck.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "other.db").replace(path)
    assert database_id(thread_database()) != first
