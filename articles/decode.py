"""Bytes become text: in which character set, or why not."""

import codecs
import re

from charset_normalizer import from_bytes

from articles.records import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What pages call Latin-1 or ASCII is read as Windows-1252, as browsers do
#: (encoding.spec.whatwg.org).
_AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})")
#: Codecs for other ends than files; some of them make text that cannot be saved again.
_NOT_FOR_FILES = {"unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7", "mbcs"}

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, ePub or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, a film or a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
#: Letters that are no ASCII; with fewer, a guess by their frequencies is luck.
_ENOUGH_TO_COUNT = 12
_WESTERN_MARKS = "‘’“”–—…•«»€£§°·©®\u00a0"
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"


def decode(data: bytes, *, charset: str = "", markup: bool = False) -> str:
    """Decode ``data`` with no change to line ends; a byte order mark is not part of the text.

    ``charset`` is what a server declared. A byte order mark decides; then UTF-8 where it fits,
    for text that is valid UTF-8 is hardly ever anything else; then what was declared, by the
    server or (``markup``) in the page; then the likeliest by its letters. Raises Unreadable.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _or_unreadable(data, name)
    refuse_binary(data)
    declared = [charset] if charset else []
    if markup:
        said = (_XML.match(data), _META.search(data[:4096]))
        declared += [name[1].decode("ascii") for name in said if name]
    order = [*declared, "utf-8"] if data.isascii() else ["utf-8", *declared]
    for name in order:
        if (text := _attempt(data, name)) is not None:
            return text
    if (text := _as_western(data)) is not None:
        return text
    guess = from_bytes(data).best()
    if guess is None:
        raise Unreadable("The text's characters cannot be told apart: save it as UTF-8 first.")
    return data.decode(guess.encoding)


def refuse_binary(data: bytes) -> None:
    """Raise Unreadable when ``data`` is no text, naming what it is where that can be seen."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"This is {what}, not text: copy its text and paste it.")
    sample = data[:65_536]
    if len(sample.translate(None, _CONTROLS)) < 0.95 * len(sample):
        raise Unreadable("This is not text: choose a .txt, .md or .html file, or paste text.")


def _as_western(data: bytes) -> str | None:
    """Read a text of few accents as Windows-1252, by far the commonest of the old sets.

    Statistics need more letters than a short text has: they take "Málaga" for Lithuanian.
    """
    accents = data.translate(None, bytes(range(128)))
    text = _attempt(data, "cp1252") if len(accents) < _ENOUGH_TO_COUNT else None
    if text is None or not all(c.isalpha() or c in _WESTERN_MARKS for c in text if c > "\x7f"):
        return None
    return text


def _attempt(data: bytes, name: str) -> str | None:
    try:
        name = codecs.lookup(name).name
        if name.replace("_", "-") in _NOT_FOR_FILES:
            return None
        return data.decode(_AS_BROWSERS_READ.get(name, name))
    except (LookupError, UnicodeError):
        return None


def _or_unreadable(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeError as error:
        raise Unreadable("The file is damaged: save it as UTF-8 and try again.") from error
