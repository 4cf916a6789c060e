"""The source's part of a report, as it is on disk."""

from contextlib import closing
from dataclasses import replace

from articles.records import Link
from db.articles import add_article
from db.connection import open_database
from db.reports import report
from db.restore import restore
from db.sources import add_rating_list, rating_lists, save_link_check, save_profile
from reviews.records import SourceRating, SourceSignal
from sources.records import DEAD, LinkCheck, Place, Rating, RatingList, Scale, Signal
from tests.db.examples import example_article

NOW = "2026-03-02T00:00:00+00:00"


def test_an_article_without_an_address_has_no_source(database):
    number = add_article(database, replace(example_article(), url=""), {})
    assert report(database, number, NOW).source is None


def test_before_anybody_looked_the_site_is_known(database, article):
    source = report(database, article, NOW).source
    assert (source.site, source.platform) == ("news.example", "")
    assert (source.ratings, source.signals, source.looked_up_at) == ((), (), "")


def test_each_list_speaks_for_itself_and_one_without_the_site_says_so(database, article):
    scores = RatingList("Scores", "2", "2026-01-31", "", "", "", Scale(0, 1))
    words = RatingList("Words", "", "", "", "", "", Scale(words=("bad", "good"), best=""))
    add_rating_list(database, scores, [Rating("news.example", "0.5")], rows_read=1)
    add_rating_list(database, words, [Rating("other.example", "good")], rows_read=1)
    assert report(database, article, NOW).source.ratings == (
        SourceRating(
            "Scores", "2", "2026-01-31", "news.example", "0.5", "", "0 to 1, higher is better"
        ),
        SourceRating("Words", "", "", "", "", "", "bad, good"),
    )


def test_signals_and_links_are_those_last_looked_up(database):
    links = (
        Link(0, 1, "https://a.example/#x"),
        Link(2, 3, "https://a.example/#y"),
        Link(3, 4, "https://b.example/"),
        Link(4, 5, "mailto:a@b.example"),
    )
    number = add_article(database, replace(example_article(), links=links), {})
    signal = Signal("byline", "found", (Place("meta author", "Ada"), Place("meta author", "Bo")))
    save_profile(database, number, (), [signal, Signal("https", "unknown", reason="No answer")])
    save_link_check(database, LinkCheck("https://a.example/", DEAD, 404))
    source = report(database, number, NOW).source
    assert source.signals == (
        SourceSignal("byline", "found", "meta author"),
        SourceSignal("https", "unknown", "No answer"),
    )
    assert source.links == {"dead": 1, "not checked": 1}
    assert source.looked_up_at


def test_a_restored_report_leaves_its_source_behind(database, article, tmp_path):
    scores = RatingList("Scores", "", "", "", "", "", Scale(0, 1))
    add_rating_list(database, scores, [Rating("news.example", "0.5")], rows_read=1)
    made = report(database, article, NOW)
    with closing(open_database(tmp_path / "other.db")) as other:
        number = restore(other, made)
        assert report(other, number, NOW).source.ratings == ()
        assert rating_lists(other) == []
