"""PDF reports read back by programs that did not write them."""

import io
import subprocess
from typing import NamedTuple

from lxml import html
from pypdf import PdfReader

from reports.pdf import typeset
from reviews.records import Report


def reader_of(made: Report) -> PdfReader:
    return PdfReader(io.BytesIO(typeset(made)), strict=True)


def copied(document: bytes) -> str:
    """The text as whoever selects all of it and copies would have it (poppler's pdftotext)."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=document, capture_output=True, check=True
    )
    # pdftotext marks the direction of each line, which nobody typed.
    marks = dict.fromkeys(map(ord, "\u200b\u200e\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
    return done.stdout.decode().translate(marks)


class Word(NamedTuple):
    """A word and where it stands, in points from the left of its page."""

    text: str
    left: float
    right: float


def words_on(document: bytes, page: int) -> list[Word]:
    """The words of a page and where they stand (poppler's pdftotext)."""
    pages = ["-f", str(page), "-l", str(page)]
    done = subprocess.run(
        ["pdftotext", "-bbox", "-enc", "UTF-8", *pages, "-", "-"],
        input=document,
        capture_output=True,
        check=True,
    )
    return [
        Word(one.text_content(), float(one.get("xmin")), float(one.get("xmax")))
        for one in html.document_fromstring(done.stdout.decode()).iter("word")
    ]


def bookmarks(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Each bookmark as (depth, title, page), pages from 1."""

    def below(part: list, depth: int) -> list[tuple[int, str, int]]:
        found = []
        for one in part:
            if isinstance(one, list):
                found += below(one, depth + 1)
            else:
                page = reader.get_destination_page_number(one) + 1
                found.append((depth, one.title, page))
        return found

    return below(reader.outline, 0)
