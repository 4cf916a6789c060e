"""How far a review has come."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reviews.decisions import Decisions
from reviews.items import FACTS_OFF, QUESTIONS, REVIEWED_KINDS
from reviews.records import WHOLE_ARTICLE

#: The facts to tick, as items (``reviews.items.fact_item``), by position.
Facts = Mapping[int, Sequence[str]]


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


def is_done(position: int, decisions: Decisions, facts: Facts) -> bool:
    """Say whether a person has answered all three questions of a sentence and ticked its facts."""
    items = [*QUESTIONS, *(facts.get(position, ()) if ticks_facts(decisions) else ())]
    return all((position, item) in decisions for item in items)


def ticks_facts(decisions: Decisions) -> bool:
    """Say whether facts are ticked one by one, or left out for a quick review."""
    chosen = decisions.get((WHOLE_ARTICLE, "facts"))
    return chosen is None or chosen.value != FACTS_OFF


def progress(kinds: Iterable[tuple[int, str]], decisions: Decisions, facts: Facts) -> Progress:
    """Return how far the review has come; lines set aside do not count."""
    positions = to_review(kinds, decisions)
    done = sum(is_done(position, decisions, facts) for position in positions)
    return Progress(done, len(positions))


def _chosen_kind(position: int, kind: str, decisions: Decisions) -> str:
    chosen = decisions.get((position, "kind"))
    return chosen.value if chosen else kind
