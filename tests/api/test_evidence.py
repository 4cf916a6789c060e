"""Evidence over HTTP: copies kept beside the requests, files, passages, earlier checks."""

import io
import json
import time
import zipfile
from functools import partial

import pytest

from api import documents as documents_route
from api import errands, fetching
from articles import read_text
from articles.fetch import Limits
from db.articles import add_article
from evidence.claims import ADDRESS, KEY
from tests.acknowledged import acknowledged
from tests.api.conftest import TEXT
from tests.local_web import Host, serving

AUDIT = "The city's audit puts the repairs of the bridge at 2,412,000 euros in all."


@pytest.fixture
def web(monkeypatch):
    with serving(Host()) as running:
        limits = Limits(loopback_ports=frozenset({running.server_port}))
        allowed = partial(fetching.take_snapshot, limits=limits)
        monkeypatch.setattr(fetching, "take_snapshot", allowed)
        yield running


@pytest.fixture
def ask(client, article, pass_of):
    """Ask a route of the article; answers the response."""

    def ask(path: str, method: str = "GET", **options):
        headers = pass_of() | options.pop("headers", {})
        return client.request(method, f"/api/articles/{article}/{path}", headers=headers, **options)

    return ask


def mark_evidence(ask, **piece):
    value = json.dumps({"key": "k", "stance": "supports"} | piece)
    made = {"seq": 1, "sentence": 4, "item": "evidence", "value": value}
    made["at"] = "2026-03-01T10:00:00.000Z"
    answer = ask("marks", "POST", json={"client_id": "t", "marks": [made]})
    assert acknowledged(answer, [made]) == ([1], [])


def copy_of(ask) -> dict:
    """The copy of the piece, once it is no longer being fetched."""
    give_up = time.monotonic() + 10
    while time.monotonic() < give_up:
        copy = ask("evidence?sentence=4").json()["pieces"].get("k", {})
        if not copy.get("fetching"):
            return copy
        time.sleep(0.01)
    raise AssertionError("The page is still being fetched.")


def keep(ask, url) -> dict:
    assert ask("snapshots", "POST", json={"url": url}).status_code == 202
    return copy_of(ask)


def upload(ask, data: bytes, name: str):
    return ask(f"documents?name={name}", "POST", content=data)


def test_the_page_is_fetched_once_and_asked_whether_it_says_so(ask, web):
    web.say("/a", f"<p>{AUDIT}</p>")
    mark_evidence(ask, url=f"{web.url}/a")
    assert copy_of(ask)["fetching"] is False
    copy = keep(ask, f"{web.url}/a")
    assert web.asked == ["/a"]
    assert [(s["sought"], s["result"]) for s in copy["says"]] == [("2.4 million euros", "rounded")]
    kept = ask(f"snapshots/{copy['id']}/warc")
    assert kept.headers["content-disposition"].startswith("attachment")
    assert kept.content[:2] == b"\x1f\x8b"


def test_a_change_is_noticed_shown_and_the_older_copy_still_read(ask, web):
    web.say("/a", f"<p>{AUDIT}</p>")
    mark_evidence(ask, url=f"{web.url}/a")
    keep(ask, f"{web.url}/a")
    same = keep(ask, f"{web.url}/a")
    assert (same["looks"], len(same["versions"])) == (2, 1)
    web.say("/a", f"<p>{AUDIT.replace('2,412', '1,900')}</p>")
    copy = keep(ask, f"{web.url}/a")
    assert (copy["looks"], len(copy["versions"])) == (3, 2)
    (said,) = copy["says"]
    assert said["result"] == "missing"
    assert said["was_at"] == copy["versions"][0]["at"]
    (place,) = ask(f"snapshots/{copy['id']}/changes").json()["places"]
    assert ["gone", "2,412,000"] in place
    assert ["new", "1,900,000"] in place


def test_a_failure_is_told_and_can_be_tried_again(ask, web):
    mark_evidence(ask, url=f"{web.url}/a")
    assert "404" in keep(ask, f"{web.url}/a")["failed"]
    web.say("/a", f"<p>{AUDIT}</p>")
    assert keep(ask, f"{web.url}/a")["failed"] == ""


def test_pages_of_the_own_network_are_not_kept(ask):
    mark_evidence(ask, url="http://127.0.0.1/a")
    assert "own network" in keep(ask, "http://127.0.0.1/a")["failed"]


@pytest.mark.parametrize("url", ["", "ftp://a.example", "javascript:1", 5, None, "https://a\n.b"])
def test_what_is_no_address_is_refused(ask, url):
    assert ask("snapshots", "POST", json={"url": url}).status_code == 400


def test_only_so_many_pages_wait(ask, monkeypatch):
    monkeypatch.setattr(errands, "MOST_WAITING", 0)
    assert ask("snapshots", "POST", json={"url": "https://a.example"}).status_code == 429


def test_a_file_is_kept_and_asked_whether_it_says_so(ask):
    answer = upload(ask, AUDIT.encode(), "audit.txt")
    assert answer.json()["kept"] == [{"id": 1, "name": "audit.txt"}]
    mark_evidence(ask, document="audit.txt")
    copy = copy_of(ask)
    assert (copy["kind"], copy["says"][0]["result"]) == ("file", "rounded")


