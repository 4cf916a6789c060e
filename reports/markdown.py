"""The report as Markdown, for a note, a wiki or a ticket."""

import re

from reports.content import Answered, Content, Line, Note, Publisher, content
from reports.counts import OPEN
from reports.house import house
from reports.untrusted import one_line, web_address
from reviews.items import ANSWERS
from reviews.records import Report

#: What Markdown gives a meaning inside a line (CommonMark 0.31.2, section 2.4 and chapter 6), and
#: what common additions do: tables, strikethrough, formulas, highlights. A colon that touches what
#: follows, and the dot of "www.", would make a link of a bare address (GFM, section 6.9).
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~=&$^@]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
#: At the beginning of a line these would begin a list.
_LIST_ITEM = re.compile(r"^([0-9]{0,9})([-+.)])")


def render(report: Report) -> bytes:
    """Return the report as CommonMark with a table as GitHub has them, in UTF-8."""
    said = content(report)
    blocks = [
        f"# {plain(house().title)}: {plain(said.title)}",
        " · ".join(filter(None, [*map(plain, said.about), _link(said.address.text)])),
        f"**{said.verdict}.** {said.opening}",
        *map(plain, said.summary),
        "## The article at a glance",
        f"{said.table_caption}.",
        _table(said.table),
        "## What needs a change",
        *_to_change(said),
        f"## {said.lines_title}",
        *map(_line, said.lines),
        *(["## Evidence"] if said.evidence else []),
        *map(_evidence, said.evidence),
        *(_source(said.source) if said.source else []),
        "## How this was done",
        plain(said.method),
        _points([plain(f"{name}: {value}") for name, value in said.record]),
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def plain(text: str) -> str:
    """Return text of strangers on one line, in which nothing is read as markup or as a link."""
    escaped = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _LIST_ITEM.sub(r"\1\\\2", escaped)


def _table(rows: list[list[str]]) -> str:
    head = ["", *ANSWERS, OPEN]
    drawn = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in drawn)


def _to_change(said: Content) -> list[str]:
    if not said.groups:
        return [said.nothing]
    blocks = []
    for group in said.groups:
        blocks.append(f"### {group.label}")
        blocks += [_with_points(_claim(line), _note(line)) for line in group.lines]
    return blocks


def _line(line: Line) -> str:
    claim = _claim(line)
    if line.plain:
        return f"{claim} *({line.kind})*"
    links = ", ".join(_link(link.text) for link in line.links)
    return _with_points(
        claim,
        f"verdict: **{line.verdict_label}**" if line.verdict_label else "",
        *map(_answer, line.answers),
        f"facts: {plain(line.facts)}" if line.facts else "",
        _note(line),
        f"links in the text: {links}" if links else "",
        *(
            " ".join(
                [
                    f"{plain(draft.told)}: {plain(draft.text)}",
                    *(_link(link.text) for link in draft.links),
                ]
            )
            for draft in line.drafts
        ),
        plain(line.by),
    )


def _claim(line: Line) -> str:
    notes = "".join(f" \\[{number}\\]" for number in line.evidence)
    return f"**{line.position}** {plain(line.text)}{notes}"


def _answer(one: Answered) -> str:
    """Return an answer in bold, or what is only proposed in italics, with the reason behind it."""
    value = f"**{one.value}**" if one.decided else f"*{one.value}*"
    return f"{one.name}: {value}{f'. {plain(one.reason)}' if one.reason else ''}"


def _note(line: Line) -> str:
    return f"note: {plain(line.note)}" if line.note else ""


def _evidence(note: Note) -> str:
    name = _link(note.name.text) if note.name.href and not note.address else plain(note.name.text)
    quote = f"“{plain(note.quote)}”" if note.quote else ""
    about = ", ".join(filter(None, [name, _link(note.address), plain(note.locator), quote]))
    stance = f"{note.stance} sentence {note.sentence}"
    given = f"**\\[{note.number}\\]** {stance}: {about} ({plain(note.by)})"
    return _with_points(given, *map(plain, note.copies))


def _source(source: Publisher) -> list[str]:
    ratings = [plain(f"{name}: {rating}") for name, rating in source.ratings]
    signals = list(map(plain, source.signals))
    read = [_points(ratings), source.scales, _points(signals), plain(source.looked_up)]
    return ["## The source", plain(source.told), *read]


def _points(points: list[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def _link(address: str) -> str:
    """Return an address of the web as a link, anything else as plain text."""
    address = one_line(address)
    return f"<{address}>" if web_address(address) else plain(address)


def _with_points(first: str, *points: str) -> str:
    shown = [f"- {point}" for point in points if point]
    return "\n".join([first, "", *shown] if shown else [first])
