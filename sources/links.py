"""What becomes of a link: does the page stand, did it move, is it gone, is there an archived copy.

States are what a visit shows and no more: a site that refuses programs, answers with an error or
not at all is unknown, not dead. A page that says "not found" with the status of success is a soft
404 (Bar-Yossef et al., "Sic transit gloria telae", WWW 2004, whose test with a random address of
the same site is used here).
"""

import json
import queue
import re
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html

from articles.decode import decode
from articles.fetch import Answer
from articles.records import Unreadable
from sources.records import DEAD, REACHABLE, REDIRECTED, SOFT_404, UNKNOWN, WALL, LinkCheck
from sources.site import site_of, split_address
from sources.visitor import Circle, Visit, Visitor, what_happened
from sources.wordlists import sections

#: The documented availability API (https://archive.org/help/wayback_api.php).
WAYBACK = "https://archive.org/wayback/available"
_MOST_JSON = 100_000

#: How many hosts are visited side by side.
SIDE_BY_SIDE = 8
#: Seconds between two signs of life while nothing has come in.
_HEARTBEAT = 0.2

#: A title or a heading with more words is about something.
_LONGEST_HEADING = 15
#: A page that says so much is a page, whatever its heading.
_MANY_WORDS = 400
#: A page with fewer words is held against what the site answers to an address that is none.
_FEW_WORDS = 300
#: A page with fewer words than this and a script shows its text to browsers only.
_SHELL = 20
#: The share of word triples two pages have in common from which they are the same page.
_ALIKE = 0.9

