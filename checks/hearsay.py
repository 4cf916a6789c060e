"""Hearsay: how far is the article from somebody who knows?

``second-hand`` where a source passes on what another one said, ``anonymous`` where a sentence
rests on sources nobody can ask, ``one source`` where one source carries the whole article (said
once, where it speaks first).
"""

import re
from collections import Counter
from typing import NamedTuple

from articles.records import SET_ASIDE, Article, Sentence
from checks.once import once_per_article
from checks.quotations import quoted_parts
from checks.records import Answer, Finding, Span
from checks.reporting import Attribution, attributions
from checks.speakers import head_index
from checks.tokens import is_name, mask_quotations, tokens
from checks.voices import Speech, name_before, speakers
from checks.wordlists import grammar, plurals, verb_forms, words

ASKS = "does it come from somebody who knows, or second-hand, unnamed, or from one source alone?"

#: One source carries an article from this share of its attributed sentences and this many of them,
#: where no other named source has as many as ``_ANOTHER``.
_CARRIES, _AT_LEAST, _ANOTHER = 0.7, 6, 2
#: "He had been told" follows the word "said" within this many characters.
_NEAR = 60
#: No sentence that people read has more attributions than this.
_MOST = 40
#: How many attributions of a sentence to either side of one are tried as its inner source.
_PAIRED = 3
#: More words than these are no noun phrase, but a stretch that was misread as one.
_LONGEST_SOURCE = 9
#: "One nurse", "a young teacher": people of any kind, where the phrase is short and plainly speaks.
_COUNTED = 3

#: Texts for the tests and for readers: (text, answer for its last sentence; None is quiet).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("Lind said the minister had told him that the road was closed.", "yes"),
    ("Lind said she had been told that the road was closed.", "yes"),
    ("The ferry will stop, according to a newspaper report citing officials.", "yes"),
    ("Reuters reported, citing two people, that the mill would close.", "yes"),
    ("Moe was quoted by local media as saying that the dam was safe.", "yes"),
    ("“The captain told me that the engine was on fire,” Moe said.", "yes"),
    ("Two officials said on Monday that the talks had failed.", "yes"),
    ("Critics say that the dam is not safe.", "yes"),
    ("Lind said the road was closed.", None),
    ("Lind said that he had told the minister that the road was closed.", None),
    ("Lind told reporters that the road was closed.", None),
    ("The court cited a lack of evidence.", None),
    ("The mill closed, citing high costs.", None),
    ("The road was closed in May.", None),
    ("“The road was closed,” the ministry said.", None),
    ("Many people fear the winter.", None),
]


def check(sentence: Sentence, article: Article) -> Finding | None:
    """How the sentence is removed from its source; spans ``source`` and ``cue``."""
    return (
        _one_source(sentence, article)
        or _second_hand(sentence, article)
        or _anonymous(sentence, article)
    )


#: What may stand between "said" and the second source: whom it was said to, when, "that".
_LEADS_IN = re.compile(
    r"\s*(?:(?:reporters|journalists|police|the\s\w+|a\s\w+|[A-Z][\w.]{1,30})\s)?"
    r"(?:(?:on\s)?(?:[A-Z]\w+day|yesterday|earlier|later)\s)?(?:(?:that|how)\s)?(?:the\s|an?\s)?"
)
_AUXILIARY = re.compile(r"\s+(?P<had>(?:had|has|have|['’]d)\s+)?(?:(?:also|once|then|\w+ly)\s+)?")
_WAS_TOLD = re.compile(
    r"\b(?:he|she|they|it)\s+(?:(?:had|has|have)\s+(?:\w+\s)?been|was|were|is|are)\s+"
    r"(?:\w+ly\s+|also\s+)?(?:told|informed|assured|advised)\b(?!\s+to\b)"
)
_QUOTED_ELSEWHERE = re.compile(
    r"\b(?:was|were|is|are|been)\s+(?:\w+\s+)?quoted\b[^,;\x00]{0,60}?\b(?:as\s+)?saying\b"
    r"|\bas\s+quoted\s+(?:by|in)\b",
    re.IGNORECASE,
)
_BRIEFED = re.compile(
    r"\b(?:briefed\s+(?:on|about)|told\s+of|with\s+(?:second-hand|indirect)\s+knowledge)\b",
    re.IGNORECASE,
)
_TOLD_ME = re.compile(
    r"(?<!what\s)(?:(?i:\bhe|\bshe|\bthey)|\b(?:[A-Z][\w’'-]{1,30}\s){1,2}?|"
    r"\b(?i:the|my|our|his|her|their|a|an)\s(?:[\w-]{2,30}\s){0,2}?[\w-]{2,30})\s?"
    r"(?:\s(?:had|has|also|then|just|once)\s)?\b(?:told|assured|informed|promised)\s(?:me|us)\b"
    r"|\b(?:I|we|I['’]ve|we['’]ve)\s(?:was|were|been)\s(?:told|informed|assured)\b(?!\sto\b)"
    r"|\b(?:I|we|I['’]ve|we['’]ve|I['’]d)\s(?:only\s)?heard\s(?:from|that)\b",
)
_OBJECTS = re.compile(r"\s*(?:\w+ly\s+)?(him|her|them|me|us)\b")


