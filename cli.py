"""The same work from a terminal: check a draft, add an article, list them, write a report.

What a command needs is imported when it runs: fetching and the database take a while to load.
"""

import bisect
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports import FORMATS
from reports.untrusted import escaped_json, one_line, visible

if TYPE_CHECKING:
    from articles import Article, Sentence
    from checks.records import Finding

#: Exit statuses beside 0. The last two are what shells give for these ends.
MET, TROUBLE, INTERRUPTED, NO_READER = 1, 2, 130, 141

#: What ``--fail-on`` can ask for: questions and the answers to them that count. ``any`` is
#: everything that text output shows.
CONDITIONS = {
    "unattributed": {("attributed", "no")},
    "anonymous": {("attributed", "partly")},
    "unsourced": {("sourced", "no")},
    "unverifiable": {("verifiable", "no")},
}
#: Answers that ask something of the writer. A yes needs no words, and n/a is no answer.
WORTH_SHOWING = ("no", "partly")

_EXCERPT = 100

_EXIT_STATUSES = """
\b
Exit statuses:
  0  all is well
  1  a --fail-on condition was met
  2  wrong usage, or something could not be read or written
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXIT_STATUSES.strip("\n")
)
def cli() -> None:
    """Walk articles line by line from a terminal."""


@cli.command(epilog=_EXIT_STATUSES.strip("\n"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="text: like a linter; json: one array; jsonl: one line a sentence.",
)
@click.option("--one-per-line", is_flag=True, help="Take each non-empty line as one sentence.")
@click.option(
    "--fail-on",
    type=click.Choice([*CONDITIONS, "any"]),
    multiple=True,
    help="Exit with 1 when the program proposes this for a sentence; can be given several times. "
    "'anonymous' is attributed partly: to nobody who is named.",
)
def check(files: tuple[str, ...], form: str, one_per_line: bool, fail_on: tuple[str, ...]) -> int:
    """Say what the program proposes for each sentence; no database is touched.

    Takes .txt, .md, .html, .docx, .pdf, .odt and .epub files. Text output shows the answers that
    ask something of the writer, no and partly, as file:line:column: question answer: reason.
    Places in an .html file or a document are those of the text extracted from it. All answers are
    proposals; a person decides.
    """
    import checks
    from articles import Unreadable, read_file

    met = unread = False
    checked = []
    for path in files:
        try:
            article = read_file(path)
        except Unreadable as problem:
            named = path in str(problem)
            click.echo(visible(f"{problem}" if named else f"{path}: {problem}"), err=True)
            unread = True
            continue
        if one_per_line:
            article = replace(article, sentences=_lines_as_sentences(article.text))
        findings = checks.propose(article)
        met = met or any(_meets(by_check, fail_on) for by_check in findings.values())
        if form == "text":
            _put_line("\n".join(_text_lines(path, article, findings)))
        elif form == "jsonl":
            _put_json(
                _json_line({"article": path, **row}) for row in _sentence_rows(article, findings)
            )
        else:
            facts = {"article": path, "title": article.title, "language": article.language}
            rows = list(_sentence_rows(article, findings))
            checked.append({**facts, "sha256": article.sha256, "sentences": rows})
    if form == "json":
        _put_json([json.dumps(checked, ensure_ascii=False, indent=2) + "\n"])
    if unread:
        return TROUBLE
    return MET if met else 0


@cli.command()
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
            raise _trouble(refused)
        db = open_database()
        known = article_with_text(db, article.sha256)
        if known is not None:
            click.echo(f"This text is there already, as article {known}.", err=True)
        _put_line(str(known or add_article(db, article, checks.propose(article))))
    except (Unreadable, DatabaseProblem) as problem:
        raise _trouble(str(problem)) from problem


@cli.command("list")
def list_articles() -> None:
    """List the articles, the newest first: number, sentences done of all, title."""
    from db.articles import articles
    from db.connection import DatabaseProblem, database_path, open_database

    try:
        rows = articles(open_database())
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem
    for row in rows:
        _put_line(f"{row.number}\t{row.done}/{row.total}\t{one_line(row.title)}")
    if not rows:
        click.echo(f"{database_path()} has no articles; 'add FILE' adds one.", err=True)


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
    """Write the report of an article, by its number."""
    from db.articles import NoSuchArticle
    from db.connection import DatabaseProblem, open_database
    from db.reports import report as load_report

    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        rendered = FORMATS[form].render(load_report(open_database(), article, now))
    except NoSuchArticle as problem:
        raise _trouble(f"{problem} 'list' shows those there are.") from problem
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem
    if output == "-":
        _put(rendered)
        return
    try:
        Path(output).write_bytes(rendered)
    except OSError as problem:
        raise _trouble(
            f"{_shown_path(output)} cannot be written ({problem.strerror}): "
            "name another file with -o."
        ) from problem


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
        _silence_output()
        click.echo(f"Error: Standard output cannot be written ({problem.strerror}).", err=True)
        status = TROUBLE
    sys.exit(status)


def _lines_as_sentences(text: str) -> "tuple[Sentence, ...]":
    """Return each line that holds anything as one body sentence, without the blanks around it."""
    from articles import Sentence

    found: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        if words := line[0].strip():
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append(Sentence(len(found) + 1, "body", start, start + len(words), words))
    return tuple(found)


def _sentence_rows(
    article: "Article", findings: "Mapping[int, Mapping[str, Finding]]"
) -> Iterator[dict[str, Any]]:
    for sentence in article.sentences:
        by_check = findings[sentence.position]
        yield {
            "position": sentence.position,
            "kind": sentence.kind,
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "findings": {name: _finding(finding) for name, finding in by_check.items()},
        }


def _finding(finding: "Finding") -> dict[str, Any]:
    return {
        "answer": finding.answer,
        "detail": finding.detail,
        "score": finding.score,
        "reason": finding.reason,
        "spans": [span._asdict() for span in finding.spans],
    }


def _text_lines(
    path: str, article: "Article", findings: "Mapping[int, Mapping[str, Finding]]"
) -> Iterator[str]:
    """Yield, for each sentence with something to show, its beginning and a line an answer."""
    from articles.document import told

    line_starts = [0, *(end.end() for end in re.finditer("\n", article.text))]
    for sentence in article.sentences:
        shown = [
            (name, finding)
            for name, finding in findings[sentence.position].items()
            if finding.answer in WORTH_SHOWING
        ]
        if not shown:
            continue
        line = bisect.bisect_right(line_starts, sentence.start)
        place = f"{_shown_path(path)}:{line}:{sentence.start - line_starts[line - 1] + 1}"
        for name, finding in shown:
            yield f"{place}: {name} {finding.answer}: {one_line(finding.reason)}"
        yield f"    | {_excerpt(sentence.text)}"
        yield ""
    if carried := told(article.writer_notes):
        yield f"{_shown_path(path)}: carries {one_line(carried)}"
    yield f"{_shown_path(path)}: {_tally(article, findings)}"


def _tally(article: "Article", findings: "Mapping[int, Mapping[str, Finding]]") -> str:
    """Return how many sentences were answered, and how, on one line."""
    answers: dict[str, Counter[str]] = {}
    answered = 0
    for sentence in article.sentences:
        given = {name: f.answer for name, f in findings[sentence.position].items()}
        answered += set(given.values()) != {"n/a"}
        for name, answer in given.items():
            answers.setdefault(name, Counter())[answer] += 1
    counts = "; ".join(
        f"{name} {', '.join(f'{counted[answer]} {answer}' for answer in ('yes', 'partly', 'no'))}"
        for name, counted in answers.items()
    )
    return f"{answered} of {len(article.sentences)} sentences and lines checked; {counts}."


def _excerpt(text: str) -> str:
    beginning = one_line(text)
    return beginning if len(beginning) <= _EXCERPT else beginning[: _EXCERPT - 1].rstrip() + "…"


def _meets(by_check: "Mapping[str, Finding]", fail_on: tuple[str, ...]) -> bool:
    given = {(name, finding.answer) for name, finding in by_check.items()}
    if "any" in fail_on and any(answer in WORTH_SHOWING for _, answer in given):
        return True
    return any(given & CONDITIONS.get(condition, set()) for condition in fail_on)


def _json_line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _put_json(documents: Iterator[str] | list[str]) -> None:
    """Write JSON, which is UTF-8 whatever the terminal speaks (RFC 8259, section 8.1)."""
    _put(escaped_json("".join(documents)).encode())


def _put(data: bytes) -> None:
    """Write to standard output; end quietly, with a status of its own, when nobody reads on.

    click would end with 1, which here says that a condition was met.
    """
    if sys.stdout is None:
        raise _trouble("There is no standard output to write to.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence_output()
        sys.exit(NO_READER)


def _put_line(text: str) -> None:
    """Write a line; a character that the terminal cannot show is spelled out."""
    encoding = sys.stdout.encoding if sys.stdout else "utf-8"
    _put(f"{text}\n".encode(encoding, "backslashreplace"))


def _shown_path(path: str) -> str:
    return re.sub(r"\s", " ", visible(path))


def _trouble(sentence: str) -> click.ClickException:
    problem = click.ClickException(visible(sentence))
    problem.exit_code = TROUBLE
    return problem


def _silence_output() -> None:
    """Let Python's own last flush go nowhere instead of failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
