"""The feed of verdicts: for anybody, once a publisher is set, and of finished reviews only."""

import pytest

from tests.api.test_marks import post, sent


@pytest.fixture
def published(monkeypatch):
    monkeypatch.setenv("LINECHECK_PUBLISHER", "The Checkers")
    monkeypatch.setenv("LINECHECK_URL", "https://checkers.example")


def items(client):
    answer = client.get("/api/claimreview.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["@type"] == "DataFeed"
    return answer.json()["dataFeedElement"]


def test_a_verdict_is_in_the_feed_once_the_article_is_signed_off(
    client, article, pass_of, published
):
    assert items(client) == []
    post(client, article, pass_of(), sent(1, sentence=2, item="verdict", value="wrong"))
    assert items(client) == []
    post(client, article, pass_of(), sent(2, sentence=0, item="verdict", value="open"))
    assert items(client) == []
    post(client, article, pass_of(), sent(3, sentence=0, item="verdict", value="changes"))
    (item,) = items(client)
    (review,) = item["item"]
    assert review["reviewRating"]["alternateName"] == "Wrong"
    assert review["author"]["name"] == "The Checkers"
    post(client, article, pass_of(), sent(4, sentence=2, item="verdict", value=""))
    assert items(client) == []


def test_no_name_of_a_reviewer_is_in_it(client, article, pass_of, published):
    post(client, article, pass_of("Ada L."), sent(1, sentence=2, item="verdict", value="wrong"))
    post(client, article, pass_of("Ada L."), sent(2, sentence=0, item="verdict", value="changes"))
    assert items(client)
    assert "Ada L." not in client.get("/api/claimreview.json").text


@pytest.mark.parametrize("name", ["LINECHECK_PUBLISHER", "LINECHECK_URL"])
def test_without_both_settings_there_is_no_feed(client, article, published, monkeypatch, name):
    monkeypatch.delenv(name)
    answer = client.get("/api/claimreview.json")
    assert answer.status_code == 404
    assert name in answer.json()["error"]


def test_it_is_read_only(client, published):
    assert client.post("/api/claimreview.json").status_code == 405
