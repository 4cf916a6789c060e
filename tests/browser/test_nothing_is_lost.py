"""Whatever happens between a mark and the disk, the mark arrives, and it arrives once."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from db.connection import open_database, write
from tests.browser.person import (
    TO_REVIEW,
    answer,
    chip,
    eventually,
    expect_saved,
    expect_selected,
    expect_waiting,
    kept,
    kept_values,
    new_article,
    none_twice,
    open_sheet,
    press,
    row,
    sheet_is_open,
    stands,
)
from tests.server import Server

MARKS = "**/api/articles/*/marks*"

#: Two seconds are the aim; a machine that runs other tests beside this one gets more.
ARRIVES_WITHIN_SECONDS = 10.0

#: What the screen says once nothing is under way, and what marks a chip as a person's decision.
SETTLED = re.compile("saved|wait")
DECIDED = re.compile(r"\bdecided\b")

#: Remembers that Streamlit has laid its dialog over the page, however soon it goes again.
WATCH_FOR_DIALOG = """
new MutationObserver(() => {
  const dialogs = [...document.querySelectorAll('[role="dialog"], [data-testid="stDialog"]')];
  if (dialogs.some((one) => /connection error/i.test(one.textContent))) {
    window.connectionErrorWasShown = true;
  }
}).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def article(server: Server) -> int:
    """An article on the server that this test may kill."""
    return new_article(server)


@pytest.fixture
def shared_article(shared_server: Server) -> int:
    """An article of this test's own on the server that stays up."""
    return new_article(shared_server)


class Way:
    """The way of marks to the server, which a test can cut and mend.

    It is laid before the page is opened, because Chromium lets the first request or two slip past
    a route that is laid later.
    """

    def __init__(self, page: Page) -> None:
        self._handle: Callable[[Route], None] = Route.continue_
        page.route(MARKS, lambda route: self._handle(route))

    def cut(self) -> None:
        """Refuse every connection for marks; everything else goes through."""
        self._handle = lambda route: route.abort("connectionrefused")

    def answer(self, **answered) -> None:
        """Answer marks in the server's place, which sees none of them."""
        self.on_post(lambda route: route.fulfill(**answered))

    def on_post(self, handle: Callable[[Route], None]) -> None:
        """Let ``handle`` do what it likes with marks on their way to the server."""
        self._handle = lambda route: (
            handle(route) if route.request.method == "POST" else route.continue_()
        )

    def mend(self) -> None:
        """Let everything through again."""
        self._handle = Route.continue_


@pytest.fixture
def way(page: Page) -> Way:
    """The way of marks from the test's page."""
    return Way(page)


def arrived(server: Server, article: int, count: int) -> float:
    """Wait until ``count`` marks are on disk; return how many seconds that took."""
    seconds = eventually(
        lambda: len(kept(server.database, article)) >= count, ARRIVES_WITHIN_SECONDS
    )
    print(f"{count} marks on disk {seconds:.2f} s after the server answered")
    return seconds


# ── the server dies ──────────────────────────────────────────────────────────────────────────────


def test_what_was_shown_as_saved_survives_a_kill_at_any_moment(page, server, article):
    open_sheet(page, server, article)
    made = []
    for position in TO_REVIEW[:3]:
        # The server dies while marks are under way, at another moment each time.
        for question in ("attributed", "sourced", "verifiable")[: position - 1]:
            chip(page, position, question).click()
            made.append((position, question, "yes"))
        server.kill()
        expect(page.locator(".save")).to_have_text(SETTLED)
        words = page.locator(".save").inner_text()
        waiting = 0 if words == "saved ✓" else int(words.split()[0])
        assert len(kept(server.database, article)) >= len(made) - waiting
        server.start()
        expect_saved(page)
        assert kept_values(server.database, article) == made
    assert none_twice(kept(server.database, article))


