"""Documents made for the tests, as the programs that writers use make them."""

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str, author: str = "Ada") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="2026-03-01T10:00:00Z">{run(text)}</w:ins>'


def deleted(text: str, author: str = "Ada") -> str:
    return (
        f'<w:del w:id="2" w:author="{author}" w:date="2026-03-01T10:00:00Z"><w:r>'
        f'<w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    )


def footnote(number: int, kind: str = "footnote") -> str:
    """The number of a note where it stands in the text."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def paragraph(*parts: str, facts: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{facts}</w:pPr>' if facts else ''}{''.join(parts)}</w:p>"


def docx_of(
    *body: str,
    footnotes: Mapping[int, str] = {},
    endnotes: Mapping[int, str] = {},
    comments: str = "",
    properties: Mapping[str, object] = {},
    links: Mapping[str, str] = {},
) -> bytes:
    """A Word document whose body is this XML; notes are the XML of their paragraphs, by number.

    ``links`` are the addresses of external relations, by what the XML calls them.
    """
    document = docx.Document()
    for name, value in {"author": "", "title": "", **properties}.items():
        setattr(document.core_properties, name, value)
    for element in body:
        made = parse_xml(
            element.replace("<w:p", f"<w:p {W} {R}", 1)
            if element.startswith("<w:p>")
            else element.replace("<w:tbl", f"<w:tbl {W} {R}", 1)
        )
        document.element.body.insert(len(document.element.body) - 1, made)
    for name, href in links.items():
        document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, href, name, True)
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>'
            inside = "".join(
                f'<w:{kind} w:id="{number}">{xml}</w:{kind}>' for number, xml in notes.items()
            )
            xml = f"<w:{kind}s {W} {R}>{separator}{inside}</w:{kind}s>"
            _add_part(document, f"{kind}s", xml)
    if comments:
        _add_part(document, "comments", f"<w:comments {W} {R}>{comments}</w:comments>")
    return _saved(document)


def _add_part(document, name: str, xml: str) -> None:
    part = Part(
        PackURI(f"/word/{name}.xml"), _NOTE_TYPE.format(name), xml.encode(), document.part.package
    )
    document.part.relate_to(
        part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    )


def _saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def zip_of(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def member_of(document: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read(name)


def repacked(document: bytes, changes: Mapping[str, str | bytes | None]) -> bytes:
    """The same ZIP file with members replaced, added or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members |= changes
    return zip_of({name: content for name, content in members.items() if content is not None})


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = " ".join(
    [f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "table", "style", "meta")]
    + [
        f'xmlns:draw="{_ODF}drawing:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)


def odt_of(body: str, styles: str = "", facts: str = "") -> bytes:
    """An OpenDocument text with this XML in its body."""
    content = (
        f"<office:document-content {_ODF_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    meta = (
        f"<office:document-meta {_ODF_NAMES}><office:meta>{facts}</office:meta>"
        "</office:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zip_of({"mimetype": kind, "content.xml": content, "meta.xml": meta})


_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def epub_of(chapters: Mapping[str, str], facts: str = "") -> bytes:
    """A book of these chapters, the XHTML of their bodies by file name, in this order."""
    items = "".join(f'<item id="i{at}" href="{name}"/>' for at, name in enumerate(chapters))
    order = "".join(f'<itemref idref="i{at}"/>' for at in range(len(chapters)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{facts}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    pages = {
        f"OEBPS/{name}": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title></head><body>{body}</body></html>"
        for name, body in chapters.items()
    }
    members = {"META-INF/container.xml": _CONTAINER, "OEBPS/book.opf": opf}
    return zip_of({"mimetype": "application/epub+zip", **members, **pages})


class Pdf:
    """A PDF drawn line by line; places in points from the lower left corner of an A4 page."""

    def __init__(self, **facts: str) -> None:
        self._target = io.BytesIO()
        self.canvas = Canvas(self._target, pagesize=A4, pageCompression=1, invariant=True)
        for name, value in facts.items():
            getattr(self.canvas, f"set{name}")(value)

    def line(
        self, x: float, y: float, text: str, size: float = 10, font: str = "Times-Roman"
    ) -> float:
        """Draw a line and return where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)
        return x + self.canvas.stringWidth(text, font, size)

    def lines(self, x: float, y: float, *lines: str, size: float = 10) -> float:
        """Draw lines below one another and return where the next one would stand."""
        for text in lines:
            self.line(x, y, text, size)
            y -= 1.2 * size
        return y

    def bytes(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._target.getvalue()
