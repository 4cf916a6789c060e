"""A web of our own on 127.0.0.1: publishers, an archive, and hosts that behave badly."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from articles.fetch import Limits
from sources.visitor import VISIT, Visitor

_Host = TypeVar("_Host", bound="Host")

WORDS = " ".join(f"The council closed bridge {number} on Monday." for number in range(80))


class Host(ThreadingHTTPServer):
    """One host of the web: what it answers by path, and what it was asked.

    ``headers`` are those of each request, ``times`` when each came, and ``cut_off`` is set when
    the other side has gone before all was written.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers: dict[str, Callable[[_Handler], None]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.unanswered: set[_Handler] = set()
        self.most_at_once = 0
        self.cut_off = threading.Event()
        self.anything: Callable[[_Handler], None] | None = None

    def handle_error(self, request, client_address) -> None:
        """Whoever leaves in the middle is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def page(self, path: str, body: str = WORDS, title: str = "The bridge", **given) -> None:
        """Answer ``path`` with a page."""
        html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
        self.answers[path] = lambda handler: handler.give(200, html.encode(), **given)

    def status(self, path: str, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer ``path`` with a status."""
        self.answers[path] = lambda handler: handler.give(status, body, **headers)

    def say(
        self,
        path: str,
        body: str | bytes,
        status: int = 200,
        content_type: str = "text/html; charset=utf-8",
    ) -> None:
        """Answer a path with this from now on."""
        data = body.encode() if isinstance(body, str) else body
        self.status(path, status, data, content_type=content_type)

    def say_json(self, path: str, body: object, status: int = 200) -> None:
        """Answer a path with JSON from now on."""
        self.say(path, json.dumps(body), status, "application/json; charset=utf-8")

    def say_pages(self, path: str, pages: Mapping[str, object]) -> None:
        """Answer a search with the page that its ``pageToken`` names, the first by ""."""

        def answer(handler) -> None:
            token = parse_qs(urlsplit(handler.path).query).get("pageToken", [""])[0]
            handler.give(200, json.dumps(pages[token]).encode(), "application/json")

        self.answers[path] = answer

    def pages_asked(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self):
        host = self.server
        host.asked.append(self.path)
        host.headers.append(dict(self.headers))
        host.times.append(time.monotonic())
        host.unanswered.add(self)
        host.most_at_once = max(host.most_at_once, len(host.unanswered))
        try:
            answer = host.answers.get(self.path) or host.answers.get(urlsplit(self.path).path)
            answer = answer or host.anything
            if answer is None:
                self.give(404, b"Not here")
            else:
                answer(self)
        finally:
            host.unanswered.discard(self)

    def begin(self, content_type="text/html", status=200, **headers):
        """Answer with headers; what follows is the caller's."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def give(self, status, body, content_type="text/html; charset=utf-8", **headers):
        """Answer in full."""
        # Before the other side has it, and may ask for the next page.
        self.server.unanswered.discard(self)
        self.begin(content_type, status, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def again_and_again(self, piece, pause=0.02):
        """Write ``piece`` until the other side has gone."""
        never = threading.Event()
        try:
            while not never.wait(pause):
                self.wfile.write(piece)
        except OSError:
            self.server.cut_off.set()
            self.close_connection = True

    def send_much(self, size, content_type="text/html"):
        """Say that ``size`` bytes will come, and write until the other side has gone."""
        self.begin(content_type, Content_Length=str(size))
        sent = 0
        try:
            while sent < size:
                sent += self.wfile.write(b"<p>word word</p>" * 4_096)
        except OSError:
            self.server.cut_off.set()
            self.close_connection = True

    def trickle(self):
        """Begin a page and never end it."""
        self.begin(Connection="close")
        self.again_and_again(b"x")

    def say_nothing(self):
        """Keep the other side waiting until it has gone."""
        self.connection.settimeout(30)
        with suppress(OSError):
            self.connection.recv(1)
        self.close_connection = True

    def log_message(self, *_):
        pass


class Web:
    """Some hosts, and an archive that answers as the documented API does."""

    def __init__(self, hosts: list[Host], archive: Host) -> None:
        self.hosts = hosts
        self.host = hosts[0]
        self.archive = archive
        self.wayback = f"{archive.url}/wayback/available"
        self.copies: dict[str, str] = {}
        archive.answers["/wayback/available"] = self._available
        ports = frozenset(host.server_port for host in (*hosts, archive))
        self.limits: Limits = replace(VISIT, seconds=2.0, silence=1.0, loopback_ports=ports)

    def visitor(self, *, pause: float = 0.0, **limits) -> Visitor:
        """Somebody who may visit this web and, of this machine, nothing else."""
        return Visitor(limits=replace(self.limits, **limits), pause=pause)

    def _available(self, handler: _Handler) -> None:
        url = parse_qs(urlsplit(handler.path).query)["url"][0]
        closest = {}
        if url in self.copies:
            stamp = self.copies[url]
            copy = f"http://web.archive.org/web/{stamp}/{url}"
            closest = {
                "closest": {"available": True, "url": copy, "timestamp": stamp, "status": "200"}
            }
        answer = {"url": url, "archived_snapshots": closest}
        handler.give(200, json.dumps(answer).encode(), "application/json")


@contextmanager
def serving(host: _Host) -> Iterator[_Host]:
    """Run a host for the length of a block."""
    with host:
        thread = threading.Thread(target=host.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()


@contextmanager
def local_web() -> Iterator[Web]:
    """Run three hosts and an archive."""
    with ExitStack() as stack:
        hosts = [stack.enter_context(serving(Host())) for _ in range(4)]
        yield Web(hosts[:3], hosts[3])
