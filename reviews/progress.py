"""How far a review has come."""

from collections.abc import Iterable
from typing import NamedTuple

from reviews.decisions import Decisions
from reviews.items import QUESTIONS, REVIEWED_KINDS


class Progress(NamedTuple):
    """How many sentences are done, of how many there are to review."""

    done: int
    total: int


def to_review(kinds: Iterable[tuple[int, str]], decisions: Decisions) -> list[int]:
    """Return the positions to review, from (position, kind) pairs and what people said of them."""
    return [
        position
        for position, kind in kinds
        if _chosen_kind(position, kind, decisions) in REVIEWED_KINDS
    ]


def is_done(position: int, decisions: Decisions) -> bool:
    """Say whether all three questions of a sentence have an answer that a person gave."""
    return all((position, question) in decisions for question in QUESTIONS)


def progress(kinds: Iterable[tuple[int, str]], decisions: Decisions) -> Progress:
    """Return how far the review has come; lines set aside do not count."""
    positions = to_review(kinds, decisions)
    return Progress(sum(is_done(position, decisions) for position in positions), len(positions))


def _chosen_kind(position: int, kind: str, decisions: Decisions) -> str:
    chosen = decisions.get((position, "kind"))
    return chosen.value if chosen else kind
