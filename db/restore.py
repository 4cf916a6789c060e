"""An article put back with all its marks, from the report that carried them."""

from dataclasses import replace

from sqlite_utils import Database

from articles.records import Article, Link, Sentence, WriterNote
from checks.records import Finding, Span
from db.articles import article_with_text, insert_article
from db.connection import write
from db.copies import insert_told_copies
from db.marks import insert_mark
from db.reports import report as load_report
from db.reviewers import InvalidName, insert_reviewer, valid_name
from reviews.records import DraftNote, Proposal, Report


class NotRestored(Exception):
    """The report was not put back and nothing was changed; the message says why."""


def restore(db: Database, report: Report) -> int:
    """Add the article of a report with its proposals and all its marks; return its number.

    All or nothing. The article keeps its number where that is free. Its marks keep their order
    and the times they were made and received. What then stands must be what the report says
    stands; what it says of the source is not kept. What it says of copies is, though the copies
    stay where it came from; where there is one here, that is told of instead. Raises
    ``NotRestored`` and ``DatabaseProblem``.
    """
    with write(db):
        known = article_with_text(db, report.sha256)
        if known is not None:
            raise NotRestored(f"This text is there already, as article {known}.")
        number = insert_article(
            db, _article(report), _findings(report), report.added_at, report.article
        )
        _insert_marks(db, number, report)
        _insert_copies(db, number, report)
        made = load_report(db, number, report.generated_at)
        # What is known of the source belongs to the place, which has rating lists of its own, and
        # may have copies of its own.
        here = {"article": report.article, "source": report.source, "copies": report.copies}
        if replace(made, **here) != report:
            raise NotRestored(f"It contradicts itself: {_difference(made, report)}.")
    return number


def _insert_marks(db: Database, number: int, report: Report) -> None:
    marks = [*report.history, *(mark for one in report.sentences for mark in one.history)]
    for mark in sorted(marks, key=lambda mark: mark.arrival):
        try:
            if valid_name(mark.reviewer) != mark.reviewer:
                raise InvalidName("It is not written as names are kept.")
        except InvalidName as problem:
            raise NotRestored(f"The name of a reviewer cannot be kept. {problem}") from problem
        reviewer = insert_reviewer(db, mark.reviewer)
        if not insert_mark(db, number, reviewer, mark, mark.received_at):
            raise NotRestored("One of its marks is there already, on another article.")


def _insert_copies(db: Database, number: int, report: Report) -> None:
    named = {
        place
        for one in report.sentences
        for piece in one.evidence
        for place in (("page", piece.url), ("file", piece.document))
    }
    told = [(copy.kind, copy.name) for copy in report.copies]
    if len(set(told)) != len(told) or not named.issuperset(told):
        raise NotRestored("It contradicts itself: it tells of a copy that no evidence names.")
    insert_told_copies(db, number, report.copies)


def _difference(made: Report, report: Report) -> str:
    for ours, theirs in zip(made.sentences, report.sentences, strict=True):
        if ours != theirs:
            return f"what stands on sentence {theirs.position} does not follow from its marks"
    return "what it says of the article does not follow from its parts"


def _article(report: Report) -> Article:
    return Article(
        title=report.title,
        url=report.url,
        publisher=report.publisher,
        author=report.author,
        published=report.published,
        language=report.language,
        text=report.text,
        links=tuple(Link(*link) for link in report.links),
        fetched_at=report.fetched_at,
        sha256=report.sha256,
        sentences=tuple(
            Sentence(one.position, one.read_as, one.start, one.end, one.text)
            for one in report.sentences
        ),
        writer_notes=tuple(_writer_note(note) for note in report.writer_notes),
        page_starts=report.page_starts,
    )


def _writer_note(note: DraftNote) -> WriterNote:
    return WriterNote(
        note.start, note.end, note.kind, note.author, note.date, note.text, note.links
    )


def _findings(report: Report) -> dict[int, dict[str, Finding]]:
    return {
        one.position: {name: _finding(name, given) for name, given in one.proposals.items()}
        for one in report.sentences
    }


def _finding(check: str, given: Proposal) -> Finding:
    spans = tuple(Span(*span) for span in given.spans)
    return Finding(check, given.answer, given.detail, given.score, given.reason, spans)
