"""Documents from strangers become articles, or a clear sentence, in bounded time and memory."""

import io
import random
import re
import socket
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import Unreadable, apart, corrected, package, read_bytes
from articles.apart import read_apart
from articles.document import Document, attached, told
from articles.records import WriterNote
from tests.articles.documents import (
    Pdf,
    docx_of,
    epub_of,
    footnote,
    member_of,
    odt_of,
    paragraph,
    repacked,
    run,
    zip_of,
)

WORD = docx_of(
    paragraph(run("The bridge cost 2.4 million."), footnote(1), run(" Nobody came.")),
    paragraph(run("It rained on Monday.")),
    footnotes={1: paragraph(run("See https://city.example/audit."))},
)


def refusal(data: bytes, name: str = "draft.docx") -> str:
    """Return the sentence a file is refused with."""
    with pytest.raises(Unreadable) as refused:
        read_bytes(data, name)
    return str(refused.value)


def plain_pdf() -> Pdf:
    pdf = Pdf()
    pdf.line(60, 700, "The council closed the bridge on Monday.")
    return pdf


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.docx", WORD),
        ("draft.odt", odt_of("<text:p>The bridge cost 2.4 million.</text:p>")),
        ("draft.epub", epub_of({"a.xhtml": "<p>The bridge cost 2.4 million.</p>"})),
    ],
)
def test_documents_become_articles_whatever_their_name_is_written_like(name, data):
    article = read_bytes(data, name.upper())
    assert article.sentences[0].text == "The bridge cost 2.4 million."
    assert article.title == "DRAFT"


def test_a_pdf_knows_its_pages():
    pdf = plain_pdf()
    pdf.canvas.showPage()
    pdf.line(60, 700, "It rained for the rest of the week.")
    article = read_bytes(pdf.bytes(), "x", content_type="application/pdf")
    assert [article.page_of(sentence.start) for sentence in article.sentences] == [1, 2]


def test_articles_without_pages_have_page_0():
    assert read_bytes(b"It rained.", "a.txt").page_of(0) == 0


# ── notes ──────────────────────────────────────────────────────────────────────────────────────


@given(
    st.text(st.sampled_from("ab \n\u00a0😀"), max_size=30), st.integers(-3, 40), st.integers(-3, 40)
)
def test_a_note_is_always_attached_to_words(text, start, end):
    place = attached(text, start, end)
    if not text.strip():
        assert place is None
    else:
        words = text[slice(*place)]
        assert words == words.strip() != ""


def test_a_note_on_no_words_goes_to_the_word_before_it_in_its_paragraph():
    text = "It closed.\n\nIt rained."
    assert attached(text, 10, 10) == (3, 10)
    assert attached(text, 12, 12) == (12, 14)


def test_a_word_of_any_length_is_looked_at_in_bounded_time():
    assert attached("a" * 1_000_000, 999_999, 999_999) == (999_799, 999_999)
    assert attached(" " * 1_000_000 + "a", 0, 0) == (1_000_000, 1_000_001)


def test_what_a_draft_carries_is_told_in_one_line():
    def note(kind, author=""):
        return WriterNote(0, 1, kind, author, "", "text")

    changes = [note("change", "Ada"), note("change", "Ada"), note("change")]
    assert told([note("comment"), note("footnote"), note("footnote"), *changes]) == (
        "1 comment · 2 footnotes · 3 tracked changes, read as accepted (Ada 2, unknown 1)"
    )
    assert told([]) == ""


def correct(article, text):
    facts = dict.fromkeys(("title", "author", "published", "publisher"), "x")
    return corrected(article, text=text, **facts)


def test_notes_stay_with_lines_that_did_not_change():
    article = read_bytes(WORD, "a.docx")
    changed = correct(article, "A new first line.\n\n" + article.text)
    (note,) = changed.writer_notes
    assert changed.text[note.start : note.end] == "million."
    assert note.start == article.writer_notes[0].start + 19


def test_notes_stay_with_their_words_in_lines_that_did():
    article = read_bytes(WORD, "a.docx")
    changed = correct(article, article.text.replace("Nobody", "One million. Nobody"))
    (note,) = changed.writer_notes
    assert changed.text[: note.end] == "The bridge cost 2.4 million."
    assert correct(article, "It rained on Monday.").writer_notes == ()


def test_pages_move_with_their_text():
    pdf = plain_pdf()
    for line in ("It rained for the rest of the week.", "Nobody came to see the bridge."):
        pdf.canvas.showPage()
        pdf.line(60, 700, line)
    article = read_bytes(pdf.bytes(), "a.pdf")
    changed = correct(article, "A new first line.\n\n" + article.text.replace("rest", "end"))
    pages = {s.text: changed.page_of(s.start) for s in changed.sentences}
    assert pages["It rained for the end of the week."] == 2
    assert pages["Nobody came to see the bridge."] == 3


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("million. Nobody\n2.4"), min_size=1, max_size=80).filter(str.strip))
def test_after_any_correction_notes_lie_in_the_text(text):
    article = ARTICLE
    if not any(map(str.isalnum, text)):
        return
    changed = correct(article, text)
    for note in changed.writer_notes:
        assert changed.text[note.start : note.end].strip()
        assert 0 <= note.start < note.end <= len(changed.text)


