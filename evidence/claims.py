"""Published fact-checks: read from a ClaimReview feed, or asked of Google's Fact Check Tools.

The feed is a schema.org DataFeed in JSON, as the Data Commons publishes it
(https://datacommons.org/factcheck/download); a list of ClaimReview objects is read too. The
service is documented at https://developers.google.com/fact-check/tools/api/reference/rest.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from articles.fetch import USER_AGENT

KEY = "LINECHECK_FACTCHECK_KEY"
ADDRESS = "LINECHECK_FACTCHECK_URL"
_GOOGLE = "https://factchecktools.googleapis.com/v1alpha1"
_MOST_PAGES = 3
_PAGE_SIZE = 10
_SECONDS = 10
_MOST_BYTES = 2_000_000
_LONGEST_QUERY = 500
_LONGEST_FIELD = 2_000


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A claim somebody checked and published: what was said, by whom, and how it was rated.

    Unknown facts are empty; dates as they were published (ISO 8601 where the publisher keeps
    to the standard); ``source`` is the service or the feed it came by.
    """

    claim: str
    claimant: str
    claimed: str
    publisher: str
    url: str
    title: str
    rating: str
    reviewed: str
    language: str
    source: str


class NoFeed(ValueError):
    """The file is no feed of fact-checks; the message says why."""


class SearchFailed(Exception):
    """The service gave no answer; the message says why and what to do."""


def read_feed(data: bytes, source: str) -> list[PublishedClaim]:
    """Return the claims of a feed; entries without a claim or an address are passed over.

    Raises NoFeed.
    """
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoFeed("The file is not readable as JSON: export the feed again.") from error
    claims = [claim for review in _reviews(feed) if (claim := _of_review(review, source))]
    if not claims:
        raise NoFeed("There is no ClaimReview with a claim and an address in the file.")
    return claims


def is_on() -> bool:
    """Say whether the service may be asked: whether a key is set."""
    return bool(os.environ.get(KEY, "").strip())


def search(words: str, language: str = "") -> list[PublishedClaim]:
    """Ask the service for published fact-checks of ``words``. Raises SearchFailed.

    The words leave this machine. At most three pages of ten are fetched.
    """
    if not is_on():
        raise SearchFailed(f"No key is set: put one into {KEY} and start again.")
    base = os.environ.get(ADDRESS, "").strip() or _GOOGLE
    asked = {
        "query": " ".join(words.split())[:_LONGEST_QUERY],
        "languageCode": language,
        "pageSize": str(_PAGE_SIZE),
        "key": os.environ[KEY].strip(),
    }
    found: list[PublishedClaim] = []
    with requests.Session() as session:
        session.trust_env = False
        session.headers["User-Agent"] = USER_AGENT
        for _ in range(_MOST_PAGES):
            page = _page(session, base, {name: value for name, value in asked.items() if value})
            found += _of_answer(page)
            asked["pageToken"] = _text(page.get("nextPageToken"))
            if not asked["pageToken"]:
                break
    return found


def _page(session: requests.Session, base: str, asked: dict[str, str]) -> dict[str, Any]:
    address = f"{base.rstrip('/')}/claims:search"
    try:
        with session.get(
            address, params=asked, timeout=_SECONDS, stream=True, allow_redirects=False
        ) as answer:
            data = answer.raw.read(_MOST_BYTES + 1, decode_content=True)
            status = answer.status_code
    # The errors of requests tell the address, and with it the key: none of them is passed on.
    except (requests.RequestException, OSError):
        raise SearchFailed("The fact-check service cannot be reached: try again later.") from None
    if status != 200:
        raise SearchFailed(_status(status))
    try:
        page = json.loads(data)
    except (ValueError, RecursionError):
        page = None
    if len(data) > _MOST_BYTES or not isinstance(page, dict):
        raise SearchFailed("The fact-check service answered with something that is no answer.")
    return page


def _status(code: int) -> str:
    if code == 429:
        return "The quota of the fact-check service is used up: try again later."
    if code in (400, 401, 403):
        return f"The fact-check service refuses the key or the question ({code}): check {KEY}."
    return f"The fact-check service cannot answer now ({code}): try again later."


def _of_answer(page: dict[str, Any]) -> Iterator[PublishedClaim]:
    for claim in _list(page.get("claims")):
        for review in _list(claim.get("claimReview")):
            publisher = _dict(review.get("publisher"))
            read = PublishedClaim(
                claim=_text(claim.get("text")),
                claimant=_text(claim.get("claimant")),
                claimed=_text(claim.get("claimDate")),
                publisher=_text(publisher.get("name")) or _text(publisher.get("site")),
                url=_text(review.get("url")),
                title=_text(review.get("title")),
                rating=_text(review.get("textualRating")),
                reviewed=_text(review.get("reviewDate")),
                language=_text(review.get("languageCode")),
                source="Google Fact Check Tools",
            )
            if _is_whole(read):
                yield read


def _reviews(feed: Any) -> Iterator[dict[str, Any]]:
    """Every ClaimReview of a DataFeed, of a list, or alone."""
    waiting = [feed]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            if "ClaimReview" in _as_list(node.get("@type")):
                yield node
            else:
                waiting += [
                    node[name] for name in ("item", "dataFeedElement", "@graph") if name in node
                ]


def _of_review(review: dict[str, Any], source: str) -> PublishedClaim | None:
    about = _dict(review.get("itemReviewed"))
    rating = _dict(review.get("reviewRating"))
    author = _dict(review.get("author"))
    claimant = _dict(about.get("author"))
    read = PublishedClaim(
        claim=_text(review.get("claimReviewed")),
        claimant=_text(claimant.get("name")),
        claimed=_text(about.get("datePublished")),
        publisher=_text(author.get("name")) or _text(author.get("url")),
        url=_text(review.get("url")),
        title=_text(review.get("name")),
        rating=_text(rating.get("alternateName")) or _text(rating.get("ratingValue")),
        reviewed=_text(review.get("datePublished")),
        language=_text(review.get("inLanguage")),
        source=source,
    )
    return read if _is_whole(read) else None


def _is_whole(claim: PublishedClaim) -> bool:
    return bool(claim.claim) and claim.url.lower().startswith(("http://", "https://"))


def _text(value: Any) -> str:
    """A field as one line; numbers as text, everything else as nothing."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    line = " ".join(value.split())[:_LONGEST_FIELD] if isinstance(value, str) else ""
    return line.encode("utf-8", "replace").decode().replace("\0", "")


def _dict(value: Any) -> dict[str, Any]:
    """An object; of a list of them the first."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
