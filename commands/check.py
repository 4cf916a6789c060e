"""``check``: what the program proposes for each sentence of a draft, like a linter."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from commands.findings import (
    json_line,
    sarif_results,
    sarif_rules,
    sentence_rows,
    shown_findings,
    text_lines,
)
from commands.terminal import MET, TROUBLE, put, put_json, put_line
from reports import sarif
from reports.untrusted import visible

if TYPE_CHECKING:
    from articles import Sentence
    from checks.records import Finding

#: What ``--fail-on`` can ask for: questions and the answers to them that count. ``any`` is
#: everything that text output shows.
CONDITIONS = {
    "unattributed": {("attributed", "no")},
    "anonymous": {("attributed", "partly")},
    "unsourced": {("sourced", "no")},
    "unverifiable": {("verifiable", "no")},
}

CHECK_STATUSES = """\b
Exit statuses:
  0  all is well
  1  a --fail-on condition was met
  2  wrong usage, or something could not be read or written"""


@click.command(epilog=CHECK_STATUSES)
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
            article = replace(article, sentences=lines_as_sentences(article.text))
        findings = checks.propose(article)
        met = met or any(_meets(by_check, fail_on) for by_check in findings.values())
        if form == "text":
            put_line("\n".join(text_lines(path, article, findings)))
        elif form == "jsonl":
            put_json(
                json_line({"article": path, **row}) for row in sentence_rows(article, findings)
            )
        elif form == "sarif":
            results.append(sarif.File(path, list(sarif_results(path, article, findings))))
        else:
            facts = {"article": path, "title": article.title, "language": article.language}
            rows = list(sentence_rows(article, findings))
            checked.append({**facts, "sha256": article.sha256, "sentences": rows})
    if form == "json":
        put_json([json.dumps(checked, ensure_ascii=False, indent=2) + "\n"])
    if form == "sarif":
        put(sarif.render(results, sarif_rules()))
    if unread:
        return TROUBLE
    return MET if met else 0


def lines_as_sentences(text: str) -> "tuple[Sentence, ...]":
    """Return each line that holds anything as one body sentence, without the blanks around it."""
    from articles import Sentence

    found: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        if words := line[0].strip():
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append(Sentence(len(found) + 1, "body", start, start + len(words), words))
    return tuple(found)


def _meets(by_check: "Mapping[str, Finding]", fail_on: tuple[str, ...]) -> bool:
    given = {(name, finding.answer) for name, finding in by_check.items()}
    if "any" in fail_on and shown_findings(by_check):
        return True
    return any(given & CONDITIONS.get(condition, set()) for condition in fail_on)
