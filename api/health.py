"""Whether the server is up and can read its database."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.guard import answer_problems
from db.connection import thread_database
from db.settings import database_id


@answer_problems
async def health(_request: Request) -> JSONResponse:
    """Answer ``{"status": "ok", "database": id}``, or 503 with the reason."""
    identity = await run_in_threadpool(lambda: database_id(thread_database()))
    return JSONResponse({"status": "ok", "database": identity})
