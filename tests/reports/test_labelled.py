"""Labelled data: JSON lines, Label Studio's tasks, doccano's examples, all with the same labels."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from reports import FORMATS
from reports.counts import count
from reports.label_studio import LABELING_CONFIG
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Report
from tests.reports.examples import hostile, long, mark, report, reviewed, sentence
from tests.reports.examples import reports as any_report

EVERY = [report(), reviewed(), hostile(), long(50)]
IDS = ["none", "some", "hostile", "50"]


def lines(form: str, made: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in FORMATS[form].render(made).decode().split("\n")[:-1]]


def tasks(made: Report) -> list[dict[str, Any]]:
    return json.loads(FORMATS["label-studio"].render(made))


def compared() -> Report:
    """Two people who agree on the first question, not on the second; one answered the third."""
    history = (
        mark(1, "attributed", "no", "Ada"),
        mark(1, "attributed", "yes", "Ada"),
        mark(1, "attributed", "yes", "Ben"),
        mark(1, "sourced", "no", "Ada"),
        mark(1, "sourced", "partly", "Ben"),
        mark(1, "verifiable", "yes", "Ada"),
        mark(1, "verifiable", "yes", "Ben"),
        mark(1, "verifiable", "", "Ben"),
    )
    standing = {"attributed": history[2], "sourced": history[4], "verifiable": history[5]}
    decided = replace(sentence(1), history=history, decisions=standing)
    return replace(report(sentence(1)), sentences=(decided,))


def test_a_line_holds_answers_proposals_and_agreement():
    (row,) = lines("jsonl", compared())
    assert row["text"] == "The council closed the bridge."
    assert row["answers"] == {"attributed": "yes", "sourced": "partly", "verifiable": "yes"}
    assert row["proposals"] == {"attributed": "no", "sourced": "no", "verifiable": "yes"}
    assert row["votes"] == {
        "attributed": {"yes": 2},
        "sourced": {"partly": 1, "no": 1},
        "verifiable": {"yes": 1},
    }
    assert row["agreement"] == {"attributed": 1.0, "sourced": 0.0, "verifiable": None}


def test_what_nobody_decided_is_null():
    (row,) = lines("jsonl", report(sentence(1)))
    assert set(row["answers"].values()) == {None}
    assert row["verdict"] is None


@pytest.mark.parametrize("made", EVERY, ids=IDS)
def test_there_is_a_line_for_each_sentence_and_a_label_for_each_answer(made):
    rows = lines("jsonl", made)
    assert [row["position"] for row in rows] == [one.position for one in made.sentences]
    assert len({row["id"] for row in rows}) == len(rows)
    counted = count(made)
    for question in QUESTIONS:
        given = Counter(row["answers"][question] for row in rows if not row["set_aside"])
        assert {name: given[name] for name in ANSWERS} == {
            name: counted.answers[question][name] for name in ANSWERS
        }


@settings(max_examples=30)
@given(any_report())
def test_labels_are_as_many_as_counted_in_every_format(made):
    counted = count(made)
    labels = Counter(label for one in lines("doccano", made) for label in one["label"])
    for question in QUESTIONS:
        for name in ANSWERS:
            assert labels[f"{question}: {name}"] == counted.answers[question][name]
    assert len(tasks(made)) == len(lines("doccano", made)) == counted.to_review
    rows = lines("jsonl", made)
    verdicts = Counter(row["verdict"] for row in rows)
    assert {name: verdicts[name] for name in VERDICTS} == counted.verdicts


@pytest.mark.parametrize("made", [*EVERY, compared()], ids=[*IDS, "compared"])
def test_label_studio_finds_every_answer_in_its_setup(made):
    setup = etree.fromstring(LABELING_CONFIG)
    choices = {
        one.get("name"): {choice.get("value") for choice in one.iter("Choice")}
        for one in setup.iter("Choices")
    }
    texts = {one.get("name"): one.get("value") for one in setup.iter("Text")}
    for task in tasks(made):
        assert set(task) == {"data", "annotations", "predictions"}
        for one in [*task["annotations"], *task["predictions"]]:
            assert one["result"]
            for result in one["result"]:
                assert texts[result["to_name"]] == "$text"
                assert isinstance(task["data"]["text"], str)
                assert result["type"] == "choices"
                (value,) = result["value"]["choices"]
                assert value in choices[result["from_name"]]
        for one in task["predictions"]:
            assert 0 <= one["score"] <= 1


def test_label_studio_gets_one_annotation_a_reviewer():
    (task,) = tasks(compared())
    given = [
        {one["from_name"]: one["value"]["choices"][0] for one in annotation["result"]}
        for annotation in task["annotations"]
    ]
    assert given == [
        {"attributed": "yes", "sourced": "no", "verifiable": "yes"},
        {"attributed": "yes", "sourced": "partly"},
    ]


@pytest.mark.parametrize("form", ["jsonl", "label-studio", "doccano"])
def test_no_reviewer_is_named(form):
    made = report(sentence(1, decisions={"attributed": "yes", "note": "n"}, reviewer="Zebedee"))
    assert b"Zebedee" not in FORMATS[form].render(made)


@pytest.mark.parametrize("form", ["jsonl", "doccano"])
def test_no_text_breaks_a_line(form):
    made = report(
        *hostile().sentences, sentence(99, "Some\u2028readers\u2029break\x85lines\x0bhere.")
    )
    assert [row["text"] for row in lines(form, made)] == [one.text for one in made.sentences]
    assert len(FORMATS[form].render(made).decode().splitlines()) == len(made.sentences)
