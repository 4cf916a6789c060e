"""A person looks up a source, checks links, stops, and brings a rating list along."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import checks
from articles import read_text
from articles.records import Link
from db.articles import add_article
from db.connection import open_database
from tests.browser.person import open_tab
from tests.local_web import Web, local_web
from tests.server import Server

APP = Path(__file__).with_name("local_web_app.py")
TEXT = (
    "The bridge opened on Monday, the mayor said in a statement. It cost 2.4 million, the audit "
    "found. Critics called it a waste."
)
SAID = {
    "@type": "NewsArticle",
    "author": [{"name": "Ada <b>Writer</b>"}],
    "publisher": {
        "@type": "NewsMediaOrganization",
        "name": "The Courier",
        "correctionsPolicy": "javascript:alert(1)",
        "ethicsPolicy": "https://courier.example/ethics",
    },
}
ARTICLE_PAGE = (
    f'<html><head><script type="application/ld+json">{json.dumps(SAID)}</script></head>'
    "<body><p>The bridge opened.</p></body></html>"
)


@pytest.fixture
def web() -> Iterator[Web]:
    """Publishers and an archive of the test's own."""
    with local_web() as running:
        yield running


@pytest.fixture
def app(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The app with one article whose links lead to that web, allowed to visit it."""
    home, other, _ = web.hosts
    home.status("/bridge", 200, ARTICLE_PAGE.encode())
    home.status("/", 200, b'<a href="/staff">Our staff</a>')
    other.page("/statement")
    other.status("/audit", 404)
    web.copies[f"{other.url}/audit"] = "20240503101112"
    other.status("/waste", 301, Location="/waste-moved")
    other.page("/waste-moved")
    links = [
        Link(TEXT.index(words), TEXT.index(words) + len(words), f"{other.url}/{path}")
        for words, path in (("a statement", "statement"), ("audit", "audit"), ("waste", "waste"))
    ]
    article = replace(
        read_text(TEXT, title="The bridge", author="Ada Writer", url=f"{home.url}/bridge"),
        links=tuple(links),
    )
    database = tmp_path / "linecheck.db"
    db = open_database(database)
    add_article(db, article, checks.propose(article))
    db.close()
    ports = ",".join(str(host.server_port) for host in (*web.hosts, web.archive))
    monkeypatch.setenv("TEST_WEB_PORTS", ports)
    monkeypatch.setenv("TEST_WAYBACK", web.wayback)
    server = Server(database, script=APP)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def open_source(page: Page, app: Server) -> None:
    """Give a name and open the page of the article's source."""
    page.goto(app.url)
    page.get_by_role("textbox").fill("Ada")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Source of The bridge").click()
    page.get_by_role("heading", name=re.compile("^Links")).wait_for()


def signal(page: Page, name: str):
    """The line of one signal."""
    return page.locator(".signals li").filter(has_text=name)


def test_nothing_is_asked_for_until_somebody_wants_it(app, web, page):
    open_source(page, app)
    expect(signal(page, "Masthead")).to_contain_text("unknown: not looked up yet")
    expect(page.locator(".links .key")).to_contain_text("3 not checked yet")
    expect(page.locator(".ratings")).to_contain_text("There are no rating lists here yet")
    assert not any(host.asked for host in (*web.hosts, web.archive))


def test_a_source_is_looked_up_on_a_button(app, web, page):
    open_source(page, app)
    page.get_by_role("button", name="Look it up").click()
    expect(signal(page, "Masthead")).to_contain_text("Our staff")
    expect(page.locator(".who")).to_contain_text("The Courier")
    expect(page.locator(".who")).to_contain_text("Ada <b>Writer</b>")
    expect(signal(page, "Ownership")).to_contain_text("not found on the article’s page")
    expect(signal(page, "Ethics policy").get_by_role("link")).to_have_attribute(
        "href", "https://courier.example/ethics"
    )
    expect(signal(page, "Corrections policy")).to_contain_text("javascript:alert(1)")
    expect(signal(page, "Corrections policy").get_by_role("link")).to_have_count(0)
    page.reload()
    expect(signal(page, "Masthead")).to_contain_text("Our staff")
    assert web.host.asked.count("/bridge") == 1


def test_links_are_checked_kept_and_checked_again(app, web, page):
    open_source(page, app)
    page.get_by_role("button", name="Check 3 links").click()
    page.get_by_role("button", name="Check all again").wait_for()
    expect(page.locator(".links .key")).to_contain_text("1 stands")
    dead = page.locator('.links li[data-state="dead"]')
    expect(dead).to_contain_text("There is no page at this address (404).")
    expect(dead.get_by_role("link", name="archived copy")).to_have_attribute(
        "href", re.compile(r"^http://web\.archive\.org/web/20240503101112/")
    )
    moved = page.locator('.links li[data-state="redirected"]')
    expect(moved).to_contain_text("waste-moved")
    page.reload()
    expect(dead).to_be_visible()
    other = web.hosts[1]
    assert other.pages_asked().count("/audit") == 1
    other.page("/audit")
    page.get_by_role("button", name="Check all again").click()
    expect(page.locator('.links li[data-state="reachable"]')).to_have_count(2, timeout=20_000)


def test_checking_stops_at_will_and_goes_on_later(app, web, page):
    web.hosts[1].answers["/audit"] = lambda handler: handler.trickle()
    open_source(page, app)
    page.get_by_role("button", name="Check 3 links").click()
    page.get_by_text("1 of 3 looked up").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Check 2 links").wait_for()
    expect(page.locator('.links li[data-state="reachable"]')).to_have_count(1)


def test_a_rating_list_comes_in_is_shown_and_goes(app, page, tmp_path):
    file = tmp_path / "own list.csv"
    file.write_text("name;site;score\nCourier;127.0.0.1;7,5\nNo site;-;3\nElsewhere;b.example;2\n")
    open_source(page, app)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("No row is left out").or_(page.get_by_text("rows left out")).first.wait_for()
    page.get_by_role("textbox", name="Name").fill("Our *own* list")
    page.get_by_role("button", name="Keep the list").click()
    page.get_by_text("ratings are kept").or_(page.get_by_text("rating is kept")).wait_for()
    listed = page.locator(".ratings .list")
    expect(listed).to_contain_text("Our *own* list")
    page.get_by_role("button", name="Remove").click()
    expect(listed).to_have_count(0)


def test_a_rating_list_is_fetched_from_its_address(app, web, page):
    web.hosts[2].status("/r.csv", 200, b"domain,pc1\n127.0.0.1,0.25\n", content_type="text/csv")
    open_source(page, app)
    open_tab(page, "From the web")
    page.get_by_role("textbox", name="Address of the file").fill(f"{web.hosts[2].url}/r.csv")
    page.get_by_role("button", name="Fetch it").click()
    page.get_by_text("This looks like “Domain ratings of Lin et al.”").wait_for()
    page.get_by_role("button", name="Keep the list").click()
    expect(page.locator(".ratings .value")).to_contain_text("0.25")
    marker = page.locator(".ratings .marker")
    expect(marker).to_have_attribute("style", "inset-inline-start: 25%;")


def test_a_file_that_is_no_list_is_refused_in_a_sentence(app, page, tmp_path):
    open_source(page, app)
    for number, (content, told) in enumerate(
        [(b"", "The file is empty"), (b"a\nb\n", "has one column"), (b"PK\x03\x04zip", "not text")]
    ):
        file = tmp_path / f"{number}.csv"
        file.write_bytes(content)
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()


def test_the_sheet_leads_to_the_source_and_back(app, page):
    open_source(page, app)
    page.get_by_text("Back to the article").click()
    page.locator(".row.selected").wait_for()
    page.keyboard.press("g")
    page.get_by_role("link", name="Source profile").click()
    page.get_by_role("heading", name="Who").wait_for()


def test_an_article_that_is_not_there_is_told(app, page):
    open_source(page, app)
    page.goto(f"{app.url}/source?article=99999999999999999999")
    expect(page.get_by_text("There is no such article")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(app, web, page, scheme):
    page.emulate_media(color_scheme=scheme)
    open_source(page, app)
    page.get_by_role("button", name="Look it up").click()
    expect(signal(page, "Masthead")).to_contain_text("Our staff")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious] == []


def test_it_fits_a_telephone(app, page):
    page.set_viewport_size({"width": 380, "height": 800})
    open_source(page, app)
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 380
