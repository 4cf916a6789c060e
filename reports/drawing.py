"""Drawings as SVG that stands by itself, for documents that have no style sheet.

Colours are Okabe and Ito's, as in ``report.css``; every answer has a shape of its own as well.
A decided answer is solid; what is only proposed is dashed and pale.
"""

from dataclasses import dataclass

from reports.counts import OPEN
from reports.picture import Picture
from reviews.items import ANSWERS

COLOURS = {
    "yes": "#009e73",
    "partly": "#e69f00",
    "no": "#d55e00",
    "n/a": "#8a8a85",
    OPEN: "#d9d7d0",
}
#: What stands behind the word of a decided answer: dark letters are read on each.
TINTS = {"yes": "#bfe7dc", "partly": "#f8dfa6", "no": "#f3c3a0", "n/a": "#e4e3df"}
_EDGES = {"sound": "yes", "changes": "partly", "unsound": "no"}
_PALE = {"yes": "#bfe7dc", "partly": "#f9e7bf", "no": "#ffffff", "n/a": "#ffffff"}
_INK = "#222"


def edge_colour(verdict: str) -> str:
    """Return the colour beside the result, after the verdict on the whole article."""
    return COLOURS[_EDGES.get(verdict, "n/a")]


@dataclass(frozen=True, slots=True)
class Part:
    """One answer's part of a bar; ``x`` and ``width`` in units of the bar's length."""

    answer: str
    count: int
    x: float
    width: float


def bar(answers: dict[str, int], length: float) -> list[Part]:
    """Cut a bar of this length into parts in proportion to the counts; empty answers have none."""
    whole = sum(answers.values())
    parts: list[Part] = []
    x = 0.0
    for name in (*ANSWERS, OPEN):
        if not answers[name]:
            continue
        width = length * answers[name] / whole
        parts.append(Part(name, answers[name], round(x, 2), round(width, 2)))
        x += width
    return parts


def bar_svg(answers: dict[str, int], length: int = 120, height: int = 9) -> str:
    """Return a bar as SVG."""
    drawn = "".join(
        f'<rect x="{part.x}" width="{part.width}" height="{height}" fill="{COLOURS[part.answer]}"/>'
        for part in bar(answers, length)
    )
    return _svg(length, height, drawn)


def picture_svg(picture: Picture) -> str:
    """Return the map of the article as SVG."""
    drawn = []
    text_size = 11 if picture.size >= 9 else 9
    for band in picture.bands:
        drawn.append(f'<g transform="translate(0 {band.y})">')
        middle = picture.size / 2 + 3
        first = band.columns[0].position
        drawn.append(
            f'<text x="{picture.labels_width - 6}" y="{middle}" text-anchor="end" '
            f'font-size="9">{first}</text>'
        )
        drawn += [
            f'<text x="0" y="{y + middle}" font-size="{text_size}">{question}</text>'
            for question, y in picture.rows
        ]
        for column in band.columns:
            if column.flag:
                drawn.append(_flag(column.flag, column.x, 0, picture.size))
            drawn += [
                _cell(cell.answer, cell.decided, column.x, cell.y, picture.size)
                for cell in column.cells
            ]
        drawn.append("</g>")
    return _svg(picture.width, picture.height, "".join(drawn))


def cell_svg(answer: str, decided: bool) -> str:
    """Return one cell by itself, as a key shows it."""
    return _svg(10, 10, _cell(answer, decided, 0, 0, 10))


def flag_svg(verdict: str) -> str:
    """Return the mark of a verdict that asks for a change by itself."""
    return _svg(10, 10, _flag(verdict, 0, 0, 10))


def _svg(width: float, height: float, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {max(height, 1)}" '
        f'width="{width}" height="{max(height, 1)}" '
        f'font-family="Noto Sans, sans-serif" fill="#555">{drawn}</svg>'
    )


def _cell(answer: str, decided: bool, x: float, y: float, size: float) -> str:
    colour = COLOURS.get(answer, COLOURS["n/a"])
    inner = size - 1
    if answer == "n/a":
        drawn = f'fill="{colour}"' if decided else f'fill="none" stroke="{colour}"'
        return f'<circle cx="{x + size / 2}" cy="{y + size / 2}" r="{size * 0.13:.2f}" {drawn}/>'
    dashes = "" if decided else ' stroke-dasharray="1.6 1.3"'
    inside = {True: {"yes": colour}, False: _PALE}[decided].get(answer, "none")
    box = (
        f'<rect x="{x + 0.5}" y="{y + 0.5}" width="{inner}" height="{inner}" fill="{inside}" '
        f'stroke="{colour}"{dashes}/>'
    )
    if answer == "partly":
        half = colour if decided else _PALE["partly"]
        empty = box.replace(f'fill="{inside}"', 'fill="none"')
        return (
            f'<rect x="{x + 0.5}" y="{y + size / 2}" width="{inner}" '
            f'height="{size / 2 - 0.5}" fill="{half}"/>{empty}'
        )
    if answer == "no" and decided:
        return box + (
            f'<rect x="{x + size / 4}" y="{y + size * 0.43:.2f}" width="{size / 2}" '
            f'height="{size * 0.15:.2f}" fill="{colour}"/>'
        )
    return box


def _flag(verdict: str, x: float, y: float, size: float) -> str:
    near, far = size * 0.15, size * 0.85
    if verdict == "wrong":
        path = f"M{near} {near}L{far} {far}M{far} {near}L{near} {far}"
        drawn = f'<path d="{path}" fill="none" stroke="{_INK}" stroke-width="1.6"/>'
    elif verdict == "change":
        drawn = f'<path d="M{near} {near}H{far}L{size / 2} {far}Z" fill="{_INK}"/>'
    else:
        drawn = (
            f'<circle cx="{size / 2}" cy="{size / 2}" r="{size * 0.34:.2f}" fill="none" '
            f'stroke="{_INK}" stroke-width="1.6"/>'
        )
    return f'<g transform="translate({x} {y})">{drawn}</g>'
