"""Who is said to say, think or hold what: the attributions inside one sentence.

Cues come in five shapes: a verb with its subject ("Khan said"), an agent ("as noted by
Khan"), a phrase ("according to Khan"), a noun with its owner ("Khan's claim"), and wordings
that hide the speaker ("is believed", "the assertion that"). Quoted words are skipped: what a
speaker reports in turn does not change who speaks.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal, NamedTuple

from checks.speakers import head_index, identify, is_people
from checks.subjects import (
    REACH,
    document_before,
    extent,
    inverted_subject,
    owner,
    phrase_after,
    subject_before,
)
from checks.tokens import (
    BE,
    MODALS,
    PLACEHOLDER,
    Token,
    clause_follows,
    complement_follows,
    is_name,
    is_person,
    mask_quotations,
    skip_adverbs,
    unquoted_tokens,
)
from checks.wordlists import alternatives, grammar, plurals, verb_forms, words


class Attribution(NamedTuple):
    """One reported stretch; offsets count in ``Article.text``. ``source`` is None when passive."""

    detail: Literal["named", "anonymous", "passive"]
    source: tuple[int, int] | None
    cue: tuple[int, int]
    score: float


#: Verbs with other senses ("adds a layer", "maintains a road") that report only with a clause.
_NEED_CLAUSE = frozenset(
    form
    for form in verb_forms("speech_verbs")
    if form.startswith(("add", "maintain", "signal", "highlight", "repeat", "answer", "grant"))
)
_BEFORE_PARTICIPLE = grammar("before_participle")
_NOT_BEFORE_VERB = grammar("not_before_verb")
_NOT_VERBS = grammar("not_verbs")
#: Wordings that report and hide who speaks. Each is (pattern, how sure, why).
_ADVERB = r"(?:(?:\w+ly|also|not|once|long|often|still|now|ever|always|even|so|well|best)\s+){0,3}"
_HIDDEN = r"(?:assertions?|claims?|allegations?|accusations?|suggestions?|notions?|ideas?|" + (
    r"beliefs?|perceptions?|contentions?|arguments?|rumou?rs?|speculation|suspicions?|fears?|"
    r"worries|concerns?|hopes?|myths?|reports|complaints?|predictions?|theory|view|narrative|"
    r"consensus|criticisms?|doubts?|expectations?|impression)"
)
PASSIVE_PATTERNS: list[tuple[str, float, str]] = [
    (
        rf"\b(?:(?:has|have|had)\s+{_ADVERB}been|is|are|was|were|be|been|being)\s+{_ADVERB}"
        rf"{alternatives('passive_participles')}\b(?!\s+(?:\w+ly\s+)?by\b)(?:\s+as\b)?",
        0.8,
        "a passive verb of saying or thinking with no agent: 'is believed', 'was told'",
    ),
    (
        r"\b(?:estimated|believed|thought|said|reported|alleged|rumou?red|expected|considered|"
        r"understood|projected|presumed|feared|supposed)\s+(?:to\s+(?:be|have)|at\s+\W?\d)\b",
        0.75,
        "a shortened passive: 'estimated to be', 'said to have'",
    ),
    (
        r"\b(?:widely|commonly|generally|often|long|frequently|largely)[\s-]+(?:seen|regarded|"
        r"viewed|considered|believed|thought|described|expected|perceived|assumed)\b",
        0.75,
        "opinion at large: 'widely seen', 'long considered'",
    ),
    (
        r"\b(?:seen|viewed|regarded|described|framed|portrayed|perceived|depicted|hailed)\s+as\b",
        0.6,
        "a shortened passive of judging: 'seen as', 'framed as'",
    ),
    (r"\baccused\s+of\b", 0.6, "an accusation without its accuser"),
    (
        r"\b(?:allegedly|reportedly|supposedly|purportedly|ostensibly|alleged|purported|"
        r"rumou?red|reputedly)\b",
        0.75,
        "a hedging word that puts the claim on somebody left out",
    ),
    (
        rf"\b{_HIDDEN}\s+that\b",
        0.7,
        "a noun of saying or thinking without an owner: 'the assertion that'",
    ),
    (
        rf"\b(?:there\s+(?:is|are|was|were|have\s+been|has\s+been)|amid)\s+(?:\w+\s+){{0,2}}"
        rf"{_HIDDEN}\b",
        0.65,
        "claims in the air: 'there are fears', 'amid reports'",
    ),
    (
        r"\bit\s+(?:seems|appears|(?:has|had)\s+(?:emerged|transpired)|emerged"
        r"|transpired)\s+that\b",
        0.55,
        "an impression without an observer: 'it appears that'",
    ),
]
#: Phrases that name a speaker after them. Each is (pattern, how sure, why).
PHRASE_PATTERNS: list[tuple[str, float, str]] = [
    (r"\baccording\s+to\b", 0.95, "the plainest attribution there is"),
    (r"\bin\s+the\s+(?:words|opinion|view|eyes)\s+of\b", 0.9, "'in the words of'"),
    (r"\bciting\b", 0.75, "'citing' is followed by the source"),
    (r"\bquoting\b", 0.75, "'quoting' is followed by the source"),
    (r"\b(?:told|tells)\s+by\b", 0.7, "'told by' is followed by the source"),
]
_PASSIVE = [(re.compile(p, re.IGNORECASE), score) for p, score, _ in PASSIVE_PATTERNS]
_PHRASE = [(re.compile(p, re.IGNORECASE), score) for p, score, _ in PHRASE_PATTERNS]
#: Verbs that mean speech whatever their subject looks like.
_CORE_SPEECH = grammar("core_speech")
_AGENT_VERBS = ("speech_verbs", "stance_verbs")
#: "Khan: …", as transcripts and interviews label who speaks; a lone word may be "Note".
_LABEL = re.compile(
    r"\s*(?!The\b|A\b|By\b|Read\b|See\b|Also\b)"
    r"((?:[A-Z][\w.’'-]{0,30} ){1,3}?[A-Z][\w.’'-]{1,30}|[A-Z]{3,20})(:)\s+\S"
)


#: Several checks ask about each sentence, some about all of an article: a long one fits in.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def attributions(text: str, start: int, end: int) -> tuple[Attribution, ...]:
    """The attributions in ``text[start:end]``, one sentence, outside quotations, best first."""
    line = unquoted_tokens(text, start, end)
    masked = mask_quotations(text, start, end)
    found = [*_by_verb(line), *_by_agent(line), *_by_noun(line)]
    found += _by_phrase(masked, line, start)
    found += [*_by_passive(masked, start), *_by_label(masked, start)]
    return tuple(sorted(found, key=_rank))


def _rank(attribution: Attribution) -> tuple[bool, int, float, int]:
    """A weak sign of a named speaker does not outrank a strong sign of a hidden one."""
    order = ("named", "anonymous", "passive").index(attribution.detail)
    return attribution.score < 0.5, order, -attribution.score, attribution.cue[0]


def _by_verb(line: list[Token]) -> list[Attribution]:
    found = []
    for index, token in enumerate(line):
        form = _verb_form(token) if token.lower not in _NOT_VERBS else None
        if form and _acts_as_verb(line, index, form):
            attribution = _with_speaker(line, index, form)
            if attribution:
                found.append(attribution)
    return found


def _verb_form(token: Token) -> str | None:
    """Which form of a reporting verb a token may be, or None."""
    for name in ("speech_verbs", "stance_verbs", "finding_verbs"):
        form = verb_forms(name).get(token.lower)
        if form:
            return form
    return None


def _acts_as_verb(line: list[Token], index: int, form: str) -> bool:
    """Tells "she claims that" from "the claims", and leaves "to say" and "could say" alone."""
    word = line[index].lower
    before = line[skip_adverbs(line, index - 1)].lower if index else ""
    if is_name(line[index]) and index and word not in _CORE_SPEECH:
        return False
    if before in MODALS | _NOT_BEFORE_VERB or (before in BE and form == "past"):
        return False
    following = line[index + 1].lower if index + 1 < len(line) else ""
    if before == "," and following == "to" and word in words("passive_participles"):
        return False  # "the dam, estimated to be" has nobody who estimates
    if word == "said" and before in {"that", "easier", "enough"}:  # "that said", an idiom
        return False
    if form == "ing" and before not in BE and line[index - 1].lower not in _BEFORE_PARTICIPLE:
        return word in _CORE_SPEECH or complement_follows(line, index)
    if word in _NEED_CLAUSE and not clause_follows(line, index):
        return _quotation_near(line, index)
    if form in {"base", "third"} and _is_also_noun(word):
        return complement_follows(line, index)
    return following != "by"


def _is_also_noun(word: str) -> bool:
    return (
        word in {"point", "points", "address", "addresses", "grant", "grants", "talk", "talks"}
        or word in words("reporting_nouns")
        or word in plurals("reporting_nouns")
        or word in words("documents")
        or word in plurals("documents")
    )


def _quotation_near(line: list[Token], index: int) -> bool:
    nearby = line[max(0, index - 2 * REACH) : index + 2 * REACH]
    return any(token.text == PLACEHOLDER for token in nearby)


def _with_speaker(line: list[Token], index: int, form: str) -> Attribution | None:
    """The attribution of the verb at ``index``, its speaker before or behind it."""
    behind = inverted_subject(line, index) if form in {"past", "third", "base"} else []
    phrase = behind or document_before(line, index) or subject_before(line, index, form)
    identity = identify(phrase)
    always_speech = line[index].lower in _CORE_SPEECH
    if identity == "writer" or (identity == "unclear" and not always_speech):
        return None
    if not _can_act(phrase, line, index):
        return None
    cue = (line[index].start, line[index].end)
    if identity == "named" and form == "base" and _is_bare_plural(phrase):
        identity = "anonymous"
    if identity == "unclear":
        return Attribution("anonymous", extent(phrase), cue, 0.5)
    score = 0.9 if always_speech else 0.6 if form == "ing" else 0.7
    return Attribution(identity, extent(phrase), cue, score)


def _is_bare_plural(phrase: list[Token]) -> bool:
    """ "Beekeepers say": before a plural verb, a lone plural is no name, capital or not."""
    head = phrase[head_index(phrase)]
    return head is phrase[0] and head.text.endswith("s") and not head.text.isupper()


def _can_act(phrase: list[Token], line: list[Token], index: int) -> bool:
    """Documents show and say; only people and bodies believe, hope and accuse."""
    verb = line[index].lower
    if not phrase or phrase[-1].lower.endswith("'s"):
        return False
    head = phrase[head_index(phrase)]
    if verb in _CORE_SPEECH:
        return True
    if head.lower in words("documents") or head.lower in plurals("documents"):
        return verb in verb_forms("finding_verbs") or clause_follows(line, index)
    if is_name(head) or is_person(head) or is_people(head.lower):
        if verb in verb_forms("speech_verbs") or verb in verb_forms("stance_verbs"):
            return True
        return clause_follows(line, index)
    return verb in verb_forms("speech_verbs") and clause_follows(line, index)


def _by_agent(line: list[Token]) -> list[Attribution]:
    """'as highlighted by Finer', 'was condemned by Amnesty'."""
    found = []
    for index, token in enumerate(line):
        if token.lower != "by" or not index:
            continue
        verb = line[skip_adverbs(line, index - 1)]
        if not any(verb_forms(name).get(verb.lower) == "past" for name in _AGENT_VERBS):
            continue
        phrase = phrase_after(line, index + 1)
        identity = identify(phrase)
        if identity in {"named", "anonymous"}:
            found.append(Attribution(identity, extent(phrase), (verb.start, token.end), 0.8))
    return found


def _by_phrase(masked: str, line: list[Token], start: int) -> list[Attribution]:
    found = []
    for pattern, score in _PHRASE:
        for match in pattern.finditer(masked):
            cue = (match.start() + start, match.end() + start)
            phrase = phrase_after(line, bisect_left(line, cue[1], key=lambda token: token.start))
            identity = identify(phrase)
            if identity == "writer" or not phrase:
                continue
            detail = "named" if identity == "unclear" else identity
            found.append(Attribution(detail, extent(phrase), cue, score))
    return found


def _by_noun(line: list[Token]) -> list[Attribution]:
    """'Finer's remarks', 'statements by the ministry', 'US concerns about'."""
    found = []
    for index, token in enumerate(line):
        if token.lower in words("reporting_nouns") or token.lower in plurals("reporting_nouns"):
            phrase = owner(line, index)
            identity = identify(phrase)
            if identity in {"named", "anonymous"}:
                source, cue = extent(phrase), (token.start, token.end)
                found.append(Attribution(identity, source, cue, 0.75))
    return found


def _by_passive(masked: str, start: int) -> list[Attribution]:
    return [
        Attribution("passive", None, (match.start() + start, match.end() + start), score)
        for pattern, score in _PASSIVE
        for match in pattern.finditer(masked)
    ]


def _by_label(masked: str, start: int) -> list[Attribution]:
    match = _LABEL.match(masked)
    if not match:
        return []
    source = (match.start(1) + start, match.end(1) + start)
    cue = (match.start(2) + start, match.end(2) + start)
    return [Attribution("named", source, cue, 0.6)]
