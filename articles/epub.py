"""Electronic books (.epub): the chapters in the order of the book, as one text.

Read with zipfile and lxml: ebooklib is under the AGPL, and a book is XHTML in a ZIP file with one
list that says in which order (EPUB 3.3, chapters 4, 5 and 6). Notes that the book marks as such
attach to the words their numbers stand at.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote
from zipfile import ZipFile

import lxml.etree
import lxml.html

from articles.document import (
    Document,
    attached,
    given_author,
    given_date,
    given_title,
    with_headline,
)
from articles.links import bare_links
from articles.package import DAMAGED, open_package, parse_xml, read_member
from articles.records import Kind, NoteKind, Unreadable, WriterNote
from articles.writer import Writer

#: The most chapters a book may have.
MAX_CHAPTERS = 2_000

_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER = re.compile(rb"URI=[\"'][^\"']{1,500}\.x?html?[\"']", re.IGNORECASE)

_BLOCKS: dict[str, Kind | Literal[""]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("p", "div", "section", "article", "main", "header", "pre", "figure"), ""),
    **dict.fromkeys(("ul", "ol", "dl", "table", "body", "aside", "footer", "hr"), ""),
    **dict.fromkeys(("li", "dt", "dd", "tr"), "list"),
    "blockquote": "quote",
    "figcaption": "caption",
}
_NO_TEXT = frozenset(
    {"head", "script", "style", "nav", "svg", "math", "audio", "video", "rt", "rp"}
)
_NOTE_TYPES: dict[str, NoteKind] = {
    **dict.fromkeys(("footnote", "doc-footnote", "note"), "footnote"),
    **dict.fromkeys(("endnote", "doc-endnote", "rearnote"), "endnote"),
}
_REFERENCE_TYPES = frozenset({"noteref", "doc-noteref"})
_BACK_LINK_TYPES = frozenset({"backlink", "doc-backlink"})


def read_epub(data: bytes) -> Document:
    """Read a book. Raises Unreadable."""
    package = open_package(data)
    names = set(package.namelist())
    if _CONTAINER not in names:
        raise Unreadable("This is no EPUB, whatever its name: choose another file.")
    if _ENCRYPTION in names and _CHAPTER.search(read_member(package, _ENCRYPTION)):
        raise Unreadable("The book is protected against copying: use another edition of it.")
    contents = _contents(package)
    trees = dict(_chapters(package, contents))
    reading = _Reading(_notes_in(trees))
    for path, body in trees.items():
        reading.chapter = path
        reading.read(body)
    reading.writer.block("")
    return Document(
        title=given_title(_fact(contents.tree, "title")),
        author=given_author(_fact(contents.tree, "creator")),
        published=given_date(_fact(contents.tree, "date")),
        language=_fact(contents.tree, "language").partition("-")[0].lower(),
        text=reading.writer.text(),
        blocks=with_headline(reading.writer.blocks),
        links=tuple(reading.writer.links),
        writer_notes=reading.notes(),
    )


@dataclass(frozen=True, slots=True)
class _Contents:
    """The list of what a book is made of, and the folder that its paths start from."""

    tree: lxml.etree._Element
    folder: str


def _contents(package: ZipFile) -> _Contents:
    container = parse_xml(read_member(package, _CONTAINER))
    path = next((root.get("full-path", "") for root in container.iter("{*}rootfile")), "")
    return _Contents(parse_xml(read_member(package, path)), posixpath.dirname(path))


def _chapters(package: ZipFile, contents: _Contents) -> Iterator[tuple[str, lxml.etree._Element]]:
    """Yield the path and the body of each chapter, in the order of the book."""
    items = {item.get("id"): item.get("href", "") for item in contents.tree.iter("{*}item")}
    chapters = [reference.get("idref") for reference in contents.tree.iter("{*}itemref")]
    if len(chapters) > MAX_CHAPTERS:
        raise Unreadable(f"The book has over {MAX_CHAPTERS:,} chapters: take a part of it.")
    for chapter in dict.fromkeys(chapters):
        href = items.get(chapter)
        if href:
            path = _path(contents.folder, href)
            body = _parse_chapter(read_member(package, path)).find(".//{*}body")
            if body is not None:
                yield path, body


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _parse_chapter(data: bytes) -> lxml.etree._Element:
    """Parse XHTML, or what is not quite XHTML as browsers do; entities of its own are left out."""
    try:
        return parse_xml(data)
    except Unreadable:
        parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
        try:
            return lxml.html.document_fromstring(data, parser=parser)
        except (lxml.etree.LxmlError, ValueError) as error:
            raise Unreadable(DAMAGED) from error


def _fact(contents: lxml.etree._Element, name: str) -> str:
    return next((element.text or "" for element in contents.iter(f"{_DC}{name}")), "").strip()


def _types(element: lxml.etree._Element) -> set[str]:
    """Return what an element says it is for, in EPUB's words and in those of screen readers."""
    return {*element.get(_TYPE, "").split(), *element.get("epub:type", "").split()} | {
        element.get("role", "")
    }


