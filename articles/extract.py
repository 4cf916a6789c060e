"""An HTML page becomes the article it carries: its facts, its text, its blocks and its links.

trafilatura finds the article. Its text is read off the tree it returns rather than the string, so
that links keep their place and headings, lists and quotations are known as such.
"""

import itertools
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
import trafilatura

from articles.blocks import Block, ends_as_sentence
from articles.links import can_be_followed
from articles.records import Kind, Link, Unreadable
from articles.writer import Writer

#: Elements of trafilatura's tree that stand on lines of their own, and the kind they give.
_BLOCKS: dict[str, Kind | Literal[""]] = {
    "p": "",
    "head": "heading",
    "quote": "quote",
    "item": "list",
    "row": "list",
    "list": "",
    "table": "",
    "code": "",
    "ab": "",
    "div": "",
    "figure": "",
    "graphic": "",
}
#: Marks that a line does not begin with.
_INSIDE_A_LINE = tuple(",.;:)?!’”")

#: The largest share of a text that a list of links to other pieces has.
_MOST_POINTERS = 0.3

_EMBED = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|bluesky-embed|tiktok-embed)\b"
)
_BODY_CLASS = re.compile(r"\b(?:article|story|post|entry)[-_]{0,2}(?:body|content|text)\b")
_PAYWALLED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. Unknown facts are empty strings; offsets count code points of ``text``.

    ``wall`` says why the page may show less than the article: "login", "paywall", "script" or "".
    """

    title: str
    author: str
    published: str
    publisher: str
    url: str
    language: str
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    wall: str


def extract(html: str, url: str = "") -> Page:
    """Find the article in ``html``, a whole page fetched from ``url`` (empty when not known).

    Raises Unreadable when the page has no text that could be an article.
    """
    tree = _parse(html, url)
    wall = _wall(tree, html)
    found = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_links=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or found.body is None:
        raise Unreadable(no_article(wall))
    title = " ".join((found.title or "").split())
    writer = _write(found.body)
    strict = trafilatura.bare_extraction(
        _parse(html, url),
        url=url or None,
        include_comments=False,
        include_links=True,
        favor_precision=True,
    )
    kept = _write(strict.body).text() if strict is not None and strict.body is not None else ""
    return Page(
        title=title,
        author="; ".join(part.strip() for part in (found.author or "").split(";")),
        published=found.date or "",
        publisher=found.sitename or "",
        url=_address(found.url or "", url),
        language=(tree.get("lang") or "").partition("-")[0].lower(),
        text=writer.text(),
        blocks=_set_aside(writer, title, kept),
        links=tuple(writer.links),
        wall=wall,
    )


def _address(canonical: str, fetched: str) -> str:
    """Return the address a page gives as its own, unless it is one of another site."""
    if not can_be_followed(canonical) or not urlsplit(canonical).scheme.startswith("http"):
        return fetched
    return canonical if not fetched or _host(canonical) == _host(fetched) else fetched


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def no_article(wall: str) -> str:
    """Say in one sentence why a page gave no article, and what to do."""
    reasons = {
        "login": "The page asks for a login instead of showing the article",
        "paywall": "The page shows the article to subscribers only",
        "script": "The page needs JavaScript to show its text",
        "": "No article was found on the page",
    }
    return f"{reasons[wall]}: open it in a browser, copy the text and paste it."


def _parse(html: str, url: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(html.replace("\0", "").encode(), parser=parser)
    except lxml.etree.ParserError as error:
        raise Unreadable("The page is empty: check the address or paste the text.") from error
    if url:
        tree.make_links_absolute(url, handle_failures="ignore")
    _keep_embedded_posts(tree)
    _join_parts(tree)
    return tree


def _keep_embedded_posts(tree: lxml.html.HtmlElement) -> None:
    """Make plain quotations of embedded posts, which trafilatura would drop with the widgets."""
    for quote in tree.iter("blockquote"):
        if not _EMBED.search(quote.get("class", "")):
            continue
        quote.attrib.clear()
        wrapper = quote.getparent()
        if wrapper is not None and wrapper.tag in ("div", "figure"):
            wrapper.attrib.clear()
            wrapper.tag = "div"


def _join_parts(tree: lxml.html.HtmlElement) -> None:
    """Join the parts of an article that a page cuts up, as with an advertisement in between.

    The parts are elements of the same class, named as the body, inside the same article.
    """
    parts: dict[tuple[object, str, str], list[lxml.html.HtmlElement]] = {}
    for element in tree.iter("div", "section"):
        name = element.get("class", "")
        if _BODY_CLASS.search(name) and element.find("p") is not None:
            whole = next(element.iterancestors("article", "main"), None)
            if whole is not None:
                parts.setdefault((whole, element.tag, name), []).append(element)
    for first, *others in parts.values():
        for part in others:
            nested = first in part.iterancestors() or part in first.iterancestors()
            if not nested and part.find(".//h1") is None:
                first.extend(list(part))


def _wall(tree: lxml.html.HtmlElement, html: str) -> str:
    if tree.xpath("//input[@type='password']"):
        return "login"
    if _PAYWALLED.search(html):
        return "paywall"
    words = sum(len(text.split()) for text in tree.xpath("//body//text()[not(parent::script)]"))
    return "script" if tree.xpath("//script") and words < 100 else ""


def _write(body: lxml.etree._Element) -> Writer:
    writer = Writer()
    kinds: list[Kind | Literal[""]] = [""]
    for event, element in lxml.etree.iterwalk(body, ("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                kinds.append(_BLOCKS[tag] or kinds[-1])
                if not _continues(element):
                    writer.block(kinds[-1])
            elif tag in ("lb", "cell"):
                writer.line()
            elif tag == "ref":
                writer.href = element.get("target") or ""
            writer.write(element.text)
        else:
            if tag in _BLOCKS:
                kinds.pop()
                if not _goes_on(element):
                    writer.block(kinds[-1])
            elif tag == "ref":
                writer.close_link()
                writer.href = ""
            if element is not body:
                writer.write(element.tail)
    writer.block("")
    return writer


def _continues(element: lxml.etree._Element) -> bool:
    """Say whether a paragraph goes on with the line before it.

    Where the page had bare text with links in it, the fallback extractor wraps each run of text
    in a paragraph of its own and leaves the links between them.
    """
    before = element.getprevious()
    bare = before is not None and ((before.tail or "").strip() or before.tag not in _BLOCKS)
    if element.tag != "p" or not bare:
        return False
    head = (element.text or "").lstrip()[:1]
    return head.islower() or head in _INSIDE_A_LINE


def _goes_on(element: lxml.etree._Element) -> bool:
    """Say whether the line goes on after a paragraph with bare text or a link."""
    after = element.getnext()
    bare = (element.tail or "").strip() or (after is not None and after.tag not in _BLOCKS)
    return bool(element.tag == "p" and bare and not ends_as_sentence(_tail(element)))


def _tail(element: lxml.etree._Element) -> str:
    last = element[-1].tail if len(element) else element.text
    return (last or "").rstrip()


def _set_aside(writer: Writer, title: str, kept: str) -> tuple[Block, ...]:
    """Name the headline, and set aside what only the lenient reading of the page let through.

    ``kept`` is the strict reading. Prose and quotations stay whatever it says: it is right about
    lines of links, prices and dates, and now and then drops a paragraph.
    """
    text = writer.text()
    lines = set(kept.split("\n"))
    trusted = len(kept) >= 0.5 * len(text)
    blocks = []
    for block in writer.blocks:
        content = text[block.start : block.end]
        kind = block.kind
        if kind == "heading" and title and content.casefold() == title.casefold():
            kind = "headline"
        elif trusted and lines.isdisjoint(content.split("\n")):
            prose = ends_as_sentence(content) and len(content.split()) > 12
            kind = kind if prose or kind == "quote" else "boilerplate"
        blocks.append(block._replace(kind=kind))
    return _set_aside_pointers(text, blocks, writer.links)


def _set_aside_pointers(text: str, blocks: list[Block], links: list[Link]) -> tuple[Block, ...]:
    """Set aside lists that point to other pieces.

    Such a list has three items or more, each with a link and none a sentence; the items are links
    from end to end, or the list ends the text. One that makes up much of the text is the article.
    """
    ends = {link.start: link.end for link in links}

    def points(block: Block) -> bool:
        linked = any(start in ends for start in range(block.start, block.end))
        return block.kind == "list" and linked and not text.endswith(".", 0, block.end)

    kept: list[Block] = []
    for pointing, run in itertools.groupby(blocks, points):
        items = list(run)
        whole = all(ends.get(item.start) == item.end for item in items)
        size = items[-1].end - items[0].start
        small = size < _MOST_POINTERS * len(text)
        if pointing and len(items) >= 3 and small and (whole or items[-1].end == len(text)):
            items = [item._replace(kind="promo") for item in items]
        kept += items
    return tuple(kept)
