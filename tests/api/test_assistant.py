"""Nothing leaves before somebody has agreed; what comes back is kept as a machine's, or told."""

import json
import threading

import pytest

import api.assistant
from assistant import client as assistant_client
from assistant.settings import KEY, MODEL, URL
from db.assistant import newest_answers
from db.marks import marks
from tests.model_server import GOOD, ModelServer, completion, model_server, saying, silent


@pytest.fixture
def model(monkeypatch):
    """A model that the environment names."""
    with model_server() as running:
        monkeypatch.setenv(URL, running.url)
        monkeypatch.setenv(MODEL, "tiny")
        monkeypatch.setenv(KEY, "sk-secret")
        yield running


@pytest.fixture
def call(client, article, pass_of):
    """Return how to call the routes as a reviewer: ("ask", {...}), ("consent", {...}), ("get",)."""

    def called(what, body=None, name="Ada", **headers):
        address = f"/api/articles/{article}/assistant" + ("/consent" if what == "consent" else "")
        given = pass_of(name) | headers
        if what == "get":
            return client.get(address, headers=given)
        return client.post(address, json=body, headers=given)

    return called


def agreement(server: ModelServer, agreed: bool = True, **changes) -> dict:
    offered = {"address": f"{server.url}/chat/completions", "model": "tiny"}
    return {"agreed": agreed} | offered | changes


def test_without_settings_there_is_none(call, monkeypatch):
    for name in (URL, MODEL, KEY):
        monkeypatch.delenv(name, raising=False)
    for answer in (call("get"), call("ask", {"sentence": 2}), call("consent", {"agreed": True})):
        assert answer.status_code == 404
        assert answer.json() == {"error": "There is no assistant here."}


def test_half_a_setting_is_told(call, monkeypatch):
    monkeypatch.setenv(URL, "http://127.0.0.1:1")
    monkeypatch.delenv(MODEL, raising=False)
    assert MODEL in call("get").json()["error"]


def test_nothing_is_sent_before_somebody_agrees(call, model, database, article):
    answer = call("ask", {"sentence": 2})
    assert answer.status_code == 403
    assert model.asked == []
    assert call("get").json() == {"consent": None, "answers": []}
    assert newest_answers(database, article) == []


def test_a_sentence_is_asked_about_and_the_answer_kept_apart_from_marks(
    call, model, database, article
):
    agreed = call("consent", agreement(model)).json()["consent"]
    assert agreed["reviewer"] == "Ada"
    answer = call("ask", {"sentence": 3}, name="Bo")
    assert answer.status_code == 200
    assert answer.json()["answer"] == GOOD | {"left_out": 0}
    assert (answer.json()["model"], answer.json()["reviewer"]) == ("tiny", "Bo")
    known = call("get").json()
    assert known["consent"] == agreed
    assert known["answers"] == [answer.json()]
    ((_, headers, sent),) = model.asked
    assert headers["authorization"] == "Bearer sk-secret"
    assert "The mayor called the decision a disgrace." in sent["messages"][1]["content"]
    assert "2.4 million" not in json.dumps(sent)
    assert "Ada" not in json.dumps(sent)
    assert marks(database, article) == []


def test_a_consent_is_withdrawn(call, model):
    call("consent", agreement(model))
    assert call("consent", agreement(model, agreed=False), name="Bo").json() == {"consent": None}
    assert call("ask", {"sentence": 2}).status_code == 403
    assert model.asked == []


def test_a_consent_to_what_was_not_shown_is_refused(call, model):
    for change in ({"model": "huge"}, {"address": "https://elsewhere.example"}):
        assert call("consent", agreement(model, **change)).status_code == 409
    assert call("get").json()["consent"] is None


def test_another_machine_needs_another_consent(call, model, monkeypatch):
    call("consent", agreement(model))
    monkeypatch.setenv(MODEL, "huge")
    assert call("ask", {"sentence": 2}).status_code == 403
    assert model.asked == []


