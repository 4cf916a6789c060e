"""The report for spreadsheets: SpreadsheetML (ECMA-376, part 1), written part by part.

Every text is an inline string with a mark that it is text, so no spreadsheet takes it for a
formula, whatever it begins with and whatever is done to it later.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from string import ascii_uppercase
from textwrap import wrap
from unicodedata import east_asian_width

from reports import csv
from reports.content import Content, content
from reports.copies import copies
from reports.counts import OPEN, listed, numbered_evidence
from reports.drawing import COLOURS
from reports.house import house
from reports.package import RELATED, Related, escaped, package, properties, relationships
from reports.pdf import paper
from reports.wording import STANCES, day
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Report

_PARTS = Path(__file__).with_name("templates") / "xlsx"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {
    "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
    "xl/styles.xml": f"{_SHEET}.styles+xml",
    "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}

#: The most a cell holds: characters of UTF-16, as spreadsheets count them.
LONGEST_CELL = 32_767

_HIDDEN = ' hidden="1"'

#: What spreadsheets take for the code of a character (ECMA-376 part 1, 22.9.2.19).
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

# Places of cell formats in templates/xlsx/styles.xml.
_TEXT, _NUMBER, _HEAD, _TITLE, _STRONG, _QUIET, _FIGURES_HEAD = range(1, 8)
_LISTED, _LISTED_NUMBER = range(8, 10)

_WIDTHS = {
    "sentence": 9,
    "kind": 10,
    "set aside": 10,
    "text": 60,
    **dict.fromkeys(QUESTIONS, 12),
    "facts checked": 13,
    "verdict": 18,
    "note": 36,
    "evidence": 44,
    "decided by": 36,
    **{f"{question}: proposed": 12 for question in QUESTIONS},
    **{f"{question}: reason for the proposal": 44 for question in QUESTIONS},
    "links": 40,
    "copies kept": 68,
}
#: The last column that is printed; with what the program proposed beside it, none could be read.
_LAST_PRINTED = "evidence"

#: The columns of the sheet of evidence and their widths.
_EVIDENCE = {
    "number": 9,
    "sentence": 9,
    "stance": 10,
    "document": 28,
    "address": 34,
    "place": 14,
    "quotation": 44,
    "given by": 16,
    "given on": 17,
    "copies kept": 68,
}

#: What SpreadsheetML calls the papers (ECMA-376 part 1, 18.3.1.63).
_PAPERS = {"a4": 9, "us-letter": 1}

#: Where the counts stand on the summary sheet: the row of their head, from 1.
_COUNTS_ROW = 6
#: Heights in points: of a line, of a row that says nothing of its own, and the most there is.
_LINE_HEIGHT, _ROW_HEIGHT, _HIGHEST_ROW = 13, 15, 400
_ALL_ANSWERS = (*ANSWERS, OPEN)


def render(report: Report) -> bytes:
    """Return the report as XLSX: what it comes to, one row a sentence, one row a piece of evidence.

    Each of the three is a sheet; that of the evidence is only there where there is some.
    """
    said = content(report)
    sheets = {"Summary": _summary(said), "Sentences": _sentences(report)}
    if said.evidence:
        sheets["Evidence"] = _evidence(report)
    paths = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    parts = {
        "docProps/core.xml": properties(f"{house().title}: {said.title}", report.generated_at),
        "xl/workbook.xml": _workbook(report, list(sheets)),
        "xl/_rels/workbook.xml.rels": relationships(
            [
                *(
                    Related(f"rId{number}", f"{RELATED}/worksheet", path)
                    for number, path in enumerate(paths, 1)
                ),
                Related("rIdStyles", f"{RELATED}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": (_PARTS / "styles.xml").read_text(encoding="utf-8"),
        **{f"xl/{path}": sheet for path, sheet in zip(paths, sheets.values(), strict=True)},
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            [Related("rId1", f"{RELATED}/drawing", "../drawings/drawing1.xml")]
        ),
        "xl/drawings/drawing1.xml": (_PARTS / "drawing.xml").read_text(encoding="utf-8"),
        "xl/drawings/_rels/drawing1.xml.rels": relationships(
            [Related("rId1", f"{RELATED}/chart", "../charts/chart1.xml")]
        ),
        "xl/charts/chart1.xml": _chart(said),
    }
    types = _TYPES | {f"xl/{path}": f"{_SHEET}.worksheet+xml" for path in paths}
    return package("xl/workbook.xml", types, parts)


def _workbook(report: Report, names: list[str]) -> str:
    """Return the part that names the sheets, and of each list its head, its filter, its print."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    printed = _column(csv.COLUMNS.index(_LAST_PRINTED) + 1)
    rows = len(listed(report)) + 1
    ranges = [
        ("_FilterDatabase", 1, f"Sentences!$A$1:${_column(len(csv.COLUMNS))}${rows}"),
        ("Print_Area", 1, f"Sentences!$A$1:${printed}${rows}"),
        *(("Print_Titles", at, f"{name}!$1:$1") for at, name in enumerate(names) if at),
    ]
    defined = "".join(
        f'<definedName name="_xlnm.{kind}" localSheetId="{at}"'
        f"{_HIDDEN if kind == '_FilterDatabase' else ''}>{where}</definedName>"
        for kind, at, where in ranges
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATED}"><bookViews><workbookView activeTab="0"/>'
        f"</bookViews><sheets>{sheets}</sheets><definedNames>{defined}</definedNames></workbook>"
    )


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
        **{f"verdict: {VERDICTS[name]}": number for name, number in counts.verdicts.items()},
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
        number: _ROW_HEIGHT * -(-len(words) // 110)
        for number, words in (
            (4, said.opening),
            (5, " ".join(said.summary)),
            (across[-1], said.method),
        )
    }
    widths = [26, *[10] * len(_ALL_ANSWERS), 4, 16, *[9] * len(ANSWERS)]
    return _worksheet(
        rows,
        widths,
        heights=heights,
        after=f'<mergeCells count="{len(across)}">{merged}</mergeCells>'
        f'{_print(pages=1)}<drawing r:id="rId1"/>',
    )


