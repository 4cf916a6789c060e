"""The text of what is kept: the article of a page, and all a reader of it can see."""

from dataclasses import dataclass
from itertools import pairwise

import lxml.etree
import lxml.html

from articles.decode import decode
from articles.read import read_bytes
from articles.records import Article, Unreadable

#: Not the head: where a page leaves out its body, libxml2 puts what should be in it there.
_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "svg", "iframe", "object"})
#: Elements that go on in the line they stand in; all others begin a new one.
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Texts:
    """``text`` is what is to be read and compared; ``whole`` everything that can be seen.

    Both are the same but for pages, where ``whole`` has the tables, captions and margins as well.
    Pages of a paged file are parted by form feeds.
    """

    text: str
    whole: str


def texts_of(data: bytes, name: str, *, content_type: str = "", url: str = "") -> Texts:
    """Read a file or a page, as ``articles.read.read_bytes`` does. Raises Unreadable.

    A page that holds no article, such as a table of figures, is read as a whole.
    """
    is_page = _is_page(name, content_type)
    try:
        article = read_bytes(data, name, url=url, content_type=content_type)
        text = _with_pages_and_notes(article)
    except Unreadable:
        if not is_page or not data.strip():
            raise
        text = ""
    if not is_page:
        return Texts(text, text)
    whole = visible_text(decode(data, charset=_charset(content_type), markup=True))
    if not any(map(str.isalnum, text or whole)):
        raise Unreadable("There are no words on the page: open it in a browser and quote it.")
    return Texts(text or whole, whole)


def visible_text(html: str) -> str:
    """Return the words of a page, a line a block, a table's cells side by side."""
    # Bytes, as lxml refuses a text that declares a character set of its own.
    parser = lxml.html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    data = html.replace("\0", " ").encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except lxml.etree.ParserError:  # nothing in it
        return ""
    pieces: list[str] = []
    unseen = 0
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            unseen += name in _UNSEEN
            if not unseen:
                pieces += [_before(name), node.text or ""]
        else:
            if not unseen:
                pieces.append(_before(name))
            unseen -= name in _UNSEEN
            if not unseen:
                pieces.append(node.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line)


def _before(name: str) -> str:
    """What parts an element from what stands before it: nothing, a space or a new line."""
    if name in _INLINE:
        return ""
    return " " if name in _CELLS else "\0"


def _with_pages_and_notes(article: Article) -> str:
    """The text with a form feed between pages; footnotes and comments at the end of theirs."""
    bounds = [*(article.page_starts or (0,)), len(article.text)]
    pages = [article.text[start:end] for start, end in pairwise(bounds)]
    for note in article.writer_notes:
        at = max(0, article.page_of(note.start) - 1)
        pages[at] = f"{pages[at].rstrip()}\n\n{note.text}"
    return "\f".join(pages)


def _is_page(name: str, content_type: str) -> bool:
    declared = content_type.partition(";")[0].strip().lower()
    if declared and declared != "text/plain":
        return declared in ("text/html", "application/xhtml+xml")
    return not declared and name.lower().endswith((".html", ".htm", ".xhtml"))


def _charset(content_type: str) -> str:
    _, _, value = content_type.partition("charset=")
    return value.split(";")[0].strip(" \"'")
