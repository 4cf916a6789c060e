"""What is known of an article's links: where each leads, who rates that site, what became of it."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from articles.records import Article, Link
from db.sources import link_checks, rating_lists, ratings_under
from sources.destinations import OWN_SITE, destination, is_primary
from sources.links import can_be_checked, same_page
from sources.records import LinkCheck, Rating
from sources.site import listed_names, site_of

_LONGEST_WORDS = 90


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A link of the text to a page of the web.

    ``start`` is where its ``words`` begin, in code points; ``page`` its address without the place
    on the page, under which it is looked up; ``kind`` where it leads
    (``sources.destinations``), ``primary`` whether such a place publishes its own documents.
    ``ratings`` are the names of lists, each with what it says of ``site``: none for the article's
    own site, whose ratings stand with the article. ``check`` is None where nobody has looked.
    """

    start: int
    href: str
    page: str
    words: str
    site: str
    kind: str
    primary: bool
    ratings: tuple[tuple[str, tuple[str, ...]], ...]
    check: LinkCheck | None

    def as_json(self) -> dict[str, Any]:
        """Return what is drawn, as plain values; ``state`` is empty where nobody has looked."""
        check = dataclasses.asdict(self.check) if self.check else {"state": ""}
        return check | {
            "href": self.href,
            "words": self.words,
            "site": self.site,
            "kind": self.kind,
            "primary": self.primary,
            "ratings": [{"list": name, "values": list(values)} for name, values in self.ratings],
        }


def known_links(db: Database, article: Article, links: Iterable[Link]) -> list[KnownLink]:
    """Return which of an article's links lead to pages of the web, in the order of the text."""
    wanted = [link for link in sorted(links) if can_be_checked(link.href)]
    pages = pages_of(wanted)
    checks = link_checks(db, pages)
    names = {stored.id: stored.about.name for stored in rating_lists(db)}
    listed = {page: ratings_under(db, listed_names(page)) if names else {} for page in pages}
    return [
        _known(link, article, checks.get(same_page(link.href)), names, listed[same_page(link.href)])
        for link in wanted
    ]


def pages_of(links: Iterable[Link]) -> list[str]:
    """Return the pages that links lead to, each once, in the order of the text."""
    hrefs = (link.href for link in sorted(links) if can_be_checked(link.href))
    return list(dict.fromkeys(map(same_page, hrefs)))


def _known(
    link: Link,
    article: Article,
    check: LinkCheck | None,
    names: Mapping[int, str],
    listed: Mapping[int, Sequence[Rating]],
) -> KnownLink:
    kind = destination(link.href, article.url)
    site = site_of(link.href)
    rated = {} if kind == OWN_SITE else listed
    return KnownLink(
        start=link.start,
        href=link.href,
        page=same_page(link.href),
        words=" ".join(article.text[link.start : link.end].split())[:_LONGEST_WORDS],
        site=site.shown if site else "",
        kind=kind,
        primary=is_primary(kind),
        ratings=tuple(
            (name, tuple(map(_told, rated[number])))
            for number, name in names.items()
            if number in rated
        ),
        check=check,
    )


def _told(rating: Rating) -> str:
    return f"{rating.value} ({rating.label})" if rating.label else rating.value
