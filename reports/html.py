"""The report for people: one HTML file in which nothing runs, to read, to print and to publish.

Its one ``<script>`` is data for search engines: the verdicts as ClaimReview, once signed off.
"""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from reports import source
from reports.claimreview import script
from reports.copies import copies
from reports.counts import (
    OPEN,
    answer,
    count,
    facts,
    has_decisions,
    listed,
    numbered_evidence,
    proposed_answer,
    to_change,
    verdict,
)
from reports.drawing import bar
from reports.house import BadTemplate, House, house
from reports.picture import picture
from reports.untrusted import one_line, visible, web_address
from reports.wording import (
    SIGNS,
    STANCES,
    day,
    deciders,
    language,
    method,
    opening,
    reviewers,
    sentences_title,
    verdict_label,
    verdict_words,
)
from reviews.items import ANSWERS, QUESTIONS
from reviews.records import Evidence, Report

_TEMPLATES = Path(__file__).with_name("templates")

#: Names of answers in class names and element ids.
_LOOKS = {"yes": "yes", "partly": "partly", "no": "no", "n/a": "na", OPEN: OPEN, "": OPEN}

_JINJA = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

#: The widths of the picture, as class of the drawing: the column of text, and a telephone.
_PICTURE_WIDTHS = {"wide": 690, "narrow": 338}


def render(report: Report) -> bytes:
    """Return the report as one HTML file in UTF-8: nothing runs, nothing is loaded.

    Raises ``reports.house.BadTemplate`` where a template of one's own cannot be used.
    """
    look = house()
    counts = count(report)
    evidence = numbered_evidence(report)
    sentences = listed(report)
    known = {
        "report": report,
        "house": look,
        "logo": b64encode(look.logo).decode(),
        "language": language(report),
        "claims": Markup(script(report)),
        "verdict": verdict_words(report),
        "opening": opening(counts),
        "counts": counts,
        "bars": {question: bar(given, 100) for question, given in counts.answers.items()},
        "pictures": {name: picture(report, width) for name, width in _PICTURE_WIDTHS.items()},
        "to_change": to_change(report),
        "facts": {one.position: facts(one, report) for one in sentences},
        "sentences": sentences,
        "listed": {one.position for one in sentences},
        "sentences_title": sentences_title(report),
        "reviewers": reviewers(report),
        "evidence": evidence,
        "evidence_numbers": {(piece.sentence, piece.key): number for number, piece in evidence},
        "method": method(report, counts),
    }
    try:
        return visible(_template(look).render(known)).encode()
    except TemplateError as problem:
        if not look.folder:
            raise
        raise BadTemplate(
            f"report.html of LINECHECK_TEMPLATE: {one_line(str(problem))}."
        ) from problem


def page(template: str, known: dict[str, object]) -> bytes:
    """Return a page of ours that is no report of one article, dressed as one's own reports are."""
    look = house()
    dressed = {**known, "house": look, "logo": b64encode(look.logo).decode()}
    return visible(_ours().get_template(template).render(dressed)).encode()


def _evidence_name(piece: Evidence) -> str:
    return piece.document or piece.url or "Quotation"


def _template(look: House) -> Template:
    """Return one's own page where there is one, else ours."""
    if not look.folder or not (look.folder / "report.html").exists():
        return _ours().get_template("report.html")
    ours = FileSystemLoader(_TEMPLATES)
    places = PrefixLoader({"linecheck": ours, "own": FileSystemLoader(look.folder)})
    # Sandboxed: who writes a page is not always who runs the server.
    environment = SandboxedEnvironment(loader=ChoiceLoader([places, ours]), **_JINJA)
    return _prepared(environment).get_template("own/report.html")


@lru_cache(maxsize=1)
def _ours() -> Environment:
    return _prepared(Environment(loader=FileSystemLoader(_TEMPLATES), **_JINJA))


def _prepared(environment: Environment) -> Environment:
    """Give an environment the names that templates use."""
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
        "bar": bar,
        "copies_of": copies,
        "deciders": deciders,
        "source_words": source,
        "has_decisions": has_decisions,
        "proposed_answer_of": proposed_answer,
        "verdict_of": verdict,
    }
    return environment