def test_marks_made_while_the_server_is_down_arrive_by_themselves(context, server, article):
    context.add_init_script(WATCH_FOR_DIALOG)
    page = context.new_page()
    open_sheet(page, server, article)
    press(page, "1")
    expect_saved(page)
    server.kill()
    page.wait_for_function("window.connectionErrorWasShown")

    press(page, "j", "2", "2")
    expect_selected(page, 3)
    expect_waiting(page, 2)
    row(page, 4).locator(".sentence").click()
    answer(page, "verifiable", "no").click()
    expect(answer(page, "verifiable", "no")).to_have_attribute("aria-pressed", "true")
    chip(page, 6, "attributed").click()
    expect_waiting(page, 4)
    press(page, "a")
    expect_waiting(page, 6)
    expect(page.get_by_role("dialog")).to_have_count(0)

    server.start()
    arrived(server, article, 7)
    expect_saved(page)
    assert kept_values(server.database, article) == [
        (2, "attributed", "yes"),
        (3, "sourced", "yes"),
        (3, "sourced", "partly"),
        (4, "verifiable", "no"),
        (6, "attributed", "yes"),
        (6, "sourced", "partly"),
        (6, "verifiable", "yes"),
    ]
    assert none_twice(kept(server.database, article))


def test_a_note_and_evidence_being_typed_when_the_server_dies_are_kept(context, server, article):
    context.add_init_script(WATCH_FOR_DIALOG)
    page = context.new_page()
    open_sheet(page, server, article)
    press(page, "n")
    page.keyboard.type("Half a sen")
    server.kill()
    page.wait_for_function("window.connectionErrorWasShown")
    # The dialog took the focus for a moment; the caret is where it was.
    page.keyboard.type("tence.")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("Half a sentence.")
    press(page, "Escape", "e")
    page.keyboard.type("https://example.org/minutes")
    press(page, "Enter")
    expect(page.locator("[data-evidence]")).to_have_count(1)
    server.start()
    expect_saved(page)
    assert stands(server.database, article) == {(2, "note"): "Half a sentence."}
    found = kept(server.database, article)
    (given,) = [json.loads(mark.value) for mark in found if mark.item == "evidence"]
    assert given["url"] == "https://example.org/minutes"
    assert none_twice(found)


def test_undo_works_over_a_restart(page, server, article):
    open_sheet(page, server, article)
    press(page, "1", "j", "a")
    expect_saved(page)
    server.kill()
    press(page, "u")
    expect(page.locator(".said")).to_have_text("undone")
    expect_waiting(page, 3)
    server.start()
    expect_saved(page)
    assert stands(server.database, article) == {(2, "attributed"): "yes"}
    press(page, "u")
    expect_selected(page, 2)
    expect_saved(page)
    assert stands(server.database, article) == {}
    assert len(kept(server.database, article)) == 8


def test_a_tab_closed_with_unsent_marks_is_made_good_by_the_next_one(context, server, article):
    page = context.new_page()
    open_sheet(page, server, article)
    server.kill()
    press(page, "1", "j", "2", "n")
    page.keyboard.type("Written just before the tab was closed.")
    page.close(run_before_unload=True)
    server.start()
    assert kept(server.database, article) == []

    again = context.new_page()
    again.goto(f"{server.url}/review?article={article}")
    sheet_is_open(again)
    expect_saved(again)
    expect(chip(again, 2, "attributed")).to_have_class(DECIDED)
    assert stands(server.database, article) == {
        (2, "attributed"): "yes",
        (3, "sourced"): "yes",
        (3, "note"): "Written just before the tab was closed.",
    }
    assert none_twice(kept(server.database, article))


def test_two_tabs_and_a_dead_server_lose_nothing(context, server, article):
    first, second = context.new_page(), context.new_page()
    open_sheet(first, server, article)
    second.goto(f"{server.url}/review?article={article}")
    sheet_is_open(second)
    server.kill()
    press(first, "1", "2")
    chip(second, 3, "attributed").click()
    chip(second, 3, "sourced").click()
    # Each tab shows what the other one has not sent yet.
    expect(chip(second, 2, "sourced")).to_have_class(DECIDED)
    expect(chip(first, 3, "sourced")).to_have_class(DECIDED)
    server.start()
    expect_saved(first)
    expect_saved(second)
    found = kept(server.database, article)
    assert none_twice(found)
    assert sorted((mark.sentence, mark.item, mark.value) for mark in found) == [
        (2, "attributed", "yes"),
        (2, "sourced", "yes"),
        (3, "attributed", "yes"),
        (3, "sourced", "yes"),
    ]


