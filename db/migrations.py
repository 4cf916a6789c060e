"""The steps by which a database came to its present shape. Add a step; never change one.

``db.connection`` runs them, all or nothing, and puts the append-only triggers back after them.
"""

from functools import cache

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db import assistant_schema, evidence_schema, schema
from db.passages_index import index_again

migrations = Migrations("linecheck")


@migrations()
def first_tables(db: Database) -> None:
    """Make the tables and the views."""
    db.executescript(schema.TABLES)
    db.executescript(schema.VIEWS)


@migrations()
def writer_notes(db: Database) -> None:
    """Keep what a draft carries beside its text, and where its pages begin."""
    db.executescript(schema.WRITER_NOTES)


@migrations()
def sources(db: Database) -> None:
    """Make the tables of rating lists, source profiles and link checks."""
    db.executescript(schema.SOURCES)


@migrations()
def evidence_kept(db: Database) -> None:
    """Make the tables of kept pages and files, and the indexes of what was checked before."""
    db.executescript(evidence_schema.TABLES)
    db.executescript(evidence_schema.FILL)
    db.executescript(evidence_schema.VIEWS)


@migrations()
def assistant(db: Database) -> None:
    """Make the tables of what a machine proposed and who agreed that it is asked."""
    db.executescript(assistant_schema.TABLES)


@migrations()
def evidence_found_again(db: Database) -> None:
    """Index the words of evidence."""
    db.executescript(evidence_schema.EVIDENCE_INDEX)


@migrations()
def copies_told(db: Database) -> None:
    """Make the tables of removed files and of copies that are elsewhere."""
    db.executescript(evidence_schema.COPIES_TOLD)


@migrations()
def passages_in_more_units(db: Database) -> None:
    """Index passages anew, with their numbers in more units."""
    index_again(db)


@cache
def known_steps() -> frozenset[str]:
    """Return the names of all steps this version knows: those a new database has yet to take."""
    return frozenset(step.name for step in migrations.pending(Database(memory=True)))
