"""Text of strangers in every field at once changes the shape of no format."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from reports import FORMATS, file_name
from reports.csv import COLUMNS, inert
from reports.markdown import plain
from reports.untrusted import one_line, visible
from reviews.records import Report
from tests.reports.examples import BINARY, HOSTILE, evidence, report, sentence
from tests.reports.pages import copied

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

#: What GitHub makes links of without being asked (GFM, section 6.9, extended autolinks).
BARE_ADDRESS = re.compile(r"(?:https?|ftp|mailto|xmpp):\S|www\.|[\w.+-]@\w", re.IGNORECASE)

#: What a cell must not begin with, after all that is empty to the eye.
BLANK = " \u00a0\u200b\u200c\u200d\u200e\u200f\u2003\u2060\u3000\ufeff\u2028\u2029"
FORMULA = tuple("=+-@＝＋－＠")

TEXTS = [*HOSTILE, 'https://a.example/"><script>', "=1+1", "\t=1", "<!-- --!> ]]>", "x" * 10_000]

any_text = st.one_of(
    st.text(st.characters(codec=None)),
    st.text(st.sampled_from([*" \t\r\n;,'\"=+-@<>[]()!*_`~#&\\:/.{}$^|1aw", *BLANK, *FORMULA])),
    st.lists(
        st.sampled_from(["www.", "http://", "a@b.example", "<b>", "](", "1.", "- ", "&lt;"])
    ).map("".join),
)


def written_by(text: str) -> Report:
    """A report in which everything that strangers can write is this text."""
    piece = evidence(1, url=text, document=text, quote=text, locator=text, reviewer=text)
    decided = sentence(
        1,
        text,
        decisions={"attributed": "no", "verdict": "wrong", "note": text},
        evidence=(piece,),
        links=(text,),
        reviewer=text,
    )
    proposals = {
        name: replace(proposal, reason=text) for name, proposal in decided.proposals.items()
    }
    return report(
        replace(decided, proposals=proposals),
        sentence(2, text, evidence=(replace(piece, sentence=2, document=""),)),
        sentence(3, text, kind="promo"),
        title=text,
        url=text,
        publisher=text,
        author=text,
        published=text,
        language=text,
        summary=text,
    )


def elements(made: Report) -> list[tuple[str, tuple[str, ...]]]:
    """Every element of the page with its attributes' names, but for links and paragraphs.

    An address of the web makes a link, and lines of a summary make paragraphs.
    """
    page = html.document_fromstring(FORMATS["html"].render(made).decode())
    return [
        (element.tag, tuple(sorted(set(element.keys()) - {"lang"})))
        for element in page.iter(etree.Element)
        if element.tag not in {"a", "p"}
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_has_the_elements_it_has_for_quiet_words(text):
    assert elements(written_by(text)) == elements(written_by("Quiet words"))


@given(any_text)
def test_a_page_shows_any_text_as_it_is(text):
    page = html.document_fromstring(FORMATS["html"].render(written_by(text)).decode())
    assert page.xpath("string(//*[@id='s2']//*[@class='text'])") == visible(text)
    for href in page.xpath("//@href[not(starts-with(., '#'))]"):
        assert re.match(r"https?://[^\s<>\"\\]+$", href, re.IGNORECASE)


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_has_the_outline_it_has_for_quiet_words(text):
    tokens = MARKDOWN.parse(FORMATS["markdown"].render(written_by(text)).decode())
    inside = [child for token in tokens for child in token.children or []]
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h3", "h2", "h2", "h2"]
    assert {token.type for token in tokens} <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *(f"{part}_{side}" for part in ("table", "thead", "tbody", "tr", "th", "td")
          for side in ("open", "close")),
    }  # fmt: skip
    assert {child.type for child in inside} <= {
        *("text", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"),
    }
    for child in inside:
        if child.type == "link_open":
            assert re.match(r"https?://", child.attrs["href"])


@given(any_text)
def test_plain_markdown_is_read_back_as_text_wherever_it_stands(text):
    for before, after in [("", ""), ("**1** ", " \\[2\\]")]:
        tokens = MARKDOWN.parse(before + plain(text) + after)
        inside = [child for token in tokens for child in token.children or []]
        words = "".join(child.content for child in inside if child.type == "text")
        expected = one_line(text) if not before else f"1 {one_line(text)} [2]"
        assert words == expected
        assert {child.type for child in inside} <= {"text", "strong_open", "strong_close"}
        assert not {token.tag for token in tokens} - {"p", ""}
    assert not BARE_ADDRESS.search(plain(text))


def test_usual_punctuation_is_not_littered_with_backslashes():
    usual = "On 3 May (a Monday), the mayor – no friend of it – said: “Close it!”, didn't she?"
    assert plain(usual) == usual


@settings(max_examples=300)
@given(any_text)
@example("\t=1")
@example("a;\t\n=1")
def test_no_part_of_a_cell_begins_a_formula(text):
    cell = inert(text)
    assert not cell.startswith(("\t", "\r"))
    for part in re.split(r"[;\t\n\r]", cell):
        assert not part.lstrip(BLANK).startswith(FORMULA)


@given(any_text)
def test_nothing_but_apostrophes_is_added_to_a_cell(text):
    rest = iter(inert(text))
    expected = visible(text)
    for character in expected:
        assert character in rest
    assert len(inert(text)) - len(expected) == inert(text).count("'") - expected.count("'")


def test_a_cell_of_blanks_is_no_trouble():
    blanks = " " * 200_000
    assert inert(blanks) == blanks
    assert inert(f"{blanks}=1") == f"'{blanks}=1"


@pytest.mark.parametrize("text", TEXTS)
def test_every_cell_is_in_its_column(text):
    document = FORMATS["csv"].render(written_by(text)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(document, newline=""), strict=True))
    assert [row["sentence"] for row in rows] == ["1", "2", "3"]
    for row in rows:
        assert list(row) == COLUMNS
        assert row["text"] == inert(text)
    assert rows[0]["note"] == inert(text)


#: Formats that programs read, and what stands between their documents.
DATA = {
    "json": None,
    "claimreview": None,
    "webannotation": None,
    "label-studio": None,
    "jsonl": "\n",
    "doccano": "\n",
}


def outline(form: str, made: Report) -> Any:
    """Everything in a file of data but the texts themselves."""
    document = FORMATS[form].render(made).decode()
    parts = document.split(DATA[form])[:-1] if DATA[form] else [document]
    return [_outline(json.loads(part)) for part in parts]


def _outline(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _outline(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_outline(part) for part in value]
    return None if isinstance(value, str) else type(value)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("form", list(DATA))
def test_data_has_the_outline_it_has_for_quiet_words(form, text):
    assert outline(form, written_by(text)) == outline(form, written_by("Quiet words"))


@pytest.mark.parametrize("text", TEXTS)
def test_data_in_the_page_ends_where_it_should(text):
    made = replace(written_by(text), verdict="unsound")
    page = FORMATS["html"].render(made).decode()
    assert page.count("<script") == page.count("</script") == 1
    (data,) = html.document_fromstring(page).xpath("//script")
    assert json.loads(data.text) == json.loads(FORMATS["claimreview"].render(made))


def text_of(form: str, document: bytes) -> str:
    """Everything in a file that is text, as a program that reads such files finds it."""
    if form == "pdf":
        return copied(document).replace("\f", "\n")
    if form in BINARY:
        with zipfile.ZipFile(io.BytesIO(document)) as parts:
            return "\n".join(
                "\n".join([*one.attrib.values(), one.text or "", one.tail or ""])
                for name in parts.namelist()
                if name.endswith((".xml", ".rels"))
                for one in etree.fromstring(parts.read(name)).iter()
            )
    return document.decode("utf-8-sig")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("form", list(FORMATS))
def test_nothing_steers_whoever_reads_the_file(form, text):
    document = text_of(form, FORMATS[form].render(written_by(text)))
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", document
    )
    assert re.fullmatch(r"[a-z0-9.-]{1,99}", file_name(written_by(text), form))
