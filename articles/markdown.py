"""Markdown keeps its text as written; what its marks mean becomes blocks, facts and links."""

import re
from datetime import datetime

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.blocks import Block
from articles.links import bare_links, can_be_followed
from articles.records import Kind, Link

# CommonMark's own block rules and tables; inline text is not rendered, so it is not parsed.
_PARSER = MarkdownIt("commonmark").enable("table")
_PARSER.core.ruler.enableOnly(["normalize", "block"])

_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "fence": "boilerplate",
    "code_block": "boilerplate",
    "html_block": "boilerplate",
    "hr": "boilerplate",
    "tr_open": "list",
}
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<facts>(?:(?!---)[^\n]*\n){0,200})---[ \t]*(?:\n|$)")
_FACT = re.compile(
    r"^(?P<name>title|author|date|published|publisher|url)[ \t]*:[ \t]*(?P<value>.*)$", re.MULTILINE
)
_LINK = re.compile(
    r"(?<!!)\[(?P<anchor>[^\[\]\n]{1,500})\]"
    r"(?:\([ \t]*<?(?P<href>[^\s<>()]{1,2000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,2000})?)>?"
    r"(?:[ \t]+[\"'(][^\n\"')]{0,500}[\"')])?[ \t]*\)"
    r"|\[(?P<label>[^\[\]\n]{0,200})\])"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]{0,199})\]:[ \t]*<?(?P<href>[^\s<>]+)", re.MULTILINE
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")


def markdown_facts(text: str) -> dict[str, str]:
    """Return what the front matter says: title, author, published, publisher, url, if there.

    A date that is not ISO 8601 is left out.
    """
    matter = _FRONT_MATTER.match(_unix(text))
    facts = {}
    for fact in _FACT.finditer(matter["facts"]) if matter else ():
        name = "published" if fact["name"] == "date" else fact["name"]
        facts[name] = fact["value"].strip().strip("\"'")
    if not _is_iso_date(facts.get("published", "")):
        facts.pop("published", None)
    return facts


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text in order: every line that holds anything is in one.

    Headings, lists, quotations and pictures give their kinds; code, raw HTML, rules, link
    definitions and front matter are boilerplate. A line break inside a paragraph ends nothing.
    """
    starts = _line_starts(text)
    matter = _FRONT_MATTER.match(_unix(text))
    first = matter[0].count("\n") if matter else 0
    body = _unix(text).split("\n", first)[-1] if first else _unix(text)
    blocks = [Block(0, starts[first], "boilerplate", joined=False)] if first else []
    at = first
    headline = False
    for token, kind in _leaves(_PARSER.parse(body)):
        top, bottom = (line + first for line in token.map or (0, 0))
        top = max(top, at)
        if bottom <= top:
            continue
        if top > at:
            blocks.append(Block(starts[at], starts[top], "boilerplate", joined=False))
        start, end = starts[top], starts[bottom]
        if token.type == "heading_open" and token.tag == "h1" and not headline:
            kind, headline = "headline", True
        elif not kind and _IMAGE.fullmatch(text[start:end].strip()):
            kind = "caption"
        blocks.append(Block(start, end, kind))
        at = bottom
    if starts[at] < len(text):
        blocks.append(Block(starts[at], len(text), "boilerplate", joined=False))
    return tuple(blocks)


def markdown_links(text: str) -> tuple[Link, ...]:
    """Return the links of a Markdown text in order, bare addresses too.

    Each covers its anchor text, the marks left out.
    """
    targets = {d["label"].casefold(): d["href"] for d in _DEFINITION.finditer(text)}
    links = []
    for link in _LINK.finditer(text):
        label = (link["label"] or link["anchor"]).casefold()
        href = link["href"] or targets.get(label)
        if href and can_be_followed(href):
            links.append(Link(link.start("anchor"), link.end("anchor"), href))
    words = {link.start for link in links}
    for link in bare_links(text):
        is_target = text.endswith(("](", "](<", "]: ", "]: <"), 0, link.start)
        if not is_target and link.start not in words:
            links.append(link)
    return tuple(sorted(links))


def plain_line(text: str) -> str:
    """Take the marks of a heading off: "## A *new* law" becomes "A new law"."""
    line = text.splitlines()[0] if text else ""
    line = _LINK.sub(lambda link: link["anchor"], line)
    return line.strip("# \t").replace("**", "").replace("__", "").replace("*", "").strip()


def _is_iso_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _leaves(tokens: list[Token]) -> list[tuple[Token, Kind | str]]:
    """Return the blocks that hold text, with the kind their place in lists and quotes gives."""
    leaves: list[tuple[Token, Kind | str]] = []
    depth = {"list_item": 0, "blockquote": 0}
    for token in tokens:
        name = token.type.rpartition("_")[0]
        if name in depth:
            depth[name] += token.nesting
        elif token.type in _KINDS:
            leaves.append((token, _KINDS[token.type]))
        elif token.type == "paragraph_open":
            inside = "quote" if depth["blockquote"] else "list" if depth["list_item"] else ""
            leaves.append((token, inside))
    return leaves


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_starts(text: str) -> list[int]:
    """Return where each line begins, and where the text ends; lines as CommonMark counts them."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return [*starts, len(text)]
