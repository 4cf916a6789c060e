"""The report for word processors: WordprocessingML (ECMA-376, part 1), written part by part.

It has real headings and a table of contents of them, a table of the counts, the evidence as
footnotes, and says of each paragraph in which language and direction it is written. Nothing runs in
it; addresses of the web are links.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from reports import typesetting
from reports.content import Content, Line, Link, Note, Publisher, content
from reports.counts import OPEN, TO_CHANGE
from reports.drawing import COLOURS, TINTS, bar_svg, edge_colour, picture_svg
from reports.house import House, house
from reports.package import RELATED, Related, escaped, package, properties, relationships
from reports.pdf import paper
from reports.picture import picture
from reports.scripts import is_right_to_left
from reviews.items import ANSWERS
from reviews.records import Report

_PARTS = Path(__file__).with_name("templates") / "docx"

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMESPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{RELATED}" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}

#: Width and height of the paper, in twentieths of a point.
_PAPERS = {"a4": (11906, 16838), "us-letter": (12240, 15840)}
_MARGIN = 1361
_MAP_WIDTH = 690
_EMU_A_TWENTIETH = 635
_LOGO_HEIGHT = 432_000
#: Widths of the table's first and last column, in twentieths of a point.
_NAMES_WIDTH, _SHARE_WIDTH = 1300, 2100
_BAR_SIZE = (1_150_000, 86_250)


def render(report: Report) -> bytes:
    """Return the report as DOCX."""
    look = house()
    said = content(report)
    links = _Links()
    width, height = _PAPERS[paper()]
    text_width = width - 2 * _MARGIN
    headings = _Headings(after=max((line.position for line in said.lines), default=0))
    first = [*_opening(said, look, links)]
    then = [*_sections(said, report, headings, links, text_width)]
    body = "".join([*first, _contents(headings), *then])
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="1247" w:right="{_MARGIN}" '
        f'w:bottom="1361" w:left="{_MARGIN}" w:header="708" w:footer="708" w:gutter="0"/>'
        "</w:sectPr>"
    )
    document = f"<w:document {_NAMESPACES}><w:body>{body}{page}</w:body></w:document>"
    notes_links = _Links()
    footnotes = _footnotes(said, notes_links)
    styles = (_PARTS / "styles.xml").read_text(encoding="utf-8")
    for name, value in (
        ("ACCENT", _colour(look.accent)),
        ("EDGE", _colour(edge_colour(said.verdict_value))),
        ("TEXTWIDTH", str(text_width)),
    ):
        styles = styles.replace(name, value)
    logo = f"media/logo.{look.logo_type}"
    bars = [(at, f"media/bar{at}.png") for at in range(len(said.table))]
    parts = {
        **({f"word/{logo}": look.logo} if look.logo else {}),
        "docProps/core.xml": properties(f"{look.title}: {said.title}", report.generated_at),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relationships(
            [
                Related("rId1", f"{RELATED}/styles", "styles.xml"),
                Related("rId2", f"{RELATED}/footnotes", "footnotes.xml"),
                Related("rId3", f"{RELATED}/footer", "footer1.xml"),
                Related("rId4", f"{RELATED}/image", "media/map.png"),
                Related("rId5", f"{RELATED}/settings", "settings.xml"),
                *([Related("rIdLogo", f"{RELATED}/image", logo)] if look.logo else []),
                *(Related(f"rIdBar{at}", f"{RELATED}/image", name) for at, name in bars),
                *links.related(),
            ]
        ),
        "word/styles.xml": styles,
        "word/settings.xml": (_PARTS / "settings.xml").read_text(encoding="utf-8"),
        "word/footnotes.xml": footnotes,
        "word/_rels/footnotes.xml.rels": relationships(notes_links.related()),
        "word/footer1.xml": _footer(look),
        "word/media/map.png": typesetting.png(picture_svg(picture(report, _MAP_WIDTH))),
        **{
            f"word/{name}": typesetting.png(bar_svg(given))
            for (_, name), given in zip(bars, said.counts.answers.values(), strict=True)
        },
    }
    return package("word/document.xml", _TYPES, parts)


class _Links:
    """The addresses that a part leads to, each under a name of its own."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, href: str) -> str:
        return self._names.setdefault(href, f"rIdLink{len(self._names) + 1}")

    def related(self) -> list[Related]:
        return [
            Related(name, f"{RELATED}/hyperlink", href, external=True)
            for href, name in self._names.items()
        ]


