"""The report for spreadsheets, read back by openpyxl."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.csv import COLUMNS
from reports.untrusted import writable
from reports.xlsx import LONGEST_CELL, fitting, render
from reviews.records import Report
from tests.reports.examples import HOSTILE, hostile, long, report, reviewed, sentence


def workbook_of(made: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(made)))


def rows_of(made: Report) -> list[dict[str, object]]:
    head, *rows = workbook_of(made)["Sentences"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_one_row_a_sentence_below_a_head_that_stays():
    made = reviewed()
    sheet = workbook_of(made)["Sentences"]
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.split(':')[1]}"
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["A"].width
    assert sheet.print_title_rows == "$1:$1"
    rows = rows_of(made)
    assert [row["sentence"] for row in rows] == list(range(1, 8))
    assert [row["text"] for row in rows] == [one.text for one in made.sentences]
    assert (rows[1]["attributed"], rows[1]["verdict"]) == ("yes", "Wrong")
    assert rows[1]["note"] == "It is 2.4 million.\nSee page 3."
    assert rows[5]["attributed"] is None


def test_the_summary_comes_first_and_has_a_chart_of_its_counts():
    book = workbook_of(reviewed())
    assert book.sheetnames == ["Summary", "Sentences", "Evidence"]
    sheet = book["Summary"]
    assert sheet["A1"].value == "Fact-check: The bridge"
    assert sheet["A3"].value == "Sound after changes"
    (chart,) = sheet._charts
    names = [series.tx.strRef.f for series in chart.series]
    assert [sheet[name.split("!")[1].replace("$", "")].value for name in names] == [
        "yes",
        "partly",
        "no",
        "n/a",
        "open",
    ]
    values = chart.series[0].val.numRef.f.split("!")[1].replace("$", "")
    assert [cell.value for (cell,) in sheet[values]] == [3, 0, 0]


def test_figures_are_numbers_and_everything_else_is_text():
    for sheet in workbook_of(hostile()):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"n", "s", "inlineStr"}
                assert cell.value is None or isinstance(cell.value, (int, str))
                if isinstance(cell.value, str):
                    assert cell.quotePrefix
                    assert cell.number_format == "@"
                assert cell.hyperlink is None


def test_there_is_no_formula_no_link_and_nothing_that_runs():
    with zipfile.ZipFile(io.BytesIO(render(hostile()))) as package:
        names = package.namelist()
        assert not [name for name in names if "vba" in name or "external" in name.lower()]
        for name in names:
            root = etree.fromstring(package.read(name))
            tags = {etree.QName(one).localname for one in root.iter(etree.Element)}
            if name.startswith("xl/worksheets/sheet"):
                assert "f" not in tags
            assert not tags & {"hyperlink", "hyperlinks", "oleObject", "ddeLink"}
            assert not [one for one in root.iter() if one.get("TargetMode") == "External"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_as_it_was_written(text):
    (row,) = rows_of(report(sentence(1, text, decisions={"note": text})))
    assert row["text"] == row["note"] == fitting(writable(text))


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60), st.integers(0, 9)
)
def test_a_cell_is_never_longer_than_spreadsheets_hold(text, times):
    long_text = text * (4_000 * times)
    kept = fitting(long_text)
    assert len(kept.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert kept == long_text or (kept.endswith("…") and long_text.startswith(kept[:-1]))


def test_the_longest_text_is_cut_and_says_so():
    (row,) = rows_of(report(sentence(1, "👩" * 20_000)))
    assert row["text"] == "👩" * ((LONGEST_CELL - 1) // 2) + "…"


def test_what_looks_like_the_code_of_a_character_is_none():
    with zipfile.ZipFile(io.BytesIO(render(report(sentence(1, "_x0041_ _x41_"))))) as package:
        assert b">_x005F_x0041_ _x41_<" in package.read("xl/worksheets/sheet2.xml")


def test_an_article_without_sentences_is_a_file_too():
    assert rows_of(report()) == []


def test_a_long_article_has_all_its_rows():
    assert len(rows_of(long(1000))) == 1000


def test_evidence_has_a_sheet_where_there_is_some():
    head, *rows = workbook_of(reviewed())["Evidence"].iter_rows(values_only=True)
    first = dict(zip(head, rows[0], strict=True))
    del first["copies kept"]
    assert first == {
        "number": 1,
        "sentence": 2,
        "stance": "Refutes",
        "document": "The city's audit",
        "address": "https://example.org/audit?a=1&b=2",
        "place": "p. 3",
        "quotation": "2.4 million",
        "given by": "Ada",
        "given on": "31 January 2026",
    }
    assert [row[0] for row in rows] == [1, 2, 3]
    assert workbook_of(long(3)).sheetnames == ["Summary", "Sentences"]


def test_rows_are_as_high_as_their_longest_cell_needs():
    """Programs that do not measure rows by themselves show lines on top of one another."""
    lines = "\n".join(["A line."] * 9)
    wide = "桥" * 300
    made = report(
        sentence(1, "Short."),
        sentence(2, "A word. " * 100),
        sentence(3, "Short.", decisions={"note": lines}),
        sentence(4, wide),
        sentence(5, "W" * 100_000),
    )
    sheet = workbook_of(made)["Sentences"]
    short, long_text, note, east_asian, longest = (
        sheet.row_dimensions[number].height or 15 for number in range(2, 7)
    )
    point_a_line = 10
    assert short < 3 * point_a_line
    assert long_text >= 800 / sheet.column_dimensions["D"].width * point_a_line
    assert note >= 9 * point_a_line
    assert east_asian >= 600 / sheet.column_dimensions["D"].width * point_a_line
    assert longest < 410  # a row is no higher (Excel's specifications and limits: 409 points)


@pytest.mark.parametrize(("setting", "size"), [("", 9), ("letter", 1)])
def test_it_prints_on_a4_or_letter_with_pages_numbered_and_columns_wide_enough(
    monkeypatch, setting, size
):
    monkeypatch.setenv("LINECHECK_PAPER", setting)
    book = workbook_of(reviewed())
    for sheet in book:
        assert str(sheet.page_setup.paperSize) == str(size)
        assert "&P / &N" in sheet.oddFooter.right.text.replace("&[Page]", "&P").replace(
            "&[Pages]", "&N"
        )
        assert sheet.oddFooter.left.text == "Fact-check"
    sheet = book["Sentences"]
    last = COLUMNS.index("evidence") + 1
    column = openpyxl.utils.get_column_letter(last)
    assert sheet.print_area == f"'Sentences'!$A$1:${column}$8"
    printed = sum(sheet.column_dimensions[one].width for one in "ABCDEFGHIJK"[:last])
    assert printed < 250
    assert book["Evidence"].print_title_rows == "$1:$1"
