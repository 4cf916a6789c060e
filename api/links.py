"""What became of the links of a sentence, and having them looked up."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from api import checking
from api.guard import (
    AskedSentence,
    answer_problems,
    asked_sentence,
    json_body,
    refuse_foreign_origin,
)
from db.connection import thread_database
from db.links import known_links, pages_of


@answer_problems
async def known(request: Request) -> JSONResponse:
    """Answer what is known of each link of ``sentence``, as ``db.links`` gives it.

    ``checking`` says whether it is being looked up, ``failed`` why that could not be done.
    """
    return JSONResponse(await run_in_threadpool(_known, request))


@answer_problems
async def check(request: Request) -> JSONResponse:
    """Begin to look up the links of ``{"sentence"}``; answers 202 while that goes on."""
    refuse_foreign_origin(request)
    body = await json_body(request)
    await run_in_threadpool(_check, request, body)
    return JSONResponse({"state": "checking"}, status_code=202)


def _known(request: Request) -> dict[str, Any]:
    asked = asked_sentence(request, request.query_params.get("sentence", ""))
    found = known_links(thread_database(), asked.article, _links(asked))
    return {"links": [link.as_json() | _state(link.page) for link in found]}


def _state(page: str) -> dict[str, Any]:
    under_way, failed = checking.links.state(page)
    return {"checking": under_way, "failed": failed}


def _check(request: Request, body: dict[str, Any]) -> None:
    asked = asked_sentence(request, str(body.get("sentence", "")))
    for url in pages_of(_links(asked)):
        checking.links.begin(url)


def _links(asked: AskedSentence) -> list[Any]:
    start, end = asked.sentence.start, asked.sentence.end
    return [link for link in asked.article.links if link.start < end and link.end > start]
