"""Files come in, and the passages of them that fit a sentence go out."""

from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.guard import (
    RequestRefused,
    answer_problems,
    asked_sentence,
    granted_pass,
    refuse_foreign_origin,
    whole_body,
)
from db.connection import thread_database
from db.documents import NoSuchDocument, add_document, find_passages, remove_document
from db.documents import documents as load_documents
from evidence import Unreadable
from evidence.files import MAX_ARCHIVE_BYTES, Refused, read_documents
from evidence.passages import query

_TOO_LARGE = f"The file is over {MAX_ARCHIVE_BYTES / 1e6:.0f} MB: send it in parts."


@answer_problems
async def add(request: Request) -> JSONResponse:
    """Keep the file in the body under ``?name=``, or each file of a zip.

    Answers ``{"kept": [{"id", "name"}], "refused": [{"name", "reason"}], "documents": count}``.
    """
    refuse_foreign_origin(request)
    await run_in_threadpool(granted_pass, request)
    data = await whole_body(request, MAX_ARCHIVE_BYTES, _TOO_LARGE)
    return JSONResponse(await run_in_threadpool(_add, request, data))


@answer_problems
async def listed(request: Request) -> JSONResponse:
    """Answer the files of the article, each with how many passages it has."""
    return JSONResponse(await run_in_threadpool(_listed, request))


@answer_problems
async def remove(request: Request) -> JSONResponse:
    """Remove the file ``?name=``; answers ``{"documents": count}``."""
    refuse_foreign_origin(request)
    return JSONResponse(await run_in_threadpool(_remove, request))


@answer_problems
async def passages(request: Request) -> JSONResponse:
    """Answer the three passages of the article's files that fit ``sentence`` best."""
    return JSONResponse(await run_in_threadpool(_passages, request))


def _add(request: Request, data: bytes) -> dict[str, Any]:
    allowed = granted_pass(request)
    db = thread_database()
    name = request.query_params.get("name", "")
    kept: list[dict[str, Any]] = []
    refused: list[dict[str, str]] = []
    try:
        for read in read_documents(data, name):
            if isinstance(read, Refused):
                refused.append(asdict(read))
            else:
                number = add_document(db, allowed.article, allowed.reviewer, read)
                kept.append({"id": number, "name": read.name})
    except Unreadable as problem:
        if not kept:
            raise RequestRefused(422, str(problem)) from problem
        refused.append({"name": name, "reason": str(problem)})
    count = len(load_documents(db, allowed.article))
    return {"kept": kept, "refused": refused, "documents": count}


def _listed(request: Request) -> dict[str, Any]:
    allowed = granted_pass(request)
    return {"documents": [asdict(d) for d in load_documents(thread_database(), allowed.article)]}


def _remove(request: Request) -> dict[str, Any]:
    allowed = granted_pass(request)
    db = thread_database()
    name = request.query_params.get("name", "")
    try:
        remove_document(db, allowed.article, allowed.reviewer, name)
    except NoSuchDocument as problem:
        raise RequestRefused(404, str(problem)) from problem
    return {"documents": len(load_documents(db, allowed.article))}


def _passages(request: Request) -> dict[str, Any]:
    asked = asked_sentence(request, request.query_params.get("sentence", ""))
    words = query(asked.article.text, asked.sentence.start, asked.sentence.end)
    found = find_passages(thread_database(), asked.number, words)
    return {"passages": [asdict(one) for one in found]}
