"""What a check answers: plain, frozen records."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Answer = Literal["yes", "partly", "no", "n/a"]


class Span(NamedTuple):
    """A stretch of the article, in code point offsets of ``Article.text``, and what it is."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's proposal for one sentence; a person decides.

    ``detail`` refines the answer (for attributed: named, anonymous, passive, none);
    ``score`` is how sure the check is, 0 to 1; ``reason`` one sentence a reviewer understands.
    """

    check: str
    answer: Answer
    detail: str
    score: float
    reason: str
    spans: tuple[Span, ...] = ()
