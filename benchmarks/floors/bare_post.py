"""A server with one route and nothing else; a POST commits one row. Run it with ``st.App``.

It is served by the same process model as the app, so that only our own work makes a difference.
"""

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from benchmarks.floors.store import commit_one_row


async def mark(request: Request) -> JSONResponse:
    """Read the body, commit one row, answer."""
    await request.json()
    await run_in_threadpool(commit_one_row)
    return JSONResponse({"kept": [1]})


app = st.App("one_widget.py", routes=[Route("/mark", mark, methods=["POST"])])
