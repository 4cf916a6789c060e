"""What is known of a source: plain, frozen records, which are kept and shown elsewhere."""

from dataclasses import dataclass
from typing import Literal

#: What became of a link.
REACHABLE = "reachable"
REDIRECTED = "redirected"
DEAD = "dead"
SOFT_404 = "soft 404"
WALL = "login or paywall"
UNKNOWN = "unknown"
STATES = (REACHABLE, REDIRECTED, DEAD, SOFT_404, WALL, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a page says of itself, and where it says it."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signal was found: in words, what stands there, and the address it leads to."""

    where: str
    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal; ``reason`` says where it was looked for in vain, or why it was not looked for."""

    name: str
    state: Literal["found", "not found", "unknown"]
    places: tuple[Place, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a list's ratings range over.

    Numbers go from ``low`` to ``high``; ``words`` go from the worst to the best, and there are no
    words where the ratings are numbers. ``best`` says which end is good: "high", "low", or "" for
    a scale that does not judge, as one of political leaning.
    """

    low: float = 0.0
    high: float = 0.0
    words: tuple[str, ...] = ()
    best: str = "high"


@dataclass(frozen=True, slots=True)
class RatingList:
    """What is known of a list. ``origin`` is the file's name or its address; facts may be empty."""

    name: str
    version: str
    date: str
    licence: str
    citation: str
    origin: str
    scale: Scale


@dataclass(frozen=True, slots=True)
class Rating:
    """One site's rating as its list gives it.

    ``site`` is a host or a host with a path; ``label`` tells several ratings of one site apart,
    such as one for politics.
    """

    site: str
    value: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Rows that are not in the list, why, and one of them for example."""

    reason: str
    rows: int
    example: str


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What a visit to ``url`` showed at ``checked_at`` (ISO 8601, UTC).

    ``status`` is the last HTTP status, 0 where nobody answered; ``final_url`` where it leads;
    ``detail`` one sentence or none; ``archived_at`` is when the copy at ``archived_url`` was made.
    """

    url: str
    state: str
    status: int = 0
    final_url: str = ""
    title: str = ""
    detail: str = ""
    archived_url: str = ""
    archived_at: str = ""
    checked_at: str = ""
