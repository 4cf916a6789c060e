"""What the assistant gives: proposals, or the reason why there are none."""

from dataclasses import dataclass


class AssistantProblem(Exception):
    """There is no answer; the message says why and what to do, in one sentence or two."""


@dataclass(frozen=True, slots=True)
class Split:
    """A sentence taken apart by a machine: texts of a stranger's, for a person to judge.

    ``left_out`` counts the claims and queries that were too many to be kept.
    """

    claims: tuple[str, ...]
    queries: tuple[str, ...]
    left_out: int = 0
