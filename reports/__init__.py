"""The report goes out: one module a format, each ``render(report) -> bytes`` from one record.

A new format is one new module and one line in ``FORMATS``.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

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
from reports.options import EVERYTHING, NotWritten, Options, prepare
from reviews.records import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a report is rendered, what the result is called, and what people are told of it.

    ``options`` names those of ``Options`` that it follows; without any it is always complete.
    """

    render: Callable[[Report], bytes]
    media_type: str
    extension: str
    name: str
    use: str
    options: frozenset[str] = frozenset()


_FOR_PEOPLE = frozenset({"only_changes", "notes", "reviewers"})
_FOR_PUBLICATION = frozenset({"sentences", "notes"})

FORMATS = {
    "html": Format(
        html.render,
        "text/html; charset=utf-8",
        "html",
        "HTML",
        "to read, print and publish",
        _FOR_PEOPLE,
    ),
    "pdf": Format(pdf.render, "application/pdf", "pdf", "PDF", "to print and to send", _FOR_PEOPLE),
    "docx": Format(
        word.render,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        "Word",
        "to edit and to comment",
        _FOR_PEOPLE,
    ),
    "xlsx": Format(
        xlsx.render,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        "Excel",
        "to sort, filter and count",
        _FOR_PEOPLE,
    ),
    "markdown": Format(
        markdown.render,
        "text/markdown; charset=utf-8",
        "md",
        "Markdown",
        "for a note or a wiki",
        _FOR_PEOPLE,
    ),
    "csv": Format(
        csv.render,
        "text/csv; charset=utf-8",
        "csv",
        "CSV",
        "one row a sentence, plain",
        _FOR_PEOPLE,
    ),
    "json": Format(json.render, "application/json", "json", "JSON", "complete, for a program"),
    "claimreview": Format(
        claimreview.render,
        "application/ld+json",
        "claimreview.jsonld",
        "ClaimReview",
        "for search engines",
        _FOR_PUBLICATION,
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


#: What each option does, as a sentence begins that says where it can be had.
_ASKED = {
    "only_changes": "Only what needs a change can be shown",
    "notes": "Internal notes can be left out",
    "reviewers": "The reviewers’ names can be left out",
    "sentences": "Single sentences can be chosen",
}


def write(report: Report, form: str, options: Options = EVERYTHING) -> bytes:
    """Return the report in a format, without what is to be left out.

    Raises ``NotWritten`` for an option that the format does not follow, and for sentences that are
    not there or have nothing to be published.
    """
    for option in fields(options):
        name = option.name
        asked = getattr(options, name) != getattr(EVERYTHING, name)
        if asked and name not in FORMATS[form].options:
            able = ", ".join(key for key, one in FORMATS.items() if name in one.options)
            complete = "" if FORMATS[form].options else ", which is always complete"
            raise NotWritten(f"{_ASKED[name]} in {able}, not in {form}{complete}.")
    return FORMATS[form].render(prepare(report, options))


def file_name(report: Report, form: str) -> str:
    """Return a name for the file, safe wherever it is written."""
    return f"{stem(report)}.{FORMATS[form].extension}"
