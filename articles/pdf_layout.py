"""Pieces of lines at places on pages become text: columns, rows, paragraphs, notes.

Places are in points from the lower left corner of a page. A page is cut at the gutter that the
fewest pieces cross; what crosses it (a headline, a wide picture's caption) parts what is above it
from what is below. In each column pieces become rows and rows become paragraphs, by their
distance, their indents and where they end. All limits were set by eye on pages from LaTeX, Word,
ReportLab and newspapers; they are shares of a size or a width, so that scale does not matter.
"""

import bisect
import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from articles.blocks import Block, ends_as_sentence, has_list_mark
from articles.document import attached
from articles.links import bare_links
from articles.records import Kind, Link, WriterNote
from articles.writer import Writer

#: What is this near to an edge of the page, as a share of its height, may be page furniture.
_EDGE = 0.12
#: The share of pages on which a line of furniture stands at the least; left and right may differ.
_REPEATED = 0.3
#: What parts furniture from the text at the least, in sizes of its characters.
_GAP = 0.9
#: How often a page is cut into columns, one within the other, and the share of its lines that a
#: column must be cut in: gaps between long words in narrow columns look like gutters.
_MOST_CUTS = 4
_LEAST_PARTED = 0.6
#: How much larger than the text a heading is, and how much smaller a footnote.
_LARGER, _SMALLER = 1.12, 0.94
_LONGEST_HEADING = 250

