"""An article put back from its report is the article, mark by mark and byte by byte."""

import hashlib
import json
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.records import Article, Link, NoteKind, Sentence, WriterNote
from checks.records import Finding, Span
from db.articles import add_article, articles
from db.connection import open_database
from db.documents import add_document
from db.marks import append_marks
from db.reports import report
from db.restore import NotRestored, restore
from db.reviewers import reviewer
from db.snapshots import add_snapshot
from reports.json import render
from reports.reading import NotAReport, read
from reviews.items import ANSWERS, ARTICLE_VERDICTS, CHOSEN_KINDS, QUESTIONS, STANCES, VERDICTS
from reviews.records import CopyVersion, Mark
from tests.db.examples import (
    KINDS,
    example_article,
    example_document,
    example_mark,
    example_snapshot,
)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
times = st.datetimes().map(lambda time: f"{time.isoformat(timespec='milliseconds')}Z")
names = st.sampled_from(["Ada", "Bo", "李", "Zoë \u200d"])


@st.composite
def any_article(draw: st.DrawFn) -> Article:
    """An article of any text, cut anywhere."""
    text = draw(words)
    places = st.integers(0, len(text))
    stretches = st.tuples(places, places).map(sorted)
    cuts = draw(st.lists(st.tuples(stretches, st.sampled_from(KINDS)), max_size=5))
    sentences = tuple(
        Sentence(position, kind, start, end, text[start:end])
        for position, ((start, end), kind) in enumerate(cuts, 1)
    )
    links = draw(st.lists(st.builds(Link, places, places, words), max_size=3))
    notes = st.builds(
        lambda stretch, kind, written: WriterNote(*stretch, kind, *written, tuple(written)),
        stretches,
        st.sampled_from(get_args(NoteKind)),
        st.tuples(words, words, words),
    )
    return replace(
        example_article(()),
        title=draw(words),
        url=draw(words),
        published=draw(words),
        text=text,
        links=tuple(link._replace(start=min(link[:2]), end=max(link[:2])) for link in links),
        fetched_at=draw(st.sampled_from(["", "2026-01-31T12:00:00+00:00"])),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sentences=sentences,
        writer_notes=tuple(draw(st.lists(notes, max_size=3))),
        page_starts=tuple(sorted(draw(st.lists(places, max_size=3)))),
    )


def findings_of(draw: st.DrawFn, article: Article) -> dict[int, dict[str, Finding]]:
    places = st.integers(0, len(article.text))
    spans = st.lists(st.builds(Span, st.just(0), places, words), max_size=2).map(tuple)
    return {
        sentence.position: {
            check: Finding(
                check, draw(st.sampled_from(ANSWERS)), draw(words), draw(st.floats(0, 1)),
                draw(words), draw(spans),
            )
            for check in draw(st.lists(st.sampled_from([*QUESTIONS, "dates"]), unique=True))
        }
        for sentence in article.sentences
    }  # fmt: skip


@st.composite
def any_mark(draw: st.DrawFn, sentences: int, seq: int) -> Mark:
    """Any act that may be made."""
    place = draw(st.integers(0, sentences))
    piece = {
        "key": draw(st.sampled_from("ab")),
        "document": "D",
        "stance": draw(st.sampled_from(STANCES)),
    }
    choices = {
        0: {"verdict": ["", *ARTICLE_VERDICTS], "summary": ["", draw(words)], "facts": ["", "off"]},
        1: {
            "sourced": ["", *ANSWERS],
            "fact:0-3": ["", "checked"],
            "verdict": ["", *VERDICTS],
            "note": ["", draw(words)],
            "kind": ["", *CHOSEN_KINDS],
            "evidence": [json.dumps(piece), json.dumps(piece | {"withdrawn": True})],
        },
    }[min(place, 1)]
    item = draw(st.sampled_from(list(choices)))
    return Mark(place, item, draw(st.sampled_from(choices[item])), draw(times), "tab", seq)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_exported_restored_and_exported_again_it_is_the_same_byte_for_byte(data):
    article = data.draw(any_article())
    findings = findings_of(data.draw, article)
    with TemporaryDirectory() as folder:
        first, second = (open_database(Path(folder) / name) for name in ("one.db", "two.db"))
        before = data.draw(st.integers(0, 2))
        for other in range(before):
            add_article(first, example_article(title=f"Another {other}"), {})
        number = add_article(first, article, findings)
        seqs = count()
        for name in data.draw(st.lists(names, max_size=8)):
            mark = data.draw(any_mark(len(article.sentences), next(seqs)))
            append_marks(first, number, reviewer(first, name), [mark])
        exported = render(report(first, number, ""))
        restored = restore(second, read(exported))
        assert restored == number
        assert render(report(second, restored, "")) == exported
        first.close()
        second.close()


@pytest.fixture
def exported(database, article, ada) -> bytes:
    """An article with an answer, a note, evidence and a verdict, as a JSON report."""
    piece = {"key": "k", "document": "Audit 2025", "stance": "supports"}
    append_marks(
        database,
        article,
        ada,
        [
            example_mark(1),
            example_mark(2, item="note", value="See page 3."),
            example_mark(3, item="evidence", value=json.dumps(piece)),
            example_mark(4, sentence=0, item="verdict", value="changes"),
        ],
    )
    return render(report(database, article, ""))


