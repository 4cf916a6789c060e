"""Text of strangers, made fit to be shown: nothing in it steers a terminal or turns text around."""

import re
from urllib.parse import urlsplit

#: C0 and C1 controls but tab and line feed, and DEL (ECMA-48, what terminals obey); the explicit
#: directional controls (Unicode Bidirectional Algorithm, UAX #9), which can show text in an order
#: it is not written in; half characters, which no file can hold.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_STEERING_OR_BREAKING = re.compile(f"{_STEERING.pattern}|[\u2028\u2029]")

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")

_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def visible(text: str) -> str:
    """Return ``text`` with U+FFFD for each character that steers instead of being seen."""
    with_line_feeds = text.replace("\r\n", "\n").replace("\r", "\n")
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", with_line_feeds)


def writable(text: str) -> str:
    """Return ``text``, visible, with U+FFFD for what XML cannot hold (XML 1.0, production 2)."""
    return _NO_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def one_line(text: str) -> str:
    """Return ``text`` on one line, runs of white space made one blank, all of it visible."""
    return visible(" ".join(text.split()))


def escaped_json(document: str) -> str:
    r"""Return a JSON document in which steering characters are written as ``\uXXXX``.

    So are the line separators that JSON allows in strings and some readers of lines break at.
    They can stand in strings only, so the document means the same; a half character, which UTF-8
    cannot hold, survives this way too.
    """
    return _STEERING_OR_BREAKING.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def web_address(address: str) -> str:
    """Return the address when it is one of the web, else nothing: no javascript:, no data:."""
    if not _ADDRESS.fullmatch(address):
        return ""
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:
        return ""
