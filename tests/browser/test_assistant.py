"""The assistant, as a person meets it: off, asked for consent, asked, slow, wrong and withdrawn."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.settings import MODEL, URL
from db.assistant import newest_answers
from db.connection import open_database
from tests.browser.axe import serious_problems
from tests.browser.person import (
    chip,
    eventually,
    expect_saved,
    expect_selected,
    kept,
    new_article,
    open_sheet,
    press,
    row,
    sheet_is_open,
)
from tests.model_server import GOOD, ModelServer, model_server, saying, silent
from tests.server import Server


@pytest.fixture(scope="module")
def running_model() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture(scope="module")
def desk(running_model, tmp_path_factory) -> Iterator[Server]:
    """The app, set to ask that model."""
    running = Server(tmp_path_factory.mktemp("desk") / "linecheck.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(URL, running_model.url)
        patch.setenv(MODEL, "tiny-1b")
        try:
            running.start()
            yield running
        finally:
            running.kill()


@pytest.fixture
def model(running_model) -> ModelServer:
    """The model, answering well and with nothing asked of it yet."""
    running_model.behave = saying(GOOD)
    running_model.asked.clear()
    running_model.over.clear()
    return running_model


@pytest.fixture
def article(desk) -> int:
    """An article of this test's own."""
    return new_article(desk)


@pytest.fixture
def sheet(page: Page, desk: Server, article: int) -> Page:
    """The sheet of that article, opened."""
    open_sheet(page, desk, article)
    return page


def part(page: Page):
    return page.locator(".assistant")


def agree(page: Page) -> None:
    press(page, "x")
    part(page).get_by_role("button", name="Agree and ask").click()


def expect_proposals(page: Page, *claims: str) -> None:
    expect(part(page).get_by_role("list", name="Claims").get_by_role("listitem")).to_have_text(
        claims or GOOD["claims"]
    )


def answers(server: Server, article: int):
    with open_database(server.database) as db:
        return newest_answers(db, article)


# ── off, and set up wrongly ──────────────────────────────────────────────────────────────────────


def test_without_settings_nothing_of_it_is_seen(page, shared_server):
    open_sheet(page, shared_server, new_article(shared_server))
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    press(page, "x", "1")
    expect_saved(page)
    expect(part(page)).to_have_count(0)
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).not_to_contain_text("assistant")
    assert not [url for url in requests if "assistant" in url]


def test_half_a_setting_is_told(page, server, monkeypatch):
    server.kill()
    monkeypatch.setenv(URL, "http://127.0.0.1:1/v1")
    server.start()
    open_sheet(page, server, new_article(server))
    press(page, "x")
    expect(part(page).get_by_role("alert")).to_contain_text(f"{MODEL} is missing")
    expect(part(page).get_by_role("button")).to_have_count(0)


# ── consent ──────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_sent_before_somebody_agrees(sheet, desk, model, article):
    press(sheet, "x")
    box = part(sheet).get_by_role("group")
    for words in ("tiny-1b", model.url, "that sentence", "the sentence before it", "title"):
        expect(box).to_contain_text(words)
    expect(box).to_be_focused()
    expect(box.get_by_role("button", name="Agree and ask")).to_be_in_viewport()
    press(sheet, "Enter")  # the key that goes on does not agree
    expect_selected(sheet, 3)
    press(sheet, "k")
    expect_selected(sheet, 2)
    part(sheet).get_by_role("button", name="No").click()
    expect(part(sheet).get_by_role("button", name="Ask tiny-1b")).to_be_visible()
    assert model.asked == []
    assert answers(desk, article) == []


def test_what_is_proposed_is_a_machine_s_and_no_mark(sheet, desk, model, article):
    agree(sheet)
    expect_proposals(sheet)
    expect(part(sheet).get_by_role("list", name="Searches")).to_contain_text(GOOD["queries"][0])
    expect(part(sheet)).to_contain_text("Proposed by tiny-1b, a machine")
    expect(part(sheet)).to_contain_text("Ada Byron agreed")
    expect(row(sheet, 2)).to_be_focused()
    assert kept(desk.database, article) == []
    (answer,) = answers(desk, article)
    assert (answer.sentence, answer.model, answer.answer["claims"]) == (
        2,
        "tiny-1b",
        GOOD["claims"],
    )
    press(sheet, "1")
    expect(chip(sheet, 2, "attributed")).to_have_attribute("aria-label", "attributed yes")
    expect_saved(sheet)
    expect_proposals(sheet)
    assert len(model.asked) == 1


def test_answers_and_consent_are_there_for_the_next_person(sheet, desk, model, article, page):
    agree(sheet)
    expect_proposals(sheet)
    page.reload()
    sheet_is_open(page)
    expect_proposals(page)
    assert len(model.asked) == 1
    press(page, "j", "x")
    expect(part(page).get_by_role("button", name="Ask again")).to_be_visible()
    assert len(model.asked) == 2


def test_a_consent_that_is_withdrawn_is_asked_for_anew(sheet, desk, model, article):
    agree(sheet)
    expect_proposals(sheet)
    part(sheet).get_by_role("button", name="Withdraw").click()
    expect(sheet.locator(".said")).to_contain_text("Nothing of this article is sent any more")
    press(sheet, "j", "x")
    expect(part(sheet).get_by_role("button", name="Agree and ask")).to_be_visible()
    assert len(model.asked) == 1
    press(sheet, "k")
    expect_proposals(sheet)  # what was proposed before stays


