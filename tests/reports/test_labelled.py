"""Labelled data: JSON lines, Label Studio's tasks, doccano's examples, all with the same labels."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from reports import FORMATS
from reports.counts import answer, count, verdict
from reports.label_studio import LABELING_CONFIG
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Report
from tests.reports.examples import hostile, long, mark, report, reviewed, sentence
from tests.reports.examples import reports as any_report
from tests.reports.importers import doccano, label_studio

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
def test_label_studio_takes_the_file_and_finds_every_answer_in_its_setup(made):
    imported = label_studio(FORMATS["label-studio"].render(made), LABELING_CONFIG)
    assert imported == tasks(made)
    for one in imported:
        assert all(given["result"] for given in [*one["annotations"], *one["predictions"]])


@pytest.mark.parametrize(
    "change",
    [
        lambda task: task["predictions"][0].update(score=50),
        lambda task: task["predictions"][0]["result"][0].update(from_name="opinion"),
        lambda task: task["predictions"][0]["result"][0].update(type="labels"),
        lambda task: task["predictions"][0]["result"][0]["value"].update(choices=["maybe"]),
        lambda task: task["annotations"][0].pop("ground_truth"),
        lambda task: task["annotations"][0].update(completed_by="Ada"),
        lambda task: task["data"].update(text=None),
    ],
)
def test_label_studio_would_refuse(change):
    given = tasks(compared())
    change(given[0])
    with pytest.raises((AssertionError, KeyError)):
        label_studio(json.dumps(given).encode(), LABELING_CONFIG)


@pytest.mark.parametrize("made", [*EVERY, compared()], ids=[*IDS, "compared"])
@pytest.mark.parametrize("encoding", ["utf_8", "cp1252", "shift_jis", "koi8_r"])
def test_doccano_takes_the_file_whatever_encoding_it_thinks_it_finds(made, encoding):
    examples = doccano(FORMATS["doccano"].render(made), encoding)
    reviewed_ones = [one for one in made.sentences if not one.set_aside]
    assert [one.text for one in examples] == [one.text for one in reviewed_ones]
    for one, example in zip(reviewed_ones, examples, strict=True):
        given = {name: answer(one, name) for name in QUESTIONS} | {"verdict": verdict(one)}
        assert example.labels == [f"{name}: {value}" for name, value in given.items() if value]
        assert set(example.meta) == {"sentence_id", "kind", "language"}


def test_a_project_of_single_labels_would_lose_answers():
    file = FORMATS["doccano"].render(compared())
    assert len(doccano(file)[0].labels) == 3
    assert len(doccano(file, exclusive=True)[0].labels) == 1


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
