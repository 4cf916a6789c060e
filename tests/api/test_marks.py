"""Marks over HTTP: kept once, acknowledged always, refused with a reason."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from db.marks import marks
from tests.acknowledged import acknowledged


def sent(seq: int, **changes) -> dict:
    usual = {
        "seq": seq,
        "sentence": 2,
        "item": "attributed",
        "value": "yes",
        "at": f"2026-03-01T10:00:{seq % 60:02}.000Z",
    }
    return usual | changes


def post(client, article, header, *batch, client_id="tab-1"):
    body = {"client_id": client_id, "marks": list(batch)}
    return client.post(f"/api/articles/{article}/marks", json=body, headers=header)


def test_a_mark_is_on_disk_when_it_is_acknowledged(client, database, article, pass_of):
    answer = post(client, article, pass_of(), sent(1))
    assert acknowledged(answer, [sent(1)]) == ([1], [])
    (stored,) = marks(database, article)
    assert (stored.mark.item, stored.mark.value, stored.mark.reviewer) == (
        "attributed",
        "yes",
        "Ada",
    )


def test_a_repeated_batch_is_acknowledged_and_kept_once(client, database, article, pass_of):
    for _ in range(3):
        answer = post(client, article, pass_of(), sent(1), sent(2))
        assert acknowledged(answer, [sent(1), sent(2)]) == ([1, 2], [])
    assert [stored.mark.seq for stored in marks(database, article)] == [1, 2]


def test_two_tabs_may_number_their_marks_alike(client, database, article, pass_of):
    post(client, article, pass_of(), sent(1), client_id="tab-1")
    post(client, article, pass_of(), sent(1, value="no"), client_id="tab-2")
    assert len(marks(database, article)) == 2


def test_marks_of_everyone_come_back_after_a_number(client, article, pass_of):
    post(client, article, pass_of("Ada"), sent(1))
    first = client.get(f"/api/articles/{article}/marks", headers=pass_of("Ada")).json()["newest"]
    post(client, article, pass_of("Grace"), sent(1, value="no"), client_id="tab-2")
    answer = client.get(f"/api/articles/{article}/marks?after={first}", headers=pass_of("Ada"))
    (mark,) = answer.json()["marks"]
    assert (mark["reviewer"], mark["value"]) == ("Grace", "no")
    assert answer.json()["newest"] == mark["id"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"item": "attributed", "value": "maybe"}, "maybe"),
        ({"item": "colour", "value": "red"}, "colour"),
        ({"sentence": 99}, "99"),
        ({"sentence": -1}, "-1"),
        ({"at": "yesterday"}, "time"),
        ({"item": "note", "value": "x" * 20_001}, "20,000"),
        ({"item": "note", "value": "\ud800"}, "character"),
        ({"item": "evidence", "value": "not json"}, "evidence"),
    ],
)
def test_a_mark_that_makes_no_sense_is_refused_and_the_others_kept(
    client, database, article, pass_of, changes, word
):
    answer = client.post(
        f"/api/articles/{article}/marks",
        content=json.dumps({"client_id": "tab-1", "marks": [sent(1, **changes), sent(2)]}),
        headers=pass_of() | {"content-type": "application/json"},
    )
    assert answer.json()["kept"] == [2]
    (refused,) = answer.json()["refused"]
    assert refused["seq"] == 1
    assert word.casefold() in refused["reason"].casefold()
    assert [stored.mark.seq for stored in marks(database, article)] == [2]


def test_a_clock_that_runs_ahead_is_set_back(client, database, article, pass_of):
    ahead = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    post(client, article, pass_of(), sent(1, at=ahead))
    (stored,) = marks(database, article)
    assert stored.mark.at < ahead


def test_without_a_valid_pass_nothing_is_kept(client, database, article, pass_of):
    header = pass_of()
    for wrong in (
        {},
        {"authorization": "Bearer x"},
        {"authorization": header["authorization"] + "x"},
    ):
        answer = post(client, article, wrong, sent(1))
        assert answer.status_code == 401
        assert "Reload" in answer.json()["error"]
    assert marks(database, article) == []


def test_a_pass_is_good_for_its_own_article_only(client, article, pass_of):
    answer = post(client, article, pass_of(for_article=article + 1), sent(1))
    assert answer.status_code == 401


def test_a_page_of_another_site_is_refused(client, database, article, pass_of):
    header = pass_of() | {"origin": "https://evil.example"}
    assert post(client, article, header, sent(1)).status_code == 403
    assert marks(database, article) == []


@pytest.mark.parametrize("body", ["", "[1]", "{", '{"client_id": 1, "marks": []}', "[" * 5000])
def test_what_is_no_batch_gets_a_sentence(client, article, pass_of, body):
    answer = client.post(
        f"/api/articles/{article}/marks",
        content=body,
        headers=pass_of() | {"content-type": "application/json"},
    )
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_too_much_at_once_is_refused(client, article, pass_of):
    many = [sent(number) for number in range(501)]
    assert post(client, article, pass_of(), *many).status_code == 413
    answer = client.post(
        f"/api/articles/{article}/marks",
        content=b" " * 1_000_001,
        headers=pass_of() | {"content-type": "application/json"},
    )
    assert answer.status_code == 413


def test_a_form_of_another_site_cannot_pose_as_json(client, article, pass_of):
    answer = client.post(
        f"/api/articles/{article}/marks",
        content=json.dumps({"client_id": "tab-1", "marks": [sent(1)]}),
        headers=pass_of() | {"content-type": "text/plain"},
    )
    assert answer.status_code == 415