def _sentences(report: Report) -> str:
    widths = {name: _WIDTHS[name] for name in csv.COLUMNS}
    rows = [[one.position, *csv.row(one, report)[1:]] for one in listed(report)]
    return _list(widths, rows)


def _evidence(report: Report) -> str:
    rows = [
        [
            number,
            piece.sentence,
            STANCES[piece.stance],
            piece.document,
            piece.url,
            piece.locator,
            piece.quote,
            piece.reviewer,
            day(piece.at),
            "\n".join(copies(report, piece)),
        ]
        for number, piece in numbered_evidence(report)
    ]
    return _list(_EVIDENCE, rows)


def _list(widths: dict[str, int], rows: list[list[str | int]]) -> str:
    """Return a sheet with a head that stays and can be filtered by, above these rows."""
    head = [_words(name, _HEAD) for name in widths]
    drawn = [[_listed(cell) for cell in row] for row in rows]
    return _worksheet(
        [head, *drawn],
        list(widths.values()),
        frozen=True,
        heights={
            number: _LINE_HEIGHT * _lines(row, list(widths.values()))
            for number, row in enumerate(rows, 2)
        },
        after=f'<autoFilter ref="A1:{_column(len(widths))}{len(rows) + 1}"/>{_print()}',
    )


def _listed(cell: str | int) -> str:
    """Return a cell with a line below it, also where there is nothing in it."""
    if isinstance(cell, int):
        return _number(cell, _LISTED_NUMBER)
    return _words(cell, _LISTED) or f'<c s="{_LISTED}"/>'


def _lines(cells: list[str | int], widths: list[int]) -> int:
    """Return about how many lines the longest cell fills: not every program measures by itself."""
    return max(
        sum(_lines_of(line, width) for line in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    )


def _lines_of(words: str, width: int) -> int:
    if len(words) * 2 <= width:
        return 1
    # More than the highest row holds need not be measured.
    shown = words[: width * _HIGHEST_ROW // _LINE_HEIGHT]
    return max(len(wrap(shown, width)), 1 + _width(shown) // width)


def _width(words: str) -> int:
    """Return about how wide words are, in digits: letters of East Asia are as wide as two."""
    if words.isascii():
        return len(words)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


def _print(pages: int = 0) -> str:
    """Return how a sheet is printed: as wide as the paper, on as many pages as it takes if 0."""
    title = escaped(house().title.replace("&", "&&"))
    return (
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="{_PAPERS[paper()]}" orientation="landscape" fitToHeight="{pages}"/>'
        f"<headerFooter><oddFooter>&amp;L{title}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
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
        f'<sheetFormatPr defaultRowHeight="{_ROW_HEIGHT}"/><cols>{columns}</cols>'
        f"<sheetData>{drawn}</sheetData>{after}</worksheet>"
    )


def _height(points: int) -> str:
    # Not fixed as a custom height, so that programs measure anew what people write there.
    return f' ht="{min(points, _HIGHEST_ROW)}"' if points > _ROW_HEIGHT else ""


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


def _number(number: int, style: int = _NUMBER) -> str:
    return f'<c s="{style}"><v>{number}</v></c>'


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
