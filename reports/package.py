"""Office files are packages of parts (ECMA-376, part 2, Open Packaging Conventions)."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from reports.untrusted import writable

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: What the kinds of relationships between office parts begin with.
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EXTERNAL = ' TargetMode="External"'


class Related(NamedTuple):
    """What a part refers to: under which name, of which kind, and whether outside the file."""

    name: str
    kind: str
    target: str
    external: bool = False


def relationships(related: Iterable[Related]) -> str:
    """Return the part that says what another one refers to."""
    drawn = "".join(
        f'<Relationship Id="{one.name}" Type="{one.kind}" '
        f"Target={quoteattr(writable(one.target))}{one.external * _EXTERNAL}/>"
        for one in related
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{drawn}</Relationships>'


def package(main: str, types: Mapping[str, str], parts: Mapping[str, str | bytes]) -> bytes:
    """Return the file of these parts, by name; ``main`` is the one a program opens first.

    ``types`` gives the content types of the parts of XML. The same parts are the same file: none
    has a date of its own.
    """
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    content_types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{overrides}</Types>'
    )
    first = relationships(
        [
            Related("rId1", f"{RELATED}/officeDocument", main),
            Related(
                "rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"
            ),
        ]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, part in {
            "[Content_Types].xml": content_types,
            "_rels/.rels": first,
            **parts,
        }.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, part if isinstance(part, bytes) else _document(part))
    return out.getvalue()


def properties(title: str, created: str) -> str:
    """Return the part that says what the file is called and when it was made (ISO 8601)."""
    purl = "http://purl.org/dc"
    date = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{escaped(created)}</dcterms:created>'
        if created
        else ""
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="{purl}/elements/1.1/" xmlns:dcterms="{purl}/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:language>en</dc:language>{date}"
        "</cp:coreProperties>"
    )


def escaped(words: str) -> str:
    """Return words as they stand between tags or in quotes."""
    return writable(words).translate(_ESCAPES)


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def _document(part: str) -> bytes:
    return (part if part.startswith("<?xml") else HEAD + part).encode()
