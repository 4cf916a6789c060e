"""Marks: kept once, kept all, kept through anything."""

import json
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.articles import NoSuchArticle, add_article
from db.connection import open_database
from db.marks import append_marks, marks
from db.reviewers import NoSuchReviewer, reviewer
from reviews.decisions import standing, standing_evidence
from reviews.items import STANCES
from tests.db.examples import example_article, example_mark, mark_lists

SENTENCES = 4
ROOT = Path(__file__).parents[2]

on_one_database = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def kept(database, article):
    return [stored.mark for stored in marks(database, article)]


def fresh_article(database):
    """Add an article of its own for one example, and return its number."""
    count = database.execute("SELECT count(*) FROM articles").fetchone()[0]
    return add_article(database, example_article(["body"] * SENTENCES, f"Number {count}"), {})


def of_article(article, made):
    """Return marks renamed so that two examples share no client; their order stays the same."""
    return [replace_client(mark, f"{article}:{mark.client_id}") for mark in made]


def replace_client(mark, client_id, **changes):
    fields = {name: getattr(mark, name) for name in mark.__slots__}
    return type(mark)(**fields | {"client_id": client_id} | changes)


def test_marks_come_back_as_they_were_made(database, article, ada):
    made = [example_mark(1), example_mark(2, item="note", value="Robert'); DROP TABLE marks;--")]
    append_marks(database, article, ada, made)
    assert kept(database, article) == [
        replace_client(mark, mark.client_id, reviewer="Ada") for mark in made
    ]


def test_marks_after_a_number_are_the_new_ones(database, article, ada):
    append_marks(database, article, ada, [example_mark(1), example_mark(2)])
    first, second = marks(database, article)
    assert marks(database, article, first.id) == [second]
    assert marks(database, article, second.id) == []


def test_an_article_shows_its_own_marks_only(database, article, ada):
    other = add_article(database, example_article(title="Another"), {})
    append_marks(database, article, ada, [example_mark(1)])
    assert marks(database, other) == []


def test_marks_for_no_article_or_by_nobody_are_refused(database, article, ada):
    for number in (0, -1, article + 1, 2**70):
        with pytest.raises(NoSuchArticle):
            append_marks(database, number, ada, [example_mark()])
    with pytest.raises(NoSuchReviewer):
        append_marks(database, article, ada + 1, [example_mark()])
    assert marks(database, article) == []


def test_keeping_marks_reads_nothing_of_the_article(database, article, ada):
    """Whoever sends marks has counted the sentences to check them; once is enough."""
    asked: list[str] = []
    database.conn.set_trace_callback(asked.append)
    append_marks(database, article, ada, [example_mark(1), example_mark(2)])
    database.conn.set_trace_callback(None)
    assert any(statement.startswith("INSERT INTO marks") for statement in asked)
    assert [statement for statement in asked if statement.startswith("SELECT")] == []


def test_evidence_is_kept_in_columns_too(database, article, ada):
    piece = {"key": "k", "url": "https://a.example", "quote": "so it is", "stance": "refutes"}
    gone = {"key": "k", "withdrawn": True}
    append_marks(
        database, article, ada, [example_mark(1, item="evidence", value=json.dumps(piece))]
    )
    rows = "SELECT key, url, document, quote, locator, stance FROM current_evidence"
    assert database.execute(rows).fetchall() == [
        ("k", "https://a.example", "", "so it is", "", "refutes")
    ]
    later = "2026-03-01T10:00:01.000Z"
    append_marks(
        database, article, ada, [example_mark(2, item="evidence", value=json.dumps(gone), at=later)]
    )
    assert database.execute(rows).fetchall() == []
    assert database.execute("SELECT count(*) FROM evidence").fetchone() == (2,)


