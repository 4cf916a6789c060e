"""What was checked before: one's own verdicts on sentences like this one, and evidence."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import read
from db.evidence import sentence_evidence
from db.evidence_schema import POSITIONS
from evidence.passages import word_query
from evidence.repeats import LEAST_SHARED, Repeat, repeat, shared

#: How many of the sentences with the most words in common are compared word by word.
_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class EarlierCheck:
    """A sentence that was checked: what stands on it, by whom and when (ISO 8601 UTC).

    ``evidence`` has its pieces, each with who gave it and when; ``verdict`` is empty where only
    evidence was given.
    """

    article: int
    title: str
    sentence: int
    text: str
    repeat: Repeat
    verdict: str
    reviewer: str
    at: str
    note: str
    evidence: tuple[dict[str, str], ...]


def earlier_checks(
    db: Database, article: int, position: int, text: str, most: int = 3
) -> list[EarlierCheck]:
    """Return checks of sentences that say nearly what ``text`` says, the likest first."""
    words = word_query(text)
    if not words:
        return []
    with read(db):
        rows = db.execute(
            "SELECT s.article, a.title, s.position, s.text FROM sentences_index i "
            f"JOIN sentences s ON s.article = i.rowid / {POSITIONS} "
            f"AND s.position = i.rowid % {POSITIONS} JOIN articles a ON a.number = s.article "
            "WHERE sentences_index MATCH ? AND NOT (s.article = ? AND s.position = ?) "
            "AND EXISTS (SELECT 1 FROM marks m WHERE m.article = s.article "
            "AND m.sentence = s.position AND m.item IN ('verdict', 'evidence')) "
            "ORDER BY bm25(sentences_index), i.rowid DESC LIMIT ?",
            [words, article, position, _CANDIDATES],
        ).fetchall()
        repeats = [(repeat(row[3], text), row) for row in rows]
        near = [(found, row) for found, row in repeats if found]
        near.sort(key=lambda pair: (-pair[0].alike, -pair[1][0], pair[1][2]))
        checks = (_check(db, found, row) for found, row in near)
        return [check for check in checks if check][:most]


def earlier_evidence(
    db: Database, article: int, position: int, text: str, most: int = 3
) -> list[dict[str, str]]:
    """Return pieces of evidence given elsewhere whose words speak of what ``text`` says.

    Each has the title of its ``article`` besides the fields of the piece, and comes once, however
    many sentences it was given to.
    """
    words = word_query(text)
    if not words:
        return []
    names = ("stance", "url", "document", "quote", "locator", "reviewer", "at", "title")
    with read(db):
        rows = db.execute(
            "SELECT e.stance, e.url, e.document, e.quote, e.locator, e.reviewer, e.at, a.title "
            "FROM evidence_index JOIN current_evidence e ON e.mark = evidence_index.rowid "
            "JOIN articles a ON a.number = e.article WHERE evidence_index MATCH ? "
            "AND NOT (e.article = ? AND e.sentence = ?) "
            "ORDER BY bm25(evidence_index), e.mark DESC LIMIT ?",
            [words, article, position, _CANDIDATES],
        ).fetchall()
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: -shared(row[3], text)):
        if shared(row[3], text) >= LEAST_SHARED:
            found.setdefault(row[1:4], dict(zip(names, row, strict=True)))
    return list(found.values())[:most]


def _check(db: Database, found: Repeat, row: tuple) -> EarlierCheck | None:
    article, title, position, text = row
    marks = {
        item: (value, reviewer, at)
        for item, value, reviewer, at in db.execute(
            "SELECT item, value, reviewer, at FROM current_marks "
            "WHERE article = ? AND sentence = ? AND item IN ('verdict', 'note')",
            [article, position],
        )
    }
    pieces = sentence_evidence(db, article, position)
    if "verdict" not in marks and not pieces:
        return None
    by_piece = ("", pieces[-1]["reviewer"], pieces[-1]["at"]) if pieces else ()
    verdict, reviewer, at = marks.get("verdict", by_piece)
    return EarlierCheck(
        *(article, title, position, text, found, verdict, reviewer, at),
        note=marks["note"][0] if "note" in marks else "",
        evidence=tuple(pieces),
    )