class _Headings:
    """The headings of the report's own sections, each with the bookmark it stands in.

    ``after`` is the highest number of the bookmarks that sentences have.
    """

    def __init__(self, after: int) -> None:
        self.listed: list[tuple[str, str]] = []
        self._after = after

    def heading(self, words: str, properties: str = "") -> str:
        number = self._after + len(self.listed) + 1
        # Word's own name for such bookmarks: it takes them away with the table.
        name = f"_Toc{number}"
        self.listed.append((name, words))
        return _paragraph("Heading1", _marked(number, name, _run(words)), properties)


# The body.


def _contents(headings: _Headings) -> str:
    """Return the table of contents, written out, so that it shows before any update.

    It is a field, which can be updated (ECMA-376 part 1, 17.16.5.68). It leaves page numbers out
    (``\\n``): pages are made by the program that shows the document. It names the sections, as
    the PDF's does, so that the whole article at a glance has room on the first page.
    """
    begin = (
        f'{_field("begin")}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\n '
        f"</w:instrText></w:r>{_field('separate')}"
    )
    entries = []
    for at, (name, words) in enumerate(headings.listed):
        shown = f'<w:hyperlink w:anchor="{name}" w:history="1">{_run(words)}</w:hyperlink>'
        before = begin if at == 0 else ""
        after = _field("end") if at == len(headings.listed) - 1 else ""
        entries.append(_paragraph("TOC1", f"{before}{shown}{after}"))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
        f"{_paragraph('TOCHeading', _run('Contents'))}{''.join(entries)}</w:sdtContent></w:sdt>"
    )


