"""The evidence that stands on a sentence, as a mark carries it."""

from sqlite_utils import Database

from db.connection import read

_FIELDS = ("key", "stance", "url", "document", "quote", "locator")


def sentence_evidence(db: Database, article: int, sentence: int) -> list[dict[str, str]]:
    """Return the pieces that stand, in the order they came, empty fields left out.

    Each has ``reviewer`` and ``at`` besides the fields of the piece.
    """
    names = (*_FIELDS, "reviewer", "at")
    with read(db):
        rows = db.execute(
            f"SELECT {', '.join(names)} FROM current_evidence "
            "WHERE article = ? AND sentence = ? ORDER BY mark",
            [article, sentence],
        ).fetchall()
    return [{name: value for name, value in zip(names, row, strict=True) if value} for row in rows]