def test_a_file_is_removed_and_evidence_says_so(ask):
    upload(ask, AUDIT.encode(), "audit of 2024.txt")
    mark_evidence(ask, document="audit of 2024.txt")
    listed = ask("documents").json()["documents"]
    assert [(one["name"], one["passages"]) for one in listed] == [("audit of 2024.txt", 1)]
    answer = ask("documents?name=audit of 2024.txt", "DELETE")
    assert (answer.status_code, answer.json()) == (200, {"documents": 0})
    assert copy_of(ask)["kind"] == "removed"
    assert ask("passages?sentence=4").json()["passages"] == []
    assert ask("documents?name=audit of 2024.txt", "DELETE").status_code == 404
    upload(ask, AUDIT.encode(), "audit of 2024.txt")
    assert copy_of(ask)["kind"] == "file"


def test_files_are_removed_from_our_own_pages_and_with_a_pass_only(ask, client, article):
    upload(ask, AUDIT.encode(), "audit.txt")
    foreign = {"origin": "https://evil.example"}
    assert ask("documents?name=audit.txt", "DELETE", headers=foreign).status_code == 403
    path = f"/api/articles/{article}/documents?name=audit.txt"
    assert client.delete(path).status_code == 401
    assert len(ask("documents").json()["documents"]) == 1


def test_a_zip_is_taken_in_and_its_passages_stand_ready(ask):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/audit.txt", AUDIT)
        archive.writestr("song.mp3", b"ID3\x00")
    answer = upload(ask, file.getvalue(), "all.zip").json()
    assert [one["name"] for one in answer["kept"]] == ["a/audit.txt"]
    assert [one["name"] for one in answer["refused"]] == ["song.mp3"]
    assert answer["documents"] == 1
    (found,) = ask("passages?sentence=4").json()["passages"]
    assert (found["name"], found["text"]) == ("a/audit.txt", AUDIT)
    assert ask("documents").json()["documents"][0]["passages"] == 1


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(ask, monkeypatch):
    answer = upload(ask, b"\x00\x01", "x.bin")
    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    monkeypatch.setattr(documents_route, "MAX_ARCHIVE_BYTES", 10)
    assert upload(ask, b"more than ten bytes", "x.txt").status_code == 413


def test_an_earlier_check_is_offered(ask, database, client, pass_of):
    made = {"seq": 9, "sentence": 2, "item": "verdict", "value": "wrong"}
    made["at"] = "2026-03-01T10:00:00.000Z"
    ask("marks", "POST", json={"client_id": "t", "marks": [made]})
    other = add_article(database, read_text(TEXT.replace("disgrace", "scandal")), {})
    header = pass_of("Bo", for_article=other)
    answer = client.get(f"/api/articles/{other}/before?sentence=2", headers=header).json()
    assert [one["verdict"] for one in answer["earlier"]] == ["wrong"]
    assert answer["published"] == []
    assert answer["service"] is False


def test_published_checks_are_asked_for_and_kept(ask, monkeypatch):
    review = {
        "publisher": {"name": "Checks"},
        "url": "https://checks.example",
        "textualRating": "No",
    }
    found = {"text": "The council closed the bridge on Monday", "claimReview": [review]}
    with serving(Host()) as web:
        monkeypatch.setenv(KEY, "k")
        monkeypatch.setenv(ADDRESS, web.url)
        web.say_json("/claims:search", {"claims": [found]})
        assert len(ask("published", "POST", json={"sentence": 2}).json()["published"]) == 1
        web.say_json("/claims:search", {"error": {}}, 429)
        refused = ask("published", "POST", json={"sentence": 2})
        assert refused.status_code == 424
        assert "quota" in refused.json()["error"]
    monkeypatch.delenv(KEY)
    assert len(ask("before?sentence=2").json()["published"]) == 1
    assert ask("published", "POST", json={"sentence": 2}).status_code == 424


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "evidence?sentence=2"),
        ("POST", "snapshots"),
        ("GET", "snapshots/1/warc"),
        ("GET", "snapshots/1/changes"),
        ("GET", "documents"),
        ("POST", "documents?name=a.txt"),
        ("GET", "passages?sentence=2"),
        ("GET", "before?sentence=2"),
        ("POST", "published"),
    ],
)
def test_every_route_wants_a_pass_and_our_own_origin(client, article, pass_of, method, path):
    address = f"/api/articles/{article}/{path}"
    body = {"content": b"{}", "headers": {"content-type": "application/json"}}
    options = body if method == "POST" else {"headers": {}}
    assert client.request(method, address, **options).status_code == 401
    foreign = pass_of() | options["headers"] | {"origin": "https://evil.example"}
    if method == "POST":
        answer = client.post(address, content=b"{}", headers=foreign)
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "path", ["passages?sentence=99", "before?sentence=0", "snapshots/7/warc", "snapshots/7/changes"]
)
def test_what_is_not_there_is_told(ask, path):
    answer = ask(path)
    assert answer.status_code == 404
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize("path", ["passages", "before?sentence=x", "evidence?sentence=-1"])
def test_a_sentence_is_named_by_its_number(ask, path):
    assert ask(path).status_code == 400
