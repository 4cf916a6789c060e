"""A server that poses as a language model's, and behaves as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What a good model says of a sentence.
GOOD = {"claims": ["The council closed the bridge."], "queries": ["council bridge closure notice"]}

Behaviour = Callable[["Conversation"], None]


class ModelServer(ThreadingHTTPServer):
    """``behave`` answers every question; ``asked`` holds the questions.

    ``over`` is set when a conversation has ended, which with an endless behaviour means that the
    other side has gone.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.behave: Behaviour = saying(GOOD)
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        """What LINECHECK_ASSISTANT_URL is set to."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class Conversation(BaseHTTPRequestHandler):
    """One question and its answer."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take the question and answer as the test wants it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, json.loads(body)))
        with suppress(OSError):  # the other side has gone
            self.server.behave(self)
        self.close_connection = True

    def finish(self) -> None:
        """Tell that it is over."""
        with suppress(OSError):
            super().finish()
        self.server.over.set()

    def give(self, status: int, body: bytes, kind: str = "application/json", **headers) -> None:
        """Answer in full."""
        self.begin(status, kind, Content_Length=len(body), **headers)
        self.wfile.write(body)

    def begin(self, status: int, kind: str = "application/json", **headers) -> None:
        """Answer with headers; what follows is the caller's."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def again_and_again(self, piece: bytes, pause: float = 0.01) -> None:
        """Write until the other side has gone."""
        never = threading.Event()
        while not never.wait(pause):
            self.wfile.write(piece)

    def until_they_leave(self) -> None:
        """Say nothing until the other side has gone."""
        self.rfile.read(1)

    def log_message(self, *_) -> None:
        """Say nothing on the tests' own output."""


def completion(content: Any) -> bytes:
    """The body of a chat completion whose message is ``content``."""
    return json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": content}}]}
    ).encode()


def saying(answer: Mapping[str, Any] | str) -> Behaviour:
    """A model that answers with this."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return lambda conversation: conversation.give(200, completion(content))


def silent(conversation: Conversation) -> None:
    """A model that never answers."""
    conversation.until_they_leave()


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server on a free port of 127.0.0.1, running."""
    with ModelServer() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()
