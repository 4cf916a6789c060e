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
    pdf,
    webannotation,
    word,
    xlsx,
)
from reports.naming import stem
from reports.options import EVERYTHING, Options, prepare
from reviews.records import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a report is rendered, what the result is called, and what people are told of it.

    Of one ``for_people`` parts can be left out; one for programs is complete.
    """

    render: Callable[[Report], bytes]
    media_type: str
    extension: str
    name: str
    use: str
    for_people: bool = False


FORMATS = {
    "html": Format(
        html.render,
        "text/html; charset=utf-8",
        "html",
        "HTML",
        "to read, print and publish",
        for_people=True,
    ),
    "pdf": Format(
        pdf.render, "application/pdf", "pdf", "PDF", "to print and to send", for_people=True
    ),
    "docx": Format(
        word.render,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        "Word",
        "to edit and to comment",
        for_people=True,
    ),
    "xlsx": Format(
        xlsx.render,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        "Excel",
        "to sort, filter and count",
        for_people=True,
    ),
    "markdown": Format(
        markdown.render,
        "text/markdown; charset=utf-8",
        "md",
        "Markdown",
        "for a note or a wiki",
        for_people=True,
    ),
    "csv": Format(
        csv.render,
        "text/csv; charset=utf-8",
        "csv",
        "CSV",
        "one row a sentence, plain",
        for_people=True,
    ),
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


class NotForPeople(ValueError):
    """Something is to be left out of a format for programs; the message names those it can be."""


def write(report: Report, form: str, options: Options = EVERYTHING) -> bytes:
    """Return the report in a format, without what is to be left out. Raises ``NotForPeople``."""
    if options != EVERYTHING and not FORMATS[form].for_people:
        people = ", ".join(name for name, one in FORMATS.items() if one.for_people)
        raise NotForPeople(f"{FORMATS[form].name} is always complete; leave parts out of {people}.")
    return FORMATS[form].render(prepare(report, options))


def file_name(report: Report, form: str) -> str:
    """Return a name for the file, safe wherever it is written."""
    return f"{stem(report)}.{FORMATS[form].extension}"