# ── the way to the server is cut ─────────────────────────────────────────────────────────────────


def test_offline_for_a_while(page, context, shared_server, shared_article):
    open_sheet(page, shared_server, shared_article)
    context.set_offline(True)
    press(page, "1", "j", "2", "j", "3")
    expect_waiting(page, 3)
    assert kept(shared_server.database, shared_article) == []
    context.set_offline(False)
    expect_saved(page)
    assert kept_values(shared_server.database, shared_article) == [
        (2, "attributed", "yes"),
        (3, "sourced", "yes"),
        (4, "verifiable", "yes"),
    ]


def test_a_reload_keeps_unsent_marks_on_the_screen_and_sends_them(
    page, way, shared_server, shared_article
):
    open_sheet(page, shared_server, shared_article)
    way.cut()
    press(page, "1", "2", "3")
    expect_waiting(page, 3)
    page.reload()
    sheet_is_open(page)
    expect_waiting(page, 3)
    expect(page.locator(".count")).to_have_text("1 of 8 done")
    assert kept(shared_server.database, shared_article) == []
    way.mend()
    expect_saved(page)
    found = kept(shared_server.database, shared_article)
    assert len(found) == 3
    assert none_twice(found)


def test_another_open_tab_sends_what_a_closed_one_left(context, shared_server, shared_article):
    leaving, staying = context.new_page(), context.new_page()
    way = Way(leaving)
    open_sheet(leaving, shared_server, shared_article)
    staying.goto(f"{shared_server.url}/review?article={shared_article}")
    sheet_is_open(staying)
    way.cut()
    press(leaving, "1", "2")
    expect_waiting(leaving, 2)
    leaving.close()
    eventually(lambda: len(kept(shared_server.database, shared_article)) == 2)
    expect_saved(staying)
    expect(chip(staying, 2, "sourced")).to_have_class(DECIDED)


GARBAGE = {
    "busy": {"status": 503, "json": {"error": "Another program is writing. Try again."}},
    "an error page": {"status": 500, "body": "<h1>Internal Server Error</h1>"},
    "a proxy's page": {"status": 502, "body": "<h1>Bad Gateway</h1>"},
    "a login page": {"status": 200, "body": "<h1>Sign in to the hotel</h1>"},
    "a refusal without a reason": {"status": 400, "body": "no"},
    "nothing": {"status": 200, "body": ""},
    "somebody else's nothing": {"status": 204},
    "another number of marks": {"status": 204, "headers": {"linecheck-kept": "9"}},
    "about other marks": {"status": 200, "json": {"kept": [99], "refused": []}},
    "half an answer": {"status": 200, "json": {"kept": [1, 2, 3]}},
    "null": {"status": 200, "json": None},
}


@pytest.mark.parametrize("answered", GARBAGE.values(), ids=GARBAGE.keys())
def test_an_answer_that_is_none_keeps_the_marks_waiting(
    page, way, shared_server, shared_article, answered
):
    open_sheet(page, shared_server, shared_article)
    way.answer(**answered)
    press(page, "1", "2", "3")
    expect_waiting(page, 3)
    assert kept(shared_server.database, shared_article) == []
    way.mend()
    expect_saved(page)
    found = kept(shared_server.database, shared_article)
    assert sorted(mark.item for mark in found) == ["attributed", "sourced", "verifiable"]


def test_a_lost_answer_is_no_second_mark(page, way, shared_server, shared_article):
    open_sheet(page, shared_server, shared_article)
    answers_lost = []

    def lose(route: Route) -> None:
        if len(answers_lost) < 2:
            answers_lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.continue_()

    way.on_post(lose)
    press(page, "1", "2", "3")
    expect_saved(page)
    assert answers_lost == [204, 204]
    found = kept(shared_server.database, shared_article)
    assert len(found) == 3
    assert none_twice(found)


