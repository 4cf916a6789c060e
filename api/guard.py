"""What every route asks before it does anything: a valid pass, our own origin, a sane size."""

import functools
import json
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from db.articles import NoSuchArticle
from db.articles import article as load_article
from db.connection import DatabaseProblem, thread_database
from db.settings import secret
from reviews.access import AccessRefused, Pass, read_pass

#: A batch of 500 marks is about 100 kB; a long note 80 kB. Beyond this, something is wrong.
MAX_BODY_BYTES = 1_000_000

Endpoint = Callable[[Request], Awaitable[Response]]


class RequestRefused(Exception):
    """The request cannot be served; carries the HTTP status and one plain sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class AskedSentence(NamedTuple):
    """The sentence a request is about, its ``article`` whole, and the article's ``number``."""

    number: int
    article: Any
    sentence: Any


def answer_problems(endpoint: Endpoint) -> Endpoint:
    """Turn known problems into ``{"error": sentence}`` with the fitting HTTP status.

    503 means "not now": the sheet keeps its marks and tries again by itself.
    """

    @functools.wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except AccessRefused as problem:
            return _error(401, problem)
        except RequestRefused as problem:
            return _error(problem.status, problem)
        except NoSuchArticle as problem:
            return _error(404, problem)
        except DatabaseProblem as problem:
            return _error(503, problem)

    return answered


def granted_pass(request: Request) -> Pass:
    """Return what the request's bearer token allows on the article in its path.

    Reads the database, so call it off the event loop. Raises ``AccessRefused``.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise AccessRefused("This page has no permission to mark. Reload it to go on.")
    return read_pass(secret(thread_database()), token, article=request.path_params["article"])


def refuse_foreign_origin(request: Request) -> None:
    """Raise ``RequestRefused`` when a page of another site sent this request.

    Browsers name the sending page in ``Origin``; programs send none. A proxy in front of us
    must pass the ``Host`` header on, as Streamlit's own websocket asks of it too.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise RequestRefused(403, "Marks are accepted from Linecheck's own pages only.")


async def json_body(request: Request) -> dict[str, Any]:
    """Return the request's JSON object. Raises ``RequestRefused`` (400, 413, 415)."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise RequestRefused(415, "Send the marks as application/json.")
    received = await whole_body(
        request, MAX_BODY_BYTES, "That is too much at once; send at most 1 MB of marks."
    )
    try:
        body = json.loads(received)
    except (ValueError, RecursionError) as error:
        raise RequestRefused(400, "The marks are not readable as JSON.") from error
    if not isinstance(body, dict):
        raise RequestRefused(400, "Send a JSON object with client_id and marks.")
    return body


async def whole_body(request: Request, most: int, too_much: str) -> bytes:
    """Return the body, of at most ``most`` bytes. Raises ``RequestRefused`` (400, 413)."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > most:
                raise RequestRefused(413, too_much)
    except ClientDisconnect as error:
        raise RequestRefused(400, "The connection closed before everything had arrived.") from error
    return bytes(received)


def asked_sentence(request: Request, position: str) -> AskedSentence:
    """Return the sentence at ``position`` of the article that the request's pass is for.

    Reads the database, so call it off the event loop. Raises ``AccessRefused``,
    ``NoSuchArticle``, and ``RequestRefused`` (400, 404).
    """
    number = granted_pass(request).article
    at = whole_number(position, "sentence")
    article = load_article(thread_database(), number)
    if not 1 <= at <= len(article.sentences):
        raise RequestRefused(404, f"There is no sentence {at} in this article.")
    return AskedSentence(number, article, article.sentences[at - 1])


def whole_number(text: str, name: str) -> int:
    """Return a number of the address. Raises ``RequestRefused`` (400) where it is none."""
    if not text.isdecimal() or len(text) > 18:
        raise RequestRefused(400, f"{name} must be a whole number.")
    return int(text)


def _error(status: int, problem: Exception) -> JSONResponse:
    return JSONResponse({"error": str(problem)}, status_code=status)
