"""From an empty database to a report in the hand, by keyboard alone."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Page, expect

import reports
from db.articles import articles, findings
from db.connection import open_database
from reviews.decisions import standing_evidence
from reviews.items import QUESTIONS
from tests.browser.person import (
    TO_REVIEW,
    answer,
    expect_saved,
    expect_selected,
    give_name,
    introduce,
    kept,
    kept_values,
    name_field,
    new_article,
    none_twice,
    open_sheet,
    press,
    report_button,
    row,
    sheet_is_open,
    stands,
)

SAMPLE = 1
SCHEMA = json.loads(Path(reports.__file__).with_name("schema.json").read_text(encoding="utf-8"))


def test_a_first_start_asks_the_name_once_and_lists_the_sample(page, server):
    page.goto(server.url)
    introduce(page, "Ada Byron")
    listed = page.locator("a.article", has_text="Pakistan’s Ballistic Missile Program")
    expect(listed).to_contain_text("0 of 33 done")
    expect(page.get_by_role("button", name="Ada Byron")).to_be_visible()

    page.reload()
    expect(listed).to_be_visible()
    expect(name_field(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Ada Byron")).to_be_visible()


def test_the_name_outlives_the_server(page, server):
    page.goto(server.url)
    introduce(page, "Ada Byron")
    expect(page.locator("a.article")).to_be_visible()
    server.kill()
    server.start()
    page.reload()
    expect(page.get_by_role("button", name="Ada Byron")).to_be_visible()


def test_another_person_can_sit_down(page, shared_server):
    new_article(shared_server)
    page.goto(shared_server.url)
    introduce(page, "Ada Byron")
    page.get_by_role("button", name="Ada Byron").click()
    page.get_by_role("button", name="Someone else sits here now").click()
    introduce(page, "Grace Hopper")
    expect(page.get_by_role("button", name="Grace Hopper")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Grace Hopper")).to_be_visible()


def test_a_name_of_nothing_is_asked_again(page, shared_server):
    page.goto(shared_server.url)
    give_name(page, "   ")
    expect(page.get_by_role("alert")).to_contain_text("name")
    expect(name_field(page)).to_be_visible()


def test_the_way_from_the_name_to_the_last_mark_by_keyboard_alone(page, server):
    page.goto(server.url)
    asked = name_field(page)
    expect(asked).to_be_visible()
    tab_to(page, asked)
    page.keyboard.type("Ada Byron")
    press(page, "Enter")

    listed = page.locator("a.article")
    expect(listed).to_be_visible()
    tab_to(page, listed)
    press(page, "Enter")
    sheet_is_open(page)
    expect_selected(page, 2)

    # The questions go round: yes, partly, no.
    press(page, "1", "1", "2", "3", "3", "3")
    press(page, "j")
    expect_selected(page, 3)
    press(page, "k")
    expect_selected(page, 2)
    press(page, "j", "a")
    expect(page.locator(".said")).to_contain_text("accepted")
    press(page, "Enter")
    expect_selected(page, 4)
    press(page, "Enter")
    expect_selected(page, 6)  # 5 is a heading

    press(page, "v", "v", "n")
    page.keyboard.type("Ask the ministry: which year? 1, 2, 3 and j are letters here.")
    press(page, "Escape")

    press(page, "e")
    page.keyboard.type("https://example.org/treaty")
    press(page, "Tab", "Tab")
    page.keyboard.type("The treaty was never ratified.")
    press(page, "Tab")
    page.keyboard.type("p. 12")
    press(page, "Tab", "ArrowDown", "Tab", "Enter")
    expect(page.locator("[data-evidence]")).to_contain_text("p. 12")
    expect(row(page, 6).locator(".flags")).to_contain_text("§✎")

    press(page, "1", "u")
    expect(page.locator(".said")).to_have_text("undone")
    press(page, "o")
    expect_selected(page, 7)

    press(page, "g", "v", "v", "n")
    page.keyboard.type("Three sentences an editor can use.")
    press(page, "Escape", "g")
    expect(page.locator(".panel")).to_contain_text("Sentence 7")

    press(page, "/")
    page.keyboard.type("Islamabad")
    expect(page.locator(".find output")).to_contain_text("of 2")
    press(page, "Enter", "Escape", "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press(page, "1")  # behind the dialog nothing is marked
    press(page, "Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)

    expect_saved(page)
    with open_database(server.database) as db:
        proposed = findings(db, SAMPLE)
        (listed,) = articles(db)
    accepted = {(at, name): proposed[at][name].answer for at in (3, 4) for name in QUESTIONS}
    assert stands(server.database, SAMPLE) == accepted | {
        (2, "attributed"): "partly",
        (2, "sourced"): "yes",
        (2, "verifiable"): "no",
        (6, "verdict"): "change",
        (6, "note"): "Ask the ministry: which year? 1, 2, 3 and j are letters here.",
        (0, "verdict"): "changes",
        (0, "summary"): "Three sentences an editor can use.",
    }
    found = kept(server.database, SAMPLE)
    (piece,) = standing_evidence(found)
    assert (piece.sentence, piece.url, piece.quote, piece.locator, piece.stance) == (
        6,
        "https://example.org/treaty",
        "The treaty was never ratified.",
        "p. 12",
        "refutes",
    )
    assert none_twice(found)
    assert {mark.reviewer for mark in found} == {"Ada Byron"}
    # Each act is a row of its own, the undone one too.
    assert kept_values(server.database, SAMPLE)[:6] == [
        (2, "attributed", "yes"),
        (2, "attributed", "partly"),
        (2, "sourced", "yes"),
        (2, "verifiable", "yes"),
        (2, "verifiable", "partly"),
        (2, "verifiable", "no"),
    ]
    assert [(mark.item, mark.value) for mark in found if mark.sentence == 6][-2:] == [
        ("attributed", "yes"),
        ("attributed", ""),
    ]

    # How many are done depends on how many facts there are to tick; all say the same.
    done = f"{listed.done} of 33 done"
    expect(page.locator(".count")).to_have_text(done)
    page.reload()
    sheet_is_open(page)
    expect(page.locator(".count")).to_have_text(done)
    page.get_by_role("link", name="Articles").click()
    expect(page.locator("a.article")).to_contain_text(done)


def test_enter_alone_walks_an_article_to_its_end(page, shared_server):
    article = new_article(shared_server)
    open_sheet(page, shared_server, article)
    for position in TO_REVIEW:
        expect_selected(page, position)
        press(page, "Enter")
    expect(page.locator(".said")).to_contain_text("Every sentence is done")
    expect(page.locator(".count")).to_have_text("8 of 8 done")
    expect_saved(page)
    with open_database(shared_server.database) as db:
        proposed = findings(db, article)
        listed = next(one for one in articles(db) if one.number == article)
    assert stands(shared_server.database, article) == {
        (position, question): proposed[position][question].answer
        for position in TO_REVIEW
        for question in QUESTIONS
    }
    assert (listed.done, listed.total) == (8, 8)


def test_the_same_by_mouse(page, shared_server):
    article = new_article(shared_server)
    open_sheet(page, shared_server, article)
    row(page, 3).locator(".sentence").click()
    answer(page, "attributed", "partly").click()
    answer(page, "sourced", "n/a").click()
    page.get_by_role("button", name="Wrong").click()
    page.get_by_role("textbox", name="Note").fill("Call the mayor.")
    page.get_by_role("button", name="Accept the proposal").click()
    page.get_by_role("button", name="+ add").click()
    page.get_by_label("or document").fill("Council minutes of 4 May")
    page.get_by_role("combobox", name="It").select_option("context")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[data-evidence]")).to_contain_text("Council minutes of 4 May")
    page.get_by_role("button", name="Whole article").click()
    page.get_by_role("button", name="Not fit to publish").click()
    expect_saved(page)
    found = kept(shared_server.database, article)
    assert stands(shared_server.database, article) == {
        (3, "attributed"): "partly",
        (3, "sourced"): "n/a",
        (3, "verifiable"): "yes",
        (3, "verdict"): "wrong",
        (3, "note"): "Call the mayor.",
        (0, "verdict"): "unsound",
    }
    (piece,) = standing_evidence(found)
    assert (piece.document, piece.stance) == ("Council minutes of 4 May", "context")

    row(page, 3).locator(".sentence").click()
    answer(page, "sourced", "n/a").click()  # the same answer again takes it away
    page.get_by_role("button", name="Remove Council minutes of 4 May").click()
    expect(page.locator("[data-evidence]")).to_have_count(0)
    expect_saved(page)
    assert (3, "sourced") not in stands(shared_server.database, article)
    assert standing_evidence(kept(shared_server.database, article)) == []


@pytest.fixture
def reviewed(page, shared_server) -> Page:
    """A sheet on which the first sentence is judged wrong and the whole article unsound."""
    open_sheet(page, shared_server, new_article(shared_server))
    press(page, "Enter", "k")
    page.get_by_role("button", name="Wrong").click()
    press(page, "n")
    page.keyboard.type("It was a Tuesday; =1+1 stays text.")
    press(page, "Escape", "g")
    page.get_by_role("button", name="Not fit to publish").click()
    press(page, "n")
    page.keyboard.type("The day is wrong.")
    press(page, "Escape")
    expect_saved(page)
    return page


@pytest.mark.parametrize("name", ["HTML", "Markdown", "CSV", "JSON"])
def test_the_report_is_downloaded_and_read_back(reviewed, name):
    reviewed.get_by_text("Report", exact=True).click()
    with reviewed.expect_download() as waiting:
        report_button(reviewed, name).click()
    downloaded = waiting.value
    content = Path(downloaded.path()).read_bytes()
    assert downloaded.suggested_filename.endswith(ENDINGS[name])
    READ_BACK[name](content.decode("utf-8-sig"), reviewed)
    expect(reviewed.locator(".said")).to_contain_text(downloaded.suggested_filename)


def read_html(text: str, page: Page) -> None:
    report = page.context.new_page()
    report.set_content(text)
    expect(report.get_by_role("heading", level=1)).to_contain_text(
        "Council closes the river bridge"
    )
    seen = report.locator("body")
    expect(seen).to_contain_text("Not fit to publish")
    expect(seen).to_contain_text("The day is wrong.")
    expect(seen).to_contain_text("It was a Tuesday; =1+1 stays text.")
    expect(seen).to_contain_text("Ada Byron")
    report.close()


def read_markdown(text: str, _page: Page) -> None:
    assert text.startswith("# ")
    for words in ("Not fit to publish", "The day is wrong", "It was a Tuesday", "Ada Byron"):
        assert words in text


def read_csv(text: str, _page: Page) -> None:
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 12
    line = next(
        one for one in lines if "closed the river bridge on Monday" in "".join(one.values())
    )
    assert "wrong" in [value.casefold() for value in line.values()]
    assert any("=1+1 stays text" in value for value in line.values())


def read_json(text: str, _page: Page) -> None:
    report = json.loads(text)
    Draft202012Validator(SCHEMA).validate(report)
    assert (report["verdict"], report["summary"]) == ("unsound", "The day is wrong.")
    second = report["sentences"][1]
    assert {item: mark["value"] for item, mark in second["decisions"].items()} == {
        "attributed": "no",
        "sourced": "no",
        "verifiable": "yes",
        "verdict": "wrong",
        "note": "It was a Tuesday; =1+1 stays text.",
    }
    assert {mark["reviewer"] for mark in second["history"]} == {"Ada Byron"}


READ_BACK = {"HTML": read_html, "Markdown": read_markdown, "CSV": read_csv, "JSON": read_json}
ENDINGS = {"HTML": ".html", "Markdown": ".md", "CSV": ".csv", "JSON": ".json"}


def test_a_note_still_being_typed_is_in_the_report(page, shared_server):
    open_sheet(page, shared_server, new_article(shared_server))
    press(page, "n")
    page.keyboard.type("Just typed, not yet left.")
    page.get_by_text("Report", exact=True).click()
    with page.expect_download() as waiting:
        report_button(page, "JSON").click()
    report = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    note = report["sentences"][1]["decisions"]["note"]
    assert note["value"] == "Just typed, not yet left."


def tab_to(page: Page, target) -> None:
    """Press Tab until ``target`` has the focus, as someone without a mouse does."""
    for _ in range(30):
        if target.evaluate("node => node.getRootNode().activeElement === node"):
            return
        press(page, "Tab")
    raise AssertionError("Tab does not reach it")
