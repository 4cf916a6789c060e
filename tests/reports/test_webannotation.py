"""Web Annotations against the schema, and the musts of the model that no schema can say."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import reports
from reports.counts import count
from reports.webannotation import render
from reviews.records import Report
from tests.reports.examples import evidence, hostile, mark, report, reviewed, sentence
from tests.reports.examples import reports as any_report

SCHEMA = json.loads(
    (Path(reports.__file__).with_name("schemas") / "webannotation.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def annotations(made: Report) -> list[dict[str, Any]]:
    read = json.loads(render(made))
    VALIDATOR.validate(read)
    items = read.get("first", {"items": []})["items"]
    assert read["total"] == len(items)
    return items


def by_tag(made: Report, tag: str) -> list[dict[str, Any]]:
    return [one for one in annotations(made) if tag in tags(one)]


def tags(one: dict[str, Any]) -> list[str]:
    return [body["value"] for body in one["body"] if body["purpose"] == "tagging"]


def musts(made: Report) -> None:
    found = annotations(made)
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids)
    for one in found:
        made_at = datetime.fromisoformat(one["created"])
        assert made_at.tzinfo is not None
        if "selector" in one["target"]:
            place, quote = one["target"]["selector"]
            start, end = place["start"], place["end"]
            assert made.text[start:end] == quote["exact"]
            assert made.text[:start].endswith(quote["prefix"])
            assert made.text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, start)
            assert len(quote["suffix"]) == min(32, len(made.text) - end)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", [report(), reviewed(), hostile()], ids=["none", "some", "hostile"])
def test_musts(made):
    musts(made)


@settings(max_examples=30)
@given(any_report())
def test_any_report_keeps_to_the_musts_and_loses_no_mark(made):
    musts(made)
    standing = sum(len(one.decisions) for one in made.sentences)
    assert len(annotations(made)) == standing + count(made).evidence


def test_offsets_count_code_points():
    made = report(sentence(1, "🌉🌉 𝔘𝔫𝔦."), sentence(2, decisions={"attributed": "no"}))
    (one,) = annotations(made)
    assert one["target"]["selector"][0]["start"] == len("🌉🌉 𝔘𝔫𝔦.\n") == 8
    musts(made)


def test_each_mark_has_its_motivation():
    motivations = {
        (tag, one["motivation"]) for one in annotations(reviewed()) for tag in tags(one)[:1]
    }
    assert motivations == {
        ("attributed", "assessing"),
        ("sourced", "assessing"),
        ("verifiable", "assessing"),
        ("fact", "assessing"),
        ("verdict", "assessing"),
        ("verdict", "questioning"),
        ("note", "commenting"),
        ("summary", "commenting"),
        ("evidence", "linking"),
    }
    (questioned, *_) = [
        one for one in by_tag(reviewed(), "verdict") if one["motivation"] == "questioning"
    ]
    assert questioned["body"][1]["value"] == "change"


def test_evidence_links_to_what_it_is():
    linked, named = by_tag(reviewed(), "evidence")[:2]
    (resource,) = [body for body in linked["body"] if body["type"] == "SpecificResource"]
    assert resource["source"] == "https://example.org/audit?a=1&b=2"
    assert resource["selector"]["exact"] == "2.4 million"
    assert tags(linked) == ["evidence", "refutes"]
    assert linked["body"][-1]["value"] == "The city's audit, p. 3"
    assert all(body["type"] == "TextualBody" for body in named["body"])
    assert named["body"][-1]["value"] == "A call, p. 3, “2.4 million”"


def test_a_fact_is_where_it_stands_and_the_setting_of_a_review_is_no_annotation():
    made = report(sentence(1, "It rained."), sentence(2, decisions={"fact:15-22": "checked"}))
    off = replace(made, history=(mark(0, "facts", "off"),))
    (one,) = annotations(off)
    assert one["target"]["selector"][1]["exact"] == "council"


def test_words_on_the_article_are_about_all_of_it():
    (summary,) = by_tag(reviewed(), "summary")
    assert "selector" not in summary["target"]
    assert summary["target"]["source"] == "https://example.org/bridge"


@pytest.mark.parametrize(
    ("fetched", "told"),
    [
        ("", "2026-01-31T09:00:00.000Z"),
        ("2026-01-30T10:00:00+02:00", "2026-01-30T08:00:00.000Z"),
        ("some day", "2026-01-31T09:00:00.000Z"),
        ("0001-01-01T00:00:00+14:00", "2026-01-31T09:00:00.000Z"),
    ],
)
def test_the_state_says_when_the_page_was_so(fetched, told):
    made = replace(reviewed(), fetched_at=fetched)
    assert {one["target"]["state"]["sourceDate"] for one in annotations(made)} == {told}


@pytest.mark.parametrize("address", ["", "javascript:alert(1)"])
def test_without_an_address_the_text_is_named_by_its_hash(address):
    made = report(sentence(1, decisions={"attributed": "no"}), url=address)
    assert annotations(made)[0]["target"]["source"].startswith("ni:///sha-256;")


def test_the_same_act_has_the_same_name_in_every_export():
    later = replace(reviewed(), title="Another title", article=9)
    assert [one["id"] for one in annotations(later)] == [
        one["id"] for one in annotations(reviewed())
    ]


def test_an_edited_piece_of_evidence_is_one_annotation():
    piece = evidence(1)
    made = report(sentence(1, evidence=(piece,)))
    (first,) = made.sentences
    (act,) = first.history
    edited = replace(act, seq=act.seq + 1, at="2026-02-01T12:00:00.000Z")
    changed = replace(made, sentences=(replace(first, history=(act, edited)),))
    (before,), (after,) = annotations(made), annotations(changed)
    assert after["created"] == edited.at
    assert after["id"] != before["id"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.pop("id"),
        lambda one: one.update(id=["urn:uuid:1", "urn:uuid:2"]),
        lambda one: one.update(id="1"),
        lambda one: one.update(created="2026-01-31 12:00"),
        lambda one: one.update(created="2026-01-31T12:00:00"),
        lambda one: one.update(created=["2026-01-31T12:00:00Z"]),
        lambda one: one.pop("target"),
        lambda one: one.pop("@context"),
        lambda one: one.update(type="Note"),
        lambda one: one.update(motivation="gossiping"),
        lambda one: one.update(bodyValue="both"),
        lambda one: one["target"]["selector"][0].update(start=-1),
    ],
)
def test_the_schema_refuses_what_is_no_annotation(change):
    made = json.loads(render(reviewed()))
    change(made["first"]["items"][0])
    assert not VALIDATOR.is_valid(made)