_HTML = ("text/html", "application/xhtml+xml")
_NOT_FREE = re.compile(rb'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false', re.IGNORECASE)
_TRACKING = re.compile(r"(?<!\w)(?:utm_\w{1,30}|fbclid|gclid|ref|source|cmp|smid)=[^&]{0,500}&?")
_TIMESTAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a page shows: its title, its headings, its words; whether it asks for a password."""

    title: str
    headings: tuple[str, ...]
    words: tuple[str, ...]
    password: bool
    script: bool


def same_page(href: str) -> str:
    """Return the address without the part that only names a place on the page."""
    return urldefrag(href.strip())[0]


def can_be_checked(href: str) -> bool:
    """Say whether a link leads to a page of the web, and not to a mailbox or nowhere."""
    return href.strip().lower().startswith(("http://", "https://")) and bool(split_address(href))


def check_links(
    hrefs: Iterable[str],
    visitor: Visitor,
    *,
    side_by_side: int = SIDE_BY_SIDE,
    wayback: str = WAYBACK,
) -> Iterator[LinkCheck | None]:
    """Check links side by side and yield each as its result comes in; each page once.

    None is yielded a few times a second meanwhile, so that whoever waits can show it, or stop:
    closing the iterator stops the visitor, and nothing more is asked for. Raises Cancelled when
    somebody else stops it.
    """
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(same_page(href) for href in hrefs if can_be_checked(href)):
        by_host.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    results: queue.SimpleQueue[LinkCheck] = queue.SimpleQueue()

    def check_host(urls: list[str]) -> None:
        for url in urls:
            results.put(check_link(url, visitor, wayback=wayback))

    pool = ThreadPoolExecutor(side_by_side, thread_name_prefix="links")
    try:
        # Hosts with many links take longest, so they begin.
        hosts = sorted(by_host.values(), key=len, reverse=True)
        working = [pool.submit(check_host, urls) for urls in hosts]
        waiting = sum(map(len, hosts))
        while waiting:
            try:
                check = results.get(timeout=_HEARTBEAT)
            except queue.Empty:
                for work in working:
                    if work.done():
                        work.result()  # a mistake of our own is told, not waited for
                yield None
            else:
                waiting -= 1
                yield check
    finally:
        visitor.stop()
        pool.shutdown(wait=False, cancel_futures=True)


def check_link(url: str, visitor: Visitor, *, wayback: str = WAYBACK) -> LinkCheck:
    """Visit one page and say what became of it; look for a copy of one that does not stand.

    Raises Cancelled when the visitor was stopped.
    """
    try:
        check = _judged(url, visitor.visit(url), visitor)
    except Unreadable as problem:
        state = DEAD if isinstance(problem, Circle) else UNKNOWN
        check = LinkCheck(url, state, detail=f"{what_happened(problem)}.")
    if check.state not in (REACHABLE, REDIRECTED):
        check = _with_copy(check, visitor, wayback)
    return replace(check, checked_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def archived_copy(url: str, visitor: Visitor, wayback: str = WAYBACK) -> tuple[str, str]:
    """Return the address and the time of the Wayback Machine's copy, or two empty strings.

    Raises Unreadable when the archive does not answer as documented.
    """
    answer = visitor.ask(
        f"{wayback}?url={quote(url, safe='')}", at_most=_MOST_JSON, for_programs=True
    )
    try:
        if answer.status != 200:
            raise ValueError(answer.status)
        closest = json.loads(answer.data)["archived_snapshots"].get("closest") or {}
        address, stamp = closest.get("url", ""), _TIMESTAMP.fullmatch(closest.get("timestamp", ""))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise Unreadable("The web archive does not answer as it should: try later.") from error
    if not (stamp and closest.get("available") and can_be_checked(address)):
        return "", ""
    return address, "{}-{}-{}T{}:{}:{}Z".format(*stamp.groups())


def _judged(url: str, visit: Visit, visitor: Visitor) -> LinkCheck:
    answer = visit.answer
    check = LinkCheck(url, REACHABLE, answer.status, answer.url)
    if answer.status != 200:
        return replace(check, **_by_status(answer.status))
    moved = _moved(url, answer.url)
    if moved and _is_login(answer.url) and not _is_login(url):
        return replace(check, state=WALL, detail="It leads to a page for signing in.")
    if answer.content_type not in _HTML:
        return replace(check, state=REDIRECTED if moved else REACHABLE)
    seen = _see(answer)
    check = replace(check, title=seen.title, state=REDIRECTED if moved else REACHABLE)
    if seen.password and len(seen.words) < _FEW_WORDS:
        return replace(check, state=WALL, detail="The page asks for a password.")
    if _NOT_FREE.search(answer.data):
        return replace(check, state=WALL, detail="The page says that it is not free to read.")
    return replace(check, **_soft_404(url, answer, seen, moved, visitor))


def _by_status(status: int) -> dict[str, str]:
    if status in (404, 410):
        return {"state": DEAD, "detail": f"There is no page at this address ({status})."}
    if status in (401, 407):
        return {"state": WALL, "detail": f"The site asks for a login ({status})."}
    if status == 402:
        return {"state": WALL, "detail": "The site asks for payment (402)."}
    if status in (403, 429, 451):
        return {"state": UNKNOWN, "detail": f"The site refuses programs ({status})."}
    if status >= 500:
        return {"state": UNKNOWN, "detail": f"The site cannot answer at the moment ({status})."}
    return {"state": UNKNOWN, "detail": f"The site answered without a page ({status})."}


def _soft_404(
    url: str, answer: Answer, seen: _Seen, moved: bool, visitor: Visitor
) -> dict[str, str]:
    """Return what to change about a check where the page is none; nothing where it is one."""
    if moved and _is_front_page(answer.url) and not _is_front_page(url):
        if _site_name(url) != _site_name(answer.url):
            return {"detail": "It leads to another site’s front page."}
        return {"state": SOFT_404, "detail": "It leads to the site’s front page."}
    words = len(seen.words)
    said = next((head for head in (seen.title, *seen.headings) if _says_not_found(head)), "")
    if said and words < _MANY_WORDS:
        return {"state": SOFT_404, "detail": f"The page says “{said}”."}
    if words >= _FEW_WORDS and not moved:
        return {}
    other = _answer_to_nothing(answer.url, visitor)
    if other is None or not _alike(seen, other):
        return {}
    if words < _SHELL and seen.script:
        detail = "The page shows nothing to programs, whatever the address."
        return {"state": UNKNOWN, "detail": detail}
    return {"state": SOFT_404, "detail": "The site answers the same to an address that is none."}


def _answer_to_nothing(url: str, visitor: Visitor) -> _Seen | None:
    """Return what the site shows for an address beside ``url`` that nobody has made up before."""
    nowhere = urljoin(url, f"linecheck-{secrets.token_hex(8)}")
    try:
        answer = visitor.visit(nowhere).answer
    except Unreadable:  # no answer is no page, as it should be
        return None
    return _see(answer) if answer.status == 200 and answer.content_type in _HTML else None


def _alike(one: _Seen, other: _Seen) -> bool:
    first, second = _triples(one.words), _triples(other.words)
    if not (first or second):
        return one.title == other.title
    return len(first & second) >= _ALIKE * len(first | second)


def _triples(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + 3] for at in range(max(1, len(words) - 2)) if words}


def _see(answer: Answer) -> _Seen:
    try:
        html = decode(answer.data, charset=answer.charset, markup=True)
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(html.replace("\0", "").encode(), parser=parser)
    except (Unreadable, lxml.etree.ParserError):  # nothing to see
        return _Seen("", (), (), password=False, script=False)
    has_script = tree.find(".//script") is not None
    for element in list(tree.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    title = tree.find(".//title")
    body = tree.find("body")
    return _Seen(
        title=_line(title),
        headings=tuple(_line(heading) for heading in list(tree.iter("h1", "h2"))[:3]),
        words=tuple((tree if body is None else body).text_content().split()[:2_000]),
        password=bool(tree.xpath("//input[@type='password']")),
        script=has_script,
    )


def _line(element: lxml.html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())[:200]


def _says_not_found(heading: str) -> bool:
    """Say whether a title or a heading is what pages say that are none.

    Some phrases say it anywhere in a heading, others only where a part of it says nothing else.
    """
    heading = heading.casefold()
    if not heading or len(heading.split()) > _LONGEST_HEADING:
        return False
    parts = {part.strip(" .!?#") for part in re.split(r"[|–—·•:»-]", heading)}
    anywhere, alone = _not_found()
    return bool(anywhere.search(heading)) or not alone.isdisjoint(parts)


@cache
def _not_found() -> tuple[re.Pattern[str], frozenset[str]]:
    listed = {
        name: [phrase.casefold() for phrase in phrases]
        for name, phrases in sections("not_found").items()
    }
    anywhere = "|".join(re.escape(phrase) for phrase in listed["anywhere"])
    return re.compile(anywhere), frozenset(listed["alone"])


def _moved(asked: str, final: str) -> bool:
    """Say whether another page came than was asked for, not only another way of writing it."""
    return _essential(asked) != _essential(final)


def _essential(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.") + (f":{parts.port}" if parts.port else "")
    return host, parts.path.rstrip("/"), _TRACKING.sub("", parts.query).strip("&")


def _is_front_page(url: str) -> bool:
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    # A site may have a front page for each language.
    return not segments or (len(segments) == 1 and len(segments[0]) == 2)


def _site_name(url: str) -> str:
    site = site_of(url)
    return site.name if site else ""


def _is_login(url: str) -> bool:
    parts, words = urlsplit(url), sections("login_paths")
    segments = {segment.lower() for segment in parts.path.split("/")}
    first_name = (parts.hostname or "").partition(".")[0]
    return bool(segments & set(words["path"])) or first_name in words["host"]


def _with_copy(check: LinkCheck, visitor: Visitor, wayback: str) -> LinkCheck:
    try:
        address, at = archived_copy(check.url, visitor, wayback)
    except Unreadable as problem:
        detail = f"{check.detail} {what_happened(problem)}.".strip()
        return replace(check, detail=detail)
    return replace(check, archived_url=address, archived_at=at)
