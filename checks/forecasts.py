"""Forecasts and hedges: what has not happened yet, and what the writer only half claims.

``forecast`` for "could", "may", "will", "is likely to", "is expected to"; ``hedge`` for
"appears to", "seems", "may have", "suggests", "reportedly". Left alone: "May" the month,
"might" the noun, "will" the document, "could" of the past ("could hear"), questions,
promises in the first person, purposes ("so that she could"), and "probably" in a quotation,
which is the speaker's.
"""

import re

from articles.records import Article, Sentence
from checks.records import Answer, Finding, Span
from checks.tokens import mask_quotations
from checks.wordlists import alternatives

ASKS = "does it forecast what nobody can check yet, or only half claim it?"

_ADVERB = (
    r"(?:\w{2,15}ly\s+|also\s+|now\s+|still\s+|not\s+|soon\s+|well\s+|even\s+|once\s+|again\s+)"
)
_BE = r"(?:is|are|was|were|be|been|['’]s|['’]re)"
#: Before "will" and "might", these show the noun: "the will", "their might".
_NOUN_BEFORE = frozenset(
    {"the", "his", "her", "their", "its", "our", "my", "your", "a", "free", "good", "ill", "own"}
    | {"political", "popular", "living", "military", "economic", "full", "industrial", "last"}
    | {"public", "strong", "sheer", "of", "at", "by", "with"}
)
#: "I will", "you may", "we're going to": promises and permissions.
_FIRST_PERSON = frozenset({"i", "we", "you"})
_VERB_FOLLOWS = rf"\s+{_ADVERB}{{0,2}}(?!have\b|the\b|a\b|of\b|and\b|or\b|to\b)[a-z]{{2,20}}\b"
#: "Could not be reached", "could hear": what was or was not possible, then.
_PAST_ABILITY = (
    r"\s+not\b|\s+(?:(?:no\s+longer|only|barely|hardly|never|finally|easily|still|just|clearly)\s+)?"
    r"(?:be\s+(?:heard|seen|found|reached|felt|smelled|spotted|said|traced|no|identified|confirmed|"
    r"verified|determined|established)|hear|see|feel|remember|afford|find|reach|speak|read|"
    r"understand|tell|smell|walk|swim|breathe|get\s+out|barely|hardly|recall|move|sleep)\b"
)
_EVIDENCE = (
    r"(?:evidence|data|figures?|stud(?:y|ies)|research|polls?|results?|reports?|findings?|documents?|"
    r"analys[ie]s|records?|signs?|numbers?|surveys?|history|experience|trends?|tests?|models?|"
    r"estimates?|images?|footage|polling|projections?|indicators?|science)"
)

