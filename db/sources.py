"""Rating lists, what look-ups of sources found, and what became of links.

None of it is append-only: it came from elsewhere and can be had again.
"""

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from db.articles import storable
from db.connection import read, write
from sources.records import Fact, LinkCheck, PassedOver, Place, Rating, RatingList, Scale, Signal

#: SQLite takes so many values in one statement on every build (SQLITE_MAX_VARIABLE_NUMBER).
_MOST_VALUES = 900

_LIST_COLUMNS = "name, version, date, licence, citation, origin, lowest, highest, words, best"


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list that is kept: ``sites`` of ``rows_read`` rows, and why the others were passed over."""

    id: int
    about: RatingList
    sites: int
    rows_read: int
    passed_over: tuple[PassedOver, ...]
    added_at: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the newest look-up of an article's source found."""

    looked_up_at: str
    facts: tuple[Fact, ...]
    signals: tuple[Signal, ...]


def add_rating_list(
    db: Database,
    about: RatingList,
    ratings: Iterable[Rating],
    *,
    rows_read: int,
    passed_over: Sequence[PassedOver] = (),
) -> int:
    """Keep a list, all or nothing, in place of one of the same name and version; return its id."""
    scale = about.scale
    values = [
        *map(storable, (about.name, about.version, about.date, about.licence)),
        *map(storable, (about.citation, about.origin)),
        *(scale.low, scale.high, json.dumps(scale.words), scale.best),
        *(rows_read, json.dumps([dataclasses.asdict(one) for one in passed_over]), _now()),
    ]
    with write(db):
        db.execute(
            "DELETE FROM rating_lists WHERE name = ? AND version = ?",
            [storable(about.name), storable(about.version)],
        )
        number = db.execute(
            f"INSERT INTO rating_lists ({_LIST_COLUMNS}, rows_read, passed_over, added_at) "
            f"VALUES ({', '.join('?' * len(values))})",
            values,
        ).lastrowid
        db.conn.executemany(
            "INSERT INTO ratings (list, site, label, value, note) VALUES (?, ?, ?, ?, ?)",
            ((number, one.site, one.label, one.value, one.note) for one in ratings),
        )
    return number


def remove_rating_list(db: Database, number: int) -> None:
    """Take a list away with all its ratings; one that is not there is gone already."""
    with write(db):
        db.execute("DELETE FROM rating_lists WHERE id = ?", [number])


def rating_lists(db: Database) -> list[StoredList]:
    """Return the lists in the order of their names and versions."""
    with read(db):
        rows = db.execute(
            f"SELECT id, {_LIST_COLUMNS}, "
            "(SELECT count(*) FROM ratings WHERE list = id), rows_read, passed_over, added_at "
            "FROM rating_lists ORDER BY name COLLATE NOCASE, version"
        ).fetchall()
    return [
        StoredList(
            id=number,
            about=RatingList(*facts, scale=Scale(low, high, tuple(json.loads(words)), best)),
            sites=sites,
            rows_read=rows_read,
            passed_over=tuple(PassedOver(**one) for one in json.loads(passed_over)),
            added_at=added_at,
        )
        for number, *facts, low, high, words, best, sites, rows_read, passed_over, added_at in rows
    ]


def ratings_under(db: Database, names: Sequence[str]) -> dict[int, tuple[Rating, ...]]:
    """Return by list the ratings under the first of ``names`` that the list has.

    ``names`` go from the most particular to the least; a list that has none of them is left out.
    """
    names = names[:_MOST_VALUES]
    with read(db):
        rows = db.execute(
            "SELECT list, site, value, label, note FROM ratings "
            f"WHERE site IN ({', '.join('?' * len(names))}) ORDER BY label",
            list(names),
        ).fetchall()
    by_list: dict[int, dict[str, list[Rating]]] = defaultdict(lambda: defaultdict(list))
    for number, *rating in rows:
        by_list[number][rating[0]].append(Rating(*rating))
    return {
        number: tuple(found[next(name for name in names if name in found)])
        for number, found in by_list.items()
    }


def save_profile(
    db: Database, article: int, facts: Iterable[Fact], signals: Iterable[Signal]
) -> None:
    """Keep what a look-up of an article's source found, in place of an earlier one."""
    with write(db):
        db.execute(
            "INSERT OR REPLACE INTO profiles (article, looked_up_at, facts, signals) "
            "VALUES (?, ?, ?, ?)",
            [article, _now(), *(_as_json(records) for records in (facts, signals))],
        )


def profile(db: Database, article: int) -> Profile | None:
    """Return what the newest look-up found, None where there was none."""
    with read(db):
        row = db.execute(
            "SELECT looked_up_at, facts, signals FROM profiles WHERE article = ?", [article]
        ).fetchone()
    if row is None:
        return None
    looked_up_at, facts, signals = row
    return Profile(
        looked_up_at,
        tuple(Fact(**fact) for fact in json.loads(facts)),
        tuple(
            Signal(**signal | {"places": tuple(Place(**place) for place in signal["places"])})
            for signal in json.loads(signals)
        ),
    )


def save_link_check(db: Database, check: LinkCheck) -> None:
    """Keep what became of a link, in place of what was known."""
    values = dataclasses.asdict(check)
    with write(db):
        db.execute(
            f"INSERT OR REPLACE INTO link_checks ({', '.join(values)}) "
            f"VALUES ({', '.join('?' * len(values))})",
            [storable(value) if isinstance(value, str) else value for value in values.values()],
        )


def link_checks(db: Database, urls: Iterable[str]) -> dict[str, LinkCheck]:
    """Return what is known of these addresses, by address."""
    columns = ", ".join(field.name for field in dataclasses.fields(LinkCheck))
    wanted = list(dict.fromkeys(urls))
    found: dict[str, LinkCheck] = {}
    with read(db):
        for at in range(0, len(wanted), _MOST_VALUES):
            some = wanted[at : at + _MOST_VALUES]
            rows = db.execute(
                f"SELECT {columns} FROM link_checks WHERE url IN ({', '.join('?' * len(some))})",
                some,
            )
            found |= {row[0]: LinkCheck(*row) for row in rows}
    return found


def _as_json(records: Iterable[Fact | Signal]) -> str:
    return json.dumps([dataclasses.asdict(record) for record in records])


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