WRONG = {
    "not JSON": lambda talk: talk.give(200, b"{half"),
    "another shape": lambda talk: talk.give(200, b'{"choices": []}'),
    "prose": saying("I would rather not."),
    "another object": saying({"verdict": "false"}),
    "a page": lambda talk: talk.give(200, b"<p>sk-secret", "text/html"),
    "broken": lambda talk: talk.give(500, b"sk-secret"),
    "too often": lambda talk: talk.give(429, b"sk-secret"),
    "no key": lambda talk: talk.give(401, b"sk-secret"),
    "elsewhere": lambda talk: talk.give(302, b"", Location="http://127.0.0.1/secret"),
    "endless": lambda talk: (talk.begin(200), talk.again_and_again(b" " * 65_536, pause=0)),
}


@pytest.mark.parametrize("behaviour", WRONG.values(), ids=WRONG.keys())
def test_what_goes_wrong_is_told_and_not_kept(call, model, behaviour):
    call("consent", agreement(model))
    model.behave = behaviour
    answer = call("ask", {"sentence": 2})
    assert answer.status_code == 502
    assert "ssistant" in answer.json()["error"]
    assert "sk-secret" not in answer.text
    assert call("get").json()["answers"] == []


def test_a_server_that_is_not_there_is_told(call, model, monkeypatch):
    monkeypatch.setenv(URL, "http://127.0.0.1:1")
    call("consent", agreement(model, address="http://127.0.0.1:1/chat/completions"))
    answer = call("ask", {"sentence": 2})
    assert answer.status_code == 502
    assert "cannot be reached" in answer.json()["error"]


def test_a_server_that_never_answers_is_given_up(call, model, monkeypatch):
    short = assistant_client.Limits(seconds=1)
    monkeypatch.setattr(assistant_client.ask, "__defaults__", (short,))
    call("consent", agreement(model))
    model.behave = silent
    answer = call("ask", {"sentence": 2})
    assert answer.status_code == 502
    assert "longer than 1 seconds" in answer.json()["error"]
    assert model.over.wait(5)


def test_only_so_many_are_asked_at_once(call, model, monkeypatch):
    call("consent", agreement(model))
    places = threading.BoundedSemaphore(1)
    monkeypatch.setattr(api.assistant, "_places", places)
    with places:
        answer = call("ask", {"sentence": 2})
        assert answer.status_code == 503
        assert "hands full" in answer.json()["error"]
    assert model.asked == []
    model.behave = saying("prose")
    assert [call("ask", {"sentence": 2}).status_code for _ in range(2)] == [502, 502]


def test_hostile_proposals_stay_text(call, model):
    claims = ["<img src=x onerror=alert(1)>", "'); DROP TABLE marks; --", "a\x00\ud800b"]
    call("consent", agreement(model))
    model.behave = lambda talk: talk.give(200, completion(json.dumps({"claims": claims})))
    kept = call("ask", {"sentence": 2}).json()["answer"]["claims"]
    assert kept == [*claims[:2], "a b"]
    assert call("get").json()["answers"][0]["answer"]["claims"] == kept


@pytest.mark.parametrize("sentence", [0, -1, 99, "2", None, True, 2.0])
def test_a_sentence_that_is_none_is_refused(call, model, sentence):
    call("consent", agreement(model))
    assert call("ask", {"sentence": sentence}).status_code == 400
    assert model.asked == []


@pytest.mark.parametrize("agreed", [None, 1, "true"])
def test_only_a_clear_yes_or_no_is_kept(call, model, agreed):
    assert call("consent", agreement(model) | {"agreed": agreed}).status_code == 400
    assert call("get").json()["consent"] is None


def test_the_guards_of_marks_hold_here_too(call, client, article, pass_of, model):
    call("consent", agreement(model))
    for what, body in (("ask", {"sentence": 2}), ("consent", agreement(model, agreed=False))):
        assert call(what, body, origin="https://evil.example").status_code == 403
        assert call(what, body, authorization="Bearer x").status_code == 401
        foreign = pass_of(for_article=article + 1)["authorization"]
        assert call(what, body, authorization=foreign).status_code == 401
    assert call("get", authorization="Bearer x").status_code == 401
    path = f"/api/articles/{article}/assistant"
    plain = pass_of() | {"content-type": "text/plain"}
    assert client.post(path, content='{"sentence": 2}', headers=plain).status_code == 415
    assert model.asked == []
    assert call("get").json()["consent"] is not None
