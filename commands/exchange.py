"""``import``, ``claims`` and ``annotations``: what comes in that was made elsewhere."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.terminal import (
    MET,
    PLAIN_STATUSES,
    excerpt,
    now,
    put_line,
    read_bytes,
    shown_path,
    trouble,
)
from reports.untrusted import one_line
from reports.wording import counted

if TYPE_CHECKING:
    from reviews.annotations import Place
    from reviews.records import Report

_LEFT_STATUSES = """\b
Exit statuses:
  0  everything has found its place
  1  something has not; it is listed
  2  wrong usage, or something could not be read or written"""


@click.command("import", epilog=PLAIN_STATUSES)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
def import_report(file: str) -> None:
    """Put an article with all its marks back from a JSON report; print its number.

    FILE is what 'report ARTICLE --format json' wrote; - is standard input. Everything in it is
    checked first, and nothing is changed where something is wrong. The article keeps its number
    where that is free.
    """
    from db.connection import DatabaseProblem, open_database
    from db.restore import NotRestored, restore
    from reports.reading import NotAReport, read

    try:
        report = read(read_bytes(file))
        number = restore(open_database(), report)
    except (NotAReport, NotRestored) as problem:
        raise trouble(f"{shown_path(file)} is not imported. {problem}") from problem
    except DatabaseProblem as problem:
        raise trouble(str(problem)) from problem
    if number != report.article:
        click.echo(f"Number {report.article} is taken; here it is article {number}.", err=True)
    put_line(str(number))


@click.command(epilog=PLAIN_STATUSES)
@click.argument("file", metavar="FILE")
def claims(file: str) -> None:
    """Keep published fact-checks from a ClaimReview feed; print how many.

    FILE is a schema.org DataFeed in JSON, a list of ClaimReview objects, or one; - is standard
    input. They are then offered beside sentences that repeat them, without a network.
    """
    from db.claims import add_claims
    from db.connection import DatabaseProblem, open_database
    from evidence.claims import NoFeed, read_feed

    try:
        found = read_feed(read_bytes(file), "standard input" if file == "-" else Path(file).name)
        put_line(str(add_claims(open_database(), found)))
    except NoFeed as problem:
        raise trouble(f"{shown_path(file)}: {problem}") from problem
    except DatabaseProblem as problem:
        raise trouble(str(problem)) from problem


@click.command(epilog=_LEFT_STATUSES)
@click.argument("article", type=int)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
def annotations(article: int, file: str) -> int:
    """Bring annotations from elsewhere to an article, as notes and evidence.

    FILE holds W3C Web Annotations or a Hypothesis export, as JSON; - is standard input. Each is
    filed under its maker's name on the sentence that it quotes, also where the article has changed
    since. Comments become notes, below a note that stands; links become evidence. Doing it again
    adds nothing twice. What finds no place is listed.
    """
    from db.articles import NoSuchArticle
    from db.connection import DatabaseProblem, open_database
    from db.marks import append_marks
    from db.reports import report as load_report
    from db.reviewers import reviewer
    from reviews.annotations import NotAnnotations, bring, read_annotations

    try:
        given = read_annotations(read_bytes(file))
        db = open_database()
        brought = bring(given, _place(load_report(db, article, now())), datetime.now(UTC))
        for name in dict.fromkeys(mark.reviewer for mark in brought.marks):
            theirs = [mark for mark in brought.marks if mark.reviewer == name]
            append_marks(db, article, reviewer(db, name), theirs)
    except NotAnnotations as problem:
        raise trouble(f"{shown_path(file)}: {problem}") from problem
    except NoSuchArticle as problem:
        raise trouble(f"{problem} 'list' shows those there are.") from problem
    except DatabaseProblem as problem:
        raise trouble(str(problem)) from problem
    of = Counter(mark.item for mark in brought.marks)
    put_line(
        f"Of {counted(len(given), 'annotation')}: {counted(of['note'], 'note')} and "
        f"{counted(of['evidence'], 'piece')} of evidence brought in, {brought.known} there "
        f"already, {brought.passed_over} without comment or link, {len(brought.left)} without a "
        "place."
    )
    for one, reason in brought.left:
        words = excerpt(one.comment or one.quotation.exact or one.id)
        put_line(f"  {one_line(one.creator)}: {words} – {one_line(reason)}")
    return MET if brought.left else 0


def _place(report: "Report") -> "Place":
    """Return what stands on an article, as annotations are brought to it."""
    from reviews.annotations import Place

    marks = [mark for one in report.sentences for mark in one.history]
    return Place(
        text=report.text,
        sha256=report.sha256,
        url=report.url,
        sentences=[(one.start, one.end) for one in report.sentences],
        notes={
            one.position: one.decisions["note"]
            for one in report.sentences
            if "note" in one.decisions
        },
        evidence={one.position: one.evidence for one in report.sentences},
        names=frozenset((mark.client_id, mark.seq) for mark in marks),
    )
