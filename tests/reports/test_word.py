"""The report for word processors, read back by python-docx and part by part."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree
from PIL import Image, ImageColor

from reports.drawing import COLOURS, TINTS
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
def test_the_contents_are_written_out_and_name_every_section_where_it_stands(made):
    body = part(made, "word/document.xml")
    standing = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if style == "Heading1":
            (mark,) = paragraph.iter(f"{W}bookmarkStart")
            words = "".join(mark.getparent().itertext(f"{W}t"))
            standing.append(("TOC1", mark.get(f"{W}name"), words))
    assert contents(body) == standing
    assert len(standing) >= 4


@pytest.mark.parametrize("made", [reviewed(), hostile()])
def test_the_contents_are_a_field_that_word_can_update(made):
    body = part(made, "word/document.xml")
    (table,) = body.iter(f"{W}sdt")
    (gallery,) = table.iter(f"{W}docPartGallery")
    assert gallery.get(f"{W}val") == "Table of Contents"
    (instruction,) = table.iter(f"{W}instrText")
    assert instruction.text.split() == ["TOC", "\\o", '"1-1"', "\\h", "\\n"]
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    names = {style.name for style in document_of(made).styles}
    assert "heading 1" in {name.casefold() for name in names}


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
            "bdr", "shd", "vertAlign", "rtl", "lang"]  # fmt: skip
    paragraphs = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "tabs",
                  "bidi", "spacing", "ind", "outlineLvl"]  # fmt: skip
    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml"):
        for order, tag in ((runs, f"{W}rPr"), (paragraphs, f"{W}pPr")):
            for properties in part(hostile(), name).iter(tag):
                found = [order.index(etree.QName(one).localname) for one in properties]
                assert found == sorted(found)


def test_the_map_is_there_with_words_in_its_place():
    made = document_of(long(45))
    shape, *bars = made.inline_shapes
    assert shape.width > 0
    assert "45 sentences" in shape._inline.docPr.get("descr")
    assert len({one._inline.docPr.get("id") for one in made.inline_shapes}) == 1 + len(bars)
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


def test_a_bar_a_question_shows_the_shares_that_are_counted():
    """Of 45 sentences 22 are answered yes, the others open."""
    made = document_of(long(45))
    (table,) = made.tables
    assert [cell.text for cell in table.rows[0].cells][-1] == "share"
    for row in table.rows[1:]:
        (blip,) = row.cells[-1]._tc.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
        )
        related = blip.get(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
        )
        bar = Image.open(io.BytesIO(made.part.related_parts[related].blob)).convert("RGB")
        middle = [bar.getpixel((x, bar.height // 2)) for x in range(bar.width)]
        share = middle.count(ImageColor.getrgb(COLOURS["yes"])) / bar.width
        assert abs(share - 22 / 45) < 0.02


def kept_with_next(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_the_table_stays_whole_and_below_its_words():
    body = part(long(45), "word/document.xml")[0]
    (table,) = body.iter(f"{W}tbl")
    assert kept_with_next(table.getprevious())
    *rows, last = table.iter(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (*rows, last))
    assert all(kept_with_next(one) for row in rows for one in row.iter(f"{W}p"))
    assert not [one for one in last.iter(f"{W}p") if kept_with_next(one)]


def test_a_sentence_stays_with_its_answers_and_lets_the_next_one_go():
    body = part(reviewed(), "word/document.xml")[0]
    begins = [
        one
        for one in body.findall(f"{W}p")
        if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Sentence"
    ]
    assert len(begins) == 3 + 5
    for begin in begins:
        block = [begin]
        while (after := block[-1].getnext()) is not None and after.find(f"{W}pPr/{W}pStyle").get(
            f"{W}val"
        ) in {"Answers", "Facts", "Note", "Below"}:
            block.append(after)
        *before, last = block
        assert all(kept_with_next(one) for one in before)
        assert not kept_with_next(last)


def test_a_decided_answer_lies_on_its_colour_and_a_proposed_one_in_a_dotted_edge():
    body = part(reviewed(), "word/document.xml")
    shown = [
        (run.find(f"{W}t").text.strip("\N{NO-BREAK SPACE}"), run.find(f"{W}rPr"))
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}shd") is not None or run.find(f"{W}rPr/{W}bdr") is not None
    ]
    answers = [(words, look) for words, look in shown if words in TINTS]
    # Five sentences with three questions: of one all are only proposed, of another two.
    assert len(answers) == 15
    proposed = [words for words, look in answers if look.find(f"{W}shd") is None]
    assert len(proposed) == 3 + 2
    for words, look in answers:
        if (ground := look.find(f"{W}shd")) is not None:
            assert f"#{ground.get(f'{W}fill').lower()}" == TINTS[words]
        else:
            assert look.find(f"{W}bdr").get(f"{W}val") == "dotted"


def test_numbers_of_notes_stand_apart():
    """Two notes, 1 and 2, are not note 12."""
    body = part(reviewed(), "word/document.xml")
    for name in ("footnoteReference", "hyperlink"):
        there = [
            paragraph
            for paragraph in body.iter(f"{W}p")
            if sum(1 for _ in paragraph.iter(f"{W}{name}")) > 1
            and "Repairs" in "".join(paragraph.itertext())
        ]
        assert there
        for paragraph in there:
            words = "".join(
                "#" if one.tag == f"{W}footnoteReference" else one.text or ""
                for one in paragraph.iter(f"{W}t", f"{W}footnoteReference")
            )
            assert words.endswith("\N{NO-BREAK SPACE}#" if "#" in words else "\N{NO-BREAK SPACE}2")


def test_the_colour_beside_the_result_is_that_of_the_verdict():
    def edge(verdict: str) -> str:
        (style,) = (
            one
            for one in part(report(one(1), verdict=verdict), "word/styles.xml")
            if one.get(f"{W}styleId") == "Result"
        )
        return f"#{style.find(f'{W}pPr/{W}pBdr/{W}left').get(f'{W}color').lower()}"

    expected = ("yes", "partly", "no", "n/a", "n/a")
    given = ("sound", "changes", "unsound", "open", "")
    assert [edge(verdict) for verdict in given] == [COLOURS[name] for name in expected]


def test_the_list_of_sentences_begins_a_page():
    begun = [
        "".join(one.itertext(f"{W}t"))
        for one in part(reviewed(), "word/document.xml").iter(f"{W}p")
        if one.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert begun == ["Every sentence"]
