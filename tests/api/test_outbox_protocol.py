"""Batches may come late, twice, in pieces and in any order: the database ends in the same state."""

import json
import random
from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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
from reviews.decisions import standing, standing_evidence
from reviews.items import ANSWERS, QUESTIONS, STANCES
from tests.acknowledged import acknowledged

TEXT = "Edition {edition} of the story.\n\nThe bridge closed on Monday. It reopened in May."
PEOPLE = {"tab-1": "Ada", "tab-2": "Ada", "tab-3": "Grace"}

_pieces = st.builds(
    lambda key, url, stance: json.dumps({"key": key, "url": url, "stance": stance}),
    st.sampled_from("kl"),
    st.sampled_from(["https://a.example", "https://b.example"]),
    st.sampled_from(STANCES),
)
_withdrawn = st.sampled_from("kl").map(lambda key: json.dumps({"key": key, "withdrawn": True}))
_said = st.one_of(
    st.tuples(st.sampled_from(QUESTIONS), st.sampled_from([*ANSWERS, ""])),
    st.tuples(st.just("evidence"), _pieces | _withdrawn),
    st.tuples(st.sampled_from(["colour", "attributed"]), st.just("red")),  # refused
)
_sent = st.builds(
    lambda seq, sentence, said, millisecond: {
        "seq": seq,
        "sentence": sentence,
        "item": said[0],
        "value": said[1],
        "at": f"2026-03-01T10:00:00.00{millisecond}Z",
    },
    st.integers(0, 50),
    st.integers(1, 3),
    _said,
    st.integers(0, 5),
)
#: What each tab has to send: its marks, numbered once each.
outboxes = st.fixed_dictionaries(
    {tab: st.lists(_sent, max_size=12, unique_by=lambda mark: mark["seq"]) for tab in PEOPLE}
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for all examples; each has articles of its own in it."""
    path = tmp_path_factory.mktemp("protocol") / "linecheck.db"
    with pytest.MonkeyPatch.context() as environment, open_database(path) as db:
        environment.setenv("LINECHECK_DB", str(path))
        yield db


@pytest.fixture(scope="module")
def client(database: Database) -> Iterator[TestClient]:
    """The routes on that database."""
    with TestClient(Starlette(routes=api.routes())) as opened:
        yield opened


class Story:
    """An article of its own, and the tabs that mark it, whose names no other example has."""

    def __init__(self, client: TestClient, database: Database) -> None:
        self.client = client
        self.database = database
        self.edition = uuid4().hex
        text = TEXT.replace("{edition}", self.edition)
        self.number = add_article(database, read_text(text), {})

    def send(self, tab: str, batch: list[dict]) -> tuple[list[int], list[int]]:
        """Send a batch as ``tab``; return the numbers of what was kept and of what was refused."""
        number = reviewer(self.database, PEOPLE[tab])
        token = issue_pass(secret(self.database), reviewer=number, article=self.number)
        answer = self.client.post(
            f"/api/articles/{self.number}/marks",
            json={"client_id": f"{self.edition}-{tab}", "marks": batch},
            headers={"authorization": f"Bearer {token}"},
        )
        return acknowledged(answer, batch)

    def state(self) -> dict:
        """What is on disk, whatever order it came in."""
        found = [stored.mark for stored in marks(self.database, self.number)]
        name = {mark: (mark.client_id[33:], mark.seq) for mark in found}
        pieces = self.database.query(
            "SELECT sentence, key, url, stance, withdrawn FROM evidence WHERE article = ?",
            [self.number],
        )
        return {
            "marks": sorted(
                (*name[m], m.reviewer, m.sentence, m.item, m.value, m.at) for m in found
            ),
            "stands": {place: name[mark] for place, mark in standing(found).items()},
            "evidence": [
                (piece.sentence, piece.key, piece.url, piece.stance)
                for piece in standing_evidence(found)
            ],
            "rows": sorted(tuple(piece.values()) for piece in pieces),
        }


def good(mark: dict) -> bool:
    return mark["value"] != "red"


def disordered(sent: dict[str, list[dict]], chance: random.Random) -> list[tuple[str, list[dict]]]:
    """The same marks in batches of any size and order; some come again, whole or in part."""
    batches = []
    for tab, all_marks in sent.items():
        left = all_marks[:]
        chance.shuffle(left)
        while left:
            size = chance.randint(1, len(left))
            batches.append((tab, left[:size]))
            left = left[size:]
    again = [
        (tab, chance.sample(batch, chance.randint(1, len(batch))))
        for tab, batch in batches
        if chance.random() < 0.5
    ]
    mixed = [*batches, *again]
    chance.shuffle(mixed)
    return mixed


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(sent=outboxes, chance=st.randoms(use_true_random=False))
def test_batches_in_any_order_and_number_end_in_the_same_state(client, database, sent, chance):
    calm, rough = Story(client, database), Story(client, database)
    for tab, batch in sent.items():
        calm.send(tab, batch)
    for tab, batch in disordered(sent, chance):
        kept, refused = rough.send(tab, batch)
        assert kept == [mark["seq"] for mark in batch if good(mark)]
        assert refused == [mark["seq"] for mark in batch if not good(mark)]
    assert rough.state() == calm.state()
    kept = [(tab, mark["seq"]) for tab, batch in sent.items() for mark in batch if good(mark)]
    assert [row[:2] for row in rough.state()["marks"]] == sorted(kept)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(sent=outboxes)
def test_sending_all_again_changes_nothing(client, database, sent):
    story = Story(client, database)
    for tab, batch in sent.items():
        story.send(tab, batch)
    before = story.state()
    for tab, batch in sent.items():
        story.send(tab, batch)
    assert story.state() == before


def test_a_number_that_comes_again_with_another_text_changes_nothing(client, database):
    story = Story(client, database)
    mark = {
        "seq": 1,
        "sentence": 2,
        "item": "attributed",
        "value": "yes",
        "at": "2026-03-01T10:00:00.000Z",
    }
    story.send("tab-1", [mark])
    assert story.send("tab-1", [mark | {"value": "no"}]) == ([1], [])
    assert [row[5] for row in story.state()["marks"]] == ["yes"]