def _field(part: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'


def _opening(said: Content, look: House, links: _Links) -> Iterable[str]:
    if look.logo:
        yield _paragraph("Normal", _picture("rIdLogo", 2, "Logo", "", *_logo_size(look)))
    yield _paragraph("Kicker", _run(look.title))
    yield _words("Title", said.title, said.language)
    if said.about:
        yield _paragraph("Small", _run(" · ".join(said.about)))
    if said.address.text:
        yield _paragraph("Small", _led(said.address, links))
    yield _paragraph("Verdict", _run(said.verdict))
    yield _paragraph("Result", _run(said.opening))
    for words in said.summary:
        yield _words("Result", words, italic=True)


def _sections(
    said: Content, report: Report, headings: _Headings, links: _Links, text_width: int
) -> Iterable[str]:
    yield headings.heading("The article at a glance")
    if said.counts.to_review:
        yield _paragraph("Normal", _map(report, said, text_width), _KEPT)
        yield _paragraph("Small", _run(_key(said)))
    yield _paragraph("Small", _run(f"{said.table_caption}."), _KEPT)
    yield _table(said.table, text_width)
    yield headings.heading("What needs a change")
    if not said.groups:
        yield _paragraph("Normal", _run(said.nothing))
    for group in said.groups:
        yield _paragraph("Heading2", _run(f"{group.label} ({len(group.lines)})"))
        for line in group.lines:
            place = _place(line.position)
            numbers = "".join(
                _RAISED_BLANK + _inside(place, str(number), superscript=True)
                for number in line.evidence
            )
            first = _inside(place, str(line.position))
            yield _together([_sentence(line, said.language, first, numbers), *_note(line)])
    # What is to be acted on can be printed by itself, and LibreOffice leaves no heading behind.
    yield headings.heading(said.lines_title, "<w:pageBreakBefore/>")
    for line in said.lines:
        yield _together([*_line(line, said.language, links)])
    if said.source:
        yield headings.heading("The source")
        yield from _source(said.source)
    yield headings.heading("How this was done")
    yield _paragraph("Normal", _run(said.method))
    yield _together(
        [
            _paragraph("Record", _run(f"{name}\t", _QUIET) + _run(value))
            for name, value in said.record
        ]
    )


def _key(said: Content) -> str:
    """Return what the signs of the map mean, of the flags only those that are there."""
    signs = {"wrong": "✕", "change": "▼", "unverifiable": "○"}
    flags = ", ".join(f"{signs[group.verdict]} {group.label.lower()}" for group in said.groups)
    return (
        "One column a sentence, in reading order. Filled: yes; half filled: partly; a bar: no; "
        "a dot: not applicable; dashed: only proposed by the program."
        f"{f' Above: {flags}.' if flags else ''}"
    )


def _source(source: Publisher) -> Iterable[str]:
    yield _paragraph("Normal", _run(source.told))
    for name, rating in source.ratings:
        yield _paragraph("Small", _run(f"{name}: {rating}"))
    if source.scales:
        yield _paragraph("Small", _run(source.scales))
    for words in source.signals:
        yield _paragraph("Small", _run(words))
    if source.looked_up:
        yield _paragraph("Small", _run(source.looked_up))


def _line(line: Line, language: str, links: _Links) -> Iterable[str]:
    if line.plain and line.kind in {"heading", "headline"}:
        yield _words("Heading2", line.text, language, mark=line.position)
        return
    number = _run(str(line.position), '<w:rStyle w:val="Number"/>')
    if line.plain:
        kind = _run(f" {line.kind}", '<w:rStyle w:val="Number"/>')
        yield _sentence(line, language, number, kind, style="SetAside", mark=True)
        return
    footnotes = "".join(
        f'{_RAISED_BLANK}<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{note}"/></w:r>'
        for note in line.evidence
    )
    yield _sentence(line, language, number, footnotes, mark=True)
    if line.set_aside:
        yield _paragraph("Below", _run(f"Set aside: {line.kind}."))
    if line.verdict_label:
        chip = _given_verdict(line.verdict, line.verdict_label)
        yield _paragraph("Answers", _run("verdict\t", _QUIET) + chip)
    for one in line.answers:
        reason = _run("\t", _QUIET) + _said(one.reason, _QUIET) if one.reason else ""
        chip = _chip(one.value, one.decided)
        yield _paragraph("Answers", _run(f"{one.name}\t", _QUIET) + chip + reason)
    if line.facts:
        yield _paragraph("Facts", _run(f"facts\t{line.facts}", _QUIET))
    yield from _note(line)
    if line.links:
        name = "Link" if len(line.links) == 1 else "Links"
        shown = _run(", ").join(_led(link, links) for link in line.links)
        yield _paragraph("Below", _run(f"{name} in the text: ") + shown)
    for draft in line.drafts:
        there = "".join(f"{_run(' ')}{_led(link, links)}" for link in draft.links)
        yield _words("Below", draft.text, before=_run(f"{draft.told}: "), after=there)
    if line.by:
        yield _paragraph("Below", _run(line.by))


def _chip(value: str, decided: bool) -> str:
    """Return an answer on its colour, or with a dotted edge where it is only proposed."""
    if value not in TINTS:
        return _run(value, _QUIET)
    look = (
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_colour(TINTS[value])}"/>'
        if decided
        else '<w:i/><w:iCs/><w:bdr w:val="dotted" w:sz="4" w:space="0" '
        f'w:color="{_colour(COLOURS[value])}"/>'
    )
    return _run(f"\N{NO-BREAK SPACE}{value}\N{NO-BREAK SPACE}", look)


def _given_verdict(verdict: str, label: str) -> str:
    look = (
        '<w:b/><w:bCs/><w:color w:val="FFFFFF"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="222222"/>'
        if verdict in TO_CHANGE
        else '<w:b/><w:bCs/><w:bdr w:val="single" w:sz="4" w:space="0" w:color="222222"/>'
    )
    return _run(f"\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}", look)