def _notes_in(
    chapters: dict[str, lxml.etree._Element],
) -> dict[str, tuple[NoteKind, lxml.etree._Element]]:
    """Return the notes that the book marks as such, by path and id."""
    found = {}
    for path, body in chapters.items():
        for element in body.iter(lxml.etree.Element):
            kinds = [_NOTE_TYPES[name] for name in _types(element) if name in _NOTE_TYPES]
            if kinds and element.get("id"):
                found[f"{path}#{element.get('id')}"] = (kinds[0], element)
    return found


@dataclass(slots=True)
class _Reading:
    """A book as it is read: its text, and the notes whose numbers stand in it."""

    found: dict[str, tuple[NoteKind, lxml.etree._Element]]
    writer: Writer = field(default_factory=Writer)
    chapter: str = ""
    kinds: list[Kind | Literal[""]] = field(default_factory=lambda: [""])
    references: list[tuple[int, str]] = field(default_factory=list)

    def read(self, element: lxml.etree._Element) -> None:
        """Read an element and everything in it. No tree is deep: libxml2 refuses those."""
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if not tag or tag in _NO_TEXT or self._is_note(element):
            return
        if tag in _BLOCKS:
            self._block(element, _BLOCKS[tag])
        elif tag in ("br", "td", "th"):
            self.writer.line()
            self._inside(element)
        elif tag == "a":
            self._link(element)
        else:
            self._inside(element)

    def notes(self) -> tuple[WriterNote, ...]:
        """Return the notes that the text refers to, in its order."""
        text = self.writer.text()
        notes = []
        for at, name in self.references:
            kind, element = self.found[name]
            place = attached(text, at, at)
            words, links = _words(element)
            if place and words:
                notes.append(WriterNote(*place, kind, "", "", words, links))
        return tuple(sorted(notes, key=lambda note: (note.start, note.end)))

    def _inside(self, element: lxml.etree._Element) -> None:
        self.writer.write(element.text)
        for child in element:
            self.read(child)
            self.writer.write(child.tail)

    def _block(self, element: lxml.etree._Element, kind: Kind | Literal[""]) -> None:
        # A paragraph in a quotation or a list item is of that kind.
        self.kinds.append(kind or self.kinds[-1])
        self.writer.block(self.kinds[-1])
        self._inside(element)
        self.kinds.pop()
        self.writer.block(self.kinds[-1])

    def _link(self, element: lxml.etree._Element) -> None:
        writer = self.writer
        href = element.get("href", "")
        types = _types(element)
        name = f"{self._file(href)}#{href.partition('#')[2]}"
        if types & _REFERENCE_TYPES and name in self.found:
            self.references.append((writer.length, name))
        elif not types & _BACK_LINK_TYPES:
            writer.close_link()
            writer.href = href if re.match(r"(?:https?|mailto):", href, re.IGNORECASE) else ""
            self._inside(element)
            writer.close_link()
            writer.href = ""

    def _file(self, href: str) -> str:
        path = href.partition("#")[0]
        return _path(posixpath.dirname(self.chapter), path) if path else self.chapter

    def _is_note(self, element: lxml.etree._Element) -> bool:
        identity = element.get("id")
        return bool(identity) and f"{self.chapter}#{identity}" in self.found


def _words(element: lxml.etree._Element) -> tuple[str, tuple[str, ...]]:
    """Return the text of a note and where its links lead to."""
    reading = _Reading({})
    reading.read(element)
    reading.writer.block("")
    text = reading.writer.text()
    links = [*reading.writer.links, *bare_links(text)]
    return text, tuple(dict.fromkeys(link.href for link in links))