_PAGE_NUMBER = re.compile(
    r"[\W_]{0,6}(?:(?:page|p\.|seite|página|pagina|стр\.?)\s{0,3})?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s{0,3}(?:of|/|von|de|di|из)\s{0,3}\d{1,4})?[\W_]{0,6}",
    re.IGNORECASE,
)
_NOTES_HEADING = re.compile(
    r"(?:end|foot)?notes|references|(?:works )?cited|sources|anmerkungen|notas?|примечания",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_NOTE_NUMBER = re.compile(rf"\s{{0,3}}[\[(]?({_NUMBER.pattern})[\])]?[.:]?\s{{1,5}}(?=\S)")
_AFTER_NUMBER = re.compile(rf"[\[(]?(?:{_NUMBER.pattern})[\])]?[.:]?\s{{0,5}}")
#: The page that endnotes are filed under.
_ENDNOTES = -1
_HYPHENS = "-\u00ad\u2010"
#: What leads to the page number in a table of contents.
_LEADER = re.compile(r"(?:\. ?){5}\s{0,3}\d{1,4}\b|(?:\. ?){12}")
_BULLETS = tuple("•‣⁃◦▪●")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_LETTERS = re.compile(r"[^\W\d_]{1,60}\Z")
#: Beginnings that keep their hyphen where a line ends after it.
_KEPT_PREFIXES = frozenset({"self", "non", "ex", "vice", "well", "half", "co", "anti", "pro"})
_LIGATURES = {0xFB00 + at: letters for at, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl"))}
_LIGATURES |= {0xFB05: "st", 0xFB06: "st"}
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Run(NamedTuple):
    """Characters of one sort: where they lead to, and whether they are small and raised."""

    text: str
    href: str = ""
    raised: bool = False


class Piece(NamedTuple):
    """A stretch of one line with no wide gap in it; pages are counted from 0."""

    page: int

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What it says, without the white space at its ends."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


class Page(NamedTuple):
    """What stands on a page."""

    width: float
    height: float
    pieces: tuple[Piece, ...]


class Composed(NamedTuple):
    """The text of all pages; offsets count its code points."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    writer_notes: tuple[WriterNote, ...]
    page_starts: tuple[int, ...]


@dataclass(slots=True)
class _Paragraph:
    """Rows that belong together, and where their column begins and ends."""

    rows: list[Piece]
    left: float
    right: float

    @property
    def size(self) -> float:
        return statistics.median(row.size for row in self.rows)

    @property
    def text(self) -> str:
        return " ".join(row.text for row in self.rows)


def compose(pages: Sequence[Page]) -> Composed:
    """Put what stands on the pages into one text; footnotes and endnotes are not part of it."""
    body_size = _usual_size(pages)
    paragraphs: list[_Paragraph] = []
    feet: list[_Paragraph] = []
    for page in _without_furniture(pages):
        numbers = _numbers_raised(page.pieces)
        for column in _columns(page.pieces):
            rows, foot = _split_foot(column, numbers, body_size)
            _add_column(paragraphs, rows)
            _add_column(feet, foot)
    notes = _footnotes(feet)
    endnotes, paragraphs = _endnotes(paragraphs, _numbers_raised(_all_rows(paragraphs)))
    return _write(paragraphs, notes | endnotes, body_size, len(pages))


def _all_rows(paragraphs: Iterable[_Paragraph]) -> list[Piece]:
    return [row for paragraph in paragraphs for row in paragraph.rows]


def _usual_size(pages: Iterable[Page]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


# ── page furniture ─────────────────────────────────────────────────────────────────────────────


def _without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Leave out page numbers, and what stands at the same edge of many pages, numbers aside."""
    edges = [_at_edges(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for page, pieces in zip(pages, edges, strict=True):
        seen.update({_edge_line(piece, page) for piece in pieces})
    fewest = max(2, _REPEATED * len(pages))
    kept = []
    for page, pieces in zip(pages, edges, strict=True):
        dropped = {
            id(piece)
            for piece in pieces
            if _PAGE_NUMBER.fullmatch(piece.text) or seen[_edge_line(piece, page)] >= fewest
        }
        rest = tuple(piece for piece in page.pieces if id(piece) not in dropped)
        kept.append(page._replace(pieces=rest))
    return kept


def _at_edges(page: Page) -> list[Piece]:
    """Return the pieces near the top and the bottom that a gap parts from the rest of the page."""
    pieces = sorted(page.pieces, key=lambda piece: -piece.y1)
    head: list[Piece] = []
    lowest = page.height
    for at, piece in enumerate(pieces):
        if piece.y0 < (1 - _EDGE) * page.height:
            break
        lowest = min(lowest, piece.y0)
        if at + 1 == len(pieces) or lowest - pieces[at + 1].y1 > _GAP * piece.size:
            head = pieces[: at + 1]
    pieces.sort(key=lambda piece: piece.y0)
    foot: list[Piece] = []
    highest = 0.0
    for at, piece in enumerate(pieces):
        if piece.y1 > _EDGE * page.height:
            break
        highest = max(highest, piece.y1)
        if at + 1 == len(pieces) or pieces[at + 1].y0 - highest > _GAP * piece.size:
            foot = pieces[: at + 1]
    return head + foot


def _edge_line(piece: Piece, page: Page) -> tuple[str, int]:
    """Return a line without its numbers and, roughly, where it stands."""
    words = re.sub(r"\d+", "#", " ".join(piece.text.lower().split()))
    return words, round(piece.middle / max(page.height, 1) * 60)


# ── columns and rows ───────────────────────────────────────────────────────────────────────────


def _columns(pieces: Sequence[Piece], cuts: int = 0) -> Iterator[list[Piece]]:
    """Yield the rows of each column, in reading order; ``cuts`` is how often it was cut before."""
    gutter = _gutter(pieces, _LEAST_PARTED if cuts else 0.0) if cuts < _MOST_CUTS else None
    if gutter is None:
        if pieces:
            yield _rows(pieces)
        return
    across = _rows_across(pieces, gutter)
    inside = [piece for piece in pieces if not any(piece in row for row in across)]
    # Bands of columns, parted by what goes across: as many as the rows across, and one more.
    tops = [max(piece.middle for piece in row) for row in across]
    bands: dict[int, list[Piece]] = defaultdict(list)
    for piece in inside:
        bands[sum(top > piece.middle for top in tops)].append(piece)
    waiting: list[Piece] = []
    for at in range(len(across) + 1):
        if bands[at]:
            if waiting:
                yield _rows(waiting)
                waiting = []
            yield from _columns([piece for piece in bands[at] if piece.x1 <= gutter], cuts + 1)
            yield from _columns([piece for piece in bands[at] if piece.x1 > gutter], cuts + 1)
        if at < len(across):
            waiting += across[at]
    if waiting:
        yield _rows(waiting)


def _rows_across(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Return the lines that cross a gutter, from the top, each with what stands beside it."""
    across = [[piece] for piece in pieces if piece.x0 < gutter < piece.x1]
    across.sort(key=lambda row: -row[0].middle)
    for piece in pieces:
        if not piece.x0 < gutter < piece.x1:
            beside = next((row for row in across if _same_line(row[0], piece)), None)
            if beside is not None:
                beside.append(piece)
    return across


def _gutter(pieces: Sequence[Piece], least_parted: float) -> float | None:
    """Return where two columns of text are parted, if there are two, cut by the fewest pieces.

    ``least_parted`` is the share of lines that it must part at the least.
    """
    if len(pieces) < 8:
        return None
    left = min(piece.x0 for piece in pieces)
    width = max(piece.x1 for piece in pieces) - left
    begins = Counter(round(piece.x0 / 2) * 2 for piece in pieces)
    best: tuple[int, float] | None = None
    for x, count in begins.most_common(24):
        if count < 3 or not left + 0.15 * width < x < left + 0.85 * width:
            continue
        gutter = x - 2.5
        before = [piece for piece in pieces if piece.x1 <= gutter]
        after = [piece for piece in pieces if piece.x0 >= gutter]
        across = [piece for piece in pieces if piece.x0 < gutter < piece.x1]
        if _line_count(before + after) < least_parted * _line_count(pieces):
            continue
        if _are_columns(before, after, gutter, width) and _in_bands(before + after, across):
            # Of equally clean cuts the leftmost: the columns to the right are cut after it.
            cut = (len(across), gutter)
            best = min(best or cut, cut)
    return best[1] if best else None


def _are_columns(
    before: Sequence[Piece], after: Sequence[Piece], gutter: float, width: float
) -> bool:
    if len(before) < 4 or len(after) < 4:
        return False
    if gutter + 2.5 - max(piece.x1 for piece in before) < 4:
        return False
    # Numbers, dates and words in a table stand one above the other too, but are not wide.
    if min(_usual_length(before), _usual_length(after)) < 0.17 * width:
        return False
    # The lines of a column begin one below the other; gaps in justified text are anywhere.
    begins: dict[int, float] = {}
    for piece in after:
        line = round(piece.middle / 3)
        begins[line] = min(piece.x0, begins.get(line, piece.x0))
    if sum(x < gutter + 6 for x in begins.values()) < 0.5 * len(begins):
        return False
    top = min(max(piece.y1 for piece in side) for side in (before, after))
    bottom = max(min(piece.y0 for piece in side) for side in (before, after))
    heights = [
        max(piece.y1 for piece in side) - min(piece.y0 for piece in side)
        for side in (before, after)
    ]
    return top - bottom >= 0.5 * min(heights)


def _in_bands(inside: Sequence[Piece], across: Sequence[Piece]) -> bool:
    """Say whether what a gutter parts stands together, in bands of four lines and more.

    Gaps that come to lie below one another in justified text have full lines between them.
    """
    cuts = sorted(piece.middle for piece in across)
    bands: dict[int, list[Piece]] = defaultdict(list)
    for piece in inside:
        bands[bisect.bisect(cuts, piece.middle)].append(piece)
    together = sum(len(band) for band in bands.values() if _line_count(band) >= 4)
    return together >= 0.8 * len(inside)


def _line_count(pieces: Iterable[Piece]) -> int:
    """Return on how many lines pieces stand, roughly."""
    return len({round(piece.middle / 3) for piece in pieces})


def _usual_length(pieces: Sequence[Piece]) -> float:
    """Return how much of its width a line is filled, on average; wide gaps cut a line in pieces."""
    return sum(piece.x1 - piece.x0 for piece in pieces) / _line_count(pieces)


def _same_line(one: Piece, other: Piece) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def _rows(pieces: Iterable[Piece]) -> list[Piece]:
    """Join the pieces of each line, from the top."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.middle, piece.x0)):
        if lines and _same_line(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    rows = [_joined(sorted(line, key=lambda piece: piece.x0)) for line in lines]
    return [row for row in rows if any(map(str.isalnum, row.text))]


def _joined(line: list[Piece]) -> Piece:
    if len(line) == 1:
        return line[0]
    runs = list(line[0].runs)
    longest = max(line, key=lambda piece: len(piece.text))
    for piece in line[1:]:
        if _is_raised(piece, longest):
            runs.append(Run(piece.text, piece.runs[0].href, raised=True))
        else:
            runs += [Run(" "), *piece.runs]
    return Piece(
        page=line[0].page,
        x0=line[0].x0,
        y0=longest.y0,
        x1=max(piece.x1 for piece in line),
        y1=longest.y1,
        size=longest.size,
        bold=all(piece.bold for piece in line),
        runs=tuple(runs),
    )


def _is_raised(piece: Piece, line: Piece) -> bool:
    small = piece.size < 0.8 * line.size and piece.y0 > line.y0 + 0.15 * line.size
    return small and bool(_note_numbers(piece.text))


# ── paragraphs ─────────────────────────────────────────────────────────────────────────────────


def _add_column(paragraphs: list[_Paragraph], rows: list[Piece]) -> None:
    """Add the paragraphs of a column; its first row may go on with the last one there is."""
    if not rows:
        return
    left = min(row.x0 for row in rows)
    right = max(row.x1 for row in rows)
    pitch = _usual_pitch(rows)
    if not (paragraphs and _goes_on(paragraphs[-1], rows[0])):
        paragraphs.append(_Paragraph([], left, right))
    paragraphs[-1].left, paragraphs[-1].right = left, right
    paragraphs[-1].rows.append(rows[0])
    for above, row in itertools.pairwise(rows):
        if _begins_paragraph(paragraphs[-1], above, row, pitch):
            paragraphs.append(_Paragraph([], left, right))
        paragraphs[-1].rows.append(row)


def _usual_pitch(rows: Sequence[Piece]) -> float:
    """Return the distance from row to row within paragraphs: the smaller ones of all there are."""
    pitches = sorted(
        above.y0 - row.y0 for above, row in itertools.pairwise(rows) if _same_size(above, row)
    )
    return pitches[len(pitches) // 5] if pitches else 0.0


def _same_size(one: Piece, other: Piece) -> bool:
    return abs(one.size - other.size) <= 0.08 * max(one.size, other.size)


def _goes_on(paragraph: _Paragraph, row: Piece) -> bool:
    """Say whether a paragraph goes on with the first row of the next column or page."""
    last = paragraph.rows[-1]
    if not _same_size(last, row) or last.bold != row.bold or ends_as_sentence(last.text):
        return False
    if _begins_item(row) or row.runs[0].raised:
        return False
    full = last.x1 > paragraph.right - 0.1 * (paragraph.right - paragraph.left)
    return full or row.text[:1].islower()


def _begins_paragraph(paragraph: _Paragraph, above: Piece, row: Piece, pitch: float) -> bool:
    if not _same_size(above, row) or above.bold != row.bold:
        return True
    if pitch and above.y0 - row.y0 > max(1.3 * pitch, pitch + 2):
        return True
    ended = ends_as_sentence(above.text)
    short = _has_room(paragraph, above, row)
    if row.text.startswith(_BULLETS) or row.runs[0].raised:
        return True
    if _begins_item(row) and (ended or short or above.text.endswith((":", ";", ","))):
        return True
    if ended and short:
        return True
    return _is_indented(paragraph, above, row)


def _begins_item(row: Piece) -> bool:
    return has_list_mark(row.text)


def _has_room(paragraph: _Paragraph, above: Piece, row: Piece) -> bool:
    """Say whether the first word of a row would have fitted above, with room to spare."""
    text = row.text
    word = text.split(maxsplit=1)[0] if text else ""
    width = (row.x1 - row.x0) * (len(word) + 1) / max(len(text), 1)
    return above.x1 + width + 0.05 * (paragraph.right - paragraph.left) < paragraph.right


def _is_indented(paragraph: _Paragraph, above: Piece, row: Piece) -> bool:
    first = paragraph.rows[0]
    step = row.x0 - above.x0
    if step > 0.7 * row.size:
        # The rows of a list item stand to the right of its mark; those of a title in the middle.
        centred = abs((above.x0 + above.x1) - (row.x0 + row.x1)) < 0.5 * row.size
        return not (_begins_item(first) or centred)
    return step < -0.7 * row.size and len(paragraph.rows) > 1 and ends_as_sentence(above.text)


# ── notes ──────────────────────────────────────────────────────────────────────────────────────

#: Notes by the page they stand on and their number; endnotes by page -1.
_Notes = dict[tuple[int, str], list[_Paragraph]]


def _numbers_raised(pieces: Iterable[Piece]) -> set[str]:
    """Return the numbers and signs that stand raised behind words."""
    return {
        number
        for piece in pieces
        for run in piece.runs
        if run.raised
        for number in _note_numbers(run.text)
    }


def _note_numbers(text: str) -> list[str]:
    """Return the numbers of notes in raised characters, such as "3" or "3, 4"; else nothing."""
    parts = [part.strip(" []()") for part in re.split(r"[,;]", text)]
    return parts if all(_NUMBER.fullmatch(part) for part in parts) else []


def _begin_of_note(row: Piece) -> str:
    """Return the number that a row of notes begins with, empty if with none."""
    head = "".join(f"{run.text} " if run.raised else run.text for run in row.runs[:3])
    found = _NOTE_NUMBER.match(head)
    return found[1] if found else ""


def _split_foot(
    rows: list[Piece], numbers: set[str], body_size: float
) -> tuple[list[Piece], list[Piece]]:
    """Part the rows of a column from the footnotes below them, which the page's numbers name."""
    first = len(rows)
    for at in range(len(rows) - 1, -1, -1):
        if rows[at].size >= _SMALLER * body_size:
            break
        if _begin_of_note(rows[at]) in numbers:
            first = at
    return rows[:first], rows[first:]


def _footnotes(feet: Sequence[_Paragraph]) -> _Notes:
    notes: _Notes = {}
    last: list[_Paragraph] = []
    for paragraph in feet:
        number = _begin_of_note(paragraph.rows[0])
        if number:
            last = notes.setdefault((paragraph.rows[0].page, number), [])
        last.append(paragraph)
    return notes


def _endnotes(paragraphs: list[_Paragraph], numbers: set[str]) -> tuple[_Notes, list[_Paragraph]]:
    """Part the text from the notes under a heading such as "Notes", if the text points to any."""
    headings = [
        at for at, one in enumerate(paragraphs) if _NOTES_HEADING.fullmatch(one.text.strip())
    ]
    if not headings:
        return {}, paragraphs
    first = headings[-1] + 1
    notes: _Notes = {}
    rest: list[_Paragraph] = []
    for paragraph in paragraphs[first:]:
        number = _begin_of_note(paragraph.rows[0])
        if number in numbers and (_ENDNOTES, number) not in notes:
            notes[_ENDNOTES, number] = [paragraph]
        else:
            rest.append(paragraph)
    kept = paragraphs[:first] if rest or not notes else paragraphs[: first - 1]
    return notes, kept + rest


# ── the text ───────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Text:
    """The text as it is written, and what becomes known of places in it."""

    writer: Writer
    words: Counter[str]
    notes: _Notes
    page_starts: dict[int, int]
    references: list[tuple[int, int, str]]


def _write(
    paragraphs: Sequence[_Paragraph], notes: _Notes, body_size: float, page_count: int
) -> Composed:
    made = _Text(Writer(), _whole_words(paragraphs), notes, {0: 0}, [])
    headline = _headline(paragraphs, body_size)
    for paragraph in paragraphs:
        made.writer.block("headline" if paragraph is headline else _kind(paragraph, body_size))
        _write_rows(made, paragraph.rows)
    made.writer.block("")
    text = made.writer.text()
    return Composed(
        text=text,
        blocks=tuple(made.writer.blocks),
        links=_with_bare_links(made.writer.links, text),
        writer_notes=_attached_notes(made, text),
        page_starts=_page_starts(made.page_starts, page_count, text),
    )


def _headline(paragraphs: Sequence[_Paragraph], body_size: float) -> _Paragraph | None:
    """Return the first of the largest headings on the first page with text, if it is large."""
    first = [one for one in paragraphs if one.rows[0].page == paragraphs[0].rows[0].page]
    largest = max(first, key=lambda paragraph: paragraph.size, default=None)
    large = largest is not None and largest.size >= 1.2 * body_size
    return largest if large and _kind(largest, body_size) == "heading" else None


def _kind(paragraph: _Paragraph, body_size: float) -> Kind | Literal[""]:
    text = paragraph.text.strip()
    if len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";", ":")):
        if paragraph.size >= _LARGER * body_size:
            return "heading"
        if len(paragraph.rows) <= 2 and all(row.bold for row in paragraph.rows):
            return "heading"
    if _LEADER.search(text):
        return "boilerplate"
    return "list" if _begins_item(paragraph.rows[0]) else ""


def _whole_words(paragraphs: Iterable[_Paragraph]) -> Counter[str]:
    """Count the words that stand within lines, with the hyphens they have there."""
    words: Counter[str] = Counter()
    for row in _all_rows(paragraphs):
        words.update(_WORD.findall(row.text.translate(_LIGATURES).lower()))
    return words


def _write_rows(made: _Text, rows: Sequence[Piece]) -> None:
    writer = made.writer
    for at, row in enumerate(rows):
        made.page_starts.setdefault(row.page, writer.length)
        following = rows[at + 1].text if at + 1 < len(rows) else ""
        drops_hyphen, joint = _joint(row.text, following, made.words)
        last = max(i for i, run in enumerate(row.runs) if run.text.strip())
        for i, run in enumerate(row.runs[: last + 1]):
            numbers = _note_numbers(run.text) if run.raised else []
            places = [place for number in numbers if (place := _place(made, row.page, number))]
            if places:
                made.references += [(writer.length, *place) for place in places]
                continue
            if run.href != writer.href and not run.text.isspace():
                writer.close_link()
                writer.href = run.href
            text = run.text.rstrip() if i == last else run.text
            writer.write((text[:-1] if drops_hyphen and i == last else text).translate(_LIGATURES))
        writer.write(joint)
    writer.close_link()
    writer.href = ""


def _place(made: _Text, page: int, number: str) -> tuple[int, str] | None:
    """Return the key of the note that a number on a page points to."""
    return next((key for key in ((page, number), (_ENDNOTES, number)) if key in made.notes), None)


def _joint(text: str, following: str, words: Counter[str]) -> tuple[bool, str]:
    """Say whether the hyphen at the end of a row goes, and what joins the row to the next one."""
    text, following = text.rstrip().translate(_LIGATURES), following.lstrip().translate(_LIGATURES)
    if not following:
        return False, ""
    if text[-1] in _HYPHENS and text[-2:-1].isalnum():
        before, after = _LAST_LETTERS.search(text[:-1]), _WORD.match(following)
        if not (before and after and following[0].islower()):
            return text[-1] == "\u00ad", ""
        begin, end = before[0].lower(), after[0].lower()
        hyphened, plain = words[f"{begin}-{end}"], words[begin + end]
        kept = hyphened > plain or (begin in _KEPT_PREFIXES and not plain)
        return not (kept and text[-1] != "\u00ad"), ""
    if text.endswith(("—", "/")) or (text[-1] == "–" and not text[-2:-1].isspace()):
        return False, ""
    if _UNSPACED.fullmatch(text[-1]) and _UNSPACED.fullmatch(following[0]):
        return False, ""
    return False, " "


def _with_bare_links(links: Sequence[Link], text: str) -> tuple[Link, ...]:
    """Add the addresses that stand in the text and no link covers."""
    covered = sorted((link.start, link.end) for link in links)
    free = []
    for link in bare_links(text):
        at = bisect.bisect_left(covered, (link.end, 0)) - 1
        if at < 0 or covered[at][1] <= link.start:
            free.append(link)
    return tuple(sorted([*links, *free]))


def _attached_notes(made: _Text, text: str) -> tuple[WriterNote, ...]:
    notes = []
    for at, page, number in made.references:
        place = attached(text, at, at)
        words, links = _note_words(made, made.notes[page, number])
        if place and words:
            kind = "endnote" if page == _ENDNOTES else "footnote"
            notes.append(WriterNote(*place, kind, "", "", words, links))
    return tuple(sorted(notes, key=lambda note: (note.start, note.end)))


def _note_words(made: _Text, paragraphs: Sequence[_Paragraph]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a note without its number, and where its links lead to."""
    note = _Text(Writer(), made.words, {}, {}, [])
    for paragraph in paragraphs:
        note.writer.block("")
        _write_rows(note, paragraph.rows)
    note.writer.block("")
    text = note.writer.text()
    links = _with_bare_links(note.writer.links, text)
    number = _AFTER_NUMBER.match(text)
    return text[number.end() if number else 0 :], tuple(dict.fromkeys(link.href for link in links))


def _page_starts(starts: dict[int, int], page_count: int, text: str) -> tuple[int, ...]:
    """Return where each page begins; one without text begins where the next one does.

    ``starts`` was noted before the gap that parts a page from the one before it.
    """
    found: list[int] = []
    end = len(text)
    for page in range(page_count - 1, -1, -1):
        end = min(end, starts.get(page, end))
        while text[end : end + 1].isspace():
            end += 1
        found.append(end)
    return tuple(reversed(found))
