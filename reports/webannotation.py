"""Every mark that stands as a W3C Web Annotation (Web Annotation Data Model, 23 February 2017).

One AnnotationCollection with one page. An annotation's target is the sentence, found by position
and by quotation in the text as it was reviewed, which ``state`` names by its hash: the page on the
web has more on it and may have changed. Positions count code points, as the model has it.

Motivations: ``assessing`` for answers, verdicts and ticks, ``questioning`` for the verdicts that
put a question to the writer, ``commenting`` for notes and summaries, ``linking`` for evidence and
``classifying`` for what kind of line it is. A tag names what was marked; a fact that was ticked
has a target of its own. Identifiers are made from the name of the mark alone, so that the same act
has the same one in every export.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reports.naming import text_name
from reports.untrusted import escaped_json, web_address
from reviews.items import fact_place
from reviews.records import Evidence, Mark, Report, annotation_id, timestamp

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

#: Characters of prefix and suffix around a quotation.
CONTEXT_LENGTH = 32

#: Verdicts to which the writer owes an answer.
_QUESTIONS = frozenset({"change", "unverifiable"})

_MOTIVATIONS = {
    "note": "commenting",
    "summary": "commenting",
    "kind": "classifying",
    "evidence": "linking",
}

_COLLECTIONS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:linecheck:annotations")


def render(report: Report) -> bytes:
    """Return the annotations as JSON-LD in UTF-8."""
    text = json.dumps(collection(report), ensure_ascii=False, indent=2, allow_nan=False)
    return escaped_json(text).encode() + b"\n"


def collection(report: Report) -> dict[str, Any]:
    """Return the collection; sentences in reading order, then the whole article."""
    name = f"urn:uuid:{uuid.uuid5(_COLLECTIONS, report.sha256)}"
    annotations = [*_of_sentences(report), *_of_article(report)]
    page = {
        "id": f"{name}#page-1",
        "type": "AnnotationPage",
        "partOf": name,
        "startIndex": 0,
        "items": annotations,
    }
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"Fact-check: {report.title or 'Untitled'}",
        "total": len(annotations),
        **({"first": page, "last": page["id"]} if annotations else {}),
    }


def _of_sentences(report: Report) -> Iterator[dict[str, Any]]:
    for sentence in report.sentences:
        target = _target(report, sentence.start, sentence.end)
        for item, mark in sentence.decisions.items():
            fact = fact_place(item)
            yield _annotation(mark, _target(report, *fact) if fact else target, _bodies(mark))
        # The newest mark on a piece is the last: history is in order of time.
        given = {
            json.loads(mark.value)["key"]: mark
            for mark in sentence.history
            if mark.item == "evidence"
        }
        for piece in sentence.evidence:
            yield _annotation(given[piece.key], target, _evidence_bodies(piece))


def _of_article(report: Report) -> Iterator[dict[str, Any]]:
    newest = {mark.item: mark for mark in report.history}
    for item, mark in newest.items():
        # Whether facts are ticked one by one is a setting of the review, no word on the article.
        if mark.value and item != "facts":
            yield _annotation(mark, _target(report), _bodies(mark))


def _annotation(mark: Mark, target: dict[str, Any], bodies: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": annotation_id(mark.client_id, mark.seq),
        "type": "Annotation",
        "motivation": _motivation(mark),
        "created": mark.at,
        "creator": {"type": "Person", "name": mark.reviewer},
        "body": bodies,
        "target": target,
    }


def _motivation(mark: Mark) -> str:
    if mark.item == "verdict" and mark.value in _QUESTIONS:
        return "questioning"
    return _MOTIVATIONS.get(mark.item, "assessing")


def _bodies(mark: Mark) -> list[dict[str, Any]]:
    return [_tag(mark.item.partition(":")[0]), _words(mark.value, _motivation(mark))]


def _evidence_bodies(piece: Evidence) -> list[dict[str, Any]]:
    """Return what is linked to, how it stands to the sentence, and what it is called."""
    bodies = [_tag("evidence"), _tag(piece.stance)]
    address = web_address(piece.url)
    if address:
        quoted = {"selector": {"type": "TextQuoteSelector", "exact": piece.quote}}
        bodies.append(
            {
                "type": "SpecificResource",
                "source": address,
                "purpose": "linking",
                **(quoted if piece.quote else {}),
            }
        )
    quote = "" if address or not piece.quote else f"“{piece.quote}”"
    parts = [piece.document, "" if address else piece.url, piece.locator, quote]
    about = ", ".join(part for part in parts if part)
    return [*bodies, _words(about, "describing")] if about else bodies


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(report: Report, start: int = 0, end: int = 0) -> dict[str, Any]:
    """Return where a stretch of the text is, or the article where none is given."""
    url = web_address(report.url)
    selectors = _selectors(report.text, start, end) if end > start else []
    return {
        "type": "SpecificResource",
        "source": url or text_name(report),
        **({"state": _state(report)} if url else {}),
        **({"selector": selectors} if selectors else {}),
    }


def _state(report: Report) -> dict[str, str]:
    """Return when the page was as it was reviewed, and the name of the text that was kept of it."""
    seen = _utc(report.fetched_at) or _utc(report.added_at)
    return {"type": "TimeState", "sourceDate": seen, "cached": text_name(report)}


def _utc(time: str) -> str:
    """Return a time as marks carry it, nothing for what is none; without a zone it is in UTC."""
    try:
        moment = datetime.fromisoformat(time)
        return timestamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return ""


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - CONTEXT_LENGTH, 0) : start],
            "suffix": text[end : end + CONTEXT_LENGTH],
        },
    ]
