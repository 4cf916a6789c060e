"""Links are looked up beside the requests, politely whoever asks and however often."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from api.errands import Errands
from db.connection import thread_database
from db.sources import save_link_check
from sources.links import SIDE_BY_SIDE, WAYBACK, check_link
from sources.visitor import LONGEST_PAUSE, Visitor


class _OneVisitor:
    """One visitor for all that are under way together, so that a host is not asked by two at once.

    It remembers what it saw of each host, silence too; when nobody has needed it for longer than
    any host's pause, the next one comes with fresh eyes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._visitor: Visitor | None = None
        self._under_way = 0
        self._left_at = 0.0

    @contextmanager
    def __call__(self) -> Iterator[Visitor]:
        with self._lock:
            rested = time.monotonic() - self._left_at > LONGEST_PAUSE
            if self._visitor is None or (not self._under_way and rested):
                self._visitor = Visitor()
            self._under_way += 1
            visitor = self._visitor
        try:
            yield visitor
        finally:
            with self._lock:
                self._under_way -= 1
                self._left_at = time.monotonic()


_one_visitor = _OneVisitor()


def _check(url: str) -> None:
    with _one_visitor() as visitor:
        check = check_link(url, visitor, wayback=WAYBACK)
    save_link_check(thread_database(), check)


#: ``links.begin(url)`` has a page visited and what became of it kept.
links = Errands("check-link", SIDE_BY_SIDE, _check, "The link could not be looked up")
