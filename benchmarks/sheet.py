"""How fast a click is on disk: the sheet, beside one Streamlit widget and beside a bare POST.

    .venv/bin/python -m benchmarks.sheet

Opens headless Chromium (Debian's ``chromium``) on servers of its own on 127.0.0.1. A click is timed
in the page; the row is timed by a second connection to the database that sees the commit. All ways
are measured in one run and in turn, a few clicks each, so that a machine that slows down slows them
all: read the ratios. The milliseconds belong to the machine they ran on.
"""

import os
import platform
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Locator, Page, sync_playwright

import checks
from articles import read_text
from db.articles import add_article
from db.connection import open_database
from db.reviewers import reviewer
from db.settings import database_id, secret
from reviews.access import sign_reviewer
from tests.chromium import ARGUMENTS
from tests.server import ROOT, Server

LENGTHS = (45, 200, 1000)
ROUNDS = 30
CLICKS_A_ROUND = 10
BURST = 20
BURSTS = 5
PAINTS = 5


class Watcher:
    """Notes when another connection has committed to a database, in seconds since the epoch."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._commits: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        db = sqlite3.connect(self._database)
        seen = db.execute("PRAGMA data_version").fetchone()
        while not self._stop.is_set():
            now = db.execute("PRAGMA data_version").fetchone()
            if now != seen:
                self._commits.append(time.time())
                seen = now
            # A tight loop would take a core away from the server that is being measured.
            time.sleep(0.0002)

    def first_after(self, moment: float, timeout: float = 10) -> float:
        """Return the time of the first commit after ``moment``."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            for commit in self._commits:
                if commit >= moment:
                    return commit
            time.sleep(0.001)
        raise TimeoutError("No row reached the disk.")


def text_of(sentences: int) -> str:
    """Return an article with a headline and this many sentences, four to a paragraph."""
    lines = [
        f"The council recorded {number + 2:,} visits to library {number % 7 + 1} in 2023, "
        f"according to its librarian."
        for number in range(sentences)
    ]
    paragraphs = [" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4)]
    return "\n\n".join([f"What {sentences} sentences look like", *paragraphs])


class Way(NamedTuple):
    """One way from a click to a row: a click on one of ``places`` of ``page``, in turn."""

    name: str
    page: Page
    watcher: Watcher
    places: list[tuple[float, float]]

    def click(self, number: int) -> None:
        """Click as a hand does, by place.

        A search for the element before each click would walk through the whole page; in a long
        article that takes longer than what is measured, and leaves garbage to collect meanwhile.
        """
        self.page.mouse.click(*self.places[number % len(self.places)])


def place_of(locator: Locator) -> tuple[float, float]:
    """Return the middle of an element, in pixels of the window."""
    locator.wait_for()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def one_widget(browser: Browser, folder: Path, stack: ExitStack) -> Way:
    """Open the floor that a user of Streamlit knows: one checkbox alone on a page."""
    server = floor(folder / "widget.db", ROOT / "benchmarks/floors/one_widget.py", stack)
    page = browser.new_page()
    page.goto(server.url)
    box = page.locator("label:has-text('mark')")
    return floor_way("one Streamlit widget on a page", page, server, box, stack)


def bare_post(browser: Browser, folder: Path, stack: ExitStack) -> Way:
    """Open the floor below that: a button whose click POSTs, a route that commits one row."""
    server = floor(folder / "post.db", ROOT / "benchmarks/floors/bare_post.py", stack)
    page = browser.new_page()
    page.goto(f"{server.url}/_stcore/health")
    page.set_content("<button>mark</button>")
    page.evaluate(
        """() => {
             const body = JSON.stringify({client_id: 'floor', marks: [{seq: 1}]});
             const headers = {'content-type': 'application/json'};
             document.querySelector('button').addEventListener(
               'click', () => fetch('/mark', {method: 'POST', headers, body}));
           }"""
    )
    button = page.locator("button")
    return floor_way("a bare POST that commits a row", page, server, button, stack)


def floor(database: Path, script: Path, stack: ExitStack) -> Server:
    """Serve a floor on a database of its own."""
    server = Server(database, script)
    os.environ["PYTHONPATH"] = str(ROOT)
    server.start()
    stack.callback(server.kill)
    return server


def floor_way(name: str, page: Page, server: Server, button: Locator, stack: ExitStack) -> Way:
    """Click once and wait until the floor has made its database, so that it can be watched."""
    button.click()
    deadline = time.monotonic() + 10
    while not server.database.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return Way(name, page, stack.enter_context(Watcher(server.database)), [place_of(button)])


def sheet_way(browser: Browser, server: Server, article: int, length: int, watcher: Watcher) -> Way:
    """Open the sheet of one article."""
    page = signed_in(browser, server).new_page()
    open_sheet(page, server, article)
    name = f"the sheet, {length:,} sentences"
    return Way(name, page, watcher, [place_of(answer_button(page, one)) for one in ("yes", "no")])


def clicks_to_disk(ways: list[Way]) -> list[list[float]]:
    """Return, for each way, milliseconds from each click to its row on disk."""
    for way in ways:
        way.page.evaluate(
            """() => document.addEventListener('click', () => {
                 window.clickedAt = (performance.timeOrigin + performance.now()) / 1000;
               }, {capture: true})"""
        )
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(ROUNDS + 1):
        for way, found in zip(ways, times, strict=True):
            way.page.bring_to_front()
            timed = [click_to_disk(way, number) for number in range(CLICKS_A_ROUND)]
            if turn:  # the first round warms the caches of browser and server
                found += timed
    return times


def click_to_disk(way: Way, number: int) -> float:
    """Click once; return milliseconds until its row is on disk."""
    before = time.time()
    way.click(number)
    landed = way.watcher.first_after(before)
    took = 1000 * (landed - way.page.evaluate("window.clickedAt"))
    way.page.wait_for_timeout(30)  # a person does not click again at once: burst() does
    return took


def add_articles(database: Path) -> dict[int, int]:
    """Add one article a length; return their numbers by length."""
    db = open_database(database)
    numbers = {}
    for length in LENGTHS:
        article = read_text(text_of(length))
        numbers[length] = add_article(db, article, checks.propose(article))
    return numbers


def signed_in(browser: Browser, server: Server):
    """Return a browser context that has already given its name."""
    db = open_database(server.database)
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    signed = sign_reviewer(secret(db), reviewer(db, "Benchmark"))
    name = f"linecheck_{database_id(db)[:8]}"
    context.add_cookies([{"name": name, "value": signed, "url": server.url}])
    return context


def answer_button(page: Page, answer: str) -> Locator:
    """Return the button of one answer of the selected sentence."""
    return page.locator(f"[data-question='attributed'] [data-answer='{answer}']")


def open_sheet(page: Page, server: Server, article: int) -> float:
    """Open the article's page; return milliseconds until its first sentence is painted."""
    page.goto(f"{server.url}/review?article={article}")
    page.wait_for_selector("[data-sentence]")
    return page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => done(performance.now())))"
    )


