"""The outbox, run for real over a network that does its worst, into the real route.

``outbox_world.js`` is the browser and the network; what reaches its server is given, in the same
order, to the route on a real database. At the end every mark is kept once, and what stands is what
was marked last.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from sqlite_utils import Database
from starlette.applications import Starlette
from starlette.testclient import TestClient

import api
from articles import read_text
from db.articles import add_article
from db.connection import open_database
from db.marks import marks
from db.reviewers import reviewer
from db.settings import secret
from reviews.access import issue_pass
from reviews.decisions import standing
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from tests.acknowledged import acknowledged

WORLD = Path(__file__).with_name("outbox_world.js").read_text(encoding="utf-8")
TEXT = "Edition {edition} of the story.\n\nThe bridge closed on Monday. It reopened in May."
FATES = (
    "arrives",
    "is_lost",
    "loses_its_answer",
    "is_kept_in_part",
    "comes_twice",
    "is_repeated_later",
    "meets_an_error",
    "meets_a_busy_server",
    "meets_another_server",
    "meets_garbage",
    "needs_a_new_pass",
    "is_too_large",
)

numbers = st.integers(0, 5)
mark_steps = st.one_of(
    st.tuples(
        st.just("mark"),
        numbers,
        st.integers(1, 3),
        st.sampled_from(QUESTIONS),
        st.sampled_from([*ANSWERS, ""]),
    ),
    st.tuples(
        st.just("mark"),
        numbers,
        st.integers(1, 3),
        st.just("verdict"),
        st.sampled_from([*VERDICTS]),
    ),
    st.tuples(
        st.just("mark"),
        numbers,
        st.integers(1, 3),
        st.just("note"),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    ),
    st.tuples(st.just("mark"), numbers, st.just(1), st.just("nonsense"), st.just("x")),
)
steps = st.lists(
    st.one_of(
        mark_steps,
        mark_steps,
        st.tuples(st.just("request"), numbers, st.sampled_from(FATES)),
        st.tuples(st.just("request"), numbers, st.sampled_from(FATES)),
        st.tuples(st.just("pass"), st.sampled_from([1, 250, 1_000, 5_000])),
        st.tuples(st.sampled_from(["open"])),
        st.tuples(st.sampled_from(["crash", "reload", "adopt", "wake"]), numbers),
    ),
    max_size=40,
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One database for all runs; each has an article of its own in it."""
    return open_database(tmp_path_factory.mktemp("outbox") / "linecheck.db")


@pytest.fixture(scope="session")
def route(database: Database) -> Iterator[TestClient]:
    """The real routes on that database."""
    with pytest.MonkeyPatch.context() as environment:
        path = database.execute("PRAGMA database_list").fetchone()[2]
        environment.setenv("LINECHECK_DB", path)
        with TestClient(Starlette(routes=api.routes())) as client:
            yield client


def run(page: Page, taken: list, change: tuple[str, str] = ("", "")) -> dict:
    """Let the steps happen; ``change`` is a stretch of the scripts and what replaces it."""
    world = f"([steps, [old, now]]) => ({WORLD})(sheetScripts.replace(old, now), steps)"
    return page.evaluate(world, [taken, change])


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(taken=steps)
def test_every_mark_is_kept_once_and_what_stands_is_what_was_marked_last(
    blank, database, route, taken
):
    happened = run(blank, taken)
    made = {(mark["clientId"], mark["seq"]): mark for mark in happened["made"]}
    good = {name: mark for name, mark in made.items() if mark["item"] != "nonsense"}

    # Many runs share the database, so each has an article and client names of its own.
    edition = uuid4().hex
    article = add_article(database, read_text(TEXT.replace("{edition}", edition)), {})
    ada = reviewer(database, "Ada")
    token = issue_pass(secret(database), reviewer=ada, article=article)
    for delivery in happened["deliveries"]:
        body = delivery | {"client_id": f"{edition}-{delivery['client_id']}"}
        answer = route.post(
            f"/api/articles/{article}/marks",
            json=body,
            headers={"authorization": f"Bearer {token}"},
        )
        kept, refused = acknowledged(answer, delivery["marks"])
        sent = [mark["seq"] for mark in delivery["marks"] if mark["item"] != "nonsense"]
        assert kept == sent
        assert len(kept) + len(refused) == len(delivery["marks"])

    found = [stored.mark for stored in marks(database, article)]
    names = [(mark.client_id[33:], mark.seq) for mark in found]
    assert sorted(names) == sorted(good)
    for mark, name in zip(found, names, strict=True):
        was = good[name]
        assert (mark.sentence, mark.item, mark.value, mark.at) == (
            was["sentence"],
            was["item"],
            was["value"],
            was["at"],
        )

    last = {(mark["sentence"], mark["item"]): mark["value"] for mark in good.values()}
    decided = {place: mark.value for place, mark in standing(found).items()}
    assert decided == {place: value for place, value in last.items() if value}

    # The browser has nothing left to send, and has touched nothing that is not its own.
    assert set(happened["states"]) == {"saved"}
    assert happened["stored"] == {
        "another program's": "left alone",
        "linecheck/database/1/Ada/broken/1": "{ not JSON",
    }
    assert set(happened["refused"]) <= {f"{c}/{s}" for (c, s) in made.keys() - good.keys()}


def test_an_outbox_that_forgets_would_be_found_out(blank):
    forgetful = (
        "next = afterFailure(error, batch);",
        "batch.forEach(drop); next = () => send();",
    )
    taken = [["mark", 0, 1, "note", "x"], ["request", 0, "is_lost"]]
    assert len(run(blank, taken)["deliveries"]) == 1
    assert run(blank, taken, forgetful)["deliveries"] == []


def test_a_batch_that_is_too_large_is_halved_until_it_goes_through(blank):
    taken = [["mark", 0, 1, "note", str(number)] for number in range(9)]
    taken += [
        ["request", 0, "arrives"],
        ["request", 0, "is_too_large"],
        ["request", 0, "is_too_large"],
    ]
    sizes = [len(one["marks"]) for one in run(blank, taken)["deliveries"]]
    assert sizes == [1, 2, 6]


def test_marks_of_a_crashed_tab_are_sent_by_the_next(blank):
    taken = [["mark", 0, 1, "note", "x"], ["request", 0, "is_lost"], ["reload", 0]]
    happened = run(blank, taken)
    assert [one["client_id"] for one in happened["deliveries"]] == ["client-1"]
    assert happened["states"] == ["saved"]
