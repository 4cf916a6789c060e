"""Files are removed with all that could be found of them; that they were there is remembered."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from db.articles import add_article
from db.connection import open_database
from db.documents import (
    NoSuchDocument,
    add_document,
    documents,
    find_passages,
    remove_document,
    removed_documents,
)
from db.marks import append_marks
from db.reports import report
from evidence.passages import query
from tests.db.examples import example_article, example_document, example_mark

ASKED = "The bridge cost 1.2 million euros, the audit found."


def found(db, article):
    return [one.text for one in find_passages(db, article, query(ASKED, 0, len(ASKED)))]


def check_index(db):
    db.execute("INSERT INTO passages_index (passages_index) VALUES ('integrity-check')")
    rows = db.execute("SELECT rowid FROM passages_index WHERE passages_index MATCH 'a1 OR a2'")
    passages = db.execute("SELECT id FROM passages ORDER BY id")
    assert sorted(rows.fetchall()) == passages.fetchall()


def test_a_removed_file_is_found_no_more_and_others_are(database, article, ada):
    keep = example_document("The bridge was paid for by the county.", "county.txt")
    for document in (example_document(), example_document("Bridge, again."), keep):
        add_document(database, article, ada, document)
    remove_document(database, article, ada, "audit/bridge.txt")
    assert found(database, article) == [keep.text]
    assert [one.name for one in documents(database, article)] == ["county.txt"]
    assert database["removed_documents"].count == 2
    check_index(database)


def test_its_words_are_not_left_in_the_database(database, article, ada, tmp_path):
    add_document(database, article, ada, example_document("Quetzalcoatlus flew over the bridge."))
    remove_document(database, article, ada, "audit/bridge.txt")
    check_index(database)
    for table in ("documents", "passages", "passages_index"):
        assert database[table].count == 0


def test_the_numbers_of_old_passages_can_be_given_again(database, article, ada):
    add_document(database, article, ada, example_document("Kittiwakes nest on the bridge."))
    remove_document(database, article, ada, "audit/bridge.txt")
    add_document(database, article, ada, example_document())
    assert found(database, article) == [example_document().text]
    assert find_passages(database, article, query("Kittiwakes.", 0, 11)) == []


def test_one_sent_again_is_there_again(database, article, ada):
    for _ in range(2):
        add_document(database, article, ada, example_document())
        remove_document(database, article, ada, "audit/bridge.txt")
    assert list(removed_documents(database, article)) == ["audit/bridge.txt"]
    add_document(database, article, ada, example_document())
    assert removed_documents(database, article) == {}
    assert len(found(database, article)) == 1


def test_files_of_other_articles_stay(database, article, ada):
    other = add_article(database, example_article(title="Another"), {})
    for number in (article, other):
        add_document(database, number, ada, example_document())
    remove_document(database, article, ada, "audit/bridge.txt")
    assert (len(found(database, article)), len(found(database, other))) == (0, 1)
    assert removed_documents(database, other) == {}


def test_what_is_not_there_cannot_be_removed(database, article, ada):
    with pytest.raises(NoSuchDocument):
        remove_document(database, article, ada, "audit/bridge.txt")


def test_a_report_says_that_the_file_of_evidence_was_removed(database, article, ada):
    add_document(database, article, ada, example_document())
    piece = {"key": "k", "document": "audit/bridge.txt", "stance": "supports"}
    append_marks(database, article, ada, [example_mark(item="evidence", value=json.dumps(piece))])
    remove_document(database, article, ada, "audit/bridge.txt")
    (copy,) = report(database, article, "").copies
    assert copy.versions[0].sha256 == example_document().sha256
    assert copy.removed_at


def test_the_index_of_an_older_database_is_made_anew(database, article, ada, tmp_path):
    add_document(database, article, ada, example_document("The load is 1,300 kg too much."))
    path = Path(database.execute("PRAGMA database_list").fetchone()[2])
    database.execute("DELETE FROM _sqlite_migrations WHERE name = 'passages_in_more_units'")
    database.execute("INSERT INTO passages_index (passages_index) VALUES ('delete-all')")
    database.conn.commit()
    with closing(open_database(path)) as opened:
        (one,) = find_passages(opened, article, query("Over by 1.3 tonnes.", 0, 19))
        assert one.text == "The load is 1,300 kg too much."
        remove_document(opened, article, ada, "audit/bridge.txt")
        check_index(opened)
