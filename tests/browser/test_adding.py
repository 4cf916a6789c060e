"""Articles come in by paste, by upload and by address, and what strangers wrote stays text."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.records import Article
from db.articles import article, articles
from db.connection import open_database
from reviews.decisions import standing_evidence
from tests.browser.person import (
    chip,
    expect_saved,
    expect_selected,
    introduce,
    kept,
    kept_values,
    open_tab,
    press,
    row,
    sheet_is_open,
)
from tests.local_web import Host, serving

STORY = """The harbour reopens

The harbour reopened on Tuesday, the port authority said in its notice of 3 May. It had been \
closed for six weeks. Number {edition}."""

PAGE = """<!doctype html><html lang="en"><head>
<title>Harbour reopens after six weeks - The Daily Harbour</title>
<meta name="author" content="Ann Smith">
<meta property="og:site_name" content="The Daily Harbour">
<meta property="article:published_time" content="2026-05-04T08:00:00Z">
</head><body><nav><a href="/">Home</a></nav><article><h1>Harbour reopens after six weeks</h1>
<p>The harbour reopened on Tuesday, the port authority said in
<a href="https://port.example/notice">its notice of 3 May</a>. It had been closed for six weeks
after a barge struck the northern pier. Number {edition}.</p>
<p>Repairs cost 2.4 million euros, according to the city’s audit, and the work took longer than
the council had planned. The next inspection is due in September.</p></article></body></html>"""


@pytest.fixture
def adding(page, shared_server) -> Page:
    """The page on which articles are added, opened by someone who is known."""
    page.goto(f"{shared_server.url}/add")
    introduce(page)
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    return page


def edition(text: str) -> str:
    """A text that no other test has added."""
    return text.replace("{edition}", uuid4().hex)


def paste(page: Page, text: str) -> None:
    page.get_by_label("Text of the article").fill(text)
    page.get_by_role("button", name="Read it").click()


def upload(page: Page, name: str, content: bytes, kind: str) -> None:
    panel = open_tab(page, "Upload a file")
    file = {"name": name, "mimeType": kind, "buffer": content}
    panel.locator('input[type="file"]').set_input_files([file])
    panel.get_by_role("button", name="Read it").click()


def fetch(page: Page, url: str) -> None:
    open_tab(page, "From the web")
    page.get_by_label("Address of the page").fill(url)
    page.get_by_role("button", name="Fetch it").click()


def preview_field(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def correct(page: Page, name: str, text: str) -> None:
    """Write into a field of the preview, and leave it as a person does."""
    preview_field(page, name).fill(text)
    press(page, "Tab")


def add_and_start(page: Page) -> None:
    page.get_by_role("button", name="Add and start").click()
    sheet_is_open(page)


def opened(page: Page, server) -> Article:
    """What the database holds of the article that the page shows."""
    number = int(page.url.rpartition("article=")[2])
    with open_database(server.database) as db:
        return article(db, number)


def count_of_articles(server) -> int:
    with open_database(server.database) as db:
        return len(articles(db))


# ── the ways in ──────────────────────────────────────────────────────────────────────────────────


def test_a_pasted_text_is_looked_over_corrected_and_added(adding, shared_server):
    text = edition(STORY)
    paste(adding, text)
    expect(preview_field(adding, "Title")).to_have_value("The harbour reopens")
    expect(preview_field(adding, "Byline")).to_have_value("")
    expect(preview_field(adding, "Text")).to_have_value(text)
    expect(adding.get_by_text("3 sentences to check")).to_be_visible()

    correct(adding, "Title", "The harbour opens again")
    correct(adding, "Byline", "Ann Smith")
    correct(adding, "Date", "2026-05-04")
    correct(adding, "Site", "The Daily Harbour")
    correct(adding, "Text", text.replace("six weeks", "seven weeks"))
    add_and_start(adding)
    expect(adding.locator(".bar .title")).to_have_text("The harbour opens again")
    expect(adding.locator(".text")).to_contain_text("closed for seven weeks")
    added = opened(adding, shared_server)
    assert (added.title, added.author, added.published, added.publisher) == (
        "The harbour opens again",
        "Ann Smith",
        "2026-05-04",
        "The Daily Harbour",
    )
    assert added.text == text.replace("six weeks", "seven weeks")
    press(adding, "1")
    expect_saved(adding)

    adding.get_by_role("link", name="Articles").click()
    expect(adding.locator("a.article").filter(has_text="The harbour opens again")).to_contain_text(
        "Ann Smith · The Daily Harbour · 2026-05-04"
    )


def test_what_is_discarded_is_not_added(adding, shared_server):
    before = count_of_articles(shared_server)
    paste(adding, edition(STORY))
    adding.get_by_role("button", name="Discard").click()
    expect(adding.get_by_label("Text of the article")).to_be_visible()
    assert count_of_articles(shared_server) == before


FILES = {
    "text": ("story.txt", STORY.encode(), "text/plain"),
    "text of another editor": (
        "story.txt",
        STORY.replace("port authority", "Port Authority of Málaga").encode("utf-8-sig"),
        "text/plain",
    ),
    "Markdown": ("story.md", f"# {STORY}".encode(), "text/markdown"),
    "a page": ("story.html", PAGE.encode(), "text/html"),
}


@pytest.mark.parametrize(("name", "content", "kind"), FILES.values(), ids=FILES.keys())
def test_a_file_is_uploaded_looked_over_and_added(adding, shared_server, name, content, kind):
    number = uuid4().hex
    upload(adding, name, content.replace(b"{edition}", number.encode()), kind)
    title = "Harbour reopens after six weeks" if name.endswith("html") else "The harbour reopens"
    expect(preview_field(adding, "Title")).to_have_value(title)
    if name.endswith("html"):
        expect(preview_field(adding, "Byline")).to_have_value("Ann Smith")
        expect(preview_field(adding, "Date")).to_have_value("2026-05-04")
        expect(preview_field(adding, "Site")).to_have_value("The Daily Harbour")
    add_and_start(adding)
    added = opened(adding, shared_server)
    assert f"Number {number}." in added.text
    assert ("Málaga" in added.text) == ("Málaga".encode() in content)
    assert not added.text.startswith("\ufeff")
    if name.endswith("html"):
        assert [link.href for link in added.links] == ["https://port.example/notice"]
        row(adding, 2).locator(".sentence").click()
        link = adding.locator(".panel .links li a")
        expect(link).to_have_attribute("href", "https://port.example/notice")
        expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


@pytest.fixture
def local_site() -> Iterator[Host]:
    """A site on this machine, which would answer."""
    with serving(Host()) as running:
        running.say("/story", PAGE)
        yield running


ADDRESSES = {
    "this machine": ("http://127.0.0.1/", "this machine or its own network"),
    "this machine, in IPv6": ("http://[::1]/", "this machine or its own network"),
    "the cloud's own address": (
        "http://169.254.169.254/latest/",
        "this machine or its own network",
    ),
    "a file": ("file:///etc/passwd", "Only http and https addresses are fetched"),
    "no address": ("the morning paper", "This is not a web address"),
}


@pytest.mark.parametrize(("url", "sentence"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_an_address_that_is_not_fetched_gets_a_sentence(adding, shared_server, url, sentence):
    before = count_of_articles(shared_server)
    fetch(adding, url)
    expect(adding.get_by_role("alert")).to_contain_text(sentence)
    expect(adding.get_by_label("Address of the page")).to_have_value(url)
    assert count_of_articles(shared_server) == before


def test_a_site_on_this_machine_is_never_asked(adding, local_site):
    fetch(adding, f"{local_site.url}/story")
    expect(adding.get_by_role("alert")).to_contain_text("paste the text instead")
    assert local_site.asked == []


# ── what is no article ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "  \n\n ", "… — ?!"], ids=["nothing", "blanks", "no words"])
def test_a_paste_without_words_gets_a_sentence(adding, shared_server, text):
    before = count_of_articles(shared_server)
    paste(adding, text)
    expect(adding.get_by_role("alert")).to_contain_text("There are no words in the text")
    assert count_of_articles(shared_server) == before


BINARIES = {
    "a picture": ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    "a PDF": ("paper.html", b"%PDF-1.7\n" + bytes(range(256)) * 8),
    "nothing": ("empty.txt", b" \n"),
}


@pytest.mark.parametrize(("name", "content"), BINARIES.values(), ids=BINARIES.keys())
def test_a_file_that_is_no_text_gets_a_sentence(adding, shared_server, name, content):
    before = count_of_articles(shared_server)
    upload(adding, name, content, "application/octet-stream")
    told = adding.get_by_role("alert")
    expect(told).to_contain_text("text")
    expect(told).not_to_contain_text("Traceback")
    assert count_of_articles(shared_server) == before


def test_a_file_that_is_too_large_is_refused_beside_the_limit(adding, shared_server):
    """Streamlit turns it away with a sign alone; what is allowed stands above it."""
    before = count_of_articles(shared_server)
    panel = open_tab(adding, "Upload a file")
    file = {"name": "all.txt", "mimeType": "text/plain", "buffer": b"words " * 3_600_000}
    panel.locator('input[type="file"]').set_input_files([file])
    expect(panel.get_by_text("all.txt")).to_be_visible()
    expect(panel.get_by_text("20 MB at most")).to_be_visible()
    expect(panel.get_by_role("button", name="Read it")).to_have_count(0)
    assert count_of_articles(shared_server) == before


def test_what_is_written_from_right_to_left_stands_so_in_the_fields(adding):
    paste(adding, edition("پاکستان کا پروگرام\n\nکام مئی میں شروع ہو گا۔ {edition}"))
    for name in ("Title", "Text"):
        field = preview_field(adding, name)
        expect(field).to_have_css("unicode-bidi", "plaintext")
        expect(field).to_have_css("text-align", "start")


#: The words of all parts of a button that are wider than their room.
CUT_OFF = """button => [...button.querySelectorAll("*")]
  .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth)
  .map((node) => node.textContent)"""


@pytest.mark.parametrize("width", [720, 1440], ids=["200 % zoom", "a desk"])
def test_the_buttons_above_the_articles_are_not_cut_off(page, shared_server, width):
    page.set_viewport_size({"width": width, "height": 450})
    page.goto(shared_server.url)
    introduce(page, "Wilhelmina Featherstonehaugh")
    for name in ("Add an article", "Wilhelmina Featherstonehaugh"):
        button = page.get_by_role("button", name=name)
        expect(button).to_be_visible()
        assert button.evaluate(CUT_OFF) == []


def test_the_same_text_twice_is_noticed_and_offered(adding, shared_server):
    text = edition(STORY)
    paste(adding, text)
    add_and_start(adding)
    first = adding.url
    press(adding, "1")
    expect_saved(adding)
    before = count_of_articles(shared_server)

    adding.goto(f"{shared_server.url}/add")
    paste(adding, text)
    expect(adding.get_by_text("This text is here already, word for word.")).to_be_visible()
    adding.get_by_role("button", name="Open it").click()
    sheet_is_open(adding)
    assert adding.url == first
    expect(chip(adding, 2, "attributed")).to_have_attribute("aria-label", "attributed yes")
    assert count_of_articles(shared_server) == before


def test_the_same_text_is_not_added_twice_whatever_the_title_says(adding, shared_server):
    text = edition(STORY)
    paste(adding, text)
    add_and_start(adding)
    before = count_of_articles(shared_server)
    adding.goto(f"{shared_server.url}/add")
    paste(adding, text)
    correct(adding, "Title", "Another title")
    adding.get_by_role("button", name="Add and start").click()
    expect(adding.get_by_role("button", name="Open it")).to_be_visible()
    assert count_of_articles(shared_server) == before


# ── other languages, other intentions ────────────────────────────────────────────────────────────

URDU = """پاکستان کے میزائل پروگرام پر امریکہ کی تشویش

