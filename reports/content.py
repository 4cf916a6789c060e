"""What a report says, in the order it says it: plain words for documents that are laid out.

The HTML report has a template of its own; PDF, DOCX and Markdown lay out what stands here, so that
they cannot say different things.
"""

from dataclasses import dataclass

from reports import source as source_words
from reports.copies import copies
from reports.counts import (
    OPEN,
    Counts,
    answer,
    count,
    facts,
    has_decisions,
    listed,
    numbered_evidence,
    to_change,
    verdict,
)
from reports.untrusted import one_line, visible, web_address
from reports.wording import (
    STANCES,
    by_whom,
    day,
    deciders,
    language,
    method,
    no_change,
    opening,
    proposal_told,
    reviewers,
    sentences_title,
    verdict_label,
    verdict_words,
)
from reviews.items import ANSWERS, QUESTIONS
from reviews.records import DraftNote, Evidence, Report, ReportSentence, Source


@dataclass(frozen=True, slots=True)
class Link:
    """An address as it is shown, and where it leads: nowhere when it is none of the web."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a sentence's answers; ``decided`` by a person, or only proposed."""

    name: str
    value: str
    decided: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the draft itself carries on a sentence: whose it is, its words, where they lead."""

    told: str
    text: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. ``plain`` ones are only shown: set aside, and nobody left anything on them."""

    position: int
    kind: str
    text: str
    plain: bool
    set_aside: bool
    verdict: str
    verdict_label: str
    answers: list[Answered]
    facts: str
    note: str
    links: list[Link]
    drafts: list[Draft]
    by: str
    evidence: list[int]


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of evidence, numbered as sentences refer to it; ``copies`` tell what was kept."""

    number: int
    sentence: int
    stance: str
    name: Link
    locator: str
    address: str
    quote: str
    by: str
    copies: list[str]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published the article: what lists say, name and rating, and signs of openness.

    ``scales`` and ``looked_up`` say how to read these two; each is empty where there are none.
    """

    told: str
    ratings: list[tuple[str, str]]
    scales: str
    signals: list[str]
    looked_up: str


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences of one verdict after which something has to be done."""

    verdict: str
    label: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report in words; ``nothing`` is said where there are no groups."""

    title: str
    language: str
    about: list[str]
    address: Link
    verdict_value: str
    verdict: str
    opening: str
    summary: list[str]
    table_caption: str
    table: list[list[str]]
    groups: list[Group]
    nothing: str
    lines_title: str
    lines: list[Line]
    evidence: list[Note]
    source: Publisher | None
    method: str
    record: list[tuple[str, str]]
    counts: Counts


def content(report: Report) -> Content:
    """Return what there is to say, every text of strangers made visible."""
    counts = count(report)
    evidence = numbered_evidence(report)
    numbers = {(piece.sentence, piece.key): number for number, piece in evidence}
    lines = {one.position: _line(one, report, numbers) for one in listed(report)}
    about = [report.author, report.publisher, day(report.published)]
    return Content(
        title=one_line(report.title) or "Untitled",
        language=language(report),
        about=[_apart(one_line(part)) for part in about if part],
        address=_link(report.url),
        verdict_value=report.verdict,
        verdict=verdict_words(report),
        opening=" ".join(opening(counts)),
        summary=[visible(line) for line in report.summary.splitlines() if line.strip()],
        table_caption=_caption(counts),
        table=_table(counts),
        groups=[
            Group(value, verdict_label(value), [lines[one.position] for one in found])
            for value, found in to_change(report).items()
        ],
        nothing=no_change(counts),
        lines_title=sentences_title(report),
        lines=list(lines.values()),
        evidence=[_note(number, piece, report) for number, piece in evidence],
        source=_publisher(report.source) if report.source else None,
        method=one_line(" ".join(method(report, counts))),
        record=[
            ("Reviewers", one_line(reviewers(report))),
            ("Article added", one_line(day(report.added_at))),
            ("Report written", one_line(day(report.generated_at))),
            ("SHA-256 of the text", one_line(report.sha256)),
        ],
        counts=counts,
    )


