"""Annotations from elsewhere: W3C Web Annotations and Hypothesis exports, as notes and evidence.

A comment becomes a note on the sentence it was made on, a link a piece of evidence. Answers and
verdicts do not come in this way: those people give here. Nothing is dropped in silence; what finds
no place is handed back with the reason.

Formats: Web Annotation Data Model (W3C, 23 February 2017) as collection, page, list or single
annotation; the rows of the Hypothesis API, version 1, and the file of its client's export.
"""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reviews.anchoring import Quotation, sentence_of
from reviews.items import QUESTIONS, STANCES, problem
from reviews.records import Evidence, Mark, annotation_id, timestamp

#: Who is named where an annotation does not say who made it.
NOBODY = "Unnamed annotator"

#: The longest name that can be kept.
_LONGEST_NAME = 80

#: Tags by which our own export names what people decided.
_DECISIONS = frozenset({*QUESTIONS, "verdict", "kind", "fact"})

#: Words quoted from another page count only when they are too many to be there by chance.
_TELLING_QUOTATION = 32

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]{1,2000}", re.IGNORECASE)
#: Links in the Markdown that Hypothesis keeps: named, or bare.
_NAMED_LINK = re.compile(
    r"\[([^\[\]\n]{0,300})\]\((https?://[^\s<>\"\\()]{1,2000})\)", re.IGNORECASE
)
_BARE_LINK = re.compile(r"https?://[^\s<>\"\\()\[\]]{1,2000}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


class NotAnnotations(ValueError):
    """The file holds no annotations; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something an annotation points to: an address or a name, and the words that matter in it."""

    url: str = ""
    document: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation. ``at`` is when it was last changed, as it came; empty when not known.

    ``page`` is the address it was made on; ``replies_to`` the annotation it answers;
    ``is_decision`` says that it is an answer or a verdict of our own export.
    """

    id: str
    at: str
    creator: str
    page: str
    quotation: Quotation
    comment: str
    sources: tuple[Source, ...]
    stance: str = "context"
    replies_to: str = ""
    is_decision: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The article that annotations are brought to, and what stands there.

    ``sentences`` are (start, end) in reading order; ``notes`` and ``evidence`` what stands, by
    position; ``names`` the (client_id, seq) of all its marks.
    """

    text: str
    sha256: str
    url: str
    sentences: Sequence[tuple[int, int]]
    notes: Mapping[int, Mark]
    evidence: Mapping[int, Sequence[Evidence]]
    names: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What comes in: marks with their makers' names, and what stays out with the reasons.

    ``known`` counts the annotations all of which is there already, ``passed_over`` those that say
    nothing or are answers and verdicts of our own export.
    """

    marks: tuple[Mark, ...]
    known: int
    passed_over: int
    left: tuple[tuple[Annotation, str], ...]


def read_annotations(data: bytes) -> list[Annotation]:
    """Return the annotations of a file, in its order. Raises ``NotAnnotations``."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotAnnotations("It is not text in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise NotAnnotations("It is not readable as JSON.") from error
    found = _rows(document)
    if not found and not _is_empty_list(document):
        raise NotAnnotations(
            "There are no annotations in it: give a W3C annotation, page or collection, or the "
            "rows of a Hypothesis export."
        )
    return [_hypothesis(row) if _is_hypothesis(row) else _web_annotation(row) for row in found]


def bring(annotations: Iterable[Annotation], place: Place, now: datetime) -> Brought:
    """Return the marks by which the annotations come to the article, each on its sentence.

    Doing it twice changes nothing: marks are named after the annotation and its last change. A
    note that stands is kept: further comments are written below it, with their makers' names.
    """
    marks: list[Mark] = []
    left: list[tuple[Annotation, str]] = []
    known = passed_over = 0
    ours = {annotation_id(*name) for name in place.names}
    notes = dict(place.notes)
    positions: dict[str, int] = {}
    for annotation in sorted(annotations, key=lambda one: (bool(one.replies_to), one.at)):
        if annotation.id in ours:
            known += 1
            continue
        if annotation.is_decision or not (annotation.comment or annotation.sources):
            passed_over += 1
            continue
        position, reason = _position(annotation, place, positions)
        if position is None:
            left.append((annotation, reason))
            continue
        positions[annotation.id] = position
        made = _marks(annotation, position, place, notes, now)
        wrong = next((why for mark in made if (why := problem(mark, len(place.sentences)))), "")
        if wrong:
            left.append((annotation, wrong[0].lower() + wrong[1:].rstrip(".")))
            continue
        known += not made
        marks += made
        notes |= {mark.sentence: mark for mark in made if mark.item == "note"}
    return Brought(tuple(marks), known, passed_over, tuple(left))


def _position(
    annotation: Annotation, place: Place, positions: Mapping[str, int]
) -> tuple[int | None, str]:
    if not annotation.quotation.exact.strip() and annotation.replies_to in positions:
        return positions[annotation.replies_to], ""
    elsewhere = bool(annotation.page and place.url) and not _same_page(annotation.page, place.url)
    if elsewhere and len(annotation.quotation.exact) < _TELLING_QUOTATION:
        return None, "it was made on another page"
    index, reason = sentence_of(annotation.quotation, place.text, place.sentences)
    return (None, reason) if index is None else (index + 1, "")


def _same_page(one: str, other: str) -> bool:
    """Say whether two addresses lead to one page, as far as they can tell; a hash names a text."""
    return _bare(one) == _bare(other) or one.startswith("ni:")


def _bare(address: str) -> str:
    without_scheme = re.sub(r"^https?://(www\.)?", "", address.lower())
    return re.split(r"[?#]", without_scheme)[0].rstrip("/")


def _marks(
    annotation: Annotation, position: int, place: Place, notes: Mapping[int, Mark], now: datetime
) -> list[Mark]:
    """Return the marks of one annotation that are not there yet: its note, then its evidence."""
    client_id = f"annotation-{_hash(place.sha256, annotation.id, annotation.at)}"
    at = _time(annotation.at, now)
    made = []
    standing = notes.get(position)
    is_new = (client_id, 0) not in place.names and not _is_said(annotation, standing)
    if annotation.comment and is_new:
        note = Mark(position, "note", annotation.comment, at, client_id, 0, annotation.creator)
        made.append(_below(standing, note) if standing else note)
    there = {(one.url, one.document, one.quote) for one in place.evidence.get(position, ())}
    for seq, source in enumerate(annotation.sources, 1):
        is_there = (source.url, source.document, source.quote) in there
        if not is_there and (client_id, seq) not in place.names:
            value = json.dumps(_piece(annotation, source), ensure_ascii=False)
            made.append(Mark(position, "evidence", value, at, client_id, seq, annotation.creator))
    return made


def _is_said(annotation: Annotation, standing: Mark | None) -> bool:
    """Say whether the comment is a part of the note that stands, as this module writes them."""
    written = f"\n\n{standing.value if standing else ''}\n\n"
    forms = (annotation.comment, f"{annotation.creator}: {annotation.comment}")
    return any(f"\n\n{form}\n\n" in written for form in forms)


def _piece(annotation: Annotation, source: Source) -> dict[str, str]:
    return {
        "key": _hash(annotation.id, source.url, source.document),
        "url": source.url,
        "document": source.document,
        "quote": source.quote,
        "stance": annotation.stance,
    }


def _below(standing: Mark, note: Mark) -> Mark:
    """Return the note written below the one that stands, and just after it at the earliest."""
    value = f"{standing.value}\n\n{note.reviewer}: {note.value}"
    return replace(note, value=value, at=max(note.at, _just_after(standing.at)))


def _just_after(at: str) -> str:
    try:
        return timestamp(datetime.fromisoformat(at) + timedelta(milliseconds=1))
    except OverflowError:
        return at


def _time(at: str, now: datetime) -> str:
    """Return a time as marks carry it; one that is unknown or still to come becomes now."""
    try:
        moment = datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return timestamp(min(moment, now))
    except (ValueError, OverflowError):
        return timestamp(now)


def _hash(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]


def _rows(document: Any) -> list[dict[str, Any]]:
    """Return the annotations in a document, whichever way it holds them."""
    if isinstance(document, list):
        return [row for row in document if isinstance(row, dict)]
    if not isinstance(document, dict):
        return []
    if isinstance(document.get("first"), dict):
        document = document["first"]
    for name in ("rows", "annotations", "items"):
        if isinstance(document.get(name), list):
            # Asked for, the search of Hypothesis lists replies apart.
            held = [*document[name], *_listed(document.get("replies"))]
            return [row for row in held if isinstance(row, dict)]
    if "first" in document:
        raise NotAnnotations("Its pages lie elsewhere on the web; give a page of it.")
    return [document] if "target" in document else []


def _is_empty_list(document: Any) -> bool:
    if isinstance(document, dict):
        names = ("rows", "annotations", "items")
        return document.get("total") == 0 or any(document.get(name) == [] for name in names)
    return document == []


def _is_hypothesis(row: dict[str, Any]) -> bool:
    return "uri" in row and "user" in row


def _hypothesis(row: dict[str, Any]) -> Annotation:
    text = _text(row.get("text"))
    references = [one for one in _listed(row.get("references")) if isinstance(one, str)]
    shown = row.get("user_info")
    name = _text(shown.get("display_name")) if isinstance(shown, dict) else ""
    account = _text(row.get("user")).removeprefix("acct:").partition("@")[0]
    return Annotation(
        id=_text(row.get("id")) or _hash(json.dumps(row, sort_keys=True)),
        at=_text(row.get("updated")) or _text(row.get("created")),
        creator=_name(name or account),
        page=_text(row.get("uri")),
        quotation=_quotation(row.get("target")),
        comment=_with_tags(text, row.get("tags")),
        sources=tuple(_links(text)),
        stance=_stance(_listed(row.get("tags"))),
        replies_to=references[-1] if references else "",
    )


def _with_tags(text: str, tags: Any) -> str:
    named = " ".join(f"#{tag}" for tag in _listed(tags) if isinstance(tag, str) and tag.strip())
    return "\n".join(part for part in (text, _text(named)) if part) if text else ""


def _web_annotation(row: dict[str, Any]) -> Annotation:
    bodies = [*_flat(row.get("body")), *_flat_value(row.get("bodyValue"))]
    tags = [_text(body.get("value")) for body in bodies if _is_for("tagging", body)]
    described = _joined(body for body in bodies if _is_for("describing", body))
    comment = _joined(
        body for body in bodies if not (_is_for("tagging", body) or _is_for("describing", body))
    )
    linked = [source for body in bodies if (source := _source(body)) != Source()]
    sources = [replace(one, document=one.document or described) for one in linked]
    if described and not linked:
        sources = [Source(document=described)]
    targets = [one for one in _listed(row.get("target")) if one]
    page = next((_address(one) for one in targets), "")
    return Annotation(
        id=_text(row.get("id")) or _text(row.get("@id")) or _hash(json.dumps(row, sort_keys=True)),
        at=_text(row.get("modified")) or _text(row.get("created")),
        creator=_name(_agent(row.get("creator"))),
        page=page,
        quotation=_quotation(targets),
        comment=comment,
        sources=(*sources, *_links(comment)),
        stance=_stance(tags),
        replies_to=page if "replying" in _listed(row.get("motivation")) else "",
        is_decision=bool(_DECISIONS & set(tags)) and not linked,
    )


def _flat(body: Any) -> Iterator[dict[str, Any]]:
    """Yield each body; one that is an address alone becomes one that says so."""
    for one in _listed(body):
        if isinstance(one, str):
            yield {"id": one}
        elif isinstance(one, dict) and isinstance(one.get("items"), list):
            # A choice or a list of bodies (section 4.3); they nest no deeper than one level here.
            yield from (part for part in one["items"] if isinstance(part, dict))
        elif isinstance(one, dict):
            yield one


def _flat_value(value: Any) -> list[dict[str, Any]]:
    return [{"value": value}] if isinstance(value, str) else []


def _is_for(purpose: str, body: dict[str, Any]) -> bool:
    return purpose in _listed(body.get("purpose"))


def _joined(bodies: Iterable[dict[str, Any]]) -> str:
    return "\n\n".join(text for body in bodies if (text := _body_text(body)))


def _body_text(body: dict[str, Any]) -> str:
    text = _text(body.get("value"))
    return _text(html.unescape(_TAG.sub("", text))) if body.get("format") == "text/html" else text


def _source(body: dict[str, Any]) -> Source:
    """Return what a body points to, nothing for one that is text itself."""
    if "value" in body:
        return Source()
    address = _address(body)
    quote = _quotation(body).exact
    if _WEB_ADDRESS.fullmatch(address):
        return Source(url=address, quote=_text(quote))
    return Source(document=address, quote=_text(quote)) if address else Source()


def _address(resource: Any) -> str:
    """Return the address of a resource, however it is given."""
    if isinstance(resource, str):
        return _text(resource)
    if not isinstance(resource, dict):
        return ""
    inside = resource.get("source", resource.get("id", resource.get("@id")))
    if isinstance(inside, dict):
        inside = inside.get("id", inside.get("@id"))
    return _text(inside)


def _links(text: str) -> Iterator[Source]:
    """Yield the links in a comment, each address once."""
    seen = set()
    named = [(found[2], found[1]) for found in _NAMED_LINK.finditer(text)]
    bare = [(found[0].rstrip(".,;:!?'*_"), "") for found in _BARE_LINK.finditer(text)]
    for url, title in [*named, *bare]:
        if url not in seen:
            seen.add(url)
            yield Source(url=url, document=_text(title))


def _quotation(target: Any) -> Quotation:
    """Return the first quotation among the selectors of a target or of several."""
    selectors = [
        selector
        for one in _listed(target)
        if isinstance(one, dict)
        for selector in _listed(one.get("selector"))
        if isinstance(selector, dict)
    ]
    selectors += [one["refinedBy"] for one in selectors if isinstance(one.get("refinedBy"), dict)]
    kinds = {kind: one for one in reversed(selectors) if isinstance(kind := one.get("type"), str)}
    quote = kinds.get("TextQuoteSelector", {})
    start = kinds.get("TextPositionSelector", {}).get("start")
    return Quotation(
        exact=_kept(quote.get("exact")),
        prefix=_kept(quote.get("prefix")),
        suffix=_kept(quote.get("suffix")),
        start=start if type(start) is int else -1,
    )


def _stance(tags: Iterable[Any]) -> str:
    """Return how evidence stands to the sentence, where a tag says so."""
    return next((tag for tag in tags if isinstance(tag, str) and tag in STANCES), "context")


def _agent(creator: Any) -> str:
    for one in _listed(creator):
        if isinstance(one, str):
            return one
        if isinstance(one, dict):
            for name in ("name", "nickname", "nick", "id", "@id"):
                if _text(one.get(name)):
                    return _text(one.get(name))
    return ""


def _name(text: str) -> str:
    """Return a name that can be kept, whatever was given for one."""
    seen = "".join(" " if one.isspace() else one for one in text)
    seen = "".join(one for one in seen if unicodedata.category(one)[0] != "C")
    name = unicodedata.normalize("NFC", " ".join(seen.split()))[:_LONGEST_NAME].strip()
    return name if any(one.isalnum() for one in name) else NOBODY


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return _kept(value).strip()


def _kept(value: Any) -> str:
    """Return a text with what cannot be kept replaced, nothing for what is none."""
    if not isinstance(value, str):
        return ""
    return re.sub("[\x00\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", value)
