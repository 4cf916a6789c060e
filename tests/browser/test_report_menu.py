"""The menu of the report: what is left out, the preview, the download."""

import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
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


def reviews(page: Page) -> list[dict]:
    """What the file of ClaimReviews holds; the menu closes as it is made."""
    with page.expect_download() as download:
        page.locator('button[data-format="claimreview"]').click()
    page.locator("details.report summary").click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_sentences_to_publish_are_chosen_one_by_one(review: Page):
    publish = review.get_by_role("group", name="To publish")
    expect(publish).to_contain_text("1 of 1 sentence with a verdict on the truth")
    review.locator("details.report summary").click()
    review.keyboard.press("j")
    review.get_by_role("button", name="Accurate").click()
    review.locator(".save", has_text="saved").wait_for()
    review.locator("details.report summary").click()
    expect(publish).to_contain_text("2 of 2 sentences")
    every = reviews(review)
    assert [one["reviewRating"]["alternateName"] for one in every] == ["Wrong", "Accurate"]
    publish.get_by_role("checkbox", name="Wrong").uncheck()
    expect(publish).to_contain_text("1 of 2 sentences")
    assert reviews(review) == every[1:]
    publish.get_by_role("checkbox", name="Accurate").uncheck()
    expect(review.locator('button[data-format="claimreview"]')).to_be_disabled()
    publish.get_by_role("checkbox", name="0 of 2").check()
    assert reviews(review) == every


def test_a_review_is_published_with_its_note_or_without(review: Page):
    review.locator("details.report summary").click()
    review.keyboard.press("n")
    review.keyboard.type("Page 3 says otherwise.")
    review.keyboard.press("Escape")
    review.locator(".save", has_text="saved").wait_for()
    review.locator("details.report summary").click()
    (explained,) = reviews(review)
    assert explained["reviewRating"]["ratingExplanation"] == "Page 3 says otherwise."
    review.get_by_label("With internal notes, as explanations").uncheck()
    (bare,) = reviews(review)
    assert "ratingExplanation" not in bare["reviewRating"]
