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

from reports import FORMATS, sarif, write
from reports.claimreview import feed as render_feed
from reports.claimreview import missing, unset
from reports.house import BadTemplate
from reports.options import REVIEWERS, NotWritten, Options, numbers
from reports.overview import FORMATS as SUMMARIES
from reports.overview import overview
from reports.untrusted import escaped_json, one_line, visible
from reports.wording import counted
from reviews.items import QUESTIONS

if TYPE_CHECKING:
    from articles import Article, Sentence
    from checks.records import Finding
    from reviews.annotations import Place
    from reviews.records import Report

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
_EXCERPT = 100

_EXIT_STATUSES = """
\b
Exit statuses:
  0  all is well
  1  a --fail-on condition was met
  2  wrong usage, or something could not be read or written
"""


_PLAIN_STATUSES = """
\b
Exit statuses:
  0  all is well
  2  wrong usage, or something could not be read or written
"""


_output = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    help="The file to write; - is standard output.",
    show_default=True,
)


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
    type=click.Choice(["text", "json", "jsonl", "sarif"]),
    default="text",
    show_default=True,
    help="text: like a linter; json: one array; jsonl: one line a sentence; sarif: for code hosts "
    "and editors that comment.",
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

    Takes .txt, .md, .html, .docx, .pdf, .odt and .epub files. Text output and SARIF show what asks
    something of the writer: of the three questions the answers no and partly, and what else a
    careful desk would ask; text as file:line:column: question answer: reason. Places in an .html
    file or a document are those of the text extracted from it; SARIF leaves them out. All answers
    are proposals; a person decides.
    """
    import checks
    from articles import Unreadable, read_file

    met = unread = False
    checked = []
    results = []
    for path in files:
        try:
            article = read_file(path)
        except Unreadable as problem:
            named = path in str(problem)
            told = visible(f"{problem}" if named else f"{path}: {problem}")
            click.echo(told, err=True)
            unread = True
            results.append(sarif.File(path, unread=told))
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
        elif form == "sarif":
            results.append(sarif.File(path, list(_sarif_results(path, article, findings))))
        else:
            facts = {"article": path, "title": article.title, "language": article.language}
            rows = list(_sentence_rows(article, findings))
            checked.append({**facts, "sha256": article.sha256, "sentences": rows})
    if form == "json":
        _put_json([json.dumps(checked, ensure_ascii=False, indent=2) + "\n"])
    if form == "sarif":
        _put(sarif.render(results, _sarif_rules()))
    if unread:
        return TROUBLE
    return MET if met else 0


@cli.command(epilog=_PLAIN_STATUSES.strip("\n"))
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


@cli.command("list", epilog=_PLAIN_STATUSES.strip("\n"))
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


@cli.command(epilog=_PLAIN_STATUSES.strip("\n"))
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
@_output
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
        made = load_report(open_database(), article, _now())
    except NoSuchArticle as problem:
        raise _trouble(f"{problem} 'list' shows those there are.") from problem
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem
    try:
        chosen = numbers(",".join(sentences)) if sentences else ()
        written = write(made, form, Options(only_changes, not without_notes, reviewers, chosen))
    except (NotWritten, BadTemplate) as problem:
        raise _trouble(str(problem)) from problem
    if form == "claimreview":
        for sentence in missing(made):
            click.echo(visible(sentence), err=True)
    _write(output, written)


@cli.command(epilog=_PLAIN_STATUSES.strip("\n"))
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
@_output
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
    now = _now()
    try:
        found = overview(reports_of(open_database(), now, articles, day, site), title, now)
        written = SUMMARIES[form](found)
    except NoSuchArticle as problem:
        raise _trouble(f"{problem} 'list' shows those there are.") from problem
    except (BadTemplate, DatabaseProblem) as problem:
        raise _trouble(str(problem)) from problem
    if not found.articles:
        click.echo("No article is of that site and time.", err=True)
    _write(output, written)


@cli.command(epilog=_PLAIN_STATUSES.strip("\n"))
@_output
def feed(output: str) -> None:
    """Write the verdicts of all articles as one schema.org DataFeed of ClaimReviews.

    Articles without a final verdict are left out, and so are internal notes. LINECHECK_PUBLISHER
    and LINECHECK_URL say who publishes the reports and under which web address.
    """
    from db.connection import DatabaseProblem, open_database
    from db.reports import reports_with_verdict

    try:
        made = reports_with_verdict(open_database(), _now())
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem
    for sentence in unset():
        click.echo(sentence, err=True)
    _write(output, render_feed(made))


@cli.command("import", epilog=_PLAIN_STATUSES.strip("\n"))
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
        report = read(_read_bytes(file))
        number = restore(open_database(), report)
    except (NotAReport, NotRestored) as problem:
        raise _trouble(f"{_shown_path(file)} is not imported. {problem}") from problem
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem
    if number != report.article:
        click.echo(f"Number {report.article} is taken; here it is article {number}.", err=True)
    _put_line(str(number))


_LEFT_STATUSES = """
\b
Exit statuses:
  0  everything has found its place
  1  something has not; it is listed
  2  wrong usage, or something could not be read or written