def test_twenty_threads_lose_nothing(path, database, article):
    together = threading.Barrier(20)

    def work(client):
        with closing(open_database(path)) as own:
            me = reviewer(own, f"Reviewer {client % 5}")
            together.wait()
            for first in range(0, 50, 5):
                batch = [
                    example_mark(seq, client_id=f"client-{client}")
                    for seq in range(first, first + 5)
                ]
                append_marks(own, article, me, batch)

    threads = [threading.Thread(target=work, args=[client]) for client in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = {(mark.client_id, mark.seq) for mark in kept(database, article)}
    assert names == {(f"client-{client}", seq) for client in range(20) for seq in range(50)}
    assert len(marks(database, article)) == 1000


WRITER = """
import sys
from pathlib import Path
from db.connection import open_database
from db.marks import append_marks
from db.reviewers import reviewer
from tests.db.examples import example_mark
db = open_database(Path(sys.argv[1]))
me = reviewer(db, "Ada")
for first in range(0, 1_000_000, 3):
    append_marks(db, int(sys.argv[2]), me, [example_mark(first + n, value="yes") for n in range(3)])
    print(first, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 20, 57])
def test_a_killed_writer_loses_nothing_it_acknowledged(path, database, article, acknowledged):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, path, str(article)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        told = [int(writer.stdout.readline()) for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        # A line that the kill cut short was not told to anybody.
        told += [int(line) for line in writer.stdout if line.endswith("\n")]
    database.close()
    with closing(open_database(path)) as after:
        found = {mark.seq for mark in kept(after, article)}
        assert found >= {first + n for first in told for n in range(3)}
        assert all({seq - seq % 3 + n for n in range(3)} <= found for seq in found)
        assert after.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@on_one_database
@given(data=st.data(), made=mark_lists(SENTENCES))
def test_batches_may_come_split_repeated_and_in_any_order(database, ada, data, made):
    article = fresh_article(database)
    made = of_article(article, made)
    repeated = made + (data.draw(st.lists(st.sampled_from(made), max_size=20)) if made else [])
    arriving = data.draw(st.permutations(repeated))
    while arriving:
        size = data.draw(st.integers(1, len(arriving)))
        append_marks(database, article, ada, arriving[:size])
        arriving = arriving[size:]
    after = kept(database, article)
    assert len(after) == len(made)
    by_ada = [replace_client(mark, mark.client_id, reviewer="Ada") for mark in made]
    assert set(after) == set(by_ada)
    assert standing(after) == standing(by_ada)


@on_one_database
@given(made=mark_lists(SENTENCES))
def test_the_views_and_the_rules_agree_on_what_stands(database, ada, made):
    article = fresh_article(database)
    append_marks(database, article, ada, of_article(article, made))
    in_sql = database.execute(
        "SELECT sentence, item, value FROM current_marks WHERE article = ?", [article]
    )
    stands = standing(kept(database, article))
    assert {(sentence, item): value for sentence, item, value in in_sql} == {
        place: mark.value for place, mark in stands.items()
    }
    sheet = database.execute(
        "SELECT position, kind, attributed, sourced, verifiable FROM sentence_sheet "
        "WHERE article = ?",
        [article],
    )
    for position, kind, *answers in sheet:
        items = ("attributed", "sourced", "verifiable")
        expected = [stands.get((position, item)) for item in items]
        assert answers == [mark.value if mark else None for mark in expected]
        chosen = stands.get((position, "kind"))
        assert kind == (chosen.value if chosen else "body")


pieces = st.builds(
    lambda key, stance, withdrawn: (
        {"key": key, "withdrawn": True} if withdrawn else {"key": key, "url": "u", "stance": stance}
    ),
    st.sampled_from(["k", "l"]),
    st.sampled_from(STANCES),
    st.booleans(),
)


@on_one_database
@given(given_pieces=st.lists(st.tuples(pieces, st.integers(0, 2), st.integers(1, 2)), max_size=12))
def test_the_views_and_the_rules_agree_on_evidence(database, ada, given_pieces):
    article = fresh_article(database)
    made = [
        example_mark(
            seq,
            sentence=sentence,
            item="evidence",
            value=json.dumps(piece),
            at=f"2026-03-01T10:00:0{second}.000Z",
            client_id=f"{article}:{seq % 2}",
        )
        for seq, (piece, second, sentence) in enumerate(given_pieces)
    ]
    append_marks(database, article, ada, made)
    in_sql = database.execute(
        "SELECT sentence, key, stance, at FROM current_evidence WHERE article = ?", [article]
    )
    assert set(in_sql) == {
        (piece.sentence, piece.key, piece.stance, piece.at)
        for piece in standing_evidence(kept(database, article))
    }
