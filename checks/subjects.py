"""Where in a sentence its speakers stand: the noun phrases before and behind a cue."""

from checks.speakers import core, identify, is_people
from checks.tokens import (
    AFTER_HEAD,
    AUXILIARIES,
    BE,
    BREAKS,
    MODALS,
    PLACEHOLDER,
    STOPS,
    TIMES,
    Token,
    complement_follows,
    is_name,
    is_person,
    skip_adverbs,
)
from checks.wordlists import grammar, plurals, verb_forms, words

#: Verbs that stand before their subject: '"…," said Khan'.
_INVERTING = grammar("inverting")
_AFTER_SUBJECT = grammar("after_subject") | TIMES
#: Words that open a sentence with a capital and are no names.
_OPENERS = grammar("openers")
_CONTRACTIONS = grammar("contractions")
_SUBJECT_PRONOUNS = grammar("subject_pronouns")
#: A speaker is looked for this many words to either side of a cue, no further.
REACH = 16


def inverted_subject(line: list[Token], index: int) -> list[Token]:
    """The subject of '"…," said Khan' and '…, says the ministry', or nothing."""
    before = line[index - 1].text if index else ""
    if before not in {",", PLACEHOLDER, "—", "–", "…", "?", "!"}:
        return []
    if line[index].lower not in _INVERTING:
        return []
    phrase = phrase_after(line, index + 1)
    if not phrase or identify(phrase) == "unclear":
        return []
    # In 'Khan, 62, said he would' the pronoun belongs to the clause, the subject stands before.
    follows = index + 1 + len(phrase)
    ends = follows >= len(line) or not line[follows].text[:1].isalnum()
    pronoun = len(phrase) == 1 and not is_name(phrase[0])
    return phrase if ends or (not pronoun and line[follows].lower in _AFTER_SUBJECT) else []


def subject_before(line: list[Token], index: int, form: str) -> list[Token]:
    """The noun phrase that ends before the verb, past adverbs, asides and relative pronouns."""
    at = index - 1
    if at < 0:
        return []
    at = skip_adverbs(line, at)
    if line[at].lower in BE and form == "ing" and at:
        at = skip_adverbs(line, at - 1)
    elif form == "ing":
        if line[index].lower not in verb_forms("speech_verbs"):
            return []
        return _first_subject(line, index)
    if line[at].lower in {"who", "which", "that"} and at:
        at -= 1
        if line[at].text == "," and at:
            at -= 1
        return _phrase_ending(line, at)
    if line[at].text in {",", ")", "—", "–", "]"}:
        return _before_aside(line, at)
    if line[at].lower in {"and", "but", "or"}:
        return _first_subject(line, index)
    phrase = _phrase_ending(line, at)
    return _before_who(line, at) if identify(phrase) == "unclear" else phrase


def document_before(line: list[Token], index: int) -> list[Token]:
    """The document that speaks in "A poll by X and Y found that", or nothing."""
    last = line[index + 1 :] == [] or line[index + 1].text == "."
    if line[index].lower not in verb_forms("finding_verbs") or not (
        last or complement_follows(line, index)
    ):
        return []
    for at in range(index - 1, max(index - REACH, -1), -1):
        token = line[at]
        if token.text in STOPS or token.text == PLACEHOLDER or is_person(token):
            break
        if token.lower in words("documents") or token.lower in plurals("documents"):
            phrase = _phrase_ending(line, at)
            return phrase + phrase_after(line, at + 1)[: index - at - 1]
    return []


def _before_who(line: list[Token], at: int) -> list[Token]:
    """The subject in "an aide who asked not to be named said"."""
    for index in range(at, max(at - REACH, 0), -1):
        if line[index].lower in {"who", "which"}:
            return _phrase_ending(line, index - 1)
    return _phrase_ending(line, at)


def _before_aside(line: list[Token], close: int) -> list[Token]:
    """The subject in 'Khan, who farms near Sukkur, said': what stands before the aside."""
    for at in range(close - 1, max(close - 2 * REACH, 0), -1):
        if line[at].text in {",", "(", "—", "–"}:
            phrase = _phrase_ending(line, at - 1)
            if identify(phrase) != "unclear":
                return phrase
    return _first_subject(line, close)


