"""Word documents: the accepted text, and every note on the words it is about."""

import io
from datetime import datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.docx import read_docx
from articles.records import Unreadable
from tests.articles.documents import (
    deleted,
    docx_of,
    footnote,
    inserted,
    member_of,
    paragraph,
    repacked,
    run,
)
from tests.articles.read_documents import assert_all_lies_in_the_text, kinds, noted


def test_what_python_docx_writes_is_read_in_order():
    made = docx.Document()
    made.add_heading("The bridge", 0)
    made.add_heading("What happened", 1)
    made.add_paragraph("It closed on Monday.")
    made.add_paragraph("Two piers", style="List Bullet")
    made.add_paragraph("We had no choice.", style="Intense Quote")
    made.add_paragraph("The bridge in May", style="Caption")
    table = made.add_table(2, 2)
    for cell, words in zip(table._cells, ("Year", "Cost", "2024", "2.4 million"), strict=True):
        cell.text = words
    made.add_paragraph("Nobody came.")
    target = io.BytesIO()
    made.save(target)
    assert kinds(read_docx(target.getvalue())) == [
        ("The bridge", "headline"),
        ("What happened", "heading"),
        ("It closed on Monday.", ""),
        ("Two piers", "list"),
        ("We had no choice.", "quote"),
        ("The bridge in May", "caption"),
        ("Year\nCost", "list"),
        ("2024\n2.4 million", "list"),
        ("Nobody came.", ""),
    ]


def test_a_heading_that_begins_the_text_is_the_headline():
    facts = '<w:pStyle w:val="Heading1"/>'
    document = read_docx(docx_of(paragraph(run("The bridge"), facts=facts), paragraph(run("So."))))
    assert kinds(document) == [("The bridge", "headline"), ("So.", "")]


def test_the_properties_give_title_byline_and_date():
    properties = {"title": "The bridge", "author": "Ada W.", "modified": datetime(2026, 3, 1, 9)}
    document = read_docx(docx_of(paragraph(run("It closed.")), properties=properties))
    assert (document.title, document.author, document.published) == (
        *("The bridge", "Ada W."),
        "2026-03-01",
    )


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.docx", "Document1", "draft.docx", " "])
def test_titles_and_authors_that_programs_make_up_are_left_out(title):
    properties = {"title": title, "author": "Microsoft Office User"}
    document = read_docx(docx_of(paragraph(run("It closed.")), properties=properties))
    assert (document.title, document.author) == ("", "")


def test_changes_are_read_as_accepted_and_told():
    body = paragraph(
        run("The bridge cost "), deleted("two", "Ben"), inserted("2.4"), run(" million. It closed.")
    )
    document = read_docx(docx_of(body))
    assert document.text == "The bridge cost 2.4 million. It closed."
    assert noted(document) == [
        ("cost", "change", "Ben", "deleted “two”"),
        ("2.4", "change", "Ada", "inserted “2.4”"),
    ]
    assert document.writer_notes[0].date == "2026-03-01T10:00:00+00:00"


def test_one_persons_change_in_several_runs_is_one_change():
    body = paragraph(run("It "), inserted("was "), inserted("closed"), run("."))
    assert noted(read_docx(docx_of(body))) == [
        ("was closed", "change", "Ada", "inserted “was closed”")
    ]


def test_what_was_inserted_and_deleted_again_is_out():
    both = f'<w:ins w:id="1" w:author="Ada">{deleted("never", "Ben")}{run("once")}</w:ins>'
    document = read_docx(docx_of(paragraph(run("It "), both, run(" closed."))))
    assert document.text == "It once closed."
    assert ("It", "change", "Ben", "deleted “never”") in noted(document)


def test_moved_text_stands_where_it_was_moved_to():
    away = f'<w:moveFrom w:id="1" w:author="Ada">{run("It rained. ")}</w:moveFrom>'
    here = f'<w:moveTo w:id="2" w:author="Ada">{run(" It rained.")}</w:moveTo>'
    document = read_docx(
        docx_of(paragraph(away, run("It closed.")), paragraph(run("Later."), here))
    )
    assert document.text == "It closed.\n\nLater. It rained."
    assert [text for *_, text in noted(document)] == [
        "moved away “It rained.”",
        "moved here “It rained.”",
    ]


def test_paragraphs_whose_end_was_deleted_are_joined():
    mark = '<w:rPr><w:del w:id="1" w:author="Ada"/></w:rPr>'
    document = read_docx(docx_of(paragraph(run("It "), facts=mark), paragraph(run("closed."))))
    assert document.text == "It closed."
    assert len(document.blocks) == 1


def test_a_deleted_row_is_out_and_told():
    cells = f"<w:tc>{paragraph(run('{}'))}</w:tc>" * 2
    row = "<w:tr>{}" + cells + "</w:tr>"
    gone = '<w:trPr><w:del w:id="1" w:author="Ben"/></w:trPr>'
    table = f"<w:tbl>{row.format('', 'a', 'b')}{row.format(gone, 'c', 'd')}</w:tbl>"
    document = read_docx(docx_of(paragraph(run("Before.")), table))
    assert document.text == "Before.\n\na\nb"
    assert noted(document) == [("b", "change", "Ben", "deleted “cd”")]


