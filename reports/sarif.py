"""What the checks propose for drafts as SARIF 2.1.0, for code hosts and editors that comment.

The Static Analysis Results Interchange Format (OASIS standard, 27 March 2020, with errata 01).
Columns count code points, as everywhere here. A result has a fingerprint of its words, not of its
line, so that a comment stays with its sentence when the text above it changes.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from reports.untrusted import escaped_json, one_line

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

#: How much an answer asks of the writer.
LEVELS = {"no": "warning"}
_LEVEL = "note"

_DECIDES = "The program goes by the wording alone and does not know what is true; a person decides."


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its name, what it asks, and examples of what it takes for what."""

    name: str
    asks: str
    examples: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file; lines and columns count from 1, ``end_column`` is one past the last."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a check proposes for a sentence; no region where the file's own places are unknown."""

    rule: str
    answer: str
    reason: str
    text: str
    region: Region | None


@dataclass(frozen=True, slots=True)
class File:
    """One file with its results, or the sentence that says why it could not be read."""

    path: str
    results: Sequence[Result] = ()
    unread: str = ""


def render(files: Sequence[File], rules: Sequence[Rule]) -> bytes:
    """Return one run over the files as SARIF in UTF-8. Paths are written as they were given."""
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(files)],
        "artifacts": [{"location": {"uri": _uri(file.path)}} for file in files],
        "results": [
            result
            for number, file in enumerate(files)
            for result in _results(number, file, numbers)
        ],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return escaped_json(text).encode() + b"\n"


def _driver(rules: Iterable[Rule]) -> dict[str, Any]:
    return {
        "name": "Linecheck",
        "rules": [
            {
                "id": rule.name,
                "shortDescription": {"text": _sentence(rule.asks)},
                "fullDescription": {"text": f"{_sentence(rule.asks)} {_DECIDES}"},
                "help": {"text": _help(rule)},
                "defaultConfiguration": {"level": _LEVEL},
            }
            for rule in rules
        ],
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _help(rule: Rule) -> str:
    examples = "\n".join(f"– {answer}: {one_line(text)}" for text, answer in rule.examples)
    return "\n".join(part for part in (_sentence(rule.asks), _DECIDES, examples) if part)


def _invocation(files: Iterable[File]) -> dict[str, Any]:
    unread = [file for file in files if file.unread]
    return {
        "executionSuccessful": not unread,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": file.unread},
                "locations": [_location(file)],
            }
            for file in unread
        ],
    }


def _results(number: int, file: File, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for result in file.results:
        print_ = hashlib.sha256(f"{result.rule}\0{one_line(result.text)}".encode()).hexdigest()
        seen[print_] += 1
        place = _location(file, result.region)
        place["physicalLocation"]["artifactLocation"]["index"] = number
        yield {
            "ruleId": result.rule,
            "ruleIndex": numbers[result.rule],
            "level": LEVELS.get(result.answer, _LEVEL),
            "message": {"text": _message(result)},
            "locations": [place],
            "partialFingerprints": {"sentence/v1": f"{print_[:32]}:{seen[print_]}"},
        }


def _message(result: Result) -> str:
    """Return what is proposed and why, and the sentence itself where no region shows it."""
    told = f"{result.rule} {result.answer}: {one_line(result.reason)}"
    return told if result.region else f"{told} – {one_line(result.text)}"


def _location(file: File, region: Region | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(file.path)}}
    if region is not None:
        place["region"] = {
            "startLine": region.start_line,
            "startColumn": region.start_column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    return {"physicalLocation": place}


def _uri(path: str) -> str:
    """Return a path as a URI reference: relative to where the program was started, or absolute."""
    written = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{written}" if path.startswith("/") else written.removeprefix("./")
