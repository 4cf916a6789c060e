"""The report for programs. Its shape is published beside this file as ``schema.json``."""

import dataclasses
import json
from typing import Any

from reports.summary import summary
from reviews.records import Report

#: Grows when a program that reads the file would have to change.
SCHEMA_VERSION = 1


def render(report: Report) -> bytes:
    """Return the whole report as JSON in UTF-8, keys in a stable order."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2).encode() + b"\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain values; offsets count code points of ``text``."""
    counts = dataclasses.asdict(summary(report))
    return {"schema": SCHEMA_VERSION, "counts": counts, **dataclasses.asdict(report)}
