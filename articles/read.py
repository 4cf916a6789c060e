"""Pasted text, files and pages become articles."""

import bisect
import difflib
import hashlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from articles.blocks import Block
from articles.decode import decode
from articles.language import detect_language
from articles.links import bare_links
from articles.markdown import markdown_blocks, markdown_facts, markdown_links, plain_line
from articles.records import SET_ASIDE, Article, Kind, Link, Unreadable
from articles.segment import segment

if TYPE_CHECKING:
    from articles.extract import Page

#: The most bytes a file or a page may have.
MAX_BYTES = 20_000_000

_FORMATS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
_AS = {"application/xhtml+xml": "text/html", "text/x-markdown": "text/markdown"}

#: A page with a wall that shows fewer words of its own than this shows no article. Nearly every
#: page has scripts, so only next to nothing is held against those.
_FEWEST_WORDS = {"login": 40, "paywall": 40, "script": 12, "": 0}

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(
    text: str,
    *,
    title: str = "",
    author: str = "",
    published: str = "",
    publisher: str = "",
    url: str = "",
) -> Article:
    """Make an article of pasted text, which stays as it is. Raises Unreadable."""
    # Half a surrogate pair is no character and cannot be saved.
    text = _SURROGATE.sub("\ufffd", text)
    article = _article(text, links=bare_links(text), url=url)
    return replace(
        article,
        title=title.strip() or _headline(article),
        author=author.strip(),
        published=published.strip(),
        publisher=publisher.strip(),
    )


def read_bytes(
    data: bytes, file_name: str, *, url: str = "", content_type: str = "", fetched_at: str = ""
) -> Article:
    """Make an article of a file or a page: plain text, Markdown or HTML.

    The format is that of ``content_type`` (as in the HTTP header, character set and all) where it
    is given, else that of the name's extension. Offsets count the code points of the decoded file
    with its own line ends; for HTML, of the article's text. Raises Unreadable.
    """
    kind = _format(file_name, content_type, data)
    if not data.strip():
        raise Unreadable("The file is empty: choose another one or paste the text.")
    if len(data) > MAX_BYTES:
        raise Unreadable(_too_large(len(data)))
    text = decode(data, charset=_charset(content_type), markup=kind == "text/html")
    stem = PurePath(file_name).stem
    if kind == "text/html":
        article = _read_html(text, url)
    elif kind == "text/markdown":
        article = _read_markdown(text, url)
    else:
        article = _article(text, links=bare_links(text), url=url)
    title = article.title or _headline(article) or stem
    return replace(article, title=title, fetched_at=fetched_at)


def read_file(path: str | Path) -> Article:
    """Make an article of the file at ``path``, by its extension. Raises Unreadable."""
    path = Path(path)
    try:
        size = path.stat().st_size
        # One byte too many is enough for read_bytes to refuse it.
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise Unreadable(f"{path} is a folder: name a file in it.") from error
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {path}: check the name.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{path} cannot be read ({reason}): check its permissions.") from error
    if size > MAX_BYTES:
        raise Unreadable(_too_large(size))
    return read_bytes(data, path.name)


def corrected(
    article: Article, *, title: str, author: str, published: str, publisher: str, text: str
) -> Article:
    """Return ``article`` as a person corrected it before it is added.

    Links and kinds stay with the lines that did not change; in a line that did, a link whose
    words are still there keeps them. Raises Unreadable when no text is left.
    """
    facts = {"title": title, "author": author, "published": published, "publisher": publisher}
    changed = replace(article, **{name: value.strip() for name, value in facts.items()})
    text = _SURROGATE.sub("\ufffd", text)
    if text == article.text:
        return changed
    links, blocks = _carried_over(article, text)
    anew = _article(text, links=links, blocks=blocks, url=article.url)
    return replace(
        changed,
        text=anew.text,
        links=anew.links,
        language=anew.language or article.language,
        sha256=anew.sha256,
        sentences=anew.sentences,
    )


def _article(
    text: str,
    *,
    links: Sequence[Link] = (),
    blocks: Sequence[Block] = (),
    url: str = "",
    language: str = "",
) -> Article:
    if not any(map(str.isalnum, text)):
        raise Unreadable("There are no words in the text: choose another one or paste it again.")
    if len(text) > MAX_BYTES:
        raise Unreadable(f"The text has over {MAX_BYTES:,} characters: take a part of it.")
    language = detect_language(text) or language
    return Article(
        title="",
        url=url,
        publisher="",
        author="",
        published="",
        language=language,
        text=text,
        links=tuple(links),
        fetched_at="",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sentences=segment(text, language=language, blocks=blocks),
    )


