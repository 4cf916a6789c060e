"""Copies of what evidence points to: kept on request, compared, and asked whether they say so."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.fetching import pages
from api.guard import (
    RequestRefused,
    answer_problems,
    granted_pass,
    json_body,
    refuse_foreign_origin,
    whole_number,
)
from db.articles import article as load_article
from db.connection import thread_database
from db.documents import document_texts, removed_documents
from db.evidence import sentence_evidence
from db.snapshots import (
    NoSuchSnapshot,
    snapshot,
    snapshot_text,
    snapshot_warc,
    snapshot_whole_text,
    snapshots,
)
from evidence.sayings import Saying, sayings
from evidence.snapshots import differences

_LONGEST_ADDRESS = 10_000
#: Older copies that are read for words that are gone from the newest.
_MOST_VERSIONS = 10


@answer_problems
async def keep(request: Request) -> JSONResponse:
    """Begin to keep a copy of the page at ``{"url"}``; answers 202 while it is fetched."""
    refuse_foreign_origin(request)
    body = await json_body(request)
    await run_in_threadpool(_keep, request, body)
    return JSONResponse({"state": "fetching"}, status_code=202)


@answer_problems
async def evidence(request: Request) -> JSONResponse:
    """Answer, for each piece of evidence on ``sentence``, its copy and whether that says so."""
    return JSONResponse(await run_in_threadpool(_evidence, request))


@answer_problems
async def page_changes(request: Request) -> JSONResponse:
    """Answer how a copy differs from the one before it, place by place."""
    return JSONResponse(await run_in_threadpool(_page_changes, request))


@answer_problems
async def warc(request: Request) -> Response:
    """Answer a copy as a WARC file, as a download."""
    return await run_in_threadpool(_warc, request)


def _keep(request: Request, body: dict[str, Any]) -> None:
    allowed = granted_pass(request)
    url = body.get("url")
    if not isinstance(url, str) or not url.lower().startswith(("http://", "https://")):
        raise RequestRefused(400, "Give an address that begins with https:// or http://.")
    if len(url) > _LONGEST_ADDRESS or not url.isprintable():
        raise RequestRefused(400, "The address is too long or has invisible characters in it.")
    pages.begin(url, allowed.reviewer)


def _evidence(request: Request) -> dict[str, Any]:
    allowed = granted_pass(request)
    position = whole_number(request.query_params.get("sentence", ""), "sentence")
    db = thread_database()
    pieces = sentence_evidence(db, allowed.article, position)
    if not pieces:
        return {"pieces": {}}
    article = load_article(db, allowed.article)
    sentence = article.sentences[position - 1]
    files = document_texts(db, allowed.article, {p["document"] for p in pieces if "document" in p})
    removed = removed_documents(db, allowed.article)
    answer = {}
    for piece in pieces:
        copy = _page_copy(piece.get("url", ""))
        ask = partial(
            sayings, article.text, sentence.start, sentence.end, quote=piece.get("quote", "")
        )
        if "id" in copy:
            copy["says"] = _page_says(ask, copy)
        elif piece.get("document") in files:
            at, text = files[piece["document"]]
            copy = {"kind": "file", "at": at, "says": [asdict(saying) for saying in ask(text)]}
        elif piece.get("document") in removed:
            copy = {"kind": "removed", "at": removed[piece["document"]]}
        if copy:
            answer[piece["key"]] = copy
    return {"pieces": answer}


def _page_says(ask: Callable[[str], list[Saying]], copy: dict[str, Any]) -> list[dict[str, Any]]:
    """Whether the newest copy says so; what it lacks is looked for in the older ones.

    ``was_at`` is the time of the newest copy that still had it, empty where none had.
    """
    db = thread_database()
    said = [asdict(saying) | {"was_at": ""} for saying in ask(snapshot_whole_text(db, copy["id"]))]
    for version in reversed(copy["versions"][-_MOST_VERSIONS:-1]):
        missing = [number for number, one in enumerate(said) if one["result"] == "missing"]
        if not any(not said[number]["was_at"] for number in missing):
            break
        before = ask(snapshot_whole_text(db, version["id"]))
        for number in missing:
            if before[number].result != "missing" and not said[number]["was_at"]:
                said[number]["was_at"] = version["at"]
    return said


def _page_copy(url: str) -> dict[str, Any]:
    """What is known of the copies of a page; nothing where none was asked for."""
    if not url:
        return {}
    under_way, failed = pages.state(url)
    copy: dict[str, Any] = {"kind": "page", "fetching": under_way, "failed": failed}
    looks = snapshots(thread_database(), url)
    if looks:
        newest = looks[-1]
        copy |= {
            "id": newest.id,
            "at": newest.fetched_at,
            "final_url": newest.final_url,
            "sha256": newest.sha256,
            "looks": len(looks),
            "first_at": looks[0].fetched_at,
            "versions": [
                {"id": look.id, "at": look.fetched_at} for look in looks if look.same_as == look.id
            ],
        }
    return copy


def _page_changes(request: Request) -> dict[str, Any]:
    db = thread_database()
    granted_pass(request)
    number = request.path_params["id"]
    try:
        looks = snapshots(db, snapshot(db, number).url)
    except NoSuchSnapshot as problem:
        raise RequestRefused(404, str(problem)) from problem
    before = [look for look in looks if look.id < number]
    if not before:
        return {"places": [], "from": "", "to": ""}
    (this,) = (look for look in looks if look.id == number)
    places = differences(snapshot_text(db, before[-1].id), snapshot_text(db, number))
    return {"places": places, "from": before[-1].fetched_at, "to": this.fetched_at}


def _warc(request: Request) -> Response:
    granted_pass(request)
    number = request.path_params["id"]
    try:
        data = snapshot_warc(thread_database(), number)
    except NoSuchSnapshot as problem:
        raise RequestRefused(404, str(problem)) from problem
    return Response(
        data,
        media_type="application/gzip",
        headers={
            "Content-Disposition": f'attachment; filename="copy-{number}.warc.gz"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
