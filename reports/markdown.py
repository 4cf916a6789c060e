"""The report as Markdown, for a note, a wiki or a ticket."""

import re

from reports import source as source_words
from reports.copies import copies
from reports.counts import (
    OPEN,
    Counts,
    Fact,
    answer,
    count,
    facts,
    has_decisions,
    listed,
    numbered_evidence,
    to_change,
    verdict,
)
from reports.house import house
from reports.untrusted import one_line, web_address
from reports.wording import (
    STANCES,
    by_whom,
    day,
    deciders,
    method,
    opening,
    sentences_title,
    verdict_label,
    verdict_words,
)
from reviews.items import ANSWERS, QUESTIONS
from reviews.records import DraftNote, Evidence, Report, ReportSentence, Source

#: What Markdown gives a meaning inside a line (CommonMark 0.31.2, section 2.4 and chapter 6), and
#: what common additions do: tables, strikethrough, formulas, highlights. A colon that touches what
#: follows, and the dot of "www.", would make a link of a bare address (GFM, section 6.9).
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~=&$^@]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
#: At the beginning of a line these would begin a list.
_LIST_ITEM = re.compile(r"^([0-9]{0,9})([-+.)])")

Numbers = dict[tuple[int, str], int]


def render(report: Report) -> bytes:
    """Return the report as CommonMark with a table as GitHub has them, in UTF-8."""
    counts = count(report)
    evidence = numbered_evidence(report)
    numbers = {(piece.sentence, piece.key): number for number, piece in evidence}
    blocks = [
        f"# {plain(house().title)}: {plain(report.title or 'Untitled')}",
        _about(report),
        f"**{verdict_words(report)}.** {' '.join(opening(counts))}",
        *(plain(paragraph) for paragraph in report.summary.splitlines()),
        _table(counts),
        "## What needs a change",
        *_to_change(report, counts, numbers),
        f"## {sentences_title(report)}",
        *(_sentence(sentence, report, numbers) for sentence in listed(report)),
        *(["## Evidence"] if evidence else []),
        *(_evidence(number, piece, report) for number, piece in evidence),
        *(_source(report.source) if report.source else []),
        "## How this was done",
        plain(" ".join(method(report, counts))),
        f"Article added {plain(day(report.added_at))}; report written "
        f"{plain(day(report.generated_at))}. SHA-256 of the text: {plain(report.sha256)}.",
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def plain(text: str) -> str:
    """Return text of strangers on one line, in which nothing is read as markup or as a link."""
    escaped = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _LIST_ITEM.sub(r"\1\\\2", escaped)


def _about(report: Report) -> str:
    about = [report.author, report.publisher, day(report.published)]
    return " · ".join(
        [*(plain(part) for part in about if part), *filter(None, [_link(report.url)])]
    )


def _table(counts: Counts) -> str:
    """Return the answers as a table; what is only proposed stands in brackets beside them."""
    rows = [["", *ANSWERS, OPEN]]
    rows.append(["---"] * len(rows[0]))
    for question in QUESTIONS:
        given, proposed = counts.answers[question], counts.proposed[question]
        cells = [
            f"{given[name]} (+ {proposed[name]} proposed)" if proposed[name] else str(given[name])
            for name in ANSWERS
        ]
        rows.append([question, *cells, str(given[OPEN])])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _to_change(report: Report, counts: Counts, numbers: Numbers) -> list[str]:
    found = to_change(report)
    if not found:
        return ["Nothing so far." if counts.anything_decided else "Nothing has been decided yet."]
    blocks = []
    for value, sentences in found.items():
        blocks.append(f"### {verdict_label(value)}")
        blocks += [
            _with_points(_claim(sentence, numbers), _note(sentence)) for sentence in sentences
        ]
    return blocks


def _sentence(sentence: ReportSentence, report: Report, numbers: Numbers) -> str:
    claim = _claim(sentence, numbers)
    if sentence.set_aside and not has_decisions(sentence):
        return f"{claim} *({sentence.kind})*"
    answers = [] if sentence.set_aside else [_answer(sentence, name) for name in QUESTIONS]
    given = verdict(sentence)
    links = ", ".join(_link(href) for href in sentence.links)
    decided = "; ".join(
        f"{items} {f'by {plain(who)}, ' if who else ''}{plain(when)}"
        for items, who, when in deciders(sentence)
    )
    return _with_points(
        claim,
        *answers,
        _facts(facts(sentence, report)),
        f"verdict: **{verdict_label(given)}**" if given else "",
        _note(sentence),
        f"links in the text: {links}" if links else "",
        *(_draft_note(note) for note in sentence.writer_notes),
        f"decided: {decided}" if decided else "",
    )


def _claim(sentence: ReportSentence, numbers: Numbers) -> str:
    notes = "".join(f" \\[{numbers[piece.sentence, piece.key]}\\]" for piece in sentence.evidence)
    return f"**{sentence.position}** {plain(sentence.text)}{notes}"


def _answer(sentence: ReportSentence, question: str) -> str:
    given = answer(sentence, question)
    proposal = sentence.proposals.get(question)
    if not proposal:
        return f"{question}: **{given}**" if given else f"{question}: open"
    if not given:
        return f"{question}: open; proposed *{proposal.answer}*: {plain(proposal.reason)}"
    if given == proposal.answer:
        return f"{question}: **{given}**, as proposed: {plain(proposal.reason)}"
    return (
        f"{question}: **{given}**, changed by a person; proposed *{proposal.answer}*: "
        f"{plain(proposal.reason)}"
    )


def _facts(found: list[Fact]) -> str:
    if not found:
        return ""
    checked = sum(fact.checked for fact in found)
    told = ", ".join(
        f"{'✓' if fact.checked else '☐'} {plain(fact.words)} ({fact.role})" for fact in found
    )
    return f"facts: {checked} of {len(found)} checked: {told}"


def _note(sentence: ReportSentence) -> str:
    note = sentence.decisions.get("note")
    return f"note: {plain(note.value)}" if note else ""


def _draft_note(note: DraftNote) -> str:
    by = f" by {plain(note.author)}" if note.author else ""
    links = "".join(f" {_link(href)}" for href in note.links)
    return f"the draft’s {note.kind}{by}: {plain(note.text)}{links}"


def _evidence(number: int, piece: Evidence, report: Report) -> str:
    quote = f"“{plain(piece.quote)}”" if piece.quote else ""
    parts = [plain(piece.document), _link(piece.url), plain(piece.locator), quote]
    about = ", ".join(part for part in parts if part)
    stance = f"{STANCES[piece.stance]} sentence {piece.sentence}"
    given = f"**\\[{number}\\]** {stance}: {about} ({plain(by_whom(piece.reviewer, piece.at))})"
    return _with_points(given, *map(plain, copies(report, piece)))


def _source(source: Source) -> list[str]:
    ratings = [
        plain(f"{source_words.list_name(one)}: {source_words.rating(one)}")
        for one in source.ratings
    ]
    signals = [
        f"{sign} {plain(name)}: {state}" + (f" ({plain(where)})" if where else "")
        for sign, name, state, where in source_words.signals(source)
    ]
    told = plain(f"{source_words.who(source)} {source_words.links(source)}")
    return ["## The source", told, *(_points(points) for points in (ratings, signals) if points)]


def _points(points: list[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def _link(address: str) -> str:
    """Return an address of the web as a link, anything else as plain text."""
    address = one_line(address)
    return f"<{address}>" if web_address(address) else plain(address)


def _with_points(first: str, *points: str) -> str:
    shown = [f"- {point}" for point in points if point]
    return "\n".join([first, "", *shown] if shown else [first])
