"""The report for spreadsheets: one row a sentence, safe to open.

Spreadsheets run a cell that begins with = + - or @ as a formula, whoever wrote it, some of them
also in full width and after blanks. Such a cell gets a leading apostrophe, which they take to mean
"this is text" (OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection).
A spreadsheet set to another country's habits may also cut cells at semicolons, tabs and line ends,
quoted or not; what follows one of these inside a cell is treated as the beginning of a cell.
"""

import csv
import io
import re

from reports.copies import sentence_copies
from reports.counts import answer, facts, listed, proposed_answer, verdict
from reports.untrusted import visible
from reports.wording import STANCES, by_whom, deciders
from reviews.items import QUESTIONS, VERDICTS
from reviews.records import Evidence, Report, ReportSentence

COLUMNS = [
    "sentence",
    "kind",
    "set aside",
    "text",
    *QUESTIONS,
    "facts checked",
    "verdict",
    "note",
    "evidence",
    "decided by",
    *(f"{question}: proposed" for question in QUESTIONS),
    *(f"{question}: reason for the proposal" for question in QUESTIONS),
    "links",
    "copies kept",
]

#: Blanks here are all that is empty to the eye, but what separates cells.
_FORMULA = re.compile(
    r"(?:^|(?<=[;\t\n]))(?=(?:[^\S;\t\n]|[\u200b-\u200f\u2060\ufeff])*[=+\-@＝＋－＠]|\t)"
)


def render(report: Report) -> bytes:
    """Return the sentences as CSV (RFC 4180) in UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for sentence in listed(report):
        writer.writerow([inert(cell) for cell in row(sentence, report)])
    return out.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """Return the cell so that no spreadsheet runs any of it."""
    return _FORMULA.sub("'", visible(cell))


def row(sentence: ReportSentence, report: Report) -> list[str]:
    """Return what stands in the columns of one sentence, not yet inert."""
    found = facts(sentence, report)
    proposals = [sentence.proposals.get(question) for question in QUESTIONS]
    note = sentence.decisions.get("note")
    return [
        str(sentence.position),
        sentence.kind,
        "yes" if sentence.set_aside else "no",
        sentence.text,
        *(answer(sentence, question) for question in QUESTIONS),
        f"{sum(fact.checked for fact in found)} of {len(found)}" if found else "",
        VERDICTS.get(verdict(sentence), ""),
        note.value if note else "",
        "\n".join(_evidence(piece) for piece in sentence.evidence),
        "\n".join(f"{items}: {by_whom(who, when)}" for items, who, when in deciders(sentence)),
        *(proposed_answer(sentence, question) for question in QUESTIONS),
        *(proposal.reason if proposal else "" for proposal in proposals),
        "\n".join(sentence.links),
        "\n".join(sentence_copies(report, sentence)),
    ]


def _evidence(piece: Evidence) -> str:
    quote = f"“{piece.quote}”" if piece.quote else ""
    parts = [piece.document, piece.url, piece.locator, quote]
    about = ", ".join(part for part in parts if part)
    return f"{STANCES[piece.stance]}: {about} ({by_whom(piece.reviewer, piece.at)})"
