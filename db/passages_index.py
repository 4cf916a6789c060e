"""The index in which passages are found, kept in step with the passages it is made of.

It holds no text of its own (``content = ''``), so that a row can only be taken out with the very
words that were put in. Whoever changes what ``evidence.passages`` makes of a passage adds a step
to ``db.migrations`` that calls ``index_again``.
"""

from sqlite_utils import Database

from evidence.passages import about, number_words

#: What stands in the columns: the scope, the text, its numbers, what the whole file is about.
Words = tuple[str, str, str, str]
_COLUMNS = "rowid, scope, text, numbers, about"


def index_passage(db: Database, passage: int, words: Words) -> None:
    """Put a passage in, under its number."""
    db.execute(f"INSERT INTO passages_index ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", [passage, *words])


def take_out_passage(db: Database, passage: int, words: Words) -> None:
    """Take a passage out; ``words`` are those it was put in with."""
    db.execute(
        f"INSERT INTO passages_index (passages_index, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)",
        [passage, *words],
    )


def index_words(article: int, name: str, document: str, position: int, text: str) -> Words:
    """Return the words of a passage's columns, in their order.

    ``name`` and ``document`` are the name and the text of the file it is from.
    """
    # The first passage says by itself what the document is about.
    whole = about(name, document) if position > 1 else ""
    return f"a{article}", text, number_words(text), whole


def index_again(db: Database) -> None:
    """Make the whole index anew."""
    db.execute("INSERT INTO passages_index (passages_index) VALUES ('delete-all')")
    rows = db.execute(
        "SELECT p.id, d.article, d.name, d.text, p.position, p.text "
        "FROM passages p JOIN documents d ON d.id = p.document ORDER BY p.id"
    ).fetchall()
    for passage, *of in rows:
        index_passage(db, passage, index_words(*of))