ARTICLE = read_bytes(WORD, "a.docx")


# ── hostile packages ───────────────────────────────────────────────────────────────────────────


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(WORD, {"word/media/image1.png": bytes(30_000_000)})
    assert "times its size" in refusal(bomb)


def test_many_members_that_are_large_together_are_refused(monkeypatch):
    noise = random.Random(7).randbytes(400_000)
    members = {f"word/media/{at}.bin": noise * 2 for at in range(10)}
    monkeypatch.setattr(package, "MAX_UNPACKED", 5_000_000)
    with pytest.raises(Unreadable, match="more than 5 MB"):
        package.open_package(repacked(WORD, members))


def test_much_xml_is_refused():
    words = " ".join(random.Random(7).choices(["bridge", "council", "river", "audit"], k=2_000))
    body = paragraph(run(words)) * 4_000
    xml = member_of(WORD, "word/document.xml").decode().replace("<w:body>", "<w:body>" + body)
    assert len(xml) > package.MAX_XML
    assert "to more than 40 MB" in refusal(repacked(WORD, {"word/document.xml": xml}))


def test_too_many_members_are_refused():
    members = {f"word/{at}.xml": "<a/>" for at in range(package.MAX_MEMBERS)}
    assert "parts, over the 5,000" in refusal(repacked(WORD, members))


