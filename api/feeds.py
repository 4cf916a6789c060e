"""What anybody may read: the verdicts of finished reviews, for search engines and archives."""

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.guard import RequestRefused, answer_problems
from db.connection import thread_database
from db.reports import reports_with_verdict
from reports.claimreview import feed, unset


@answer_problems
async def claimreview(_request: Request) -> Response:
    """Answer all verdicts of articles that are signed off, as one schema.org DataFeed.

    It needs no pass, so there is none until somebody has said who publishes it and where: without
    both settings it would give reviewers' names to anybody.
    """
    if missing := unset():
        raise RequestRefused(404, f"There is no feed here. {' '.join(missing)}")
    return await run_in_threadpool(_feed)


def _feed() -> Response:
    made = reports_with_verdict(thread_database(), datetime.now(UTC).isoformat("T", "seconds"))
    return Response(
        feed(made),
        media_type="application/ld+json",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=60"},
    )
