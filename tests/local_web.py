"""A web of our own on 127.0.0.1: publishers, an archive, and hosts that behave badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from articles.fetch import Limits
from sources.visitor import VISIT, Visitor

WORDS = " ".join(f"The council closed bridge {number} on Monday." for number in range(80))


class Host(ThreadingHTTPServer):
    """One host of the web: what it answers by path, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers: dict[str, Callable[[_Handler], None]] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        self.at_once = 0
        self.most_at_once = 0
        self.anything: Callable[[_Handler], None] | None = None

    def page(self, path: str, body: str = WORDS, title: str = "The bridge", **given) -> None:
        """Answer ``path`` with a page."""
        html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
        self.answers[path] = lambda handler: handler.give(200, html.encode(), **given)

    def status(self, path: str, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer ``path`` with a status."""
        self.answers[path] = lambda handler: handler.give(status, body, **headers)

    def pages_asked(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self):
        host = self.server
        host.asked.append(self.path)
        host.times.append(time.monotonic())
        host.at_once += 1
        host.most_at_once = max(host.most_at_once, host.at_once)
        try:
            answer = host.answers.get(self.path) or host.answers.get(urlsplit(self.path).path)
            answer = answer or host.anything
            if answer is None:
                self.give(404, b"Not here")
            else:
                answer(self)
        finally:
            host.at_once -= 1

    def give(self, status, body, content_type="text/html; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def send_much(self, size, content_type="text/html"):
        """Say that ``size`` bytes will come, and write until the other side has gone."""
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        sent = 0
        try:
            while sent < size:
                sent += self.wfile.write(b"<p>word word</p>" * 4_096)
        except OSError:
            self.close_connection = True

    def trickle(self):
        """Begin a page and never end it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        never = threading.Event()
        try:
            while not never.wait(0.02):
                self.wfile.write(b"x")
        except OSError:
            self.close_connection = True

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
def local_web() -> Iterator[Web]:
    """Run three hosts and an archive."""
    hosts = [Host() for _ in range(4)]
    threads = [threading.Thread(target=host.serve_forever, args=(0.01,)) for host in hosts]
    for thread in threads:
        thread.start()
    try:
        yield Web(hosts[:3], hosts[3])
    finally:
        for host in hosts:
            host.shutdown()
        for thread in threads:
            thread.join()
        for host in hosts:
            host.server_close()
