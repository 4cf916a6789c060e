"""What pages say of themselves, in the ways that publishers write it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.records import Unreadable
from sources.page import read_page

URL = "https://news.example.org/2026/bridge"


def page(head="", body="", url=URL, charset=""):
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_page(html.encode(), url, charset)


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def values(read, name):
    return [fact.value for fact in read.facts if fact.name == name]


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The bridge opens",
    "datePublished": "2026-01-31T09:00:00+01:00",
    "dateModified": "2026-02-01T10:00Z",
    "author": [{"@type": "Person", "name": "Ada Writer"}, {"@type": "Person", "name": "Ben Other"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Example"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
}


def test_a_news_article_in_json_ld():
    read = page(ld(ARTICLE))
    assert values(read, "author") == ["Ada Writer", "Ben Other"]
    assert read.first("author").where == "JSON-LD NewsArticle author"
    assert read.first("publisher").value == "The Example"
    assert read.first("published").value == "2026-01-31T09:00:00+01:00"
    assert read.first("modified").value == "2026-02-01T10:00Z"
    assert read.first("canonical").value == URL
    assert read.first("title").value == "The bridge opens"


def test_a_graph_whose_parts_refer_to_each_other():
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": ["Article", "SocialMediaPosting"], "author": {"@id": "#ada"},
             "publisher": {"@id": "#org"}, "datePublished": "2026-01-31"},
            {"@type": "WebPage", "@id": URL, "datePublished": "2020-01-01"},
            {"@type": "Person", "@id": "#ada", "name": "Ada Writer"},
            {"@type": "Organization", "@id": "#org", "name": "The Example"},
        ],
    }  # fmt: skip
    read = page(ld(graph))
    assert read.first("author").value == "Ada Writer"
    assert read.first("publisher").value == "The Example"
    assert values(read, "published") == ["2026-01-31", "2020-01-01"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Writer", ["Ada Writer"]),
        ({"name": ["Ada Writer", "Ben Other"]}, ["Ada Writer", "Ben Other"]),
        ([{"name": "Ada"}, "Ben"], ["Ada", "Ben"]),
        ({"name": {"@value": "Ada"}}, []),
        ("https://social.example/@ada", []),
        (7, []),
        (None, []),
        ([], []),
    ],
)
def test_authors_come_in_many_shapes(author, names):
    assert values(page(ld(ARTICLE | {"author": author})), "author") == names


@pytest.mark.parametrize(
    "script",
    [
        "{not json}",
        "",
        "[" * 50_000,
        '{"@type": "NewsArticle", "author": ' + '{"author":' * 900 + "1" + "}" * 901,
        "null",
        '"text"',
        "[1, 2, [3]]",
        '{"@type": 5, "author": {"@id": 7}}',
        '{"@type": [null, {}], "@id": ["a"]}',
    ],
)
def test_broken_json_ld_hides_nothing_else(script):
    read = page(f'<script type="application/ld+json">{script}</script>' + ld(ARTICLE))
    assert read.first("publisher").value == "The Example"


@pytest.mark.parametrize(
    ("before", "after"), [("<!--", "-->"), ("//<![CDATA[\n", "\n//]]>"), ("", ";"), ("\n\t", " ")]
)
def test_json_ld_in_wrappings(before, after):
    script = f'<script type="application/ld+json">{before}{json.dumps(ARTICLE)}{after}</script>'
    assert page(script).first("publisher").value == "The Example"


def test_half_characters_do_not_get_in():
    script = (
        '<script type="application/ld+json">{"@type": "Article", "author": "A\\ud800"}</script>'
    )
    assert page(script).first("author").value == "A\ufffd"


def test_open_graph_and_meta():
    read = page(
        '<meta property="og:site_name" content="The Example">'
        '<meta name="Author" content="Ada Writer">'
        '<meta property="article:author" content="https://social.example/ada">'
        '<meta property="article:published_time" content="2026-01-31T09:00:00Z">'
        '<meta property="og:url" content="/2026/bridge?ref=og">'
        '<link rel="canonical" href="/2026/bridge">'
    )
    assert read.first("publisher").where == "meta og:site_name"
    assert values(read, "author") == ["Ada Writer"]
    assert read.first("published").value == "2026-01-31T09:00:00Z"
    assert values(read, "canonical") == [URL, f"{URL}?ref=og"]


def test_what_only_people_can_read():
    read = page(
        body="<article><p class='byline'>By  Ada Writer</p><time datetime='2026-01-31'>Saturday"
        "</time><p>The bridge opened.</p></article>"
    )
    assert (read.first("author").value, read.first("author").where) == (
        "Ada Writer",
        "byline on the page",
    )
    assert read.first("published").where == "time on the page"


def test_dates_that_are_none_are_left_out():
    assert not values(page('<meta name="date" content="yesterday">'), "published")


def test_links_are_whole_addresses_with_their_words():
    read = page(
        body="<a href='/about'> About\n us </a><a href='javascript:x()'>No</a><a href='#'></a>"
        "<a href='mailto:desk@example.org'>Write to us</a><a href='http://[::1'>bad</a>"
    )
    assert [(link.words, link.address) for link in read.links] == [
        ("About us", "https://news.example.org/about"),
        ("Write to us", "mailto:desk@example.org"),
    ]


def test_the_character_set_is_seen_through():
    html = "<html><head><meta name='author' content='Zoë Écrivaine'></head><body>é</body></html>"
    assert (
        read_page(html.encode("cp1252"), URL, "iso-8859-1").first("author").value == "Zoë Écrivaine"
    )
    assert read_page(html.encode(), URL, "iso-8859-1").first("author").value == "Zoë Écrivaine"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG" + bytes(50), b"<!-- -->"])
def test_what_is_no_page_is_refused(data):
    with pytest.raises(Unreadable):
        read_page(data, URL)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "author", "publisher", "name", "mainEntityOfPage"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_ld_is_read_without_a_stumble(value):
    script = json.dumps(value).replace("<", "\\u003c")
    read = page(f'<script type="application/ld+json">{script}</script>')
    assert all(isinstance(fact.value, str) and fact.value for fact in read.facts)
