"""What was checked before: one's own verdicts on sentences like this one."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import read
from db.evidence import sentence_evidence
from db.evidence_schema import POSITIONS
from evidence.passages import word_query
from evidence.repeats import Repeat, repeat

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