#: Capitals as written, here and below: "May" is a month, "Will" a name.
_MODAL = rf"\b(?:will|won['’]t|may|might|could(?!{_PAST_ABILITY}))(?={_VERB_FOLLOWS})"
_GOING = (
    rf"(?:\b|(?=['’])){_BE}\s+{_ADVERB}{{0,2}}going\s+to\s+(?!the\b|a\b|his\b|her\b)[a-z]{{2,20}}"
)
FORECASTS: list[str] = [
    _MODAL,
    _GOING,
    rf"\b{_BE}\s+{_ADVERB}{{0,2}}(?:(?:more|most|less|very|highly|un)\s*)?(?:un)?likely\s+to\b",
    rf"\b{_BE}\s+{_ADVERB}{{0,2}}(?:widely\s+)?(?:expected|predicted|projected|forecast|set|poised|bound|"
    r"destined|tipped|on\s+(?:course|track)|slated)\s+to\s+(?!have\b)[a-z]{2,20}",
    rf"\b(?:{alternatives('forecast_phrases')})\b",
]
HEDGES: list[str] = [
    r"\b(?:may|might|could)\s+(?:not\s+|well\s+|also\s+|already\s+|never\s+)?have\b",
    r"\b(?:seem|seems|seemed|appear|appears|appeared)\s+(?:to\s+(?:be\s+|have\s+)?(?!me\b|us\b|them\b|him\b)"
    r"\w{2,20}|that\b|likely\b|unlikely\b|not\s+to\b)",
    rf"\b(?:(?i:this|that|which|it)\s+{_ADVERB}?|(?i:{_EVIDENCE})\s+(?:[\w’'-]{{1,20}}\s+){{0,4}}?)"
    r"suggest(?:s|ed|ing)?\b(?!\s+(?:to\s|a\s+|\w+ing\b))",
    rf"(?i:\b{alternatives('hedge_words')}\b)",
]
_WORDINGS = [
    *((re.compile(pattern), "forecast") for pattern in FORECASTS),
    *((re.compile(pattern), "hedge") for pattern in HEDGES),
]
#: One quick look before the wordings: none of them matches without one of these.
_ANY = re.compile(
    r"\b(?:will|won['’]t|may|might|could|likely|unlikely|expected|predicted|projected|forecast|set\s+to|"
    r"poised|bound|destined|tipped|course|track|slated|going\s+to|seem|appear|suggest|"
    rf"{alternatives('forecast_phrases')}|{alternatives('hedge_words')})",
    re.IGNORECASE,
)
#: "So that she could", "in order that it might": a purpose, not a forecast.
_PURPOSE = re.compile(
    r"\bso\s+(?:that\s+)?(?:[\w’'-]{1,20}\s+){0,3}$"
    r"|\b(?:if|as\s+\w{2,10}\s+as|whatever|whoever)\s+(?:[\w’'-]{1,20}\s+){0,2}$",
    re.IGNORECASE,
)
_LOOK_BACK = 50
_MOST_SPANS = 4

#: Texts for the tests and for readers: (text, answer for its last sentence).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The strike could close every port in the country.", "yes"),
    ("Rents may rise again.", "yes"),
    ("The vaccine is likely to reach clinics by spring.", "yes"),
    ("Turnout is expected to fall.", "yes"),
    ("The goalkeeper appears to be injured.", "yes"),
    ("The data suggest that fewer bees survive.", "yes"),
    ("The firm has reportedly sold its Paris office.", "yes"),
    ("The fire may have started in the kitchen.", "yes"),
    ("The trial opened on 3 May.", None),
    ("They pushed with all their might.", None),
    ("The will was read to the family.", None),
    ("The company could not be reached for comment.", None),
    ("From the roof she could hear the crowd.", None),
    ("She appeared in court on Monday.", None),
    ("He suggested a new date.", None),
    ("Will the bridge hold?", None),
]


def check(sentence: Sentence, article: Article) -> Finding | None:
    """Whether the sentence forecasts or hedges; spans are the words that do."""
    text = sentence.text
    if not _ANY.search(text) or text.rstrip("\"'”’) ").endswith("?"):
        return None
    masked = mask_quotations(article.text, sentence.start, sentence.end)
    found = sorted(
        (match.start(), match.end(), detail)
        for pattern, detail in _WORDINGS
        for match in pattern.finditer(masked if detail == "hedge" else text)
        if _counts(text, match)
    )
    if not found:
        return None
    start, end, detail = found[0]
    said = " ".join(text[start:end].split())
    if detail == "forecast":
        reason = (
            f"'{said}' looks ahead: nothing can settle it yet; ask who forecasts it and on what."
        )
    else:
        reason = f"'{said}' holds the claim back: ask what is known and who knows it."
    spans = tuple(
        Span(sentence.start + a, sentence.start + b, role) for a, b, role in found[:_MOST_SPANS]
    )
    return Finding("forecasts", "yes", detail, 0.75, reason, spans)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before leaves it a forecast or hedge of somebody else's acts."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    previous = before.split()[-1].lower().strip("“‘\"'(") if before.strip() else ""
    if previous in _FIRST_PERSON or _PURPOSE.search(before):
        return False
    owned = previous in _NOUN_BEFORE or previous.endswith(("'s", "’s", "s'", "s’"))
    return not (owned and match[0] in {"will", "might"})
