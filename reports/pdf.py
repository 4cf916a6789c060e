"""The report on paper: a tagged PDF with bookmarks, whose text can be copied.

Typst (https://typst.app, as a Python package) sets ``templates/report.typ``. Text of strangers
reaches it as JSON and is only ever shown: it is never part of the source. Fonts come as packages,
all under the SIL Open Font License: Noto for Latin, Greek, Cyrillic, Devanagari and Chinese, Amiri
for Arabic and Urdu (Noto's Arabic fonts draw letters and dots apart, so that text copied from the
page has letters doubled). What these lack is taken from the fonts of the machine.
"""

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

from reports.content import content
from reports.drawing import bar_svg, cell_svg, flag_svg, picture_svg
from reports.picture import picture
from reviews.records import Report

PAPERS = {"a4": "a4", "letter": "us-letter"}

_TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
_FONT_PACKAGES = (
    "fontpkg_noto_serif",
    "fontpkg_noto_sans",
    "fontpkg_amiri",
    "fontpkg_noto_sans_devanagari",
    "pylopdf_fonts_zh_cn",
)
#: One more than after how many runs Typst drops what was not used (comemo's ``evict(10)``).
_RUNS_TO_FORGET = 11
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
    try:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(_data(report), ensure_ascii=False)},
            pdf_standards=list(standards),
            timestamp=_moment(report.generated_at),
        )
    finally:
        _forget()


def paper() -> str:
    """Return Typst's name of the paper that LINECHECK_PAPER names: A4 unless it says letter."""
    return PAPERS.get(os.environ.get("LINECHECK_PAPER", "").strip().lower(), PAPERS["a4"])


def _data(report: Report) -> dict[str, object]:
    said = content(report)
    drawn = picture(report, _MAP_WIDTH)
    counts = said.counts
    return {
        "paper": paper(),
        "content": asdict(said),
        "lines_title": "Every sentence",
        "listed": [line.position for line in said.lines],
        "map": {
            "svg": picture_svg(drawn),
            "width": drawn.width,
            "alt": f"The answers of {counts.to_review:,} sentences in reading order, "
            "as the table below counts them",
        },
        "bars": [bar_svg(given) for given in counts.answers.values()],
        "signs": _signs(),
        "house": {
            "kicker": "Fact-check",
            "accent": "#0b62a4",
            "footer": "Fact-check",
            "publisher": "",
            "logo": None,
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


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders = [str(Path(find_spec(name).origin).parent) for name in _FONT_PACKAGES]
    return typst.Fonts(include_embedded_fonts=False, font_paths=folders)


def _forget() -> None:
    """Let Typst drop what it remembers of a document, or it would grow with each one.

    Its compilers drop what their last ten runs did not use; ``typst.compile`` drops nothing.
    """
    nothing = typst.Compiler(font_paths=_fonts())
    for _ in range(_RUNS_TO_FORGET):
        nothing.compile(b"")


def _moment(generated_at: str) -> datetime:
    """Return the time to write into the file; when none is told, the earliest there is."""
    if not generated_at:
        return datetime.fromtimestamp(0, UTC)
    moment = datetime.fromisoformat(generated_at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