def _line(one: ReportSentence, report: Report, numbers: dict[tuple[int, str], int]) -> Line:
    note = one.decisions.get("note")
    given = verdict(one)
    by = "".join(
        f"{items.capitalize()}: {by_whom(_apart(who), when)}. "
        for items, who, when in deciders(one)
    )
    return Line(
        position=one.position,
        kind=one.kind,
        text=visible(one.text),
        plain=one.set_aside and not has_decisions(one),
        set_aside=one.set_aside,
        verdict=given,
        verdict_label=verdict_label(given) if given else "",
        answers=[] if one.set_aside else [_answered(one, question) for question in QUESTIONS],
        facts="" if one.set_aside else _facts(one, report),
        note=visible(note.value) if note else "",
        links=[_link(href) for href in one.links],
        drafts=[_draft(note) for note in one.writer_notes],
        by=one_line(by),
        evidence=[numbers[piece.sentence, piece.key] for piece in one.evidence],
    )


def _answered(one: ReportSentence, question: str) -> Answered:
    given = answer(one, question)
    proposal = one.proposals.get(question)
    return Answered(
        name=question,
        value=given or (proposal.answer if proposal else OPEN),
        decided=bool(given),
        reason=one_line(proposal_told(given, proposal)) if proposal else "",
    )


def _facts(one: ReportSentence, report: Report) -> str:
    found = facts(one, report)
    if not found:
        return ""
    words = "; ".join(
        f"{one_line(fact.words)} ({fact.role}{'' if fact.checked else ', not checked'})"
        for fact in found
    )
    return f"{sum(fact.checked for fact in found)} of {len(found)} checked: {words}"


def _draft(note: DraftNote) -> Draft:
    by = f" by {_apart(note.author)}" if note.author else ""
    return Draft(
        told=one_line(f"The draft’s {note.kind}{by}"),
        text=one_line(note.text),
        links=[_link(href) for href in note.links if href not in note.text],
    )


def _note(number: int, piece: Evidence, report: Report) -> Note:
    name = piece.document or piece.url or "Quotation"
    return Note(
        number=number,
        sentence=piece.sentence,
        stance=STANCES[piece.stance],
        name=Link(one_line(name), web_address(piece.url)),
        locator=one_line(piece.locator),
        address=one_line(piece.url) if piece.document else "",
        quote=visible(piece.quote),
        by=one_line(by_whom(_apart(piece.reviewer), piece.at)),
        copies=copies(report, piece),
    )


def _publisher(source: Source) -> Publisher:
    return Publisher(
        told=one_line(f"{source_words.who(source)} {source_words.links(source)}"),
        ratings=[
            (one_line(source_words.list_name(one)), one_line(source_words.rating(one)))
            for one in source.ratings
        ],
        scales="Each list on its own scale; none is counted together with another."
        if source.ratings
        else "",
        signals=[
            one_line(f"{sign} {name}: {state}{f' ({where})' if where else ''}")
            for sign, name, state, where in source_words.signals(source)
        ],
        looked_up=f"Looked up on {one_line(day(source.looked_up_at))}. What could not be looked up "
        "is unknown, not missing."
        if source.signals
        else "",
    )


def _caption(counts: Counts) -> str:
    noun = "sentence" if counts.to_review == 1 else "sentences"
    only = "; in brackets, what is only proposed for the open ones"
    open_ones = only if counts.done < counts.to_review else ""
    return f"What people decided on {counts.to_review:,} {noun}{open_ones}"


def _table(counts: Counts) -> list[list[str]]:
    """Return the rows below the head (yes, partly, no, n/a, open), the question's name first."""
    rows = []
    for question in QUESTIONS:
        given, proposed = counts.answers[question], counts.proposed[question]
        cells = [
            f"{given[name]} (+ {proposed[name]})" if proposed[name] else str(given[name])
            for name in ANSWERS
        ]
        rows.append([question, *cells, str(given[OPEN])])
    return rows


def _link(address: str) -> Link:
    return Link(one_line(address), web_address(address))


def _apart(name: str) -> str:
    """Return a name behind which the line goes on from left to right, also after Arabic letters."""
    return f"{name}\N{LEFT-TO-RIGHT MARK}" if name and not name.isascii() else name
