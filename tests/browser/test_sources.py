"""A person looks up a source, checks links, stops, and brings a rating list along."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import checks
from articles import read_text
from articles.records import Link
from db.articles import add_article
from db.connection import open_database
from db.sources import add_rating_list, save_link_check
from sources.records import (
    DEAD,
    REACHABLE,
    REDIRECTED,
    SOFT_404,
    UNKNOWN,
    WALL,
    LinkCheck,
    Rating,
    RatingList,
    Scale,
)
from tests.browser.axe import serious_problems
from tests.browser.person import open_tab
from tests.local_web import Web, local_web
from tests.server import LOCAL_APP, Server

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
    server = Server(database, script=LOCAL_APP)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture
def many_links(tmp_path: Path) -> Iterator[Server]:
    """The app with a sentence that has a link of every kind, looked up before."""
    checks_ = [
        LinkCheck("https://www.court.example.gov/ruling/2024-118", REACHABLE, 200),
        LinkCheck(
            "https://courier.example/2019/a-very-long-name-of-an-article-that-goes-on-and-on",
            *(REDIRECTED, 200, "https://courier.example/archive/2019/a-very-long-name"),
        ),
        LinkCheck(
            "https://blog.example/old", DEAD, 404, detail="There is no page at this address (404).",
            archived_url="https://web.archive.org/web/2024/https://blog.example/old",
            archived_at="2024-05-03T10:11:12Z",
        ),
        LinkCheck("https://soft.example/x", SOFT_404, 200, detail="It leads to the front page."),
        LinkCheck("https://paid.example/x", WALL, 200, detail="The page asks for a password."),
        LinkCheck("https://slow.example/x", UNKNOWN, detail="The site did not answer in time."),
    ]  # fmt: skip
    hrefs = [check.url for check in checks_]
    hrefs += ["https://doi.org/10.1000/xyz123", "https://news.example/own/page"]
    text = " ".join(f"link{number}" for number in range(len(hrefs))) + " stand in one sentence."
    links = [
        Link(text.index(f"link{number}"), text.index(f"link{number}") + 5, href)
        for number, href in enumerate(hrefs)
    ]
    article = replace(
        read_text(text, title="The bridge", url="https://news.example/a"), links=tuple(links)
    )
    database = tmp_path / "many.db"
    db = open_database(database)
    add_article(db, article, checks.propose(article))
    for check in checks_:
        save_link_check(db, replace(check, checked_at="2026-03-01T10:00:00Z"))
    about = RatingList("Ratings of outlets", "2", "2026", "", "", "", Scale(0, 1))
    add_rating_list(db, about, [Rating("courier.example", "0.6254321")], rows_read=1)
    db.close()
    server = Server(database)
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


def test_a_rating_list_may_be_larger_than_an_article(app, page):
    open_source(page, app)
    expect(page.get_by_text("A CSV or TSV file, 60 MB at most")).to_be_visible()
    table = b"domain,score\n" + b"".join(b"site%d.example,0.5\n" % n for n in range(1_250_000))
    assert len(table) > 25_000_000
    file = {"name": "long.csv", "mimeType": "text/csv", "buffer": table}
    page.locator('input[type="file"]').set_input_files([file])
    expect(page.get_by_role("button", name="Keep the list")).to_be_visible()


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
    page.get_by_role("heading", name="Who", exact=True).wait_for()


def test_who_speaks_is_drawn(app, page):
    open_source(page, app)
    speaks = page.locator(".voices")
    expect(speaks.locator("li")).to_have_count(3)
    expect(speaks.locator("li.named").filter(has_text="mayor")).to_contain_text("1 sentence")
    expect(speaks.locator("li.anonymous")).to_contain_text("not named")
    expect(speaks.get_by_role("button")).to_have_count(0)
    expect(page.locator(".sections li")).to_contain_text("3 of 3 attributed")


def open_links(page: Page, app: Server, position: int) -> Locator:
    """Go to a sentence of the sheet and return the part with its links, once it is known."""
    page.goto(f"{app.url}/review?article=1")
    page.locator(".row.selected").wait_for()
    page.locator(f'[data-sentence="{position}"]').first.click()
    expect(page.locator(".tabs button").first).to_have_text(f"Sentence {position}")
    part = page.get_by_role("region", name="Links")
    expect(part.locator(".state").first).to_be_visible()
    return part


def picture(page: Page, name: str) -> None:
    """Keep a picture where LINECHECK_PICTURES names a folder, to look at by eye."""
    if folder := os.environ.get("LINECHECK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_links_are_looked_up_beside_their_sentence(app, web, page):
    open_source(page, app)
    part = open_links(page, app, 2)
    expect(part).to_contain_text("not checked yet")
    expect(part).to_contain_text("own site")
    assert not any(host.asked for host in (*web.hosts, web.archive))
    part.get_by_role("button", name="Check it").click()
    dead = part.locator('li[data-state="dead"]')
    expect(dead).to_contain_text("There is no page at this address (404).")
    expect(dead.get_by_role("link", name=re.compile("^archived copy of .*2024"))).to_have_attribute(
        "href", re.compile(r"^http://web\.archive\.org/web/20240503101112/")
    )
    expect(part.get_by_role("status")).to_have_text("1 dead")
    expect(part.get_by_role("button", name="Check again")).to_be_enabled()
    assert web.hosts[1].pages_asked() == ["/audit"]
    # What was found on the sheet is known on the page of the source, and the other way round.
    part.get_by_role("link", name="All links of the article").click()
    page.get_by_role("button", name="Check 2 links").click()
    expect(page.locator(".links .key")).to_contain_text("1 moved")
    part = open_links(page, app, 3)
    expect(part.locator('li[data-state="redirected"]')).to_contain_text("waste-moved")
    assert web.hosts[1].pages_asked().count("/audit") == 1


def test_a_link_is_looked_up_again_and_a_refusal_is_told(app, web, page):
    open_source(page, app)
    part = open_links(page, app, 1)
    part.get_by_role("button", name="Check it").click()
    expect(part.locator('li[data-state="reachable"]')).to_contain_text("stands")
    page.route(
        "**/articles/1/links", lambda route: route.fulfill(status=429, json={"error": "Wait"})
    )
    part.get_by_role("button", name="Check again").click()
    expect(part.get_by_role("alert")).to_have_text("Wait")
    expect(part.get_by_role("button", name="Check again")).to_be_enabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_beside_a_sentence_can_be_read_by_everybody(many_links, page, scheme):
    page.emulate_media(color_scheme=scheme)
    open_source(page, many_links)
    part = open_links(page, many_links, 1)
    part.get_by_role("heading").scroll_into_view_if_needed()
    picture(page, f"links {scheme}")
    assert serious_problems(page) == []
    page.set_viewport_size({"width": 380, "height": 800})
    width = page.locator(".panel").evaluate("node => node.scrollWidth - node.clientWidth")
    assert width <= 0
    part.get_by_role("heading").scroll_into_view_if_needed()
    picture(page, f"links narrow {scheme}")


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
    page.locator(".links").scroll_into_view_if_needed()
    picture(page, f"source {scheme}")
    assert serious_problems(page) == []


def test_it_fits_a_telephone(app, page):
    page.set_viewport_size({"width": 380, "height": 800})
    open_source(page, app)
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 380
    page.locator(".voices").scroll_into_view_if_needed()
    picture(page, "source narrow")
