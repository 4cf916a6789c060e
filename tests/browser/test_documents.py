"""Drafts come in as documents, and what their writers noted stands beside the sentence."""

import io
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.articles.documents import Pdf, docx_of, footnote, inserted, paragraph, run
from tests.browser.person import expect_selected, introduce, open_tab, row, sheet_is_open

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def adding(page, shared_server) -> Page:
    """The page on which articles are added, opened by someone who is known."""
    page.goto(f"{shared_server.url}/add")
    introduce(page)
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    return page


def upload(page: Page, name: str, content: bytes, kind: str) -> None:
    panel = open_tab(page, "Upload a file")
    file = {"name": name, "mimeType": kind, "buffer": content}
    panel.locator('input[type="file"]').set_input_files([file])
    panel.get_by_role("button", name="Read it").click()


def draft() -> bytes:
    comment = (
        '<w:comment w:id="0" w:author="Ben &lt;b&gt;*Editor*" w:date="2026-03-02T08:00:00Z">'
        f"{paragraph(run('Who says so? &lt;img src=x onerror=alert(1)&gt;'))}</w:comment>"
    )
    return docx_of(
        paragraph(run("The bridge is shut"), facts='<w:pStyle w:val="Title"/>'),
        paragraph(
            run("The repairs will cost 2.4 million euros."),
            footnote(1),
            run(" "),
            '<w:commentRangeStart w:id="0"/>',
            run("Nobody came to see it"),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            run(f" on {uuid4().hex}."),
            inserted(" It rained on Monday."),
        ),
        footnotes={1: paragraph(run("City audit, https://city.example/audit"))},
        comments=comment,
        properties={"author": "Ada Writer", "title": "The bridge is shut"},
    )


def test_a_word_draft_brings_its_notes_to_their_sentences(adding):
    upload(adding, "draft.docx", draft(), WORD)
    expect(adding.get_by_role("textbox", name="Title", exact=True)).to_have_value(
        "The bridge is shut"
    )
    expect(adding.get_by_role("textbox", name="Byline", exact=True)).to_have_value("Ada Writer")
    expect(
        adding.get_by_text("1 comment · 1 footnote · 1 tracked change, read as accepted (Ada 1)")
    ).to_be_visible()
    adding.get_by_role("button", name="Add and start").click()
    sheet_is_open(adding)

    expect_selected(adding, 2)
    notes = adding.locator(".writer-notes")
    expect(notes).to_contain_text("The writer’s notes")
    expect(notes.locator("li.footnote")).to_contain_text("City audit, https://city.example/audit")
    link = notes.get_by_role("link")
    expect(link).to_have_attribute("href", "https://city.example/audit")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    reason = adding.locator('[data-question="sourced"] .reason')
    expect(reason).to_contain_text("The writer's footnote gives 'https://city.example/audit'")

    row(adding, 3).locator(".sentence").click()
    said = notes.locator("li.comment")
    expect(said).to_contain_text("Ben <b>*Editor*, Mar 2, 2026")
    expect(said).to_contain_text("Who says so? <img src=x onerror=alert(1)>")

    row(adding, 4).locator(".sentence").click()
    expect(notes.locator("li.change")).to_contain_text("inserted “It rained on Monday.”")
    row(adding, 1).locator(".sentence").click()
    expect(notes).to_be_hidden()


def test_a_pdf_shows_the_page_of_each_sentence(adding):
    pdf = Pdf(Title="The bridge is shut", Author="Ada Writer")
    pdf.line(60, 700, "The council closed the bridge on Monday.")
    pdf.canvas.showPage()
    pdf.line(60, 700, f"It rained for the rest of the week, {uuid4().hex} said.")
    upload(adding, "draft.pdf", pdf.bytes(), "application/pdf")
    adding.get_by_role("button", name="Add and start").click()
    sheet_is_open(adding)
    for position in (1, 2):
        row(adding, position).locator(".sentence").click()
        expect(adding.locator(".panel .tabs .kind")).to_contain_text(f"page {position}")


def test_a_scan_is_refused_with_a_sentence_and_the_page_stays(adding):
    picture = io.BytesIO()
    Image.effect_noise((200, 280), 80).convert("RGB").save(picture, "PDF")
    upload(adding, "../scan.pdf", picture.getvalue(), "application/pdf")
    told = adding.get_by_role("alert")
    expect(told).to_contain_text("The PDF is a scan, pictures of pages without text")
    expect(told).to_contain_text("text recognition (OCR)")
    expect(adding.get_by_role("heading", name="Add an article")).to_be_visible()
