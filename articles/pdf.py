"""PDF: text in reading order, its page furniture dropped, its links on their words.

pdfminer.six reads the file and says where each character stands. It is what pdfplumber is built
on, used here without the latter's tables and drawings; pypdf gives text in the order in which a
page was drawn, and no place for a word, so neither columns nor the words under a link can be told.

What the characters mean is worked out here, page by page: characters to pieces of lines
(pdfminer.six), pieces to columns and rows (``articles.pdf_layout``), rows to paragraphs.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTImage, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoValidXRef
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSEOF
from pdfminer.utils import decode_text

from articles.document import Document, given_author, given_date, given_title
from articles.pdf_layout import Page, Piece, Run, compose
from articles.records import Unreadable

#: A book of this length takes a minute to read; a draft has a tenth of it.
MAX_PAGES = 300
#: Fewer letters than this on a page, on average, and the pages are pictures.
_FEWEST_LETTERS = 25
#: The largest share of characters that a font may leave without a meaning.
_MOST_UNKNOWN = 0.1

_SAVE_ANEW = "download it again, or save it anew from the program that made it."

#: The code that stands for a bullet in the usual encoding (ISO 32000-1, D.2, note 3).
_UNUSED_CODE = "(cid:127)"
_UNKNOWN = re.compile(r"\(cid:\d{1,9}\)")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raises Unreadable; a damaged one, also whatever pdfminer.six raises."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("This is no PDF, whatever its name: choose another file.")
    # The end of a file says where its parts are (ISO 32000-1, 7.5.5; readers look this far back).
    if b"%%EOF" not in data[-2048:]:
        raise Unreadable(f"The PDF is cut short: {_SAVE_ANEW}")
    document = _open(data)
    facts = _facts(document)
    pages, pictured, unknown = [], 0, 0
    for number, (page, layout) in enumerate(_layouts(document)):
        items = list(_items(layout))
        areas = _link_areas(page)
        lines = [item for item in items if isinstance(item, LTTextLine)]
        pieces = (_piece(line, areas, number) for line in lines)
        pages.append(Page(layout.width, layout.height, tuple(filter(None, pieces))))
        pictured += any(isinstance(item, LTImage) for item in items)
        unknown += sum(
            len(_UNKNOWN.findall(line.get_text().replace(_UNUSED_CODE, ""))) for line in lines
        )
    _refuse_without_text(pages, pictured, unknown)
    composed = compose(pages)
    return Document(
        title=given_title(facts.get("Title")),
        author=given_author(facts.get("Author")),
        published=_day(facts.get("ModDate", "")) or _day(facts.get("CreationDate", "")),
        language="",
        text=composed.text,
        blocks=composed.blocks,
        links=composed.links,
        writer_notes=composed.writer_notes,
        page_starts=composed.page_starts,
    )


def _open(data: bytes) -> PDFDocument:
    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFEncryptionError as error:  # a password is wanted, or the method is not known
        raise Unreadable("The PDF is protected by a password: save a copy without one.") from error
    except (PDFSyntaxError, PDFNoValidXRef, PSEOF) as error:
        raise Unreadable(f"The PDF is damaged: {_SAVE_ANEW}") from error


def _layouts(document: PDFDocument) -> Iterator[tuple[PDFPage, LTPage]]:
    pages = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    if len(pages) > MAX_PAGES:
        raise Unreadable(f"The PDF has over {MAX_PAGES} pages: take the pages you need.")
    if not pages:
        raise Unreadable(f"The PDF has no pages: {_SAVE_ANEW}")
    resources = PDFResourceManager()
    # The order of what is found is worked out later; text in forms on the page is text too.
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None, all_texts=True))
    interpreter = PDFPageInterpreter(resources, device)
    for page in pages:
        interpreter.process_page(page)
        yield page, device.get_result()


def _items(layout: LTPage) -> Iterator[object]:
    """Yield the lines of text and the pictures of a page."""
    waiting: list[object] = [layout]
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTContainer) and not isinstance(item, LTTextLine):
            waiting += list(item)
        else:
            yield item


def _refuse_without_text(pages: list[Page], pictured: int, unknown: int) -> None:
    letters = sum(len(piece.text) for page in pages for piece in page.pieces)
    if unknown > _MOST_UNKNOWN * (letters + unknown):
        raise Unreadable(
            "The PDF does not say which letters its characters are: run it through text "
            "recognition (OCR), or use the document it was made from."
        )
    if pictured and letters < _FEWEST_LETTERS * len(pages):
        raise Unreadable(
            "The PDF is a scan, pictures of pages without text: run it through text recognition "
            "(OCR) first, or use the document it was made from."
        )
    if not letters:
        raise Unreadable("The PDF has no text: use the document it was made from.")


# ── lines ──────────────────────────────────────────────────────────────────────────────────────


class _Area(NamedTuple):
    """Where a link lies on the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    href: str

    def covers(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def _piece(line: LTTextLine, areas: list[_Area], page: int) -> Piece | None:
    """Make a piece of a line of characters; None where it is blank, or turned, as a stamp is."""
    characters = [item for item in line if isinstance(item, LTChar)]
    shown = [one for one in characters if not one.get_text().isspace()]
    if not shown or not all(one.upright for one in shown):
        return None
    size = Counter(round(one.size, 1) for one in shown).most_common(1)[0][0]
    usual = [one for one in shown if round(one.size, 1) == size]
    bottom = min(one.y0 for one in usual)
    runs = tuple(_runs(line, _near(areas, line), size, bottom))
    if not any(run.text.strip() for run in runs):
        return None
    bold = sum(bool(_BOLD.search(one.fontname)) for one in shown) > 0.9 * len(shown)
    top = max(one.y1 for one in usual)
    return Piece(page, line.x0, bottom, line.x1, top, size, bold, runs)


def _near(areas: list[_Area], line: LTTextLine) -> list[_Area]:
    return [area for area in areas if area.y0 <= line.y1 and area.y1 >= line.y0]


def _runs(line: LTTextLine, areas: list[_Area], size: float, bottom: float) -> Iterator[Run]:
    """Yield the characters of a line, those together that lead to the same place."""
    run = Run("")
    for item in line:
        # Spaces that the file leaves out have no place of their own: they go with what is before.
        href, raised = run.href, run.raised
        text = _UNKNOWN.sub("", item.get_text().replace(_UNUSED_CODE, "•"))
        if isinstance(item, LTChar) and text.strip():
            x, y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
            href = next((area.href for area in areas if area.covers(x, y)), "")
            raised = item.size < 0.8 * size and item.y0 > bottom + 0.15 * size
        elif raised:
            raised = False
        if (href, raised) == (run.href, run.raised):
            run = run._replace(text=run.text + text)
        else:
            if run.text:
                yield run
            run = Run(text, href, raised)
    if run.text:
        yield run


# ── links and facts ────────────────────────────────────────────────────────────────────────────


def _link_areas(page: PDFPage) -> list[_Area]:
    """Return where the links of a page lie that lead out of the file."""
    areas = []
    for reference in resolve1(page.annots) or []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        action = resolve1(annotation.get("A"))
        href = resolve1(action.get("URI")) if isinstance(action, dict) else None
        if isinstance(href, bytes):
            address = decode_text(href).strip()
            areas += [_on_page(page, *corners, address) for corners in _corners(annotation)]
    return areas


def _corners(annotation: dict) -> list[tuple[float, float, float, float]]:
    """Return the rectangles of a link, as x and y of two corners: one a line, where it says so."""
    points = [resolve1(number) for number in resolve1(annotation.get("QuadPoints")) or []]
    quads = [points[at : at + 8] for at in range(0, len(points) - 7, 8)]
    if not quads:
        box = [resolve1(number) for number in resolve1(annotation.get("Rect")) or []]
        quads = [box] if len(box) == 4 else []
    return [
        (min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2]))
        for quad in quads
        if all(isinstance(number, int | float) for number in quad)
    ]


