"""A JSON report read back: checked against schema, hash and itself before it is believed."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend

from reports.counts import count
from reports.json import SCHEMA_VERSION
from reports.untrusted import one_line
from reviews.items import article_problem, problem
from reviews.records import (
    CopyVersion,
    DraftNote,
    Evidence,
    KeptCopy,
    Mark,
    Proposal,
    Report,
    ReportSentence,
    Source,
    SourceRating,
    SourceSignal,
)

#: Half characters, which no file can hold, and NUL, at which many programs stop reading.
_BROKEN = re.compile("[\x00\ud800-\udfff]")

_LONGEST_COMPLAINT = 160


class NotAReport(ValueError):
    """The file cannot be believed to be a whole report; the message says why."""


def read(data: bytes) -> Report:
    """Return the report that ``reports.json`` wrote. Raises ``NotAReport``.

    Offsets and hash hold and every mark is one that may be made. Whether what stands follows
    from the marks is for ``db.restore`` to see. ``generated_at`` is empty.
    """
    document = _document(data)
    _fits_schema(document)
    if any(_BROKEN.search(text) for text in _texts(document)):
        raise NotAReport("There is a broken character in it.")
    report = _report(document)
    _check_text(report)
    _check_marks(report)
    if json.loads(json.dumps(dataclasses.asdict(count(report)))) != document["counts"]:
        raise NotAReport("Its counts are not those of its sentences.")
    return report


def _document(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise NotAReport("It is not text in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise NotAReport("It is not readable as JSON.") from error
    if not isinstance(document, dict) or "schema_version" not in document:
        raise NotAReport("It is no JSON report; 'report ARTICLE --format json' writes one.")
    if document["schema_version"] != SCHEMA_VERSION:
        raise NotAReport(
            f"It is in version {one_line(str(document['schema_version']))[:20]} of the format; "
            f"this program reads version {SCHEMA_VERSION}. Export it again."
        )
    return document


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python's reader takes and no other reader of JSON does."""
    raise ValueError(f"{name} is not JSON")


def _fits_schema(document: dict[str, Any]) -> None:
    error: ValidationError | None = best_match(_validator().iter_errors(document))
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path) or "the report"
        told = one_line(error.message)
        if len(told) > _LONGEST_COMPLAINT:
            told = f"{told[:_LONGEST_COMPLAINT]}…"
        raise NotAReport(f"It does not fit the schema, at {one_line(place)}: {told}")


@cache
def _validator() -> Draft202012Validator:
    """Return the validator of reports. To it, 1.0 is no whole number: offsets must be counted."""
    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, it: type(it) is int)
    return extend(Draft202012Validator, type_checker=whole)(schema)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _report(document: dict[str, Any]) -> Report:
    names = {field.name for field in dataclasses.fields(Report)}
    facts = {name: value for name, value in document.items() if name in names}
    made = {
        "generated_at": "",
        "reviewers": tuple(document["reviewers"]),
        "links": tuple((link["start"], link["end"], link["href"]) for link in document["links"]),
        "history": _marks(document["history"]),
        "writer_notes": _draft_notes(document["writer_notes"]),
        "page_starts": tuple(document["page_starts"]),
        "sentences": tuple(_sentence(sentence) for sentence in document["sentences"]),
        "source": _source(document["source"]),
        # Files that were written before copies were told of have none.
        "copies": tuple(_copy(copy) for copy in document.get("copies", [])),
    }
    return Report(**(facts | made))


def _sentence(given: dict[str, Any]) -> ReportSentence:
    made = {
        "links": tuple(given["links"]),
        "proposals": {name: _proposal(value) for name, value in given["proposals"].items()},
        "decisions": {name: Mark(**mark) for name, mark in given["decisions"].items()},
        "evidence": tuple(Evidence(**piece) for piece in given["evidence"]),
        "history": _marks(given["history"]),
        "writer_notes": _draft_notes(given["writer_notes"]),
    }
    return ReportSentence(**(given | made))


def _source(given: dict[str, Any] | None) -> Source | None:
    if given is None:
        return None
    made = {
        "ratings": tuple(SourceRating(**rating) for rating in given["ratings"]),
        "signals": tuple(SourceSignal(**signal) for signal in given["signals"]),
    }
    return Source(**(given | made))


def _copy(given: dict[str, Any]) -> KeptCopy:
    versions = tuple(CopyVersion(**version) for version in given["versions"])
    return KeptCopy(**(given | {"versions": versions}))


def _proposal(given: dict[str, Any]) -> Proposal:
    spans = tuple((span["start"], span["end"], span["role"]) for span in given["spans"])
    return Proposal(**(given | {"spans": spans}))


def _draft_notes(given: list[dict[str, Any]]) -> tuple[DraftNote, ...]:
    return tuple(DraftNote(**(note | {"links": tuple(note["links"])})) for note in given)


def _marks(given: list[dict[str, Any]]) -> tuple[Mark, ...]:
    return tuple(Mark(**mark) for mark in given)


def _check_text(report: Report) -> None:
    """See that the text is the one that was hashed, and that every offset lies where it says."""
    if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256:
        raise NotAReport("The text is not the one that was reviewed: its SHA-256 is another.")
    if too_long := article_problem(len(report.sentences)):
        raise NotAReport(too_long)
    for position, sentence in enumerate(report.sentences, 1):
        if sentence.position != position:
            raise NotAReport(f"Sentence {position} is missing or out of order.")
        if report.text[sentence.start : sentence.end] != sentence.text:
            raise NotAReport(f"Sentence {position} does not stand in the text where it says.")
    spans = [
        (start, end)
        for sentence in report.sentences
        for proposal in sentence.proposals.values()
        for start, end, _ in proposal.spans
    ]
    spans += [(start, end) for start, end, _ in report.links]
    spans += [(note.start, note.end) for note in report.writer_notes]
    spans += [(start, len(report.text)) for start in report.page_starts]
    if not all(start <= end <= len(report.text) for start, end in spans):
        raise NotAReport(
            "A link, a note, a page or a proposal points to a place that is not in the text."
        )


def _check_marks(report: Report) -> None:
    """See that every mark may be made, stands in its place and is there once."""
    marks = [*report.history, *(mark for one in report.sentences for mark in one.history)]
    places = [0] * len(report.history)
    places += [one.position for one in report.sentences for _ in one.history]
    for mark, place in zip(marks, places, strict=True):
        reason = problem(mark, len(report.sentences))
        if mark.sentence != place:
            reason = f"It stands with sentence {place} and is a mark of {mark.sentence}."
        if reason:
            raise NotAReport(f"Mark {mark.arrival} cannot be kept. {reason}")
    if sorted(mark.arrival for mark in marks) != list(range(1, len(marks) + 1)):
        raise NotAReport("Marks are missing: they are not numbered from 1 without gaps.")
    if len({(mark.client_id, mark.seq) for mark in marks}) != len(marks):
        raise NotAReport("Two marks have the same client_id and seq.")
