"""The look-up of a source: the article's page, the site's home page, trust.txt; then it is told.

Everything here asks the network and runs only when a person wants it. Each step that fails says
why and hides nothing of the others.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from articles.fetch import with_scheme
from articles.records import Unreadable
from sources.page import Page, read_page
from sources.site import Site, site_of
from sources.transparency import Looked, read_trust_txt
from sources.visitor import Visitor, what_happened

#: The steps in order, in the words shown while they run.
STEPS = ("the article’s page", "the home page", "trust.txt")

#: Where trust.txt lies (specification 1.4, section 3).
_TRUST_TXT = ("/trust.txt", "/.well-known/trust.txt")
_LONGEST_TRUST_TXT = 200_000


def look_up(url: str, visitor: Visitor, *, byline: str = "", date: str = "") -> Iterator[Looked]:
    """Look up the source of the article at ``url``; yield what is known after each step.

    ``byline`` and ``date`` are those the article was added with. Raises Cancelled when the
    visitor is stopped.
    """
    url = with_scheme(url)
    problems: dict[str, str] = {}
    page = _page(url, visitor, "page", problems)
    yield Looked(url, byline, date, page, problems=dict(problems))
    front = home_address(page.url if page else url)
    home = _page(front, visitor, "home page", problems)
    yield Looked(url, byline, date, page, home, problems=dict(problems))
    trust = _trust_txt(front, visitor, problems)
    yield Looked(url, byline, date, page, home, trust, problems)


def home_address(url: str) -> str:
    """Return the address of the front door of whoever publishes ``url``.

    On a platform that gives each publication a part of the path, that part.
    """
    parts = urlsplit(url)
    site = site_of(url) or Site("", "")
    _, slash, path = site.name.partition("/")
    return urlunsplit((parts.scheme, parts.netloc, f"/{path}" if slash else "/", "", ""))


def _page(url: str, visitor: Visitor, name: str, problems: dict[str, str]) -> Page | None:
    try:
        answer = visitor.visit(url).answer
        if answer.status == 200:
            return read_page(answer.data, answer.url, answer.charset)
        problems[name] = f"the site answered {answer.status}"
    except Unreadable as problem:
        problems[name] = _reason(problem)
    return None


def _trust_txt(
    front: str, visitor: Visitor, problems: dict[str, str]
) -> dict[str, tuple[str, ...]] | None:
    """Return what trust.txt says, nothing where there is none, None where nobody answers."""
    try:
        for path in _TRUST_TXT:
            parts = urlsplit(front)
            place = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
            answer = visitor.visit(place).answer
            if answer.status == 200 and answer.content_type != "text/html":
                return read_trust_txt(answer.data[:_LONGEST_TRUST_TXT])
    except Unreadable as problem:
        problems["trust.txt"] = _reason(problem)
        return None
    return {}


def _reason(problem: Unreadable) -> str:
    told = what_happened(problem)
    return told[:1].lower() + told[1:]
