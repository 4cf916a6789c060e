"""A sentence as words and marks, its quotations folded away, and small questions about words."""

import re
from typing import NamedTuple

from checks.quotations import quoted_parts
from checks.wordlists import grammar


class Token(NamedTuple):
    """A word or a mark of a sentence; offsets count from the start of ``Article.text``."""

    text: str
    lower: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Sr|U\.S|U\.K|U\.N|[A-Z])\.(?=\W|$)"
    r"|\w+(?:['’.&/-]\w+)*|\S"
)
#: Stands for a whole quotation in a list of tokens.
PLACEHOLDER = "“”"
_ADVERBS = grammar("adverbs")
AUXILIARIES = grammar("auxiliaries")
BE = grammar("be")
MODALS = grammar("modals")
BREAKS = grammar("breaks")
STOPS = frozenset(',;:()[]—–"“”«»!?…')
TIMES = grammar("times")
_COMPLEMENTS = grammar("complements")
PRONOUNS = grammar("pronouns")
WRITER = grammar("writer")
_NO_NAME = PRONOUNS | WRITER | {"his", "its", "these", "those", "such"}
#: What begins a modifier after the head noun: "a person familiar with", "sources in the ministry".
AFTER_HEAD = grammar("after_head")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``."""
    return [
        Token(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    ]


def unquoted_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a sentence, each quotation of it folded into one placeholder token."""
    line: list[Token] = []
    at = start
    for quotation in quoted_parts(text, start, end):
        line += tokens(text, at, max(at, quotation.start))
        inside = (max(start, quotation.start), min(end, quotation.end))
        line.append(Token(PLACEHOLDER, PLACEHOLDER, *inside))
        at = inside[1]
    return line + tokens(text, at, end)


def mask_quotations(text: str, start: int, end: int) -> str:
    """The sentence with quoted words blanked, same length, so that offsets stay true."""
    pieces, at = [], start
    for quotation in quoted_parts(text, start, end):
        opened, closed = max(start, quotation.start), min(end, quotation.end)
        pieces += [text[at:opened], "\x00" * (closed - opened)]
        at = closed
    return "".join([*pieces, text[at:end]])


def is_name(token: Token) -> bool:
    """Whether a word is written like a name."""
    if token.text in {"US", "IT", "WHO"}:
        return True
    return token.text[:1].isupper() and token.lower.split("'")[0] not in _NO_NAME


def is_person(token: Token) -> bool:
    """Whether a token is a pronoun for people, "he" or "he's"."""
    return token.lower.split("'")[0] in {"he", "she", "they", "who"}


def skip_adverbs(line: list[Token], index: int) -> int:
    """The index of the nearest token at or before ``index`` that is no adverb or auxiliary."""
    while index > 0 and (
        line[index].lower in _ADVERBS
        or line[index].lower in AUXILIARIES
        or line[index].lower in TIMES
        or (line[index].lower == "on" and line[index + 1].lower in TIMES)
        or (line[index].lower.endswith("ly") and not is_name(line[index]))
    ):
        index -= 1
    return max(index, 0)


def complement_follows(line: list[Token], index: int) -> bool:
    """Whether what follows the word can be its object or clause, as after a verb."""
    if index + 1 >= len(line):
        return False
    following = line[index + 1]
    return (
        following.lower in _COMPLEMENTS
        or following.text == PLACEHOLDER
        or is_name(following)
        or following.text == ":"
        or following.text[0].isdigit()
    )


def clause_follows(line: list[Token], index: int) -> bool:
    """Whether a reported clause, a quotation or a pause follows the word."""
    following = line[index + 1].text if index + 1 < len(line) else "."
    aside = following == "," and index > 0
    return aside or following in {"that", "how", "what", "why", ":", PLACEHOLDER}
