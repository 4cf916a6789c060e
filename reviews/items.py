"""What may be marked, and with which values.

A mark of a sentence answers one of the three questions, gives a verdict, a note or a piece of
evidence, or says what kind of line it is; a mark of the whole article gives its verdict or summary.
"""

import json
import re
from collections.abc import Callable

from reviews.records import WHOLE_ARTICLE, Mark

QUESTIONS = ("attributed", "sourced", "verifiable")
ANSWERS = ("yes", "partly", "no", "n/a")

#: Verdicts on a sentence, as a fact-checking desk files them.
VERDICTS = {
    "accurate": "Accurate",
    "change": "Needs a change",
    "wrong": "Wrong",
    "unverifiable": "Cannot be verified",
    "opinion": "Opinion",
    "no-claim": "Not a claim",
}

#: Verdicts on the whole article.
ARTICLE_VERDICTS = {
    "sound": "Sound",
    "changes": "Sound after changes",
    "unsound": "Not fit to publish",
    "open": "Undecided",
}

STANCES = ("supports", "refutes", "context")

#: Kinds of line that carry the article's claims; the others are set aside until brought back.
REVIEWED_KINDS = frozenset({"body", "quote", "list", "caption"})

#: What a person may say of a line: bring it back as body, or set it aside.
CHOSEN_KINDS = ("body", "promo", "boilerplate")

LONGEST_TEXT = 20_000
_LONGEST_EVIDENCE_FIELD = 10_000
_EVIDENCE_FIELDS = ("url", "document", "quote", "locator")
_AT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z"
)
#: SQLite numbers are 64 bits wide.
_LARGEST_SEQ = 2**63 - 1


def problem(mark: Mark, sentence_count: int) -> str:
    """Return why ``mark`` cannot be kept, as one plain sentence; empty when it can."""
    if not 0 <= mark.sentence <= sentence_count:
        return f"There is no sentence {mark.sentence} in this article."
    if not 0 <= mark.seq <= _LARGEST_SEQ:
        return "The number of the mark is out of range."
    if not _AT.fullmatch(mark.at):
        return "The time of the mark is not written as 2026-01-31T12:00:00.000Z."
    items = _ARTICLE_ITEMS if mark.sentence == WHOLE_ARTICLE else _SENTENCE_ITEMS
    if mark.item not in items:
        return f"There is nothing called '{mark.item[:40]}' to mark here."
    if any("\ud800" <= character <= "\udfff" for character in mark.value):
        return "The text has a broken character in it; type it again."
    return items[mark.item](mark.value)


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value == "" or value in allowed:
            return ""
        return f"'{value[:40]}' is not one of {', '.join(allowed)}."

    return check


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        return f"The text has {len(value):,} characters; {LONGEST_TEXT:,} is the most."
    return ""


def _evidence(value: str) -> str:
    try:
        piece = json.loads(value)
    except (ValueError, RecursionError):
        return "The evidence is not readable as JSON."
    if not isinstance(piece, dict) or not isinstance(piece.get("key"), str):
        return "The evidence has no key."
    if not 1 <= len(piece["key"]) <= 64:
        return "The key of the evidence must have 1 to 64 characters."
    if piece.get("withdrawn") is True:
        return ""
    return _evidence_fields(piece)


def _evidence_fields(piece: dict[str, object]) -> str:
    texts = [piece.get(field, "") for field in _EVIDENCE_FIELDS]
    if not all(isinstance(text, str) for text in texts):
        return "The evidence must be given as text."
    if any("\ud800" <= character <= "\udfff" for text in texts for character in text):
        return "The evidence has a broken character in it; type it again."
    if any(len(text) > _LONGEST_EVIDENCE_FIELD for text in texts):
        return f"A field of the evidence is longer than {_LONGEST_EVIDENCE_FIELD:,} characters."
    if not any(text.strip() for text in texts[:3]):
        return "Give the evidence an address, a document or a quotation."
    if piece.get("stance") not in STANCES:
        return f"Say how the evidence stands to the sentence: {', '.join(STANCES)}."
    return ""


_SENTENCE_ITEMS: dict[str, Callable[[str], str]] = {
    **{question: _one_of(*ANSWERS) for question in QUESTIONS},
    "verdict": _one_of(*VERDICTS),
    "note": _text,
    "kind": _one_of(*CHOSEN_KINDS),
    "evidence": _evidence,
}
_ARTICLE_ITEMS: dict[str, Callable[[str], str]] = {
    "verdict": _one_of(*ARTICLE_VERDICTS),
    "summary": _text,
}
