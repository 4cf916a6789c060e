"""A source is looked up, step by step, whatever fails."""

import pytest

from sources.look_up import STEPS, home_address, look_up
from sources.transparency import signals
from sources.visitor import Cancelled

ARTICLE = """<html><head><meta name="author" content="Ada Writer">
<meta property="og:site_name" content="The Example"></head><body>The bridge opened.</body></html>"""
HOME = """<html><body><a href="/corrections">Corrections</a><a href="/staff">Masthead</a></body>"""


def test_a_source_is_looked_up(web):
    web.host.status("/2026/bridge", 200, ARTICLE.encode())
    web.host.status("/", 200, HOME.encode())
    web.host.status("/trust.txt", 200, b"member=https://a.example/", content_type="text/plain")
    steps = list(look_up(f"{web.host.url}/2026/bridge", web.visitor(), date="2026-01-31"))
    assert len(steps) == len(STEPS)
    found = {signal.name: signal.state for signal in signals(steps[-1])}
    assert steps[-1].page.first("publisher").value == "The Example"
    assert {name for name, state in found.items() if state == "found"} == {
        "byline", "date", "corrections policy", "masthead", "trust.txt"
    }  # fmt: skip
    assert found["https"] == "not found"
    assert found["ethics policy"] == "not found"


def test_what_fails_says_why_and_hides_nothing_else(web):
    web.host.status("/2026/bridge", 403)
    web.host.status("/", 200, HOME.encode())
    web.host.answers["/trust.txt"] = lambda handler: handler.say_nothing()
    *_, looked = look_up(f"{web.host.url}/2026/bridge", web.visitor(silence=0.2))
    found = {signal.name: signal for signal in signals(looked)}
    assert (found["byline"].state, found["byline"].reason) == ("unknown", "the site answered 403")
    assert found["masthead"].state == "found"
    assert found["trust.txt"].state == "unknown"


def test_a_page_in_place_of_trust_txt_is_none(web):
    web.host.anything = lambda handler: handler.give(200, b"<p>member=https://a.example/</p>")
    *_, looked = look_up(f"{web.host.url}/a", web.visitor())
    assert looked.trust == {}


def test_trust_txt_in_its_other_place(web):
    web.host.status(
        "/.well-known/trust.txt", 200, b"social=https://a.example/", content_type="text/plain"
    )
    *_, looked = look_up(f"{web.host.url}/a", web.visitor())
    assert looked.trust == {"social": ("https://a.example/",)}


def test_robots_are_respected(web):
    web.host.status("/robots.txt", 200, b"User-agent: *\nDisallow: /", content_type="text/plain")
    *_, looked = look_up(f"{web.host.url}/a", web.visitor())
    assert set(looked.problems) == {"page", "home page", "trust.txt"}
    assert not web.host.pages_asked()
    states = {signal.name: signal.state for signal in signals(looked)}
    assert set(states.values()) == {"unknown", "not found"}
    assert states["https"] == "not found"


@pytest.mark.parametrize("data", [b"%PDF-1.7", bytes(range(256)) * 9, b""])
def test_what_is_no_page_is_unknown_not_missing(web, data):
    web.host.status("/a", 200, data)
    *_, looked = look_up(f"{web.host.url}/a", web.visitor())
    assert looked.page is None
    assert looked.problems["page"]


def test_it_stops_when_told(web):
    visitor = web.visitor()
    visitor.stop()
    with pytest.raises(Cancelled):
        list(look_up(f"{web.host.url}/a", visitor))


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.example.org/2026/a?b#c", "https://www.example.org/"),
        ("https://medium.com/@ada/one", "https://medium.com/@ada"),
        ("https://ada.substack.com/p/one", "https://ada.substack.com/"),
    ],
)
def test_the_front_door_is_that_of_the_publication(url, home):
    assert home_address(url) == home