def test_the_reason_of_the_server_is_told_and_goes_again(page, way, shared_server, shared_article):
    open_sheet(page, shared_server, shared_article)
    way.answer(**GARBAGE["busy"])
    press(page, "1")
    told = page.get_by_role("region", name="Notices")
    expect(told).to_contain_text("Another program is writing.")
    way.mend()
    expect_saved(page)
    expect(told).not_to_contain_text("Another program is writing.")


def test_nothing_is_called_saved_while_another_program_holds_the_database(
    page, shared_server, shared_article
):
    open_sheet(page, shared_server, shared_article)
    with open_database(shared_server.database) as db, write(db):
        press(page, "1")
        expect(page.locator(".save")).to_have_text("saving …")
        expect(chip(page, 2, "attributed")).to_have_class(DECIDED)
    expect_saved(page)
    assert kept_values(shared_server.database, shared_article) == [(2, "attributed", "yes")]


def test_a_pass_that_is_not_valid_asks_for_a_reload_and_keeps_the_marks(
    page, way, shared_server, shared_article
):
    open_sheet(page, shared_server, shared_article)

    def spoil(route: Route) -> None:
        headers = route.request.headers
        route.continue_(headers=headers | {"authorization": headers["authorization"] + "x"})

    way.on_post(spoil)
    press(page, "1", "2")
    expect_waiting(page, 2)
    told = page.get_by_role("region", name="Notices")
    expect(told).to_contain_text("Reload it to go on. What you marked stays in this browser")
    press(page, "3")
    expect_waiting(page, 3)
    assert kept(shared_server.database, shared_article) == []

    way.mend()
    told.get_by_role("button", name="Reload").click()
    expect_saved(page)
    expect(told).to_be_empty()
    found = kept(shared_server.database, shared_article)
    assert len(found) == 3
    assert none_twice(found)


def test_a_mark_the_server_will_never_take_is_shown_not_swallowed(
    page, way, shared_server, shared_article
):
    open_sheet(page, shared_server, shared_article)
    broken = json.dumps({"key": "k", "url": "https://a.example", "stance": "supports", "x": 1})

    def add_nonsense(route: Route) -> None:
        body = route.request.post_data_json
        for mark in body["marks"]:
            if mark["item"] == "note":
                mark |= {"item": "evidence", "value": broken}
        route.continue_(post_data=json.dumps(body))

    way.on_post(add_nonsense)
    press(page, "1", "n")
    page.keyboard.type("A note the server will not have.")
    press(page, "Escape")
    told = page.get_by_role("region", name="Notices")
    expect(told).to_contain_text("Not kept for sentence 2")
    expect(told).to_contain_text("A note the server will not have.")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("")
    expect_saved(page)
    assert kept_values(shared_server.database, shared_article) == [(2, "attributed", "yes")]
    told.get_by_role("button", name="Dismiss").click()
    expect(told).to_be_empty()


# ── the browser keeps nothing ────────────────────────────────────────────────────────────────────

STORAGE = {
    "full": """
        const keep = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, value) {
          if (String(name).startsWith("linecheck/")) {
            throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
          }
          keep.call(this, name, value);
        };""",
    "forbidden": """
        Object.defineProperty(window, "localStorage", {
          get() { throw new DOMException("Access is denied.", "SecurityError"); },
        });""",
}


@pytest.mark.parametrize("script", STORAGE.values(), ids=STORAGE.keys())
def test_a_browser_that_stores_nothing_says_so_and_marks_are_kept_all_the_same(
    context, shared_server, shared_article, script
):
    context.add_init_script(script)
    page = context.new_page()
    way = Way(page)
    open_sheet(page, shared_server, shared_article)
    way.cut()
    press(page, "1", "2")
    expect_waiting(page, 2)
    told = page.get_by_role("region", name="Notices")
    expect(told).to_contain_text("Do not close this tab before it says saved.")

    # Closing the tab now would lose marks, so the browser asks first.
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    eventually(lambda: page.evaluate("true") and asked == ["beforeunload"])

    way.mend()
    expect_saved(page)
    # What is wrong with the browser stays said until it is dismissed: it would come and go.
    told.get_by_role("button", name="Dismiss").click()
    expect(told).to_be_empty()
    press(page, "3")
    expect_saved(page)
    expect(told).to_be_empty()
    assert kept_values(shared_server.database, shared_article) == [
        (2, "attributed", "yes"),
        (2, "sourced", "yes"),
        (2, "verifiable", "yes"),
    ]


