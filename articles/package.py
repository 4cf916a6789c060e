"""Documents that are ZIP files with XML in them (.docx, .odt, .epub): opened with care.

A member is never written to the disk, and its size is known to be harmless before a byte of it is
unpacked: ``zipfile`` unpacks no more than the size that the directory gives, and what the
directory gives is held against the limits first. XML is parsed without a document type, so that
there are no entities to expand and nothing to load from elsewhere.
"""

import io
import re
import zipfile
import zlib

import lxml.etree

from articles.records import Unreadable

#: The most members, the most bytes that all of them and that those of XML may unpack to.
MAX_MEMBERS = 5_000
MAX_UNPACKED = 200_000_000
MAX_XML = 40_000_000
#: The most that a member over a million bytes may shrink: text shrinks 3 to 20 times, the XML of
#: long tables some 100 times, a bomb 1,000 times, which is all that ZIP's usual method can do.
MAX_RATIO = 250
_LARGE_MEMBER = 1_000_000

_XML_NAME = re.compile(r"\.(?:xml|rels|xhtml|html|htm|opf|ncx)$", re.IGNORECASE)
_DOCTYPE = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f]")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SAVE_ANEW = "open it in the program that made it, save it anew and try again."

DAMAGED = f"The document is damaged or cut short: {_SAVE_ANEW}"


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a document that is a ZIP file; nothing of it has been unpacked. Raises Unreadable."""
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            "This is an old Office file or one protected by a password: save it as .docx "
            "without a password."
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(DAMAGED) from error
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise Unreadable(
            f"The document has {len(members):,} parts, over the {MAX_MEMBERS:,} allowed: "
            "take a part of it."
        )
    for member in members:
        _refuse_member(member)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(_too_much("The document", MAX_UNPACKED))
    if sum(member.file_size for member in members if _XML_NAME.search(member.filename)) > MAX_XML:
        raise Unreadable(_too_much("The document’s text", MAX_XML))
    return package


def read_member(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes. Raises Unreadable when it is missing or damaged."""
    try:
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(DAMAGED) from error


def refuse_document_types(package: zipfile.ZipFile) -> None:
    """Raise Unreadable when XML of the document declares a document type or entities.

    No word processor writes any; files that are made to do harm do.
    """
    for name in package.namelist():
        if _XML_NAME.search(name):
            data = read_member(package, name)
            if any(word in data for word in _DOCTYPE):
                raise Unreadable(
                    "The document declares XML entities, which no word processor does and which "
                    f"can do harm: {_SAVE_ANEW}"
                )


def parse_xml(data: bytes) -> lxml.etree._Element:
    """Parse XML; entities are not expanded and nothing is loaded. Raises Unreadable."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return lxml.etree.fromstring(data, parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(DAMAGED) from error


def _refuse_member(member: zipfile.ZipInfo) -> None:
    # The name as it stands in the file: ZipInfo.filename ends at a NUL.
    if _OUTSIDE.search(member.orig_filename):
        raise Unreadable(
            "The document has a part whose name leads out of it, as in files made to do harm: "
            f"{_SAVE_ANEW}"
        )
    if member.flag_bits & 1:
        raise Unreadable("The document is protected by a password: save a copy without one.")
    packed = max(member.compress_size, 1)
    if member.file_size > _LARGE_MEMBER and member.file_size > MAX_RATIO * packed:
        raise Unreadable(
            f"A part of the document unpacks to {member.file_size / packed:,.0f} times its size, "
            f"as in files made to do harm: {_SAVE_ANEW}"
        )


def _too_much(what: str, limit: int) -> str:
    return f"{what} unpacks to more than {limit / 1e6:.0f} MB: take a part of it."
