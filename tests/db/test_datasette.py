"""The database as Datasette shows it: started for real, on this machine only, and asked by HTTP."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
import yaml

import db
from db.articles import add_article
from db.connection import open_database
from db.marks import append_marks
from db.reviewers import reviewer
from db.settings import secret
from reviews.items import REVIEWED_KINDS
from tests.db.examples import example_article, example_mark

METADATA = Path(db.__file__).with_name("datasette.yaml")
DESCRIBED = yaml.safe_load(METADATA.read_text(encoding="utf-8"))["databases"]["linecheck"]


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    """A database with one article that two people have marked."""
    path = tmp_path_factory.mktemp("datasette") / "linecheck.db"
    database = open_database(path)
    number = add_article(database, example_article(), {})
    ada, bo = reviewer(database, "Ada"), reviewer(database, "Bo")
    answers = ("attributed", "sourced", "verifiable")
    append_marks(
        database,
        number,
        ada,
        [
            *(example_mark(seq, item=item, value="no") for seq, item in enumerate(answers, 1)),
            example_mark(4, item="verdict", value="wrong"),
            example_mark(5, item="note", value="See page 3."),
        ],
    )
    differs = example_mark(6, item="attributed", value="yes", at="2026-03-01T11:00:00.000Z")
    append_marks(database, number, bo, [differs])
    secret(database)
    database.close()
    return path


@contextmanager
def datasette(path: Path) -> Iterator[httpx2.Client]:
    """Datasette on a free port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(path)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--metadata", str(METADATA)]
    with path.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            deadline = time.monotonic() + 60
            while True:
                try:
                    client.get("/-/versions.json")
                    break
                except httpx2.TransportError:
                    ended = process.poll() is not None or time.monotonic() > deadline
                    assert not ended, path.with_suffix(".log").read_text()
                    time.sleep(0.05)
            yield client
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[httpx2.Client]:
    with datasette(path) as client:
        yield client


def rows(client: httpx2.Client, query: str) -> list[dict]:
    answer = client.get(f"/linecheck/{query}.json", params={"_shape": "array"})
    assert answer.status_code == 200
    return answer.json()


def test_what_needs_a_change(client):
    assert rows(client, "needs_a_change") == [
        {
            "title": "A title",
            "sentence": 2,
            "verdict": "wrong",
            "text": "A title, sentence 2.",
            "note": "See page 3.",
            "evidence": 0,
        }
    ]


def test_where_reviewers_differ(client):
    (row,) = rows(client, "where_reviewers_differ")
    assert (row["sentence"], row["item"]) == (2, "attributed")
    assert set(row["answers"].split(", ")) == {"Ada: no", "Bo: yes"}


def test_how_well_articles_are_sourced(client):
    (row,) = rows(client, "how_well_sourced")
    assert (row["sentences"], row["attributed"], row["sourced"]) == (1, 1, 0)


def test_pages_have_titles_and_descriptions(client):
    page = client.get("/linecheck/sentence_sheet").text
    assert "One row a sentence" in page
    assert "Where reviewers differ" in client.get("/linecheck").text


def test_the_secret_stays_a_secret(client, path):
    database = open_database(path)
    kept = secret(database)
    database.close()
    refused = [
        "/linecheck/settings",
        "/linecheck/settings.json",
        "/linecheck/settings/secret",
        "/linecheck.json?sql=select+value+from+settings",
        "/linecheck?sql=select+value+from+settings",
        "/linecheck.db",
        "/linecheck/articles.json?_where=1+in+(select+1+from+settings)",
    ]
    for place in refused:
        answer = client.get(place)
        assert answer.status_code in {400, 403, 404}, place
        assert kept not in answer.text
    for place in ["/linecheck/needs_a_change.json?sql=select+value+from+settings", "/-/metadata"]:
        assert kept not in client.get(place).text


def test_every_table_and_view_is_described_as_it_is(path):
    database = open_database(path)
    names = set(database.table_names()) | set(database.view_names())
    # The tables of an FTS5 index are hidden by Datasette itself.
    assert {name for name in names if "_index" not in name} == set(DESCRIBED["tables"])
    for name, described in DESCRIBED["tables"].items():
        columns = {column.name for column in database[name].columns}
        assert set(described.get("columns", {})) <= columns, name
        if name not in {"settings", "_sqlite_migrations"}:
            assert described["title"]
            assert described["description"].endswith(".")
    for query in DESCRIBED["queries"].values():
        database.execute(query["sql"])
    database.close()


def test_the_kinds_that_are_reviewed_are_those_of_the_rules():
    named = ", ".join(f"'{kind}'" for kind in sorted(REVIEWED_KINDS))
    assert f"s.kind IN ({named})" in DESCRIBED["queries"]["how_well_sourced"]["sql"]


def test_it_is_read_while_somebody_marks(client, path):
    database = open_database(path)
    number = reviewer(database, "Cy")
    append_marks(database, 1, number, [example_mark(7, sentence=3, item="verdict", value="change")])
    assert len(rows(client, "needs_a_change")) == 2
    database.close()
    assert json.loads(client.get("/linecheck/progress.json?_shape=array").text)
