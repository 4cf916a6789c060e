"""Rating lists: a table of sites becomes a list that is shown beside others, on its own scale.

A list is a CSV or TSV file of anybody's making. Which column holds the site and which the rating
is proposed from what the columns hold, and a person confirms it. Nothing is converted: a rating
stays as the list gives it, and its scale says where it stands between the list's worst and best.
"""

import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from articles.decode import decode
from articles.records import Unreadable
from sources.records import PassedOver, Rating, Scale
from sources.site import listed_name
from sources.wordlists import entries

#: The most rows a list may have: a hundred times the largest that is published.
MOST_ROWS = 1_500_000
_LONGEST_VALUE = 200
_LONGEST_NOTE = 2_000
#: How many characters tell what parts the cells.
_HEAD = 100_000
_SEPARATORS = ",;\t|"
#: How many rows tell what a column holds.
_SAMPLE = 200
#: A column with this many different words or fewer is a scale of words.
_MOST_WORDS = 12

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:[.,][0-9]{0,18})?|[.,][0-9]{1,18})(?:e[+-]?\d{1,3})?")
_RATING_COLUMN = re.compile(
    r"rating|score|status|verdict|reliab|credib|quality|trust|grade|rank|bias|lean|factual|label",
    re.IGNORECASE,
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NoList(ValueError):
    """The file cannot become a list; the message says why and what to do next."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of cells; ``columns`` are its header, or numbers where it has none."""

    columns: tuple[str, ...]
    has_header: bool
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column is which, by number from 0; None for one that a list does not have."""

    site: int
    value: int
    label: int | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a table: ``ratings`` of ``rows`` rows, and what was left out."""

    ratings: tuple[Rating, ...]
    rows: int
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list that is published somewhere, known by its columns; none of it is part of this."""

    name: str
    citation: str
    licence: str
    published_at: str
    about: str
    scale: Scale
    site_column: str
    value_column: str
    label_column: str = ""
    note_column: str = ""


@cache
def known_lists() -> tuple[KnownList, ...]:
    """Return the lists whose columns are known, with where they are published."""
    return (
        KnownList(
            name="Domain ratings of Lin et al.",
            citation="Lin, H., Lasser, J., Lewandowsky, S., Cole, R., Gully, A., Rand, D. G., & "
            "Pennycook, G. (2023). High level of correspondence across different news domain "
            "quality rating sets. PNAS Nexus, 2(9), pgad286. "
            "https://doi.org/10.1093/pnasnexus/pgad286",
            licence="",
            published_at="github.com/hauselin/domain-quality-ratings, file data/domain_pc1.csv",
            about="One number a site, 0 to 1: the first principal component of six expert rating "
            "sets of news quality. Higher is better.",
            scale=Scale(low=0.0, high=1.0, best="high"),
            site_column="domain",
            value_column="pc1",
        ),
        KnownList(
            name="Wikipedia’s perennial sources",
            citation="Wikipedia contributors. Wikipedia:Reliable sources/Perennial sources. "
            "https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources",
            licence="CC BY-SA 4.0",
            published_at="en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources, a "
            "page; export its table with one row a source and its sites in a column of their own",
            about="What Wikipedia’s editors have agreed on after repeated discussion, in words. "
            "It judges fitness for Wikipedia, for the topics named.",
            scale=Scale(words=_perennial()[0], best="high"),
            site_column="urls",
            value_column="status",
            label_column="name",
            note_column="info",
        ),
    )


def read_table(data: bytes) -> Table:
    """Read a CSV or TSV file: in any character set, with any usual separator. Raises NoList."""
    if not data.strip():
        raise NoList("The file is empty: choose another one.")
    try:
        text = decode(data)
    except Unreadable as problem:
        raise NoList(f"{problem} A rating list is a CSV or TSV file.") from problem
    if text.lstrip()[:1] == "<":
        raise NoList("This is a web page, not a list: save the table as CSV and choose that.")
    separator = _separator(text[:_HEAD].splitlines()[:50])
    reader = csv.reader(
        io.StringIO(text.replace("\0", ""), newline=""),
        delimiter=separator,
        skipinitialspace=True,
    )
    try:
        rows = [tuple(row) for row in islice(reader, MOST_ROWS + 2) if any(map(str.strip, row))]
    except csv.Error as error:
        raise NoList(
            f"Row {reader.line_num:,} cannot be read: a quotation mark may be missing there."
        ) from error
    if len(rows) > MOST_ROWS:
        raise NoList(f"The list has over {MOST_ROWS:,} rows: take a part of it.")
    if not rows:
        raise NoList("There are no rows in the file: choose another one.")
    width = max(len(row) for row in rows[:_SAMPLE])
    if width < 2:
        raise NoList(
            "The file has one column; a list needs two, the site and its rating: save it as CSV "
            "with a comma, a semicolon or a tab between them."
        )
    has_header = not any(map(_sites, rows[0])) and not any(map(_is_number, rows[0]))
    header = rows[0] if has_header else ()
    columns = tuple(
        (header[number].strip() if number < len(header) else "") or f"column {number + 1}"
        for number in range(width)
    )
    return Table(columns, has_header, tuple(rows[has_header:]))


def recognised(table: Table) -> KnownList | None:
    """Return the published list that has these columns, if it is one of those known."""
    columns = {column.casefold() for column in table.columns}
    for known in known_lists():
        if {known.site_column, known.value_column} <= columns:
            return known
    return None


def proposed_mapping(table: Table) -> Mapping:
    """Say which column looks like the site and which like the rating. Raises NoList."""
    known = recognised(table)
    if known is not None:
        by_name = {column.casefold(): at for at, column in enumerate(table.columns)}
        return Mapping(
            by_name[known.site_column],
            by_name[known.value_column],
            by_name.get(known.label_column),
            by_name.get(known.note_column),
        )
    sample = table.rows[:_SAMPLE]
    numbers = range(len(table.columns))
    site = max(numbers, key=lambda at: _share(sample, at, lambda cell: bool(_sites(cell))))
    if not _share(sample, site, lambda cell: bool(_sites(cell))):
        raise NoList(
            "None of the columns holds site addresses such as example.org: a list needs one."
        )
    others = [at for at in numbers if at != site]
    value = max(others, key=lambda at: _looks_like_ratings(table, at))
    return Mapping(site, value)


def proposed_scale(table: Table, mapping: Mapping) -> Scale:
    """Say what the ratings seem to range over: what the list is known for, or what it holds."""
    known = recognised(table)
    if known is not None and known.value_column == table.columns[mapping.value].casefold():
        return known.scale
    cells = Counter(_value(_cell(row, mapping.value)) for row in table.rows)
    del cells[""]
    statuses = Scale(words=_perennial()[0])
    if sum(bool(places(statuses, cell)) for cell in cells) > len(cells) / 2:
        return statuses
    numbers = [number for number in map(read_number, cells) if number is not None]
    if len(numbers) > len(cells) / 2:
        low, high = min(numbers), max(numbers)
        for usual in (1.0, 5.0, 10.0, 100.0):
            if low >= 0 and high <= usual:
                return Scale(low=0.0, high=usual)
        return Scale(low=low, high=high)
    words = [word.casefold() for word, _ in cells.most_common(_MOST_WORDS)]
    return Scale(words=tuple(dict.fromkeys(words)), best="")


def read_ratings(table: Table, mapping: Mapping, scale: Scale) -> Read:
    """Read the ratings of a table; what cannot be one is counted by its reason. Raises NoList."""
    _check_mapping(table, mapping)
    found: dict[tuple[str, str], Rating] = {}
    reasons: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for row in table.rows:
        reason = _take(row, mapping, scale, found)
        if reason:
            reasons[reason] += 1
            examples.setdefault(reason, _shown(row))
    if not found:
        raise NoList(_nothing(table, mapping, reasons))
    passed_over = tuple(
        PassedOver(reason, rows, examples[reason]) for reason, rows in reasons.most_common()
    )
    return Read(tuple(found.values()), len(table.rows), passed_over)


def places(scale: Scale, value: str) -> tuple[float, ...]:
    """Return where a rating stands, 0 at the left end of its scale and 1 at the right.

    Several for a rating of several words, none for one that is not on the scale.
    """
    if not scale.words:
        number = read_number(value)
        if number is None or not scale.low <= number <= scale.high:
            return ()
        return ((number - scale.low) / ((scale.high - scale.low) or 1.0),)
    given = _words(value)
    steps = [number for number, word in enumerate(scale.words) if word.casefold() in given]
    return tuple(step / max(1, len(scale.words) - 1) for step in steps)


def read_number(cell: str) -> float | None:
    """Return the number a cell holds, with a decimal point or comma, a % or not; else None."""
    cell = cell.strip().removesuffix("%").rstrip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(cell.lower()):
        return None
    number = float(cell.replace(",", "."))
    return number if math.isfinite(number) else None


def _take(
    row: Sequence[str], mapping: Mapping, scale: Scale, found: dict[tuple[str, str], Rating]
) -> str:
    """Add what a row rates to ``found``; return why it does not, or not all of it, or ""."""
    sites = _sites(_cell(row, mapping.site))
    if not sites:
        return "no site address" if _cell(row, mapping.site) else "the site is left out"
    value = _value(_cell(row, mapping.value))
    if not value:
        return "the rating is left out"
    if len(value) > _LONGEST_VALUE or not places(scale, value):
        return "the rating is not on the scale"
    label = _text(row, mapping.label, _LONGEST_VALUE)
    note = _text(row, mapping.note, _LONGEST_NOTE)
    known = [found[site, label] for site in sites if (site, label) in found]
    for site in sites:
        found.setdefault((site, label), Rating(site, value, label, note))
    if any(rating.value != value for rating in known):
        return "another rating of a site that has one; the first stays"
    return "the same as an earlier row" if len(known) == len(sites) else ""


def _check_mapping(table: Table, mapping: Mapping) -> None:
    chosen = (mapping.site, mapping.value, mapping.label, mapping.note)
    if any(at is not None and not 0 <= at < len(table.columns) for at in chosen):
        raise NoList("The list does not have as many columns: choose among those it has.")
    if mapping.site == mapping.value:
        raise NoList("One column cannot be both the site and the rating: choose another one.")


def _nothing(table: Table, mapping: Mapping, reasons: Counter[str]) -> str:
    reason, rows = reasons.most_common(1)[0] if reasons else ("", 0)
    site, value = table.columns[mapping.site], table.columns[mapping.value]
    if "scale" in reason:
        return (
            f"No rating in the column “{value}” is on the scale given: choose another column or "
            "change the scale."
        )
    if "rating" in reason:
        return f"The column “{value}” is empty in all {rows:,} rows: choose another one."
    return (
        f"The column “{site}” holds no site addresses such as example.org: choose another one."
        if rows
        else "There is a header and nothing below it: choose another file."
    )


def _separator(lines: Sequence[str]) -> str:
    """Return what most evenly parts the first lines, a comma where nothing does."""

    def evenness(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in lines if line.strip())
        del counts[0]
        usual = counts.most_common(1)
        return (usual[0][1], -_SEPARATORS.index(separator)) if usual else (0, 0)

    best = max(_SEPARATORS, key=evenness)
    return best if evenness(best)[0] else ","


def _value(cell: str) -> str:
    plain = cell[:1] != "[" and cell.isprintable()
    return cell if plain else ", ".join(_parts(cell))


def _parts(cell: str) -> tuple[str, ...]:
    """Return what a cell holds several of: a JSON list, or one thing."""
    cell = _CONTROLS.sub("", cell).strip()
    if cell[:1] == "[" and cell[-1:] == "]":
        try:
            listed = json.loads(cell)
        except (ValueError, RecursionError):
            return (cell,)
        if isinstance(listed, list):
            return tuple(str(part).strip() for part in listed if str(part).strip())
    return (cell,) if cell else ()


def _sites(cell: str) -> tuple[str, ...]:
    """Return the sites a cell names, each once: one, several, or a JSON list of them."""
    name = listed_name(cell)
    if name:
        return (name,)
    if not cell or len(cell) < 4 or cell[0] in "=+@-":
        return ()
    pieces = [piece for part in _parts(cell) for piece in re.split(r"[\s;,|]+", part) if piece]
    names = [listed_name(piece) for piece in pieces]
    return tuple(dict.fromkeys(names)) if names and all(names) else ()


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _text(row: Sequence[str], at: int | None, longest: int) -> str:
    if at is None:
        return ""
    return " ".join(_CONTROLS.sub(" ", _cell(row, at)).split())[:longest]


def _shown(row: Sequence[str]) -> str:
    return " · ".join(filter(None, (_text(row, at, 60) for at in range(min(3, len(row))))))


def _share(rows: Iterable[Sequence[str]], at: int, holds: Callable[[str], bool]) -> float:
    cells = [_cell(row, at) for row in rows]
    return sum(map(holds, cells)) / max(1, len(cells))


def _is_number(cell: str) -> bool:
    return read_number(cell) is not None


def _looks_like_ratings(table: Table, at: int) -> float:
    """Return how much a column looks like ratings: by its name, then by what it holds."""
    cells = [cell for cell in (_cell(row, at) for row in table.rows[:_SAMPLE]) if cell]
    if not cells:
        return 0.0
    different = set(cells)
    named = bool(_RATING_COLUMN.search(table.columns[at]))
    statuses = all(_words(cell) & set(_perennial()[0]) for cell in different)
    few_words = len(different) <= _MOST_WORDS and len(different) < len(cells)
    counted_up = cells[:3] in (["1", "2", "3"], ["0", "1", "2"])
    numbers = sum(map(_is_number, cells)) / len(cells)
    return 4 * statuses + 2 * named + (0.2 if counted_up else max(numbers, 0.9 * few_words))


@cache
def _perennial() -> tuple[tuple[str, ...], dict[str, str]]:
    """Return Wikipedia's statuses, the worst first, and what other ways of writing them mean."""
    statuses: list[str] = []
    meaning: dict[str, str] = {}
    for entry in entries("perennial_statuses"):
        status, _, ways = (part.strip() for part in entry.partition("="))
        statuses.append(status)
        meaning |= {way.strip(): status for way in ways.split(",")}
    return tuple(statuses), meaning


@lru_cache(maxsize=4096)
def _words(value: str) -> frozenset[str]:
    """Return the words that a rating may stand for: itself, its parts, and what those mean."""
    whole = value.casefold().strip()
    parts = {whole, *(part.strip() for part in re.split(r"[,;/|]", whole))}
    _, meaning = _perennial()
    return frozenset(parts | {meaning.get(part, part) for part in parts})
