"""The report for spreadsheets: SpreadsheetML (ECMA-376, part 1), written part by part.

Every text is an inline string with a mark that it is text, so no spreadsheet takes it for a
formula, whatever it begins with and whatever is done to it later.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from string import ascii_uppercase

from reports import csv
from reports.content import Content, content
from reports.counts import OPEN, listed
from reports.drawing import COLOURS
from reports.house import house
from reports.package import RELATED, Related, escaped, package, properties, relationships
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Report

_PARTS = Path(__file__).with_name("templates") / "xlsx"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {
    "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
    "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
    "xl/worksheets/sheet2.xml": f"{_SHEET}.worksheet+xml",
    "xl/styles.xml": f"{_SHEET}.styles+xml",
    "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}

#: The most a cell holds: characters of UTF-16, as spreadsheets count them.
LONGEST_CELL = 32_767

#: What spreadsheets take for the code of a character (ECMA-376 part 1, 22.9.2.19).
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

# Places of cell formats in templates/xlsx/styles.xml.
_TEXT, _NUMBER, _HEAD, _TITLE, _STRONG, _QUIET, _FIGURES_HEAD = range(1, 8)

_WIDTHS = {
    "sentence": 9,
    "kind": 10,
    "set aside": 10,
    "text": 70,
    **dict.fromkeys(QUESTIONS, 12),
    "facts checked": 13,
    "verdict": 18,
    "note": 40,
    "evidence": 50,
    "decided by": 36,
    "links": 40,
}
_OTHER_WIDTH = 24

#: Where the counts stand on the summary sheet: the row of their head, from 1.
_COUNTS_ROW = 6
_ALL_ANSWERS = (*ANSWERS, OPEN)


def render(report: Report) -> bytes:
    """Return the report as XLSX: a sheet that sums up, and one row a sentence on another."""
    said = content(report)
    parts = {
        "docProps/core.xml": properties(f"{house().title}: {said.title}", report.generated_at),
        "xl/workbook.xml": (_PARTS / "workbook.xml")
        .read_text(encoding="utf-8")
        .replace("LAST", f"${_column(len(csv.COLUMNS))}${len(listed(report)) + 1}"),
        "xl/_rels/workbook.xml.rels": relationships(
            [
                Related("rId1", f"{RELATED}/worksheet", "worksheets/sheet1.xml"),
                Related("rId2", f"{RELATED}/worksheet", "worksheets/sheet2.xml"),
                Related("rId3", f"{RELATED}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": (_PARTS / "styles.xml").read_text(encoding="utf-8"),
        "xl/worksheets/sheet1.xml": _summary(said),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            [Related("rId1", f"{RELATED}/drawing", "../drawings/drawing1.xml")]
        ),
        "xl/worksheets/sheet2.xml": _sentences(report),
        "xl/drawings/drawing1.xml": (_PARTS / "drawing.xml").read_text(encoding="utf-8"),
        "xl/drawings/_rels/drawing1.xml.rels": relationships(
            [Related("rId1", f"{RELATED}/chart", "../charts/chart1.xml")]
        ),
        "xl/charts/chart1.xml": _chart(said),
    }
    return package("xl/workbook.xml", _TYPES, parts)


def fitting(words: str) -> str:
    """Return as much of the words as a cell holds, with … where some are left out."""
    # In UTF-16 a character takes one unit or two; an ASCII text needs no closer look.
    if len(words) * 2 <= LONGEST_CELL:
        return words
    units = words.encode("utf-16-le", "replace")
    if len(units) <= LONGEST_CELL * 2:
        return words
    return units[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _summary(said: Content) -> str:
    counts = said.counts
    rows: list[list[str]] = [
        [_words(f"{house().title}: {said.title}", _TITLE)],
        [_words(" · ".join(said.about), _QUIET)],
        [_words(said.verdict, _STRONG)],
        [_words(said.opening)],
        [_words(" ".join(said.summary))],
        [_words(name, _FIGURES_HEAD) for name in ("", *_ALL_ANSWERS, "", "", *ANSWERS)],
    ]
    for question in QUESTIONS:
        given, proposed = counts.answers[question], counts.proposed[question]
        rows.append(
            [
                _words(question, _STRONG),
                *(_number(given[name]) for name in _ALL_ANSWERS),
                "",
                _words("proposed, open", _QUIET),
                *(_number(proposed[name]) for name in ANSWERS),
            ]
        )
    rows.append([])
    figures = {
        "sentences to review": counts.to_review,
        "reviewed": counts.done,
        "lines set aside": counts.set_aside,
        "facts": counts.facts,
        "facts checked": counts.facts_checked,
        **{VERDICTS[name]: number for name, number in counts.verdicts.items()},
        "notes": counts.notes,
        "pieces of evidence": counts.evidence,
        "proposals decided on": counts.proposals_decided,
        "proposals kept": counts.proposals_kept,
    }
    rows += [[_words(name, _STRONG), _number(figure)] for name, figure in figures.items()]
    if said.source:
        rows += [[], [_words("The source", _STRONG)], [_words(said.source.told, _QUIET)]]
        rows += [[_words(f"{name}: {rating}", _QUIET)] for name, rating in said.source.ratings]
        rows += [[_words(words, _QUIET)] for words in said.source.signals]
    rows += [[], [_words("How this was done", _STRONG)], [_words(said.method)]]
    rows += [[_words(name, _QUIET), _words(value, _QUIET)] for name, value in said.record]
    # Long words stand across the sheet, each in a row high enough for them.
    across = [1, 2, 3, 4, 5, len(rows) - len(said.record)]
    merged = "".join(f'<mergeCell ref="A{number}:L{number}"/>' for number in across)
    heights = {
        number: 15 * -(-len(words) // 110)
        for number, words in (
            (4, said.opening),
            (5, " ".join(said.summary)),
            (across[-1], said.method),
        )
    }
    widths = [22, *[10] * len(_ALL_ANSWERS), 4, 16, *[9] * len(ANSWERS)]
    return _worksheet(
        rows,
        widths,
        heights=heights,
        after=f'<mergeCells count="{len(across)}">{merged}</mergeCells>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/><drawing r:id="rId1"/>',
    )


def _sentences(report: Report) -> str:
    rows = [[_words(name, _HEAD) for name in csv.COLUMNS]]
    for sentence in listed(report):
        _, *cells = csv.row(sentence, report)
        rows.append([_number(sentence.position), *(_words(cell) for cell in cells)])
    last = f"{_column(len(csv.COLUMNS))}{len(rows)}"
    return _worksheet(
        rows,
        [_WIDTHS.get(name, _OTHER_WIDTH) for name in csv.COLUMNS],
        frozen=True,
        after=f'<autoFilter ref="A1:{last}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/>',
    )


def _worksheet(
    rows: Iterable[list[str]],
    widths: list[int],
    *,
    frozen: bool = False,
    heights: dict[int, int] | None = None,
    after: str = "",
) -> str:
    pane = (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        if frozen
        else ""
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    drawn = "".join(
        f'<row r="{number}"{_height((heights or {}).get(number, 0))}>'
        f"{''.join(_placed(cell, number, column) for column, cell in enumerate(cells, 1))}</row>"
        for number, cells in enumerate(rows, 1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{RELATED}"><sheetPr><pageSetUpPr fitToPage="1"/>'
        f'</sheetPr><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{drawn}</sheetData>{after}</worksheet>"
    )


def _height(points: int) -> str:
    return f' ht="{min(points, 400)}" customHeight="1"' if points > 15 else ""


def _placed(cell: str, row: int, column: int) -> str:
    return cell.replace("<c ", f'<c r="{_column(column)}{row}" ', 1)


def _column(number: int) -> str:
    first, last = divmod(number - 1, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[last]


def _words(words: str, style: int = _TEXT) -> str:
    if not words:
        return ""
    return (
        f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(words)}</t></is></c>'
    )


def _escaped(words: str) -> str:
    return escaped(_CODE.sub("_x005F_", fitting(words)))


def _number(number: int) -> str:
    return f'<c s="{_NUMBER}"><v>{number}</v></c>'


def _chart(said: Content) -> str:
    """Return a bar a question, its parts in proportion to the answers, read from the counts."""
    last = _COUNTS_ROW + len(QUESTIONS)
    rows = f"${_COUNTS_ROW + 1}:$COLUMN${last}"
    names = f"Summary!$A{rows.replace('COLUMN', 'A')}"
    series = "".join(
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef>'
        f"<c:f>Summary!${_column(at + 2)}${_COUNTS_ROW}</c:f></c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{COLOURS[name][1:]}"/></a:solidFill></c:spPr>'
        f"<c:cat><c:strRef><c:f>{names}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>Summary!"
        f"${_column(at + 2)}{rows.replace('COLUMN', _column(at + 2))}</c:f></c:numRef></c:val>"
        "</c:ser>"
        for at, name in enumerate(_ALL_ANSWERS)
    )
    told = f"What people decided on {said.counts.to_review:,} sentences"
    return (
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main"><c:chart><c:title>'
        f'<c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100"/></a:pPr><a:r>'
        f'<a:rPr lang="en" sz="1100"/><a:t>{told}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="percentStacked"/>{series}<c:gapWidth val="60"/><c:overlap val="100"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling>'
        '<c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        '<c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling>'
        '<c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="0%" sourceLinked="0"/><c:crossAx val="1"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>'
        "</c:chart></c:chartSpace>"
    )
