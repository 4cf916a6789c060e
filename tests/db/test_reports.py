"""The report record: what was decided, what was proposed, and what belongs to which sentence."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from articles.records import Link
from checks.records import Finding, Span
from db.articles import NoSuchArticle, add_article
from db.marks import append_marks
from db.reports import report, reports_of, reports_with_verdict
from db.reviewers import reviewer
from reviews.records import Proposal
from tests.db.examples import example_article, example_mark

NOW = "2026-03-02T00:00:00+00:00"


def reported(database, number):
    return {sentence.position: sentence for sentence in report(database, number, NOW).sentences}


def test_an_article_nobody_marked_is_reported_as_it_is(database, article):
    made = report(database, article, NOW)
    example = example_article()
    assert (made.article, made.title, made.text) == (article, example.title, example.text)
    assert (made.generated_at, made.reviewers) == (NOW, ())
    assert (made.verdict, made.summary, made.history) == ("", "", ())
    assert made.changed_at == made.added_at
    assert [s.set_aside for s in made.sentences] == [True, False, False, False, True]
    assert all(s.decisions == {} and s.history == () for s in made.sentences)


def test_an_article_that_is_not_there_is_told(database):
    with pytest.raises(NoSuchArticle, match="9"):
        report(database, 9, NOW)


def test_decisions_stand_and_history_stays(database, article):
    ada, bo = reviewer(database, "Ada"), reviewer(database, "Bo")
    first = example_mark(1, at="2026-03-01T10:00:00.000Z")
    second = example_mark(2, at="2026-03-01T10:00:01.000Z", value="no")
    cleared = example_mark(3, item="sourced", value="")
    append_marks(database, article, bo, [second])
    append_marks(database, article, ada, [first, cleared])
    made = report(database, article, NOW)
    assert made.reviewers == ("Ada", "Bo")
    sentence = made.sentences[1]
    (stands,) = sentence.decisions.values()
    assert replace(stands, received_at="") == replace(second, reviewer="Bo", arrival=1)
    assert [mark.seq for mark in sentence.history] == [1, 3, 2]
    assert [mark.arrival for mark in sentence.history] == [2, 3, 1]
    assert made.changed_at == max(mark.received_at for mark in sentence.history)


def test_words_on_the_whole_article_are_its_verdict_and_summary(database, article, ada):
    verdict = example_mark(1, sentence=0, item="verdict", value="changes")
    summary = example_mark(2, sentence=0, item="summary", value="Two dates are wrong.")
    append_marks(database, article, ada, [verdict, summary])
    made = report(database, article, NOW)
    assert (made.verdict, made.summary) == ("changes", "Two dates are wrong.")
    assert [mark.item for mark in made.history] == ["verdict", "summary"]


def test_a_line_is_of_the_kind_a_person_said(database, article, ada):
    back = example_mark(1, sentence=1, item="kind", value="body")
    aside = example_mark(2, sentence=2, item="kind", value="promo")
    append_marks(database, article, ada, [back, aside])
    sentences = reported(database, article)
    assert (sentences[1].kind, sentences[1].set_aside) == ("body", False)
    assert (sentences[2].kind, sentences[2].set_aside) == ("promo", True)
    assert (sentences[1].read_as, sentences[2].read_as) == ("headline", "body")


def test_evidence_and_proposals_stand_with_their_sentence(database, ada):
    finding = Finding("sourced", "partly", "", 0.5, "A report is named.", (Span(0, 3, "document"),))
    number = add_article(database, example_article(), {3: {"sourced": finding}})
    piece = {"key": "k", "document": "Audit 2025", "locator": "p. 4", "stance": "supports"}
    given = example_mark(1, sentence=3, item="evidence", value=json.dumps(piece))
    append_marks(database, number, ada, [given])
    sentences = reported(database, number)
    proposal = Proposal("partly", "", 0.5, "A report is named.", ((0, 3, "document"),))
    assert sentences[3].proposals == {"sourced": proposal}
    (kept,) = sentences[3].evidence
    assert (kept.document, kept.locator, kept.reviewer) == ("Audit 2025", "p. 4", "Ada")
    assert sentences[2].evidence == ()
    assert sentences[2].proposals == {}


def test_links_stand_with_every_sentence_they_touch(database):
    example = example_article(["body", "body", "body"])
    one, two, three = example.sentences
    links = (
        Link(two.end, three.start, "between"),
        Link(one.start, one.start + 3, "first"),
        Link(one.end - 2, two.start + 2, "over two"),
        Link(one.start + 4, one.start + 5, "first"),
    )
    number = add_article(database, replace(example, links=links), {})
    sentences = reported(database, number)
    assert sentences[1].links == ("first", "over two")
    assert sentences[2].links == ("over two",)
    assert sentences[3].links == ()


def test_articles_with_a_verdict_are_reported_together(database, ada):
    numbers = [
        add_article(database, example_article(title=f"Article {place}"), {}) for place in range(4)
    ]
    for number, value in zip(numbers, ["sound", "", "open", "changes"], strict=True):
        given = example_mark(number, sentence=0, item="verdict", value=value)
        append_marks(database, number, ada, [given])
    cleared = example_mark(9, sentence=0, item="verdict", value="", at="2026-03-01T11:00:00.000Z")
    append_marks(database, numbers[3], ada, [cleared])
    made = reports_with_verdict(database, NOW)
    assert made == [report(database, number, NOW) for number in (numbers[2], numbers[0])]


def test_a_report_takes_the_same_few_queries_at_any_length(database, ada):
    def queries(sentences: int) -> int:
        example = example_article(["body"] * sentences, f"{sentences} sentences")
        number = add_article(database, example, {})
        made = [
            example_mark(seq, sentence=seq, client_id=f"tab-{number}")
            for seq in range(1, sentences + 1)
        ]
        append_marks(database, number, ada, made)
        asked = []
        with database.tracer(lambda sql, _: asked.append(sql)):
            report(database, number, NOW)
        return len([sql for sql in asked if sql.startswith("SELECT")])

    assert queries(2) == queries(60) <= 11


def test_several_reports_come_by_number_site_and_day(database):
    def added(text: str, **facts: str) -> int:
        given = replace(example_article(), text=f"{example_article().text}\n{text}", **facts)
        return add_article(
            database, replace(given, sha256=sha256(given.text.encode()).hexdigest()), {}
        )

    first = added(
        "a", url="https://news.example.org/a", publisher="The Day", published="2026-01-05"
    )
    second = added("b", url="https://example.com/b", publisher="", published="2026-02-05T10:00:00Z")
    third = added("c", url="http://[broken", publisher="", published="yesterday")

    def found(**wanted: object) -> list[int]:
        return [one.article for one in reports_of(database, NOW, **wanted)]

    assert found() == [first, second, third]
    assert found(numbers=(third, first)) == [first, third]
    assert found(site="the day") == found(site="example.org") == [first]
    assert found(site="ample.org") == []
    assert found(since="2026-02-01") == [second, third]
    assert found(since="2026-02-05", site="example.com") == [second]
    with pytest.raises(NoSuchArticle, match="99"):
        found(numbers=(99,))
