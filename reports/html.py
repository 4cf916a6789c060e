"""The report for people: one HTML file in which nothing runs, to read, to print and to publish.

Its one ``<script>`` is data for search engines: the verdicts as ClaimReview, once signed off.
"""

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import source
from reports.claimreview import script
from reports.counts import (
    OPEN,
    answer,
    count,
    facts,
    has_decisions,
    numbered_evidence,
    proposed_answer,
    to_change,
    verdict,
)
from reports.picture import picture
from reports.untrusted import visible, web_address
from reports.wording import (
    SIGNS,
    STANCES,
    day,
    deciders,
    method,
    opening,
    verdict_label,
    verdict_words,
)
from reviews.items import ANSWERS, QUESTIONS
from reviews.records import Evidence, Report

_TEMPLATES = Path(__file__).with_name("templates")

#: Names of answers in class names and element ids.
_LOOKS = {"yes": "yes", "partly": "partly", "no": "no", "n/a": "na", OPEN: OPEN, "": OPEN}

#: The widths of the picture, as class of the drawing: the column of text, and a telephone.
_PICTURE_WIDTHS = {"wide": 690, "narrow": 338}

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")


def render(report: Report) -> bytes:
    """Return the report as one HTML file in UTF-8: nothing runs, nothing is loaded."""
    counts = count(report)
    evidence = numbered_evidence(report)
    rendered = (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            language=report.language if _LANGUAGE.fullmatch(report.language) else "",
            claims=Markup(script(report)),
            verdict=verdict_words(report),
            opening=opening(counts),
            counts=counts,
            pictures={name: picture(report, width) for name, width in _PICTURE_WIDTHS.items()},
            to_change=to_change(report),
            facts={one.position: facts(one, report) for one in report.sentences},
            evidence=evidence,
            evidence_numbers={(piece.sentence, piece.key): number for number, piece in evidence},
            method=method(report, counts),
        )
    )
    return visible(rendered).encode()


def _evidence_name(piece: Evidence) -> str:
    return piece.document or piece.url or "Quotation"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": day,
        "evidence_name": _evidence_name,
        "verdict_label": verdict_label,
        "web_address": web_address,
    }
    environment.globals |= {
        "ANSWERS": ANSWERS,
        "LOOKS": _LOOKS,
        "QUESTIONS": QUESTIONS,
        "SIGNS": SIGNS,
        "STANCES": STANCES,
        "STYLE": Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8")),
        "answer_of": answer,
        "deciders": deciders,
        "source_words": source,
        "has_decisions": has_decisions,
        "proposed_answer_of": proposed_answer,
        "verdict_of": verdict,
    }
    return environment
