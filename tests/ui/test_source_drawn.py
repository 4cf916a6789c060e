"""What the page of a source is given to draw, and the work beside it."""

import json
import threading
from contextlib import closing
from dataclasses import replace

import pytest

import checks
from articles import read_text
from articles.records import Link
from db.connection import open_database
from db.links import known_links
from db.sources import Profile, StoredList, save_link_check
from sources.records import DEAD, Fact, LinkCheck, Place, Rating, RatingList, Scale, Signal
from tests.db.examples import example_article
from ui.sources.background import in_background
from ui.sources.drawn import links_data, profile_data, voices_data

SCORES = StoredList(
    1, RatingList("Scores", "2", "2026", "", "Ada", "", Scale(0, 10)), 5, 5, (), "2026"
)
WORDS = StoredList(
    2, RatingList("Words", "", "", "", "", "", Scale(words=("a", "b"))), 5, 5, (), ""
)


def with_links(*links):
    return replace(example_article(), links=tuple(Link(*link) for link in links))


def test_without_a_look_up_there_is_what_the_article_came_with():
    data = profile_data(example_article(), [], {}, None)
    assert data["site"]["shown"] == "news.example"
    assert {fact["label"]: fact["values"][0]["value"] for fact in data["facts"]} == {
        "Publisher": "The Example",
        "Author": "A. Writer",
        "Published": "2026-01-31",
    }
    states = {signal["name"]: signal["state"] for signal in data["signals"]}
    assert (states["byline"], states["masthead"]) == ("found", "unknown")
    json.dumps(data)


def test_an_article_without_an_address_has_no_site():
    assert profile_data(replace(example_article(), url=""), [], {}, None)["site"] is None


def test_what_was_looked_up_comes_first_and_what_differs_stays():
    profile = Profile(
        "2026-02-01T00:00:00Z",
        (Fact("author", "B. Other", "meta author"), Fact("author", "A. Writer", "JSON-LD")),
        (Signal("byline", "found", (Place("meta author", "B. Other"),)),),
    )
    data = profile_data(example_article(), [], {}, profile)
    (author,) = [fact for fact in data["facts"] if fact["label"] == "Author"]
    assert [value["value"] for value in author["values"]] == ["B. Other", "A. Writer"]
    assert [signal["name"] for signal in data["signals"]] == ["byline"]


def test_each_list_is_drawn_on_its_own_scale_and_one_without_the_site_too():
    ratings = {1: (Rating("news.example", "2.5", note="Hm."),)}
    scores, words = profile_data(example_article(), [SCORES, WORDS], ratings, None)["lists"]
    assert scores["ratings"][0]["places"] == [0.25]
    assert scores["scale"]["ends"] == ["0", "10"]
    assert words["ratings"] == []
    assert words["scale"]["words"] == ["a", "b"]


def test_links_stand_in_their_sentences(tmp_path):
    article = with_links(
        (25, 30, "https://www.sec.gov/Archives/a#x"),
        (0, 3, "https://other.example/"),
        (27, 30, "https://news.example/b"),
    )
    with closing(open_database(tmp_path / "linecheck.db")) as db:
        save_link_check(db, LinkCheck("https://www.sec.gov/Archives/a", DEAD))
        data = links_data(article, 7, known_links(db, article, article.links))
    first, second = data["sentences"]
    assert (first["sentence"], second["sentence"]) == (1, 2)
    assert [link["state"] for link in second["links"]] == [DEAD, ""]
    assert data["counts"] == [[DEAD, 1], ["", 2]]
    json.dumps(data)


def test_who_speaks_and_what_the_sections_rest_on():
    article = read_text(
        "The bridge\n\nIt is shut, mayor Ann Smith said. Critics called it a waste."
    )
    data = voices_data(article, checks.propose(article))
    assert [voice["detail"] for voice in data["voices"]] == ["named", "anonymous"]
    assert [(one["attributed"], len(one["positions"])) for one in data["sections"]] == [(2, 2)]
    json.dumps(data)


def test_work_in_the_background_comes_in_with_signs_of_life_between():
    go_on = threading.Event()

    def work():
        yield 1
        go_on.wait(10)
        yield 2

    stopped = []
    results = in_background(work(), lambda: stopped.append(True))
    assert next(results) == 1
    assert next(results) is None
    go_on.set()
    assert [one for one in results if one] == [2]
    assert stopped == [True]


def test_what_the_work_raises_is_raised():
    def work():
        yield 1
        raise LookupError("no")

    with pytest.raises(LookupError, match="no"):
        list(in_background(work(), lambda: None))


def test_leaving_stops_the_work():
    stop = threading.Event()

    def work():
        while not stop.wait(0.01):
            yield 1

    results = in_background(work(), stop.set)
    next(results)
    results.close()
    assert stop.is_set()
