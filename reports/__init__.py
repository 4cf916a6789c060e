"""The report goes out: one module a format, each ``render(report) -> bytes`` from one record.

A new format is one new module and one line in ``FORMATS``.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from reports import csv, html, json, markdown
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
}

_LONGEST_STEM = 60


def file_name(report: Report, form: str) -> str:
    """Return a name for the file: the title in plain letters, digits and hyphens only.

    Titles come from strangers; nothing else of them can reach a header or a file system.
    """
    plain = unicodedata.normalize("NFKD", report.title).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:_LONGEST_STEM].strip("-")
    return f"fact-check-{stem or report.article}.{FORMATS[form].extension}"
