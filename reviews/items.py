"""What may be marked, and with which values.

A mark of a sentence answers one of the three questions, ticks one of its facts, gives a verdict, a
note or a piece of evidence, or says what kind of line it is; a mark of the whole article gives its
verdict or summary, or says that facts are not ticked one by one.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime

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

#: What a tick on a fact says: a person held it against something.
CHECKED = "checked"

#: What the whole article's item ``facts`` says where a quick review leaves them out.
FACTS_OFF = "off"

#: Kinds of line that carry the article's claims; the others are set aside until brought back.
REVIEWED_KINDS = frozenset({"body", "quote", "list", "caption"})

#: What a person may say of a line: bring it back as body, or set it aside.
CHOSEN_KINDS = ("body", "promo", "boilerplate")

#: The most sentences one review holds: a thick book. A browser still walks them without a wait.
LONGEST_ARTICLE = 20_000

LONGEST_TEXT = 20_000
_LONGEST_EVIDENCE_FIELD = 10_000
_LONGEST_EVIDENCE_KEY = 64
_EVIDENCE_FIELDS = ("url", "document", "quote", "locator")
_ALL_EVIDENCE_FIELDS = frozenset({"key", "stance", "withdrawn", *_EVIDENCE_FIELDS})
#: Digits are named one by one: ``\d`` also takes those of other scripts, which sort elsewhere.
_FACT_ITEM = re.compile(r"fact:(0|[1-9][0-9]{0,9})-([1-9][0-9]{0,9})")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
#: In ASCII the order of texts is the same in Python, SQL and JavaScript.
_CLIENT_ID = re.compile(r"[!-~]{1,64}")
#: The largest whole number that JavaScript still tells from its neighbours.
_LARGEST_SEQ = 2**53 - 1
#: Half characters, which no file can hold, and NUL, at which many programs stop reading.
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def fact_item(start: int, end: int) -> str:
    """Return the item under which the fact at these offsets of the text is ticked."""
    return f"fact:{start}-{end}"


def fact_place(item: str) -> tuple[int, int] | None:
    """Return the offsets of the fact that an item ticks, None where it is another item."""
    found = _FACT_ITEM.fullmatch(item)
    return (int(found[1]), int(found[2])) if found else None


def is_fact_item(item: str) -> bool:
    """Say whether an item is the tick of a fact."""
    return _FACT_ITEM.fullmatch(item) is not None


def problem(mark: Mark, sentence_count: int) -> str:
    """Return why ``mark`` cannot be kept, as one plain sentence; empty when it can."""
    if not 0 <= mark.sentence <= sentence_count:
        return f"There is no sentence {mark.sentence} in this article."
    if not 0 <= mark.seq <= _LARGEST_SEQ:
        return "The number of the mark is out of range."
    if not _CLIENT_ID.fullmatch(mark.client_id):
        return "The client_id must have 1 to 64 letters, digits or signs of ASCII, without spaces."
    if not _is_time(mark.at):
        return "The time of the mark is not written as 2026-01-31T12:00:00.000Z."
    if mark.sentence == WHOLE_ARTICLE:
        check_value = _ARTICLE_ITEMS.get(mark.item)
    elif is_fact_item(mark.item):
        check_value = _one_of(CHECKED)
    else:
        check_value = _SENTENCE_ITEMS.get(mark.item)
    if check_value is None:
        return f"There is nothing called '{_quotable(mark.item)}' to mark here."
    if _BROKEN.search(mark.value):
        return "The text has a broken character in it; type it again."
    return check_value(mark.value)


def article_problem(sentence_count: int) -> str:
    """Return why an article cannot be reviewed as a whole; empty when it can."""
    if sentence_count <= LONGEST_ARTICLE:
        return ""
    return (
        f"The text has {sentence_count:,} sentences and a review holds {LONGEST_ARTICLE:,}: "
        "add it in parts."
    )


def _is_time(text: str) -> bool:
    if not _AT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quotable(text: str) -> str:
    """Return the beginning of what was sent, fit to be quoted in an answer."""
    return "".join(character if character.isprintable() else "�" for character in text[:40])


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value == "" or value in allowed:
            return ""
        return f"'{_quotable(value)}' is not one of {', '.join(allowed)}."

    return check


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        return f"The text has {len(value):,} characters; {LONGEST_TEXT:,} is the most."
    return ""


def _evidence(value: str) -> str:
    try:
        piece = json.loads(value, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return "The evidence is not readable as JSON."
    if not isinstance(piece, dict) or not isinstance(piece.get("key"), str):
        return "The evidence has no key."
    if unknown := piece.keys() - _ALL_EVIDENCE_FIELDS:
        return f"Evidence has no field called '{_quotable(min(unknown))}'."
    if not 1 <= len(piece["key"]) <= _LONGEST_EVIDENCE_KEY:
        return f"The key of the evidence must have 1 to {_LONGEST_EVIDENCE_KEY} characters."
    if not isinstance(piece.get("withdrawn", False), bool):
        return "Evidence is withdrawn or it is not: say true or false."
    return _evidence_texts(piece) or ("" if piece.get("withdrawn") else _evidence_content(piece))


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python's reader takes and no other reader of JSON does."""
    raise ValueError(f"{name} is not JSON")


def _evidence_texts(piece: dict[str, object]) -> str:
    texts = [piece.get(field, "") for field in _EVIDENCE_FIELDS]
    if not all(isinstance(text, str) for text in texts):
        return "The evidence must be given as text."
    if any(_BROKEN.search(text) for text in [piece["key"], *texts]):
        return "The evidence has a broken character in it; type it again."
    if any(len(text) > _LONGEST_EVIDENCE_FIELD for text in texts):
        return f"A field of the evidence is longer than {_LONGEST_EVIDENCE_FIELD:,} characters."
    return ""


def _evidence_content(piece: dict[str, object]) -> str:
    if not any(piece.get(field, "").strip() for field in ("url", "document", "quote")):
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
    "facts": _one_of(FACTS_OFF),
}
