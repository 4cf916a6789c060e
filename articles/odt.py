"""OpenDocument texts (.odt): the text as it reads with every tracked change accepted.

Read with zipfile and lxml: odfpy has not been maintained since 2020 and hands a file's XML to a
parser that expands entities, and odfdo keeps no places of its notes in the text. What is needed of
the format is a dozen elements (OpenDocument 1.3, part 3, chapters 5 and 6). OpenDocument keeps
what was deleted outside the text, so the accepted text is what stands there.
"""

from dataclasses import dataclass, field
from typing import Literal
from zipfile import ZipFile

import lxml.etree

from articles.document import (
    Document,
    attached,
    given_author,
    given_date,
    given_time,
    given_title,
    shortened,
    with_headline,
)
from articles.links import bare_links
from articles.package import open_package, parse_xml, read_member, refuse_document_types
from articles.records import Kind, NoteKind, Unreadable, WriterNote
from articles.writer import Writer

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}


def _name(short: str) -> str:
    """Return a name such as "text:p" as lxml has it."""
    prefix, _, local = short.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_PARAGRAPHS = {_name("text:p"), _name("text:h")}
_TEXT = _name("office:text")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACES = {_name("text:s"), _name("text:tab")}
_LINE_BREAK = _name("text:line-break")
_LINK = _name("text:a")
_NOTE = _name("text:note")
_COMMENT = _name("office:annotation")
_COMMENT_END = _name("office:annotation-end")
_LIST = _name("text:list")
_TABLE, _ROW, _CELL = (_name(f"table:table{part}") for part in ("", "-row", "-cell"))
_BOX = _name("draw:text-box")
#: What stands in the text's place and is none of it.
_NO_TEXT = {
    _name(short)
    for short in (
        "text:tracked-changes",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "text:alphabetical-index",
        "text:bibliography",
        "text:table-of-content",
        "office:forms",
        "text:ruby-text",
        "svg:title",
        "svg:desc",
    )
}
#: Kinds by the name of a built-in style, spaces written as _20_.
_STYLE_KINDS: dict[str, Kind] = {
    "Title": "headline",
    "Quotations": "quote",
    "Caption": "caption",
    "Illustration": "caption",
    "Figure": "caption",
}


