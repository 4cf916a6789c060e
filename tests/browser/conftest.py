"""A real Chromium and a real server for every test that acts as a person."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.person import PATIENCE_MS, new_article, open_sheet
from tests.server import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The app on an empty database, started; for tests that kill it or want it empty."""
    running = Server(tmp_path / "linecheck.db")
    try:
        running.start()
        yield running
    finally:
        running.kill()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app for tests that let it live: each works on an article of its own."""
    running = Server(tmp_path_factory.mktemp("shared") / "linecheck.db")
    try:
        running.start()
        yield running
    finally:
        running.kill()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return how to open the browser of one more person; what is given overrules the usual."""
    opened = []

    def open_one(**options) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}} | options)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """One person's browser: its own cookies, storage and tabs."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()


@pytest.fixture
def article(shared_server: Server) -> int:
    """An article of this test's own."""
    return new_article(shared_server)


@pytest.fixture
def sheet(page: Page, shared_server: Server, article: int) -> Page:
    """The sheet of that article, opened."""
    open_sheet(page, shared_server, article)
    return page
