"""Word documents (.docx): the text as it reads with every tracked change accepted.

python-docx opens the package and finds its parts. The text is read off the XML itself, because
python-docx leaves out what stands inside tracked changes and content controls, and knows no
footnotes. What the draft carries beside its text becomes the writer's notes, each attached to its
words: comments, footnotes, endnotes, and every tracked change with who made it. Nothing that a
document refers to outside itself is ever fetched.

Element names are those of ISO/IEC 29500-1, chapter 17.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Literal

import docx
import lxml.etree
from docx.opc.part import Part, XmlPart

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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STRICT = b"http://purl.oclc.org/ooxml/"

#: Kinds by the name of a built-in style, which the file gives in English whatever Word's language.
_STYLE_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"title"), "headline"),
    (re.compile(r"heading \d"), "heading"),
    (re.compile(r"(?:intense )?quote|block text"), "quote"),
    (re.compile(r"caption"), "caption"),
    (re.compile(r"list\b.*"), "list"),
    (re.compile(r"toc\b.*|table of (?:figures|authorities)|index \d"), "boilerplate"),
)
_TAKEN_OUT = {f"{_W}del": "deleted", f"{_W}moveFrom": "moved away"}
_PUT_IN = {f"{_W}ins": "inserted", f"{_W}moveTo": "moved here"}
#: How the text looks, and copies of it for programs that cannot show the first one.
_NO_TEXT = frozenset(
    {f"{_W}{name}" for name in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")}
    | {f"{_W}sdtPr", f"{_W}rt", _FALLBACK}
)
_REFERENCES: dict[str, NoteKind] = {
    f"{_W}footnoteReference": "footnote",
    f"{_W}endnoteReference": "endnote",
    f"{_W}commentReference": "comment",
}
_SPACES = frozenset({f"{_W}tab", f"{_W}ptab"})
_FIELD_LINK = re.compile(r"\s{0,20}HYPERLINK\s{1,20}(?:\"([^\"]{1,2000})\"|([^\s\"\\]{1,2000}))")


def read_docx(data: bytes) -> Document:
    """Read a Word document. Raises Unreadable; a damaged one, also what python-docx raises."""
    package = open_package(data)
    if "[Content_Types].xml" not in package.namelist():
        raise Unreadable("This is no Word document, whatever its name: save it as .docx.")
    refuse_document_types(package)
    if _STRICT in read_member(package, "_rels/.rels"):
        raise Unreadable("The document is Strict Open XML: save it as an ordinary .docx.")
    document = docx.Document(io.BytesIO(data))
    reading = _Reading(document.part, _style_kinds(document.styles.element))
    reading.walk(document.element.body)
    text = reading.writer.text()
    properties = document.core_properties
    return Document(
        title=given_title(properties.title),
        author=given_author(properties.author),
        published=given_date(properties.modified or properties.created),
        language=(properties.language or "").partition("-")[0].lower(),
        text=text,
        blocks=with_headline(reading.writer.blocks),
        links=tuple(reading.writer.links),
        writer_notes=reading.notes(),
    )


@dataclass(slots=True)
class _Change:
    """A tracked change; ``words`` are those taken out, ``start`` and ``end`` mark those put in."""

    what: str
    start: int
    end: int
    author: str
    date: str
    words: str = ""


@dataclass(slots=True)
class _Field:
    """A complex field: what it is to show, as far as it is read, then where its words lead to."""

    instruction: str = ""
    linked: bool = False


@dataclass(slots=True)
class _Reading:
    """One part of a document as it is read: its text, and what is attached to places in it."""

    part: Part
    style_kinds: dict[str, Kind]
    writer: Writer = field(default_factory=Writer)
    references: list[tuple[NoteKind, str, int]] = field(default_factory=list)
    comment_starts: dict[str, int] = field(default_factory=dict)
    comment_ends: dict[str, int] = field(default_factory=dict)
    changes: list[_Change] = field(default_factory=list)
    put_in: list[int] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    tables: list[bool] = field(default_factory=list)
    boxes: list[lxml.etree._Element] = field(default_factory=list)
    goes_on: bool = False
    skips_mark: bool = False

    def walk(self, root: lxml.etree._Element) -> None:
        """Read everything in ``root``, in reading order."""
        walk = lxml.etree.iterwalk(root, ("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
            elif not self._begin(element):
                walk.skip_subtree()
        self.writer.block("")

    def notes(self) -> tuple[WriterNote, ...]:
        """Return what is attached to the text, in its order."""
        found = [*self._referenced(), *self._changed()]
        return tuple(sorted(found, key=lambda note: (note.start, note.end)))

    # ── element by element ─────────────────────────────────────────────────────────────────────

    def _begin(self, element: lxml.etree._Element) -> bool:
        """Take in the beginning of an element; say whether to go into it."""
        tag, writer = element.tag, self.writer
        if tag in _NO_TEXT:
            return False
        if tag in _TAKEN_OUT:
            self._take_out(element)
            return False
        if tag == f"{_W}t" or tag == _FORMULA_TEXT:
            writer.write("" if self.skips_mark else element.text)
        elif tag == f"{_W}p":
            self._begin_paragraph(element)
        elif tag in _SPACES:
            writer.write(" ")
        elif tag == f"{_W}br" or tag == f"{_W}cr":
            writer.line()
        elif tag == f"{_W}noBreakHyphen":
            writer.write("-")
        elif tag in _PUT_IN:
            self.put_in.append(writer.length)
        elif tag == f"{_W}hyperlink":
            self._open_link(self._target(element))
        elif tag == f"{_W}fldSimple":
            self._open_link(_field_link(element.get(f"{_W}instr", "")))
        elif tag == f"{_W}fldChar":
            self._field_mark(element.get(f"{_W}fldCharType"))
        elif tag == f"{_W}instrText" and self.fields:
            self.fields[-1].instruction += element.text or ""
        elif tag == f"{_W}commentRangeStart":
            self.comment_starts[element.get(f"{_W}id", "")] = writer.length
        elif tag == f"{_W}commentRangeEnd":
            self.comment_ends[element.get(f"{_W}id", "")] = writer.length
        elif tag in _REFERENCES:
            self._refer(element)
        elif tag == f"{_W}txbxContent":
            self.boxes.append(element)
            return False
        else:
            return self._begin_table(element)
        return True

    def _end(self, element: lxml.etree._Element) -> None:
        tag = element.tag
        if tag == f"{_W}p":
            self._end_paragraph(element)
        elif tag == f"{_W}r":
            self.skips_mark = False
        elif tag == f"{_W}hyperlink" or tag == f"{_W}fldSimple":
            self._close_link()
        elif tag in _PUT_IN:
            start = self.put_in.pop()
            self._change(_PUT_IN[tag], start, element)
        elif tag == f"{_W}tbl":
            self.tables.pop()
            self.writer.block("")

    def _begin_paragraph(self, paragraph: lxml.etree._Element) -> None:
        kind = self._kind(paragraph)
        if self.goes_on:
            self.writer.kind = kind
        elif self.tables and self.tables[-1]:
            self.writer.line()
        else:
            self.writer.block(kind)
        self.goes_on = False

    def _end_paragraph(self, paragraph: lxml.etree._Element) -> None:
        # Where the end of a paragraph was deleted, the next one goes on in the same line.
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        self.goes_on = mark is not None and any(mark.find(tag) is not None for tag in _TAKEN_OUT)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.writer.block("")
            self.goes_on = False
            for inside in box:
                self.walk(inside)

    def _begin_table(self, element: lxml.etree._Element) -> bool:
        """Take in the beginning of a table, a row or a cell; say whether to go into it."""
        tag = element.tag
        if tag == f"{_W}tbl":
            # A table of single cells is there for its frame: what is in it is read as text.
            rows = element.findall(f"{_W}tr")
            self.tables.append(any(len(row.findall(f"{_W}tc")) > 1 for row in rows))
        elif tag == f"{_W}tr":
            removed = element.find(f"{_W}trPr/{_W}del")
            if removed is not None:
                self._take_out(removed, of=element)
                return False
            if self.tables and self.tables[-1]:
                self.writer.block("list")
        return True

    def _kind(self, paragraph: lxml.etree._Element) -> Kind | Literal[""]:
        facts = paragraph.find(f"{_W}pPr")
        style = None if facts is None else facts.find(f"{_W}pStyle")
        kind = self.style_kinds.get("" if style is None else style.get(f"{_W}val", ""), "")
        return kind or ("" if facts is None else _own_kind(facts))

    # ── links and fields ───────────────────────────────────────────────────────────────────────

    def _target(self, hyperlink: lxml.etree._Element) -> str:
        relation = self.part.rels.get(hyperlink.get(_RELATION, ""))
        if relation is None or not relation.is_external:
            return ""
        anchor = hyperlink.get(f"{_W}anchor", "")
        return relation.target_ref + (f"#{anchor}" if anchor else "")

    def _open_link(self, href: str) -> None:
        self.writer.close_link()
        self.hrefs.append(self.writer.href)
        self.writer.href = href or self.writer.href

    def _close_link(self) -> None:
        self.writer.close_link()
        self.writer.href = self.hrefs.pop()

    def _field_mark(self, what: str | None) -> None:
        if what == "begin":
            self.fields.append(_Field())
        elif self.fields and what == "separate" and not self.fields[-1].linked:
            self.fields[-1].linked = True
            self._open_link(_field_link(self.fields[-1].instruction))
        elif self.fields and what == "end" and self.fields.pop().linked:
            self._close_link()

    # ── what is attached ───────────────────────────────────────────────────────────────────────

    def _refer(self, reference: lxml.etree._Element) -> None:
        kind = _REFERENCES[reference.tag]
        self.references.append((kind, reference.get(f"{_W}id", ""), self.writer.length))
        # A mark of the writer's own, such as an asterisk, follows in the same run.
        self.skips_mark = reference.get(f"{_W}customMarkFollows") in ("1", "true", "on")

    def _take_out(
        self, removal: lxml.etree._Element, of: lxml.etree._Element | None = None
    ) -> None:
        """Leave out what a change removed, which is ``of`` or what is in ``removal`` itself."""
        removed = removal if of is None else of
        words = "".join(
            part.text or "" for part in removed.iter(f"{_W}t", f"{_W}delText", _FORMULA_TEXT)
        )
        what = _TAKEN_OUT.get(removal.tag, "deleted")
        if words.strip():
            self._change(what, self.writer.length, removal, words)
        for reference in removed.iter(f"{_W}commentReference"):
            self._refer(reference)

    def _change(self, what: str, start: int, change: lxml.etree._Element, words: str = "") -> None:
        """Note a change, as one with the last where that was the same person's and ended here."""
        author = change.get(f"{_W}author", "")
        last = self.changes[-1] if self.changes else None
        if last and (last.what, last.author, last.end) == (what, author, start):
            last.end = self.writer.length
            last.words += words
        else:
            date = given_time(change.get(f"{_W}date"))
            self.changes.append(_Change(what, start, self.writer.length, author, date, words))

    def _changed(self) -> list[WriterNote]:
        text = self.writer.text()
        notes = []
        for change in self.changes:
            words = change.words or text[change.start : change.end]
            place = attached(text, change.start, change.end)
            if place and words.strip():
                said = f"{change.what} “{shortened(words)}”"
                notes.append(WriterNote(*place, "change", change.author, change.date, said))
        return notes

    def _referenced(self) -> list[WriterNote]:
        text = self.writer.text()
        written = {kind: self._written(kind) for kind in {kind for kind, _, _ in self.references}}
        notes = []
        for kind, identity, at in dict.fromkeys(self.references):
            if identity not in written[kind]:
                continue
            part, element = written[kind][identity]
            start = end = at
            if kind == "comment":
                start = self.comment_starts.get(identity, at)
                end = self.comment_ends.get(identity, at)
            place = attached(text, start, end)
            words, links = _words(part, element)
            if place and words:
                author, date = element.get(f"{_W}author", ""), given_time(element.get(f"{_W}date"))
                notes.append(WriterNote(*place, kind, author, date, words, links))
        return notes

    def _written(self, kind: NoteKind) -> dict[str, tuple[Part, lxml.etree._Element]]:
        """Return the notes of a kind, by their number, each with the part it stands in."""
        found: dict[str, tuple[Part, lxml.etree._Element]] = {}
        for relation in self.part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                part = relation.target_part
                root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
                for element in root.iter(f"{_W}{kind}"):
                    # The rules above the notes are kept among them, as notes of a type.
                    if element.get(f"{_W}type", "normal") == "normal":
                        found[element.get(f"{_W}id", "")] = (part, element)
        return found


