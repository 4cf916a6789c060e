"""Signs that a sentence states a checkable fact, and signs that it passes judgement.

Each is a pattern with a weight and the reason for it. A fitted model weighs them up
(``verifiable.py``); the wordings they find are what a reviewer is shown.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from checks.wordlists import words


class Rule(NamedTuple):
    """A sign of a checkable fact (positive weight) or of a judgement (negative weight)."""

    what: str
    weight: float
    pattern: str
    why: str


def _any_of(name: str) -> str:
    """A word list as a pattern, longest first, grouped by its first letters: tried in turn,
    hundreds of entries would cost more than all other rules together."""
    groups: dict[str, list[str]] = {}
    for entry in sorted(words(name), key=lambda entry: (-len(entry), entry)):
        groups.setdefault(entry[:1], []).append(re.escape(entry[1:]).replace(r"\ ", r"\s+"))
    return "(?:" + "|".join(f"{a}(?:{'|'.join(groups[a])})" for a in sorted(groups)) + ")"


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_ENTITY = r"(?<=[a-z,;:’'] )(?!I\b|I['’])[A-Z][\w’'-]{1,30}"

FACTS: list[Rule] = [
    Rule(
        "a number",
        1.6,
        r"(?<![\w.])[$€£¥]?\d[\d,./:-]*(?:st|nd|rd|th|s|m|bn|kg|km|C|F)?\b%?",
        "numbers can be looked up or counted",
    ),
    Rule(
        "a quantity",
        1.1,
        r"\b(?:two(?!\s+(?:sides|countries|nations|parties|peoples))|three|four|five|six|seven"
        r"|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
        r"fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|"
        r"dozens?|half|third|quarter|per\s?cent|percent|percentage|twice|double[ds]?|tripled?|"
        r"kilomet(?:re|er)s|miles|tons|tonnes|acres|hectares|dollars|euros)\b",
        "a quantity can be measured",
    ),
    Rule(
        "a date",
        0.9,
        rf"\b(?:{_MONTH}\b(?!\s+(?:be|have|not)\b)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
        r"yesterday|last\s+(?:year|month|week|night|summer|spring|autumn|fall|winter|decade)|"
        r"years?\s+ago|months?\s+ago|weeks?\s+ago|midnight|\d+\s?[ap]\.?m)\b",
        "a dated event leaves records",
    ),
    Rule(
        "something that happened or was done",
        1.3,
        rf"(?i:\b{_any_of('event_verbs')}\b)",
        "acts and events leave records and witnesses",
    ),
    Rule("a name or place", 0.5, _ENTITY, "what is named can be looked up"),
    Rule(
        "a law, vote or office",
        0.5,
        r"(?i:\b(?:law|laws|bill|act|treaty|agreement|sanctions?|votes?|tax(?:es)?|budget|deficit|"
        r"debt|court|congress|senate|parliament|unemployment|inflation|census|troops|"
        r"legislation|amendment|election|program(?:me)?s?|wages|income|population)\b)",
        "public acts and statistics are on record",
    ),
    Rule(
        "a public event",
        1.0,
        r"\b(?:withdrawal|invasion|sanctions\s+on|embargo|ceasefire|truce|referendum|merger|"
        r"acquisition|arrest|explosion|earthquake|flood|eruption|war\s+(?:in|on|against)|"
        r"attack\s+on|strike\s+on|summit|treaty|bankruptcy|verdict|acquittal|resignation|"
        r"assassination|massacre|coup|outbreak)\b",
        "such events are dated and recorded",
    ),
    Rule(
        "a stated ability",
        0.9,
        r"\b(?:capable\s+of\s+\w+ing|able\s+to\s+(?:reach|carry|hold|seat|lift|produce)|"
        r"range\s+of\s+\d|capacity\s+of)\b",
        "it can be tested or measured",
    ),
    Rule(
        "a comparison",
        1.2,
        r"(?i:\b(?:more|fewer|less|higher|lower|larger|smaller|longer|older|faster|closer"
        r"|better)\s+"
        r"(?:\w+\s+){0,3}than\b(?!\s+ever))",
        "both sides can be measured",
    ),
    Rule(
        "a rank or record",
        0.9,
        r"(?i:\b(?:first|last|only|largest|biggest|smallest|highest|"
        r"lowest|longest|oldest|youngest|tallest|fastest|deepest|closest|busiest"
        r"|record\s+(?:high|low|number|profit|loss|year|time)s?|"
        r"most\s+populous|worst|largest|latest)\b|\bin\s+a\s+row\b"
        r"|\bout\s+of\s+(?:every\s+)?\w+\b)",
        "a rank can be checked against the others",
    ),
    Rule(
        "a state that can be inspected",
        0.8,
        r"(?i:\b(?:employs?|holds?|contains?|consists?|owns?|costs?|measures?|weighs?|spans?|"
        r"covers?|bans?|allows?|forbids?|requires\s+all|bordering|borders|located|situated|born|"
        r"named\s+after|made\s+of|member\s+of|includes?|home\s+to|flows?|exports?|imports?)\b)",
        "it can be inspected",
    ),
    Rule(
        "what somebody did before",
        0.7,
        r"(?i:\b(?:has|have|had|['’]ve)\s+(?:(?:never|already|also|not|just|ever"
        r"|now)\s+)?\w+(?:ed|en|ne|ght|de)\b"
        r"|\b(?:was|were)\s+\w+(?:ed|en|ne|ght)\b|\bused\s+to\b|\b(?:did|didn['’]t|did\s+not)\b)",
        "the past is settled",
    ),
]

JUDGEMENTS: list[Rule] = [
    Rule("a question", -4.0, r"\?[\"”’)]*\s*$", "a question claims nothing"),
    Rule(
        "a forecast",
        -2.2,
        r"(?:\b(?:will|could|may|might|shall|won['’]t|probably|perhaps|maybe|"
        r"(?:is|are)\s+(?:\w+\s+)?(?:likely|expected|set|bound|poised|going)\s+to|gonna|going\s+to|"
        r"potential(?:ly)?|risks?\s+\w+ing|remains\s+to\s+be\s+seen|prospects?|one\s+day)\b"
        r"|['’]ll\b)",
        "nothing that has not happened can be checked",
    ),
    Rule(
        "a plan or a supposition",
        -1.1,
        r"\bwould\b|['’]d\b",
        "it has not happened; but whether it was announced can be checked",
    ),
    Rule(
        "an exhortation",
        -2.6,
        r"(?i:\b(?:must|should|ought|shouldn['’]t|need\s+to|needs\s+to|have\s+to|has\s+to"
        r"|got\s+to|let\s+us|"
        r"let['’]s|deserves?|cannot\s+be\s+(?:overlooked|ignored|overstated)|is\s+needed"
        r"|are\s+needed|"
        r"requires?\s+(?:a|an)\b|demands?\s+\w+|the\s+need\s+for|call(?:s|ing)?\s+for"
        r"|urgent(?:ly)?|"
        r"time\s+to|please|imagine|warrants?)\b)",
        "a wish for action cannot be true or false",
    ),
    Rule(
        "a view",
        -1.5,
        r"(?i:\b(?:I|we)\s+(?:\w+\s+){0,2}?(?:think|believe|feel|hope|want|wish|guess|suppose"
        r"|agree|disagree|"
        r"doubt|know|mean|like|love|care|intend|support|understand|appreciate|say|welcome|thank)\b|"
        r"\bin\s+my\s+(?:view|opinion|judgment)\b|\bI['’]d\b|\bI\s+would\b"
        r"|\bI['’]m\s+(?:not\s+)?(?:sure|going|proud|glad|for|happy)\b"
        r"|\bthank\s+you\b|\bit\s+seems\b)",
        "a view is the speaker's own",
    ),
    Rule(
        "a word of praise or blame",
        -1.5,
        rf"\b{_any_of('judgement_words')}\b(?!\s+(?:\w+\s+)?than\b)",
        "taste and blame are not evidence",
    ),
    Rule(
        "a generality",
        -1.6,
        rf"\b{_any_of('generalities')}\b",
        "nothing could contradict it",
    ),
]


#: Every rule, in the order of ``amounts``.
RULES = (*FACTS, *JUDGEMENTS)
_PATTERNS = [re.compile(rule.pattern) for rule in RULES]


class Sign(NamedTuple):
    """A rule and where it matches, (start, end) in the text it was asked about."""

    rule: Rule
    places: tuple[tuple[int, int], ...]


@lru_cache(maxsize=256)
def signs(text: str) -> tuple[Sign, ...]:
    """The signs in a sentence, in the order of ``RULES``.

    A capital at its head says nothing of names and hides words from the lists, so it is read
    as a small letter, where that keeps the length (and "İ" would not).
    """
    lowered = text[:1].lower() + text[1:]
    text = lowered if len(lowered) == len(text) else text
    found = (
        Sign(rule, tuple(match.span() for match in pattern.finditer(text)))
        for rule, pattern in zip(RULES, _PATTERNS, strict=True)
    )
    return tuple(sign for sign in found if sign.places)


def amount(sign: Sign) -> float:
    """What a sign counts for: a second and third of a kind add less than the first."""
    return sign.rule.weight * (1 + 0.3 * (min(len(sign.places), 3) - 1))