def test_a_line_that_is_set_aside_is_not_asked_about(sheet, model):
    row(sheet, 1).locator(".number").click()
    press(sheet, "x")
    expect(sheet.locator(".said")).to_contain_text("set aside")
    assert model.asked == []


# ── slow ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_slow_answer_shows_progress_and_is_taken_back(sheet, desk, model, article):
    model.behave = silent
    agree(sheet)
    expect(part(sheet).get_by_text("Asking tiny-1b … 1 of at most 30 s")).to_be_visible()
    press(sheet, "1")
    expect_saved(sheet)  # marking goes on meanwhile
    press(sheet, "Escape")
    expect(part(sheet).get_by_role("button", name="Ask tiny-1b")).to_be_visible()
    assert model.over.wait(10)  # the model need not go on either
    expect(part(sheet).get_by_role("alert")).to_have_count(0)

    model.over.clear()
    press(sheet, "x")
    eventually(lambda: len(model.asked) == 2)
    part(sheet).get_by_role("button", name="Cancel").click()
    assert model.over.wait(10)
    assert answers(desk, article) == []


def test_an_answer_finds_its_sentence_while_one_goes_on(sheet, model):
    go_on = threading.Event()

    def held(talk):
        go_on.wait(20)
        saying(GOOD)(talk)

    model.behave = held
    agree(sheet)
    expect(part(sheet).get_by_role("button", name="Cancel")).to_be_visible()
    eventually(lambda: len(model.asked) == 1)
    model.behave = saying({"claims": ["Another."], "queries": []})
    press(sheet, "j", "x")
    expect_proposals(sheet, "Another.")
    press(sheet, "k")
    expect(part(sheet).get_by_role("button", name="Cancel")).to_be_visible()
    go_on.set()
    expect_proposals(sheet)


# ── wrong ────────────────────────────────────────────────────────────────────────────────────────


def test_what_goes_wrong_gets_a_sentence_and_may_be_asked_again(sheet, desk, model, article):
    agree(sheet)
    expect_proposals(sheet)
    wrong = {
        "OpenAI-compatible": lambda talk: talk.give(200, b"{half"),
        "not in the form": saying("I would rather not."),
        "in place of JSON": lambda talk: talk.give(200, b"<p>Hello", "text/html"),
        "cannot answer now (500)": lambda talk: talk.give(500, b"{}"),
        "quota": lambda talk: talk.give(429, b"{}"),
        "refuses the key (401)": lambda talk: talk.give(401, b"{}"),
        "more than 1 MB": lambda talk: (
            talk.begin(200),
            talk.again_and_again(b" " * 65_536, pause=0),
        ),
    }
    for words, behaviour in wrong.items():
        model.behave = behaviour
        press(sheet, "x")
        expect(part(sheet).get_by_role("alert")).to_contain_text(words)
        expect_proposals(sheet)  # the earlier answer stays
    sheet.context.set_offline(True)
    press(sheet, "x")
    expect(part(sheet).get_by_role("alert")).to_contain_text("The server cannot be reached")
    sheet.context.set_offline(False)
    model.behave = saying({"claims": ["Another."], "queries": []})
    press(sheet, "x")
    expect_proposals(sheet, "Another.")
    expect(part(sheet).get_by_role("alert")).to_have_count(0)


def test_what_a_stranger_s_model_says_stays_text(sheet, model):
    dialogs, requests = [], []
    sheet.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sheet.on("request", lambda request: requests.append(request.url))
    hostile = [
        "<img src=/pixel onerror=alert(1)><script>alert(2)</script>",
        "'); DROP TABLE marks; -- [link](javascript:alert(3))",
        "x" * 300,
    ]
    model.behave = saying({"claims": hostile, "queries": hostile, "verdict": "accurate"})
    agree(sheet)
    expect_proposals(sheet, *hostile)
    room = sheet.locator(".panel").evaluate("node => node.scrollWidth - node.clientWidth")
    assert room <= 0
    assert dialogs == []
    assert not [url for url in requests if "pixel" in url]
    expect(sheet.locator(".verdict [aria-pressed='true']")).to_have_count(0)


# ── for everybody ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(new_context, desk, model, article, scheme):
    page = new_context(color_scheme=scheme).new_page()
    open_sheet(page, desk, article)
    press(page, "x")
    expect(part(page).get_by_role("group")).to_be_focused()
    assert serious_problems(page) == []
    press(page, "Tab", "Enter")  # agreed by the keyboard alone
    expect_proposals(page)
    assert serious_problems(page) == []


def test_on_a_telephone_everything_can_be_reached(new_context, desk, model, article):
    page = new_context(viewport={"width": 380, "height": 800}).new_page()
    open_sheet(page, desk, article)
    press(page, "x")
    part(page).get_by_role("button", name="Agree and ask").click()
    expect_proposals(page)
    for element in (
        part(page).get_by_role("list", name="Searches"),
        part(page).locator(".by").last,
    ):
        element.scroll_into_view_if_needed()
        expect(element).to_be_in_viewport()
    room = page.locator(".panel").evaluate("node => node.scrollWidth - node.clientWidth")
    assert room <= 0
