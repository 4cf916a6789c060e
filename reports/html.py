"""The report for people: one HTML file without scripts, to read, print and publish."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.summary import (
    answer,
    method,
    reviewed,
    sentences,
    summary,
    to_change,
    verdict,
    verdict_words,
)
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Evidence, Report, ReportSentence

_TEMPLATES = Path(__file__).with_name("templates")

#: Answers differ by sign as well as by colour.
SIGNS = {"yes": "✓", "partly": "◐", "no": "–", "n/a": "·", "": "?"}
_CLASSES = {"yes": "yes", "partly": "partly", "no": "no", "n/a": "na", "": "unknown"}

#: Cells of the picture in one row; a row is as wide as the column of text.
_CELLS_IN_A_ROW = 45

_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in the picture: proposals are drawn dashed, decisions solid."""

    sign: str
    look: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One sentence in the picture: its three answers, one below the other."""

    position: int
    told: str
    cells: tuple[Cell, ...]


def render(report: Report) -> bytes:
    """Return the report as one HTML file in UTF-8: no scripts, nothing loaded from elsewhere."""
    pieces = [piece for sentence in report.sentences for piece in sentence.evidence]
    rendered = (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            verdict=verdict_words(report),
            sentences=sentences(report),
            counts=summary(report),
            picture=_picture(report),
            to_change=to_change(report),
            evidence=list(enumerate(pieces, 1)),
            note_numbers={id(piece): number for number, piece in enumerate(pieces, 1)},
            method=method(report),
            style=Markup(_TEMPLATES.joinpath("report.css").read_text(encoding="utf-8")),
            questions=QUESTIONS,
            answers=(*ANSWERS, "open"),
            verdict_names=VERDICTS,
        )
    )
    # A lone surrogate cannot be written as UTF-8; NUL would end the page for some readers.
    return rendered.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace")


def safe_href(address: str) -> str:
    """Return the address if a browser may open it, else nothing: no javascript:, no data:."""
    return address if _WEB.match(address) else ""


def _picture(report: Report) -> list[list[Column]]:
    """Return the article's sentences as rows of columns, in reading order."""
    columns = [_column(sentence) for sentence in reviewed(report)]
    return [columns[at : at + _CELLS_IN_A_ROW] for at in range(0, len(columns), _CELLS_IN_A_ROW)]


def _column(sentence: ReportSentence) -> Column:
    cells = tuple(_cell(sentence, question) for question in QUESTIONS)
    told = "; ".join(f"{question} {answer(sentence, question) or 'open'}" for question in QUESTIONS)
    return Column(sentence.position, f"Sentence {sentence.position}: {told}", cells)


def _cell(sentence: ReportSentence, question: str) -> Cell:
    decided = answer(sentence, question)
    proposal = sentence.proposals.get(question)
    shown = decided or (proposal.answer if proposal else "")
    return Cell(SIGNS[shown], _CLASSES[shown], bool(decided))


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
    environment.filters |= {"safe_href": safe_href, "evidence_name": _evidence_name}
    environment.globals |= {
        "signs": SIGNS,
        "looks": _CLASSES,
        "answer": answer,
        "verdict_of": verdict,
        "id": id,
    }
    return environment
