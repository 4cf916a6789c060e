"""Where a link leads: to the writer's own site, to a primary source, or to another site.

Primary sources are known by their addresses, as ``words/destinations.txt`` lists them, and journals
by the DOI in any address (https://www.doi.org/the-identifier/resources/handbook).
"""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sources.site import site_of, split_address
from sources.wordlists import sections

OWN_SITE = "own site"
OTHER_SITE = "another site"
#: The kinds of primary sources, in the order in which they are asked.
PRIMARY = ("company filing", "court", "statistics office", "dataset", "journal", "government")

#: A DOI: a prefix of a registrant and a suffix (DOI handbook, section 2.2).
_DOI = re.compile(r"(?:^|[/=?&])10\.\d{4,9}/[^\s/?#&]")
_DATA_FILE = re.compile(r"\.(?:csv|tsv|xlsx?|ods|parquet|geojson|sav|dta)$", re.IGNORECASE)


class _Rule(NamedTuple):
    kind: str
    order: int
    path: str


def destination(url: str, own: str = "") -> str:
    """Return what kind of place ``url`` leads to; ``own`` is the address of the article."""
    site, home = site_of(url), site_of(own) if own else None
    parts = split_address(url)
    if site is None or parts is None:
        return OTHER_SITE
    if home is not None and home.name == site.name:
        return OWN_SITE
    kind = _listed(*parts)
    if kind and kind != "government":
        return kind
    whole = urlsplit(url)
    if _DOI.search(unquote(f"{whole.path}?{whole.query}")):
        return "journal"
    if _DATA_FILE.search(whole.path):
        return "dataset"
    return kind or OTHER_SITE


def is_primary(kind: str) -> bool:
    """Say whether a kind of place publishes its own documents, and not what others say of them."""
    return kind in PRIMARY


def _listed(host: str, path: str) -> str:
    labels = host.removeprefix("www.").split(".")
    path = path.lower()
    found = []
    for at in range(len(labels)):
        ends = [".".join(labels[at:])]
        # Below a country: "gov.uk" is "gov.*".
        if at == len(labels) - 2 and len(labels[-1]) == 2:
            ends.append(f"{labels[at]}.*")
        elif at == len(labels) - 3 and len(labels[-1]) == 2:
            ends.append(f"{labels[at]}.{labels[at + 1]}.*")
        for end in ends:
            found += [rule for rule in _rules().get(end, ()) if path.startswith(rule.path)]
    return min(found, key=lambda rule: rule.order).kind if found else ""


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    rules: dict[str, tuple[_Rule, ...]] = {}
    listed = sections("destinations")
    for order, kind in enumerate(PRIMARY):
        for entry in listed[kind]:
            host, slash, path = entry.partition("/")
            rules[host] = (*rules.get(host, ()), _Rule(kind, order, slash + path))
    return rules
