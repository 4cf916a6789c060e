"""Articles: what comes back is what was added, whatever it holds."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.records import Article, Link, Sentence, WriterNote
from checks.records import Finding, Span
from db.articles import (
    NoSuchArticle,
    add_article,
    article,
    article_from,
    article_with_text,
    articles,
    findings,
    is_empty,
    sentence_count,
)
from db.marks import append_marks, marks
from db.reviewers import reviewer
from reviews.decisions import standing
from reviews.items import fact_item
from reviews.progress import progress
from reviews.records import WHOLE_ARTICLE
from tests.db.examples import (
    FACTS,
    KINDS,
    example_article,
    example_mark,
    facts_finding,
    mark_lists,
)

on_one_database = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

anything = st.text(st.characters(exclude_categories=()), max_size=20)


def test_an_article_comes_back_as_it_was(database):
    added = replace(example_article(), links=(Link(3, 9, "https://b.example"), Link(0, 2, "c")))
    number = add_article(database, added, {})
    assert article(database, number) == added
    assert sentence_count(database, number) == 5


def test_what_a_draft_carries_comes_back_as_it_was(database):
    notes = (
        WriterNote(0, 7, "comment", "Ada", "2026-03-01T10:00:00+00:00", "Is it?", ("https://a.b",)),
        WriterNote(3, 5, "change", "", "", "deleted “so”"),
    )
    added = replace(example_article(), writer_notes=notes, page_starts=(0, 20, 20))
    assert article(database, add_article(database, added, {})) == added


def test_characters_of_notes_that_cannot_be_kept_are_replaced(database):
    note = WriterNote(0, 7, "comment", "A\0", "", "b\ud800", ("https://a.b/\0",))
    number = add_article(database, replace(example_article(), writer_notes=(note,)), {})
    (kept,) = article(database, number).writer_notes
    assert (kept.author, kept.text, kept.links) == ("A\ufffd", "b\ufffd", ("https://a.b/\ufffd",))


def test_the_newest_article_of_an_address_is_found(database):
    first, second = (replace(example_article(title=title), url="https://a/b") for title in "AB")
    add_article(database, first, {})
    newest = add_article(database, second, {})
    add_article(database, replace(example_article(title="C"), url=""), {})
    assert article_from(database, "https://a/b") == newest
    assert article_from(database, "https://a/") is None
    assert article_from(database, "") is None  # texts that were pasted have nothing in common


def test_findings_come_back_as_they_were(database):
    proposed = {
        2: {
            "attributed": Finding(
                "attributed", "partly", "anonymous", 0.75, "Nobody is named.", (Span(0, 4, "cue"),)
            ),
            "sourced": Finding("sourced", "no", "", 1.0, "Nothing to look up."),
        },
        5: {"verifiable": Finding("verifiable", "n/a", "", 1.0, "A pointer elsewhere.")},
    }
    number = add_article(database, example_article(), proposed)
    assert findings(database, number) == proposed


def test_the_same_text_is_kept_once(database):
    first = add_article(database, example_article(), {})
    again = replace(example_article(), url="https://mirror.example")
    assert add_article(database, again, {}) == first
    assert article_with_text(database, again.sha256) == first
    assert article_with_text(database, "0" * 64) is None
    assert len(articles(database)) == 1


def test_there_is_nothing_until_something_is_added(database):
    assert is_empty(database)
    add_article(database, example_article(), {})
    assert not is_empty(database)


@pytest.mark.parametrize("number", [0, 2, -1, 2**63, -(2**70)])
def test_an_article_that_is_not_there_is_told(database, number):
    add_article(database, example_article(), {})
    for look_up in (article, sentence_count):
        with pytest.raises(NoSuchArticle, match=str(number)):
            look_up(database, number)
    assert findings(database, number) == {}


@on_one_database
@given(title=anything, author=anything, url=anything, words=anything, reason=anything)
def test_any_characters_are_taken(database, title, author, url, words, reason):
    text = f"{articles(database)[0].number if articles(database) else 0} {words}"
    whole = Sentence(1, "body", 0, len(text), text)
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    added = Article(title, url, "", author, "", "", text, (Link(0, 1, url),), "", digest, (whole,))
    number = add_article(database, added, {1: {"c": Finding("c", "yes", reason, 1.0, reason)}})
    kept = article(database, number)
    assert len(kept.text) == len(text)
    assert kept.sentences[0].text == kept.text
    assert kept.sha256 == hashlib.sha256(kept.text.encode()).hexdigest()
    wanted = kept.title + kept.author + kept.url + kept.text + kept.links[0].href
    for character, original in zip(wanted, title + author + url + text + url, strict=True):
        broken = original == "\0" or "\ud800" <= original <= "\udfff"
        assert character == ("\N{REPLACEMENT CHARACTER}" if broken else original)


def test_sql_in_a_title_is_only_a_title(database):
    title = "'); DROP TABLE articles; --"
    number = add_article(database, example_article(title=title), {})
    assert [(row.number, row.title) for row in articles(database)] == [(number, title)]


def test_five_million_characters_are_kept(database):
    text = "ünï " * 1_250_000
    digest = hashlib.sha256(text.encode()).hexdigest()
    whole = (Sentence(1, "body", 0, len(text), text),)
    added = replace(example_article(), text=text, sha256=digest, sentences=whole)
    assert article(database, add_article(database, added, {})) == added


def test_an_article_is_added_whole_or_not_at_all(database):
    twice = replace(example_article(), sentences=example_article().sentences[:1] * 2)
    with pytest.raises(Exception, match="only ever added"):
        add_article(database, twice, {})
    assert is_empty(database)


def test_the_list_shows_the_newest_first_with_people_and_progress(database):
    first = add_article(database, example_article(title="First"), {})
    second = add_article(database, example_article(title="Second"), {})
    zoe, ada = reviewer(database, "Zoe"), reviewer(database, "Ada")
    answers = [
        example_mark(seq, item=item, at=f"2026-03-01T10:00:0{seq}.000Z")
        for seq, item in enumerate(("attributed", "sourced", "verifiable"))
    ]
    append_marks(database, first, zoe, answers[:2])
    append_marks(database, first, ada, answers[2:])
    newer, older = articles(database)
    assert (newer.number, newer.title, newer.done, newer.total) == (second, "Second", 0, 3)
    assert (newer.reviewers, newer.last_mark_at) == ((), "")
    assert (older.number, older.title, older.done, older.total) == (first, "First", 1, 3)
    assert (older.reviewers, older.last_mark_at) == (("Ada", "Zoe"), "2026-03-01T10:00:02.000Z")


def test_an_article_without_sentences_is_listed(database):
    add_article(database, example_article([]), {})
    assert [(row.done, row.total) for row in articles(database)] == [(0, 0)]


@on_one_database
@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=4),
    with_facts=st.sets(st.integers(1, 4)),
    quick=st.booleans(),
    made=mark_lists(4, 40),
)
def test_the_list_counts_as_the_rules_do(database, ada, kinds, with_facts, quick, made):
    count = database.execute("SELECT count(*) FROM articles").fetchone()[0]
    positions = with_facts & set(range(1, len(kinds) + 1))
    found = {position: {"facts": facts_finding()} for position in positions}
    number = add_article(database, example_article(kinds, f"Number {count}"), found)
    if quick:
        made = [*made, example_mark(99, sentence=WHOLE_ARTICLE, item="facts", value="off")]
    renamed = [replace(mark, client_id=f"{number}:{mark.client_id}") for mark in made]
    append_marks(database, number, ada, renamed)
    (row,) = (row for row in articles(database) if row.number == number)
    decisions = standing(stored.mark for stored in marks(database, number))
    facts = {position: [fact_item(*fact) for fact in FACTS] for position in positions}
    assert (row.done, row.total) == progress(enumerate(kinds, 1), decisions, facts)


def test_the_count_reads_the_index_and_not_every_mark(database):
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM progress").fetchall()
    steps = [step[3] for step in plan]
    assert any("marks_by_place (article=? AND sentence=? AND item=?)" in step for step in steps)
    assert not any(step.startswith("SCAN m") for step in steps), json.dumps(steps)
