"""A page that one is reading comes in by the bookmark, or by the address the bookmark makes."""

import re
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from db.articles import article, articles
from db.connection import open_database
from tests.browser.person import eventually, introduce, name_field, open_tab, sheet_is_open
from tests.local_web import Host, serving
from tests.server import LOCAL_APP, Server

STORY = """<!doctype html><html lang="en"><head><title>The harbour reopens</title>
<meta name="author" content="Ann Smith"></head><body><article><h1>The harbour reopens</h1>
<p>The harbour reopened on Tuesday, the port authority said in its notice of 3 May. It had been
closed for six weeks after a barge struck the northern pier. Number {path}.</p>
<p>Repairs cost 2.4 million euros, according to the city’s audit, and the work took longer than
the council had planned. {extra}</p></article></body></html>"""


class Publisher(Host):
    """A publisher on this machine: ``extra`` is on each page, ``open_gate`` lets pages out."""

    def __init__(self) -> None:
        super().__init__()
        self.extra = ""
        self.open_gate = threading.Event()
        self.open_gate.set()
        self.anything = self._story

    def _story(self, handler) -> None:
        self.open_gate.wait(20)
        path = urlsplit(handler.path).path
        page = STORY.replace("{path}", path).replace("{extra}", self.extra)
        handler.give(404 if "gone" in handler.path else 200, page.encode())


@pytest.fixture(scope="module")
def site() -> Iterator[Publisher]:
    with serving(Publisher()) as running:
        yield running


@pytest.fixture(scope="module")
def desk(site, tmp_path_factory) -> Iterator[Server]:
    """The app under a path of its host; it may fetch from that site as if it were public."""
    database = tmp_path_factory.mktemp("desk") / "linecheck.db"
    running = Server(database, LOCAL_APP, base_path="/desk/linecheck")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_WEB_PORTS", str(site.server_port))
        try:
            running.start()
            yield running
        finally:
            running.kill()


@pytest.fixture
def known(page: Page, desk: Server) -> Page:
    """A tab in the browser of someone who has said who they are."""
    page.goto(desk.url)
    introduce(page)
    eventually(
        lambda: any(one["name"].startswith("linecheck_") for one in page.context.cookies())
    )  # the browser has taken the name in
    return page


def new_path() -> str:
    return f"/{uuid4().hex}"


def text_of(page: Page):
    return page.get_by_role("textbox", name="Text", exact=True)


