import pytest

from articles.extract import extract
from articles.read import read_bytes
from articles.records import Unreadable

URL = "https://paper.example/2024/05/bridge.html"
PROSE = "The bridge over the river opened on Monday after two years of work, the mayor said."


def page(body, head="", tag="article"):
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><{tag}>{body}</{tag}></body></html>"
    )


def read(body, head=""):
    return read_bytes(page(body, head).encode(), "page.html", url=URL)


def paragraphs(count=5):
    return "".join(f"<p>{PROSE} It cost {number} million.</p>" for number in range(2, 2 + count))


def test_facts_of_the_page():
    head = (
        "<title>Bridge opens - The Paper</title>"
        "<meta property=og:title content='Bridge opens'><meta name=author content='Jane Roe'>"
        "<meta property=og:site_name content='The Paper'>"
        "<meta property=article:published_time content='2024-05-06T08:00:00Z'>"
        "<link rel=canonical href='https://paper.example/bridge'>"
    )
    article = read(paragraphs(), head)
    assert article.title == "Bridge opens"
    assert article.author == "Jane Roe"
    assert article.publisher == "The Paper"
    assert article.published == "2024-05-06"
    assert article.url == "https://paper.example/bridge"
    assert article.language == "en"


def test_links_cover_their_words_and_are_absolute():
    body = (
        paragraphs()
        + "<p>The <a href='/report.html'>annual  report</a>, which <a href='https://b.example/x'>"
        "the <i>state</i> council</a> wrote, and <a href='notes#n1'>the notes</a> say more.</p>"
        + paragraphs()
    )
    article = read(body)
    assert [(article.text[a:b], href) for a, b, href in article.links] == [
        ("annual report", "https://paper.example/report.html"),
        ("the state council", "https://b.example/x"),
        ("the notes", "https://paper.example/2024/05/notes#n1"),
    ]


@pytest.mark.parametrize(
    "canonical", ["https://other.example/x", "javascript:alert(1)", "", "https://[bad"]
)
def test_the_address_of_another_site_is_not_taken(canonical):
    article = read(paragraphs(), f"<link rel=canonical href='{canonical}'>")
    assert article.url == URL


def test_links_that_run_something_are_dropped():
    body = paragraphs() + "<p>Press <a href='javascript:alert(1)'>this button</a> to vote.</p>"
    article = read(body + paragraphs())
    assert "this button" in article.text
    assert article.links == ()


def test_blocks_keep_their_kinds():
    body = (
        paragraphs(3)
        + "<h2>What it cost</h2>"
        + paragraphs(2)
        + "<blockquote><p>We paid for all of it and we are proud of it.</p></blockquote>"
        + "<ul><li>The state paid half of the whole sum.</li><li>The town paid the rest.</li></ul>"
        + paragraphs(2)
    )
    article = read(body, "<title>Bridge opens</title>")
    kinds = {sentence.text: sentence.kind for sentence in article.sentences}
    assert kinds["What it cost"] == "heading"
    assert kinds["We paid for all of it and we are proud of it."] == "quote"
    assert kinds["The town paid the rest."] == "list"
    assert kinds[PROSE] == "body"


def test_line_breaks_end_lines_and_paragraphs():
    body = f"<div>{PROSE}<br><br>{PROSE} Twice.<br>Then it rained.</div>" + paragraphs()
    found = [sentence.text for sentence in read(body).sentences]
    assert found[:4] == [PROSE, PROSE, "Twice.", "Then it rained."]


def test_promotion_inside_the_article_is_set_aside():
    line = "<p>Also read: <a href='/school'>Town votes on a new school after a delay</a></p>"
    kinds = {s.text[:9]: s.kind for s in read(paragraphs() + line + paragraphs()).sentences}
    assert kinds["Also read"] == "promo"


@pytest.mark.parametrize(("after", "kind"), [("", "promo"), ("more", "list")])
def test_a_list_of_pointers_at_the_end_is_set_aside(after, kind):
    items = "".join(
        f"<li>Ann Poe on <a href='/{name}'>the {name}</a></li>"
        for name in ("school", "tunnel", "harbour")
    )
    article = read(paragraphs(9) + f"<ul>{items}</ul>" + (after and paragraphs(2)))
    kinds = {sentence.text: sentence.kind for sentence in article.sentences}
    assert kinds["Ann Poe on the tunnel"] == kind


def test_embedded_posts_are_quotations():
    post = (
        "<div class=social-media-embed><blockquote class=twitter-tweet><p>Nobody told us that the "
        "bridge would be closed today.</p>— Ann Poe <a href='https://x.example/1'>May 6</a>"
        "</blockquote></div>"
    )
    article = read(paragraphs() + post + paragraphs())
    kinds = {sentence.text: sentence.kind for sentence in article.sentences}
    assert kinds["Nobody told us that the bridge would be closed today."] == "quote"


def test_an_article_cut_into_parts_is_whole():
    part = "<div class='grid article__body'>{}</div>"
    second = paragraphs(6).replace("bridge", "tunnel")
    html = part.format(paragraphs(6)) + "<aside>Advertisement</aside>" + part.format(second)
    article = read(html)
    assert article.text.index("bridge") < article.text.index("tunnel")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("<form><input name=p type=password></form><p>Log in to read on.</p>"), "login"),
        (
            page(
                "<p>The first line only.</p>",
                '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
            ),
            "subscribers",
        ),
        (page("<div id=app></div>", "<script>start()</script>"), "JavaScript"),
        (page(""), "No article"),
        ("   ", "empty"),
        ("<!-- nothing -->", "empty|No article"),
    ],
)
def test_pages_without_an_article_are_refused(html, reason):
    with pytest.raises(Unreadable, match=reason):
        read_bytes(html.encode(), "page.html", url=URL)


def test_a_short_article_is_no_wall():
    assert read(f"<p>{PROSE}</p><p>{PROSE}</p>").text


def test_a_short_notice_on_a_page_with_scripts_is_no_wall():
    assert read(
        "<p>The bridge will be closed to all cars on Monday from 9 a.m. until noon.</p>",
        "<script>count()</script>",
    ).text


def test_an_article_beside_a_login_form_is_no_wall():
    assert read(paragraphs() + "<form><input type=password></form>").text


def test_script_and_markup_in_text_stay_text():
    body = paragraphs() + "<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; in the box.</p>"
    assert "<script>alert(1)</script>" in read(body).text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + paragraphs() + "</div>" * 20_000,
        paragraphs() + "<a href=x>" * 5_000,
        paragraphs() + "<p>\0\x01\u202eevil\ud7ff</p>",
        "<?xml version='1.0' encoding='utf-16'?>" + page(paragraphs()),
        page(paragraphs() + "<a href='http://[bad'>x</a><a href='javascript:x'>y</a>"),
    ],
    ids=["deep", "anchors", "controls", "declaration", "hrefs"],
)
def test_hostile_pages_are_read_or_refused(html):
    try:
        found = extract(html, URL)
    except Unreadable:
        return
    for start, end, _ in found.links:
        assert 0 <= start < end <= len(found.text)
