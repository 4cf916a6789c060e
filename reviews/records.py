"""What reviewers decide, and what a report is made of: plain, frozen records."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

#: The sentence number of marks that belong to the whole article.
WHOLE_ARTICLE = 0

_ANNOTATIONS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:linecheck:mark")


def timestamp(moment: datetime) -> str:
    """Return a time in UTC as marks carry it, fixed in width so that it sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def annotation_id(client_id: str, seq: int) -> str:
    """Return the identifier of a mark as annotation: made of its name alone, in every export."""
    return f"urn:uuid:{uuid.uuid5(_ANNOTATIONS, f'{client_id}/{seq}')}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One act of one reviewer, appended and never changed.

    ``sentence`` is a position, or ``WHOLE_ARTICLE``; ``value`` is empty where the act cleared
    an earlier answer; ``at`` is UTC, ``YYYY-MM-DDTHH:MM:SS.mmmZ``, fixed in width so that it
    sorts as text; ``(client_id, seq)`` names the act wherever and however often it arrives.
    In a report, ``arrival`` counts the article's marks from 1 as they arrived, and
    ``received_at`` is when; before they are kept both are unknown.
    """

    sentence: int
    item: str
    value: str
    at: str
    client_id: str
    seq: int
    reviewer: str = ""
    arrival: int = 0
    received_at: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What supports, refutes or explains a sentence.

    ``stance`` is supports, refutes or context; ``locator`` a page, a timestamp or a section;
    ``key`` names the piece over its edits.
    """

    key: str
    sentence: int
    url: str
    document: str
    quote: str
    locator: str
    stance: str
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class CopyVersion:
    """One version of what was kept: when, ISO 8601 in UTC, and the hex SHA-256 of its bytes."""

    at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """What was kept of a page or a file that evidence names.

    ``kind`` is "page", with its address as ``name``, or "file". ``versions`` come oldest first:
    a page that reads as it did is not kept again, only that it was looked at, last at
    ``looked_at``. ``removed_at`` is when a file was removed, empty while it is there.
    """

    kind: str
    name: str
    versions: tuple[CopyVersion, ...]
    looked_at: str
    removed_at: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program proposed for one question, carried into the report beside the decision."""

    answer: str
    detail: str
    score: float
    reason: str
    spans: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What the draft itself carries beside a sentence.

    ``start`` and ``end`` are the words it is attached to, in code points of the article's text;
    ``kind`` is comment, footnote, endnote or change; ``date`` an ISO 8601 time or empty.
    """

    start: int
    end: int
    kind: str
    author: str
    date: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportSentence:
    """One sentence as reported: ``decisions`` maps an item to the mark that now stands.

    ``kind`` is what a person said the line is, or else ``read_as``, what the program took it for.
    ``page`` counts from 1; it is 0 where the article has no pages.
    """

    position: int
    kind: str
    start: int
    end: int
    text: str
    set_aside: bool
    links: tuple[str, ...]
    proposals: dict[str, Proposal]
    decisions: dict[str, Mark]
    evidence: tuple[Evidence, ...]
    history: tuple[Mark, ...]
    read_as: str = ""
    writer_notes: tuple[DraftNote, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class SourceRating:
    """One rating of the site as its list gives it; ``scale`` says in words what it ranges over.

    A list that does not have the site has an empty ``value``. ``site`` is the name it is listed
    under; ``label`` tells several ratings in one list apart.
    """

    list: str
    version: str
    date: str
    site: str
    value: str
    label: str
    scale: str


@dataclass(frozen=True, slots=True)
class SourceSignal:
    """What a publisher tells its readers: ``state`` is found, not found or unknown.

    ``where`` says where it was found, or why not.
    """

    name: str
    state: str
    where: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who published an article, and what others and they themselves say of them.

    ``platform`` hosts the site and does not answer for it; empty where the site stands alone.
    ``signals`` are empty and ``looked_up_at`` too until somebody has looked; ``links`` counts the
    pages linked to by what became of them, "not checked" among it.
    """

    site: str
    platform: str
    ratings: tuple[SourceRating, ...]
    signals: tuple[SourceSignal, ...]
    looked_up_at: str
    links: dict[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a rendering needs, built by one query. Renderers add nothing of their own.

    ``verdict`` and ``summary`` are the reviewer's words on the whole article, empty until written;
    ``history`` holds the marks of the whole article, oldest first. ``links`` are (start, end,
    address), in code points of ``text``. ``changed_at`` is when the last mark arrived, or the
    article was added: it stays as it is as long as nothing changes.
    ``page_starts`` says where each page begins, in code points, if there are pages.
    ``ticks_facts`` says whether facts were to be ticked one by one. ``source`` is None for an
    article without an address. ``copies`` are those that were kept of what evidence names.
    ``left_out`` says in sentences what was left out before the report
    goes out (a reviewer's name that was is ""); with ``only_changes`` only sentences that need a
    change are to be listed, with ``chosen`` only those of these numbers.
    """

    article: int
    title: str
    url: str
    publisher: str
    author: str
    published: str
    language: str
    text: str
    sha256: str
    added_at: str
    generated_at: str
    reviewers: tuple[str, ...]
    verdict: str
    summary: str
    ticks_facts: bool
    sentences: tuple[ReportSentence, ...]
    fetched_at: str = ""
    changed_at: str = ""
    links: tuple[tuple[int, int, str], ...] = ()
    history: tuple[Mark, ...] = ()
    writer_notes: tuple[DraftNote, ...] = ()
    page_starts: tuple[int, ...] = ()
    source: Source | None = None
    copies: tuple[KeptCopy, ...] = ()
    left_out: tuple[str, ...] = ()
    only_changes: bool = False
    chosen: tuple[int, ...] = ()
