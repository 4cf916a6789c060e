"""The CSV report, read back by the standard reader, and as a spreadsheet would take it."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.csv import COLUMNS, inert, render
from tests.reports.examples import HOSTILE, hostile, reviewed

#: What spreadsheets take for the beginning of a formula, after whatever they skip.
FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")


def rows_of(rendered: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(rendered.decode("utf-8-sig"), newline=""), strict=True))


def test_one_row_a_sentence_below_the_names_of_the_columns():
    made = reviewed()
    rendered = render(made)
    assert rendered.startswith(b"\xef\xbb\xbfsentence,")
    head, *rows = rows_of(rendered)
    assert head == COLUMNS
    assert [len(row) for row in rows] == [len(COLUMNS)] * len(made.sentences)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["text"] for row in named] == [one.text for one in made.sentences]
    assert named[1]["verdict"] == "Wrong"
    assert named[1]["attributed"] == "yes"
    assert named[1]["attributed: proposed"] == "no"
    assert named[1]["evidence"].splitlines()[0] == (
        "Refutes: The city's audit, https://example.org/audit?a=1&b=2, p. 3, “2.4 million” "
        "(Ada, 31 January 2026)"
    )
    assert named[3]["decided by"].endswith("verdict: Ben, 31 January 2026")
    assert named[5]["attributed"] == ""


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_cuts(separator):
    text = render(hostile()).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        assert not [cell for cell in row if FORMULA.match(cell)]


@given(st.text(st.sampled_from("=+-@＝＋－＠ \t\r\n;\"'a\u00a0\u3000\u200b\ufeff")))
def test_no_text_at_all_begins_a_formula(text):
    for part in re.split(r"[;\t\n]", inert(text)):
        assert not FORMULA.match(part)


@given(st.text(st.characters(categories=["L", "N", "Po"], exclude_characters="@＠;")))
def test_ordinary_text_stays_as_it_is(text):
    assert inert(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_all_of_a_text_is_still_there(text):
    kept = inert(text).replace("'", "")
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
