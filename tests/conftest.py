"""What tests of several folders share."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.bounded import one_process
from tests.chromium import launched

# The tests run in as many processes as there are cores, and numpy's threads, one for each core in
# each of them, would only wait for one another. Read when numpy is loaded, by servers as well.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process; each test opens contexts of its own in it."""
    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def bounded() -> Iterator[Callable[..., Any]]:
    """Run a function in a process of its own, and fail when it works too long."""
    with one_process() as run:
        yield run
