"""``add`` and ``list``: articles into the database, and which there are."""

import click

from commands.terminal import PLAIN_STATUSES, put_line, trouble
from reports.untrusted import one_line


@click.command(epilog=PLAIN_STATUSES)
@click.argument("source", metavar="FILE|URL")
def add(source: str) -> None:
    """Add an article from a file or an address; print its number.

    A text that is there already is not added twice: its number is printed.
    """
    import checks
    from articles import Unreadable, read_file
    from articles.fetch import read_url
    from db.articles import add_article, article_with_text
    from db.connection import DatabaseProblem, open_database
    from reviews.items import article_problem

    try:
        article = read_url(source) if "://" in source else read_file(source)
        if refused := article_problem(len(article.sentences)):
            raise trouble(refused)
        db = open_database()
        known = article_with_text(db, article.sha256)
        if known is not None:
            click.echo(f"This text is there already, as article {known}.", err=True)
        put_line(str(known or add_article(db, article, checks.propose(article))))
    except (Unreadable, DatabaseProblem) as problem:
        raise trouble(str(problem)) from problem


@click.command("list", epilog=PLAIN_STATUSES)
def list_articles() -> None:
    """List the articles, the newest first: number, sentences done of all, title."""
    from db.articles import articles
    from db.connection import DatabaseProblem, database_path, open_database

    try:
        rows = articles(open_database())
    except DatabaseProblem as problem:
        raise trouble(str(problem)) from problem
    for row in rows:
        put_line(f"{row.number}\t{row.done}/{row.total}\t{one_line(row.title)}")
    if not rows:
        click.echo(f"{database_path()} has no articles; 'add FILE' adds one.", err=True)
