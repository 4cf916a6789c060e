import hashlib

import pytest

from articles import corrected, read_bytes, read_file, read_text
from articles.read import MAX_BYTES
from articles.records import Unreadable

TEXT = "Bridge opens\n\nThe bridge opened on Monday. It cost two million.\n"


def test_pasted_text_stays_as_it_is():
    article = read_text(TEXT, author=" Jane Roe ", published="2024-05-06", publisher="The Paper")
    assert article.text == TEXT
    assert article.title == "Bridge opens"
    assert (article.author, article.published) == ("Jane Roe", "2024-05-06")
    assert (article.publisher, article.url, article.fetched_at) == ("The Paper", "", "")
    assert article.language == "en"
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [s.kind for s in article.sentences] == ["headline", "body", "body"]


def test_unknown_facts_stay_empty():
    article = read_text("The bridge opened on Monday. It cost two million.")
    assert (article.title, article.author, article.published, article.publisher) == ("",) * 4


def test_half_a_surrogate_pair_is_replaced():
    assert read_text("A bridge \ud800 opens.").text == "A bridge \ufffd opens."


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b\u202e", "… — !", "\0\x01"])
def test_text_without_words_is_refused(text):
    with pytest.raises(Unreadable, match="no words"):
        read_text(text)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028"])
def test_a_text_file_keeps_its_line_ends(tmp_path, ends):
    text = f"  Bridge opens{ends}{ends}The bridge opened on Monday.{ends}"
    path = tmp_path / "bridge.txt"
    path.write_bytes(text.encode())
    article = read_file(path)
    assert article.text == text
    assert article.title == "Bridge opens"


def test_a_byte_order_mark_is_no_text(tmp_path):
    path = tmp_path / "bridge.TXT"
    path.write_bytes(TEXT.encode("utf-8-sig"))
    assert read_file(str(path)).text == TEXT


def test_the_title_falls_back_to_the_file_name():
    assert read_bytes(b"The bridge opened. It rained.", "the bridge.txt").title == "the bridge"


def test_the_content_type_goes_before_the_name():
    article = read_bytes(TEXT.encode("cp1252"), "x.html", content_type="text/plain; charset=cp1252")
    assert article.text == TEXT
    assert read_bytes(b"# A\n\nIt rained.", "a.md", content_type="text/plain").title == "A"


def test_addresses_in_the_text_are_links():
    text = "See https://a.example/b_(c). Or (https://d.example/e?f=g), she said."
    article = read_text(text)
    assert [(article.text[a:b], href) for a, b, href in article.links] == [
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("https://d.example/e?f=g", "https://d.example/e?f=g"),
    ]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n", "a.md", "empty"),
        (b"", "a.html", "empty"),
        (b"text", "a.doc", "“.doc”"),
        (b"text", "a", "“a”"),
        (b"%PDF-1.4", "a.txt", "a PDF"),
        (b"a " * (MAX_BYTES // 2 + 1), "a.txt", "over the 20 allowed"),
    ],
    ids=["empty", "blank", "empty page", "doc", "no extension", "pdf", "large"],
)
def test_files_that_are_no_articles_are_refused(data, name, reason):
    with pytest.raises(Unreadable, match=reason):
        read_bytes(data, name)


def test_files_that_cannot_be_opened_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="no file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match="a folder"):
        read_file(tmp_path)
    with pytest.raises(Unreadable, match="cannot be read"):
        read_file("a\0b.txt")


def test_five_megabytes_are_read():
    text = "The bridge opened on Monday. Nobody came to see it.\n\n" * 96_000
    article = read_bytes(text.encode(), "long.txt")
    assert len(article.sentences) == 192_000
    assert article.sentences[-1].text == "Nobody came to see it."


def test_markup_and_sql_in_facts_are_text():
    article = read_text(TEXT, title="<script>alert(1)</script>'; DROP TABLE articles; --")
    assert article.title == "<script>alert(1)</script>'; DROP TABLE articles; --"


def page():
    prose = "<p>The bridge over the river opened on Monday, the mayor said. It cost 2 million.</p>"
    html = (
        "<html><head><title>Bridge opens</title></head><body><article>"
        + prose * 3
        + "<p>The <a href='https://a.example/'>annual report</a> says so. It has 40 pages.</p>"
        + "<blockquote><p>We paid for all of it and we are proud.</p></blockquote>"
        + "<p>The <a href='https://b.example/'>notes</a> to it say more about the cost of it.</p>"
        + prose
        + "</article></body></html>"
    )
    return read_bytes(html.encode(), "page.html", url="https://paper.example/a")


def correct(article, text, title="A title"):
    return corrected(
        article, title=title, author="Jane", published="2024-05-06", publisher="P", text=text
    )


def anchors(article):
    return [(article.text[a:b], href) for a, b, href in article.links]


def test_facts_are_corrected_and_the_rest_stays():
    article = page()
    changed = correct(article, article.text, " New title ")
    assert (changed.title, changed.author, changed.publisher) == ("New title", "Jane", "P")
    assert changed.sentences == article.sentences
    assert changed.links == article.links


def test_links_and_kinds_move_with_their_lines():
    article = page()
    changed = correct(
        article, "A new first line of it all.\n\n" + article.text.replace("2 mi", "3 mi")
    )
    assert anchors(changed) == anchors(article) != []
    assert [s.kind for s in changed.sentences if s.text.startswith("We paid")] == ["quote"]
    assert changed.sha256 != article.sha256


def test_a_link_in_a_changed_line_stays_while_its_words_do():
    article = page()
    changed = correct(article, article.text.replace("says so", "does not say so"))
    assert anchors(changed) == anchors(article)
    changed = correct(article, article.text.replace("annual report", "yearly report"))
    assert anchors(changed) == [("notes", "https://b.example/")]


def test_corrected_text_must_hold_words():
    with pytest.raises(Unreadable):
        correct(page(), " \n ")