def test_a_member_larger_than_its_directory_says_is_not_read():
    big = zip_of({"content.xml": b"<a>" + b"x" * 5_000_000 + b"</a>"})
    lying = bytearray(big)
    at = big.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "damaged" in refusal(bytes(lying), "a.odt")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "word/a\x07.xml", "a\\..\\b"]
)
def test_names_of_members_that_lead_out_of_the_document_are_refused(name):
    assert "leads out of it" in refusal(repacked(WORD, {name: "x"}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_xml_with_entities_is_refused(name, encoding):
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    xml = member_of(WORD, name).decode().partition("?>")[2]
    evil = f'<!DOCTYPE x [<!ENTITY a0 "lol">{lines}]>{xml}'
    assert "XML entities" in refusal(repacked(WORD, {name: evil.encode(encoding)}))


def test_entities_of_a_book_are_neither_expanded_nor_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    evil = (
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY a "lol">'
        '<!ENTITY b "&a;&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        "<p>It closed &s; &b;.</p></body></html>"
    )
    book = repacked(epub_of({"a.xhtml": "<p>x</p>"}), {"OEBPS/a.xhtml": evil})
    text = read_bytes(book, "a.epub").text
    assert "secret" not in text
    assert "lollol" not in text


def test_what_a_document_refers_to_outside_itself_is_never_fetched():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/template.dotm"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
        relations = member_of(WORD, "word/_rels/document.xml.rels").decode()
        more = "".join(
            f'<Relationship Id="rEvil{at}" Type="{kind.format(name)}" Target="{address}" '
            'TargetMode="External"/>'
            for at, name in enumerate(("attachedTemplate", "image", "footnotes", "comments"))
        )
        evil = relations.replace("</Relationships>", f"{more}</Relationships>")
        article = read_bytes(repacked(WORD, {"word/_rels/document.xml.rels": evil}), "a.docx")
        assert article.text.startswith("The bridge cost")
        with pytest.raises(TimeoutError):
            server.accept()


def test_deep_nesting_is_refused():
    depth = 10_000
    deep = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
    xml = member_of(WORD, "word/document.xml").decode().replace("<w:body>", "<w:body>" + deep)
    assert "damaged" in refusal(repacked(WORD, {"word/document.xml": xml}))
    chapter = "<div>" * depth + "It closed." + "</div>" * depth
    assert read_or_refuse(epub_of({"a.xhtml": chapter}), "a.epub")
    assert "damaged" in refusal(odt_of("<text:section>" * depth), "a.odt")


def read_or_refuse(data: bytes, name: str) -> str:
    """Return the text, or the sentence that the file is refused with: never anything else."""
    try:
        return read_bytes(data, name).text
    except Unreadable as refused:
        return str(refused)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_other_files_under_a_documents_name_say_so(name):
    assert "damaged" in refusal(b"not a zip file at all", name)
    assert "whatever its name" in refusal(zip_of({"readme.txt": "hello"}), name)


def test_old_and_protected_word_files_say_what_to_do():
    assert "without a password" in refusal(b"\xd0\xcf\x11\xe0" + bytes(2_000))


def test_members_that_are_protected_by_a_password_say_so():
    locked = bytearray(zip_of({"content.xml": "<a/>"}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    assert "password" in refusal(bytes(locked), "a.odt")


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_documents_that_are_cut_short_are_refused(part):
    pdf = plain_pdf().bytes()
    assert "damaged or cut short" in refusal(WORD[: int(part * len(WORD))])
    assert "cut short" in refusal(pdf[: int(part * len(pdf)) - 10], "a.pdf")


@pytest.mark.parametrize("seed", range(12))
def test_damaged_documents_are_read_or_refused(seed):
    chance = random.Random(seed)
    for name, whole in (("a.docx", WORD), ("a.pdf", plain_pdf().bytes())):
        damaged = bytearray(whole)
        for _ in range(40):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        assert read_or_refuse(bytes(damaged), name)


@pytest.mark.parametrize(
    "name", ["../../etc/pass\x00wd\n.docx", "C:\\Users\\me\\draft \x1b[2J.docx", "/a/b/\x7f.docx"]
)
def test_names_with_paths_and_control_characters_make_plain_titles(name):
    title = read_bytes(WORD, name).title
    assert title == title.strip()
    assert title.isprintable()
    assert not set(title) & set("/\\")


def test_control_characters_in_a_refused_name_are_not_repeated():
    with pytest.raises(Unreadable) as refused:
        read_bytes(b"x", "a.\x1b[2J\nevil")
    assert str(refused.value).isprintable()


# ── hostile PDFs ───────────────────────────────────────────────────────────────────────────────


def pdf_of(*objects: str, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with its table of places."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    trailer = (
        f"trailer << /Size {len(objects) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    out.write(trailer.encode())
    return out.getvalue()


def test_a_pdf_that_wants_a_password_is_refused():
    from reportlab.lib.pdfencrypt import StandardEncryption

    pdf = plain_pdf()
    pdf.canvas.setEncrypt(StandardEncryption("secret"))
    assert "password" in refusal(pdf.bytes(), "a.pdf")


def test_a_pdf_that_anyone_may_open_is_read_although_it_is_encrypted():
    from reportlab.lib.pdfencrypt import StandardEncryption

    pdf = plain_pdf()
    pdf.canvas.setEncrypt(StandardEncryption("", ownerPassword="owner"))
    assert read_bytes(pdf.bytes(), "a.pdf").text == "The council closed the bridge on Monday."


def test_a_tree_of_pages_that_leads_back_to_itself_ends():
    catalog = "<< /Type /Catalog /Pages 2 0 R >>"
    ring = "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1 >>"
    back = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    assert "no pages" in refusal(pdf_of(catalog, ring, back), "a.pdf")


def test_a_tree_of_pages_of_any_depth_ends():
    depth = 5_000
    nodes = [f"<< /Type /Pages /Kids [{at + 1} 0 R] /Count 1 >>" for at in range(2, depth)]
    assert refusal(pdf_of("<< /Type /Catalog /Pages 2 0 R >>", *nodes), "a.pdf")


def test_forms_that_draw_each_other_end():
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources 6 0 R >>"
    draw = "<< /Length 5 >>\nstream\n/X Do\nendstream"
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 6 0 R /Length 11 >>\nstream\n"
    )
    both = form + "/X Do /X Do\nendstream"
    objects = [
        *("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        *(page, draw, both, "<< /XObject << /X 5 0 R >> >>"),
    ]
    assert refusal(pdf_of(*objects), "a.pdf")


def test_deeply_nested_objects_end():
    deep = "[" * 200_000
    assert refusal(pdf_of("<< /Type /Catalog /Pages 2 0 R >>", deep), "a.pdf")


def test_a_page_count_that_lies_is_not_believed():
    catalog = "<< /Type /Catalog /Pages 2 0 R >>"
    assert "no pages" in refusal(
        pdf_of(catalog, "<< /Type /Pages /Kids [] /Count 2000000000 >>"), "a.pdf"
    )


def compressed(part: bytes, times: int) -> bytes:
    """What zlib makes of ``part * times``, of which only the first two parts are compressed."""
    packed = zlib.compressobj(9)
    first, other = (packed.compress(part) + packed.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    check = 1
    for _ in range(times):
        check = zlib.adler32(part, check)
    return first + other * (times - 1) + b"\x03\x00" + check.to_bytes(4, "big")


@pytest.mark.parametrize("content", [b"BT /F 9 Tf (a) Tj ET ", bytes(40)], ids=["text", "zeros"])
def test_a_stream_that_unpacks_to_a_thousand_times_its_size_ends(monkeypatch, content):
    bomb = compressed(content * 500_000, 100)
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>"
    stream = f"<< /Filter /FlateDecode /Length {len(bomb)} >>\nstream\n"
    data = pdf_of(
        *("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        *(page, stream + bomb.decode("latin-1") + "\nendstream"),
    )
    monkeypatch.setattr(apart, "MAX_SECONDS", 5)
    assert re.search("takes longer|more memory", refusal(data, "a.pdf"))


# ── the process that reads ─────────────────────────────────────────────────────────────────────


def test_what_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "MAX_SECONDS", 0.01)
    with pytest.raises(Unreadable, match="takes longer"):
        read_apart("docx", WORD)


def test_a_reader_that_is_killed_is_told_as_too_large(monkeypatch):
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(Unreadable, match="more memory"):
        read_apart("docx", WORD)


def test_a_document_comes_out_of_its_process_as_it_went_in():
    article = apart._document(apart._answer("docx", WORD))
    assert isinstance(article, Document)
    assert article == read_apart("docx", WORD)
