"""What tests of several folders share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import launched


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process; each test opens contexts of its own in it."""
    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()