_NO_DOCUMENT = "This OpenDocument file holds no text document: save it as .odt."


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text. Raises Unreadable."""
    package = open_package(data)
    names = set(package.namelist())
    if "content.xml" not in names:
        raise Unreadable("This is no OpenDocument text, whatever its name: save it as .odt.")
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in read_member(package, manifest):
        raise Unreadable("The document is protected by a password: save a copy without one.")
    refuse_document_types(package)
    content = parse_xml(read_member(package, "content.xml"))
    body = content.find(f"{_name('office:body')}/{_TEXT}")
    if body is None:
        raise Unreadable(_NO_DOCUMENT)
    reading = _Reading(_style_kinds(content), _changes(body))
    reading.read(body)
    reading.writer.block("")
    facts = _facts(package)
    return Document(
        title=given_title(facts.get(_name("dc:title"))),
        author=given_author(
            facts.get(_name("meta:initial-creator")) or facts.get(_name("dc:creator"))
        ),
        published=given_date(facts.get(_name("dc:date")))
        or given_date(facts.get(_name("meta:creation-date"))),
        language=facts.get(_name("dc:language"), "").partition("-")[0].lower(),
        text=reading.writer.text(),
        blocks=with_headline(reading.writer.blocks),
        links=tuple(reading.writer.links),
        writer_notes=reading.notes(),
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A tracked change; ``words`` are those it took out."""

    what: Literal["inserted", "deleted"]
    author: str
    date: str
    words: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Something attached to the text from ``start`` to ``end``, places in what is written."""

    start: int
    end: int
    kind: NoteKind
    author: str
    date: str
    text: str
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A document as it is read: its text, and what is attached to places in it."""

    style_kinds: dict[str, Kind]
    changes: dict[str, _Change]
    writer: Writer = field(default_factory=Writer)
    places: list[_Place] = field(default_factory=list)
    #: Where changes and comments began that have not ended.
    change_starts: dict[str, int] = field(default_factory=dict)
    comments: dict[str, tuple[int, lxml.etree._Element]] = field(default_factory=dict)
    lists: int = 0
    tables: list[bool] = field(default_factory=list)
    boxes: list[lxml.etree._Element] = field(default_factory=list)

    def read(self, element: lxml.etree._Element) -> None:
        """Read an element and everything in it. No tree is deep: libxml2 refuses those."""
        tag = element.tag
        if tag in _NO_TEXT or not isinstance(tag, str):
            return
        if tag in _PARAGRAPHS:
            self._paragraph(element)
        elif tag in _SPACES:
            self.writer.write(" ")
        elif tag == _LINE_BREAK:
            self.writer.line()
        elif tag == _NOTE:
            self._note(element)
        elif tag == _COMMENT:
            self._comment(element)
        elif tag == _COMMENT_END:
            self._end_comment(element.get(_name("office:name"), ""))
        elif tag.startswith(_name("text:change")):
            self._change(tag, element.get(_name("text:change-id"), ""))
        elif tag == _LINK:
            self._link(element)
        elif tag == _LIST:
            self.lists += 1
            self._inside(element)
            self.lists -= 1
        elif tag == _TABLE:
            self._table(element)
        elif tag == _BOX:
            self.boxes.append(element)
        else:
            if tag == _ROW and self.tables and self.tables[-1]:
                self.writer.block("list")
            self._inside(element)

    def notes(self) -> tuple[WriterNote, ...]:
        """Return what is attached to the text, in its order."""
        for name in list(self.comments):  # comments on a place, which have no end
            self._end_comment(name, at_start=True)
        text = self.writer.text()
        found = []
        for place in self.places:
            said = place.text
            if place.kind == "change" and not said:
                words = text[place.start : place.end]
                said = f"inserted “{shortened(words)}”" if words.strip() else ""
            where = attached(text, place.start, place.end)
            if where and said:
                found.append(
                    WriterNote(*where, place.kind, place.author, place.date, said, place.links)
                )
        return tuple(sorted(found, key=lambda note: (note.start, note.end)))

    def _inside(self, element: lxml.etree._Element) -> None:
        for child in element:
            self.read(child)

    def _inline(self, element: lxml.etree._Element) -> None:
        """Read an element whose own text counts, as that of a paragraph does."""
        self.writer.write(element.text)
        for child in element:
            if child.tag in _INLINE:
                self._inline(child)
            else:
                self.read(child)
            self.writer.write(child.tail)

    def _paragraph(self, paragraph: lxml.etree._Element) -> None:
        if self.tables and self.tables[-1]:
            self.writer.line()
        else:
            self.writer.block(self._kind(paragraph))
        self._inline(paragraph)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.writer.block("")
            self._inside(box)
            self.writer.block("")

    def _kind(self, paragraph: lxml.etree._Element) -> Kind | Literal[""]:
        kind = self.style_kinds.get(paragraph.get(_name("text:style-name"), ""), "")
        if paragraph.tag == _name("text:h"):
            return "headline" if kind == "headline" else "heading"
        return kind or ("list" if self.lists else "")

    def _table(self, table: lxml.etree._Element) -> None:
        # A table of single cells is there for its frame: what is in it is read as text.
        rows = table.iter(_ROW)
        self.tables.append(any(len(row.findall(_CELL)) > 1 for row in rows))
        self._inside(table)
        self.tables.pop()
        self.writer.block("")

    def _link(self, element: lxml.etree._Element) -> None:
        writer = self.writer
        outer = writer.href
        writer.close_link()
        href = element.get(_name("xlink:href"), "")
        writer.href = outer if href.startswith("#") else href
        self._inline(element)
        writer.close_link()
        writer.href = outer

    def _note(self, note: lxml.etree._Element) -> None:
        body = note.find(_name("text:note-body"))
        if body is not None:
            kind = "endnote" if note.get(_name("text:note-class")) == "endnote" else "footnote"
            at = self.writer.length
            self.places.append(_Place(at, at, kind, "", "", *_words(body)))

    def _comment(self, comment: lxml.etree._Element) -> None:
        name = comment.get(_name("office:name"), "") or f"unnamed {len(self.comments)}"
        self.comments[name] = (self.writer.length, comment)

    def _end_comment(self, name: str, *, at_start: bool = False) -> None:
        start, comment = self.comments.pop(name, (0, None))
        if comment is not None:
            end = start if at_start else self.writer.length
            author, date = _who(comment)
            self.places.append(_Place(start, end, "comment", author, date, *_words(comment)))

    def _change(self, tag: str, identity: str) -> None:
        change = self.changes.get(identity)
        at = self.writer.length
        if change is None:
            return
        if tag == _name("text:change-start"):
            self.change_starts[identity] = at
        elif change.what == "inserted" and identity in self.change_starts:
            start = self.change_starts.pop(identity)
            self.places.append(_Place(start, at, "change", change.author, change.date, ""))
        elif change.what == "deleted" and change.words:
            said = f"deleted “{shortened(change.words)}”"
            self.places.append(_Place(at, at, "change", change.author, change.date, said))


