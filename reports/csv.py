"""The report for spreadsheets: one row a sentence, safe to open.

A cell that begins with = + - @ is run as a formula by spreadsheets, whoever wrote it. Such cells
get a leading apostrophe, which spreadsheets take as "this is text"
(OWASP, "CSV Injection": https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
import re

from reports.summary import answer, verdict
from reviews.items import QUESTIONS, VERDICTS
from reviews.records import Evidence, Report, ReportSentence

COLUMNS = [
    "sentence",
    "kind",
    "text",
    *QUESTIONS,
    *(f"{question} proposed" for question in QUESTIONS),
    "verdict",
    "note",
    "evidence",
    "links",
    "decided by",
    "last mark",
]

#: What spreadsheets may run: also after blanks, in full width, and after a tab or a line break.
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠|%]|[\t\r\n]")


def render(report: Report) -> bytes:
    """Return the sentences as CSV in UTF-8 with a byte order mark, which spreadsheets look for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in _row(sentence)] for sentence in report.sentences)
    return out.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it."""
    cell = cell.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(sentence: ReportSentence) -> list[str]:
    proposals = [sentence.proposals.get(question) for question in QUESTIONS]
    note = sentence.decisions.get("note")
    return [
        str(sentence.position),
        sentence.kind,
        sentence.text,
        *(answer(sentence, question) for question in QUESTIONS),
        *(proposal.answer if proposal else "" for proposal in proposals),
        VERDICTS.get(verdict(sentence), ""),
        note.value if note else "",
        "\n".join(_evidence(piece) for piece in sentence.evidence),
        "\n".join(sentence.links),
        ", ".join(sorted({mark.reviewer for mark in sentence.decisions.values()})),
        max((mark.at for mark in sentence.history), default=""),
    ]


def _evidence(piece: Evidence) -> str:
    parts = [piece.url, piece.document, piece.locator, f"“{piece.quote}”" if piece.quote else ""]
    return f"{piece.stance}: " + ", ".join(part for part in parts if part)
