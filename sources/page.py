"""What a page says of itself: publisher, author, dates, its own address, and its links.

Read from JSON-LD (https://json-ld.org, the schema.org vocabulary), OpenGraph (https://ogp.me),
the page's meta elements, and what stands on it for people. Each fact keeps where it was found; of
several the first is the one to go by.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from articles.decode import decode
from articles.records import Unreadable
from sources.records import Fact

#: Types of schema.org that are a piece of writing, by the ends of their names.
_WRITINGS = ("Article", "Posting", "Report")
_ORGANISATIONS = ("Organization", "Corporation", "NGO")
#: How deep and how much of a page's JSON-LD is read.
_DEEPEST, _MOST_NODES = 12, 5_000
_LONGEST_FACT = 300
_MOST_LINKS = 3_000
_SURROGATE = re.compile("[\x00\ud800-\udfff]")
_BYLINE = re.compile(r"^\s{0,9}(?:by|von|par|por|di|door|av|af)\b[\s:]{1,9}", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?"
)

_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "publisher": ("og:site_name", "publisher", "dc.publisher", "application-name"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "published": (
        "article:published_time",
        "date",
        "pubdate",
        "publishdate",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified"),
    "section": ("article:section", "parsely-section"),
    "canonical": ("og:url",),
}
_PROPERTIES = {
    "title": "headline",
    "publisher": "publisher",
    "author": "author",
    "published": "datePublished",
    "modified": "dateModified",
    "section": "articleSection",
}
_DATES = ("published", "modified")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as people see it: its words on one line, and the whole address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. ``nodes`` are its JSON-LD objects, each one only once."""

    url: str
    facts: tuple[Fact, ...]
    links: tuple[PageLink, ...]
    nodes: tuple[dict[str, Any], ...] = field(repr=False, default=())

    def first(self, name: str) -> Fact | None:
        """Return the fact to go by."""
        return next((fact for fact in self.facts if fact.name == name), None)


def read_page(data: bytes, url: str, charset: str = "") -> Page:
    """Read an HTML page fetched from ``url``. Raises Unreadable for what is none."""
    html = decode(data, charset=charset, markup=True)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(html.replace("\0", "").encode(), parser=parser)
    except lxml.etree.ParserError as error:
        raise Unreadable("The page is empty.") from error
    nodes = tuple(_nodes(tree))
    found = [*_from_json_ld(nodes), *_from_meta(tree), *_from_the_page(tree)]
    facts = [_kept(fact, url) for fact in found]
    return Page(url, tuple(dict.fromkeys(filter(None, facts))), _links(tree, url), nodes)


def is_writing(node: dict[str, Any]) -> bool:
    """Say whether a JSON-LD object is an article of some kind."""
    return any(name.endswith(_WRITINGS) for name in types(node))


def is_organisation(node: dict[str, Any]) -> bool:
    """Say whether a JSON-LD object is an organisation of some kind."""
    return any(name.endswith(_ORGANISATIONS) for name in types(node))


def types(node: dict[str, Any]) -> list[str]:
    """Return the types of a JSON-LD object, without the vocabulary's address."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return [re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)]


def names_of(value: Any) -> list[str]:
    """Return the names in a JSON-LD value: a text, an object with a name, or a list of these."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") or one.get("@value") if isinstance(one, dict) else one
        names = name if isinstance(name, list) else [name]
        found += [line for line in (_one_line(name) for name in names) if line]
    return found


def _nodes(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield all JSON-LD objects of the page, references between them resolved one step."""
    roots = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            roots += _parsed(script.text or "")
    nodes = list(_walk(roots))
    by_id = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }
    for node in nodes:
        yield {name: _resolved(value, by_id) for name, value in node.items()}


def _parsed(text: str) -> list[Any]:
    """Return what a script holds. One that is no JSON says nothing, to search engines neither."""
    text = re.sub(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)", "", text)
    text = re.sub(r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$", "", text.rstrip())
    try:
        return [json.loads(text.rstrip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return []


def _walk(roots: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield objects, outer ones first, within limits of depth and number."""
    waiting = [(root, 0) for root in roots]
    seen = 0
    while waiting and seen < _MOST_NODES:
        following = []
        for value, depth in waiting:
            seen += 1
            if seen >= _MOST_NODES:
                break
            if isinstance(value, dict):
                yield value
                inner = list(value.values())
            else:
                inner = value if isinstance(value, list) else []
            if depth < _DEEPEST:
                following += [(one, depth + 1) for one in inner if isinstance(one, dict | list)]
        waiting = following


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_referred(one, by_id) for one in value]
    return _referred(value, by_id)


