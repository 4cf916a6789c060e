"""One host of the tests' own web, with words for what evidence needs: pages and JSON."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from tests.local_web import Host


class Site(Host):
    """A site and a fact-check service; ``asked`` are the paths that were asked for."""

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
