"""Signals: found with the place, not found with where it was looked for, or unknown with why."""

import json

import pytest

from sources.page import read_page
from sources.transparency import PROPERTIES, SIGNALS, Looked, read_trust_txt, signals

URL = "https://news.example.org/2026/bridge"


def page(head="", body="", url=URL):
    return read_page(f"<html><head>{head}</head><body>{body}x</body></html>".encode(), url)


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def by_name(**looked):
    return {signal.name: signal for signal in signals(Looked(**looked))}


def test_nothing_is_held_against_a_page_that_was_not_looked_up():
    found = by_name(url=URL)
    assert list(found) == list(SIGNALS)
    assert found["https"].state == "found"
    others = {name: one.state for name, one in found.items() if name != "https"}
    assert set(others.values()) == {"unknown"}
    assert found["masthead"].reason == "not looked up yet"


def test_an_article_without_an_address_has_what_it_came_with():
    found = by_name(byline="Ada Writer", date="2026-01-31")
    assert found["byline"].places[0].words == "Ada Writer"
    assert found["date"].places[0].where == "the article as it was added"
    assert found["https"].state == "unknown"
    # It will never be looked up: "not yet" would be a promise.
    assert found["masthead"].reason == "the article has no address"


def test_plain_http_is_said():
    assert by_name(url="http://news.example.org/a")["https"].state == "not found"
    moved = page(url="http://news.example.org/a")
    assert by_name(url=URL, page=moved)["https"].state == "not found"


def test_the_properties_of_a_publisher_are_found_with_the_address_they_give():
    organisation = {"@type": "NewsMediaOrganization", "name": "The Example"} | {
        key: f"https://news.example.org/{key}" for key in PROPERTIES
    }
    found = by_name(url=URL, page=page(ld({"@type": "NewsArticle", "publisher": organisation})))
    for key, name in PROPERTIES.items():
        assert any(key in place.where for place in found[name].places), key
    place = found["corrections policy"].places[0]
    assert place.where == "JSON-LD NewsMediaOrganization correctionsPolicy, the article’s page"
    assert place.address == "https://news.example.org/correctionsPolicy"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Corrections", "corrections policy"),
        ("Our corrections policy", "corrections policy"),
        ("Korrekturen", "corrections policy"),
        ("Code of Ethics", "ethics policy"),
        ("Ethics Policy", "ethics policy"),
        ("Editorial standards", "publishing principles"),
        ("Who owns us", "ownership"),
        ("Impressum", "ownership"),
        ("Masthead", "masthead"),
        ("The team", "masthead"),
        ("Contact us", "contact"),
        ("Opinion", "sections for opinion"),
        ("Opinión", "sections for opinion"),
        ("社説", "sections for opinion"),
    ],
)
def test_links_are_known_by_their_words(words, name):
    home = page(body=f"<footer><a href='/p'>{words}</a></footer>", url="https://news.example.org/")
    found = by_name(url=URL, page=page(), home=home)
    (place,) = found[name].places
    assert (place.where, place.address) == (
        "a link on the home page",
        "https://news.example.org/p",
    )


@pytest.mark.parametrize(
    "words",
    ["Minister corrects the record on bridge", "Ethics chief resigns", "A contact of the spy",
     "In her opinion, the bridge must close", "Staff at the plant walk out"],
)  # fmt: skip
def test_headlines_are_no_policies(words):
    found = by_name(url=URL, page=page(body=f"<a href='/p'>{words}</a>"))
    states = {
        one.name: one.state for one in found.values() if one.name not in ("https", "trust.txt")
    }
    assert set(states.values()) == {"not found"}


def test_what_was_not_found_says_where_it_was_looked_for():
    found = by_name(url=URL, page=page(), home=page(), trust={})
    assert found["masthead"].reason == "not found on the article’s page or the home page"
    assert found["byline"].reason == "not found on the article’s page"
    assert found["trust.txt"].reason == "not found on the site"


def test_what_could_not_be_looked_up_says_why():
    problems = {"page": "The site refuses the page (403)", "trust.txt": "No answer"}
    found = by_name(url=URL, home=page(), problems=problems)
    assert (found["byline"].state, found["byline"].reason) == ("unknown", problems["page"])
    assert (found["trust.txt"].state, found["trust.txt"].reason) == ("unknown", "No answer")
    assert found["masthead"].state == "not found"
    assert problems["page"] in found["masthead"].reason


def test_a_trust_txt_is_read():
    trust = read_trust_txt(
        b"# The Example\nmember=https://assoc.example/\n Contact = https://news.example.org/c\n"
        b"controlledby=https://owner.example/\nunheard=of\nsocial=\nno line\n"
    )
    assert trust == {
        "member": ("https://assoc.example/",),
        "contact": ("https://news.example.org/c",),
        "controlledby": ("https://owner.example/",),
    }
    found = by_name(url=URL, trust=trust)
    assert found["trust.txt"].places[0].words == "member=https://assoc.example/"
    assert found["ownership"].places[0].address == "https://owner.example/"
    assert found["contact"].state == "found"


@pytest.mark.parametrize(
    "data", [b"", b"<!doctype html><html><body class='member=x'>Not found</body></html>",
             bytes(range(256)), b"=" * 100_000, b"member\n" * 9]
)  # fmt: skip
def test_what_is_no_trust_txt_says_nothing(data):
    assert read_trust_txt(data) == {}


def test_opinion_is_known_by_its_type():
    found = by_name(url=URL, page=page(ld({"@type": "OpinionNewsArticle", "headline": "We think"})))
    assert found["sections for opinion"].places[0].words == "OpinionNewsArticle"


def test_a_mailbox_is_a_contact():
    found = by_name(url=URL, page=page(body="<a href='mailto:desk@example.org'>the desk</a>"))
    assert found["contact"].places[0].address == "mailto:desk@example.org"
