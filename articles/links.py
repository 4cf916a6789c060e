"""Links: which are safe to follow, and addresses that stand in the text itself."""

import re
from urllib.parse import urlsplit

from articles.records import Link

_URL = re.compile(r"\bhttps?://[^\s<>\"“”‘’«»\[\]\x00-\x1f]{1,2000}", re.IGNORECASE)
_NOT_LAST = ".,;:!?…*_'"


def can_be_followed(href: str) -> bool:
    """Say whether ``href`` leads to a page or a mailbox, and runs nothing: no ``javascript:``."""
    try:
        return urlsplit(href).scheme in ("", "http", "https", "mailto")
    except ValueError:  # no address at all
        return False


def bare_links(text: str) -> list[Link]:
    """Return the addresses in ``text`` in order, the punctuation after them left out."""
    links = []
    for match in _URL.finditer(text):
        href = match[0].rstrip(_NOT_LAST)
        if href.endswith(")") and "(" not in href:
            href = href.rstrip(")" + _NOT_LAST)
        links.append(Link(match.start(), match.start() + len(href), href))
    return links