def _referred(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return by_id.get(str(value.get("@id")), value)
    return value


def _from_json_ld(nodes: tuple[dict[str, Any], ...]) -> Iterator[Fact]:
    # Facts of the piece come before those of the page that carries it.
    pages = [node for node in nodes if "WebPage" in types(node)]
    for node in [*filter(is_writing, nodes), *pages]:
        kind = next(iter(types(node)), "")
        for name, key in _PROPERTIES.items():
            for value in names_of(node.get(key)):
                yield Fact(name, value, f"JSON-LD {kind} {key}")
        if address := node.get("mainEntityOfPage"):
            target = address.get("@id") if isinstance(address, dict) else address
            yield Fact("canonical", _one_line(target), f"JSON-LD {kind} mainEntityOfPage")
    for node in nodes:
        if "NewsMediaOrganization" in types(node):
            for value in names_of(node.get("name")):
                yield Fact("publisher", value, "JSON-LD NewsMediaOrganization name")


def _from_meta(tree: lxml.html.HtmlElement) -> Iterator[Fact]:
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield Fact("canonical", link.get("href", ""), "link rel=canonical")
    given: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or "").strip().lower()
        given.setdefault(key, []).append(element.get("content", ""))
    for name, keys in _META.items():
        for key in keys:
            for value in given.get(key, []):
                yield Fact(name, value, f"meta {key}")


def _from_the_page(tree: lxml.html.HtmlElement) -> Iterator[Fact]:
    """Yield what people can read: a byline and a time, marked as such or named by their class."""
    for element in tree.xpath(
        "//*[@itemprop='author' or contains(concat(' ', @rel, ' '), ' author ')"
        " or contains(concat(' ', @class, ' '), ' byline ')"
        " or contains(concat(' ', @class, ' '), ' author ')"
        " or contains(@class, 'byline__name') or contains(@class, 'author-name')]"
    )[:20]:
        words = _BYLINE.sub("", _one_line(element.text_content())[:_LONGEST_FACT])
        if 0 < len(words.split()) <= 12:
            yield Fact("author", words, "byline on the page")
    for name, key in (("published", "datePublished"), ("modified", "dateModified")):
        for element in tree.xpath("//*[@itemprop=$key]", key=key)[:3]:
            value = element.get("datetime") or element.get("content") or element.text_content()
            yield Fact(name, value, f"{key} on the page")
    for element in tree.xpath("(//article | //main | //header)//time[@datetime]")[:1]:
        yield Fact("published", element.get("datetime"), "time on the page")


def _kept(fact: Fact, url: str) -> Fact | None:
    """Return the fact fit to be shown, None where it says nothing."""
    value = _one_line(fact.value)
    if fact.name in _DATES:
        match = _DATE.match(value)
        value = match[0] if match else ""
    elif fact.name == "canonical":
        value = _address(url, value)
    elif fact.name in ("author", "publisher") and "://" in value:  # a profile's address
        return None
    return Fact(fact.name, value, fact.where) if value else None


def _links(tree: lxml.html.HtmlElement, url: str) -> tuple[PageLink, ...]:
    found: dict[PageLink, None] = {}
    for element in tree.iter("a"):
        address = _address(url, element.get("href", ""))
        words = _one_line(element.text_content()) or _one_line(element.get("aria-label", ""))
        if address and words and len(found) < _MOST_LINKS:
            found[PageLink(words, address)] = None
    return tuple(found)


def _address(base: str, href: str) -> str:
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    return address[:2_000] if address.startswith(("http://", "https://", "mailto:", "tel:")) else ""


def _one_line(value: Any) -> str:
    """Return a text on one line, not too long, without half characters; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    return _SURROGATE.sub("\ufffd", " ".join(value[: 4 * _LONGEST_FACT].split())[:_LONGEST_FACT])
