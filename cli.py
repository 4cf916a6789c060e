"""The same work from a terminal: check a draft, add an article, list them, write a report."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import checks
from articles import Article, Sentence, Unreadable, read_file, read_url
from checks.records import Finding
from db.articles import NoSuchArticle, add_article, article_with_text
from db.articles import articles as list_articles
from db.connection import DatabaseProblem, open_database
from db.reports import report as load_report
from reports import FORMATS

Findings = Mapping[str, Finding]

#: Exit statuses beside 0: ``--fail-on`` was met; wrong usage, or something unreadable.
MET, UNREADABLE = 1, 2

#: What ``--fail-on`` can ask for: the question, and the answer that counts.
CONDITIONS = {
    "unattributed": ("attributed", "no"),
    "anonymous": ("attributed", "partly"),
    "unsourced": ("sourced", "no"),
    "unverifiable": ("verifiable", "no"),
}

#: Characters that could steer a terminal or turn its text around.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_LINE_END = re.compile(r"\r\n|[\n\r]")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Walk articles line by line from a terminal.

    Exit statuses: 0 all well; 1 a --fail-on condition was met; 2 wrong usage, or something could
    not be read or written.
    """


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
)
@click.option("--one-per-line", is_flag=True, help="Take each non-empty line as one sentence.")
@click.option(
    "--fail-on",
    type=click.Choice([*CONDITIONS, "any"]),
    multiple=True,
    help="Exit with 1 when a sentence is like this; may be given several times.",
)
def check(files: tuple[str, ...], form: str, one_per_line: bool, fail_on: tuple[str, ...]) -> None:
    """Say what the checks propose for each sentence; no database is touched.

    Reads .txt, .md and .html files. Text output is like a linter's: file, line, column. All
    answers are proposals; a person decides.
    """
    wanted = set(CONDITIONS) if "any" in fail_on else set(fail_on)
    status = 0
    checked = []
    for path in files:
        try:
            article = read_file(path)
        except Unreadable as problem:
            _complain(f"{path}: {problem}")
            status = UNREADABLE
            continue
        if one_per_line:
            article = replace(article, sentences=_lines_as_sentences(article.text))
        findings = checks.propose(article)
        if status == 0 and any(_meets(by_check, wanted) for by_check in findings.values()):
            status = MET
        if form == "json":
            checked.append({"article": path, "sentences": _rows(path, article, findings)})
        elif form == "jsonl":
            for row in _rows(path, article, findings):
                click.echo(json.dumps(row, ensure_ascii=False))
        else:
            _print_text(path, article, findings)
    if form == "json":
        click.echo(json.dumps(checked, ensure_ascii=False, indent=2))
    sys.exit(status)


@cli.command()
@click.argument("source", metavar="FILE|URL")
def add(source: str) -> None:
    """Add an article from a file or an address; print its number."""
    web = source.lower().startswith(("http://", "https://"))
    try:
        article = read_url(source) if web else read_file(source)
        db = open_database()
        known = article_with_text(db, article.sha256)
        if known is not None:
            _complain(f"This text is here already, as article {known}.")
        click.echo(known or add_article(db, article, checks.propose(article)))
    except (Unreadable, DatabaseProblem) as problem:
        _give_up(problem)


@cli.command("list")
def list_command() -> None:
    """List the articles, the newest first: number, how far it has come, title."""
    try:
        for row in list_articles(open_database()):
            click.echo(f"{row.number}\t{row.done}/{row.total}\t{_plain(row.title)}")
    except DatabaseProblem as problem:
        _give_up(problem)


@cli.command()
@click.argument("article", type=int)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    help="The file to write; - is standard output.",
    show_default=True,
)
def report(article: int, form: str, output: str) -> None:
    """Write the report of an article."""
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rendered = FORMATS[form].render(load_report(open_database(), article, now))
        if output == "-":
            click.get_binary_stream("stdout").write(rendered)
        else:
            Path(output).write_bytes(rendered)
    except (DatabaseProblem, NoSuchArticle) as problem:
        _give_up(problem)
    except OSError as problem:
        _give_up(f"{output} cannot be written: {problem.strerror}. Name another file with -o.")


def _lines_as_sentences(text: str) -> tuple[Sentence, ...]:
    """Return each line that holds anything as one body sentence, without the space around it."""
    found: list[Sentence] = []
    start = 0
    for end, following in [*(match.span() for match in _LINE_END.finditer(text)), (len(text),) * 2]:
        line = text[start:end]
        if words := line.strip():
            first = start + line.index(words)
            found.append(Sentence(len(found) + 1, "body", first, first + len(words), words))
        start = following
    return tuple(found)


def _rows(path: str, article: Article, findings: Mapping[int, Findings]) -> list[dict[str, Any]]:
    return [
        {
            "article": path,
            "position": sentence.position,
            "kind": sentence.kind,
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "findings": {
                name: _finding(finding) for name, finding in findings[sentence.position].items()
            },
        }
        for sentence in article.sentences
    ]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "answer": finding.answer,
        "detail": finding.detail,
        "score": finding.score,
        "reason": finding.reason,
        "spans": [span._asdict() for span in finding.spans],
    }


def _print_text(path: str, article: Article, findings: Mapping[int, Findings]) -> None:
    """Print a sentence's place and beginning, then its answers, for every sentence with claims."""
    places = _Places(article.text)
    for sentence in article.sentences:
        by_check = findings[sentence.position]
        if all(finding.answer == "n/a" for finding in by_check.values()):
            continue
        line, column = places.of(sentence.start)
        click.echo(f"{_plain(path)}:{line}:{column}: {_plain(sentence.text)}")
        for name, finding in by_check.items():
            click.echo(f"    {name:<12}{finding.answer:<8}{_plain(finding.reason)}")


class _Places:
    """Turns growing offsets into lines and columns, both from 1, in one pass over the text."""

    def __init__(self, text: str) -> None:
        self._ends = _LINE_END.finditer(text)
        self._next = next(self._ends, None)
        self._line, self._start = 1, 0

    def of(self, offset: int) -> tuple[int, int]:
        while self._next is not None and self._next.end() <= offset:
            self._line, self._start = self._line + 1, self._next.end()
            self._next = next(self._ends, None)
        return self._line, offset - self._start + 1


def _meets(by_check: Findings, wanted: set[str]) -> bool:
    asked = (CONDITIONS[condition] for condition in wanted)
    return any(name in by_check and by_check[name].answer == answer for name, answer in asked)


def _plain(text: str) -> str:
    """Return text of strangers on one line, with nothing in it that could steer a terminal."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _complain(sentence: object) -> None:
    click.echo(_plain(str(sentence)), err=True)


def _give_up(sentence: object) -> None:
    _complain(sentence)
    sys.exit(UNREADABLE)


if __name__ == "__main__":
    cli()