_INLINE = {
    _name(short)
    for short in ("text:span", "text:ruby", "text:ruby-base", "text:bookmark-ref", "text:date")
} | {
    _name(f"text:{field}")
    for field in ("sequence", "reference-ref", "page-number", "title", "author-name", "time")
}


def _words(element: lxml.etree._Element) -> tuple[str, tuple[str, ...]]:
    """Return the text of a note or a comment, and where its links lead to."""
    reading = _Reading({}, {})
    for child in element:
        if child.tag in _PARAGRAPHS or child.tag == _LIST:
            reading.read(child)
    reading.writer.block("")
    text = reading.writer.text()
    links = [*reading.writer.links, *bare_links(text)]
    return text, tuple(dict.fromkeys(link.href for link in links))


def _changes(body: lxml.etree._Element) -> dict[str, _Change]:
    """Return the tracked changes by their number."""
    changes = {}
    for region in body.iter(_name("text:changed-region")):
        for change in region:
            what = {_name("text:insertion"): "inserted", _name("text:deletion"): "deleted"}.get(
                change.tag
            )
            if what:
                about = change.find(_name("office:change-info"))
                author, date = ("", "") if about is None else _who(about)
                identity = region.get(_name("text:id")) or region.get(_XML_ID, "")
                changes[identity] = _Change(what, author, date, _words(change)[0])
    return changes


def _who(element: lxml.etree._Element) -> tuple[str, str]:
    author = element.findtext(_name("dc:creator"), "").strip()
    return author, given_time(element.findtext(_name("dc:date")))


def _style_kinds(content: lxml.etree._Element) -> dict[str, Kind]:
    """Map the styles of a document to kinds of lines, by the built-in styles they stem from."""
    kinds = dict(_STYLE_KINDS)
    for style in content.iter(_name("style:style")):
        parent = style.get(_name("style:parent-style-name"), "")
        if parent in _STYLE_KINDS:
            kinds[style.get(_name("style:name"), "")] = _STYLE_KINDS[parent]
    return kinds


def _facts(package: ZipFile) -> dict[str, str]:
    """Return the properties of a document by their elements' names."""
    if "meta.xml" not in package.namelist():
        return {}
    meta = parse_xml(read_member(package, "meta.xml")).find(_name("office:meta"))
    return {} if meta is None else {element.tag: element.text or "" for element in meta}