def test_the_list_of_articles_tells_what_still_waits_in_this_browser(
    context, shared_server, shared_article
):
    page = context.new_page()
    way = Way(page)
    open_sheet(page, shared_server, shared_article)
    way.cut()
    press(page, "1", "2")
    expect_waiting(page, 2)
    page.close()

    page = context.new_page()
    page.goto(shared_server.url)
    line = page.locator(f'a.article[href$="article={shared_article}"]')
    expect(line).to_contain_text("2 marks wait in this browser")
    line.click()
    sheet_is_open(page)
    expect_saved(page)
    assert len(kept_values(shared_server.database, shared_article)) == 2


# ── hands and people ─────────────────────────────────────────────────────────────────────────────


def test_a_double_click_on_an_answer_gives_it_once(page, shared_server, shared_article):
    open_sheet(page, shared_server, shared_article)
    answer(page, "attributed", "yes").dblclick()
    page.get_by_role("button", name="Needs a change", exact=True).dblclick()
    expect_saved(page)
    assert kept_values(shared_server.database, shared_article) == [
        (2, "attributed", "yes"),
        (2, "verdict", "change"),
    ]


def test_a_burst_of_twenty_clicks_is_kept_whole(page, shared_server, shared_article):
    open_sheet(page, shared_server, shared_article)
    chip(page, 2, "attributed").click(click_count=20)
    expect_saved(page)
    found = kept(shared_server.database, shared_article)
    assert [mark.value for mark in found] == ["yes", "partly", "no", "n/a", ""] * 4
    assert [mark.seq for mark in found] == list(range(1, 21))
    assert len({mark.client_id for mark in found}) == 1


def test_two_tabs_of_one_person_see_each_others_marks(context, shared_server, shared_article):
    first, second = context.new_page(), context.new_page()
    open_sheet(first, shared_server, shared_article)
    second.goto(f"{shared_server.url}/review?article={shared_article}")
    sheet_is_open(second)
    press(first, "1")
    expect(chip(second, 2, "attributed")).to_have_attribute("aria-label", "attributed yes")
    press(second, "1")
    expect(chip(first, 2, "attributed")).to_have_attribute("aria-label", "attributed partly")
    press(second, "2", "2")
    expect(chip(first, 2, "sourced")).to_have_attribute("aria-label", "sourced partly")
    expect_saved(first)
    expect_saved(second)
    assert stands(shared_server.database, shared_article) == {
        (2, "attributed"): "partly",
        (2, "sourced"): "partly",
    }
    assert len(kept(shared_server.database, shared_article)) == 4


def test_two_people_see_each_others_marks(new_context, shared_server, shared_article):
    ada, grace = new_context().new_page(), new_context().new_page()
    open_sheet(ada, shared_server, shared_article, "Ada Byron")
    open_sheet(grace, shared_server, shared_article, "Grace Hopper")
    press(ada, "1")
    expect(chip(grace, 2, "attributed")).to_have_attribute("aria-label", "attributed yes")
    expect(grace.locator('[data-question="attributed"] .who')).to_contain_text("Ada Byron")
    answer(grace, "attributed", "no").click()
    expect(chip(ada, 2, "attributed")).to_have_attribute("aria-label", "attributed no")
    expect(ada.locator('[data-question="attributed"] .who')).to_contain_text("Grace Hopper")

    # What Grace changed is not Ada's to take back.
    press(ada, "u")
    expect(ada.locator(".said")).to_contain_text("changed since by Grace Hopper")
    found = kept(shared_server.database, shared_article)
    assert [(mark.reviewer, mark.value) for mark in found] == [
        ("Ada Byron", "yes"),
        ("Grace Hopper", "no"),
    ]
