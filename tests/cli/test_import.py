"""``import``: an article with its marks, from one database to another."""

import sys
from io import BytesIO, TextIOWrapper

import pytest

from db.connection import open_database
from db.marks import append_marks
from db.reviewers import reviewer
from reviews.records import Mark

AT = "2026-03-01T10:00:00.000Z"


@pytest.fixture
def exported(run, database, draft, tmp_path):
    """The draft with two marks, as a JSON report in a file."""
    number = run("add", draft).lines[0]
    db = open_database(database)
    marks = [
        Mark(2, "attributed", "yes", AT, "tab", 1),
        Mark(0, "verdict", "changes", AT, "tab", 2),
    ]
    append_marks(db, int(number), reviewer(db, "Ada"), marks)
    db.close()
    path = tmp_path / "report.json"
    assert run("report", number, "--format", "json", "-o", path).status == 0
    return path


@pytest.fixture
def elsewhere(exported, tmp_path, monkeypatch):
    """Where another database will be; there is none yet."""
    path = tmp_path / "elsewhere.db"
    monkeypatch.setenv("LINECHECK_DB", str(path))
    return path


def test_a_second_export_is_the_same_byte_for_byte(run, exported, elsewhere):
    assert run("import", exported) == (0, b"1\n", "")
    assert run("report", "1", "--format", "json").out == exported.read_bytes()
    assert run("list").lines == ["1\t0/3\tA headline over two paragraphs"]


def test_it_is_taken_from_standard_input(run, exported, elsewhere, monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(exported.read_bytes())))
    assert run("import", "-") == (0, b"1\n", "")


def test_a_number_that_is_taken_is_told(run, exported, elsewhere, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("The river rose on Friday.")
    run("add", other)
    ended = run("import", exported)
    assert (ended.status, ended.lines) == (0, ["2"])
    assert "Number 1 is taken" in ended.err


def test_what_is_there_already_is_not_doubled(run, exported):
    ended = run("import", exported)
    assert (ended.status, ended.out) == (2, b"")
    assert "article 1" in ended.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"council closed", b"council opened", "SHA-256"),
        (b'"value": "changes"', b'"value": "perhaps"', "perhaps"),
        (b'"schema_version": 2', b'"schema_version": 99', "version 99"),
        (b'"summary": ""', b'"summary": "Slipped in."', "contradicts itself"),
        (b'"language": "en"', b'"language": 7', "schema, at language"),
        (b"{", b"\xff{", "UTF-8"),
    ],
)
def test_a_file_that_was_tampered_with_changes_nothing(run, exported, elsewhere, old, new, told):
    exported.write_bytes(exported.read_bytes().replace(old, new, 1))
    ended = run("import", exported)
    assert (ended.status, ended.out) == (2, b"")
    assert told in ended.err
    assert "is not imported" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert run("list").lines == []


def test_a_file_that_is_not_there_gets_a_sentence(run, database, tmp_path):
    ended = run("import", tmp_path / "none.json")
    assert (ended.status, ended.out) == (2, b"")
    assert "none.json" in ended.err
