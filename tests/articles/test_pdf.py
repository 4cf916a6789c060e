"""PDFs: reading order, hyphens, page furniture, links on their words, footnotes, pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

from articles.pdf import MAX_PAGES, read_pdf
from articles.pdf_layout import Page, Piece, Run, compose
from articles.records import Unreadable
from tests.articles.documents import Pdf


def paragraphs(document):
    return document.text.split("\n\n")


def linked(document):
    return [(document.text[a:b], href) for a, b, href in document.links]


def typeset(tmp_path, *story, columns: int = 1, furniture=lambda canvas, page: None) -> bytes:
    """A PDF that ReportLab sets in columns, with furniture drawn on each page."""
    path = tmp_path / "set.pdf"
    width = 480 / columns
    frames = [Frame(60 + at * width, 80, width - 20, 660) for at in range(columns)]
    made = BaseDocTemplate(str(path), pagesize=A4)
    made.addPageTemplates(
        PageTemplate(
            frames=frames, onPage=lambda canvas, _: furniture(canvas, canvas.getPageNumber())
        )
    )
    made.build(list(story))
    return path.read_bytes()


BODY = getSampleStyleSheet()["BodyText"]
JUSTIFIED = ParagraphStyle("justified", BODY, alignment=4, spaceBefore=0, firstLineIndent=12)
TITLE = getSampleStyleSheet()["Title"]
SENTENCES = [
    f"In the year {year} the council closed bridge number {year - 1900} over the river because "
    "the audit of its structure had found cracks in two of the piers and nobody would pay."
    for year in range(1950, 1990)
]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("style", [BODY, JUSTIFIED], ids=["spaced", "indented"])
def test_columns_are_read_one_after_the_other(tmp_path, columns, style):
    data = typeset(tmp_path, *(Paragraph(text, style) for text in SENTENCES), columns=columns)
    assert paragraphs(read_pdf(data)) == SENTENCES


def test_a_headline_across_two_columns_comes_first():
    pdf = Pdf()
    # Drawn row by row, as some programs do: the order of the file says nothing.
    left = [f"The left column goes on in line {n}" for n in range(12)]
    right = [f"the right column goes on in line {n}" for n in range(12)]
    pdf.line(60, 700, "A headline that goes across the columns of it", size=20)
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        pdf.line(60, 660 - 12 * at, one)
        pdf.line(320, 660 - 12 * at, other)
    document = read_pdf(pdf.bytes())
    assert paragraphs(document) == [
        "A headline that goes across the columns of it",
        " ".join([*left, *right]),
    ]
    assert document.blocks[0].kind == "headline"


def test_tables_of_short_words_are_no_columns():
    pdf = Pdf()
    for at in range(8):
        pdf.line(60, 700 - 20 * at, f"City {at}")
        pdf.line(300, 700 - 20 * at, f"{at} million")
    assert "City 3 3 million" in read_pdf(pdf.bytes()).text


def test_headers_footers_and_page_numbers_are_dropped(tmp_path):
    def furniture(canvas, page):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 800, "The Example Review" if page % 2 else "A bridge too old")
        canvas.drawString(60, 790, f"Issue 7, page {page}")
        canvas.drawCentredString(300, 40, f"– {page} –")

    story = [Paragraph(text, BODY) for text in SENTENCES * 3]
    document = read_pdf(typeset(tmp_path, *story, columns=2, furniture=furniture))
    assert len(document.page_starts) >= 4
    assert paragraphs(document) == SENTENCES * 3


def test_a_sentence_that_goes_on_over_the_page_is_one():
    pdf = Pdf()
    pdf.lines(
        60, 140, "The council closed the bridge because the audit of it", "had found cracks in two"
    )
    pdf.canvas.showPage()
    pdf.lines(60, 780, "of the piers.", "It stayed closed for a year and nobody would pay for it.")
    document = read_pdf(pdf.bytes())
    assert "cracks in two of the piers." in document.text
    start = document.page_starts[1]
    assert document.text[start:].strip().startswith("of the piers.")
    assert document.page_starts[0] == 0


def test_pages_without_text_begin_where_the_next_one_does():
    pdf = Pdf()
    pdf.line(60, 400, "The council closed the bridge on Monday.")
    for _ in range(2):
        pdf.canvas.showPage()
    pdf.line(60, 400, "It rained for the rest of the week.")
    document = read_pdf(pdf.bytes())
    assert document.page_starts[1] == document.page_starts[2]
    assert len(document.page_starts) == 3


def test_hyphens_at_the_ends_of_lines_are_undone():
    pdf = Pdf()
    pdf.lines(
        *(60, 700, "The govern-", "ment of the well-known city has a long-term plan for self-"),
        *("rule and, as the Anglo-", "American treaty of 2019-", "2020 says, a long-"),
        *("term loan of the pol-", "icy bank."),
    )
    assert read_pdf(pdf.bytes()).text == (
        "The government of the well-known city has a long-term plan for self-rule and, as the "
        "Anglo-American treaty of 2019-2020 says, a long-term loan of the policy bank."
    )


def test_links_lie_on_their_words_over_lines():
    pdf = Pdf()
    x = pdf.line(60, 700, "The council closed the bridge because ")
    end = pdf.line(x, 700, "the audit of")
    pdf.canvas.linkURL("https://city.example/audit", (x, 698, end, 710))
    end = pdf.line(60, 688, "its structure")
    pdf.canvas.linkURL("https://city.example/audit", (60, 686, end, 698))
    pdf.line(end, 688, " had found cracks, as https://city.example/map shows.")
    pdf.canvas.linkURL("javascript:alert(1)", (300, 686, 320, 698))
    assert linked(read_pdf(pdf.bytes())) == [
        ("the audit of its structure", "https://city.example/audit"),
        ("https://city.example/map", "https://city.example/map"),
    ]


def test_links_on_turned_pages_lie_on_their_words():
    pdf = Pdf()
    pdf.canvas.setPageRotation(90)
    pdf.canvas.saveState()
    pdf.canvas.rotate(90)
    x = pdf.line(100, -300, "The council closed the bridge because of ")
    end = pdf.line(x, -300, "the audit")
    pdf.line(end, -300, " of it.")
    pdf.canvas.linkURL("https://city.example/", (x, -302, end, -290), relative=1)
    pdf.canvas.restoreState()
    document = read_pdf(pdf.bytes())
    assert document.text == "The council closed the bridge because of the audit of it."
    assert linked(document) == [("the audit", "https://city.example/")]


def test_footnotes_attach_to_the_word_before_their_number():
    pdf = Pdf()
    x = pdf.line(60, 700, "The bridge cost 2.4 million.", size=11)
    pdf.line(x, 704, "1", size=6)
    pdf.lines(60, 686, "Nobody came to see it on the day that it was opened again.", size=11)
    pdf.line(60, 150, "1", size=5)
    pdf.line(64, 147, "City audit, p. 3, https://city.example/audit.", size=8)
    document = read_pdf(pdf.bytes())
    assert document.text.startswith("The bridge cost 2.4 million. Nobody came")
    assert "City audit" not in document.text
    (note,) = document.writer_notes
    assert document.text[note.start : note.end] == "million."
    assert (note.kind, note.text) == ("footnote", "City audit, p. 3, https://city.example/audit.")
    assert note.links == ("https://city.example/audit",)


def test_endnotes_under_their_heading_attach_to_their_numbers():
    pdf = Pdf()
    x = pdf.line(60, 700, "The bridge cost 2.4 million.", size=11)
    pdf.line(x, 704, "1", size=6)
    pdf.lines(60, 686, "Nobody came to see it on the day that it was opened again.", size=11)
    pdf.line(60, 640, "Notes", size=14)
    pdf.line(60, 620, "1. City audit, p. 3.", size=11)
    document = read_pdf(pdf.bytes())
    assert document.text == (
        "The bridge cost 2.4 million. Nobody came to see it on the day that it was opened again."
    )
    (note,) = document.writer_notes
    assert (note.kind, note.text) == ("endnote", "City audit, p. 3.")


def test_raised_numbers_without_a_note_stay():
    pdf = Pdf()
    x = pdf.line(60, 700, "The square measures 40 km", size=11)
    x = pdf.line(x, 704, "2", size=6)
    pdf.line(x, 700, " and nobody lives there.", size=11)
    assert read_pdf(pdf.bytes()).text == "The square measures 40 km2 and nobody lives there."


def test_the_properties_give_title_byline_and_date(tmp_path):
    pdf = Pdf(Title="The bridge", Author="Ada W.")
    pdf.line(60, 700, "The council closed the bridge on Monday.")
    document = read_pdf(pdf.bytes())
    assert (document.title, document.author, document.published) == (
        *("The bridge", "Ada W."),
        "2000-01-01",
    )


def test_lists_and_headings_are_known_by_their_form(tmp_path):
    heading = getSampleStyleSheet()["Heading2"]
    story = [
        Paragraph("The bridge", TITLE),
        Paragraph(SENTENCES[0], BODY),
        Paragraph("What it cost", heading),
        Paragraph("• Two piers were mended.", BODY),
        Paragraph("• One was not.", BODY),
        Spacer(1, 10),
        Paragraph(SENTENCES[1], BODY),
    ]
    document = read_pdf(typeset(tmp_path, *story))
    assert [block.kind for block in document.blocks] == [
        *("headline", "", "heading", "list", "list"),
        "",
    ]


def test_a_scan_is_refused_with_the_reason(tmp_path):
    from PIL import Image

    picture = tmp_path / "scan.png"
    Image.effect_noise((200, 280), 80).save(picture)
    pdf = Pdf()
    pdf.canvas.drawImage(str(picture), 0, 0, *A4)
    with pytest.raises(Unreadable, match=r"a scan.*\(OCR\)"):
        read_pdf(pdf.bytes())


def test_a_pdf_without_text_is_refused():
    with pytest.raises(Unreadable, match="no text"):
        read_pdf(Pdf().bytes())


def test_too_many_pages_are_refused():
    pdf = Pdf()
    for _ in range(MAX_PAGES):
        pdf.canvas.showPage()
    with pytest.raises(Unreadable, match=f"over {MAX_PAGES} pages"):
        read_pdf(pdf.bytes())


coordinate = st.floats(0, 600, allow_nan=False)
runs = st.builds(
    Run,
    st.text(st.sampled_from("ab1 -.ﬁ•\u00ad"), min_size=1, max_size=8).filter(str.strip),
    st.sampled_from(["", "https://a.example/"]),
    st.booleans(),
)
pieces = st.builds(
    lambda x, y, width, size, bold, runs: Piece(
        0, x, y, x + width, y + size, size, bold, tuple(runs)
    ),
    coordinate,
    coordinate,
    st.floats(1, 400),
    st.sampled_from([6.0, 10.0, 16.0]),
    st.booleans(),
    st.lists(runs, min_size=1, max_size=3),
)
pages = st.lists(st.lists(pieces, max_size=14), max_size=4).map(
    lambda made: [
        Page(600, 800, tuple(piece._replace(page=number) for piece in on_page))
        for number, on_page in enumerate(made)
    ]
)


@settings(max_examples=300, deadline=None)
@given(pages)
def test_links_notes_blocks_and_pages_always_lie_in_the_text(pages):
    composed = compose(pages)
    text = composed.text
    for start, end, *_ in [*composed.links, *composed.blocks]:
        assert 0 <= start < end <= len(text)
    for note in composed.writer_notes:
        attached = text[note.start : note.end]
        assert attached.strip() == attached != ""
    assert len(composed.page_starts) == len(pages)
    assert list(composed.page_starts) == sorted(composed.page_starts)
    assert all(0 <= start <= len(text) for start in composed.page_starts)


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=30))
def test_no_word_is_lost_or_told_twice_where_nothing_is_furniture(made):
    inside = [piece._replace(y0=300 + piece.y0 / 4, y1=300 + piece.y0 / 4 + 8) for piece in made]
    plain = [piece._replace(runs=(Run("word" + "x" * at),)) for at, piece in enumerate(inside)]
    composed = compose([Page(600, 800, tuple(plain))])
    assert sorted(composed.text.split()) == sorted(piece.text for piece in plain)
