"""``report``, ``summary`` and ``feed``: what goes out to readers and to other programs."""

from datetime import datetime

import click

from commands.terminal import PLAIN_STATUSES, now, output_option, trouble, write_output
from reports import FORMATS, write
from reports.claimreview import feed as render_feed
from reports.claimreview import missing, unset
from reports.house import BadTemplate
from reports.options import REVIEWERS, NotWritten, Options, numbers
from reports.overview import FORMATS as SUMMARIES
from reports.overview import overview
from reports.untrusted import one_line, visible


@click.command(epilog=PLAIN_STATUSES)
@click.argument("article", type=int)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option("--only-changes", is_flag=True, help="List only the sentences that need a change.")
@click.option("--without-notes", is_flag=True, help="Leave the reviewers' internal notes out.")
@click.option(
    "--reviewers",
    type=click.Choice(REVIEWERS),
    default=REVIEWERS[0],
    show_default=True,
    help="pseudonym: Reviewer 1, Reviewer 2; none: without names.",
)
@click.option(
    "--sentence",
    "sentences",
    multiple=True,
    metavar="NUMBERS",
    help="Only these sentences, for claimreview alone: 3 or 3,7-9; can be given several times.",
)
@output_option
def report(
    article: int,
    form: str,
    only_changes: bool,
    without_notes: bool,
    reviewers: str,
    sentences: tuple[str, ...],
    output: str,
) -> None:
    """Write the report of an article, by its number.

    What is left out is said in the report. Formats for programs are always complete; claimreview
    can be of chosen sentences, and without notes.
    LINECHECK_PAPER is a4 or letter, for pdf and docx.

    \b
    html, markdown  to read and to publish
    pdf             to print and to send
    docx            to edit and to comment
    xlsx, csv       one row a sentence, for spreadsheets
    json            everything, which 'import' puts back into another database
    jsonl           labelled sentences, to train and to measure with
    claimreview     verdicts for search engines (schema.org, JSON-LD)
    webannotation   every mark that stands (W3C Web Annotation, JSON-LD)
    label-studio    tasks with answers for Label Studio
    doccano         examples with labels for doccano
    """
    from db.articles import NoSuchArticle
    from db.connection import DatabaseProblem, open_database
    from db.reports import report as load_report

    try:
        made = load_report(open_database(), article, now())
    except NoSuchArticle as problem:
        raise trouble(f"{problem} 'list' shows those there are.") from problem
    except DatabaseProblem as problem:
        raise trouble(str(problem)) from problem
    try:
        chosen = numbers(",".join(sentences)) if sentences else ()
        written = write(made, form, Options(only_changes, not without_notes, reviewers, chosen))
    except (NotWritten, BadTemplate) as problem:
        raise trouble(str(problem)) from problem
    if form == "claimreview":
        for sentence in missing(made):
            click.echo(visible(sentence), err=True)
    write_output(output, written)


@click.command(epilog=PLAIN_STATUSES)
@click.argument("articles", type=int, nargs=-1, metavar="[ARTICLE]...")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only what was published on that day or later, or added where that is not known.",
)
@click.option("--site", default="", help="Only this publisher's, by name or by domain.")
@click.option(
    "--format", "form", type=click.Choice(list(SUMMARIES)), default="markdown", show_default=True
)
@output_option
def summary(
    articles: tuple[int, ...], since: datetime | None, site: str, form: str, output: str
) -> None:
    """Write one report on several articles: how many sentences are attributed, sourced, verifiable.

    By article, author and section; of all articles, or of those with these numbers.
    """
    from db.articles import NoSuchArticle
    from db.connection import DatabaseProblem, open_database
    from db.reports import reports_of

    day = f"{since:%Y-%m-%d}" if since else ""
    title = f"Articles{f' of {one_line(site)}' if site else ''}{f' since {day}' if day else ''}"
    made_at = now()
    try:
        found = overview(reports_of(open_database(), made_at, articles, day, site), title, made_at)
        written = SUMMARIES[form](found)
    except NoSuchArticle as problem:
        raise trouble(f"{problem} 'list' shows those there are.") from problem
    except (BadTemplate, DatabaseProblem) as problem:
        raise trouble(str(problem)) from problem
    if not found.articles:
        click.echo("No article is of that site and time.", err=True)
    write_output(output, written)


@click.command(epilog=PLAIN_STATUSES)
@output_option
def feed(output: str) -> None:
    """Write the verdicts of all articles as one schema.org DataFeed of ClaimReviews.

    Articles without a final verdict are left out, and so are internal notes. LINECHECK_PUBLISHER
    and LINECHECK_URL say who publishes the reports and under which web address.
    """
    from db.connection import DatabaseProblem, open_database
    from db.reports import reports_with_verdict

    try:
        made = reports_with_verdict(open_database(), now())
    except DatabaseProblem as problem:
        raise trouble(str(problem)) from problem
    for sentence in unset():
        click.echo(sentence, err=True)
    write_output(output, render_feed(made))
