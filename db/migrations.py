"""The steps by which a database came to its present shape. Add a step; never change one."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db import schema
from db.append_only import protect

migrations = Migrations("linecheck")


@migrations()
def first_tables(db: Database) -> None:
    """Make the tables, the views, and the triggers that keep them."""
    for statement in _statements(schema.TABLES) + _statements(schema.VIEWS):
        db.execute(statement)
    protect(db)


def _statements(script: str) -> list[str]:
    # executescript() would commit the transaction that makes a migration all or nothing.
    return [statement for statement in script.split(";\n") if statement.strip()]
