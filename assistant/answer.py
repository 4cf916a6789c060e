"""From what a server answered to proposals: read as a stranger's text, whatever comes."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from assistant.records import AssistantProblem, Split

MOST_CLAIMS = 8
MOST_QUERIES = 6
#: In characters; what is longer is cut, with an ellipsis.
LONGEST_CLAIM = 400
LONGEST_QUERY = 200

#: Where in an answer an object may begin: tried from the first brace on, so many times.
_TRIES = 20
_NOT_AN_ANSWER = (
    "The assistant's server did not answer as an OpenAI-compatible server does: "
    "LINECHECK_ASSISTANT_URL may be another program's address."
)
_NOT_A_SPLIT = (
    "The assistant's answer is not in the form that was asked for: ask again, or have another "
    "model set."
)


def read_answer(data: bytes) -> Split:
    """Return the proposals in the body of a chat completion. Raises ``AssistantProblem``.

    Models put their JSON into fences, before or after prose, after their thoughts; items come as
    objects in place of texts, doubled, empty, too long and too many. What can be used is used.
    """
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise AssistantProblem(_NOT_AN_ANSWER) from error
    if isinstance(content, list):  # parts, as some servers send them
        texts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(text for text in texts if isinstance(text, str))
    if not isinstance(content, str):
        raise AssistantProblem(_NOT_A_SPLIT)
    for found in _objects(content.rpartition("</think>")[2]):
        if "claims" in found or "queries" in found:
            return _split(found)
    raise AssistantProblem(_NOT_A_SPLIT)


def _objects(content: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in a text."""
    decoder = json.JSONDecoder()
    place = content.find("{")
    for _ in range(_TRIES):
        if place < 0:
            return
        try:
            found, end = decoder.raw_decode(content, place)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            yield found
        place = content.find("{", end)


def _split(found: dict[str, Any]) -> Split:
    claims, more_claims = _texts(found.get("claims"), "claim", LONGEST_CLAIM, MOST_CLAIMS)
    queries, more_queries = _texts(found.get("queries"), "query", LONGEST_QUERY, MOST_QUERIES)
    return Split(claims, queries, more_claims + more_queries)


def _texts(items: Any, name: str, longest: int, most: int) -> tuple[tuple[str, ...], int]:
    """Return the texts of a list, and how many more there were."""
    if items is None:
        return (), 0
    if not isinstance(items, list):
        raise AssistantProblem(_NOT_A_SPLIT)
    given = [item.get(name, item.get("text")) if isinstance(item, dict) else item for item in items]
    texts = [_one_line(text) for text in given if isinstance(text, str)]
    kept = list({text.casefold(): text for text in reversed(texts) if text}.values())[::-1]
    if items and not kept:
        raise AssistantProblem(_NOT_A_SPLIT)
    cut = (text if len(text) <= longest else f"{text[: longest - 1]}…" for text in kept[:most])
    return tuple(cut), max(0, len(kept) - most)


def _one_line(text: str) -> str:
    """Return a text on one line, without characters that nobody sees or no file can hold."""
    hidden = {"Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp"}
    seen = (" " if unicodedata.category(sign) in hidden else sign for sign in text)
    return " ".join("".join(seen).split())