def _read_html(html: str, url: str) -> Article:
    # Loaded when there is a page to read: it takes as long to load as all the rest together.
    from articles.extract import extract, no_article

    page = extract(html, url)
    if not any(map(str.isalnum, page.text)):
        raise Unreadable(no_article(page.wall))
    article = _article(
        page.text, links=page.links, blocks=page.blocks, url=page.url or url, language=page.language
    )
    if _is_wall(page, article):
        raise Unreadable(no_article(page.wall))
    return replace(
        article,
        title=page.title,
        author=page.author,
        published=page.published,
        publisher=page.publisher,
    )


def _is_wall(page: "Page", article: Article) -> bool:
    """Say whether a page with a wall shows next to nothing of an article: short ones have none."""
    words = sum(len(s.text.split()) for s in article.sentences if s.kind not in SET_ASIDE)
    return words < _FEWEST_WORDS[page.wall]


def _read_markdown(text: str, url: str) -> Article:
    facts = markdown_facts(text)
    article = _article(
        text,
        links=markdown_links(text),
        blocks=markdown_blocks(text),
        url=url or facts.get("url", ""),
    )
    return replace(
        article,
        title=facts.get("title", ""),
        author=facts.get("author", ""),
        published=facts.get("published", ""),
        publisher=facts.get("publisher", ""),
    )


def _too_large(size: int) -> str:
    return f"The file has {size / 1e6:.0f} MB, over the {MAX_BYTES / 1e6:.0f} allowed: take a part."


def _format(file_name: str, content_type: str, data: bytes) -> str:
    declared = content_type.partition(";")[0].strip().lower()
    kind = _AS.get(declared, declared)
    by_name = _FORMATS.get(PurePath(file_name).suffix.lower(), "")
    if kind in _FORMATS.values():
        # Servers send Markdown as plain text; nobody sends plain text as Markdown.
        return by_name if kind == "text/plain" and by_name == "text/markdown" else kind
    if by_name:
        return by_name
    what = f"“{declared}”" if declared else f"“{PurePath(file_name).suffix or file_name}”"
    raise Unreadable(f"Files of the type {what} cannot be read: use .txt, .md or .html.")


def _charset(content_type: str) -> str:
    found = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", content_type, re.IGNORECASE)
    return found[1] if found else ""


def _headline(article: Article) -> str:
    for sentence in article.sentences:
        if sentence.kind == "headline":
            return " ".join(plain_line(sentence.text).split())
    return ""


def _carried_over(article: Article, text: str) -> tuple[list[Link], list[Block]]:
    """Find the links and kinds of ``article`` again in ``text``, line by line."""
    old, new = (whole.splitlines(keepends=True) for whole in (article.text, text))
    old_at, new_at = _starts(old), _starts(new)
    kinds = _line_kinds(article, old_at)
    links: list[Link] = []
    blocks: list[Block] = []
    for act, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(
        None, old, new
    ).get_opcodes():
        here = _links_within(article.links, old_at[old_from], old_at[old_to])
        if act == "equal":
            shift = new_at[new_from] - old_at[old_from]
            links += [Link(start + shift, end + shift, href) for start, end, href in here]
            for number in range(old_from, old_to):
                if number in kinds:
                    start = old_at[number] + shift
                    blocks.append(Block(start, start + len(old[number]), kinds[number]))
        elif act == "replace":
            at = new_at[new_from]
            for link in here:
                anchor = article.text[link.start : link.end]
                found = text.find(anchor, at, new_at[new_to])
                if found >= 0:
                    at = found + len(anchor)
                    links.append(Link(found, at, link.href))
    return links, blocks


def _starts(lines: Sequence[str]) -> list[int]:
    return [0, *itertools.accumulate(map(len, lines))]


def _line_kinds(article: Article, starts: Sequence[int]) -> dict[int, Kind]:
    """Map the number of each line made of whole sentences to the kind of its sentences."""
    kinds: dict[int, Kind] = {}
    torn: set[int] = set()
    for sentence in article.sentences:
        first = bisect.bisect_right(starts, sentence.start) - 1
        last = bisect.bisect_left(starts, sentence.end) - 1
        if first == last:
            kinds.setdefault(first, sentence.kind)
        else:
            torn.update(range(first, last + 1))
    return {number: kind for number, kind in kinds.items() if number not in torn}


def _links_within(links: Sequence[Link], start: int, end: int) -> Sequence[Link]:
    first = bisect.bisect_left(links, start, key=lambda link: link.start)
    last = bisect.bisect_left(links, end, key=lambda link: link.start)
    return [link for link in links[first:last] if link.end <= end]