پاکستان کے بیلسٹک میزائل پروگرام نے امریکہ کے لیے تشویش پیدا کر دی ہے۔ ترجمان نے پیر کو کہا کہ یہ \
پروگرام صرف دفاع کے لیے ہے۔ یہ خبر نمبر {edition} ہے۔"""


def test_an_urdu_article_runs_from_right_to_left_and_says_what_it_cannot_check(adding):
    paste(adding, edition(URDU))
    add_and_start(adding)
    text = adding.locator("article.text")
    expect(text).to_have_attribute("dir", "rtl")
    expect(text).to_have_attribute("lang", "ur")
    expect(row(adding, 2).locator(".sentence")).to_have_css("direction", "rtl")
    number = row(adding, 2).locator(".number").bounding_box()
    words = row(adding, 2).locator(".sentence").bounding_box()
    assert number["x"] > words["x"]  # the numbers stand at the right, where reading begins
    expect_selected(adding, 2)
    reason = adding.locator('[data-question="attributed"] .reason')
    expect(reason).to_contain_text("n/a")
    expect(reason).to_contain_text("Urdu")
    press(adding, "1")
    expect(chip(adding, 2, "attributed")).to_have_attribute("aria-label", "attributed yes")
    expect_saved(adding)


def test_a_text_without_a_full_stop_is_one_long_sentence(adding, shared_server):
    text = f"{uuid4().hex}\n\n" + "and so it went on " * 5_600  # 100,000 characters
    paste(adding, text)
    add_and_start(adding)
    press(adding, "1")
    expect_saved(adding)
    number = int(adding.url.rpartition("article=")[2])
    assert [value for _, _, value in kept_values(shared_server.database, number)] == ["yes"]
    room = adding.locator("article.text").evaluate("node => node.scrollWidth - node.clientWidth")
    assert room <= 0


def test_more_than_one_review_holds_is_refused_and_stays_to_be_cut(adding, shared_server):
    before = count_of_articles(shared_server)
    book = " ".join(f"Clause {number} was read." for number in range(20_001))
    upload(adding, "book.txt", book.encode(), "text/plain")
    expect(adding.get_by_text("20,001 sentences to check")).to_be_visible()
    adding.get_by_role("button", name="Add and start").click()
    expect(adding.get_by_role("alert")).to_contain_text("add it in parts")
    assert preview_field(adding, "Text").input_value() == book
    assert count_of_articles(shared_server) == before


#: Turns what follows around, rings a bell, hides itself, joins what is apart.
UNSEEN = "\u202eevil\u202c \u2066left \x07bell\u2069 zero\u200bwidth \u00adsoft \ufeffmark"


def test_characters_nobody_sees_stay_in_the_text_and_turn_nothing_around(adding, shared_server):
    text = f"Headline {UNSEEN}\n\nThe mayor said {UNSEEN} on Monday. {uuid4().hex} was the number."
    paste(adding, text)
    add_and_start(adding)
    assert opened(adding, shared_server).text == text
    expect(row(adding, 2).locator(".sentence")).to_have_css("unicode-bidi", "isolate")
    expect(adding.locator(".bar .title")).to_have_css("unicode-bidi", "isolate")
    press(adding, "n")
    adding.get_by_role("textbox", name="Note").fill(UNSEEN)
    press(adding, "Escape")
    expect_saved(adding)
    number = int(adding.url.rpartition("article=")[2])
    assert kept_values(shared_server.database, number) == [(2, "note", UNSEEN)]


#: Each would run, close its element or end its query where text is not kept text.
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> "
    "'); DROP TABLE marks; -- {{ 7*7 }} ${7*7} </textarea><svg onload=alert(3)>"
)


def test_markup_and_sql_stay_text_wherever_they_are_written(page, shared_server):
    dialogs, requests = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    name = "<b>Eve</b>'); DROP TABLE reviewers; --<img src=x onerror=alert(4)> ![y](/x) *E*"
    page.goto(f"{shared_server.url}/add")
    introduce(page, name)
    text = f"{HOSTILE} is the headline\n\nThe mayor said on Monday: {HOSTILE} {uuid4().hex}."
    paste(page, text)
    expect(preview_field(page, "Text")).to_have_value(text)
    for field in ("Title", "Byline", "Site"):
        correct(page, field, f"{field} {HOSTILE}")
    add_and_start(page)
    added = opened(page, shared_server)
    assert (added.text, added.title) == (text, f"Title {HOSTILE}")
    number = int(page.url.rpartition("article=")[2])

    expect(page.locator(".bar .title")).to_have_text(f"Title {HOSTILE}")
    shown = "".join(page.locator(".sentence").all_inner_texts())
    assert shown.count("<script>alert(1)</script><img src=x onerror=alert(2)>") == 2
    press(page, "n")
    page.keyboard.type(HOSTILE)
    press(page, "Escape", "e")
    page.keyboard.type("https://example.org/" + "<script>")
    press(page, "Tab")
    page.keyboard.type(HOSTILE)
    press(page, "Enter")
    evidence = page.locator("[data-evidence]")
    expect(evidence).to_contain_text(HOSTILE)
    press(page, "/")
    page.keyboard.type("<script>")
    press(page, "Enter", "Escape")
    expect_saved(page)
    row(page, 2).locator(".number").click()
    page.locator(".history summary").click()
    expect(page.locator(".history")).to_contain_text(name)
    found = kept(shared_server.database, number)
    assert HOSTILE in [mark.value for mark in found if mark.item == "note"]
    (piece,) = standing_evidence(found)
    assert piece.document == HOSTILE
    assert {mark.reviewer for mark in found} == {name}

    page.get_by_role("link", name="Articles").click()
    expect(page.locator("a.article").filter(has_text=f"Title {HOSTILE}")).to_be_visible()
    expect(page.get_by_role("button", name=name)).to_be_visible()
    assert dialogs == []
    assert [url for url in requests if url.endswith("/x")] == []


def test_an_address_that_would_run_is_not_taken_as_evidence(adding, shared_server):
    paste(adding, edition(STORY))
    add_and_start(adding)
    number = int(adding.url.rpartition("article=")[2])
    press(adding, "e")
    adding.keyboard.type("javascript:alert(1)")
    press(adding, "Enter")
    expect(adding.get_by_role("alert")).to_contain_text("An address begins with https://")
    expect(adding.locator("[data-evidence]")).to_have_count(0)
    assert kept_values(shared_server.database, number) == []
