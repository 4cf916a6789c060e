"""What was checked before: one's own verdicts, and fact-checks that others published."""

from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.guard import (
    RequestRefused,
    answer_problems,
    asked_sentence,
    json_body,
    refuse_foreign_origin,
)
from db.claims import add_claims, published_claims
from db.connection import thread_database
from db.earlier import earlier_checks, earlier_evidence
from evidence.claims import SearchFailed, is_on, search


@answer_problems
async def before(request: Request) -> JSONResponse:
    """Answer the earlier checks and the published ones that ``sentence`` repeats."""
    return JSONResponse(await run_in_threadpool(_before, request))


@answer_problems
async def published(request: Request) -> JSONResponse:
    """Ask the fact-check service about ``{"sentence"}``, whose words leave this machine.

    What it finds is kept, so that the next look needs no network.
    """
    refuse_foreign_origin(request)
    body = await json_body(request)
    return JSONResponse(await run_in_threadpool(_published, request, body))


def _before(request: Request) -> dict[str, Any]:
    number, _, sentence = asked_sentence(request, request.query_params.get("sentence", ""))
    db = thread_database()
    earlier = earlier_checks(db, number, sentence.position, sentence.text)
    taken = {piece.get("quote") for check in earlier for piece in check.evidence}
    given = earlier_evidence(db, number, sentence.position, sentence.text)
    return {
        "earlier": [asdict(check) for check in earlier],
        # What comes with an earlier check is not offered by itself as well.
        "evidence": [piece for piece in given if piece["quote"] not in taken],
        "published": [asdict(claim) for claim in published_claims(db, sentence.text)],
        "service": is_on(),
    }


def _published(request: Request, body: dict[str, Any]) -> dict[str, Any]:
    asked = asked_sentence(request, str(body.get("sentence", "")))
    try:
        found = search(asked.sentence.text, asked.article.language)
    except SearchFailed as problem:
        # 424: what failed is another server, not this one, and marks go on.
        raise RequestRefused(424, str(problem)) from problem
    add_claims(thread_database(), found)
    return {"published": [asdict(claim) for claim in found]}
