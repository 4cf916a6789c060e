"""The published schema: strict, and every field in it described."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import reports
from reports.json import SCHEMA_VERSION, render
from tests.reports.examples import long, report, reviewed

SCHEMA = json.loads(Path(reports.__file__).with_name("schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def objects(schema: dict[str, Any], place: str = "report") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of the schema that names its fields, with where it is."""
    if "properties" in schema:
        yield place, schema
    for name, part in schema.items():
        if isinstance(part, dict):
            yield from objects(part, f"{place}/{name}")


@pytest.mark.parametrize(("place", "described"), list(objects(SCHEMA)))
def test_every_field_is_described_and_no_other_is_allowed(place, described):
    assert described["additionalProperties"] is False
    for name, field in described["properties"].items():
        definition = SCHEMA["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
        words = field.get("description") or definition.get("description", "")
        assert words.endswith("."), f"{place}: {name}"


def test_it_is_the_schema_of_this_version():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION


@pytest.mark.parametrize("made", [report(), long(1), long(1000)], ids=["none", "one", "1000"])
def test_reports_of_any_length_fit(made):
    VALIDATOR.validate(json.loads(render(made)))


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_a_report_without_one_of_its_fields_does_not_fit(name):
    made = json.loads(render(reviewed()))
    del made[name]
    assert not VALIDATOR.is_valid(made)


@pytest.mark.parametrize(
    "changed", [{"unheard_of": 1}, {"schema_version": SCHEMA_VERSION + 1}, {"sha256": "none"}]
)
def test_a_report_in_another_shape_does_not_fit(changed):
    assert not VALIDATOR.is_valid(json.loads(render(reviewed())) | changed)