@pytest.fixture
def empty(tmp_path):
    """Another database, with nothing in it."""
    db = open_database(tmp_path / "empty.db")
    yield db
    db.close()


def counted(db) -> list[int]:
    tables = ("articles", "sentences", "findings", "links", "marks", "evidence", "reviewers")
    return [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def test_the_tables_are_filled_as_they_were(database, exported, empty):
    restore(empty, read(exported))
    assert counted(empty) == counted(database)
    assert articles(empty) == articles(database)
    for view in ("sentence_sheet", "current_marks", "current_evidence", "history"):
        rows = [db.execute(f"SELECT * FROM {view}").fetchall() for db in (database, empty)]
        assert rows[0] == rows[1]


@pytest.fixture
def with_copies(database, article, ada) -> bytes:
    """A report with evidence whose page was looked at three times and changed, and a file."""
    page, other = (example_snapshot(words, at=at) for words, at in PAGES)
    file = example_document()
    piece = {"key": "k", "url": page.url, "document": file.name, "stance": "supports"}
    append_marks(
        database, article, ada, [example_mark(1, item="evidence", value=json.dumps(piece))]
    )
    for snapshot in (page, page, other):
        add_snapshot(database, snapshot, ada)
    add_document(database, article, ada, file)
    return render(report(database, article, ""))


PAGES = (("The bridge stands.", "2026-03-01T10:00:00Z"), ("It is shut.", "2026-03-09T10:00:00Z"))


def test_what_was_kept_is_told_again_byte_for_byte(with_copies, empty):
    copies = json.loads(with_copies)["copies"]
    assert [(copy["kind"], len(copy["versions"])) for copy in copies] == [("page", 2), ("file", 1)]
    assert copies[0]["versions"][0]["at"] == PAGES[0][1]
    assert copies[0]["looked_at"] == PAGES[1][1]
    number = restore(empty, read(with_copies))
    assert render(report(empty, number, "")) == with_copies
    assert empty["snapshots"].count == 0


def test_a_copy_that_is_here_is_told_of_in_place_of_one_elsewhere(with_copies, empty):
    here = example_snapshot("It fell down.", at="2026-05-01T10:00:00Z")
    add_snapshot(empty, here, reviewer(empty, "Bo"))
    number = restore(empty, read(with_copies))
    page, file = report(empty, number, "").copies
    assert page.versions == (CopyVersion(here.fetched_at, here.sha256),)
    assert file.name == "audit/bridge.txt"


def test_a_report_from_before_copies_were_told_is_read(with_copies, empty):
    number = restore(empty, read(changed(with_copies, lambda document: document.pop("copies"))))
    assert report(empty, number, "").copies == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda copies: copies[0].update(name="https://else.example/"),
        lambda copies: copies.append(copies[0]),
        lambda copies: copies[0].update(versions=[]),
        lambda copies: copies[0]["versions"][0].update(sha256="none"),
        lambda copies: copies[0].update(looked_at="yesterday"),
    ],
)
def test_copies_that_nobody_can_have_kept_change_nothing(with_copies, empty, change):
    document = changed(with_copies, lambda document: change(document["copies"]))
    with pytest.raises((NotAReport, NotRestored)):
        restore(empty, read(document))
    assert not any(counted(empty))


def test_a_number_that_is_taken_is_not_taken_twice(exported, empty):
    add_article(empty, example_article(title="Another"), {})
    assert restore(empty, read(exported)) == 2
    again = json.loads(render(report(empty, 2, "")))
    assert again | {"article": 1} == json.loads(exported)


def changed(data: bytes, change) -> bytes:
    document = json.loads(data)
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(verdict="sound"),
        lambda document: document.update(reviewers=["Eve"]),
        lambda document: document.update(changed_at="2030-01-01T00:00:00Z"),
        lambda document: document["sentences"][1].update(set_aside=True),
        lambda document: document["sentences"][1].update(evidence=[]),
        lambda document: document["sentences"][1]["decisions"].pop("note"),
        lambda document: document["sentences"][1]["decisions"]["attributed"].update(value="no"),
        lambda document: document["sentences"][2].update(links=["https://example.org"]),
        lambda document: [m.update(reviewer=" Ada") for m in document["sentences"][1]["history"]],
        lambda document: [m.update(reviewer="") for m in document["history"]],
    ],
)
def test_a_report_that_contradicts_itself_changes_nothing(exported, empty, change):
    document = changed(exported, change)
    with pytest.raises((NotAReport, NotRestored)):
        restore(empty, read(document))
    assert not any(counted(empty))


def test_what_is_there_already_is_left_alone(database, exported):
    before = counted(database)
    with pytest.raises(NotRestored, match="article 1"):
        restore(database, read(exported))
    assert counted(database) == before


def test_marks_that_belong_to_another_article_are_not_mixed_up(exported, empty):
    other = add_article(empty, example_article(title="Another"), {})
    append_marks(empty, other, reviewer(empty, "Bo"), [example_mark(3)])
    before = counted(empty)
    with pytest.raises(NotRestored, match="another article"):
        restore(empty, read(exported))
    assert counted(empty) == before
