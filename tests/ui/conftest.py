"""An empty page in which the sheet's scripts run as they do on the real one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.server import ROOT


@pytest.fixture(scope="session")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with nothing on it; all scripts of the sheet, joined, are its ``sheetScripts``."""
    files = sorted((ROOT / "ui" / "sheet").glob("*.js"))
    joined = "\n".join(file.read_text(encoding="utf-8") for file in files)
    context = browser.new_context()
    page = context.new_page()
    page.evaluate(
        "(scripts) => { window.sheetScripts = scripts; }",
        joined.replace("export default function mount", "function mount"),
    )
    yield page
    context.close()
