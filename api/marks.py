"""Marks arrive and leave: the only way a decision reaches the disk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.guard import (
    RequestRefused,
    answer_problems,
    granted_pass,
    json_body,
    refuse_foreign_origin,
    whole_number,
)
from db.articles import sentence_count
from db.connection import thread_database
from db.marks import append_marks, marks
from reviews.items import problem
from reviews.records import Mark, timestamp

#: The sheet sends at most this many in one request.
MAX_MARKS = 500

#: Marks are ordered by the time they carry. A clock that runs ahead must not win over marks
#: made later by others, so a time further ahead than this is set back to the server's.
CLOCK_TOLERANCE = timedelta(minutes=5)

_FIELDS = {"seq": int, "sentence": int, "item": str, "value": str, "at": str}


@answer_problems
async def append(request: Request) -> Response:
    """Keep a batch: ``{"client_id", "marks": [{"seq", "sentence", "item", "value", "at"}]}``.

    Answers once the kept ones are on disk: 204 with their number in the header ``Linecheck-Kept``
    where all were, else ``{"kept": [seq], "refused": [{"seq", "reason"}]}``. Sending a mark again
    is harmless: it is kept once and acknowledged every time.

    The usual answer has no body because Streamlit's sockets hold a second small packet back until
    the browser acknowledges the first, up to 40 ms (Nagle's algorithm, RFC 896), and the next click
    would wait for it.
    """
    refuse_foreign_origin(request)
    body = await json_body(request)
    kept, refused = await run_in_threadpool(_append, request, body)
    if refused:
        return JSONResponse({"kept": kept, "refused": refused})
    return Response(status_code=204, headers={"linecheck-kept": str(len(kept))})


@answer_problems
async def marks_since(request: Request) -> JSONResponse:
    """Answer the marks of all reviewers and tabs with a number above ``after``."""
    after = whole_number(request.query_params.get("after", "0"), "after")
    return JSONResponse(await run_in_threadpool(_marks_since, request, after))


def _append(request: Request, body: dict[str, Any]) -> tuple[list[int], list[dict[str, int | str]]]:
    """Keep what makes sense; return its numbers, and those refused, each with its reason."""
    allowed = granted_pass(request)
    db = thread_database()
    sentences = sentence_count(db, allowed.article)
    sent = _sent_marks(body)
    reasons = {mark.seq: reason for mark in sent if (reason := problem(mark, sentences))}
    good = [_clock_set_right(mark) for mark in sent if mark.seq not in reasons]
    append_marks(db, allowed.article, allowed.reviewer, good)
    refused = [{"seq": seq, "reason": reason} for seq, reason in reasons.items()]
    return [mark.seq for mark in good], refused


def _marks_since(request: Request, after: int) -> dict[str, Any]:
    allowed = granted_pass(request)
    found = marks(thread_database(), allowed.article, after)
    return {
        "marks": [stored.as_json() for stored in found],
        "newest": found[-1].id if found else after,
    }


def _sent_marks(body: dict[str, Any]) -> list[Mark]:
    client_id, sent = body.get("client_id"), body.get("marks")
    if not isinstance(client_id, str) or not 1 <= len(client_id) <= 64:
        raise RequestRefused(400, "client_id must be a text of 1 to 64 characters.")
    if not isinstance(sent, list):
        raise RequestRefused(400, "marks must be a list.")
    if len(sent) > MAX_MARKS:
        raise RequestRefused(413, f"Send at most {MAX_MARKS} marks at once.")
    return [_sent_mark(client_id, fields) for fields in sent]


def _sent_mark(client_id: str, fields: Any) -> Mark:
    if not isinstance(fields, dict):
        raise RequestRefused(400, "Each mark must be an object.")
    for name, kind in _FIELDS.items():
        if type(fields.get(name)) is not kind:
            raise RequestRefused(400, f"Each mark needs {name} as {kind.__name__}.")
    return Mark(client_id=client_id, **{name: fields[name] for name in _FIELDS})


def _clock_set_right(mark: Mark) -> Mark:
    now = datetime.now(UTC)
    ahead = mark.at > timestamp(now + CLOCK_TOLERANCE)
    return replace(mark, at=timestamp(now)) if ahead else mark
