"""Findings as ``check`` prints them: lines like a linter's, JSON, SARIF."""

import bisect
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from commands.terminal import excerpt, shown_path
from reports import sarif
from reports.untrusted import one_line
from reviews.items import QUESTIONS

if TYPE_CHECKING:
    from articles import Article
    from checks.records import Finding


def sentence_rows(
    article: "Article", findings: "Mapping[int, Mapping[str, Finding]]"
) -> Iterator[dict[str, Any]]:
    """Yield what JSON says of each sentence; the keys are those of the records."""
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


def text_lines(
    path: str, article: "Article", findings: "Mapping[int, Mapping[str, Finding]]"
) -> Iterator[str]:
    """Yield, for each sentence with something to show, its beginning and a line an answer."""
    from articles.document import told

    line_starts = _line_starts(article.text)
    for sentence in article.sentences:
        shown = shown_findings(findings[sentence.position])
        if not shown:
            continue
        line, column = _line_and_column(line_starts, sentence.start)
        place = f"{shown_path(path)}:{line}:{column}"
        for name, finding in shown:
            yield f"{place}: {_told(name, finding)}: {one_line(finding.reason)}"
        yield f"    | {excerpt(sentence.text)}"
        yield ""
    if carried := told(article.writer_notes):
        yield f"{shown_path(path)}: carries {one_line(carried)}"
    yield f"{shown_path(path)}: {_tally(article, findings)}"


def shown_findings(by_check: "Mapping[str, Finding]") -> "list[tuple[str, Finding]]":
    """Return the findings that ask something of the writer, each with its check's name."""
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


def sarif_rules() -> list[sarif.Rule]:
    """Return what each check asks, with its examples."""
    import checks

    return [
        sarif.Rule(name, told.asks, [(text, answer or "nothing") for text, answer in told.examples])
        for name, told in checks.help_texts().items()
    ]


def sarif_results(
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
        for name, finding in shown_findings(findings[sentence.position]):
            yield sarif.Result(name, finding.answer, finding.reason, sentence.text, region)


def _tally(article: "Article", findings: "Mapping[int, Mapping[str, Finding]]") -> str:
    """Return how many sentences were answered, and how, on one line."""
    answers = {name: Counter[str]() for name in QUESTIONS}
    answered = to_ask = 0
    for by_check in findings.values():
        for name, tally in answers.items():
            tally[by_check[name].answer] += 1
        answered += any(by_check[name].answer != "n/a" for name in QUESTIONS)
        to_ask += sum(name not in QUESTIONS for name, _ in shown_findings(by_check))
    counts = "; ".join(
        f"{name} {', '.join(f'{tally[answer]} {answer}' for answer in ('yes', 'partly', 'no'))}"
        for name, tally in answers.items()
    )
    checked = f"{answered} of {len(article.sentences)} sentences and lines checked"
    return f"{checked}; {counts}; {to_ask} to ask besides."


def json_line(row: Mapping[str, Any]) -> str:
    """Return one object as a line of JSON Lines."""
    return json.dumps(row, ensure_ascii=False) + "\n"
