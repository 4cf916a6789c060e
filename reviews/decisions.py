"""What stands, once all marks are laid on top of one another.

Marks may arrive late, twice and out of order; what stands depends on none of that. Of the marks
on one item the newest counts, by the time it was made, then by client and number.
"""

import json
from collections.abc import Iterable

from reviews.records import Evidence, Mark

Decisions = dict[tuple[int, str], Mark]


def order_in_time(mark: Mark) -> tuple[str, str, int]:
    """Return the key by which marks are ordered in time; no two marks share it."""
    return mark.at, mark.client_id, mark.seq


def standing(marks: Iterable[Mark]) -> Decisions:
    """Return the mark that stands for each (sentence, item); cleared items are left out.

    Evidence is kept apart, because a sentence can have several pieces: ``standing_evidence``.
    """
    newest: Decisions = {}
    for mark in sorted(marks, key=order_in_time):
        if mark.item != "evidence":
            newest[mark.sentence, mark.item] = mark
    return {place: mark for place, mark in newest.items() if mark.value}


def standing_evidence(marks: Iterable[Mark]) -> list[Evidence]:
    """Return the pieces of evidence that stand, by sentence, in the order they were first given."""
    pieces: dict[tuple[int, str], Evidence | None] = {}
    for mark in sorted(marks, key=order_in_time):
        if mark.item == "evidence":
            given = json.loads(mark.value)
            piece = None if given.get("withdrawn") else _evidence(mark, given)
            pieces[mark.sentence, given["key"]] = piece
    found = [piece for piece in pieces.values() if piece is not None]
    return sorted(found, key=lambda piece: piece.sentence)


def _evidence(mark: Mark, given: dict[str, str]) -> Evidence:
    return Evidence(
        key=given["key"],
        sentence=mark.sentence,
        url=given.get("url", ""),
        document=given.get("document", ""),
        quote=given.get("quote", ""),
        locator=given.get("locator", ""),
        stance=given["stance"],
        reviewer=mark.reviewer,
        at=mark.at,
    )
