"""The people who mark."""

import unicodedata

from sqlite_utils import Database

from db.connection import read, write

LONGEST_NAME = 80

#: Invisible characters by which Persian, Malayalam, Sinhala and others spell some of their words.
_JOINERS = "\u200c\u200d"


class InvalidName(ValueError):
    """The name cannot stand beside a mark; the message says why."""


class NoSuchReviewer(LookupError):
    """No reviewer has this number."""


def reviewer(db: Database, name: str) -> int:
    """Return the number of the reviewer called ``name``, adding them if they are new.

    Raises ``InvalidName`` where the name is empty, too long or holds control characters.
    """
    name = valid_name(name)
    number = _number(db, name)
    if number is None:
        with write(db):
            number = insert_reviewer(db, name)
    return number


def insert_reviewer(db: Database, name: str) -> int:
    """Return the number of a valid name within a transaction of ``db.connection.write``."""
    db.execute("INSERT OR IGNORE INTO reviewers (name) VALUES (?)", [name])
    number = _number(db, name)
    assert number is not None
    return number


def valid_name(name: str) -> str:
    """Return the name as it is kept: composed, with single blanks. Raises ``InvalidName``."""
    name = name.strip()
    if any(_is_control(character) for character in name):
        raise InvalidName("The name has invisible characters in it; type it again.")
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        raise InvalidName("Write your name; it stands beside each of your marks.")
    if len(name) > LONGEST_NAME:
        raise InvalidName(f"The name is too long; {LONGEST_NAME} characters are the most.")
    return name


def reviewer_name(db: Database, number: int) -> str:
    """Return the name of a reviewer. Raises ``NoSuchReviewer``."""
    with read(db):
        row = db.execute("SELECT name FROM reviewers WHERE id = ?", [number]).fetchone()
    if row is None:
        raise NoSuchReviewer(f"There is no reviewer {number}.")
    return row[0]


def _is_control(character: str) -> bool:
    # Cc, Cs and Cf hold line breaks, half characters and marks that turn the text around, Zl and
    # Zp two more line breaks.
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Cf", "Zl", "Zp"} and character not in _JOINERS


def _number(db: Database, name: str) -> int | None:
    with read(db):
        row = db.execute("SELECT id FROM reviewers WHERE name = ?", [name]).fetchone()
    return row[0] if row else None
