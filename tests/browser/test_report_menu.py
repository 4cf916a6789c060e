"""The menu of the report: what is left out, the preview, the download."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

from tests.server import Server


@pytest.fixture
def review(server: Server, page: Page) -> Page:
    """The sample opened by Ada, one sentence found wrong, the menu open."""
    page.goto(server.url)
    page.get_by_role("textbox").fill("Ada Reviewer")
    page.get_by_role("button", name="Start").click()
    page.locator("a.article").first.click()
    page.locator(".row.selected").wait_for()
    page.get_by_role("button", name="Wrong").click()
    page.locator(".save", has_text="saved").wait_for()
    page.locator("details.report summary").click()
    return page


def test_the_preview_shows_what_would_go_out(review: Page, context: BrowserContext):
    review.get_by_label("Only what needs a change").check()
    review.get_by_label("Reviewers").select_option("pseudonym")
    with context.expect_page() as opened:
        review.get_by_role("button", name="Preview").click()
    tab = opened.value
    tab.get_by_role("heading", name="How this was done").wait_for()
    words = tab.locator("body").inner_text()
    assert "Reviewer 1" in words
    assert "Ada" not in words
    assert "Only the sentences that need a change are shown" in words
    assert tab.locator(".sentence").count() == 1


def test_what_is_chosen_holds_for_the_file_and_data_stays_complete(review: Page):
    review.get_by_label("Reviewers").select_option("none")
    with review.expect_download() as download:
        review.locator('button[data-format="pdf"]').click()
    file = Path(download.value.path()).read_bytes()
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(file)).pages)
    assert "1, not named" in text
    assert "Ada" not in text
    review.locator("details.report summary").click()
    with review.expect_download() as download:
        review.locator('button[data-format="json"]').click()
    assert "Ada Reviewer" in Path(download.value.path()).read_text(encoding="utf-8")
