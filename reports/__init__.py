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
    """How a report is rendered, what the result is called, and what people are told of it."""

    render: Callable[[Report], bytes]
    media_type: str
    extension: str
    name: str
    use: str


FORMATS = {
    "html": Format(
        html.render, "text/html; charset=utf-8", "html", "HTML", "to read, print and publish"
    ),
    "markdown": Format(
        markdown.render, "text/markdown; charset=utf-8", "md", "Markdown", "for a note or a wiki"
    ),
    "csv": Format(csv.render, "text/csv; charset=utf-8", "csv", "CSV", "for a spreadsheet"),
    "json": Format(json.render, "application/json", "json", "JSON", "complete, for a program"),
    "claimreview": Format(
        claimreview.render,
        "application/ld+json",
        "claimreview.jsonld",
        "ClaimReview",
        "for search engines",
    ),
    "webannotation": Format(
        webannotation.render,
        "application/ld+json",
        "annotations.jsonld",
        "Web Annotation",
        "for annotation tools",
    ),
    "jsonl": Format(
        jsonl.render, "application/x-ndjson", "jsonl", "JSON Lines", "to train a model on"
    ),
    "label-studio": Format(
        label_studio.render,
        "application/json",
        "label-studio.json",
        "Label Studio",
        "its import format",
    ),
    "doccano": Format(
        doccano.render, "application/x-ndjson", "doccano.jsonl", "doccano", "its import format"
    ),
}


def file_name(report: Report, form: str) -> str:
    """Return a name for the file, safe wherever it is written."""
    return f"{stem(report)}.{FORMATS[form].extension}"
