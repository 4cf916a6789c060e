"""The file is pleasant to read by itself: the views answer the common questions."""

import json

import pytest

from checks.records import Finding
from db.articles import add_article
from db.marks import append_marks
from tests.db.examples import example_article, example_mark


@pytest.fixture
def reviewed(database, ada):
    """A database with one article, one proposal and a few marks, the last one a change of mind."""
    finding = Finding("attributed", "partly", "anonymous", 0.8, "Nobody is named.")
    number = add_article(database, example_article(), {2: {"attributed": finding}})
    piece = {"key": "k", "url": "https://a.example", "stance": "supports"}
    made = [
        ("attributed", "partly"),
        ("sourced", "no"),
        ("verifiable", "yes"),
        ("verdict", "change"),
        ("note", "Who says so?"),
        ("evidence", json.dumps(piece)),
        ("attributed", "yes"),
    ]
    marks = [
        example_mark(seq, item=item, value=value, at=f"2026-03-01T10:00:0{seq}.000Z")
        for seq, (item, value) in enumerate(made)
    ]
    append_marks(database, number, ada, marks)
    return database


def test_the_sheet_shows_proposals_and_decisions_side_by_side(reviewed):
    row = next(reviewed.query("SELECT * FROM sentence_sheet WHERE position = 2"))
    assert row == {
        "article": 1,
        "position": 2,
        "kind": "body",
        "text": "A title, sentence 2.",
        "attributed_proposed": "partly",
        "attributed": "yes",
        "sourced_proposed": None,
        "sourced": "no",
        "verifiable_proposed": None,
        "verifiable": "yes",
        "facts": 0,
        "facts_checked": 0,
        "verdict": "change",
        "note": "Who says so?",
        "evidence": 1,
    }


def test_progress_says_how_far_an_article_has_come(reviewed):
    assert list(reviewed.query("SELECT * FROM progress")) == [
        {"article": 1, "title": "A title", "to_review": 3, "done": 1}
    ]


def test_history_says_who_marked_what_and_when(reviewed):
    rows = list(reviewed.query("SELECT sentence, item, value, reviewer, at FROM history"))
    assert len(rows) == 7
    assert rows[0] == {
        "sentence": 2,
        "item": "attributed",
        "value": "yes",
        "reviewer": "Ada",
        "at": "2026-03-01T10:00:06.000Z",
    }


def test_what_stands_has_names_and_not_only_numbers(reviewed):
    current = list(reviewed.query("SELECT item, value, reviewer FROM current_marks"))
    assert {"item": "attributed", "value": "yes", "reviewer": "Ada"} in current
    assert len(current) == 5
    (piece,) = reviewed.query("SELECT url, stance, reviewer FROM current_evidence")
    assert piece == {"url": "https://a.example", "stance": "supports", "reviewer": "Ada"}


def test_every_table_is_strict_and_every_reference_holds(reviewed):
    # The tables behind an FTS5 index are SQLite's own.
    tables = [name for name in reviewed.table_names() if not name.startswith("_")]
    tables = [name for name in tables if "_index" not in name]
    assert sorted(tables) == sorted(
        [
            *("articles", "sentences", "links", "writer_notes", "pages", "findings"),
            *("reviewers", "marks", "evidence", "settings"),
            *("rating_lists", "ratings", "profiles", "link_checks"),
            *("snapshots", "documents", "passages", "claims"),
            *("removed_documents", "told_copies"),
            *("assistant_consents", "assistant_answers"),
        ]
    )
    assert all(reviewed[name].strict for name in tables)
    assert reviewed.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_columns_of_a_mark_are_those_a_person_can_read(reviewed):
    assert list(reviewed["marks"].columns_dict) == [
        "id",
        "article",
        "sentence",
        "item",
        "value",
        "at",
        "received_at",
        "reviewer",
        "client_id",
        "seq",
    ]
