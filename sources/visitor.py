"""Pages are visited politely: one at a time on each host, with a pause, as its robots.txt allows.

Everything goes through ``articles.fetch``, which refuses this machine and its network, hop by hop.
Robots.txt is read as RFC 9309 says, wildcards and all: none means that all is allowed, one that a
server fails to give means that nothing is. (The parser of Python 3.11 takes "*" and "$" for
letters of a path.)
"""

import threading
import time
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from articles.fetch import PUBLIC_WEB, USER_AGENT, Answer, Limits, ask, with_scheme
from articles.records import Unreadable

#: What becomes of one link need not take long: limits for each request of a visit.
VISIT = replace(PUBLIC_WEB, seconds=15.0, silence=8.0)
#: Seconds between two requests to a host.
PAUSE = 1.0
#: The longest pause that a robots.txt is granted; who wants more is asked less often by people.
LONGEST_PAUSE = 10.0
#: The most of a robots.txt that is read (RFC 9309, section 2.5).
_MOST_ROBOTS = 512_000
#: How much of a page tells what became of it.
BEGINNING = 400_000
_NAME = USER_AGENT.partition("/")[0]
_ALL_ALLOWED = Protego.parse("")
_NOTHING_ALLOWED = Protego.parse("User-agent: *\nDisallow: /")


def what_happened(problem: Unreadable) -> str:
    """Return the first half of a refusal: what happened, not what to do about a new article."""
    told = str(problem)
    return (told.rpartition(": ")[0] or told).rstrip(".")


class NotAllowed(Unreadable):
    """The site asks programs not to fetch the page."""


class Circle(Unreadable):
    """The page redirects without coming to an end."""


class Cancelled(Exception):
    """Somebody said stop."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit came to: the last answer, and all addresses on the way, the first one asked."""

    answer: Answer
    way: tuple[str, ...]


@dataclass(slots=True)
class _Host:
    """What is known of a host while its pages are visited; the lock is held for each request."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    pause: float = 0.0
    next_at: float = 0.0
    robots: Protego | None = None
    problem: Unreadable | None = None


class Visitor:
    """Visits pages for several threads at once, politely, until it is told to stop."""

    def __init__(self, *, limits: Limits = VISIT, pause: float = PAUSE) -> None:
        self._limits = limits
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Ask for nothing more; whoever waits for their turn is told at once."""
        self._stopped.set()

    def visit(self, url: str, *, at_most: int = BEGINNING, for_programs: bool = False) -> Visit:
        """Ask for a page and follow its redirects, each politely; read ``at_most`` bytes of it.

        ``for_programs`` says that the address is there for programs, so robots.txt is not asked.
        Raises Unreadable with the reason, NotAllowed where robots.txt says so, and Cancelled.
        """
        url = with_scheme(url)
        way = [url]
        while True:
            answer = self.ask(url, at_most=at_most, for_programs=for_programs)
            url = answer.location
            if not url:
                return Visit(answer, tuple(way))
            if url in way or len(way) > self._limits.redirects:
                raise Circle("The page redirects in a circle or too often: open it in a browser.")
            way.append(url)

    def ask(self, url: str, *, at_most: int, for_programs: bool = False) -> Answer:
        """Ask for ``url`` once, when it is its host's turn; as ``visit`` otherwise."""
        parts = urlsplit(url)
        with self._lock:
            host = self._hosts.setdefault(parts.netloc.lower(), _Host(pause=self._pause))
        with host.lock:
            if not for_programs:
                self._obey(host, url)
            return self._ask(host, url, at_most)

    def _obey(self, host: _Host, url: str) -> None:
        if host.problem is not None:  # it has not answered just now
            raise host.problem
        if host.robots is None:
            try:
                host.robots = self._read_robots(host, url)
            except Unreadable as problem:
                host.problem = problem
                raise
            wanted = host.robots.crawl_delay(_NAME)
            host.pause = max(host.pause, min(wanted or 0.0, LONGEST_PAUSE))
        if not host.robots.can_fetch(url, _NAME):
            raise NotAllowed("The site asks programs not to fetch this page: open it in a browser.")

    def _read_robots(self, host: _Host, url: str) -> Protego:
        parts = urlsplit(url)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        answer = self._ask(host, place, _MOST_ROBOTS)
        for _ in range(self._limits.redirects):
            if not answer.location:
                break
            answer = self._ask(host, answer.location, _MOST_ROBOTS)
        if answer.status >= 500:
            return _NOTHING_ALLOWED
        if answer.status != 200 or answer.content_type == "text/html":
            return _ALL_ALLOWED
        return Protego.parse(answer.data.decode("utf-8-sig", "replace"))

    def _ask(self, host: _Host, url: str, at_most: int) -> Answer:
        if self._stopped.wait(max(0.0, host.next_at - time.monotonic())):
            raise Cancelled
        try:
            return ask(url, limits=self._limits, at_most=at_most)
        finally:
            host.next_at = time.monotonic() + host.pause
