"""What is counted, and that every format says the same."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import asdict

import docx
import openpyxl
from hypothesis import given, settings
from lxml import html
from markdown_it import MarkdownIt
from pypdf import PdfReader

from reports import FORMATS
from reports.counts import count, numbered_evidence, to_change
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Report
from tests.reports.examples import report, reviewed, sentence
from tests.reports.examples import reports as any_report

#: By question: how often yes, partly, no, n/a and open.
Table = dict[str, list[int]]


def test_people_are_counted_and_proposals_are_not():
    counts = count(reviewed())
    assert (counts.to_review, counts.done, counts.set_aside) == (5, 2, 2)
    assert counts.answers["attributed"] == {"yes": 3, "partly": 0, "no": 1, "n/a": 0, "open": 1}
    assert counts.answers["verifiable"] == {"yes": 0, "partly": 0, "no": 3, "n/a": 0, "open": 2}
    assert counts.proposed["verifiable"] == {"yes": 2, "partly": 0, "no": 0, "n/a": 0}
    assert counts.verdicts == {
        **dict.fromkeys(VERDICTS, 0),
        **{"wrong": 1, "change": 1, "unverifiable": 1, "accurate": 1},
    }
    assert (counts.notes, counts.evidence) == (1, 3)
    assert (counts.proposals_decided, counts.proposals_kept) == (10, 1)


def test_a_note_or_evidence_alone_decides_nothing():
    assert not count(report(sentence(1, decisions={"note": "Look at this."}))).anything_decided
    assert count(report(sentence(1, decisions={"verdict": "wrong"}))).anything_decided
    assert count(report(sentence(1, decisions={"sourced": "n/a"}))).anything_decided


def test_verdicts_without_a_sentence_are_left_out_of_what_needs_a_change():
    assert to_change(report(sentence(1, decisions={"verdict": "accurate"}))) == {}
    assert list(to_change(reviewed())) == ["wrong", "change", "unverifiable"]


def test_evidence_is_numbered_in_reading_order():
    found = [(number, piece.sentence, piece.key) for number, piece in numbered_evidence(reviewed())]
    assert found == [(1, 2, "one"), (2, 2, "two"), (3, 4, "one")]


@settings(max_examples=20)
@given(any_report())
def test_every_format_says_the_same(made: Report):
    counts = count(made)
    expected = {question: list(counts.answers[question].values()) for question in QUESTIONS}
    assert html_table(made) == markdown_table(made) == csv_table(made) == expected
    assert word_table(made) == spreadsheet_table(made) == spreadsheet_rows(made) == expected
    assert page_table(made) == expected
    read = json.loads(FORMATS["json"].render(made))
    assert read["counts"] == asdict(counts)
    assert sum(counts.answers["sourced"].values()) == counts.to_review


def html_table(made: Report) -> Table:
    page = html.fromstring(FORMATS["html"].render(made).decode())
    return {
        row.findtext("th"): [int(cell.text) for cell in row.xpath("td/*[@class='decided']")]
        for row in page.xpath("//table[@class='counts']/tbody/tr")
    }


def markdown_table(made: Report) -> Table:
    tokens = (
        MarkdownIt("commonmark").enable("table").parse(FORMATS["markdown"].render(made).decode())
    )
    first = next(place for place, token in enumerate(tokens) if token.type == "tbody_open")
    last = next(place for place, token in enumerate(tokens) if token.type == "tbody_close")
    cells = [token.content for token in tokens[first:last] if token.type == "inline"]
    width = len(ANSWERS) + 2
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    return {name: [int(cell.split()[0]) for cell in given] for name, *given in rows}


def word_table(made: Report) -> Table:
    (table,) = docx.Document(io.BytesIO(FORMATS["docx"].render(made))).tables
    _, *rows = [[cell.text for cell in row.cells][:-1] for row in table.rows]
    return {name: [int(cell.split()[0]) for cell in given] for name, *given in rows}


def spreadsheet_table(made: Report) -> Table:
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(made)))["Summary"]
    rows = sheet.iter_rows(max_col=len(ANSWERS) + 2, values_only=True)
    return {name: given for name, *given in rows if name in QUESTIONS}


def spreadsheet_rows(made: Report) -> Table:
    """What whoever filters and counts the rows comes to."""
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(made)))["Sentences"]
    head, *rows = sheet.iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    return counted([row for row in named if row["set aside"] == "no"])


def page_table(made: Report) -> Table:
    """The figures in the order of the page's text, behind the name of their question."""
    document = PdfReader(io.BytesIO(FORMATS["pdf"].render(made)))
    text = " ".join(page.extract_text() for page in document.pages)
    (figures,) = re.findall(
        r"partly\s+no\s+n/a\s+open\s+share\s(.*?)What needs a change", text, re.S
    )
    found = {}
    for question in QUESTIONS:
        behind = re.sub(r"\(\+\s*\d+\)", "", figures.split(question)[1])
        found[question] = [int(one) for one in re.findall(r"\d+", behind)[: len(ANSWERS) + 1]]
    return found


def csv_table(made: Report) -> Table:
    text = FORMATS["csv"].render(made).decode("utf-8-sig")
    rows = [
        row for row in csv.DictReader(io.StringIO(text, newline="")) if row["set aside"] == "no"
    ]
    return counted(rows)


def counted(rows: list[dict[str, str | None]]) -> Table:
    answers = {question: Counter(row[question] or "" for row in rows) for question in QUESTIONS}
    return {name: [given[answer] for answer in (*ANSWERS, "")] for name, given in answers.items()}
