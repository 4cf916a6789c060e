"""The report for programs: everything that is known, in a shape published as ``schema.json``.

It is complete: ``reports.reading`` makes the same report of it, and ``db.restore`` the same
article with all its marks. It carries no time of its own making, only when something last
changed, so that two files of an unchanged article are the same byte for byte.
"""

import dataclasses
import json
from typing import Any

from reports.counts import count
from reports.untrusted import escaped_json
from reviews.items import QUESTIONS
from reviews.records import Proposal, Report, ReportSentence

#: Grows when a program that reads the file would have to change.
SCHEMA_VERSION = 2

#: What is not of the article: when the report was made, and what was left out of it.
_NOT_KEPT = {
    "sentences",
    "generated_at",
    "source",
    "copies",
    "left_out",
    "only_changes",
    "chosen",
}


def render(report: Report) -> bytes:
    """Return the whole report as JSON in UTF-8, keys in a stable order."""
    document = json.dumps(as_dict(report), ensure_ascii=False, indent=2, allow_nan=False)
    return escaped_json(document).encode() + b"\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain values; offsets count code points of ``text``."""
    facts = {
        field.name: getattr(report, field.name)
        for field in dataclasses.fields(report)
        if field.name not in _NOT_KEPT
    }
    return {
        "schema_version": SCHEMA_VERSION,
        **facts,
        "links": [_span(link, "href") for link in report.links],
        "history": [dataclasses.asdict(mark) for mark in report.history],
        "writer_notes": [dataclasses.asdict(note) for note in report.writer_notes],
        "source": dataclasses.asdict(report.source) if report.source else None,
        "copies": [dataclasses.asdict(copy) for copy in report.copies],
        "counts": dataclasses.asdict(count(report)),
        "sentences": [_sentence(sentence) for sentence in report.sentences],
    }


def _sentence(sentence: ReportSentence) -> dict[str, Any]:
    plain = dataclasses.asdict(sentence)
    names = sorted(sentence.proposals, key=_question_order)
    plain["proposals"] = {name: _proposal(sentence.proposals[name]) for name in names}
    plain["decisions"] = dict(sorted(plain["decisions"].items()))
    return plain


def _proposal(proposal: Proposal) -> dict[str, Any]:
    plain = dataclasses.asdict(proposal)
    plain["spans"] = [_span(span, "role") for span in proposal.spans]
    return plain


def _span(span: tuple[int, int, str], third: str) -> dict[str, Any]:
    return dict(zip(("start", "end", third), span, strict=True))


def _question_order(name: str) -> tuple[int, str]:
    """Order the three questions as they are asked, and any other check after them by name."""
    return (QUESTIONS.index(name) if name in QUESTIONS else len(QUESTIONS)), name
