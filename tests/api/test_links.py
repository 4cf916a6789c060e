"""What became of a sentence's links, over HTTP, and having them looked up beside the requests."""

import time
from dataclasses import replace

import pytest

from api import checking, errands
from articles import read_text
from articles.records import Link
from db.articles import add_article
from db.sources import save_link_check
from sources.records import DEAD, LinkCheck
from sources.visitor import Visitor
from tests.api.conftest import TEXT
from tests.local_web import local_web

CLOSED = TEXT.index("closed the bridge")
REPAIRS = TEXT.index("Repairs will cost")


@pytest.fixture
def web(monkeypatch):
    """Publishers and an archive that the routes may visit; nobody has been there before."""
    with local_web() as running:
        monkeypatch.setattr(checking, "Visitor", running.visitor)
        monkeypatch.setattr(checking, "WAYBACK", running.wayback)
        monkeypatch.setattr(checking, "_one_visitor", checking._OneVisitor())
        yield running


@pytest.fixture
def linked(database, web):
    """The number of an article whose second and fourth sentence have links."""
    links = (
        Link(CLOSED, CLOSED + 6, f"{web.host.url}/a#top"),
        Link(CLOSED + 8, CLOSED + 17, f"{web.host.url}/gone"),
        Link(CLOSED + 8, CLOSED + 17, "mailto:a@b.example"),
        Link(REPAIRS, REPAIRS + 7, f"{web.host.url}/other"),
    )
    article = replace(read_text(TEXT + "\nMore."), links=links)
    return add_article(database, article, {})


@pytest.fixture
def ask(client, linked, pass_of):
    """Ask a route of the article; answers the response."""

    def ask(path: str, method: str = "GET", **options):
        headers = pass_of(for_article=linked) | options.pop("headers", {})
        return client.request(method, f"/api/articles/{linked}/{path}", headers=headers, **options)

    return ask


def looked_up(ask, sentence: int = 2) -> list[dict]:
    """The links of a sentence, once none is being looked up."""
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        links = ask(f"links?sentence={sentence}").json()["links"]
        if not any(link["checking"] for link in links):
            return links
        time.sleep(0.01)
    raise AssertionError("A link is still being looked up.")


def test_nothing_is_looked_up_until_somebody_asks(ask, web):
    links = looked_up(ask)
    assert [link["state"] for link in links] == ["", ""]
    assert links[0]["href"].endswith("/a#top")
    assert web.host.asked == []


def test_the_links_of_one_sentence_are_looked_up_and_kept(ask, web):
    web.host.page("/a")
    web.copies[f"{web.host.url}/gone"] = "20240503101112"
    assert ask("links", "POST", json={"sentence": 2}).status_code == 202
    stands, gone = looked_up(ask)
    assert (stands["state"], gone["state"]) == ("reachable", DEAD)
    assert gone["archived_at"] == "2024-05-03T10:11:12Z"
    assert web.host.pages_asked() == ["/a", "/gone"]
    assert looked_up(ask, 4)[0]["state"] == ""


def test_what_the_source_page_found_is_told(ask, database, web):
    save_link_check(database, LinkCheck(f"{web.host.url}/a", DEAD, 410))
    first, second = looked_up(ask)
    assert (first["state"], first["status"], second["state"]) == (DEAD, 410, "")


def test_one_visitor_goes_for_all_and_asks_for_robots_once(ask, web):
    for _ in range(2):
        ask("links", "POST", json={"sentence": 2})
        ask("links", "POST", json={"sentence": 4})
        looked_up(ask)
        looked_up(ask, 4)
    assert web.host.asked.count("/robots.txt") == 1
    assert web.host.most_at_once == 1


def test_who_has_rested_comes_with_fresh_eyes(ask, web, monkeypatch):
    monkeypatch.setattr(checking, "LONGEST_PAUSE", -1)
    for _ in range(2):
        ask("links", "POST", json={"sentence": 4})
        looked_up(ask, 4)
    assert web.host.asked.count("/robots.txt") == 2


def test_the_own_network_is_not_visited(ask, web, monkeypatch):
    monkeypatch.setattr(checking, "Visitor", lambda: Visitor(pause=0))
    ask("links", "POST", json={"sentence": 2})
    links = looked_up(ask)
    assert [link["state"] for link in links] == ["unknown", "unknown"]
    assert web.host.asked == []


def test_what_goes_wrong_inside_is_told_and_can_be_tried_again(ask, web, monkeypatch, caplog):
    def broken(*_, **__):
        raise LookupError("inside")

    with monkeypatch.context() as patched:
        patched.setattr(checking, "check_link", broken)
        ask("links", "POST", json={"sentence": 4})
        (link,) = looked_up(ask, 4)
    assert link["failed"] == "The link could not be looked up: the server's log says why."
    assert "LookupError: inside" in caplog.text
    web.host.page("/other")
    ask("links", "POST", json={"sentence": 4})
    (link,) = looked_up(ask, 4)
    assert (link["failed"], link["state"]) == ("", "reachable")


@pytest.mark.parametrize(
    ("sentence", "status"), [(0, 404), (99, 404), ("x", 400), (None, 400), (-1, 400), ([], 400)]
)
def test_what_is_no_sentence_is_refused(ask, sentence, status):
    assert ask("links", "POST", json={"sentence": sentence}).status_code == status
    assert ask(f"links?sentence={sentence}").status_code == status


def test_other_sites_and_strangers_are_refused(ask, client, linked):
    path, body = f"/api/articles/{linked}/links", {"sentence": 2}
    assert client.post(path, json=body).status_code == 401
    assert client.get(f"{path}?sentence=2").status_code == 401
    foreign = {"origin": "https://evil.example"}
    assert ask("links", "POST", json=body, headers=foreign).status_code == 403


def test_only_so_many_wait(ask, monkeypatch):
    monkeypatch.setattr(errands, "MOST_WAITING", 0)
    assert ask("links", "POST", json={"sentence": 2}).status_code == 429
