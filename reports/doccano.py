"""The sentences as a data set for doccano, text classification with several labels a text.

The format is doccano's JSONL for text classification (its importer, doccano 1.8.5): ``text``,
``label`` as a list of names, and further columns that doccano keeps as metadata. Labels are what
people decided, such as ``attributed: partly``; a sentence that nobody answered has none. The
project must not be one of single labels: doccano would keep the first and drop the others.

The file is ASCII, since doccano may guess the encoding, and guesses wrong where few letters lie
outside it.
"""

import json
from typing import Any

from reports.counts import answer, verdict
from reports.jsonl import row
from reviews.items import QUESTIONS
from reviews.records import Report, ReportSentence


def render(report: Report) -> bytes:
    """Return one line a sentence that makes claims, in reading order, in ASCII."""
    lines = [
        json.dumps(_example(report, sentence))
        for sentence in report.sentences
        if not sentence.set_aside
    ]
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _example(report: Report, sentence: ReportSentence) -> dict[str, Any]:
    given = {**{name: answer(sentence, name) for name in QUESTIONS}, "verdict": verdict(sentence)}
    known = row(report, sentence)
    return {
        "text": sentence.text,
        "label": [f"{name}: {value}" for name, value in given.items() if value],
        "sentence_id": known["id"],
        "kind": sentence.kind,
        "language": report.language,
    }