def _sentence(
    line: Line, language: str, number: str, after: str, style: str = "Sentence", mark: bool = False
) -> str:
    return _words(
        style,
        line.text,
        language,
        before=f"{number}<w:r><w:tab/></w:r>",
        after=after,
        mark=line.position if mark else None,
    )


def _note(line: Line) -> Iterable[str]:
    for at, words in enumerate(line.note.split("\n") if line.note else []):
        title = _run("Note ", '<w:rStyle w:val="Label"/>') if at == 0 else ""
        yield _words("Note", words, before=title)


def _map(report: Report, said: Content, text_width: int) -> str:
    drawn = picture(report, _MAP_WIDTH)
    width = int(text_width * min(1, drawn.width / _MAP_WIDTH)) * _EMU_A_TWENTIETH
    told = (
        f"The answers of {said.counts.to_review:,} sentences in reading order, as the table below "
        "counts them"
    )
    height = width * drawn.height // drawn.width
    return _picture("rId4", 1, "Map of the article", told, width, height)


def _logo_size(look: House) -> tuple[int, int]:
    """Return width and height of the logo, as high as two lines of the title."""
    width, height = Image.open(io.BytesIO(look.logo)).size
    return _LOGO_HEIGHT * width // height, _LOGO_HEIGHT


def _picture(name: str, number: int, title: str, told: str, width: int, height: int) -> str:
    """Return a picture in the line; width and height in English metric units, 914,400 an inch.

    No two pictures have the same ``number``.
    """
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{title}" descr="{escaped(told)}"/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{title}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _table(rows: list[list[str]], text_width: int) -> str:
    """Return the counts with a bar a question, in rows that no page break parts."""
    column = (text_width - _NAMES_WIDTH - _SHARE_WIDTH) // (len(ANSWERS) + 1)
    widths = [_NAMES_WIDTH, *[column] * (len(ANSWERS) + 1), _SHARE_WIDTH]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = [_run(name, _QUIET) for name in ("", *ANSWERS, OPEN, "share")]
    drawn = [_row(head, widths, "<w:tblHeader/>")]
    for at, (name, *cells) in enumerate(rows):
        told = f"Share of yes, partly, no, not applicable and open for {name}, as counted beside"
        bar = _picture(f"rIdBar{at}", 3 + at, f"Share of {name}", told, *_BAR_SIZE)
        shown = [_run(name), *map(_counted, cells), bar]
        drawn.append(_row(shown, widths, kept=at < len(rows) - 1))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Counts"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(drawn)}'
        "</w:tbl>"
    )


def _counted(cell: str) -> str:
    """Return what people decided in bold, and what is only proposed behind it."""
    given, blank, proposed = cell.partition(" ")
    only = _run(f"{blank}{proposed}", f"{_QUIET}<w:i/><w:iCs/>") if proposed else ""
    return _run(given, "<w:b/><w:bCs/>") + only


def _row(cells: list[str], widths: list[int], properties: str = "", *, kept: bool = True) -> str:
    """Return a row of cells, each of runs; ``kept`` with the next one on a page."""
    keep = _KEPT if kept else ""
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph('Cell', cell, keep)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{drawn}</w:tr>"


# The other parts.


def _footnotes(said: Content, links: _Links) -> str:
    # These have the numbers below those of the notes.
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(_footnote(note, links) for note in said.evidence)
    return f"<w:footnotes {_NAMESPACES}>{separators}{notes}</w:footnotes>"


