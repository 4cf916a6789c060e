"""What was checked before is found again, in any article, with all that stands on it."""

import json

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from articles import read_text
from db.articles import add_article
from db.claims import add_claims, published_claims
from db.connection import open_database
from db.earlier import earlier_checks, earlier_evidence
from db.evidence_schema import POSITIONS
from db.marks import append_marks
from db.migrations import first_tables
from evidence.claims import PublishedClaim
from reviews.items import LONGEST_ARTICLE
from tests.db.examples import example_mark

SENTENCE = "The council of Leeds spent 1.2 million euros on the bridge."


def add(db, text: str) -> int:
    return add_article(db, read_text(text), {})


def mark(db, article, reviewer, seq, item, value, sentence=1):
    made = example_mark(seq, sentence=sentence, item=item, value=value, client_id=f"t{article}")
    append_marks(db, article, reviewer, [made])


@pytest.fixture
def checked(database, ada):
    """An article whose only sentence was found wrong, with a note and a piece of evidence."""
    number = add(database, SENTENCE)
    mark(database, number, ada, 1, "verdict", "wrong")
    mark(database, number, ada, 2, "note", "See the audit.")
    piece = {"key": "k", "url": "https://audit.example", "stance": "refutes"}
    mark(database, number, ada, 3, "evidence", json.dumps(piece))
    return number


def test_the_verdict_comes_with_its_note_and_evidence(database, checked):
    (found,) = earlier_checks(database, 99, 1, SENTENCE.replace("1.2", "1.4"))
    assert (found.article, found.sentence, found.verdict) == (checked, 1, "wrong")
    assert (found.reviewer, found.note) == ("Ada", "See the audit.")
    assert found.at == "2026-03-01T10:00:00.000Z"
    assert found.evidence[0]["url"] == "https://audit.example"
    assert found.repeat.numbers_differ


def test_a_sentence_is_not_its_own_earlier_check(database, checked):
    assert earlier_checks(database, checked, 1, SENTENCE) == []


def test_what_was_cleared_is_no_check(database, checked, ada):
    for seq, (item, value) in enumerate(
        [("verdict", ""), ("evidence", '{"key": "k", "withdrawn": true}')], 10
    ):
        made = example_mark(seq, sentence=1, item=item, value=value, at="2026-03-02T10:00:00.000Z")
        append_marks(database, checked, ada, [made])
    assert earlier_checks(database, 99, 1, SENTENCE) == []


def test_sentences_nobody_checked_are_not_offered(database, ada):
    add(database, SENTENCE)
    assert earlier_checks(database, 99, 1, SENTENCE) == []


def test_sentences_added_before_the_index_are_in_it(path):
    old = Database(path)
    steps = Migrations("linecheck")
    steps()(first_tables)
    steps.apply(old)
    values = [1, *[""] * 7, "x", "", ""]
    old.execute(f"INSERT INTO articles VALUES ({', '.join('?' * 11)})", values)
    old.execute("INSERT INTO sentences VALUES (1, 7, 'body', 0, 1, 'Kittiwakes nest here.')")
    old.conn.commit()
    old.close()
    db = open_database(path)
    rows = db.execute("SELECT rowid FROM sentences_index WHERE sentences_index MATCH 'kittiwakes'")
    assert rows.fetchall() == [(POSITIONS + 7,)]
    assert POSITIONS > LONGEST_ARTICLE
    db.close()


def test_evidence_given_elsewhere_is_offered_once(database, ada):
    number = add(database, "Repairs went on.\n\nThe town was glad.")
    quote = "The audit puts the cost of the Leeds bridge at 1,214,300 euros spent by the council."
    piece = {"key": "k", "url": "https://audit.example", "stance": "refutes", "quote": quote}
    for sentence in (1, 2):
        mark(database, number, ada, sentence, "evidence", json.dumps(piece), sentence=sentence)
    text = "The council spent euros on the Leeds bridge, the audit says."
    (found,) = earlier_evidence(database, 99, 1, text)
    assert (found["url"], found["stance"], found["reviewer"]) == (
        "https://audit.example",
        "refutes",
        "Ada",
    )
    assert earlier_evidence(database, 99, 1, "The weather in Leeds was fine all day.") == []
    assert earlier_evidence(database, 99, 1, "…") == []


def claim(text: str, number: int = 1, rating: str = "False") -> PublishedClaim:
    url = f"https://checks.example/{number}"
    return PublishedClaim(text, "A Mouse", "", "Checks", url, "", rating, "2024-05-03", "en", "x")


def test_a_published_check_is_offered_beside_what_it_is_about(database):
    add_claims(database, [claim("The moon is made of green cheese"), claim("Leeds has won", 2)])
    (found,) = published_claims(database, "Scientists say that the moon is made of green cheese.")
    assert found.rating == "False"
    assert published_claims(database, "The moon is full tonight.") == []
    assert published_claims(database, "the of and") == []


def test_a_feed_read_again_brings_claims_up_to_date(database):
    assert add_claims(database, [claim("The moon is made of green cheese")]) == 1
    add_claims(database, [claim("The moon is made of green cheese", rating="True")])
    (found,) = published_claims(database, "The moon is made of green cheese.")
    assert found.rating == "True"
