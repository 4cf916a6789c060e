"""Evidence as a person keeps it: a copy, a file, the research, an earlier check."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from articles import read_text
from db.articles import add_article
from db.connection import open_database
from evidence.claims import ADDRESS, KEY
from tests.local_web import Host, serving
from tests.server import LOCAL_APP, Server

TEXT = """The bridge of Arnford closes

The council of Arnford closed the bridge on 3 May 2024. The repairs cost 1.2 million euros.

“We have never seen such a great crowd here,” said Mayor Ruth Oakes. It was a fine day."""
PAGE = (
    "<!doctype html><html lang=en><title>Bridge</title><article><h1>The bridge of Arnford</h1>"
    "<p>Repairs to the bridge came to {cost} euros, the council’s auditor wrote in her report, "
    "which was published in the autumn of that year.</p>"
    "<p>“We have never seen such a crowd here,” Ms Oakes said at the reopening.</p></article>"
)
RESEARCH = "The auditor’s final report puts the repairs to the bridge at 1,214,300 euros in all."


@pytest.fixture
def web():
    with serving(Host()) as running:
        running.say("/bridge", PAGE.format(cost="1,200,000"))
        yield running


@pytest.fixture
def server(tmp_path: Path, web: Host, monkeypatch: pytest.MonkeyPatch):
    """The app with two articles, the second a copy of the first with a few words changed."""
    monkeypatch.setenv("TEST_WEB_PORTS", str(web.server_port))
    monkeypatch.setenv("TEST_WAYBACK", f"{web.url}/wayback")
    monkeypatch.setenv(KEY, "a key")
    monkeypatch.setenv(ADDRESS, web.url)
    path = tmp_path / "linecheck.db"
    database = open_database(path)
    add_article(database, read_text(TEXT), {})
    add_article(database, read_text(TEXT.replace("1.2", "1.3").replace("closes", "shut")), {})
    database.close()
    running = Server(path, script=LOCAL_APP)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def sheet(page: Page, server: Server):
    """The first article, opened by Ada, with its sentence about the repairs selected."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda request: problems.append(request.url) if "127.0.0.1" not in request.url else None,
    )
    page.goto(server.url)
    page.get_by_role("textbox").fill("Ada")
    page.get_by_role("button", name="Start").click()
    page.locator("a.article").first.wait_for()
    open_article(page, server, 1)
    yield page
    assert [p for p in problems if not p.startswith(("data:", "blob:"))] == []


def open_article(page: Page, server: Server, number: int) -> None:
    page.goto(f"{server.url}/review?article={number}")
    page.locator(".row.selected").wait_for()
    select(page, 3)


def select(page: Page, position: int) -> None:
    page.locator(f'[data-sentence="{position}"]').first.click()
    expect(page.locator(".tabs button").first).to_have_text(f"Sentence {position}")


def add_evidence(page: Page, also: str = "", **fields: str) -> None:
    page.keyboard.press("e")
    form = page.locator("form[aria-label=Evidence]")
    for name, value in {**fields, "also": also}.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name="Add").click()


