"""Pasted text, files and pages become articles."""

import bisect
import difflib
import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from articles.apart import read_apart
from articles.blocks import Block
from articles.decode import decode
from articles.document import Document
from articles.language import detect_language
from articles.links import bare_links
from articles.markdown import markdown_blocks, markdown_facts, markdown_links, plain_line
from articles.records import SET_ASIDE, Article, Kind, Link, Unreadable, WriterNote
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
    ".docx": "docx",
    ".pdf": "pdf",
    ".odt": "odt",
    ".epub": "epub",
}
#: Formats that are read in a process of their own.
_DOCUMENTS = frozenset({"docx", "pdf", "odt", "epub"})
_AS = {
    "application/xhtml+xml": "text/html",
    "text/x-markdown": "text/markdown",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}

#: A page with a wall that shows fewer words of its own than this shows no article. Nearly every
#: page has scripts, so only next to nothing is held against those.
_FEWEST_WORDS = {"login": 40, "paywall": 40, "script": 12, "": 0}

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
    """Make an article of a file or a page: plain text, Markdown, HTML, Word, PDF, ODT or EPUB.

    The format is that of ``content_type`` (as in the HTTP header, character set and all) where it
    is given, else that of the name's extension. Offsets count the code points of the decoded file
    with its own line ends; for HTML and documents, of the article's text. Raises Unreadable.
    """
    kind = _format(file_name, content_type, data)
    if not data.strip():
        raise Unreadable("The file is empty: choose another one or paste the text.")
    if len(data) > MAX_BYTES:
        raise Unreadable(_too_large(len(data)))
    if kind in _DOCUMENTS:
        article = _of_document(read_apart(kind, data), url)
    else:
        article = _of_text(data, kind, _charset(content_type), url)
    title = article.title or _headline(article) or _stem(file_name)
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

    Links, kinds and the writer's notes stay with the lines that did not change; in a line that
    did, a link or a note whose words are still there keeps them. Raises Unreadable when no text
    is left.
    """
    facts = {"title": title, "author": author, "published": published, "publisher": publisher}
    changed = replace(article, **{name: value.strip() for name, value in facts.items()})
    text = _SURROGATE.sub("\ufffd", text)
    if text == article.text:
        return changed
    over = _carried_over(article, text)
    anew = _article(text, links=over.links, blocks=over.blocks, url=article.url)
    return replace(
        changed,
        text=anew.text,
        links=anew.links,
        language=anew.language or article.language,
        sha256=anew.sha256,
        sentences=anew.sentences,
        writer_notes=tuple(over.notes),
        page_starts=tuple(over.page_starts),
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


def _of_text(data: bytes, kind: str, charset: str, url: str) -> Article:
    text = decode(data, charset=charset, markup=kind == "text/html")
    if kind == "text/html":
        return _read_html(text, url)
    if kind == "text/markdown":
        return _read_markdown(text, url)
    return _article(text, links=bare_links(text), url=url)


def _of_document(document: Document, url: str) -> Article:
    # Half a surrogate pair is no character and cannot be saved.
    text = _SURROGATE.sub("\ufffd", document.text)
    article = _article(
        text, links=document.links, blocks=document.blocks, url=url, language=document.language
    )
    return replace(
        article,
        title=document.title,
        author=document.author,
        published=document.published,
        writer_notes=document.writer_notes,
        page_starts=document.page_starts,
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
    raise Unreadable(
        f"Files of the type {_CONTROLS.sub(' ', what)} cannot be read: use .txt, .md, .html, "
        ".docx, .pdf, .odt or .epub."
    )


def _stem(file_name: str) -> str:
    """Return a file's name without folders and extension, for a title."""
    name = re.split(r"[/\\]", file_name)[-1]
    return " ".join(_CONTROLS.sub(" ", PurePath(name).stem).split())


def _charset(content_type: str) -> str:
    found = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", content_type, re.IGNORECASE)
    return found[1] if found else ""


def _headline(article: Article) -> str:
    for sentence in article.sentences:
        if sentence.kind == "headline":
            return " ".join(plain_line(sentence.text).split())
    return ""


class _Over(NamedTuple):
    """What stays of an article when its text is corrected, in the new text's offsets."""

    links: list[Link]
    blocks: list[Block]
    notes: list[WriterNote]
    page_starts: list[int]


def _carried_over(article: Article, text: str) -> _Over:
    """Find what belongs to places in ``article`` again in ``text``, line by line."""
    old, new = (whole.splitlines(keepends=True) for whole in (article.text, text))
    old_at, new_at = _starts(old), _starts(new)
    kinds = _line_kinds(article, old_at)
    over = _Over([], [], [], [])
    for act, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(
        None, old, new
    ).get_opcodes():
        start, end = old_at[old_from], old_at[old_to]
        shift = new_at[new_from] - start
        links = _links_within(article.links, start, end)
        notes = _notes_within(article, start, end)
        pages = [at for at in article.page_starts if start <= at < end]
        if act == "equal":
            over.links.extend(Link(at + shift, to + shift, href) for at, to, href in links)
            over.notes.extend(
                replace(note, start=note.start + shift, end=note.end + shift) for note in notes
            )
            over.page_starts.extend(at + shift for at in pages)
            for number in range(old_from, old_to):
                if number in kinds:
                    at = old_at[number] + shift
                    over.blocks.append(Block(at, at + len(old[number]), kinds[number]))
        else:
            rewritten = (new_at[new_from], new_at[new_to])
            over.links.extend(_links_found_again(article, links, text, *rewritten))
            over.notes.extend(_notes_found_again(article, notes, text, *rewritten))
            over.page_starts.extend(rewritten[0] for _ in pages)
    # The pages without text after the last one that has some.
    over.page_starts.extend(len(text) for at in article.page_starts if at >= len(article.text))
    return over


def _links_found_again(
    article: Article, links: Sequence[Link], text: str, start: int, end: int
) -> Iterator[Link]:
    """Yield the links whose words are in a rewritten stretch of ``text``, in their order."""
    for link in links:
        anchor = article.text[link.start : link.end]
        found = text.find(anchor, start, end)
        if found >= 0:
            start = found + len(anchor)
            yield Link(found, start, link.href)


def _notes_found_again(
    article: Article, notes: Sequence[WriterNote], text: str, start: int, end: int
) -> Iterator[WriterNote]:
    """Yield the notes whose words are in a rewritten stretch of ``text``.

    A footnote's one word stands in many places: it is looked for with what came before it first.
    """
    for note in notes:
        words = article.text[note.start : note.end]
        for context in (60, 20, 0):
            before = article.text[max(note.start - context, 0) : note.start]
            found = text.find(before + words, start, end)
            if found >= 0:
                at = found + len(before)
                yield replace(note, start=at, end=at + len(words))
                break


def _notes_within(article: Article, start: int, end: int) -> list[WriterNote]:
    """Return the notes that begin in a stretch, those that go on beyond it cut at its end."""
    notes = article.writer_notes
    first = bisect.bisect_left(notes, start, key=lambda note: note.start)
    last = bisect.bisect_left(notes, end, key=lambda note: note.start)
    return [
        replace(note, end=note.start + len(article.text[note.start : min(note.end, end)].rstrip()))
        for note in notes[first:last]
    ]


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
