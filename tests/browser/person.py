"""What a person does and sees, in the words of the tests, and what then lies on the disk."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

import checks
from articles import read_text
from checks.records import Finding
from db.articles import add_article
from db.connection import open_database
from db.marks import marks
from reviews.decisions import order_in_time, standing
from reviews.items import QUESTIONS
from reviews.records import Mark
from tests.server import Server

#: How long anything may take on a slow machine that other programs use too. No test waits this
#: long for what goes well.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

#: Positions: 1 headline, 5 heading, 9 and 12 promos; the other eight are to review.
BRIDGE = """Council closes the river bridge, edition {edition}

The council closed the river bridge on Monday. Mayor Ann Smith said the repairs would cost 2.4 \
million euros. Critics called the decision a disgrace.

What comes next

The city's audit of March 2024 found cracks in four of the nine piers. Traffic is expected to \
double on the northern road. Nobody should be surprised.

Read also: Ten bridges that changed the county

The work begins in May, according to the engineers' report. The bridge was built in 1931.

Subscribe now to our newsletter."""
TO_REVIEW = (2, 3, 4, 6, 7, 8, 10, 11)


def new_article(server: Server, text: str = BRIDGE, *others: tuple[int, Finding]) -> int:
    """Add an article that no other test has; ``{edition}`` in the text makes it a new one.

    Of what the program proposes only the three questions are kept, so that the tests stay true as
    checks are added; ``others`` are findings of other checks, each with its position.
    """
    article = read_text(text.replace("{edition}", uuid4().hex))
    findings = {
        position: {name: finding for name, finding in found.items() if name in QUESTIONS}
        for position, found in checks.propose(article).items()
    }
    for position, finding in others:
        findings[position][finding.check] = finding
    with open_database(server.database) as db:
        return add_article(db, article, findings)


def name_field(page: Page) -> Locator:
    """Where the one question that comes before the work is answered."""
    return page.get_by_role("textbox", name="Your name")


def introduce(page: Page, name: str = "Ada Byron") -> None:
    """Say who sits here, somebody else than before, and wait until the browser has kept it."""
    before = page.evaluate("document.cookie")
    give_name(page, name)
    page.wait_for_function("before => document.cookie !== before", arg=before)


def give_name(page: Page, name: str) -> None:
    """Answer the question of who sits here."""
    name_field(page).fill(name)
    page.get_by_role("button", name="Start").click()


def open_tab(page: Page, name: str) -> Locator:
    """Open one of the ways to add an article and return its panel.

    Streamlit turns tabs off while it draws the page, and a click is lost that falls in between.
    Once the tab is there, the page drawn is the one that has it, not the one before.
    """
    tab = page.get_by_role("tab", name=name)
    expect(tab).to_be_visible()
    page_is_drawn(page)
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")
    panel = page.get_by_role("tabpanel", name=name)
    expect(panel).to_be_visible()
    return panel


def page_is_drawn(page: Page) -> None:
    """Wait until Streamlit has nothing left to draw."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def open_sheet(page: Page, server: Server, article: int, name: str = "Ada Byron") -> None:
    """Open an article in a browser that has not been here before."""
    page.goto(f"{server.url}/review?article={article}")
    introduce(page, name)
    sheet_is_open(page)


def sheet_is_open(page: Page) -> None:
    """Wait until the sheet is drawn and can be used."""
    expect(page.locator(".row.selected")).to_be_visible()
    expect(page.locator(".save")).not_to_be_empty()


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, wherever the focus is."""
    for key in keys:
        page.keyboard.press(key)


def row(page: Page, position: int) -> Locator:
    """The sentence at ``position`` with all that stands beside it."""
    return page.locator(f'[data-sentence="{position}"]')


def chip(page: Page, position: int, question: str) -> Locator:
    """The answer to one question beside a sentence."""
    return row(page, position).locator(f'[data-chip="{question}"]')


def answer(page: Page, question: str, value: str) -> Locator:
    """The button of an answer in the checklist at the side."""
    return page.locator(f'[data-question="{question}"] [data-answer="{value}"]')


def report_button(page: Page, name: str) -> Locator:
    """The button of a format in the menu of reports."""
    return page.locator(f'[data-format="{name.lower()}"]')


def expect_selected(page: Page, position: int) -> None:
    """Wait until the sentence at ``position`` is the selected one."""
    expect(page.locator(".row.selected")).to_have_attribute("data-sentence", str(position))


def expect_saved(page: Page) -> None:
    """Wait until the screen says that everything is on disk."""
    expect(page.locator(".save")).to_have_text("saved ✓")


def expect_waiting(page: Page, count: int) -> None:
    """Wait until the screen says how many marks the server does not have yet."""
    words = "1 mark waits" if count == 1 else f"{count} marks wait"
    expect(page.locator(".save")).to_have_text(f"{words} to be sent")


def kept(database: Path, article: int) -> list[Mark]:
    """The marks that are on disk, in the order in which they were made."""
    with open_database(database) as db:
        found = [stored.mark for stored in marks(db, article)]
    return sorted(found, key=order_in_time)


def kept_values(database: Path, article: int) -> list[tuple[int, str, str]]:
    """What the marks on disk say, in the order in which they were made."""
    return [(mark.sentence, mark.item, mark.value) for mark in kept(database, article)]


def stands(database: Path, article: int) -> dict[tuple[int, str], str]:
    """What stands once all marks on disk are laid on top of one another."""
    decided = standing(kept(database, article))
    return {place: mark.value for place, mark in decided.items()}


def none_twice(found: Sequence[Mark]) -> bool:
    """Whether each act is among the marks once."""
    names = {(mark.client_id, mark.seq) for mark in found}
    return len(names) == len(found)


def eventually(condition: Callable[[], bool], seconds: float = PATIENCE_MS / 1000) -> float:
    """Ask until ``condition()`` holds; return after how many seconds it did, or fail.

    The browser's own questions to the test (a route, a dialog) are not heard meanwhile.
    """
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < seconds, f"not within {seconds} seconds"
        time.sleep(0.02)
    return time.monotonic() - begin
