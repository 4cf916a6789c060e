"""A page as it was: fetched once, kept as a WARC record with its text, compared later.

WARC (ISO 28500) is what web archives keep; any of their tools opens these files.
"""

import difflib
import hashlib
import io
from dataclasses import dataclass
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

from articles.fetch import PUBLIC_WEB, USER_AGENT, FetchedPage, Limits, fetch
from evidence.texts import Texts, texts_of
from evidence.wording import Change

#: Words around a change that are shown with it, on each side.
_CONTEXT = 8
#: The most words a changed stretch is compared by; longer ones are shown as all gone, all new.
_MOST_WORDS = 3_000
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as it was kept.

    ``url`` is the address that was asked for, ``final_url`` the one that answered; ``fetched_at``
    ISO 8601 UTC; ``sha256`` the hex digest of the bytes as they came; ``warc`` a gzipped WARC
    file of its own.
    """

    url: str
    final_url: str
    fetched_at: str
    content_type: str
    sha256: str
    warc: bytes
    texts: Texts


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What a WARC file of ours holds: the address, time (ISO 8601 UTC), type and bytes."""

    url: str
    fetched_at: str
    content_type: str
    data: bytes


class NoSnapshot(ValueError):
    """The bytes are no WARC file of ours; the message says so."""


def take_snapshot(url: str, limits: Limits = PUBLIC_WEB) -> Snapshot:
    """Fetch a page or a document through the guarded fetcher and keep it. Raises Unreadable."""
    return snapshot_of(url, fetch(url, limits=limits, documents=True))


def snapshot_of(url: str, page: FetchedPage) -> Snapshot:
    """Make a snapshot of a page that was fetched for ``url``. Raises Unreadable."""
    content_type = page.content_type
    if page.charset:
        content_type += f"; charset={page.charset}"
    name = urlsplit(page.url).path.rpartition("/")[2]
    return Snapshot(
        url=url,
        final_url=page.url,
        fetched_at=page.fetched_at,
        content_type=content_type,
        sha256=hashlib.sha256(page.data).hexdigest(),
        warc=write_warc(url, page.url, page.fetched_at, content_type, page.data),
        texts=texts_of(page.data, name, content_type=content_type, url=page.url),
    )


def write_warc(url: str, final_url: str, fetched_at: str, content_type: str, data: bytes) -> bytes:
    """Return a gzipped WARC file: who made it, the page, and the address that was asked for.

    The page is a ``resource`` record: its bytes after decompression, without the HTTP headers.
    """
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    writer.write_record(writer.create_warcinfo_record("page.warc.gz", {"software": USER_AGENT}))
    page = writer.create_warc_record(
        final_url,
        "resource",
        payload=io.BytesIO(data),
        length=len(data),
        warc_content_type=content_type or "application/octet-stream",
        warc_headers_dict={"WARC-Date": fetched_at},
    )
    writer.write_record(page)
    via = f"via: {' '.join(url.split())}\r\n".encode()
    about = writer.create_warc_record(
        final_url,
        "metadata",
        payload=io.BytesIO(via),
        length=len(via),
        warc_content_type="application/warc-fields",
        warc_headers_dict={
            "WARC-Date": fetched_at,
            "WARC-Concurrent-To": page.rec_headers.get_header("WARC-Record-ID"),
        },
    )
    writer.write_record(about)
    return file.getvalue()


def read_warc(warc: bytes) -> KeptPage:
    """Return the page in a WARC file of ours. Raises NoSnapshot."""
    try:
        for record in ArchiveIterator(io.BytesIO(warc), check_digests=True):
            if record.rec_type == "resource":
                header = record.rec_headers.get_header
                page = KeptPage(
                    url=header("WARC-Target-URI"),
                    fetched_at=header("WARC-Date"),
                    content_type=header("Content-Type"),
                    data=record.content_stream().read(),
                )
                if record.digest_checker.passed is False:
                    raise NoSnapshot("The kept page is damaged: its digest does not agree.")
                return page
    except ArchiveLoadFailed as error:
        raise NoSnapshot("This is no WARC file.") from error
    raise NoSnapshot("There is no page in this WARC file.")


def differences(old: str, new: str) -> list[list[Change]]:
    """Return where two texts differ, each place with some words around it; none where they agree.

    Lines are compared first and words within the lines that differ, so that long pages take
    no longer than their changes ask for. White space does not count.
    """
    before, after = (
        [line for line in map(_one_line, text.splitlines()) if line] for text in (old, new)
    )
    places: list[list[Change]] = []
    lines = difflib.SequenceMatcher(None, before[:_MOST_LINES], after[:_MOST_LINES])
    for act, old_from, old_to, new_from, new_to in lines.get_opcodes():
        if act == "equal":
            continue
        gone = [word for line in before[old_from:old_to] for word in line.split()]
        come = [word for line in after[new_from:new_to] for word in line.split()]
        places += _places(gone, come)
    return places


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _places(gone: list[str], come: list[str]) -> list[list[Change]]:
    """The changed places of one stretch, near ones in one."""
    if max(len(gone), len(come)) > _MOST_WORDS or not gone or not come:
        return [_change(gone, come)]
    words = difflib.SequenceMatcher(None, gone, come, autojunk=False)
    places = []
    for group in words.get_grouped_opcodes(_CONTEXT):
        place: list[Change] = []
        for act, old_from, old_to, new_from, new_to in group:
            if act == "equal":
                place.append(("same", " ".join(come[new_from:new_to])))
            else:
                place += _change(gone[old_from:old_to], come[new_from:new_to])
        places.append(place)
    return places


def _change(gone: list[str], come: list[str]) -> list[Change]:
    change: list[Change] = []
    if gone:
        change.append(("gone", " ".join(gone)))
    if come:
        change.append(("new", " ".join(come)))
    return change