def _second_hand(sentence: Sentence, article: Article) -> Finding | None:
    """Whether what the sentence reports was itself reported to its source."""
    text = article.text
    found = attributions(text, sentence.start, sentence.end)
    if not found:
        return None
    masked = mask_quotations(text, sentence.start, sentence.end)
    return (
        _by_inner_source(found, article)
        or _by_wording(found, sentence, masked)
        or _inside_quotation(found, sentence, article)
    )


def _by_inner_source(found: tuple[Attribution, ...], article: Article) -> Finding | None:
    """Whether a source stands inside the clause of another: "Lind said Moe had told her"."""
    text = article.text
    sourced = sorted((one for one in found[:_MOST] if one.source), key=lambda one: one.cue)
    for at, outer in enumerate(sourced):
        for inner in sourced[max(0, at - _PAIRED) : at + _PAIRED + 1]:
            if not (_cites(text, outer, inner) or _passes_on(text, outer, inner)):
                continue
            first, second = (_shorten(_source(text, one)) for one in (outer, inner))
            reason = f"'{first}' passes on what '{second}' said: the second one could be asked."
            sources = (Span(*one.source, "source") for one in (outer, inner) if one.source)
            spans = (*sources, Span(*inner.cue, "cue"))
            return Finding("hearsay", "yes", "second-hand", 0.7, reason, spans)
    return None


