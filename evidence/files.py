"""Files of strangers: what they are by their bytes, their names as labels, zips within limits.

Nothing is ever written to a path that a name gives; names are labels in the database.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from articles.records import Unreadable
from evidence.texts import texts_of

#: The most bytes one file may have, and an archive of files as it is sent.
MAX_FILE_BYTES = 20_000_000
MAX_ARCHIVE_BYTES = 100_000_000
#: What an archive may unpack to: files, bytes of all files, and times its own size.
MAX_FILES = 2_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_RATIO = 100
#: Small archives of plain text pack well; the ratio is asked only of what is larger.
_RATIO_FREE_BYTES = 5_000_000
_LONGEST_NAME = 300
_SNIFFED = 4_096
_CHUNK = 65_536
_MARKUP = re.compile(rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s+html|html)\b", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
#: Signs of an office file inside a zip, by which it is told from an archive of documents.
_OFFICE_PARTS = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
}
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/epub+zip": ".epub",
}
_PACKED_SUFFIXES = frozenset({*_OFFICE_PARTS.values(), *_MIMETYPES.values()})


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. ``name`` is its label, folders included; ``sha256`` of its bytes.

    ``text`` has its pages, where it has any, parted by form feeds.
    """

    name: str
    data: bytes
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and why, as one plain sentence."""

    name: str
    reason: str


def read_documents(data: bytes, name: str) -> Iterator[Document | Refused]:
    """Read one file, or each file of a zip of documents. Raises Unreadable for the whole."""
    name = label(name)
    if kind_of(data, name) == ".zip":
        for member, content in _members(data):
            yield content if isinstance(content, Refused) else _read_or_refuse(content, member)
    else:
        yield read_document(data, name)


def read_document(data: bytes, name: str) -> Document:
    """Read one file. Raises Unreadable."""
    name = label(name)
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(f"The file is over {MAX_FILE_BYTES / 1e6:.0f} MB: take a part of it.")
    stem = PurePosixPath(name).stem or "file"
    texts = texts_of(data, stem + kind_of(data, name))
    return Document(name, data, hashlib.sha256(data).hexdigest(), texts.whole)


def label(name: str) -> str:
    """Return a name fit to be shown: folders kept, nothing that leads out of them, no controls."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C").replace("\\", "/")
    parts = [part.strip() for part in name.split("/")]
    parts = [
        part
        for part in parts
        if part not in ("", ".", "..") and not re.fullmatch("[A-Za-z]:", part)
    ]
    return "/".join(parts)[-_LONGEST_NAME:] or "file"


def kind_of(data: bytes, name: str) -> str:
    """Return the extension that fits the bytes, whatever the name says. Raises Unreadable."""
    suffix = PurePosixPath(name).suffix.lower()
    start = data[:_SNIFFED]
    if b"%PDF-" in start[:1024]:
        return ".pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, suffix)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, which has a zero in every letter
        return suffix if suffix in _TEXT_SUFFIXES else ".txt"
    if _CONTROL.search(start):
        raise Unreadable("The file is no text: use a document, a PDF or a page.")
    if _MARKUP.match(start):
        return ".html"
    return suffix if suffix in _TEXT_SUFFIXES else ".txt"


def _read_or_refuse(data: bytes, name: str) -> Document | Refused:
    try:
        if kind_of(data, name) == ".zip":
            return Refused(name, "An archive inside an archive is not opened: send it by itself.")
        return read_document(data, name)
    except Unreadable as problem:
        return Refused(name, str(problem))


def _kind_of_zip(data: bytes, suffix: str) -> str:
    try:
        return _kind_of_whole_zip(data)
    except Unreadable:
        if suffix in _PACKED_SUFFIXES:  # whose own reader says what is wrong with a document
            return suffix
        raise


def _kind_of_whole_zip(data: bytes) -> str:
    with _opened(data) as archive:
        names = set(archive.namelist()[:MAX_FILES])
        for part, suffix in _OFFICE_PARTS.items():
            if part in names:
                return suffix
        if "mimetype" in names:
            return _MIMETYPES.get(_unpacked(archive, archive.getinfo("mimetype"), 200), ".zip")
    return ".zip"


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable("The archive is damaged: pack it again.") from error


def _members(data: bytes) -> Iterator[tuple[str, bytes | Refused]]:
    """Unpack an archive in memory, a file at a time, within the limits."""
    allowed = min(MAX_UNPACKED_BYTES, max(_RATIO_FREE_BYTES, MAX_RATIO * len(data)))
    with _opened(data) as archive:
        files = [info for info in archive.infolist() if not info.is_dir() and _is_wanted(info)]
        if len(files) > MAX_FILES:
            raise Unreadable(f"The archive has {len(files):,} files; {MAX_FILES:,} are the most.")
        if sum(info.file_size for info in files) > allowed:
            raise Unreadable(_BOMB)
        for info in files:
            name = label(info.filename)
            if info.flag_bits & 1:
                yield name, Refused(name, "The file is locked with a password: unlock it.")
                continue
            content = _unpacked(archive, info, MAX_FILE_BYTES + 1)
            # Headers may lie about sizes; what came out cannot.
            allowed -= len(content)
            if allowed < 0:
                raise Unreadable(_BOMB)
            yield name, content


_BOMB = "The archive unpacks to far more than its size: unpack it yourself and send the files."


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    """Leave out what systems put into archives by themselves."""
    parts = info.filename.replace("\\", "/").split("/")
    return "__MACOSX" not in parts and not parts[-1].startswith(".") and parts[-1] != "Thumbs.db"


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack at most ``most`` bytes of one file."""
    content = bytearray()
    try:
        with archive.open(info) as file:
            while len(content) < most and (chunk := file.read(min(_CHUNK, most - len(content)))):
                content += chunk
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise Unreadable(
            "The archive is damaged or packed in a rare way: pack it again."
        ) from error
    return bytes(content)
