"""What doccano and Label Studio make of a file, by the rules of their own importers.

Read in November 2026 in doccano 1.8.5 (backend/data_import: parsers, readers, makers, labels; the
text classification of a project that allows several labels) and in Label Studio's main branch
(data_import/models.py, tasks/validation.py, tasks/serializers.py) with the label interface of
label-studio-sdk, against which predictions are checked. Only what can refuse or lose something is
here; whatever would be is an ``AssertionError``.
"""

import json
from typing import Any, NamedTuple

from lxml import etree

#: What doccano's reader puts into a row itself: a column of such a name would take its place.
_DOCCANO_COLUMNS = {"example_uuid", "filename", "upload_name", "#line_number", "uuid", "meta"}
_DOCCANO_LABEL_LENGTH = 100

_LABEL_STUDIO_REGION = {"from_name", "to_name", "type", "value"}


class Example(NamedTuple):
    """A text of a doccano project with its categories and metadata."""

    text: str
    labels: list[str]
    meta: dict[str, Any]


def doccano(file: bytes, encoding: str = "utf_8", exclusive: bool = False) -> list[Example]:
    """Import JSONL; ``exclusive`` is a project's "Allow single label", which keeps the first."""
    # Lines end wherever Python's text files let them end.
    decoded = file.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    rows = [json.loads(line.rstrip()) for line in decoded.split("\n")[:-1]]
    # A column that a row lacks becomes a number that is none, which no JSON column can hold.
    assert len({tuple(sorted(row)) for row in rows}) <= 1
    return [_doccano_example(row, exclusive) for row in rows]


def _doccano_example(row: dict[str, Any], exclusive: bool) -> Example:
    assert not row.keys() & _DOCCANO_COLUMNS
    text, labels = row.pop("text"), row.pop("label")
    assert isinstance(text, str)
    assert text
    assert isinstance(labels, list)
    for label in labels:
        assert isinstance(label, str)
        assert 1 <= len(label) <= _DOCCANO_LABEL_LENGTH
    assert len(set(labels)) == len(labels)
    assert None not in row.values()
    return Example(text, labels[:1] if exclusive else labels, row)


def label_studio(file: bytes, config: str) -> list[dict[str, Any]]:
    """Import a JSON file of tasks into a project that is set up as ``config`` says."""
    tasks = json.loads(file.decode())
    assert isinstance(tasks, list)
    setup = etree.fromstring(config)
    controls = {tag.get("name"): tag for tag in setup.iter() if tag.get("toName")}
    objects = {
        tag.get("name"): tag.get("value")
        for tag in setup.iter()
        if tag.get("name") and tag.get("value", "").startswith("$")
    }
    for task in tasks:
        # A task without data, or with empty data, is taken for the data itself.
        assert isinstance(task["data"], dict)
        assert task["data"]
        for value in objects.values():
            assert isinstance(task["data"][value[1:]], str)
        assert task.keys() <= {"data", "annotations", "predictions", "meta"}
        for annotation in task["annotations"]:
            # Of people it knows only its own members; without, whoever imports is named.
            assert "completed_by" not in annotation
            # Left out, an annotation would count as the truth that others are measured by.
            assert annotation["ground_truth"] is False
            _regions(annotation["result"], controls, objects)
        for prediction in task["predictions"]:
            assert 0 <= float(prediction["score"]) <= 1
            assert isinstance(prediction["model_version"], str)
            _regions(prediction["result"], controls, objects)
    return tasks


def _regions(result: Any, controls: dict[str, Any], objects: dict[str, str]) -> None:
    assert isinstance(result, list)
    # The editor finds regions by their names.
    assert len({region["id"] for region in result}) == len(result)
    for region in result:
        assert region.keys() >= _LABEL_STUDIO_REGION
        control = controls[region["from_name"]]
        assert region["type"].lower() == control.tag.lower()
        assert region["to_name"] in objects
        assert region["to_name"] in control.get("toName").split(",")
        chosen = region["value"][control.tag.lower()]
        offered = {choice.get("value") for choice in control.iter("Choice")}
        assert isinstance(chosen, list)
        assert set(chosen) <= offered
        assert control.get("choice") == "multiple" or len(chosen) == 1