def containing(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


def count_of_articles(server: Server) -> int:
    with open_database(server.database) as db:
        return len(articles(db))


# ── the address ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("place", ["/", "/add"])
def test_the_address_opens_the_preview_which_is_corrected_and_added(known, desk, site, place):
    path = f"{new_path()}?id=1&part=2"
    known.goto(f"{desk.url}{place}?add={quote(site.url + path, safe='')}")
    expect(text_of(known)).to_have_value(containing(urlsplit(path).path))
    expect(known.get_by_role("textbox", name="Byline")).to_have_value("Ann Smith")
    assert site.asked.count(path) == 1
    known.get_by_role("button", name="Add and start").click()
    sheet_is_open(known)
    with open_database(desk.database) as db:
        added = article(db, int(known.url.rpartition("article=")[2]))
    assert added.url == site.url + path
    assert site.asked.count(path) == 1


def test_the_name_is_asked_first_and_the_address_is_not_lost(page, desk, site):
    path = new_path()
    page.goto(f"{desk.url}/?add={quote(site.url + path, safe='')}")
    expect(name_field(page)).to_be_visible()
    assert site.asked.count(path) == 0
    introduce(page)
    expect(text_of(page)).to_have_value(containing(path))
    assert site.asked.count(path) == 1


def test_a_reload_shows_the_same_preview_and_fetches_nothing(known, desk, site):
    path = new_path()
    known.goto(f"{desk.url}/?add={quote(site.url + path, safe='')}&at=1")
    expect(text_of(known)).to_have_value(containing(path))
    for _ in range(2):
        known.reload()
        expect(text_of(known)).to_have_value(containing(path))
    assert site.asked.count(path) == 1
    known.goto(f"{desk.url}/?add={quote(site.url + path, safe='')}&at=2")  # a new click
    expect(text_of(known)).to_have_value(containing(path))
    assert site.asked.count(path) == 2


def test_what_is_discarded_does_not_come_back(known, desk, site):
    path = new_path()
    known.goto(f"{desk.url}/?add={quote(site.url + path, safe='')}")
    known.get_by_role("button", name="Discard").click()
    expect(known.get_by_label("Text of the article")).to_be_visible()
    known.reload()
    expect(known.get_by_label("Text of the article")).to_be_visible()
    assert site.asked.count(path) == 1
    assert "add=" not in known.url


def test_it_says_that_it_is_fetching(known, desk, site):
    path = new_path()
    site.open_gate.clear()
    try:
        known.goto(f"{desk.url}/?add={quote(site.url + path, safe='')}")
        expect(known.get_by_text("Fetching the page")).to_be_visible()
    finally:
        site.open_gate.set()
    expect(text_of(known)).to_have_value(containing(path))


REFUSED = {
    "gone": ("{site}/gone", "There is no page at this address (404)"),
    "this machine": ("http://127.0.0.1:9/x", "is not fetched"),
    "its own network": ("http://192.168.1.1/", "this machine or its own network"),
    "a file": ("file:///etc/passwd", "Only http and https addresses are fetched"),
    "a script": ("javascript://%0aalert(1)", "Only http and https addresses are fetched"),
    "markup": ("<img src=x onerror=alert(1)>", "This is not a web address"),
}


@pytest.mark.parametrize(("url", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_is_told_beside_the_address_and_asked_once(known, desk, site, url, sentence):
    dialogs = []
    known.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    url = url.replace("{site}", site.url)
    before, asked = count_of_articles(desk), len(site.asked)
    known.goto(f"{desk.url}/?add={quote(url, safe='')}&at={uuid4().hex}")
    for _ in range(2):
        expect(known.get_by_role("alert")).to_contain_text(sentence)
        expect(known.get_by_label("Address of the page")).to_have_value(url)
        known.reload()
    assert len(site.asked) - asked == (1 if url.startswith(site.url) else 0)
    assert count_of_articles(desk) == before
    assert dialogs == []


def test_a_page_that_is_here_is_offered(known, desk, site):
    address = f"{desk.url}/?add={quote(site.url + new_path(), safe='')}"
    known.goto(address)
    known.get_by_role("button", name="Add and start").click()
    sheet_is_open(known)
    first = known.url.rpartition("article=")[2]

    known.goto(f"{address}&at=2")
    expect(known.get_by_role("alert")).to_contain_text("This text is here already")
    site.extra = "The next inspection is due in September."
    try:
        known.goto(f"{address}&at=3")
        expect(known.get_by_role("alert")).to_contain_text("This page is here already")
    finally:
        site.extra = ""
    known.get_by_role("button", name="Open it").click()
    sheet_is_open(known)
    assert known.url.rpartition("article=")[2] == first


# ── the bookmark ─────────────────────────────────────────────────────────────────────────────────


def bookmark(page: Page, desk: Server) -> str:
    """The bookmark's address, as a person drags it away."""
    page.goto(f"{desk.url}/add")
    open_tab(page, "From the web")
    link = page.get_by_role("link", name="Check this page")
    expect(link).to_be_visible()
    assert link.evaluate("link => link.draggable")
    return link.get_attribute("href")


def click_bookmark(page: Page, address: str) -> Page:
    """Run a bookmark on the page that is open; return the tab it opens."""
    with page.context.expect_page() as opened:
        page.evaluate(
            "href => { const a = document.createElement('a'); a.href = href;"
            " document.body.append(a); a.click(); a.remove(); }",
            address,
        )
    return opened.value


@pytest.mark.parametrize(
    "tail", ["", "?q=a%26b&c='\"#part", "?x=%E2%9C%93&add=https://evil.example/&at=0#:~:text=six"]
)
def test_the_bookmark_brings_the_page_being_read(known, desk, site, tail):
    address = bookmark(known, desk)
    path = new_path()
    known.goto(site.url + path + tail)
    reading = known.evaluate("location.href")
    fetched = reading.removeprefix(site.url).partition("#")[0]
    before = site.asked.count(fetched)
    tab = click_bookmark(known, address)
    expect(text_of(tab)).to_have_value(containing(path))
    assert site.asked.count(fetched) == before + 1
    assert parse_qs(urlsplit(tab.url).query)["add"] == [reading]
    assert tab.evaluate("window.opener") is None
    assert known.evaluate("location.href") == reading  # the page one reads stays as it is


def test_a_click_on_the_page_itself_says_how(known, desk):
    address = bookmark(known, desk)
    assert address.startswith("javascript:")
    here = known.url
    known.get_by_role("link", name="Check this page").click()
    expect(known.get_by_role("status").filter(has_text="Drag it")).to_be_visible()
    assert known.url == here
    assert len(known.context.pages) == 1


def test_at_the_root_of_a_host_the_bookmark_leads_there(page, shared_server):
    page.goto(shared_server.url)
    introduce(page)
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    page.get_by_role("button", name="Add an article").click()
    open_tab(page, "From the web")
    address = page.get_by_role("link", name="Check this page").get_attribute("href")
    assert quote(f"{shared_server.url}/?add=", safe="") in address


def test_its_address_can_be_copied(known, desk):
    address = bookmark(known, desk)
    known.context.grant_permissions(["clipboard-read", "clipboard-write"])
    known.get_by_role("button", name="Copy its address").click()
    expect(known.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert known.evaluate("navigator.clipboard.readText()") == address
