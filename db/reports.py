"""The report record, gathered from what is on disk."""

import bisect
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from sqlite_utils import Database

from articles.records import Article, Sentence, WriterNote
from checks.records import Finding
from db.articles import NoSuchArticle
from db.articles import article as load_article
from db.articles import findings as load_findings
from db.connection import read
from db.copies import kept_copies
from db.marks import marks as load_marks
from db.source_reports import report_source
from reviews.decisions import Decisions, order_in_time, standing, standing_evidence
from reviews.items import REVIEWED_KINDS
from reviews.progress import ticks_facts
from reviews.records import (
    WHOLE_ARTICLE,
    DraftNote,
    Evidence,
    Mark,
    Proposal,
    Report,
    ReportSentence,
)


def report(db: Database, number: int, generated_at: str) -> Report:
    """Return everything a rendering of one article needs. Raises ``NoSuchArticle``.

    ``generated_at`` is the time to print on the report, ISO 8601 in UTC.
    """
    with read(db):
        article = load_article(db, number)
        added_at = _added_at(db, number)
        findings = load_findings(db, number)
        marks = [
            replace(stored.mark, arrival=arrival, received_at=stored.received_at)
            for arrival, stored in enumerate(load_marks(db, number), 1)
        ]
        source = report_source(db, number, article)
        pieces = standing_evidence(marks)
        copies = kept_copies(db, number, pieces)
    decisions = standing(marks)
    history: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=order_in_time):
        history[mark.sentence].append(mark)
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for piece in pieces:
        evidence[piece.sentence].append(piece)
    links = _links_by_sentence(article)
    notes = _notes_by_sentence(article)
    return Report(
        article=number,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        author=article.author,
        published=article.published,
        language=article.language,
        text=article.text,
        sha256=article.sha256,
        added_at=added_at,
        generated_at=generated_at,
        reviewers=tuple(sorted({mark.reviewer for mark in marks})),
        verdict=_value(decisions, "verdict"),
        summary=_value(decisions, "summary"),
        ticks_facts=ticks_facts(decisions),
        sentences=tuple(
            _report_sentence(
                sentence,
                decisions,
                findings.get(sentence.position, {}),
                tuple(links[sentence.position]),
                tuple(evidence[sentence.position]),
                tuple(history[sentence.position]),
                tuple(notes[sentence.position]),
                article.page_of(sentence.start),
            )
            for sentence in article.sentences
        ),
        fetched_at=article.fetched_at,
        changed_at=max([added_at, *(mark.received_at for mark in marks)], key=_moment),
        links=tuple(tuple(link) for link in article.links),
        history=tuple(history[WHOLE_ARTICLE]),
        writer_notes=tuple(map(_draft_note, article.writer_notes)),
        page_starts=article.page_starts,
        source=source,
        copies=copies,
    )


def reports_with_verdict(db: Database, generated_at: str) -> list[Report]:
    """Return the reports of all articles that have a verdict, as they are at one moment.

    The newest article comes first.
    """
    with read(db):
        rows = db.execute(
            "SELECT article FROM current_marks WHERE sentence = ? AND item = 'verdict' "
            "ORDER BY article DESC",
            [WHOLE_ARTICLE],
        ).fetchall()
        return [report(db, number, generated_at) for (number,) in rows]


def reports_of(
    db: Database,
    generated_at: str,
    numbers: Collection[int] = (),
    since: str = "",
    site: str = "",
) -> Iterator[Report]:
    """Yield the reports of several articles, oldest first, one at a time.

    ``numbers`` are those wanted, all when empty; ``since`` is a day, YYYY-MM-DD, on or after which
    they were published, or added where that is not known; ``site`` the publisher's name or the
    domain of the address. Raises ``NoSuchArticle`` for a number that names none.
    """
    rows = db.execute(
        "SELECT number, url, publisher, published, added_at FROM articles ORDER BY number"
    ).fetchall()
    if unknown := set(numbers) - {row[0] for row in rows}:
        raise NoSuchArticle(f"There is no article {min(unknown)}.")
    for number, url, publisher, published, added_at in rows:
        wanted = not numbers or number in numbers
        if wanted and _day(published, added_at) >= since and _is_of(site, url, publisher):
            yield report(db, number, generated_at)


def _day(published: str, added_at: str) -> str:
    try:
        return datetime.fromisoformat(published).date().isoformat()
    except ValueError:
        return added_at[:10]


def _is_of(site: str, url: str, publisher: str) -> bool:
    wanted = site.casefold()
    host = (urlsplit(url).hostname or "") if url.isprintable() and "[" not in url else ""
    return (
        not site or wanted == publisher.casefold() or host == wanted or host.endswith(f".{wanted}")
    )


def _report_sentence(
    sentence: Sentence,
    decisions: Decisions,
    findings: dict[str, Finding],
    links: tuple[str, ...],
    evidence: tuple[Evidence, ...],
    history: tuple[Mark, ...],
    notes: tuple[DraftNote, ...],
    page: int,
) -> ReportSentence:
    here = {
        item: decisions[sentence.position, item]
        for item in {mark.item for mark in history}
        if (sentence.position, item) in decisions
    }
    kind = here["kind"].value if "kind" in here else sentence.kind
    return ReportSentence(
        position=sentence.position,
        kind=kind,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        set_aside=kind not in REVIEWED_KINDS,
        links=links,
        proposals={name: _proposal(finding) for name, finding in findings.items()},
        decisions=dict(sorted(here.items())),
        evidence=evidence,
        history=history,
        writer_notes=notes,
        page=page,
        read_as=sentence.kind,
    )


def _proposal(finding: Finding) -> Proposal:
    spans = tuple((span.start, span.end, span.role) for span in finding.spans)
    return Proposal(finding.answer, finding.detail, finding.score, finding.reason, spans)


def _links_by_sentence(article: Article) -> dict[int, dict[str, None]]:
    """File each link under the sentences it touches; both come in order, so one pass is enough."""
    # Dictionaries for their keys: each address once, in the order of the text.
    found: dict[int, dict[str, None]] = defaultdict(dict)
    sentences = article.sentences
    first = 0
    for link in sorted(article.links):
        while first < len(sentences) and sentences[first].end <= link.start:
            first += 1
        for sentence in (sentences[at] for at in range(first, len(sentences))):
            if sentence.start >= link.end:
                break
            found[sentence.position][link.href] = None
    return found


def _notes_by_sentence(article: Article) -> dict[int, list[DraftNote]]:
    """File each of the writer's notes under the sentences it touches."""
    found: dict[int, list[DraftNote]] = defaultdict(list)
    ends = [sentence.end for sentence in article.sentences]
    for note in article.writer_notes:
        shown = _draft_note(note)
        for sentence in article.sentences[bisect.bisect_right(ends, note.start) :]:
            if sentence.start >= note.end:
                break
            found[sentence.position].append(shown)
    return found


def _draft_note(note: WriterNote) -> DraftNote:
    return DraftNote(note.start, note.end, note.kind, note.author, note.date, note.text, note.links)


def _value(decisions: Decisions, item: str) -> str:
    mark = decisions.get((WHOLE_ARTICLE, item))
    return mark.value if mark else ""


def _moment(time: str) -> datetime:
    return datetime.fromisoformat(time)


def _added_at(db: Database, number: int) -> str:
    return db.execute("SELECT added_at FROM articles WHERE number = ?", [number]).fetchone()[0]
