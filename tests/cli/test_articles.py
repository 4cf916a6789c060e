"""``add``, ``list`` and ``report``: what is in the database, and what comes out of it."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html

from db.connection import open_database
from db.marks import append_marks
from db.reviewers import reviewer
from reports import FORMATS
from tests.reports.examples import BINARY, mark

SENTENCES = 3


@pytest.fixture
def added(run, database: Path, draft: Path) -> str:
    """The number of the draft, which has been added."""
    return run("add", draft).lines[0]


def test_add_prints_the_number_and_nothing_else(run, database, draft):
    ended = run("add", draft)
    assert ended == (0, b"1\n", "")
    assert database.is_file()


def test_the_same_text_is_not_added_twice(run, draft, added, tmp_path):
    again = tmp_path / "again.txt"
    again.write_bytes(draft.read_bytes())
    ended = run("add", again)
    assert (ended.status, ended.lines) == (0, [added])
    assert f"article {added}" in ended.err
    assert len(run("list").lines) == 1


def test_list_gives_number_progress_and_title_newest_first(run, added, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("The river rose on Friday.")
    second = run("add", other).lines[0]
    fields = [line.split("\t") for line in run("list").lines]
    assert fields == [
        [second, "0/1", "other"],
        [added, f"0/{SENTENCES}", "A headline over two paragraphs"],
    ]


def test_an_empty_list_says_what_to_do(run, database):
    ended = run("list")
    assert (ended.status, ended.out) == (0, b"")
    assert "add" in ended.err


def test_a_title_stays_on_its_line_and_does_not_steer(run, database, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text('---\ntitle: "A\\tbridge \x1b[31m\u202eturned"\n---\n\nIt closed on Monday.\n')
    run("add", path)
    (line,) = run("list").lines
    assert line.count("\t") == 2
    assert line.isprintable() or line.replace("\t", "").isprintable()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a",
        "http://127.0.0.1:1/a",
        "http://[::1]/a",
        "HTTP://127.0.0.1/a",
        "ftp://127.0.0.1/a",
        "file:///etc/hostname",
        "http://",
    ],
)
def test_an_address_of_this_machine_is_refused_with_a_sentence(run, database, address):
    ended = run("add", address)
    assert (ended.status, ended.out) == (2, b"")
    assert ended.err.startswith("Error: ")
    assert len(ended.err.splitlines()) == 1
    assert ended.err.rstrip().endswith(".")


def test_what_cannot_be_read_is_not_added(run, database, tmp_path):
    ended = run("add", tmp_path / "missing.txt")
    assert ended.status == 2
    assert "missing.txt" in ended.err
    assert run("list").lines == []


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_report_goes_to_a_file_or_to_standard_output(run, added, tmp_path, form):
    out = tmp_path / "report"
    ended = run("report", added, "--format", form, "-o", out)
    assert (ended.status, ended.out) == (0, b"")
    assert bool(ended.err) == (form == "claimreview")
    # Nobody has decided anything yet, and these two carry decisions alone.
    if form not in {"claimreview", "webannotation", *BINARY}:
        assert b"The council closed the bridge on Monday" in out.read_bytes()
    for arguments in ([], ["-o", "-"]):
        shown = run("report", added, "--format", form, *arguments)
        assert shown.status == 0
        # Two reports differ by the second in which they were written.
        assert shown.out[:4] == out.read_bytes()[:4]
        assert form in BINARY or len(shown.out) == len(out.read_bytes())


def test_each_format_is_what_it_says(run, added):
    def rendered(form: str) -> str:
        return run("report", added, "--format", form).out.decode("utf-8-sig")

    assert json.loads(rendered("json"))["article"] == int(added)
    assert len(list(csv.DictReader(io.StringIO(rendered("csv"), newline="")))) == SENTENCES + 1
    assert html.fromstring(rendered("html")).findtext(".//h1") == "A headline over two paragraphs"
    assert rendered("markdown").startswith("# ")


def test_what_a_claim_review_lacks_is_told(run, added, monkeypatch):
    for name in ("LINECHECK_PUBLISHER", "LINECHECK_URL"):
        monkeypatch.delenv(name, raising=False)
    told = run("report", added, "--format", "claimreview").err.splitlines()
    assert all(line.endswith(".") for line in told)
    assert any("LINECHECK_URL" in line for line in told)
    assert any("LINECHECK_PUBLISHER" in line for line in told)


def test_a_feed_goes_to_standard_output_or_to_a_file(run, added, tmp_path, monkeypatch):
    monkeypatch.setenv("LINECHECK_PUBLISHER", "The Checkers")
    monkeypatch.setenv("LINECHECK_URL", "https://checkers.example")
    shown = run("feed")
    assert (shown.status, shown.err) == (0, "")
    assert json.loads(shown.out)["@type"] == "DataFeed"
    out = tmp_path / "feed.jsonld"
    assert run("feed", "-o", out) == (0, b"", "")
    assert out.read_bytes() == shown.out
    monkeypatch.delenv("LINECHECK_URL")
    assert "LINECHECK_URL" in run("feed").err


def test_a_report_on_an_article_that_is_not_there_gets_a_sentence(run, added):
    ended = run("report", "999", "--format", "html")
    assert (ended.status, ended.out) == (2, b"")
    assert "999" in ended.err
    assert "list" in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("number", ["-1", "0", "9223372036854775808"])
def test_no_number_leads_to_a_traceback(run, added, number):
    ended = run("report", "--format", "html", "--", number)
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1


def test_output_that_cannot_be_written_gets_a_sentence(run, added, tmp_path):
    ended = run("report", added, "--format", "html", "-o", tmp_path / "no" / "such" / "folder.html")
    assert (ended.status, ended.out) == (2, b"")
    assert "cannot be written" in ended.err
    assert "-o" in ended.err


@pytest.mark.parametrize(
    "arguments", [["report", "one", "--format", "html"], ["report", "1"], ["report"], ["add"]]
)
def test_wrong_usage_ends_with_two(run, database, arguments):
    ended = run(*arguments)
    assert ended.status == 2
    assert "Usage:" in ended.err


@pytest.mark.parametrize("command", ["add", "list", "report"])
def test_a_database_of_a_newer_version_is_left_alone(run, added, database, draft, command):
    db = open_database(database)
    db.execute("PRAGMA user_version = 1000")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = database.read_bytes()
    arguments = {"add": [draft], "list": [], "report": [added, "--format", "html"]}
    ended = run(command, *arguments[command])
    assert (ended.status, ended.out) == (2, b"")
    assert "newer version" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert database.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(run, database):
    database.write_text("My notes on the bridge, which are no database at all.")
    ended = run("list")
    assert ended.status == 2
    assert "LINECHECK_DB" in ended.err
    assert database.read_text().startswith("My notes")


def test_an_article_longer_than_a_review_holds_is_refused_and_nothing_is_added(run, tmp_path):
    book = tmp_path / "book.txt"
    book.write_text("It rained.\n\n" * 20_001)
    ended = run("add", book)
    assert ended.status == 2
    assert "20,001 sentences" in ended.err
    assert run("list").lines == []


def test_what_is_left_out_of_a_report_is_said_in_it(run, added):
    shown = run("report", added, "--format", "markdown", "--only-changes", "--without-notes")
    assert b"Only the sentences that need a change are shown" in shown.out
    assert b"The council closed the bridge on Monday" not in shown.out


def test_nothing_is_left_out_of_what_import_takes_back(run, added):
    ended = run("report", added, "--format", "json", "--reviewers", "none")
    assert (ended.status, ended.out) == (2, b"")
    assert "complete" in ended.err


@pytest.fixture
def judged(added, database) -> str:
    """The article with a verdict on its second and its third line."""
    db = open_database(database)
    verdicts = [mark(number, "verdict", "wrong") for number in (2, 3)]
    append_marks(db, int(added), reviewer(db, "Ada"), verdicts)
    db.close()
    return added


def reviewed_claims(ended) -> list[str]:
    assert ended.status == 0
    return [one["claimReviewed"] for one in json.loads(ended.out)]


def test_a_claimreview_is_made_of_the_sentences_that_are_chosen(run, judged):
    def made(*arguments):
        return run("report", judged, "--format", "claimreview", *arguments)

    every = reviewed_claims(made())
    assert len(every) == 2
    assert reviewed_claims(made("--sentence", "3")) == every[1:]
    for both in (["--sentence", "3", "--sentence", "2"], ["--sentence", "2-3,2"]):
        assert reviewed_claims(made(*both)) == every


@pytest.mark.parametrize(
    ("form", "sentence", "told"),
    [
        ("claimreview", "99", "no sentence 99"),
        ("claimreview", "2-4", "Sentence 4 has no verdict"),
        ("claimreview", "second", "3,7-9"),
        ("html", "2", "claimreview"),
    ],
)
def test_sentences_that_cannot_be_chosen_get_a_sentence(run, judged, form, sentence, told):
    ended = run("report", judged, "--format", form, "--sentence", sentence)
    assert (ended.status, ended.out) == (2, b"")
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1