def burst(browser: Browser, server: Server, article: int) -> float:
    """Return milliseconds from the first of twenty clicks until all twenty rows are on disk."""
    page = signed_in(browser, server).new_page()
    open_sheet(page, server, article)
    db = sqlite3.connect(server.database)
    before = db.execute("SELECT count(*) FROM marks").fetchone()[0]
    started = page.evaluate(
        """count => {
             const find = (root, selector) => {
               for (const one of root.querySelectorAll('*')) {
                 if (one.matches(selector)) return one;
                 const inside = one.shadowRoot && find(one.shadowRoot, selector);
                 if (inside) return inside;
               }
               return null;
             };
             const buttons = ['yes', 'no'].map(
               answer => find(document, `[data-question='sourced'] [data-answer='${answer}']`));
             const began = (performance.timeOrigin + performance.now()) / 1000;
             for (let number = 0; number < count; number += 1) {
               buttons[number % 2].click();
             }
             return began;
           }""",
        BURST,
    )
    deadline = time.monotonic() + 10
    while db.execute("SELECT count(*) FROM marks").fetchone()[0] < before + BURST:
        if time.monotonic() > deadline:
            raise TimeoutError("The burst did not reach the disk.")
        time.sleep(0.0005)
    return 1000 * (time.time() - started)


def first_paint(browser: Browser, server: Server, article: int) -> float:
    """Return the median of several first paints, each in a browser that knows nothing yet."""
    return statistics.median(
        open_sheet(signed_in(browser, server).new_page(), server, article) for _ in range(PAINTS)
    )


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def line(name: str, times: list[float], widget: float, post: float) -> str:
    """Return one row of the table, with the ratios of its p95 to both floors' p95."""
    return (
        f"{name:<34}{statistics.median(times):>10.1f}{p95(times):>10.1f}"
        f"{p95(times) / widget:>14.2f}{p95(times) / post:>12.2f}"
    )


def main() -> None:
    """Measure everything and print it."""
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        ExitStack() as stack,
    ):
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        server = Server(folder / "linecheck.db")
        numbers = add_articles(server.database)
        server.start()
        stack.callback(server.kill)
        watcher = stack.enter_context(Watcher(server.database))
        ways = [one_widget(browser, folder, stack), bare_post(browser, folder, stack)]
        ways += [sheet_way(browser, server, numbers[n], n, watcher) for n in LENGTHS]
        times = clicks_to_disk(ways)
        bursts = [burst(browser, server, numbers[1000]) for _ in range(BURSTS)]
        paints = {length: first_paint(browser, server, numbers[length]) for length in LENGTHS}
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    clicks = ROUNDS * CLICKS_A_ROUND
    print(f"\nclick to row on disk, {clicks} clicks each, milliseconds")
    print(f"{'':<34}{'median':>10}{'p95':>10}{'p95/widget':>14}{'p95/post':>12}")
    for way, found in zip(ways, times, strict=True):
        print(line(way.name, found, p95(times[0]), p95(times[1])))
    print(
        f"\n{BURST} clicks in a burst, 1,000 sentences: all on disk after "
        f"{statistics.median(bursts):.0f} ms (median of {BURSTS})"
    )
    print(f"\nfirst paint, median of {PAINTS}, milliseconds")
    for length in LENGTHS:
        print(f"{length:>6,} sentences{paints[length]:>8.0f}   {paints[length] / paints[45]:.2f} ×")


if __name__ == "__main__":
    main()
