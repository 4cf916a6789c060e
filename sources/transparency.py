"""What a publisher says about itself: each signal with where it was found, or that it was not.

A signal is not a judgement. What could not be looked up is unknown, never missing. The signals are
those that schema.org's NewsMediaOrganization has properties for (https://schema.org/
NewsMediaOrganization), trust.txt (https://journallist.net/reference-document-for-trust-txt-
specifications), and what a reader looks for: who wrote it, when, and how to reach them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from sources.page import Page, is_organisation, is_writing, names_of, types
from sources.records import Place, Signal
from sources.wordlists import sections

#: The signals in the order they are shown.
SIGNALS = (
    "byline",
    "date",
    "corrections policy",
    "publishing principles",
    "ethics policy",
    "ownership",
    "masthead",
    "contact",
    "sections for opinion",
    "trust.txt",
    "https",
)
#: schema.org properties of publishers, and the signal each is.
PROPERTIES = {
    "publishingPrinciples": "publishing principles",
    "correctionsPolicy": "corrections policy",
    "ethicsPolicy": "ethics policy",
    "ownershipFundingInfo": "ownership",
    "masthead": "masthead",
    "parentOrganization": "ownership",
    "contactPoint": "contact",
}
#: What trust.txt may say (specification 1.4).
_ATTRIBUTES = frozenset(
    [
        "member",
        "belongto",
        "control",
        "controlledby",
        "social",
        "vendor",
        "customer",
        "disclosure",
        "contact",
        "datatrainingallowed",
    ]
)
_MOST_PLACES = 3
_LONGEST_WORDS = 120
#: Words around the name of a policy that do not make it another thing.
_AROUND = re.compile(
    r"^(?:our|the|see|read|read more about|about|view)\s+|\s+(?:policy|policies|page|info)$",
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked up. ``problems`` says why a page, the home page or trust.txt was not.

    ``byline`` and ``date`` are those of the article as it was added, which need no look-up.
    """

    url: str = ""
    byline: str = ""
    date: str = ""
    page: Page | None = None
    home: Page | None = None
    trust: dict[str, tuple[str, ...]] | None = None
    problems: dict[str, str] = field(default_factory=dict)


def signals(looked: Looked) -> tuple[Signal, ...]:
    """Return all signals in order, each with up to three places it was found in."""
    found: dict[str, dict[Place, None]] = {name: {} for name in SIGNALS}
    for name, place in _places(looked):
        found[name][place] = None
    return tuple(
        _signal(name, tuple(places)[:_MOST_PLACES], looked) for name, places in found.items()
    )


def read_trust_txt(data: bytes) -> dict[str, tuple[str, ...]]:
    """Read a trust.txt file: attributes and their values; empty for what is no such file."""
    found: dict[str, list[str]] = {}
    for line in data.decode("utf-8", "replace").splitlines()[:5_000]:
        attribute, equals, value = line.partition("#")[0].partition("=")
        attribute = attribute.strip().lower()
        if equals and attribute in _ATTRIBUTES and value.strip():
            found.setdefault(attribute, []).append(value.strip()[:2_000])
    return {attribute: tuple(values) for attribute, values in found.items()}


def _signal(name: str, places: tuple[Place, ...], looked: Looked) -> Signal:
    if places:
        return Signal(name, "found", places)
    if not looked.url:
        return Signal(name, "unknown", reason="the article has no address")
    if name == "https":
        return Signal(name, "not found", reason="the article’s address is plain http")
    wanted = {"trust.txt": ("trust.txt",), "byline": ("page",), "date": ("page",)}
    where = wanted.get(name, ("page", "home page"))
    seen = [place for place in where if _was_looked_up(place, looked)]
    missed = [looked.problems[place] for place in where if place in looked.problems]
    if not seen:
        reason = missed[0] if missed else "not looked up yet"
        return Signal(name, "unknown", reason=reason)
    told = " or ".join(_PLACE_NAMES[place] for place in seen)
    also = f"; the {where[-1]} was not seen: {missed[0]}" if missed else ""
    return Signal(name, "not found", reason=f"not found on {told}{also}")


_PLACE_NAMES = {
    "page": "the article’s page",
    "home page": "the home page",
    "trust.txt": "the site",
}


def _was_looked_up(place: str, looked: Looked) -> bool:
    parts = {"page": looked.page, "home page": looked.home, "trust.txt": looked.trust}
    return parts[place] is not None


def _places(looked: Looked) -> Iterator[tuple[str, Place]]:
    if looked.byline:
        yield "byline", Place("the article as it was added", looked.byline)
    if looked.date:
        yield "date", Place("the article as it was added", looked.date)
    scheme = urlsplit(looked.page.url if looked.page else looked.url).scheme
    if scheme == "https":
        yield "https", Place("the article’s address", scheme)
    if looked.page:
        for name, fact_name in (("byline", "author"), ("date", "published")):
            for fact in looked.page.facts:
                if fact.name == fact_name:
                    yield name, Place(fact.where, fact.value)
    for page, told in ((looked.page, "the article’s page"), (looked.home, "the home page")):
        if page:
            yield from _in_json_ld(page.nodes, told)
    for page, told in ((looked.page, "the article’s page"), (looked.home, "the home page")):
        if page:
            yield from _in_links(page, told)
    for attribute, values in (looked.trust or {}).items():
        for value in values:
            yield "trust.txt", Place("trust.txt", f"{attribute}={value}"[:_LONGEST_WORDS])
    for attribute, name in (("controlledby", "ownership"), ("contact", "contact")):
        for value in (looked.trust or {}).get(attribute, ()):
            yield name, Place(f"trust.txt {attribute}", value[:_LONGEST_WORDS], _web(value))


def _in_json_ld(nodes: Iterable[dict[str, Any]], told: str) -> Iterator[tuple[str, Place]]:
    for node in nodes:
        if not (is_organisation(node) or is_writing(node)):
            continue
        kind = next(iter(types(node)), "")
        for key, name in PROPERTIES.items():
            for words in _values(node.get(key)):
                place = Place(f"JSON-LD {kind} {key}, {told}", words[:_LONGEST_WORDS], _web(words))
                yield name, place
        if "OpinionNewsArticle" in types(node):
            yield "sections for opinion", Place(f"JSON-LD type, {told}", "OpinionNewsArticle")


def _values(value: Any) -> list[str]:
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            keys = ("url", "@id", "name", "email", "telephone")
            texts = [one[key] for key in keys if isinstance(one.get(key), str)]
            found += texts[:1]
        else:
            found += names_of(one)
    return found


def _in_links(page: Page, told: str) -> Iterator[tuple[str, Place]]:
    wanted = _link_words()
    for link in page.links:
        if link.address.startswith(("mailto:", "tel:")):
            yield "contact", Place(f"a link on {told}", link.words[:_LONGEST_WORDS], link.address)
            continue
        for name in wanted.get(_core(link.words), ()):
            yield name, Place(f"a link on {told}", link.words, link.address)


def _core(words: str) -> str:
    """Return what a link says without the words that do not matter."""
    if len(words) > _LONGEST_WORDS:
        return ""
    words = words.casefold().strip(" .:›»→|·-")
    return _AROUND.sub("", _AROUND.sub("", words))


@cache
def _link_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, listed in sections("policy_links").items():
        for words in listed:
            core = _core(words)
            found[core] = (*found.get(core, ()), name)
    return {core: tuple(dict.fromkeys(names)) for core, names in found.items()}


def _web(words: str) -> str:
    return words if words.startswith(("http://", "https://")) else ""
