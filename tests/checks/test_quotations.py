"""Quotations: which marks open and close, over sentences and paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.quotations import quotations, quoted_parts


def quoted(text):
    return [text[start:end] for start, end, _ in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we go" and left.', ['"we go"']),
        ("He said “we go” and left.", ["“we go”"]),
        ("He said ''we go'' and left.", ["''we go''"]),
        ("Elle dit « on part » et sort.", ["« on part »"]),
        ("Er sagt „wir gehen“ und geht.", ["„wir gehen“"]),
        ("'It will be tough,' she said.", ["'It will be tough,'"]),
        ("He called it ‘the workers’ dream’ again.", ["‘the workers’ dream’"]),
        ("It’s the workers’ own; don't touch the '90s.", []),
        ('A 6" pipe and a 12" pipe.', []),
        ('"One. Two. Three," he said. "Four."', ['"One. Two. Three,"', '"Four."']),
        ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),
        ("", []),
    ],
)
def test_marks_open_and_close(text, expected):
    assert quoted(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_reopens_it():
    text = "“We left at dawn.\n\n“We came home late,” she said.\n\nNobody spoke."
    assert [(text[a:b], on) for a, b, on in quotations(text)] == [
        ("“We left at dawn.", False),
        ("“We came home late,”", True),
    ]


def test_a_forgotten_mark_ends_with_its_paragraph():
    text = "“We left at dawn.\n\nNobody spoke.\n\nThe sea was calm."
    assert quoted(text) == ["“We left at dawn."]


def test_lines_are_paragraphs_where_no_line_is_blank():
    text = '"We left at dawn.\nNobody spoke.'
    assert quoted(text) == ['"We left at dawn.']


def test_quoted_parts_gives_what_touches_the_stretch():
    text = '"One." Two. "Three."'
    assert [text[a:b] for a, b, _ in quoted_parts(text, 5, 18)] == ['"One."', '"Three."']
    assert quoted_parts(text, 7, 11) == ()


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»", max_size=80))
def test_quotations_are_in_order_and_apart(text):
    found = quotations(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
