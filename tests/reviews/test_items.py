"""What may be marked: every acceptable act passes, every other is told why in one sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.items import (
    ANSWERS,
    ARTICLE_VERDICTS,
    CHOSEN_KINDS,
    LONGEST_ARTICLE,
    LONGEST_TEXT,
    QUESTIONS,
    STANCES,
    VERDICTS,
    article_problem,
    fact_item,
    problem,
)
from reviews.records import Mark

SENTENCES = 10


def mark(**changes) -> Mark:
    usual = {
        "sentence": 1,
        "item": "attributed",
        "value": "yes",
        "at": "2026-03-01T10:00:00.000Z",
        "client_id": "tab-1",
        "seq": 1,
    }
    return Mark(**usual | changes)


def evidence(**fields) -> Mark:
    usual = {"key": "k", "url": "https://a.example", "stance": "supports"}
    return mark(item="evidence", value=json.dumps(usual | fields))


def refused(one: Mark) -> str:
    """Return the reason why a mark is refused, having seen that it is a sentence fit to send."""
    reason = problem(one, SENTENCES)
    assert reason.endswith(".")
    assert reason.isprintable()
    reason.encode()
    return reason


@pytest.mark.parametrize(
    ("item", "values"),
    [
        *((question, ANSWERS) for question in QUESTIONS),
        ("verdict", tuple(VERDICTS)),
        ("kind", CHOSEN_KINDS),
        ("fact:0-4", ("checked",)),
        (fact_item(120, 131), ("checked",)),
        ("note", ("", "Ask the audit office.\nAgain.", "x" * LONGEST_TEXT)),
    ],
)
def test_every_value_of_an_item_and_its_clearing_are_kept(item, values):
    for value in ("", *values):
        assert problem(mark(item=item, value=value), SENTENCES) == ""


@pytest.mark.parametrize(
    ("item", "value"),
    [
        *(("verdict", verdict) for verdict in ("", *ARTICLE_VERDICTS)),
        ("summary", "All in all"),
        ("facts", "off"),
        ("facts", ""),
    ],
)
def test_the_whole_article_has_items_of_its_own(item, value):
    assert problem(mark(sentence=0, item=item, value=value), SENTENCES) == ""


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"sentence": -1}, "-1"),
        ({"sentence": SENTENCES + 1}, "11"),
        ({"seq": -1}, "number"),
        ({"seq": 2**53}, "number"),
        ({"client_id": ""}, "client_id"),
        ({"client_id": "x" * 65}, "client_id"),
        ({"client_id": "\ud800"}, "client_id"),
        ({"client_id": "tab 1"}, "client_id"),
        ({"client_id": "täb"}, "client_id"),
        ({"client_id": "tab\n"}, "client_id"),
        ({"item": "fact:0-4", "value": "perhaps"}, "checked"),
        ({"item": "fact:04-9"}, "fact:04-9"),
        ({"item": "fact:-1-9"}, "fact:-1-9"),
        ({"item": "fact:1-9 "}, "fact:1-9"),
        ({"item": "fact:1-٩"}, "fact:1-"),
        ({"item": "fact:1-99999999999"}, "fact:1-"),
        ({"item": "fact:0-4", "sentence": 0}, "fact:0-4"),
        ({"item": "facts"}, "facts"),
        ({"item": "facts", "value": "on", "sentence": 0}, "off"),
        ({"at": ""}, "time"),
        ({"at": "2026-03-01T10:00:00Z"}, "time"),
        ({"at": "2026-03-01T10:00:00.000+00:00"}, "time"),
        ({"at": "2026-02-30T10:00:00.000Z"}, "time"),
        ({"at": "2026-03-01T24:00:00.000Z"}, "time"),
        ({"at": "0000-03-01T10:00:00.000Z"}, "time"),
        ({"at": "2026-03-01T10:00:00.000Z\n"}, "time"),
        ({"at": "٢٠٢٦-٠٣-٠١T10:00:00.000Z"}, "time"),
        ({"at": "2026-03-01T10:00:00.00٠Z"}, "time"),
        ({"item": "colour"}, "colour"),
        ({"item": "\ud800\x1b[31m\u202e"}, "nothing called"),
        ({"item": "summary"}, "summary"),
        ({"sentence": 0, "item": "attributed"}, "attributed"),
        ({"sentence": 0, "item": "verdict", "value": "accurate"}, "accurate"),
        ({"value": "maybe"}, "maybe"),
        ({"value": "YES"}, "YES"),
        ({"value": "\x1b[31m"}, "not one of"),
        ({"item": "verdict", "value": "sound"}, "sound"),
        ({"item": "kind", "value": "headline"}, "headline"),
        ({"item": "note", "value": "x" * (LONGEST_TEXT + 1)}, "20,000"),
        ({"item": "note", "value": "\ud83d"}, "broken character"),
        ({"item": "note", "value": "a\0b"}, "broken character"),
    ],
)
def test_a_mark_that_makes_no_sense_is_refused(changes, word):
    assert word in refused(mark(**changes))


@pytest.mark.parametrize(
    "fields",
    [
        *({"stance": stance} for stance in STANCES),
        {"url": "", "document": "Audit 2025", "locator": "p. 4"},
        {"url": "", "quote": "so it is"},
        {"withdrawn": False},
        {"withdrawn": True, "url": "", "stance": ""},
    ],
)
def test_evidence_is_kept(fields):
    assert problem(evidence(**fields), SENTENCES) == ""


def test_evidence_is_withdrawn_by_its_key_alone():
    gone = mark(item="evidence", value='{"key": "k", "withdrawn": true}')
    assert problem(gone, SENTENCES) == ""


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"key": ""}, "key"),
        ({"key": 5}, "key"),
        ({"key": "x" * 65}, "key"),
        ({"key": "\ud800"}, "broken"),
        ({"stance": "proves"}, "supports"),
        ({"stance": ["supports"]}, "supports"),
        ({"stance": ""}, "supports"),
        ({"url": "  "}, "address"),
        ({"url": 5}, "text"),
        ({"url": None}, "text"),
        ({"quote": "\ud800"}, "broken"),
        ({"document": "\0"}, "broken"),
        ({"quote": "x" * 10_001}, "10,000"),
        ({"withdrawn": "yes"}, "true or false"),
        ({"withdrawn": 1}, "true or false"),
        ({"withdrawn": True, "url": []}, "text"),
        ({"colour": "red"}, "colour"),
        ({"\x1b": "red"}, "no field"),
    ],
)
def test_evidence_that_makes_no_sense_is_refused(fields, word):
    assert word in refused(evidence(**fields))


@pytest.mark.parametrize(
    "value",
    [
        *("", "{", "[]", '"k"', "null", "[" * 10_000, "1" * 10_000),
        '{"key": "k", "withdrawn": true, "stance": NaN}',
    ],
)
def test_evidence_that_is_not_a_json_object_is_refused(value):
    assert "evidence" in refused(mark(item="evidence", value=value))


marks_of_any_kind = st.builds(
    Mark,
    sentence=st.integers(),
    item=st.sampled_from([*QUESTIONS, "verdict", "note", "kind", "evidence", "summary", "x"]),
    value=st.text(st.characters(exclude_categories=())),
    at=st.sampled_from(["2026-03-01T10:00:00.000Z", "2026", "now"]),
    client_id=st.text(st.characters(exclude_categories=()), max_size=70),
    seq=st.integers(),
)


@given(one=marks_of_any_kind, count=st.integers(0, 20))
def test_anything_is_answered_with_nothing_or_with_a_sentence(one, count):
    reason = problem(one, count)
    assert reason == "" or (reason.endswith(".") and len(reason) < 200)
    reason.encode()


@given(
    value=st.recursive(st.none() | st.booleans() | st.text(), lambda v: st.lists(v), max_leaves=5)
)
def test_any_json_in_any_field_of_evidence_is_answered(value):
    for field in ("key", "url", "document", "quote", "locator", "stance", "withdrawn"):
        reason = problem(evidence(**{field: value}), SENTENCES)
        assert reason == "" or reason.endswith(".")


def test_an_article_longer_than_a_review_holds_is_told() -> None:
    assert article_problem(LONGEST_ARTICLE) == ""
    assert article_problem(58_821) == (
        "The text has 58,821 sentences and a review holds 20,000: add it in parts."
    )
