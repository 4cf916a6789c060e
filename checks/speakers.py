"""Who speaks: named, anonymous, or the writer. A noun phrase is judged by its head noun."""

from typing import Literal

from checks.quotations import quoted_parts
from checks.tokens import AFTER_HEAD, PRONOUNS, WRITER, Token, is_name, tokens
from checks.wordlists import grammar, plurals, words

Identity = Literal["named", "anonymous", "writer", "unclear"]
_POSSESSIVES = grammar("possessives")
_DEFINITE = grammar("definite") | _POSSESSIVES
_INDEFINITE = grammar("indefinite")
_SPOKESPEOPLE = grammar("spokespeople")
_NEVER_SPEAK = grammar("never_speak")
_CONNECTING = grammar("connecting")
#: Documents that are somebody's own words: "letter", "statement".
_LETTERS = grammar("letters")
#: Shorter quotations are titles, nicknames and scare quotes, not speech.
WORDS_OF_SPEECH = 4


def core(phrase: list[Token]) -> list[Token]:
    """The part of a stretch of words that can speak: its head, what modifies it, what follows.

    "said the old minister" is "the old minister"; "sources in the ministry" stays whole.
    """
    if len(phrase) < 2:
        return phrase
    head = head_index(phrase)
    if _can_speak(phrase[head]):
        return phrase[_left_edge(phrase, head) :]
    return phrase


def _can_speak(head: Token) -> bool:
    return is_name(head) or is_people(head.lower) or head.lower in words("documents")


def _left_edge(phrase: list[Token], head: int) -> int:
    """Where the noun phrase of ``head`` begins: at its determiner, or after a verb."""
    index = head
    while index > 0 and head - index < 7:
        previous = phrase[index - 1]
        if previous.lower in _DEFINITE | _INDEFINITE:
            return index - 1
        if not previous.text[:1].isalnum() and previous.text not in _CONNECTING:
            break
        if previous.lower.endswith("ed") and not is_name(previous) and index < head:
            break
        index -= 1
    return index


def identify(phrase: list[Token]) -> Identity:
    """Whether a noun phrase identifies a speaker.

    ``unclear`` means that the phrase does not look like anybody who could speak.
    """
    if not phrase:
        return "unclear"
    word = phrase[0].lower.split("'")[0]
    if len(phrase) == 1 and word in WRITER and not is_name(phrase[0]):
        return "writer"
    if len(phrase) == 1 and word in PRONOUNS:
        return "named"
    head = phrase[head_index(phrase)]
    before = {token.lower for token in phrase[: head_index(phrase)]}
    after = phrase[head_index(phrase) + 1 :]
    if _is_unnamed(head, before, after):
        return "anonymous"
    if is_name(head) or head.lower in _POSSESSIVES:
        return "unclear" if head.lower in _NEVER_SPEAK else "named"
    if head.lower in words("documents") and any(is_name(token) for token in phrase[1:]):
        return "named"
    return _identify_common_noun(head, before)


def head_index(phrase: list[Token]) -> int:
    """Which token is the head noun: the last before "of", "in", "who" and the like."""
    for index, token in enumerate(phrase):
        if index and token.lower in AFTER_HEAD:
            return index - 1
    return len(phrase) - 1


def is_people(word: str) -> bool:
    """Whether a lower-case word means people or bodies that can hold an opinion."""
    return (
        word in words("anonymous_people")
        or word in words("offices")
        or _singular_person(word)
        or word.endswith(("ist", "ists", "man", "men", "woman", "women", "mother", "father"))
    )


def _is_unnamed(head: Token, before: set[str], after: list[Token]) -> bool:
    """Officials, critics, "a source": people who speak, but whom nobody can ask."""
    if head.lower in words("anonymous_people"):
        return True
    if head.lower in _SPOKESPEOPLE:
        speaks_for = any(token.lower in {"for", "of", "from", "at"} for token in after)
        return bool(before & {"a", "an"}) and not speaks_for and len(before) < 2
    return _singular_person(head.lower) and not is_name(head) and not before & _DEFINITE


def _singular_person(word: str) -> bool:
    return word + "s" in words("anonymous_people")


def _identify_common_noun(head: Token, before: set[str]) -> Identity:
    """ "The ministry" identifies somebody; "a ministry", "one study", "polls" do not."""
    definite = bool(before & _DEFINITE) or any(word.endswith(("'s", "s'")) for word in before)
    known = head.lower in words("offices") or head.lower in words("documents")
    if before & _INDEFINITE and not definite:
        return "anonymous" if known or _is_countable(head) else "unclear"
    if known:
        return "named"
    if head.lower in plurals("documents") or head.lower in plurals("offices"):
        return "named" if definite else "anonymous"
    if definite and _is_countable(head):
        return "named"
    return "unclear"


def _is_countable(head: Token) -> bool:
    return head.text.isalpha() and len(head.text) > 2


def is_document(phrase: list[Token]) -> bool:
    """Whether a noun phrase is a thing written or measured, which talks to nobody: "an audit".

    A letter or a statement is somebody's own words and is taken for that person.
    """
    if not phrase:
        return False
    head = phrase[head_index(phrase)]
    named = is_name(head) and phrase[0].text in words("first_names") | {head.text}
    known = head.lower in words("documents") or head.lower in plurals("documents")
    return known and not named and head.lower not in _LETTERS


def may_go_on(text: str, source: tuple[int, int], start: int, end: int) -> bool:
    """Whether a source of the sentence ``text[start:end]`` may speak a quotation near it.

    People go on talking. A document is cited: only where its own sentence quotes it, words in
    the next one may be from it as well.
    """
    return not is_document(tokens(text, *source)) or any(
        len(text[part.start : part.end].split()) >= WORDS_OF_SPEECH
        for part in quoted_parts(text, start, end)
    )
