"""Triggers that hold what is promised: what was written stays as it was written."""

from sqlite_utils import Database

from db.schema import APPEND_ONLY


def protect(db: Database) -> None:
    """Put the triggers on every append-only table, in place of any that are there.

    Call it again after ``table.transform()``, which drops triggers without a word.
    An ``INSERT OR REPLACE`` deletes the old row without firing DELETE triggers unless
    ``recursive_triggers`` is on, which a foreign connection need not set; so a row that exists
    already is turned away before the insert.
    """
    for table, key in APPEND_ONLY.items():
        for act in ("UPDATE", "DELETE"):
            _replace_trigger(
                db,
                f"{table}_no_{act.lower()}",
                f"BEFORE {act} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{table} are only ever added to'); END",
            )
        if key:
            same = " AND ".join(f"{column} = NEW.{column}" for column in key)
            _replace_trigger(
                db,
                f"{table}_no_replace",
                f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN "
                f"SELECT RAISE(ABORT, '{table} are only ever added to'); END",
            )
    # A mark that arrives again is no mistake: it is passed over, and acknowledged by the caller.
    _replace_trigger(
        db,
        "marks_kept_once",
        "BEFORE INSERT ON marks WHEN EXISTS (SELECT 1 FROM marks "
        "WHERE client_id = NEW.client_id AND seq = NEW.seq) BEGIN SELECT RAISE(IGNORE); END",
    )


def _replace_trigger(db: Database, name: str, definition: str) -> None:
    db.execute(f"DROP TRIGGER IF EXISTS {name}")
    db.execute(f"CREATE TRIGGER {name} {definition}")