def _cites(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer source cites people or another outlet: "Reuters reported, citing …"."""
    cue = text[slice(*inner.cue)].lower()
    if inner.source is None or outer.source == inner.source or outer.cue == inner.cue:
        return False
    if cue not in {"citing", "quoting"} or inner.source[0] < inner.cue[1]:
        return False
    phrase = tokens(text, *inner.source)
    head = phrase[head_index(phrase)]
    if is_name(head) or text.startswith(("'s", "’s"), inner.source[1]):
        return False
    outlet = head.lower in words("outlet_nouns") or head.lower in plurals("outlet_nouns")
    return outlet or _is_unnamed(head.lower)


def _source(text: str, one: Attribution) -> str:
    return text[slice(*one.source)] if one.source else ""


def _passes_on(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the clause of the outer source opens with the inner one, who told it something."""
    if outer.source is None or inner.source is None or outer.source == inner.source:
        return False
    told = text[slice(*inner.cue)].lower()
    said = text[slice(*outer.cue)].lower()
    if verb_forms("word_of_mouth").get(told) not in {"past", "third"}:
        return False
    if said.startswith("according"):
        lead, outlet = (outer.source[1], inner.source[0]), True
    else:
        lead, outlet = (outer.cue[1], inner.source[0]), said in _REPORTS
        if said not in grammar("core_speech") and not outlet:
            return False
    between = _AUXILIARY.fullmatch(text, inner.source[1], inner.cue[0])
    if lead[1] < lead[0] or between is None:
        return False
    leads = text[slice(*lead)].removeprefix(",") if outlet else text[slice(*lead)]
    if not _LEADS_IN.fullmatch(leads):
        return False
    heard = _OBJECTS.match(text, inner.cue[1])
    source = _source(text, inner).lower()
    if source in _SUBJECTS:
        # "Lind said he told her": he is Lind, unless it is Lind who was told.
        return bool(heard) and (source, heard[1]) in _OTHERS
    return outlet or bool(heard) or (bool(between["had"]) and told != "claimed")


_REPORTS = frozenset({"reported", "reports", "wrote", "writes"})
_SUBJECTS = frozenset({"he", "she", "it", "who", "we", "i", "they", "which", "that"})
_OTHERS = frozenset({("they", "him"), ("they", "her"), ("he", "her"), ("she", "him")})


def _by_wording(found: tuple[Attribution, ...], sentence: Sentence, masked: str) -> Finding | None:
    """ "was told", "was quoted as saying", "people briefed on the matter"."""
    quoted = _QUOTED_ELSEWHERE.search(masked)
    if quoted:
        reason = f"'{_line(quoted)}' takes the words from somebody else's report of them."
        return _at(quoted, sentence, reason)
    sourced = [one for one in found if one.source]
    match = _WAS_TOLD.search(masked)
    if match:
        at = sentence.start + match.start()
        if any(one.cue[1] <= at <= one.cue[1] + _NEAR for one in sourced):
            why = "the source was told it and does not say that it knows."
            return _at(match, sentence, f"'{_line(match)}': {why}")
    match = _BRIEFED.search(masked)
    if match:
        at = sentence.start + match.start()
        if any(one.source[0] <= at <= one.source[1] + 12 for one in sourced if one.source):
            return _at(match, sentence, f"'{_line(match)}': the source knows it from others.")
    return None


def _at(match: re.Match[str], sentence: Sentence, reason: str) -> Finding:
    span = Span(sentence.start + match.start(), sentence.start + match.end(), "cue")
    return Finding("hearsay", "yes", "second-hand", 0.65, reason, (span,))


def _line(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _inside_quotation(
    found: tuple[Attribution, ...], sentence: Sentence, article: Article
) -> Finding | None:
    """Whether the quoted speaker reports what another one told: "he told me that …"."""
    for part in quoted_parts(article.text, sentence.start, sentence.end):
        start, end = max(part.start, sentence.start), min(part.end, sentence.end)
        match = _TOLD_ME.search(article.text, start, end)
        if match:
            reason = f"'{_line(match)}': the speaker passes on what somebody else said."
            span = Span(match.start(), match.end(), "cue")
            return Finding("hearsay", "yes", "second-hand", 0.6, reason, (span,))
    return None


def _anonymous(sentence: Sentence, article: Article) -> Finding | None:
    """Whether nobody who is named, or nobody at all, vouches for the sentence."""
    text = article.text
    every = attributions(text, sentence.start, sentence.end)[:_MOST]
    found = [one for one in every if one.score >= 0.6]
    if not found or any(one.detail == "named" for one in found):
        return None
    spans = []
    unnamed = [one for one in found if one.detail == "anonymous" and _is_statement(text, one)]
    if unnamed:
        best = unnamed[0]
        source = _shorten(_source(text, best))
        reason = f"It rests on '{source}' alone: {_how_many(source)}."
        spans = [Span(*best.source, "source")] if best.source else []
        spans.append(Span(*best.cue, "cue"))
    elif found[0].detail == "passive" and _hides_a_source(text[slice(*found[0].cue)]):
        reason = f"'{_shorten(text[slice(*found[0].cue)])}' rests on nobody who is named."
        spans = [Span(*found[0].cue, "cue")]
    else:
        return None
    return Finding("hearsay", "yes", "anonymous", 0.7, reason, tuple(spans))


def _is_statement(text: str, one: Attribution) -> bool:
    """Whether people state something: "critics say", not "many people want", "22% said"."""
    if one.source is None or _NAMED_BEHIND.match(text, one.source[1]):
        return False
    if _ALL_OF_THEM.search(text[max(0, one.source[0] - 6) : one.source[0]]):
        return False
    cue = text[slice(*one.cue)].lower()
    if not cue.startswith(("according", "citing")) and _states(cue) is None:
        return False
    phrase = tokens(text, *one.source)
    small = {token.lower for token in phrase}
    if (
        len(phrase) > _LONGEST_SOURCE
        or small & words("poll_people")
        or small & {"-", "–", "—"}
        or any("'" in word for word in small)
    ):
        return False  # "Moe's aides" can be asked
    head = phrase[head_index(phrase)].lower
    if phrase[0].lower in grammar("possessives") or name_before(text, one.source[0]):
        return False  # "Ada Berg, a former engineer, said"
    if head in grammar("spokespeople"):
        return len(phrase) < 3  # "a spokesman for the airline" speaks for somebody named
    counted = (
        phrase[0].lower in grammar("indefinite")
        and len(phrase) <= _COUNTED
        and cue in {"said", "says", "told"}
        and small.isdisjoint(words("documents"))
        and not is_name(phrase[head_index(phrase)])
    )
    if head in {"few", "most", "authorities", "majority"}:
        return False
    if head in words("anonymous_people") or counted:
        return True
    # "An aide said"; but "aide says" is how a headline speaks.
    return _is_unnamed(head) and phrase[0].lower in grammar("indefinite") | grammar("definite")


def _is_unnamed(head: str) -> bool:
    """Whether a word is one for people who speak without a name: "officials", "aide"."""
    return head in words("anonymous_people") or head + "s" in words("anonymous_people")


def _states(cue: str) -> str | None:
    """The form of a verb that puts something forward, or None."""
    form = verb_forms("claiming_verbs").get(cue.split()[0])
    return None if form == "ing" and cue not in grammar("core_speech") else form


#: "All three candidates said": known from the text around.
_ALL_OF_THEM = re.compile(r"\b(?:all|both)\s$", re.IGNORECASE)
#: "another user, Johanna Bayer": named behind a comma; "the aides' view": its noun is no verb.
_NAMED_BEHIND = re.compile(r"['’]|,\s[A-Z][\w’'-]{1,30}\s[A-Z]")
_HIDING = re.compile(
    r"\b(?:said|reported|believed|understood|claimed|rumou?red|thought|reportedly|allegedly"
    r"|purportedly|supposedly)\b",
    re.IGNORECASE,
)


def _hides_a_source(cue: str) -> bool:
    """Whether a passive wording stands for a statement: "is said", not "must be understood"."""
    return _HIDING.search(cue) is not None and not cue.lower().startswith("be ")


_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})


