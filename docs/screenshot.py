"""Makes ``docs/screenshot.png``: the sample article as a reviewer sees it after a few minutes.

.venv/bin/python -m docs.screenshot
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS
from tests.server import Server

#: A few sentences accepted, then one with its facts ticked: what a reviewer does first.
KEYS = ["Enter", "Enter", "Enter", "o", "f", "f", "a", "v", "j", "j", "j", "f"]


def main() -> None:
    """Start the app on an empty database, press some keys, keep a picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "linecheck.db")
        server.start()
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=ARGUMENTS
            )
            page = browser.new_page(viewport={"width": 1400, "height": 880})
            page.goto(f"{server.url}/review?article=1")
            page.get_by_role("textbox", name="Your name").fill("Ada Byron")
            page.get_by_role("button", name="Start").click()
            page.locator(".row.selected").wait_for()
            for key in KEYS:
                page.keyboard.press(key)
            page.locator(".save[data-state=saved]").wait_for()
            page.screenshot(path=Path(__file__).with_name("screenshot.png"))
        finally:
            server.kill()


if __name__ == "__main__":
    main()
