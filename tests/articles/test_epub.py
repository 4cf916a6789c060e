"""Books: the chapters in their order, their notes on the words their numbers stand at."""

import pytest

from articles.epub import MAX_CHAPTERS, read_epub
from articles.records import Unreadable
from tests.articles.documents import epub_of, repacked


def kinds(document):
    return [(document.text[block.start : block.end], block.kind) for block in document.blocks]


def test_chapters_are_read_in_the_order_of_the_book():
    facts = (
        "<dc:title>The bridge</dc:title><dc:creator>Ada W.</dc:creator>"
        "<dc:date>2026-03-01</dc:date><dc:language>en-GB</dc:language>"
    )
    document = read_epub(
        epub_of(
            {
                "two.xhtml": "<h1>First, whatever its name</h1><p>It <em>closed</em>.</p>"
                "<blockquote><p>We had no choice.</p></blockquote>",
                "one.xhtml": "<h1>Second</h1><ul><li>Two piers</li></ul>"
                "<table><tr><td>Year</td><td>Cost</td></tr></table>"
                "<nav>Contents</nav><script>alert(1)</script><p>It&#160;ended.</p>",
            },
            facts,
        )
    )
    assert kinds(document) == [
        ("First, whatever its name", "headline"),
        ("It closed.", ""),
        ("We had no choice.", "quote"),
        ("Second", "heading"),
        ("Two piers", "list"),
        ("Year\nCost", "list"),
        ("It ended.", ""),
    ]
    assert (document.title, document.author, document.published, document.language) == (
        *("The bridge", "Ada W."),
        *("2026-03-01", "en"),
    )


def test_notes_and_links_attach_to_their_words_over_chapters():
    document = read_epub(
        epub_of(
            {
                "a.xhtml": '<p>It cost 2.4 million.<a epub:type="noteref" href="n.xhtml#n1">1</a>'
                ' See <a href="https://b.example/">the map</a> or <a href="#x">below</a>.</p>'
                '<p>It rained.<sup><a role="doc-noteref" href="#n2">2</a></sup></p>'
                '<aside epub:type="footnote" id="n2"><p>In May.</p></aside>',
                "n.xhtml": '<section><ol><li epub:type="endnote" id="n1">See '
                'https://a.example/x <a role="doc-backlink" href="a.xhtml">↩</a></li></ol>'
                "</section>",
            }
        )
    )
    assert document.text == "It cost 2.4 million. See the map or below.\n\nIt rained."
    assert [
        (document.text[note.start : note.end], note.kind, note.text, note.links)
        for note in document.writer_notes
    ] == [
        ("million.", "endnote", "See https://a.example/x", ("https://a.example/x",)),
        ("rained.", "footnote", "In May.", ()),
    ]
    assert [(document.text[a:b], href) for a, b, href in document.links] == [
        ("the map", "https://b.example/")
    ]


def test_what_is_not_quite_xhtml_is_read_as_browsers_do():
    document = read_epub(epub_of({"a.xhtml": "<p>It&nbsp;closed.<br>It rained."}))
    assert document.text == "It closed.\nIt rained."


def test_books_that_cannot_be_read_say_why():
    book = epub_of({"a.xhtml": "<p>It closed.</p>"})
    with pytest.raises(Unreadable, match="no EPUB"):
        read_epub(repacked(book, {"META-INF/container.xml": None}))
    with pytest.raises(Unreadable, match="damaged"):
        read_epub(repacked(book, {"OEBPS/a.xhtml": None}))
    locked = '<encryption><CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    with pytest.raises(Unreadable, match="protected"):
        read_epub(repacked(book, {"META-INF/encryption.xml": locked}))


def test_fonts_that_are_made_hard_to_copy_are_no_obstacle():
    fonts = '<encryption><CipherReference URI="OEBPS/font.otf"/></encryption>'
    book = epub_of({"a.xhtml": "<p>It closed.</p>"})
    assert read_epub(repacked(book, {"META-INF/encryption.xml": fonts})).text == "It closed."


def test_too_many_chapters_are_refused():
    book = epub_of({"a.xhtml": "<p>It closed.</p>"})
    opf = "<package><spine>" + '<itemref idref="i0"/>' * (MAX_CHAPTERS + 1) + "</spine></package>"
    with pytest.raises(Unreadable, match="chapters"):
        read_epub(repacked(book, {"OEBPS/book.opf": opf}))