def _first_subject(line: list[Token], before: int) -> list[Token]:
    """The first phrase of the sentence that could speak; "in Salem" cannot."""
    for at in range(min(before, 2 * REACH)):
        if not _may_be_subject(line, at):
            continue
        end = at
        while end + 1 < before and is_name(line[end + 1]):
            end += 1
        phrase = _phrase_ending(line, end)
        if identify(phrase) in {"named", "anonymous"}:
            return phrase
    return []


def _may_be_subject(line: list[Token], at: int) -> bool:
    token = line[at]
    if token.lower in TIMES | _OPENERS or (at and line[at - 1].lower in AFTER_HEAD):
        return False
    if not at and token.lower.endswith(("ed", "ing", "ly")):
        return False
    return is_name(token) or is_person(token) or is_people(token.lower)


def owner(line: list[Token], index: int) -> list[Token]:
    """Whose claim it is: a possessive before the noun, or "by" behind it."""
    for at in range(index - 1, max(index - 5, -1), -1):
        token = line[at]
        if token.text in STOPS or token.text == PLACEHOLDER:
            break
        if token.lower in {"his", "her", "their"}:
            return [token]
        if token.lower.endswith(("'s", "s'")) and token.lower not in _CONTRACTIONS:
            return _phrase_ending(line, at)
        if token.text in {"'", "’"} and at and line[at - 1].lower.endswith("s"):
            return _phrase_ending(line, at - 1)
    if index + 1 < len(line) and line[index + 1].lower in {"by", "from"}:
        return phrase_after(line, index + 2)
    return []


def phrase_after(line: list[Token], start: int) -> list[Token]:
    """The noun phrase that begins at ``start``, up to a mark, a time or a clause."""
    end, named = start, False
    while end < len(line) and end - start < REACH:
        token = line[end]
        if token.text in STOPS or token.text in {".", PLACEHOLDER} or token.lower in BREAKS:
            break
        if end > start and (token.lower in TIMES or token.lower in {"who", "whom"}):
            break
        if token.lower in BE | MODALS | {"has", "had", "have"}:
            break
        if end > start and token.lower in verb_forms("speech_verbs"):
            break
        if named and not (is_name(token) or _goes_on(token)):
            break
        named = named or is_name(token)
        end += 1
    while end > start and line[end - 1].lower in AFTER_HEAD:
        end -= 1
    return line[start:end]


def _phrase_ending(line: list[Token], end: int) -> list[Token]:
    """The noun phrase that ends at ``end``, back to a mark, a conjunction or another verb."""
    if line[end].lower.split("'")[0] in _SUBJECT_PRONOUNS:
        return [line[end]]
    start = end
    while start > 0 and end - start < REACH:
        previous = line[start - 1]
        if previous.text in STOPS or previous.text == PLACEHOLDER or previous.lower in BREAKS:
            break
        if previous.lower in BE | AUXILIARIES | MODALS or previous.lower in {"he", "she"}:
            break
        start -= 1
    return core(_drop_leading(line[start : end + 1]))


def _drop_leading(phrase: list[Token]) -> list[Token]:
    """'On Monday the ministry' is 'the ministry'."""
    if len(phrase) < 2 or phrase[0].lower not in AFTER_HEAD | {"yet", "still", "meanwhile", "by"}:
        return phrase
    for at in range(len(phrase) - 1, 0, -1):
        if phrase[at].lower in {"the", "a", "an"}:
            return phrase[at:]
        if phrase[at - 1].lower in TIMES:
            return phrase[at:]
    return phrase[-1:]


def _goes_on(token: Token) -> bool:
    """Whether a lower-case word can continue a phrase that holds a name: "White House aides"."""
    return is_people(token.lower) or token.lower in AFTER_HEAD or not token.text.isalpha()


def extent(phrase: list[Token]) -> tuple[int, int]:
    """Where a phrase stands, without a possessive 's at its end."""
    possessive = 2 if phrase[-1].lower.endswith("'s") else 0
    return phrase[0].start, phrase[-1].end - possessive
