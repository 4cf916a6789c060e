"""Lists, profiles and link checks come back as they were kept, and are replaced, not doubled."""

from dataclasses import replace
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from articles.records import Link
from db.articles import add_article
from db.connection import open_database
from db.migrations import migrations
from db.sources import (
    add_rating_list,
    link_checks,
    profile,
    rating_lists,
    ratings_under,
    remove_rating_list,
    save_link_check,
    save_profile,
)
from sources.records import (
    DEAD,
    REACHABLE,
    Fact,
    LinkCheck,
    PassedOver,
    Place,
    Rating,
    RatingList,
    Scale,
    Signal,
)
from tests.db.examples import example_article

NUMBERS = RatingList("Scores", "2", "2026-01-31", "CC0", "Ada (2026)", "s.csv", Scale(0, 1))
WORDS = RatingList("Words", "", "", "", "", "", Scale(words=("bad", "good")))


@pytest.fixture
def lists(database):
    """Two lists that do not agree."""
    scores = add_rating_list(
        database,
        NUMBERS,
        [Rating("example.org", "0.5"), Rating("news.example.org", "0.7")],
        rows_read=4,
        passed_over=[PassedOver("no site address", 2, "x · 1")],
    )
    words = add_rating_list(
        database,
        WORDS,
        [Rating("example.org", "good", "sport"), Rating("example.org", "bad", "politics", "Hm.")],
        rows_read=2,
    )
    return scores, words


def test_lists_come_back_with_all_that_is_known_of_them(database, lists):
    scores, words = rating_lists(database)
    assert (scores.id, words.id) == lists
    assert (scores.about, words.about) == (NUMBERS, WORDS)
    assert (scores.sites, scores.rows_read) == (2, 4)
    assert scores.passed_over == (PassedOver("no site address", 2, "x · 1"),)


def test_each_list_answers_for_itself_by_its_most_particular_name(database, lists):
    scores, words = lists
    found = ratings_under(database, ["news.example.org", "example.org"])
    assert found[scores] == (Rating("news.example.org", "0.7"),)
    assert found[words] == (
        Rating("example.org", "bad", "politics", "Hm."),
        Rating("example.org", "good", "sport"),
    )
    assert ratings_under(database, ["other.example"]) == {}
    assert ratings_under(database, []) == {}


def test_a_newer_file_of_the_same_list_takes_its_place(database, lists):
    add_rating_list(database, NUMBERS, [Rating("other.example", "1")], rows_read=1)
    assert len(rating_lists(database)) == 2
    assert lists[0] not in ratings_under(database, ["example.org"])
    assert list(ratings_under(database, ["other.example"]).values()) == [
        (Rating("other.example", "1"),)
    ]


def test_a_list_goes_with_all_its_ratings(database, lists):
    remove_rating_list(database, lists[0])
    remove_rating_list(database, lists[0])
    assert [one.about for one in rating_lists(database)] == [WORDS]
    assert database.execute("SELECT count(*) FROM ratings").fetchone() == (2,)


def test_a_list_is_kept_whole_or_not_at_all(database):
    def ratings():
        yield Rating("example.org", "1")
        raise LookupError("the file breaks off")

    with pytest.raises(LookupError, match="breaks off"):
        add_rating_list(database, NUMBERS, ratings(), rows_read=1)
    assert rating_lists(database) == []
    assert ratings_under(database, ["example.org"]) == {}


def test_a_profile_comes_back_and_is_replaced(database, article):
    facts = (Fact("author", "Ada", "meta author"),)
    signals = (
        Signal("byline", "found", (Place("meta author", "Ada", ""),)),
        Signal("masthead", "unknown", reason="No answer"),
    )
    assert profile(database, article) is None
    save_profile(database, article, (), ())
    save_profile(database, article, facts, signals)
    kept = profile(database, article)
    assert (kept.facts, kept.signals) == (facts, signals)
    assert kept.looked_up_at.endswith("Z")


def test_what_became_of_a_link_comes_back_and_is_replaced(database):
    old = LinkCheck("https://a.example/", REACHABLE, 200, checked_at="2026-01-01T00:00:00Z")
    new = LinkCheck("https://a.example/", DEAD, 404, detail="Gone.", title="half \ud800")
    for check in (old, new):
        save_link_check(database, check)
    found = link_checks(database, ["https://a.example/", "https://b.example/"])
    assert list(found) == ["https://a.example/"]
    assert found["https://a.example/"].state == DEAD
    assert found["https://a.example/"].title == "half \ufffd"


def test_many_addresses_are_asked_for_at_once(database):
    urls = [f"https://a.example/{number}" for number in range(2_000)]
    save_link_check(database, LinkCheck(urls[-1], DEAD))
    assert list(link_checks(database, urls)) == [urls[-1]]


def test_links_are_seen_with_what_became_of_them(database):
    article = example_article()
    links = ((0, 1, "https://a.example/#part"), (2, 3, "https://b.example/"))
    number = add_article(database, _with_links(article, links), {})
    save_link_check(database, LinkCheck("https://a.example/", DEAD, 404))
    rows = database.execute(
        "SELECT href, state FROM article_links WHERE article = ? ORDER BY position", [number]
    ).fetchall()
    assert rows == [("https://a.example/#part", DEAD), ("https://b.example/", None)]


def _with_links(article, links):
    return replace(article, links=tuple(Link(*link) for link in links))


def all_steps():
    return migrations.pending(Database(memory=True))


def test_a_database_from_before_gets_the_tables_and_keeps_its_articles(path, monkeypatch):
    earlier = Migrations("linecheck")
    steps = list(takewhile(lambda step: step.name != "sources", all_steps()))
    for step in steps:
        earlier()(step.fn)
    with monkeypatch.context() as before:
        before.setattr("db.connection.migrations", earlier)
        before.setattr("db.connection.known_steps", lambda: frozenset(s.name for s in steps))
        # The version of then knew nothing of the tables that are protected today.
        before.setattr("db.connection.protect", lambda db: None)
        old = open_database(path)
        number = add_article(old, example_article(), {})
        old.close()
    new = open_database(path)
    save_profile(new, number, (), ())
    assert profile(new, number) is not None
    assert rating_lists(new) == []
    new.close()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(deadline=None, max_examples=20)
@given(st.builds(RatingList, texts, texts, texts, texts, texts, texts, st.just(Scale(0, 1))))
def test_any_words_about_a_list_come_back(tmp_path_factory, about):
    db = open_database(tmp_path_factory.mktemp("lists") / "a.db")
    add_rating_list(db, about, [], rows_read=0)
    assert rating_lists(db)[0].about == about
    db.close()
