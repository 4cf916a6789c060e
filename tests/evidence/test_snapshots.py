"""A page is kept as it was, read back whole, and compared with what it became."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from warcio.archiveiterator import ArchiveIterator

from articles.fetch import FetchedPage, Limits
from articles.records import Unreadable
from evidence.sayings import sayings
from evidence.snapshots import (
    NoSnapshot,
    differences,
    read_warc,
    snapshot_of,
    take_snapshot,
    write_warc,
)
from evidence.texts import texts_of, visible_text
from tests.articles.documents import docx_of, footnote, paragraph, run
from tests.local_web import Host, serving

URL = "https://news.example/a?b=c"
AUDIT = "The audit puts the repairs at 1,214,300 euros in all."
AT = "2026-03-01T10:00:00Z"


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with a line on each page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for words in pages:
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@given(st.binary(max_size=5_000))
def test_what_a_warc_file_holds_is_read_back(data):
    page = read_warc(write_warc("http://news.example/", URL, AT, "text/html", data))
    assert (page.url, page.fetched_at, page.content_type) == (URL, AT, "text/html")
    assert page.data == data


def test_a_warc_file_says_who_made_it_and_what_was_asked_for():
    warc = write_warc("http://short.example/x\r\nevil: 1", URL, AT, "text/html", b"<p>Hello")
    records = []
    for record in ArchiveIterator(io.BytesIO(warc)):
        records.append((record.rec_type, record.content_stream().read()))
    kinds = [kind for kind, _ in records]
    assert kinds == ["warcinfo", "resource", "metadata"]
    assert b"Linecheck" in records[0][1]
    assert records[2][1] == b"via: http://short.example/x evil: 1\r\n"


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_warc_file_is_refused(data):
    with pytest.raises(NoSnapshot):
        read_warc(data)


def test_a_page_is_fetched_once_and_kept_with_its_text():
    with serving(Host()) as web:
        web.say("/a", "<!doctype html><title>T</title><p>The bridge is closed, she said.</p>")
        limits = Limits(loopback_ports=frozenset({web.server_port}))
        kept = take_snapshot(f"{web.url}/a", limits)
        assert web.asked == ["/a"]
    assert "The bridge is closed" in kept.texts.whole
    assert kept.url == kept.final_url
    assert read_warc(kept.warc).data.startswith(b"<!doctype html>")


def test_a_pdf_is_kept_with_its_pages():
    with serving(Host()) as web:
        web.say("/a.pdf", pdf_of("The first page is here.", AUDIT), content_type="application/pdf")
        limits = Limits(loopback_ports=frozenset({web.server_port}))
        kept = take_snapshot(f"{web.url}/a.pdf", limits)
    assert kept.texts.whole.split("\f")[1].strip() == AUDIT
    sentence = "The repairs cost 1.2 million euros."
    (said,) = sayings(sentence, 0, len(sentence), kept.texts.whole)
    assert (said.result, said.page) == ("rounded", 2)


def test_a_footnote_is_searched_too():
    word = docx_of(
        paragraph(run("The repairs were dear."), footnote(2)),
        footnotes={2: paragraph(run(AUDIT))},
    )
    assert AUDIT in texts_of(word, "a.docx").whole


def test_pages_of_this_machine_are_not_kept():
    with serving(Host()) as web:
        web.say("/a", "<p>secret</p>")
        with pytest.raises(Unreadable):
            take_snapshot(f"{web.url}/a")
        assert web.asked == []


def test_everything_that_can_be_seen_is_searched():
    html = (
        "<html><head><title>T</title><script>var hidden</script></head><body>"
        "<table><tr><th>Year<td>2024</tr><tr><th>Cost<td>1,200</table>"
        "<p>One<br>two <b>th</b>ree</p><!-- gone --><noscript>off</noscript>last</body></html>"
    )
    assert visible_text(html) == "Year 2024\nCost 1,200\nOne\ntwo three\nlast"
    assert visible_text("") == ""


def test_the_cells_of_a_table_stand_side_by_side():
    table = "<table>" + "<tr><td>Leeds<td>12</tr>" * 3 + "</table>"
    assert "Leeds 12" in texts_of(table.encode(), "", content_type="text/html").whole
    with pytest.raises(Unreadable):
        texts_of(b"<script>1</script>", "", content_type="text/html")


def test_differences_are_shown_with_some_words_around():
    old = "A line that stays.\nThe repairs cost 1.2 million euros in all.\nThe end."
    new = "A line that stays.\nThe repairs cost 1.9 million euros in all.\n\nMore.\nThe end."
    first, *_ = differences(old, new)
    assert ("gone", "1.2") in first
    assert any(what == "new" and "1.9" in words for what, words in first)


@given(st.text(max_size=300))
def test_a_text_does_not_differ_from_itself(text):
    assert differences(text, "  " + text.replace("\n", "\n\n")) == []


@given(st.lists(st.sampled_from(["a", "b", "c\n"]), max_size=60).map(" ".join), st.text("ab \n"))
def test_differences_tell_all_that_is_gone_and_all_that_is_new(old, new):
    places = differences(old, new)
    changed = [(what, words) for place in places for what, words in place if what != "same"]
    count = {
        what: sum(len(w.split()) for kind, w in changed if kind == what) for what in ("gone", "new")
    }
    assert len(old.split()) - count["gone"] == len(new.split()) - count["new"]


def test_an_undeclared_charset_is_kept_for_reading_again():
    page = FetchedPage(
        URL, "<p>Größe zählt hier sehr</p>".encode("latin-1"), "text/html", "iso-8859-1", AT
    )
    kept = snapshot_of(URL, page)
    assert kept.content_type == "text/html; charset=iso-8859-1"
    assert "Größe" in kept.texts.whole
