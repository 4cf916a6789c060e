"""The export against the musts of W3C's model, written down for any annotation, not for ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from reports.webannotation import render
from tests.reports.examples import hostile, long, report, reviewed
from tests.reports.examples import reports as any_report

SCHEMA = json.loads(Path(__file__).with_name("w3c_annotation.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LEAST = {
    "@context": CONTEXT,
    "id": "https://notes.example/1",
    "type": "Annotation",
    "target": "https://example.org/bridge",
}


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"@context": [CONTEXT, "https://own.example/context"]},
        {"type": ["Annotation", "Review"]},
        {"bodyValue": "A comment."},
        {"body": []},
        {"body": ["https://a.example/1", {"id": "https://a.example/2", "format": "text/html"}]},
        {"body": {"type": "TextualBody", "value": "نوٹ", "textDirection": "rtl"}},
        {"motivation": ["commenting", "https://own.example/doubting"]},
        {"creator": "https://people.example/ada", "created": "2026-03-01T10:00:00Z"},
        {"target": {"source": {"id": "https://a.example/"}, "selector": "https://a.example/s1"}},
        {
            "target": {
                "source": "urn:isbn:1",
                "selector": {"type": "TextQuoteSelector", "exact": ""},
            }
        },
        {
            "target": {
                "source": "https://a.example/",
                "state": {"type": "TimeState", "sourceDate": "2026-03-01T10:00:00.5Z"},
            }
        },
    ],
)
def test_what_the_model_allows_is_allowed(changes):
    VALIDATOR.validate(LEAST | changes)


@pytest.mark.parametrize("without", ["@context", "id", "type", "target"])
def test_what_an_annotation_must_have_is_asked_for(without):
    assert not VALIDATOR.is_valid({key: value for key, value in LEAST.items() if key != without})


def on(selector: Any) -> dict[str, Any]:
    return {"target": {"source": "https://a.example/", "selector": selector}}


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": "https://schema.org"},
        {"id": ["https://notes.example/1"]},
        {"id": "1"},
        {"type": "Note"},
        {"target": []},
        {"target": {"selector": {"type": "TextQuoteSelector", "exact": "a"}}},
        {"body": "a", "bodyValue": "a"},
        {"bodyValue": ["a", "b"]},
        {"body": {"type": "TextualBody"}},
        {"body": {"type": "TextualBody", "value": ["a", "b"]}},
        {"body": {"type": "SpecificResource", "purpose": "linking"}},
        {"body": {"type": "TextualBody", "value": "a", "purpose": "gossiping"}},
        {"created": "2026-03-01"},
        {"created": "2026-03-01T10:00:00"},
        {"created": "2026-03-01T12:00:00+02:00"},
        {"created": "2026-13-01T10:00:00Z"},
        {"created": ["2026-03-01T10:00:00Z"]},
        {"modified": "yesterday"},
        {"motivation": "gossiping"},
        {"creator": {"id": ["https://a.example/", "https://b.example/"]}},
        on({"exact": "a"}),
        on({"type": "TextQuoteSelector", "prefix": "a"}),
        on({"type": "TextQuoteSelector", "exact": "a", "suffix": ["b"]}),
        on({"type": "TextPositionSelector", "start": 1}),
        on({"type": "TextPositionSelector", "start": -1, "end": 2}),
        on({"type": "TextPositionSelector", "start": 1.5, "end": 2}),
        on({"type": "RangeSelector", "startSelector": {}}),
    ],
)
def test_what_the_model_forbids_is_refused(changes):
    assert not VALIDATOR.is_valid(LEAST | changes)


@pytest.mark.parametrize("made", [report(), reviewed(), hostile(), long(45)])
def test_the_export_keeps_to_the_model(made):
    VALIDATOR.validate(json.loads(render(made)))


@settings(max_examples=30)
@given(any_report())
def test_any_export_keeps_to_the_model(made):
    VALIDATOR.validate(json.loads(render(made)))
    for one in json.loads(render(made)).get("first", {"items": []})["items"]:
        VALIDATOR.validate(one)