def _on_page(page: PDFPage, x0: float, y0: float, x1: float, y1: float, href: str) -> _Area:
    """Turn a rectangle as the page is turned when it is shown."""
    left, bottom, right, top = page.mediabox
    if page.rotate == 90:
        x0, y0, x1, y1 = y0 - bottom, right - x1, y1 - bottom, right - x0
    elif page.rotate == 180:
        x0, y0, x1, y1 = right - x1, top - y1, right - x0, top - y0
    elif page.rotate == 270:
        x0, y0, x1, y1 = top - y1, x0 - left, top - y0, x1 - left
    else:
        x0, y0, x1, y1 = x0 - left, y0 - bottom, x1 - left, y1 - bottom
    return _Area(x0, y0, x1, y1, href)


def _facts(document: PDFDocument) -> dict[str, str]:
    """Return the properties of the file that are texts."""
    facts: dict[str, str] = {}
    for information in document.info:
        for name, value in information.items():
            value = resolve1(value)
            if isinstance(value, bytes):
                facts.setdefault(name, decode_text(value).strip("\0 "))
    return facts


def _day(value: str) -> str:
    """Return the day of a date such as D:20260130120000Z (ISO 32000-1, 7.9.4), if it has one."""
    found = _DATE.match(value)
    return given_date(f"{found[1]}-{found[2]}-{found[3]}") if found else ""
