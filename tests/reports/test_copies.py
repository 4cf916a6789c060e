"""What was kept of evidence is told in every format that people read, in the same words."""

import csv
import io

import docx
import openpyxl
import pytest
from lxml import html
from pypdf import PdfReader

from reports import FORMATS
from reports.copies import copies, told
from reviews.records import CopyVersion, KeptCopy, Report
from tests.reports.examples import CHANGED, evidence, report, reviewed, sentence

PAGE = (
    f"A copy of the page was kept on 31 January 2026, 12:00 UTC (SHA-256 {'1a' * 32}); the page "
    f"has changed since, and was kept again on 28 February 2026, 23:59 UTC (SHA-256 {'2b' * 32}); "
    "it read the same on 2 March 2026, 08:30 UTC."
)
FILE = (
    f"The file was kept on 31 January 2026, 12:00 UTC (SHA-256 {'1a' * 32}); it was removed on "
    "5 March 2026, 10:00 UTC."
)


def text_of(name: str, data: bytes) -> str:
    """The words of a report, on one line."""
    if name == "pdf":
        words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        return " ".join(words.split())
    if name == "docx":
        made = docx.Document(io.BytesIO(data))
        parts = [part.blob for part in made.part.package.parts if "footnotes" in part.partname]
        return " ".join("".join(html.fromstring(part).itertext()) for part in parts)
    if name == "html":
        return " ".join(html.document_fromstring(data.decode()).text_content().split())
    return " ".join(data.decode().replace("\\", "").split())


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "markdown"])
def test_every_format_says_what_was_kept(name):
    text = text_of(name, FORMATS[name].render(reviewed()))
    if name == "pdf":  # lines end where they must
        text, wanted = text.replace(" ", ""), [PAGE.replace(" ", ""), FILE.replace(" ", "")]
    else:
        wanted = [PAGE, FILE]
    assert [text.count(words) for words in wanted] == [2, 1]


def test_where_nothing_was_kept_nothing_is_said():
    made = report(sentence(1, evidence=(evidence(1),)))
    for name in ("html", "docx", "markdown"):
        assert "SHA-256 1a" not in text_of(name, FORMATS[name].render(made))


def test_a_piece_that_names_a_page_and_a_file_tells_of_both():
    piece = evidence(1, url="https://a.example/", document="audit.txt")
    kept = [
        KeptCopy("page", "https://a.example/", CHANGED[:1], CHANGED[0].at),
        KeptCopy("file", "https://a.example/", CHANGED[:1], CHANGED[0].at),
        KeptCopy("file", "audit.txt", CHANGED, CHANGED[1].at),
    ]
    page, file = copies(report(sentence(1, evidence=(piece,)), copies=tuple(kept)), piece)
    assert (
        page == f"A copy of the page was kept on 31 January 2026, 12:00 UTC (SHA-256 {'1a' * 32})."
    )
    assert "; it was given in another version since, on 28 February 2026" in file


def test_many_changes_are_counted():
    versions = (*CHANGED, CopyVersion("2026-04-01T00:00:00Z", "3c" * 32))
    words = told(KeptCopy("page", "https://a.example/", versions, versions[-1].at))
    assert "the page has changed 2 times since, and was kept again on 1 April 2026" in words


def csv_cells(made: Report) -> list[str]:
    text = FORMATS["csv"].render(made).decode("utf-8-sig")
    return [row["copies kept"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def spreadsheet_cells(made: Report, sheet: str) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(made)))
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True))["copies kept"] or "" for row in rows]


def test_rows_of_sentences_say_what_was_kept_of_what():
    made = reviewed()
    page = f"https://example.org/audit?a=1&b=2: {PAGE}"
    expected = ["", f"{page}\nA call: {FILE}", "", page, "", "", ""]
    assert csv_cells(made) == spreadsheet_cells(made, "Sentences") == expected


def test_each_piece_on_the_sheet_of_evidence_says_what_was_kept_of_it():
    assert spreadsheet_cells(reviewed(), "Evidence") == [PAGE, FILE, PAGE]


def test_a_page_that_two_pieces_name_is_told_once_in_a_row():
    pieces = (evidence(1), evidence(1, "two", quote="another"))
    kept = KeptCopy("page", pieces[0].url, CHANGED[:1], CHANGED[0].at)
    (cell,) = csv_cells(report(sentence(1, evidence=pieces), copies=(kept,)))
    assert cell.count(CHANGED[0].sha256) == 1


def test_the_name_of_a_copy_begins_no_formula():
    name = "=1+1;@SUM(1)"
    kept = KeptCopy("file", name, CHANGED[:1], CHANGED[0].at)
    piece = evidence(1, url="", document=name)
    (cell,) = csv_cells(report(sentence(1, evidence=(piece,)), copies=(kept,)))
    assert cell.startswith("'=1+1;'@SUM(1): The file was kept on")
