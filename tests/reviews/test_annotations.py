"""Annotations from elsewhere become notes and evidence on the right sentence, once."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.annotations import NOBODY, NotAnnotations, Place, bring, read_annotations
from reviews.decisions import standing, standing_evidence
from reviews.items import problem
from reviews.records import Mark

NOW = datetime(2026, 4, 1, tzinfo=UTC)
TEXT = "The council closed the bridge on Monday. Repairs will cost 2.4 million euros."
PAGE = "https://news.example/bridge"


def place(marks: tuple[Mark, ...] = (), url: str = PAGE) -> Place:
    """The article, with these marks on it."""
    notes = {at: mark for (at, item), mark in standing(marks).items() if item == "note"}
    evidence: dict[int, list] = {}
    for piece in standing_evidence(marks):
        evidence.setdefault(piece.sentence, []).append(piece)
    names = frozenset((mark.client_id, mark.seq) for mark in marks)
    return Place(TEXT, "0" * 64, url, [(0, 40), (41, 77)], notes, evidence, names)


def hypothesis_row(**changes) -> dict[str, Any]:
    """A row as the API of Hypothesis answers it."""
    usual = {
        "id": "pGmKcPAzEe2iiJ8xVEJUlA",
        "created": "2026-03-01T10:00:00.123456+00:00",
        "updated": "2026-03-01T10:05:00.123456+00:00",
        "user": "acct:ada@hypothes.is",
        "uri": PAGE,
        "text": "The audit says [2.4 million](https://city.example/audit.pdf).",
        "tags": ["figures"],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [
            {
                "source": PAGE,
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3},
                    {"type": "TextPositionSelector", "start": 4711, "end": 4730},
                    {
                        "type": "TextQuoteSelector",
                        "exact": "cost 2.4 million",
                        "prefix": "Repairs will ",
                        "suffix": " euros.",
                    },
                ],
            }
        ],
        "document": {"title": ["The bridge"]},
        "links": {},
        "user_info": {"display_name": "Ada Lovelace"},
        "flagged": False,
        "hidden": False,
    }
    return usual | changes


def web_annotation(**changes) -> dict[str, Any]:
    usual = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/1",
        "type": "Annotation",
        "created": "2026-03-01T10:00:00Z",
        "creator": {"type": "Person", "name": "Ada"},
        "body": [{"type": "TextualBody", "value": "It was a Tuesday.", "purpose": "commenting"}],
        "target": {
            "source": PAGE,
            "selector": {"type": "TextQuoteSelector", "exact": "bridge on Monday"},
        },
    }
    return usual | changes


def quote(exact: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact}


def on(selector: dict[str, Any], page: str = PAGE) -> dict[str, Any]:
    return {"source": page, "selector": selector}


def brought(*rows: dict[str, Any], at: Place | None = None):
    return bring(read_annotations(json.dumps(rows).encode()), at or place(), NOW)


def pieces(marks) -> list[dict[str, str]]:
    return [json.loads(mark.value) for mark in marks if mark.item == "evidence"]


def test_a_row_of_hypothesis_is_a_note_and_its_links_are_evidence():
    made = brought(hypothesis_row())
    note, link = made.marks
    assert (note.sentence, note.item, note.reviewer) == (2, "note", "Ada Lovelace")
    assert note.value.startswith("The audit says")
    assert note.value.endswith("#figures")
    assert note.at == "2026-03-01T10:05:00.123Z"
    assert (link.sentence, link.item) == (2, "evidence")
    (piece,) = pieces(made.marks)
    assert piece["url"] == "https://city.example/audit.pdf"
    assert piece["document"] == "2.4 million"
    assert piece["stance"] == "context"
    assert made.left == ()


@pytest.mark.parametrize(
    "wrap",
    [
        lambda row: row,
        lambda row: [row],
        lambda row: {"total": 1, "rows": [row]},
        lambda row: {"export_date": "2026", "annotations": [row]},
        lambda row: {"type": "AnnotationPage", "items": [row]},
        lambda row: {"type": "AnnotationCollection", "total": 1, "first": {"items": [row]}},
    ],
)
@pytest.mark.parametrize("row", [hypothesis_row(), web_annotation()], ids=["hypothesis", "w3c"])
def test_they_are_read_however_they_are_held(wrap, row):
    (read,) = read_annotations(json.dumps(wrap(row)).encode())
    assert read.id == row["id"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"3",
        b"{}",
        b"[1]",
        b'{"type": "AnnotationCollection", "total": 3, "first": "https://notes.example/p1"}',
        b'{"schema_version": 2}',
    ],
)
def test_what_holds_no_annotations_is_told(data):
    with pytest.raises(NotAnnotations) as told:
        read_annotations(data)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize("data", [b"[]", b'{"rows": [], "total": 0}', b'{"total": 0}'])
def test_an_empty_file_of_annotations_is_empty(data):
    assert read_annotations(data) == []


@pytest.mark.parametrize(
    ("changes", "note", "sources"),
    [
        ({}, "It was a Tuesday.", []),
        ({"body": "https://city.example/a"}, "", [("https://city.example/a", "", "")]),
        ({"body": {"id": "https://city.example/a"}}, "", [("https://city.example/a", "", "")]),
        ({"body": {"id": "urn:isbn:123"}}, "", [("", "urn:isbn:123", "")]),
        (
            {
                "body": [
                    {
                        "type": "SpecificResource",
                        "source": {"id": "https://city.example/a"},
                        "selector": {"type": "TextQuoteSelector", "exact": "on Tuesday"},
                    },
                    {"type": "TextualBody", "value": "The minutes", "purpose": "describing"},
                    {"type": "TextualBody", "value": "refutes", "purpose": "tagging"},
                ]
            },
            "",
            [("https://city.example/a", "The minutes", "on Tuesday")],
        ),
        ({"body": None, "bodyValue": "Wrong day"}, "Wrong day", []),
        (
            {"body": {"value": "<p>Wrong &amp; late</p>", "format": "text/html"}},
            "Wrong & late",
            [],
        ),
        (
            {"body": {"type": "Choice", "items": [{"value": "One"}, {"value": "Two"}]}},
            "One\n\nTwo",
            [],
        ),
        (
            {"body": {"value": "See https://city.example/a. Or (https://city.example/b)."}},
            "See https://city.example/a. Or (https://city.example/b).",
            [("https://city.example/a", "", ""), ("https://city.example/b", "", "")],
        ),
    ],
)
def test_bodies_are_comments_or_sources(changes, note, sources):
    (read,) = read_annotations(json.dumps([web_annotation(**changes)]).encode())
    assert read.comment == note
    assert [(one.url, one.document, one.quote) for one in read.sources] == sources


def test_a_tag_says_how_evidence_stands():
    bodies = ["https://city.example/a", {"value": "refutes", "purpose": "tagging"}]
    assert pieces(brought(web_annotation(body=bodies)).marks)[0]["stance"] == "refutes"


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ({"name": "Ada"}, "Ada"),
        ([{"nickname": "ada"}, {"name": "Bo"}], "ada"),
        ("https://ada.example", "https://ada.example"),
        (None, NOBODY),
        ({"name": "\x00\u202e "}, NOBODY),
        ({"name": "Ada\n\u202eLovelace"}, "Ada Lovelace"),
        ({"name": "A" * 500}, "A" * 80),
        (7, NOBODY),
    ],
)
def test_a_mark_is_filed_under_its_makers_name(creator, name):
    (mark,) = brought(web_annotation(creator=creator)).marks
    assert mark.reviewer == name


@pytest.mark.parametrize(
    "at", ["", "yesterday", "2999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"]
)
def test_a_time_that_cannot_be_is_now(at):
    (mark,) = brought(web_annotation(created=at)).marks
    assert mark.at == "2026-04-01T00:00:00.000Z"


def test_bringing_them_again_adds_nothing():
    first = brought(hypothesis_row(), web_annotation())
    assert len(first.marks) == 3
    again = brought(hypothesis_row(), web_annotation(), at=place(first.marks))
    assert again.marks == ()
    assert again.known == 2


def test_what_was_changed_since_comes_as_changed():
    first = brought(web_annotation())
    changed = web_annotation(modified="2026-03-02T10:00:00Z", body={"value": "It was a Wednesday."})
    (mark,) = brought(changed, at=place(first.marks)).marks
    assert "It was a Tuesday." in mark.value
    assert mark.value.endswith("It was a Wednesday.")


def test_a_note_that_stands_is_kept_and_written_below():
    stands = Mark(1, "note", "Ask the clerk.", "2026-03-20T10:00:00.000Z", "tab", 1, "Bo")
    made = brought(
        web_annotation(),
        web_annotation(id="urn:2", bodyValue="Which?", body=None),
        at=place((stands,)),
    )
    marks = (stands, *made.marks)
    note = standing(marks)[1, "note"]
    assert note.value == "Ask the clerk.\n\nAda: It was a Tuesday.\n\nAda: Which?"
    assert brought(web_annotation(), at=place(marks)).marks == ()


def test_a_short_comment_within_a_longer_note_is_no_repetition():
    stands = Mark(1, "note", "Nothing is known.", "2026-03-20T10:00:00.000Z", "tab", 1, "Bo")
    (mark,) = brought(web_annotation(body={"value": "No"}), at=place((stands,))).marks
    assert mark.value.endswith("\n\nAda: No")


def test_evidence_that_is_there_is_not_doubled():
    value = {"key": "k", "url": "https://city.example/a", "stance": "supports"}
    there = Mark(1, "evidence", json.dumps(value), "2026-03-20T10:00:00.000Z", "tab", 1, "Bo")
    made = brought(web_annotation(body="https://city.example/a"), at=place((there,)))
    assert (made.marks, made.known) == ((), 1)


def test_replies_that_a_search_lists_apart_come_too():
    reply = hypothesis_row(id="second", text="I doubt it.", references=["pGmKcPAzEe2iiJ8xVEJUlA"])
    reply["target"] = [{"source": PAGE}]
    found = {"total": 1, "rows": [hypothesis_row()], "replies": [reply]}
    made = bring(read_annotations(json.dumps(found).encode()), place(), NOW)
    assert made.left == ()
    *_, note = [mark for mark in made.marks if mark.item == "note"]
    assert (note.sentence, "I doubt it." in note.value) == (2, True)


def test_a_reply_comes_to_the_sentence_it_answers():
    reply = hypothesis_row(id="reply", text="I agree.", tags=[], target=[{"source": PAGE}])
    reply["references"] = [hypothesis_row()["id"]]
    made = brought(reply, hypothesis_row())
    assert made.left == ()
    assert {mark.sentence for mark in made.marks} == {2}
    assert made.marks[-1].value.endswith("Ada Lovelace: I agree.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"target": PAGE}, "no quotation"),
        ({"target": on({"type": "TextPositionSelector", "start": 0, "end": 9})}, "no quotation"),
        ({"target": on(quote("seven purple elephants"))}, "not in the text"),
        ({"target": on(quote("bridge on Monday"), "https://other.example/")}, "another page"),
        ({"body": {"value": "x" * 20_001}}, "20,000"),
    ],
)
def test_what_finds_no_place_is_handed_back_with_the_reason(changes, reason):
    made = brought(web_annotation(**changes))
    assert made.marks == ()
    ((annotation, told),) = made.left
    assert annotation.id == "https://notes.example/1"
    assert reason in told


@pytest.mark.parametrize(
    "page",
    [
        "http://www.news.example/bridge/",
        "https://news.example/bridge?utm_source=letter#top",
        "ni:///sha-256;abc",
    ],
)
def test_an_address_in_another_dress_is_the_same_page(page):
    target = web_annotation()["target"] | {"source": page}
    assert len(brought(web_annotation(target=target)).marks) == 1


def test_a_long_quotation_counts_on_any_page():
    target = on(quote("The council closed the bridge on Monday"), "https://copy.example/")
    assert len(brought(web_annotation(target=target)).marks) == 1


def test_highlights_and_our_own_decisions_are_passed_over():
    tag = {"value": "attributed", "purpose": "tagging"}
    decision = web_annotation(body=[tag, {"value": "yes", "purpose": "assessing"}])
    made = brought(hypothesis_row(text="", tags=[]), decision)
    assert (made.marks, made.left, made.passed_over) == ((), (), 2)


KEYS = [
    *("id", "type", "value", "source", "selector", "exact", "items", "purpose", "format", "name"),
    *("refinedBy", "start"),
]
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from([PAGE, "bridge on Monday"]),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inside, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*web_annotation(), "bodyValue", "modified", "motivation"]), anything
    ),
    st.dictionaries(st.sampled_from([*hypothesis_row(), "references"]), anything),
)
def test_whatever_stands_in_a_row_its_marks_can_be_kept(w3c, hypothesis):
    rows = [web_annotation() | w3c, hypothesis_row() | hypothesis]
    made = brought(*rows)
    assert all(problem(mark, 2) == "" for mark in made.marks)
    assert all(mark.reviewer for mark in made.marks)
    again = brought(*rows, at=place(made.marks))
    assert again.marks == ()


def test_the_place_of_a_mark_is_in_its_name():
    (here,) = brought(web_annotation()).marks
    (there,) = brought(web_annotation(), at=replace(place(), sha256="1" * 64)).marks
    assert here.client_id != there.client_id
