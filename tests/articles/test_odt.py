"""OpenDocument texts: the accepted text, and every note on the words it is about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.odt import read_odt
from articles.records import Unreadable
from tests.articles.documents import odt_of, repacked
from tests.articles.read_documents import assert_all_lies_in_the_text, kinds, noted

CHANGED = (
    '<text:tracked-changes><text:changed-region text:id="ct1"><text:insertion><office:change-info>'
    "<dc:creator>Ada</dc:creator><dc:date>2026-03-01T10:00:00</dc:date></office:change-info>"
    '</text:insertion></text:changed-region><text:changed-region text:id="ct2"><text:deletion>'
    "<office:change-info><dc:creator>Ben</dc:creator></office:change-info><text:p>two</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes>"
)


def test_headings_lists_quotations_and_tables_are_read_in_order():
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:parent-style-name="Quotations"/>'
    )
    row = "<table:table-row>" + "<table:table-cell><text:p>{}</text:p></table:table-cell>" * 2
    document = read_odt(
        odt_of(
            '<text:p text:style-name="P1">The bridge</text:p>'
            '<text:h text:outline-level="1">What <text:span>happened</text:span></text:h>'
            "<text:p>It<text:s/>closed<text:tab/>on<text:line-break/>Monday.</text:p>"
            "<text:list><text:list-item><text:p>Two piers</text:p></text:list-item></text:list>"
            '<text:p text:style-name="P2">We had no choice.</text:p>'
            f"<table:table>{row.format('Year', 'Cost')}</table:table-row></table:table>"
            "<text:table-of-content><text:p>Contents</text:p></text:table-of-content>"
            "<text:p>Before<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>"
            "</draw:frame> the end.</text:p>",
            styles,
        )
    )
    assert kinds(document) == [
        ("The bridge", "headline"),
        ("What happened", "heading"),
        ("It closed on\nMonday.", ""),
        ("Two piers", "list"),
        ("We had no choice.", "quote"),
        ("Year\nCost", "list"),
        ("Before the end.", ""),
        ("In a box.", ""),
    ]


def test_notes_comments_changes_and_links_attach_to_their_words():
    document = read_odt(
        odt_of(
            CHANGED + '<text:p>It cost <text:change text:change-id="ct2"/>'
            '<text:change-start text:change-id="ct1"/>2.4<text:change-end text:change-id="ct1"/>'
            ' million.<text:note text:note-class="footnote"><text:note-citation>1'
            "</text:note-citation><text:note-body><text:p>See https://a.example/x.</text:p>"
            '</text:note-body></text:note> <office:annotation office:name="c1"><dc:creator>Ben'
            "</dc:creator><dc:date>2026-03-02T08:00:00</dc:date><text:p>Who?</text:p>"
            "</office:annotation>Two men"
            '<office:annotation-end office:name="c1"/> saw <text:a xlink:href="https://b.example/">'
            "the map</text:a>.<office:annotation><text:p>Ask.</text:p></office:annotation></text:p>"
        )
    )
    assert document.text == "It cost 2.4 million. Two men saw the map."
    assert noted(document) == [
        ("cost", "change", "Ben", "deleted “two”"),
        ("2.4", "change", "Ada", "inserted “2.4”"),
        ("million.", "footnote", "", "See https://a.example/x."),
        ("Two men", "comment", "Ben", "Who?"),
        ("map.", "comment", "", "Ask."),
    ]
    assert document.writer_notes[2].links == ("https://a.example/x",)
    assert [(document.text[a:b], href) for a, b, href in document.links] == [
        ("the map", "https://b.example/")
    ]


def test_the_properties_give_title_byline_and_date():
    facts = (
        "<dc:title>The bridge</dc:title><meta:initial-creator>Ada W.</meta:initial-creator>"
        "<dc:creator>Ben</dc:creator><dc:date>2026-03-01T10:00:00.123456789</dc:date>"
        "<dc:language>en-GB</dc:language>"
    )
    document = read_odt(odt_of("<text:p>It closed.</text:p>", facts=facts))
    assert (document.title, document.author, document.published, document.language) == (
        *("The bridge", "Ada W."),
        *("2026-03-01", "en"),
    )


def test_what_is_no_text_document_is_refused():
    plain = odt_of("<text:p>It closed.</text:p>")
    with pytest.raises(Unreadable, match="no OpenDocument text"):
        read_odt(repacked(plain, {"content.xml": None}))
    with pytest.raises(Unreadable, match="no text document"):
        read_odt(repacked(plain, {"content.xml": "<a/>"}))
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(Unreadable, match="password"):
        read_odt(repacked(plain, manifest))


inline = st.lists(
    st.sampled_from(
        [
            *("It ", "closed.", " ", "\t", "😀", "<text:s/>", "<text:line-break/>"),
            '<text:change text:change-id="ct2"/>',
            '<text:change-start text:change-id="ct1"/>',
            '<text:change-end text:change-id="ct1"/>',
            "<text:note><text:note-body><text:p>So.</text:p></text:note-body></text:note>",
            '<office:annotation office:name="c"><text:p>Who?</text:p></office:annotation>',
            '<office:annotation-end office:name="c"/>',
            '<text:a xlink:href="https://a.example/">map <text:span>two</text:span> </text:a>',
        ]
    ),
    max_size=8,
).map(lambda made: f"<text:p>{''.join(made)}</text:p>")


@settings(max_examples=150, deadline=None)
@given(st.lists(inline, max_size=4))
def test_notes_links_and_blocks_always_lie_in_the_text(body):
    document = read_odt(odt_of(CHANGED + "".join(body)))
    assert_all_lies_in_the_text(document)
