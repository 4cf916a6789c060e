"""The report as a file, always made fresh from what is on disk."""

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.guard import RequestRefused, answer_problems, granted_pass
from db.connection import thread_database
from db.reports import report
from reports import FORMATS, file_name


@answer_problems
async def download(request: Request) -> Response:
    """Answer the article's report in the format the path names, as a download."""
    return await run_in_threadpool(_download, request)


def _download(request: Request) -> Response:
    allowed = granted_pass(request)
    name = request.path_params["format"]
    if name not in FORMATS:
        raise RequestRefused(404, f"There is no such format; choose one of {', '.join(FORMATS)}.")
    made = report(thread_database(), allowed.article, datetime.now(UTC).isoformat("T", "seconds"))
    return Response(
        FORMATS[name].render(made),
        media_type=FORMATS[name].media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(made, name)}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
