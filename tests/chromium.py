"""Debian's Chromium, as tests and benchmarks start it."""

import shutil

from playwright.sync_api import Browser, Playwright

#: Nothing of the browser's own may leave the machine while it is tested.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launched(playwright: Playwright) -> Browser:
    """Start Chromium; a machine without it fails the tests, it does not skip them."""
    chromium = shutil.which("chromium")
    assert chromium, "These tests need Debian's chromium: run tests/run, which installs it."
    return playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