def test_footnotes_and_endnotes_attach_to_the_sentence_before_their_number():
    body = paragraph(
        run("It cost 2.4 million."), footnote(1), run(" Nobody came."), footnote(1, "endnote")
    )
    document = read_docx(
        docx_of(
            body,
            footnotes={1: paragraph(run("See "), run("https://city.example/audit."))},
            endnotes={1: paragraph(run("A call.")) + paragraph(run("In May."))},
        )
    )
    assert document.text == "It cost 2.4 million. Nobody came."
    assert noted(document) == [
        ("million.", "footnote", "", "See https://city.example/audit."),
        ("came.", "endnote", "", "A call.\n\nIn May."),
    ]
    assert document.writer_notes[0].links == ("https://city.example/audit",)


def test_a_mark_of_the_writers_own_is_no_text():
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    document = read_docx(
        docx_of(paragraph(run("It closed."), mark), footnotes={1: paragraph(run("So."))})
    )
    assert document.text == "It closed."


def test_comments_attach_to_their_words():
    comment = '<w:comment w:id="7" w:author="Ben" w:date="2026-03-02T08:00:00Z">{}</w:comment>'
    body = paragraph(
        run("It closed. "),
        '<w:commentRangeStart w:id="7"/>',
        run("Two men"),
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
        run(" saw it."),
    )
    document = read_docx(docx_of(body, comments=comment.format(paragraph(run("Who?")))))
    assert noted(document) == [("Two men", "comment", "Ben", "Who?")]


def test_comments_that_python_docx_writes_are_found():
    made = docx.Document()
    words = made.add_paragraph("It closed. ").add_run("Nobody came.")
    made.add_comment(words, text="Is that so?", author="Ben")
    target = io.BytesIO()
    made.save(target)
    assert noted(read_docx(target.getvalue())) == [
        ("Nobody came.", "comment", "Ben", "Is that so?")
    ]


def test_links_of_all_sorts_lie_on_their_words():
    complex_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("the minutes")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(
        f'<w:hyperlink r:id="rLink">{run("The ")}{run("audit")}</w:hyperlink>',
        run(" and "),
        complex_field,
        run(" and "),
        f'<w:fldSimple w:instr="HYPERLINK https://c.example/">{run("a map")}</w:fldSimple>',
        run(" and "),
        f'<w:hyperlink w:anchor="below">{run("below")}</w:hyperlink>',
        run(" and "),
        f'<w:hyperlink r:id="rScript">{run("this")}</w:hyperlink>',
    )
    document = read_docx(
        docx_of(body, links={"rLink": "https://a.example/", "rScript": "javascript:alert(1)"})
    )
    assert document.text == "The audit and the minutes and a map and below and this"
    assert [(document.text[a:b], href) for a, b, href in document.links] == [
        ("The audit", "https://a.example/"),
        ("the minutes", "https://b.example/"),
        ("a map", "https://c.example/"),
    ]


def test_text_boxes_and_content_controls_are_read_once():
    box = paragraph(run("In a box."))
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    drawing = (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}" xmlns:wps="{wps}"><mc:Choice Requires="wps">'
        f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback>"
        f"<w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' controlled')}</w:sdtContent></w:sdt>"
    document = read_docx(docx_of(paragraph(run("Before"), drawing, control, run("."))))
    assert document.text == "Before controlled.\n\nIn a box."


def test_styles_based_on_a_built_in_one_and_rings_of_styles():
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>'
        '<w:basedOn w:val="{1}"/></w:style>'
    )
    plain = docx_of(
        paragraph(run("One"), facts='<w:pStyle w:val="Mine"/>'),
        paragraph(run("Two"), facts='<w:pStyle w:val="RingA"/>'),
    )
    styles = member_of(plain, "word/styles.xml").decode()
    based = (("Mine", "Heading2"), ("RingA", "RingB"), ("RingB", "RingA"))
    more = "".join(style.format(*pair) for pair in based)
    changed = styles.replace("</w:styles>", f"{more}</w:styles>")
    document = read_docx(repacked(plain, {"word/styles.xml": changed}))
    assert kinds(document) == [("One", "headline"), ("Two", "")]


def test_strict_open_xml_says_what_to_do():
    plain = docx_of(paragraph(run("One.")))
    relations = member_of(plain, "_rels/.rels").decode()
    strict = relations.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    with pytest.raises(Unreadable, match="Strict Open XML"):
        read_docx(repacked(plain, {"_rels/.rels": strict}))


words = st.text(st.sampled_from("ab .\u00a0\té😀"), max_size=12).map(
    lambda text: text.replace("&", "").replace("<", "")
)
parts = st.one_of(
    words.map(run),
    words.map(inserted),
    words.map(deleted),
    st.just(footnote(1)),
    st.just('<w:commentRangeStart w:id="1"/>'),
    st.just('<w:commentRangeEnd w:id="1"/>'),
    st.just('<w:r><w:commentReference w:id="1"/></w:r>'),
    st.just("<w:r><w:br/></w:r>"),
    words.map(lambda text: f'<w:hyperlink r:id="rLink">{run(text)}</w:hyperlink>'),
    st.sampled_from(["begin", "separate", "end"]).map(
        lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    ),
)
mark = st.sampled_from(["", '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'])
paragraphs = st.tuples(st.lists(parts, max_size=6), mark).map(
    lambda made: paragraph(*made[0], facts=made[1])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_notes_links_and_blocks_always_lie_in_the_text(body):
    document = read_docx(
        docx_of(
            *body,
            footnotes={1: paragraph(run("So."))},
            comments=f'<w:comment w:id="1">{paragraph(run("Who?"))}</w:comment>',
            links={"rLink": "https://a.example/"},
        )
    )
    assert_all_lies_in_the_text(document)
    assert list(document.links) == sorted(document.links)
