"""Where links lead, who rates that site, and what became of them, read together."""

from dataclasses import replace

from articles.records import Link
from db.links import known_links, pages_of
from db.sources import add_rating_list, save_link_check
from sources.records import DEAD, LinkCheck, Rating, RatingList, Scale
from tests.db.examples import example_article

FILING = "https://www.sec.gov/Archives/a"
LINKS = (
    Link(25, 30, f"{FILING}#x"),
    Link(0, 3, "https://other.example/"),
    Link(26, 30, "mailto:a@b.example"),
    Link(27, 30, "https://news.example/b"),
)
ARTICLE = replace(example_article(), links=LINKS)


def test_links_come_in_order_with_what_became_of_them(database):
    save_link_check(database, LinkCheck(FILING, DEAD, 404))
    other, filing, own = known_links(database, ARTICLE, LINKS)
    assert (filing.kind, filing.primary, filing.check.state) == ("company filing", True, DEAD)
    assert (own.kind, own.primary, own.check) == ("own site", False, None)
    assert (other.kind, other.site) == ("another site", "other.example")
    assert other.words == ARTICLE.text[0:3]
    assert filing.as_json()["status"] == 404
    assert own.as_json()["state"] == ""


def test_each_list_says_what_it_says_of_the_site_and_nothing_of_ones_own(database):
    for name in ("Words", "Sport"):
        about = RatingList(name, "", "", "", "", "", Scale(words=("bad", "good")))
        ratings = [Rating(site, "bad", "sport") for site in ("other.example", "news.example")]
        add_rating_list(database, about, ratings, rows_read=2)
    other, filing, own = known_links(database, ARTICLE, LINKS)
    assert other.ratings == (("Sport", ("bad (sport)",)), ("Words", ("bad (sport)",)))
    assert (filing.ratings, own.ratings) == ((), ())
    assert other.as_json()["ratings"][0] == {"list": "Sport", "values": ["bad (sport)"]}


def test_pages_are_listed_once_in_the_order_of_the_text():
    links = [
        Link(9, 10, "https://b.example/#x"),
        Link(0, 3, "https://a.example/"),
        Link(5, 6, "https://b.example/"),
        Link(7, 8, "javascript:alert(1)"),
    ]
    assert pages_of(links) == ["https://a.example/", "https://b.example/"]
