"""Triggers that hold what is promised: what was written stays as it was written."""

from sqlite_utils import Database

from db.evidence_schema import INDEX_TRIGGERS

#: Tables whose rows are added and never changed or taken away, each with its unique keys. These
#: are all the ways an INSERT OR REPLACE can find an old row to throw out; tables that have no
#: whole number for a key are WITHOUT ROWID, so that no hidden one is a further way.
APPEND_ONLY = {
    "articles": (("number",), ("sha256",)),
    "sentences": (("article", "position"),),
    "links": (("article", "position"),),
    "findings": (("article", "sentence", "question"),),
    "marks": (("id",),),
    "evidence": (("mark",),),
    "snapshots": (("id",),),
    "documents": (("id",), ("article", "name", "sha256")),
    "passages": (("id",), ("document", "position")),
    "removed_documents": (("id",),),
    "assistant_consents": (("id",),),
    "assistant_answers": (("id",),),
}

#: Files go, with their passages, once it is on record who removed them and when.
_IS_RECORDED = (
    "SELECT 1 FROM removed_documents r JOIN documents d "
    "ON (r.article, r.name, r.sha256, r.added_at) = (d.article, d.name, d.sha256, d.added_at) "
)
REMOVABLE = {
    "documents": f"{_IS_RECORDED} WHERE d.id = OLD.id",
    "passages": f"{_IS_RECORDED} WHERE d.id = OLD.document",
}


def protect(db: Database) -> None:
    """Put the triggers on every append-only table, in place of any that are there.

    ``table.transform()`` drops triggers without a word, so this runs after every migration.
    An INSERT OR REPLACE fires no DELETE trigger unless ``recursive_triggers`` is on, which
    another program's connection need not set; so a row whose key is taken is turned away before
    it is inserted, and nothing is left to replace. Tables of steps yet to come are passed over.
    """
    there = set(db.table_names())
    for table in APPEND_ONLY.keys() & there:
        keys = APPEND_ONLY[table]
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
        taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {_same(key)})" for key in keys)
        _put(db, f"{table}_no_update", f"BEFORE UPDATE ON {table} {refuse}")
        unless = f"WHEN NOT EXISTS ({REMOVABLE[table]})" if table in REMOVABLE else ""
        _put(db, f"{table}_no_delete", f"BEFORE DELETE ON {table} {unless} {refuse}")
        _put(db, f"{table}_no_replace", f"BEFORE INSERT ON {table} WHEN {taken} {refuse}")
    # A mark that arrives again is no mistake: it is passed over, and ON CONFLICT stays usable.
    _put(
        db,
        "marks_kept_once",
        "BEFORE INSERT ON marks WHEN EXISTS (SELECT 1 FROM marks "
        f"WHERE {_same(('client_id', 'seq'))}) BEGIN SELECT RAISE(IGNORE); END",
    )
    # These keep no promise, but a transform drops them all the same.
    for index in INDEX_TRIGGERS.keys() & there:
        _put(db, f"{index}ed", INDEX_TRIGGERS[index])


def _same(key: tuple[str, ...]) -> str:
    return " AND ".join(f"{column} = NEW.{column}" for column in key)


def _put(db: Database, name: str, definition: str) -> None:
    db.execute(f"DROP TRIGGER IF EXISTS {name}")
    db.execute(f"CREATE TRIGGER {name} {definition}")