"""


@cli.command(epilog=_PLAIN_STATUSES.strip("\n"))
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
        found = read_feed(_read_bytes(file), "standard input" if file == "-" else Path(file).name)
        _put_line(str(add_claims(open_database(), found)))
    except NoFeed as problem:
        raise _trouble(f"{_shown_path(file)}: {problem}") from problem
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem


@cli.command(epilog=_LEFT_STATUSES.strip("\n"))
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
        given = read_annotations(_read_bytes(file))
        db = open_database()
        brought = bring(given, _place(load_report(db, article, _now())), datetime.now(UTC))
        for name in dict.fromkeys(mark.reviewer for mark in brought.marks):
            theirs = [mark for mark in brought.marks if mark.reviewer == name]
            append_marks(db, article, reviewer(db, name), theirs)
    except NotAnnotations as problem:
        raise _trouble(f"{_shown_path(file)}: {problem}") from problem
    except NoSuchArticle as problem:
        raise _trouble(f"{problem} 'list' shows those there are.") from problem
    except DatabaseProblem as problem:
        raise _trouble(str(problem)) from problem
    of = Counter(mark.item for mark in brought.marks)
    _put_line(
        f"Of {counted(len(given), 'annotation')}: {counted(of['note'], 'note')} and "
        f"{counted(of['evidence'], 'piece')} of evidence brought in, {brought.known} there "
        f"already, {brought.passed_over} without comment or link, {len(brought.left)} without a "
        "place."
    )
    for one, reason in brought.left:
        words = _excerpt(one.comment or one.quotation.exact or one.id)
        _put_line(f"  {one_line(one.creator)}: {words} – {one_line(reason)}")
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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write(output: str, data: bytes) -> None:
    """Write to a file, or to standard output where it is ``-``."""
    if output == "-":
        _put(data)
        return
    try:
        Path(output).write_bytes(data)
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

    line_starts = _line_starts(article.text)
    for sentence in article.sentences:
        shown = _shown(findings[sentence.position])
        if not shown:
            continue
        line, column = _line_and_column(line_starts, sentence.start)
        place = f"{_shown_path(path)}:{line}:{column}"
        for name, finding in shown:
            yield f"{place}: {_told(name, finding)}: {one_line(finding.reason)}"
        yield f"    | {_excerpt(sentence.text)}"
        yield ""
    if carried := told(article.writer_notes):
        yield f"{_shown_path(path)}: carries {one_line(carried)}"
    yield f"{_shown_path(path)}: {_tally(article, findings)}"


def _shown(by_check: "Mapping[str, Finding]") -> "list[tuple[str, Finding]]":
    import checks

    return [(name, one) for name, one in by_check.items() if checks.asks_something(one)]


def _told(name: str, finding: "Finding") -> str:
    """Return a finding in two words: the desk's checks only answer where they have something."""
    return f"{name} {finding.answer if name in QUESTIONS else finding.detail}"


def _line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in re.finditer("\n", text))]


def _line_and_column(line_starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect.bisect_right(line_starts, offset)
    return line, offset - line_starts[line - 1] + 1


def _sarif_rules() -> list[sarif.Rule]:
    import checks

    return [
        sarif.Rule(name, told.asks, [(text, answer or "nothing") for text, answer in told.examples])
        for name, told in checks.help_texts().items()
    ]


def _sarif_results(
    path: str, article: "Article", findings: "Mapping[int, Mapping[str, Finding]]"
) -> Iterator[sarif.Result]:
    """Yield what text output shows. Of a page only the article is read, so places are unknown."""
    line_starts = _line_starts(article.text)
    is_page = path.lower().endswith((".html", ".htm", ".xhtml"))
    for sentence in article.sentences:
        start = _line_and_column(line_starts, sentence.start)
        # The last character lies on the last line, also where a line ends with the sentence.
        line, column = _line_and_column(line_starts, max(sentence.end - 1, sentence.start))
        region = None if is_page else sarif.Region(*start, line, column + 1)
        for name, finding in _shown(findings[sentence.position]):
            yield sarif.Result(name, finding.answer, finding.reason, sentence.text, region)


def _tally(article: "Article", findings: "Mapping[int, Mapping[str, Finding]]") -> str:
    """Return how many sentences were answered, and how, on one line."""
    answers = {name: Counter[str]() for name in QUESTIONS}
    answered = to_ask = 0
    for by_check in findings.values():
        for name, tally in answers.items():
            tally[by_check[name].answer] += 1
        answered += any(by_check[name].answer != "n/a" for name in QUESTIONS)
        to_ask += sum(name not in QUESTIONS for name, _ in _shown(by_check))
    counts = "; ".join(
        f"{name} {', '.join(f'{tally[answer]} {answer}' for answer in ('yes', 'partly', 'no'))}"
        for name, tally in answers.items()
    )
    checked = f"{answered} of {len(article.sentences)} sentences and lines checked"
    return f"{checked}; {counts}; {to_ask} to ask besides."


def _excerpt(text: str) -> str:
    beginning = one_line(text)
    return beginning if len(beginning) <= _EXCERPT else beginning[: _EXCERPT - 1].rstrip() + "…"


def _meets(by_check: "Mapping[str, Finding]", fail_on: tuple[str, ...]) -> bool:
    given = {(name, finding.answer) for name, finding in by_check.items()}
    if "any" in fail_on and _shown(by_check):
        return True
    return any(given & CONDITIONS.get(condition, set()) for condition in fail_on)


def _json_line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _read_bytes(path: str) -> bytes:
    """Return what a file holds, or standard input where the path is ``-``."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise _trouble(f"{_shown_path(path)} cannot be read ({problem.strerror}).") from problem


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
