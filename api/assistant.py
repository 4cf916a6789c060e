"""The assistant is asked, after somebody has agreed; what it answered is kept and handed out."""

import asyncio
import os
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.guard import (
    RequestRefused,
    answer_problems,
    granted_pass,
    json_body,
    refuse_foreign_origin,
)
from assistant.answer import read_answer
from assistant.client import Line, ask
from assistant.prompt import VERSION, question
from assistant.records import AssistantProblem
from assistant.settings import Settings, read_settings
from db import assistant as kept
from db.articles import article, sentence_count
from db.connection import thread_database
from reviews.records import timestamp

#: Each question holds one of the threads that marks are kept by, so there are never more.
_places = threading.BoundedSemaphore(4)


@answer_problems
async def answers(request: Request) -> JSONResponse:
    """Answer ``{"consent": {"reviewer", "at"} or null, "answers": [...]}`` of an article."""
    return JSONResponse(await run_in_threadpool(_answers, request))


@answer_problems
async def agree(request: Request) -> JSONResponse:
    """Keep a consent or its withdrawal: ``{"agreed": bool, "address", "model"}``, as it was shown.

    Answers ``{"consent": ...}``, what stands after it.
    """
    refuse_foreign_origin(request)
    body = await json_body(request)
    return JSONResponse(await run_in_threadpool(_agree, request, body))


@answer_problems
async def split(request: Request) -> JSONResponse:
    """Have one sentence split, ``{"sentence": position}``; answer what was proposed.

    When the one who asked goes away, so does the question.
    """
    refuse_foreign_origin(request)
    body = await json_body(request)
    line = Line()
    watching = asyncio.create_task(_cut_when_gone(request, line))
    try:
        return JSONResponse(await run_in_threadpool(_split, request, body, line))
    finally:
        watching.cancel()


async def _cut_when_gone(request: Request, line: Line) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    line.cut("The question was taken back.")


def _answers(request: Request) -> dict[str, Any]:
    allowed = granted_pass(request)
    settings = _settings()
    db = thread_database()
    sentence_count(db, allowed.article)
    found = kept.newest_answers(db, allowed.article)
    standing = _standing_consent(allowed.article, settings)
    return {"consent": standing, "answers": [asdict(one) for one in found]}


def _agree(request: Request, body: dict[str, Any]) -> dict[str, Any]:
    allowed = granted_pass(request)
    settings = _settings()
    agreed = body.get("agreed")
    if not isinstance(agreed, bool):
        raise RequestRefused(400, "agreed must be true or false.")
    if (body.get("address"), body.get("model")) != (settings.address, settings.model):
        raise RequestRefused(409, "The assistant was set anew since. Reload the page to see how.")
    db = thread_database()
    sentence_count(db, allowed.article)
    kept.keep_consent(
        db,
        allowed.article,
        allowed.reviewer,
        address=settings.address,
        model=settings.model,
        agreed=agreed,
        at=_now(),
    )
    return {"consent": _standing_consent(allowed.article, settings)}


def _split(request: Request, body: dict[str, Any], line: Line) -> dict[str, Any]:
    allowed = granted_pass(request)
    settings = _settings()
    opened = article(thread_database(), allowed.article)
    position = body.get("sentence")
    if type(position) is not int or not 1 <= position <= len(opened.sentences):
        raise RequestRefused(400, "sentence must be the position of one.")
    if _standing_consent(allowed.article, settings) is None:
        raise RequestRefused(403, "Nobody has agreed that text of this article is sent.")
    if not _places.acquire(blocking=False):
        raise RequestRefused(503, "The assistant has its hands full. Ask again in a moment.")
    try:
        proposed = asdict(read_answer(ask(settings, question(opened, position), line)))
    except AssistantProblem as problem:
        raise RequestRefused(502, str(problem)) from problem
    finally:
        _places.release()
    kept.keep_answer(
        thread_database(),
        allowed.article,
        position,
        allowed.reviewer,
        model=settings.model,
        prompt=VERSION,
        answer=proposed,
        at=_now(),
    )
    found = kept.newest_answers(thread_database(), allowed.article)
    return next(asdict(one) for one in found if one.sentence == position)


def _settings() -> Settings:
    try:
        settings = read_settings(os.environ)
    except AssistantProblem as problem:
        raise RequestRefused(404, str(problem)) from problem
    if settings is None:
        raise RequestRefused(404, "There is no assistant here.")
    return settings


def _standing_consent(number: int, settings: Settings) -> dict[str, str] | None:
    found = kept.consent(thread_database(), number, address=settings.address, model=settings.model)
    return asdict(found) if found else None


def _now() -> str:
    return timestamp(datetime.now(UTC))