def _words(part: Part, element: lxml.etree._Element) -> tuple[str, tuple[str, ...]]:
    """Return the text of a note and where its links lead to."""
    reading = _Reading(part, {})
    reading.walk(element)
    text = reading.writer.text()
    links = [*reading.writer.links, *bare_links(text)]
    return text, tuple(dict.fromkeys(link.href for link in links))


def _style_kinds(styles: lxml.etree._Element) -> dict[str, Kind]:
    """Map the number of each paragraph style to the kind of line it is for; "" is the usual one."""
    elements = {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}
    kinds: dict[str, Kind] = {}
    for identity, style in elements.items():
        kind = _style_kind(style, elements)
        if kind:
            kinds[identity] = kind
            if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph":
                kinds[""] = kind
    return kinds


def _style_kind(
    style: lxml.etree._Element, elements: dict[str, lxml.etree._Element]
) -> Kind | Literal[""]:
    # Ten styles, each based on the next, are more than anybody has; a ring of them has no end.
    for _ in range(10):
        name = _value(style, f"{_W}name").lower()
        for pattern, kind in _STYLE_KINDS:
            if pattern.fullmatch(name):
                return kind
        facts = style.find(f"{_W}pPr")
        if facts is not None and (kind := _own_kind(facts)):
            return kind
        base = elements.get(_value(style, f"{_W}basedOn"))
        if base is None:
            return ""
        style = base
    return ""


def _own_kind(facts: lxml.etree._Element) -> Kind | Literal[""]:
    """Return what kind of line the properties of a paragraph or a style make of it."""
    if _value(facts, f"{_W}outlineLvl") in set("012345678"):
        return "heading"
    return "list" if _value(facts, f"{_W}numPr/{_W}numId") not in ("", "0") else ""


def _value(element: lxml.etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{_W}val", "")


def _field_link(instruction: str) -> str:
    found = _FIELD_LINK.match(instruction)
    return (found[1] or found[2]) if found else ""
