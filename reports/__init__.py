"""The report goes out: one module a format, each ``render(report) -> bytes`` from one record.

A new format is one new module and one line in ``FORMATS``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reports import (
    claimreview,
    csv,
    doccano,
    html,
    json,
    jsonl,
    label_studio,
    markdown,
    webannotation,
)
from reports.naming import stem
from reviews.records import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a report is rendered, and what the result is called."""

    render: Callable[[Report], bytes]
    media_type: str
    extension: str


FORMATS = {
    "html": Format(html.render, "text/html; charset=utf-8", "html"),
    "markdown": Format(markdown.render, "text/markdown; charset=utf-8", "md"),
    "csv": Format(csv.render, "text/csv; charset=utf-8", "csv"),
    "json": Format(json.render, "application/json", "json"),
    "jsonl": Format(jsonl.render, "application/x-ndjson", "jsonl"),
    "claimreview": Format(claimreview.render, "application/ld+json", "claimreview.jsonld"),
    "webannotation": Format(webannotation.render, "application/ld+json", "annotations.jsonld"),
    "label-studio": Format(label_studio.render, "application/json", "label-studio.json"),
    "doccano": Format(doccano.render, "application/x-ndjson", "doccano.jsonl"),
}


def file_name(report: Report, form: str) -> str:
    """Return a name for the file, safe wherever it is written."""
    return f"{stem(report)}.{FORMATS[form].extension}"
