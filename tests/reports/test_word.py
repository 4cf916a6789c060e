"""The report for word processors, read back by python-docx and part by part."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree

from reports.options import Options, prepare
from reports.word import render
from reviews.records import Report
from tests.reports.examples import HOSTILE_ADDRESSES, evidence, hostile, long, report, reviewed
from tests.reports.examples import sentence as one

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document_of(made: Report) -> "docx.document.Document":
    return docx.Document(io.BytesIO(render(made)))


def part(made: Report, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(render(made))) as package:
        return etree.fromstring(package.read(name))


def footnotes(made: Report) -> dict[str, str]:
    """The words of each footnote by its number; the two separators have none."""
    return {
        note.get(f"{W}id"): "".join(note.itertext(f"{W}t"))
        for note in part(made, "word/footnotes.xml").findall(f"{W}footnote")
        if note.get(f"{W}type") is None
    }


def test_headings_are_headings_in_order():
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document_of(reviewed()).paragraphs
        if paragraph.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", "The bridge"),
        ("Heading 1", "The article at a glance"),
        ("Heading 1", "What needs a change"),
        ("Heading 2", "Wrong (1)"),
        ("Heading 2", "Needs a change (1)"),
        ("Heading 2", "Cannot be verified (1)"),
        ("Heading 1", "Every sentence"),
        ("Heading 2", "The bridge"),
        ("Heading 1", "How this was done"),
    ]


def test_every_style_that_is_used_is_there():
    made = document_of(reviewed())
    known = {style.style_id for style in made.styles}
    for used in made.element.body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        assert used.get(f"{W}val") in known
    assert WD_STYLE_TYPE.PARAGRAPH in {style.type for style in made.styles}


def test_evidence_stands_in_footnotes_where_it_is_referred_to():
    made = reviewed()
    references = [
        element.get(f"{W}id")
        for element in part(made, "word/document.xml").iter(f"{W}footnoteReference")
    ]
    notes = footnotes(made)
    assert references == list(notes) == ["1", "2", "3"]
    assert notes["1"].startswith(" Refutes: The city's audit, p. 3, https://example.org/audit?")
    assert "2.4 million" in notes["1"]
    assert notes["2"].startswith(" Explains: A call")


def test_numbers_of_notes_lead_to_the_sentence():
    body = part(reviewed(), "word/document.xml")
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    of_sentences = [name for name in marks if name.startswith("s")]
    assert of_sentences == [f"s{position}" for position in range(1, 8)]
    anchors = {
        link.get(f"{W}anchor")
        for link in body.iter(f"{W}hyperlink")
        if not any(parent.tag == f"{W}sdt" for parent in link.iterancestors())
    }
    assert anchors - {None} == {"s2", "s3", "s4"}


def contents(body: etree._Element) -> list[tuple[str, str, str]]:
    """The entries of the table of contents: style, where each leads to, its words."""
    (table,) = body.iter(f"{W}sdtContent")
    heading, *entries = table.findall(f"{W}p")
    assert "".join(heading.itertext(f"{W}t")) == "Contents"
    return [
        (
            entry.find(f"{W}pPr/{W}pStyle").get(f"{W}val"),
            entry.find(f"{W}hyperlink").get(f"{W}anchor"),
            "".join(entry.itertext(f"{W}t")),
        )
        for entry in entries
    ]


@pytest.mark.parametrize("made", [report(), reviewed(), hostile(), long(45)])
def test_the_contents_are_written_out_and_name_every_heading_where_it_stands(made):
    body = part(made, "word/document.xml")
    standing = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if style.startswith("Heading"):
            (mark,) = paragraph.iter(f"{W}bookmarkStart")
            words = "".join(mark.getparent().itertext(f"{W}t"))
            standing.append((style.replace("Heading", "TOC"), mark.get(f"{W}name"), words))
    assert contents(body) == standing
    assert len(standing) >= 4


@pytest.mark.parametrize("made", [reviewed(), hostile()])
def test_the_contents_are_a_field_that_word_can_update(made):
    body = part(made, "word/document.xml")
    (table,) = body.iter(f"{W}sdt")
    (gallery,) = table.iter(f"{W}docPartGallery")
    assert gallery.get(f"{W}val") == "Table of Contents"
    (instruction,) = table.iter(f"{W}instrText")
    assert instruction.text.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\n"]
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    names = {style.name for style in document_of(made).styles}
    assert {"heading 1", "heading 2"} <= {name.casefold() for name in names}


@pytest.mark.parametrize(
    "made", [reviewed(), hostile(), long(45), prepare(reviewed(), Options(only_changes=True))]
)
def test_no_two_bookmarks_share_a_number_or_a_name(made):
    body = part(made, "word/document.xml")
    starts = list(body.iter(f"{W}bookmarkStart"))
    numbers = [mark.get(f"{W}id") for mark in starts]
    assert len(set(numbers)) == len(numbers)
    assert sorted(numbers) == sorted(end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd"))
    names = [mark.get(f"{W}name") for mark in starts]
    assert len(set(names)) == len(names)
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert links <= set(names)


def test_addresses_of_the_web_are_links_and_nothing_else_is():
    made = hostile()
    for name in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"):
        for related in part(made, name):
            if related.get("TargetMode") == "External":
                assert re.match(r"https?://[^\s\"<>]+$", related.get("Target"))
                assert related.get("Target") not in HOSTILE_ADDRESSES
    targets = {
        related.get("Target") for related in part(reviewed(), "word/_rels/document.xml.rels")
    }
    assert {"https://example.org/bridge", "https://example.org/a"} <= targets


def test_the_language_and_the_direction_are_told():
    words = "وزیرِ اعظم نے کہا۔"
    body = part(report(one(1, words), title=words, language="ur"), "word/document.xml")
    told = [
        paragraph
        for paragraph in body.iter(f"{W}p")
        if words in "".join(paragraph.itertext(f"{W}t"))
    ]
    assert len(told) == 2
    for paragraph in told:
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
        (run,) = [one for one in paragraph.iter(f"{W}r") if words in "".join(one.itertext())]
        assert run.find(f"{W}rPr/{W}rtl") is not None
        assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ur"
    body = part(report(one(1, "Hallo"), language="de"), "word/document.xml")
    assert "de" in {element.get(f"{W}val") for element in body.iter(f"{W}lang")}
    assert body.find(f".//{W}bidi") is None


def test_properties_of_paragraphs_and_runs_are_in_the_order_of_the_schema():
    """ECMA-376 part 1, 17.3.1.26 and 17.3.2.28: sequences, which strict readers hold one to."""
    runs = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "sz", "szCs", "u",
            "vertAlign", "rtl", "lang"]  # fmt: skip
    paragraphs = ["pStyle", "keepNext", "keepLines", "pBdr", "tabs", "bidi", "spacing", "ind",
                  "outlineLvl"]  # fmt: skip
    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml"):
        for order, tag in ((runs, f"{W}rPr"), (paragraphs, f"{W}pPr")):
            for properties in part(hostile(), name).iter(tag):
                found = [order.index(etree.QName(one).localname) for one in properties]
                assert found == sorted(found)


def test_the_map_is_there_with_words_in_its_place():
    made = document_of(long(45))
    (shape,) = made.inline_shapes
    assert shape.width > 0
    assert "45 sentences" in shape._inline.docPr.get("descr")
    with zipfile.ZipFile(io.BytesIO(render(long(45)))) as package:
        assert package.read("word/media/map.png").startswith(b"\x89PNG")


@pytest.mark.parametrize(("setting", "size"), [("", (11906, 16838)), ("letter", (12240, 15840))])
def test_paper_is_a4_or_letter(monkeypatch, setting, size):
    monkeypatch.setenv("LINECHECK_PAPER", setting)
    section = document_of(long(3)).sections[0]
    assert (section.page_width.twips, section.page_height.twips) == size


def test_what_xml_cannot_hold_is_shown_as_missing():
    words = "a\ufffeb\uffffc\x00d\ud800"
    made = report(one(1, words, evidence=(evidence(1, quote=words, document=words),)), title=words)
    shown = "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert shown in document_of(made).paragraphs[1].text
    assert shown in footnotes(made)["1"]
