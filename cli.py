"""The same work from a terminal: check a draft, add an article, list them, write a report.

What a command needs is imported when it runs: fetching and the database take a while to load.
"""

import sys

import click

from commands.articles import add, list_articles
from commands.check import CHECK_STATUSES, check
from commands.exchange import annotations, claims, import_report
from commands.reports import feed, report, summary
from commands.terminal import INTERRUPTED, TROUBLE, silence_output


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=CHECK_STATUSES,
    commands=[check, add, list_articles, report, summary, feed, import_report, claims, annotations],
)
def cli() -> None:
    """Walk articles line by line from a terminal."""


def main() -> None:
    """Run the command line; whatever ends it, a sentence and a status say so."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        status = problem.exit_code
    except click.Abort:
        status = INTERRUPTED
    except OSError as problem:
        silence_output()
        click.echo(f"Error: Standard output cannot be written ({problem.strerror}).", err=True)
        status = TROUBLE
    sys.exit(status)


if __name__ == "__main__":
    main()
