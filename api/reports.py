"""The report as a file, always made fresh from what is on disk."""

from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.guard import RequestRefused, answer_problems, granted_pass
from db.connection import thread_database
from db.reports import report
from reports import FORMATS, file_name, write
from reports.house import BadTemplate
from reports.options import REVIEWERS, NotWritten, Options, numbers


@answer_problems
async def download(request: Request) -> Response:
    """Answer the article's report in the format the path names, as a download.

    In the query ``only_changes=1`` lists only what needs a change, ``notes=0`` leaves internal
    notes out, and ``reviewers`` is name, pseudonym or none; ``sentences=3,7-9`` chooses those that
    a ClaimReview is made of.
    """
    return await run_in_threadpool(_download, request)


def _download(request: Request) -> Response:
    allowed = granted_pass(request)
    name = request.path_params["format"]
    if name not in FORMATS:
        raise RequestRefused(404, f"There is no such format; choose one of {', '.join(FORMATS)}.")
    made = report(thread_database(), allowed.article, datetime.now(UTC).isoformat("T", "seconds"))
    try:
        written = write(made, name, _options(request.query_params))
    except NotWritten as problem:
        raise RequestRefused(400, str(problem)) from problem
    except BadTemplate as problem:
        raise RequestRefused(500, str(problem)) from problem
    return Response(
        written,
        media_type=FORMATS[name].media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(made, name)}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _options(query: Mapping[str, str]) -> Options:
    reviewers = query.get("reviewers", REVIEWERS[0])
    if reviewers not in REVIEWERS:
        raise RequestRefused(400, f"reviewers is one of {', '.join(REVIEWERS)}.")
    return Options(
        only_changes=_switched(query, "only_changes", usually=False),
        notes=_switched(query, "notes", usually=True),
        reviewers=reviewers,
        sentences=numbers(query["sentences"]) if "sentences" in query else (),
    )


def _switched(query: Mapping[str, str], name: str, *, usually: bool) -> bool:
    value = query.get(name, str(int(usually)))
    if value not in {"0", "1"}:
        raise RequestRefused(400, f"{name} is 0 or 1.")
    return value == "1"
