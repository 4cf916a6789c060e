"""What the assistant proposed, and whether a person has agreed that it is asked.

Kept apart from marks and never a part of them: nothing here counts for a verdict or a report.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.connection import read, write


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody agreed that text of an article is sent; ``at`` is UTC as in marks."""

    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class AssistantAnswer:
    """One answer of a machine about one sentence; ``prompt`` is the version of the instructions."""

    sentence: int
    model: str
    prompt: str
    answer: Mapping[str, Any]
    reviewer: str
    at: str


def consent(db: Database, article: int, *, address: str, model: str) -> Consent | None:
    """Return the consent that stands: the newest act, if it agreed to this address and model."""
    with read(db):
        row = db.execute(
            "SELECT c.agreed, c.address, c.model, r.name, c.at FROM assistant_consents c "
            "JOIN reviewers r ON r.id = c.reviewer WHERE c.article = ? ORDER BY c.id DESC LIMIT 1",
            [article],
        ).fetchone()
    if row is None or row[:3] != (1, address, model):
        return None
    return Consent(*row[3:])


def keep_consent(
    db: Database, article: int, reviewer: int, *, address: str, model: str, agreed: bool, at: str
) -> None:
    """Keep that a reviewer agreed to text of an article being sent there, or no longer does."""
    with write(db):
        db.execute(
            "INSERT INTO assistant_consents (article, reviewer, address, model, agreed, at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [article, reviewer, address, model, int(agreed), at],
        )


def keep_answer(
    db: Database,
    article: int,
    sentence: int,
    reviewer: int,
    *,
    model: str,
    prompt: str,
    answer: Mapping[str, Any],
    at: str,
) -> None:
    """Keep what a machine answered when ``reviewer`` asked about a sentence."""
    with write(db):
        db.execute(
            "INSERT INTO assistant_answers "
            "(article, sentence, model, prompt, answer, reviewer, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [article, sentence, model, prompt, json.dumps(answer), reviewer, at],
        )


def newest_answers(db: Database, article: int) -> list[AssistantAnswer]:
    """Return the newest answer about each sentence of an article, in reading order."""
    with read(db):
        rows = db.execute(
            "SELECT a.sentence, a.model, a.prompt, a.answer, r.name, a.at FROM assistant_answers a "
            "JOIN reviewers r ON r.id = a.reviewer WHERE a.id IN (SELECT max(id) "
            "FROM assistant_answers WHERE article = ? GROUP BY sentence) ORDER BY a.sentence",
            [article],
        ).fetchall()
    return [
        AssistantAnswer(sentence, model, prompt, json.loads(answer), reviewer, at)
        for sentence, model, prompt, answer, reviewer, at in rows
    ]