def _footnote(note: Note, links: _Links) -> str:
    reference = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    parts = [_run(f" {note.stance}: ", "<w:b/><w:bCs/>"), _led(note.name, links)]
    if note.locator:
        parts.append(_run(", ") + _said(note.locator))
    if note.address:
        parts.append(_run(f", {note.address}"))
    parts.append(_run(f". {note.by}."))
    paragraphs = _paragraph("FootnoteText", reference + "".join(parts))
    for words in note.quote.split("\n") if note.quote else []:
        paragraphs += _words("FootnoteQuote", words)
    for told in note.copies:
        paragraphs += _paragraph("FootnoteText", _run(told))
    return f'<w:footnote w:id="{note.number}">{paragraphs}</w:footnote>'


def _footer(look: House) -> str:
    def field(code: str) -> str:
        return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    numbers = f"{field('PAGE')}{_run(' / ')}{field('NUMPAGES')}"
    words = _run(look.footer or look.title) + "<w:r><w:tab/></w:r>" + numbers
    return f"<w:ftr {_NAMESPACES}>{_paragraph('Footer', words)}</w:ftr>"


# Paragraphs and runs.

_QUIET = '<w:rStyle w:val="Quiet"/>'
_KEPT = "<w:keepNext/>"
_BIDI = "<w:bidi/>"
#: Programs differ in which side of a paragraph from right to left is its left one: no bar there.
_RIGHT_TO_LEFT = dict.fromkeys(
    ("Note", "FootnoteQuote"), f'<w:pBdr><w:left w:val="nil"/></w:pBdr>{_BIDI}'
)
#: Between the numbers of notes: 5 and 6 side by side would read 56.
_RAISED_BLANK = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:t xml:space="preserve">\N{NO-BREAK SPACE}</w:t></w:r>'
)


def _words(
    style: str,
    words: str,
    language: str = "",
    *,
    before: str = "",
    after: str = "",
    italic: bool = False,
    mark: int | None = None,
) -> str:
    """Return a paragraph of words that somebody else wrote, in their language and direction."""
    rtl = is_right_to_left(words)
    look = "<w:i/><w:iCs/>" if italic else ""
    if language:
        side = "bidi" if rtl else "val"
        run = _said(words, look, f'<w:lang w:{side}="{language}" w:eastAsia="{language}"/>')
    else:
        run = _said(words, look)
    if mark is not None:
        run = _marked(mark, _place(mark), run)
    return _paragraph(style, before + run + after, _RIGHT_TO_LEFT.get(style, _BIDI) if rtl else "")


def _said(words: str, look: str = "", language: str = "") -> str:
    """Return a run of words that somebody else wrote, from right to left if they are."""
    return _run(words, f"{look}{'<w:rtl/>' if is_right_to_left(words) else ''}{language}")


def _together(paragraphs: list[str]) -> str:
    """Return paragraphs that no page break parts, if a page holds them."""
    *kept, last = paragraphs
    # Each begins with its style, and the order is the schema's.
    return "".join(one.replace("/>", f"/>{_KEPT}", 1) for one in kept) + last


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    # The order is the schema's: style, keepNext, bidi.
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _place(position: int) -> str:
    """Return the name of the bookmark in which a sentence stands."""
    return f"s{position}"


def _marked(number: int, name: str, runs: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'


def _run(words: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    drawn = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escaped(part)}</w:t>' if part else ""
        for part in words.replace("\n", " ").split("\t")
    )
    return f"<w:r>{properties}{drawn}</w:r>"


def _led(there: Link, links: _Links) -> str:
    if not there.href:
        return _said(there.text)
    shown = _said(there.text, '<w:rStyle w:val="Hyperlink"/>')
    return f'<w:hyperlink r:id="{links.name(there.href)}">{shown}</w:hyperlink>'


def _inside(place: str, words: str, superscript: bool = False) -> str:
    raised = '<w:vertAlign w:val="superscript"/>' if superscript else ""
    look = f'<w:rStyle w:val="{"Hyperlink" if superscript else "Number"}"/>{raised}'
    return f'<w:hyperlink w:anchor="{place}">{_run(words, look)}</w:hyperlink>'


def _colour(name: str) -> str:
    """Return a colour written as ``#0b62a4`` as WordprocessingML has it."""
    return name[1:].upper()