def _how_many(source: str) -> str:
    """How many people a source is, as the end of a sentence."""
    pieces = source.lower().split()
    for word in pieces:
        if word in _NUMBERS or word.isdigit():
            return f"{word} of them, not named"
    alone = pieces[-1] == "person" or pieces[-1] + "s" in words("anonymous_people")
    if pieces[0] in {"a", "an", "another", "one"} or alone:
        return "one person, not named"
    return "people neither named nor counted"


def _one_source(sentence: Sentence, article: Article) -> Finding | None:
    """Whether this is where the one source that carries the article speaks first."""
    carried = _carrier(article)
    if carried is None or carried.position != sentence.position:
        return None
    share = f"{carried.sentences} of the {carried.attributed} attributed sentences"
    reason = f"'{_shorten(carried.name)}' is the source of {share}: who else knows?"
    spans = (Span(*carried.source, "source"),) if carried.source else ()
    return Finding("hearsay", "yes", "one source", 0.7, reason, spans)


class _Carrier(NamedTuple):
    """The one source of an article: where it speaks first, and how much of it it carries."""

    position: int
    name: str
    sentences: int
    attributed: int
    source: tuple[int, int] | None


@once_per_article
def _carrier(article: Article) -> _Carrier | None:
    """The source that carries the article, or None where it has several or few."""
    speeches = [
        speech
        for sentence in article.sentences
        if sentence.kind not in SET_ASIDE and (speech := _speech(sentence, article))
    ]
    if len(speeches) < _AT_LEAST:
        return None
    spoken = speakers(article, speeches)
    counts = Counter(speaker.key for speaker in spoken.values())
    (key, most), *others = counts.most_common()
    named = {speaker.key for speaker in spoken.values() if speaker.detail == "named"}
    if not key or most < max(_AT_LEAST, _CARRIES * len(speeches)):
        return None
    if any(count >= _ANOTHER for other, count in others if other in named):
        return None
    first = next(speech for speech in speeches if spoken[speech.position].key == key)
    name = max((by.name for by in spoken.values() if by.key == key), key=len)
    return _Carrier(first.position, name, most, len(speeches), first.source)


def _speech(sentence: Sentence, article: Article) -> Speech | None:
    """Who is given for the sentence; a sentence inside a quotation has no source of its own."""
    found = attributions(article.text, sentence.start, sentence.end)
    if found:
        return Speech(sentence.position, found[0].detail, found[0].source)
    for part in quoted_parts(article.text, sentence.start, sentence.end):
        if part.start <= sentence.start and sentence.end <= part.end + 1:
            return Speech(sentence.position, "named", None)
    return None


def _shorten(words_: str) -> str:
    """A source as a reason quotes it: one line, not longer than a line."""
    line = " ".join(words_.split())
    return line if len(line) <= 60 else line[:59] + "…"
