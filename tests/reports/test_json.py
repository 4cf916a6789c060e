"""The JSON report against its published schema."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

import reports
from reports.json import render
from reports.untrusted import visible
from reviews.items import ANSWERS, ARTICLE_VERDICTS, QUESTIONS, STANCES, VERDICTS
from reviews.records import Evidence, Mark, Report, ReportSentence
from tests.reports.examples import hostile, reviewed
from tests.reports.examples import reports as any_report

SCHEMA = json.loads(Path(reports.__file__).with_name("schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

#: What is not of the article but of the file that is made of it.
OF_THE_FILE = {"generated_at", "left_out", "only_changes", "chosen"}


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", [reviewed(), hostile()], ids=["reviewed", "hostile"])
def test_reports_fit_the_schema(made):
    VALIDATOR.validate(json.loads(render(made)))


@given(any_report())
def test_any_report_fits_the_schema(made):
    VALIDATOR.validate(json.loads(render(made)))


def test_what_is_no_report_does_not_fit():
    made = json.loads(render(reviewed()))
    made["sentences"][1]["decisions"]["attributed"]["at"] = "yesterday"
    with pytest.raises(ValidationError):
        VALIDATOR.validate(made)


def test_the_schema_names_what_the_records_name():
    defined = SCHEMA["$defs"]
    for record, schema in [
        (ReportSentence, defined["sentence"]),
        (Mark, defined["mark"]),
        (Evidence, defined["evidence"]),
    ]:
        assert list(schema["properties"]) == list(record.__dataclass_fields__)
        assert set(schema["required"]) == set(schema["properties"])
    fields = set(Report.__dataclass_fields__) - OF_THE_FILE
    assert fields == set(SCHEMA["properties"]) - {"schema_version", "counts"}
    assert tuple(defined["answer"]["enum"]) == ANSWERS
    assert set(defined["counts"]["properties"]["verdicts"]["properties"]) == set(VERDICTS)
    assert set(defined["counts_by_question"]["properties"]) == set(QUESTIONS)
    assert set(SCHEMA["properties"]["verdict"]["enum"]) == {*ARTICLE_VERDICTS, ""}
    assert set(defined["evidence"]["properties"]["stance"]["enum"]) == set(STANCES)


def test_everything_in_the_record_is_there():
    made = reviewed()
    read = json.loads(render(made))
    for name, value in asdict(made).items():
        if name not in {"sentences", *OF_THE_FILE}:
            assert read[name] == json.loads(json.dumps(value))
    for one, sentence in zip(read["sentences"], made.sentences, strict=True):
        assert one["text"] == sentence.text
        assert {name: mark["value"] for name, mark in one["decisions"].items()} == {
            name: mark.value for name, mark in sentence.decisions.items()
        }
        assert [piece["key"] for piece in one["evidence"]] == [e.key for e in sentence.evidence]
        assert one["proposals"]["attributed"]["spans"] == [{"start": 0, "end": 3, "role": "cue"}]


def test_hostile_text_comes_back_exactly_and_steers_nothing_on_the_way():
    rendered = render(hostile()).decode()
    assert rendered == visible(rendered)
    assert [one["text"] for one in json.loads(rendered)["sentences"]] == [
        one.text for one in hostile().sentences
    ]


def test_nothing_in_it_tells_when_it_was_written():
    later = replace(reviewed(), generated_at="2027-01-01T00:00:00+00:00")
    assert render(later) == render(reviewed())


def test_keys_come_in_the_same_order_each_time():
    assert list(json.loads(render(reviewed())))[:3] == ["schema_version", "article", "title"]
    for one in json.loads(render(reviewed()))["sentences"]:
        assert list(one["proposals"])[:3] == list(QUESTIONS)
        assert list(one["decisions"]) == sorted(one["decisions"])