def picture(page: Page, name: str) -> None:
    """Keep a picture where LINECHECK_PICTURES names a folder, to look at by eye."""
    if folder := os.environ.get("LINECHECK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_page_is_kept_asked_whether_it_says_so_and_its_changes_are_shown(sheet, web):
    add_evidence(sheet, also="4", url=f"{web.url}/bridge")
    copy = sheet.locator(".evidence .copy")
    copy.get_by_role("button", name="Keep a copy").click()
    expect(copy.locator(".says li")).to_contain_text("1.2 million euros found: “1,200,000 euros”")
    assert web.asked == ["/bridge"]
    picture(sheet, "copy")

    select(sheet, 4)
    expect(copy.locator(".says .differences")).to_contain_text("such a great crowd here")
    expect(copy.locator("del")).to_have_text("great")
    assert web.asked == ["/bridge"]
    picture(sheet, "differences")

    web.say("/bridge", PAGE.format(cost="1,900,000"))
    select(sheet, 3)
    copy.get_by_role("button", name="Look again").click()
    expect(copy.locator(".says .missing")).to_contain_text("1.2 million euros")
    expect(copy.locator(".says .missing")).to_contain_text("had it")
    copy.locator(".changes summary").click()
    expect(copy.locator(".changes del")).to_have_text("1,200,000")
    expect(copy.locator(".changes ins")).to_have_text("1,900,000")
    picture(sheet, "changed")


def test_a_page_that_cannot_be_kept_says_why(sheet, web):
    add_evidence(sheet, url=f"{web.url}/gone")
    copy = sheet.locator(".evidence .copy")
    copy.get_by_role("button", name="Keep a copy").click()
    expect(copy.locator(".complaint")).to_contain_text("There is no page at this address (404)")
    expect(copy.get_by_role("button", name="Try again")).to_be_visible()


def test_a_file_is_evidence_and_research_stands_ready(sheet, tmp_path):
    file = tmp_path / "audit.txt"
    file.write_text(RESEARCH)
    sheet.locator(".evidence input[type=file]").set_input_files(file)
    expect(sheet.locator(".evidence li.supports bdi").first).to_have_text("audit.txt")
    expect(sheet.locator(".says .rounded")).to_contain_text("1,214,300 euros")
    picture(sheet, "file")

    other = tmp_path / "notes.txt"
    other.write_text(f"Weather was fine.\n\n{RESEARCH.replace('final', 'second')}")
    picked = tmp_path / "sound.mp3"
    picked.write_bytes(b"ID3\x00\x01\x02")
    sheet.keyboard.press("g")
    sheet.locator(".research input[type=file]").first.set_input_files([other, picked])
    expect(sheet.locator(".research h3 small")).to_have_text("2 documents")
    expect(sheet.locator(".refused li")).to_contain_text("sound.mp3")
    picture(sheet, "research")

    select(sheet, 3)
    expect(sheet.locator(".passages li").first).to_contain_text("1,214,300")
    picture(sheet, "passages")
    sheet.locator(".row.selected").focus()
    sheet.keyboard.press("p")
    expect(sheet.locator(".evidence > ul > li")).to_have_count(2)
    expect(sheet.locator(".passages li button").first).to_have_text("Attached")


def test_a_passage_comes_with_its_page_and_its_file_can_be_removed(sheet, tmp_path):
    file = tmp_path / "audit.pdf"
    drawing = Canvas(str(file))
    for line in ("Nothing but the names of those who sat on the board that year.", RESEARCH):
        drawing.drawString(40, 700, line)
        drawing.showPage()
    drawing.save()
    sheet.keyboard.press("g")
    research = sheet.locator(".research")
    research.locator("input[type=file]").first.set_input_files(file)
    line = research.get_by_role("list", name="Documents").get_by_role("listitem")
    expect(line).to_contain_text("audit.pdf")
    select(sheet, 3)
    expect(sheet.locator(".passages li").first).to_contain_text("1,214,300")
    sheet.locator(".passages li button").first.click()
    piece = sheet.locator(".evidence > ul > li")
    expect(piece.locator(".locator")).to_have_text("p. 2")
    expect(piece.locator(".copy")).to_contain_text("File kept")

    sheet.keyboard.press("g")
    line.get_by_role("button", name="Remove: audit.pdf").click()
    expect(line).to_contain_text("Remove it? Evidence that names it")
    picture(sheet, "remove")
    line.get_by_role("button", name="Keep: audit.pdf").click()
    expect(line).not_to_contain_text("Remove it?")
    line.get_by_role("button", name="Remove: audit.pdf").click()
    line.get_by_role("button", name="Remove for good: audit.pdf").click()
    expect(line).to_have_count(0)
    expect(research.get_by_role("status")).to_have_text("audit.pdf was removed.")
    select(sheet, 3)
    expect(piece).to_contain_text("audit.pdf")
    expect(piece.locator(".copy")).to_contain_text("The file was removed")
    expect(sheet.locator(".passages li")).to_have_count(0)


def test_an_earlier_check_is_offered_and_taken_over(sheet, server):
    sheet.keyboard.press("v")
    add_evidence(sheet, document="Audit of 2024", quote="1.9 million euros")
    expect(sheet.locator(".save")).to_contain_text("saved")
    open_article(sheet, server, 2)
    before = sheet.locator(".before li.earlier")
    expect(before).to_contain_text("Accurate")
    expect(before).to_contain_text("with 1 piece of evidence")
    expect(before.locator("ins")).to_have_text("1.3")
    expect(before).to_contain_text("The numbers differ.")
    picture(sheet, "before")
    sheet.keyboard.press("b")
    expect(sheet.locator(".evidence > ul > li")).to_contain_text("Audit of 2024")
    pressed = sheet.locator('.verdicts button[aria-pressed="true"]')
    expect(pressed).to_have_text("Accurate")
    sheet.keyboard.press("u")
    expect(pressed).to_have_count(0)
    expect(sheet.locator(".evidence > ul > li")).to_have_count(0)


def test_published_checks_are_asked_for_and_attached(sheet, web):
    ask = sheet.get_by_role("button", name="Ask Google")
    expect(ask).to_be_visible()
    assert web.asked == []
    web.say_json("/claims:search", {"error": {"code": 429}}, 429)
    ask.click()
    expect(sheet.locator(".before .complaint")).to_contain_text("quota")
    review = {
        "publisher": {"name": "Checks"},
        "url": "https://checks.example/bridge",
        "textualRating": "Mostly false",
        "reviewDate": "2024-05-03T00:00:00Z",
    }
    claim = {"text": "The bridge cost two million", "claimant": "A. Rumour"}
    web.say_json("/claims:search", {"claims": [claim | {"claimReview": [review]}]})
    ask.click()
    published = sheet.locator(".before .published")
    expect(published).to_contain_text("Mostly false")
    picture(sheet, "published")
    published.get_by_role("button", name="Attach").click()
    expect(sheet.locator(".evidence li.context a")).to_have_text("Checks: Mostly false")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_on_a_telephone_by_day_and_by_night(
    sheet, server, web, tmp_path, scheme
):
    sheet.emulate_media(color_scheme=scheme)
    add_evidence(sheet, document="Audit of 2024", quote="1.9 million euros")
    sheet.keyboard.press("v")
    expect(sheet.locator(".save")).to_contain_text("saved")
    open_article(sheet, server, 2)
    file = tmp_path / f"{'a very long name of a document ' * 4}audit.txt"
    file.write_text(f"{RESEARCH}\n\n{RESEARCH.replace('final', 'second')} {'Longest' * 30}.")
    sheet.keyboard.press("g")
    sheet.locator(".research input[type=file]").first.set_input_files(file)
    sheet.locator(".files li").get_by_role("button").click()
    sheet.set_viewport_size({"width": 380, "height": 800})
    fits(sheet, ".research", f"telephone research {scheme}")

    select(sheet, 3)
    fits(sheet, ".before", f"telephone before {scheme}")
    fits(sheet, ".passages", f"telephone passages {scheme}")
    add_evidence(sheet, url=f"{web.url}/bridge")
    copy = sheet.locator(".evidence .copy")
    copy.get_by_role("button", name="Keep a copy").click()
    copy.locator(".says").wait_for()
    web.say("/bridge", PAGE.format(cost="1,900,000"))
    copy.get_by_role("button", name="Look again").click()
    copy.locator(".changes summary").click()
    expect(copy.locator(".changes ins")).to_have_text("1,900,000")
    fits(sheet, ".copy", f"telephone copy {scheme}")


def fits(page: Page, part: str, name: str) -> None:
    """See that a part of the panel is shown and that nothing of the panel is cut off."""
    page.locator(part).first.wait_for()
    page.locator(part).first.evaluate("node => node.scrollIntoView()")
    width = page.locator(".panel").evaluate("node => node.scrollWidth - node.clientWidth")
    assert width <= 0
    picture(page, name)
