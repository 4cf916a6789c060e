"""A web site and a fact-check service on 127.0.0.1, for tests that fetch."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Site(ThreadingHTTPServer):
    """``pages`` maps a path to (status, body, content type); ``requests`` are those that came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, tuple[int, bytes, str]] = {}
        self.requests: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def say(self, path: str, body: str | bytes, status: int = 200, content_type: str = "") -> None:
        """Answer a path with a page from now on."""
        kind = content_type or "text/html; charset=utf-8"
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, data, kind)

    def say_json(self, path: str, body: object, status: int = 200) -> None:
        """Answer a path with JSON from now on."""
        self.say(path, json.dumps(body), status, "application/json; charset=utf-8")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        parts = urlsplit(self.path)
        # Pages of a search are told apart by their token.
        token = parse_qs(parts.query).get("pageToken", [""])[0]
        answers = self.server.pages
        answer = answers.get(f"{parts.path}#{token}") if token else answers.get(parts.path)
        status, body, content_type = answer or (404, b"", "text/html")
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def site() -> Iterator[Site]:
    """Run a site for the length of a block."""
    with Site() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()
