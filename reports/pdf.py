"""The report on paper: a tagged PDF with bookmarks, whose text can be copied.

Typst sets ``templates/report.typ``. Text of strangers reaches it as JSON and is only ever shown: it
is never part of the source.
"""

import json
import os
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from reports import typesetting
from reports.content import content
from reports.counts import OPEN
from reports.drawing import COLOURS, TINTS, bar_svg, cell_svg, edge_colour, flag_svg, picture_svg
from reports.house import house
from reports.picture import picture
from reports.publication import publication
from reviews.records import Report

PAPERS = {"a4": "a4", "letter": "us-letter"}

_TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
#: What the map of the article may be wide, in its own units: the column of text.
_MAP_WIDTH = 690


def render(report: Report) -> bytes:
    """Return the report as PDF, on A4, or on Letter where LINECHECK_PAPER says so."""
    return typeset(report)


def typeset(report: Report, standards: tuple[str, ...] = ()) -> bytes:
    """Return the PDF, held to these standards: ``ua-1`` refuses what a screen reader cannot read.

    A report is not held to one as a rule: they refuse characters that no font at hand has.
    Raises ``typst.TypstError``.
    """
    data = json.dumps(_data(report), ensure_ascii=False)
    return typesetting.pdf(_TEMPLATE.read_bytes(), data, report.generated_at, standards)


def paper() -> str:
    """Return Typst's name of the paper that LINECHECK_PAPER names: A4 unless it says letter."""
    return PAPERS.get(os.environ.get("LINECHECK_PAPER", "").strip().lower(), PAPERS["a4"])


def _data(report: Report) -> dict[str, object]:
    look = house()
    said = content(report)
    drawn = picture(report, _MAP_WIDTH)
    counts = said.counts
    return {
        "paper": paper(),
        "content": asdict(said),
        "listed": [line.position for line in said.lines],
        "map": {
            "svg": picture_svg(drawn),
            "width": drawn.width,
            "alt": f"The answers of {counts.to_review:,} sentences in reading order, "
            "as the table below counts them",
        },
        "bars": [bar_svg(given) for given in counts.answers.values()],
        "signs": _signs(),
        "tints": TINTS,
        # What is open has no colour of its own, and the edge of what does not apply.
        "edges": COLOURS | {OPEN: COLOURS["n/a"]},
        "edge": edge_colour(said.verdict_value),
        "house": {
            "kicker": look.title,
            "accent": look.accent,
            "footer": look.footer or look.title,
            "publisher": publication().publisher,
            "logo": list(look.logo) or None,
        },
    }


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    answers = ("yes", "partly", "no", "n/a")
    return {
        **{name: cell_svg(name, decided=True) for name in answers},
        **{f"proposed-{name}": cell_svg(name, decided=False) for name in answers},
        **{name: flag_svg(name) for name in ("wrong", "change", "unverifiable")},
    }
