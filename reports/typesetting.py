"""Typst (https://typst.app, as a Python package) with the fonts that come as packages.

All fonts are under the SIL Open Font License: Noto for Latin, Greek, Cyrillic, Devanagari and
Chinese, Amiri for Arabic and Urdu (Noto's Arabic fonts draw letters and their dots apart, so that
text copied from the page has letters doubled). What these lack is taken from the machine's fonts.
"""

from datetime import UTC, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

_FONT_PACKAGES = (
    "fontpkg_noto_serif",
    "fontpkg_noto_sans",
    "fontpkg_amiri",
    "fontpkg_noto_sans_devanagari",
    "pylopdf_fonts_zh_cn",
)
#: One more than after how many runs Typst drops what was not used (comemo's ``evict(10)``).
_RUNS_TO_FORGET = 11
_PNG_OF_SVG = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_SHARP = 220  # pixels an inch: print


def pdf(source: bytes, data: str, generated_at: str, standards: tuple[str, ...] = ()) -> bytes:
    """Return what a Typst source makes of ``data``, which it finds as ``sys.inputs.data``.

    ``generated_at`` (ISO 8601) is the date in the file; ``standards`` are what it is held to, as
    ``ua-1``. Raises ``typst.TypstError``.
    """
    try:
        return typst.compile(
            source,
            font_paths=_fonts(),
            sys_inputs={"data": data},
            pdf_standards=list(standards),
            timestamp=_moment(generated_at),
        )
    finally:
        _forget()


def png(svg: str) -> bytes:
    """Return an SVG as picture for programs that show none, sharp enough for print."""
    try:
        return typst.compile(
            _PNG_OF_SVG, font_paths=_fonts(), sys_inputs={"svg": svg}, format="png", ppi=_SHARP
        )
    finally:
        _forget()


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
