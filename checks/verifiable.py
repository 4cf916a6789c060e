"""Verifiable: could evidence settle it?

``yes`` for an event, number, date, place, law, vote or record, ``partly`` for a checkable part
inside a judgement, ``no`` for opinion, forecast, exhortation, question, and generalities that
nothing could contradict. The content is judged, not the act of saying it: who is said to have
said it is blanked first.

A new check is a copy of this module: rules with their reasons, one ``check``, its EXAMPLES,
and a line in ``checks/__init__.py``.
"""

import math
import re
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.records import Answer, Finding, Span
from checks.reporting import attributions
from checks.wordlists import alternatives


class Rule(NamedTuple):
    """A sign of a checkable fact (positive weight) or of a judgement (negative weight)."""

    what: str
    weight: float
    pattern: str
    why: str


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
        rf"(?i:\b{alternatives('event_verbs')}\b)",
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
        rf"\b{alternatives('judgement_words')}\b(?!\s+(?:\w+\s+)?than\b)",
        "taste and blame are not evidence",
    ),
    Rule(
        "a generality",
        -1.6,
        rf"\b{alternatives('generalities')}\b",
        "nothing could contradict it",
    ),
]

#: What a sentence starts from: short remarks without a sign of fact are seldom checkable.
_BASE = -1.1
_YES = 0.0
#: Facts of this weight are worth checking even where judgement outweighs them.
_MIXED = 2.1

_FACTS = [(rule, re.compile(rule.pattern)) for rule in FACTS]
_JUDGEMENTS = [(rule, re.compile(rule.pattern)) for rule in JUDGEMENTS]

#: The question as a reviewer is asked.
ASKS = "could evidence settle it?"

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer]] = [
    ("The council approved the dam by 41 votes to 9 on 3 June 2019.", "yes"),
    ("The senator called the bill a disgrace.", "no"),
    ("A wider war could follow.", "no"),
    ("Such ties underscore the interconnected nature of global trade.", "no"),
    ("We must act.", "no"),
    ("Where did the money go?", "no"),
]


def check(sentence: Sentence, article: Article) -> Finding:
    """Whether evidence could settle the sentence; spans ``fact`` and ``judgement``."""
    content = _content(sentence, article)
    facts = _found(_FACTS, content)
    judgements = _found(_JUDGEMENTS, content)
    fact = sum(_amount(rule, matches) for rule, matches in facts)
    judgement = sum(_amount(rule, matches) for rule, matches in judgements)
    total = _BASE + fact + judgement
    answer = _answer(total, fact, judgement)
    spans = _spans(facts, "fact", sentence) + _spans(judgements, "judgement", sentence)
    reason = _reason(answer, facts, judgements)
    return Finding("verifiable", answer, "", _sureness(total), reason, spans)


def _content(sentence: Sentence, article: Article) -> str:
    """The sentence with the sources and cues of what it reports blanked, same length."""
    text = sentence.text[:1].lower() + sentence.text[1:]
    if len(text) != len(sentence.text):  # "İ" becomes two characters; offsets must stay true.
        text = sentence.text
    for attribution in attributions(article.text, sentence.start, sentence.end)[:3]:
        if attribution.detail == "passive":
            continue
        for start, end in (attribution.cue, attribution.source):
            a, b = start - sentence.start, end - sentence.start
            text = text[:a] + "\x00" * (b - a) + text[b:]
    return text


def _found(
    rules: list[tuple[Rule, re.Pattern[str]]], content: str
) -> list[tuple[Rule, list[re.Match[str]]]]:
    pairs = ((rule, list(pattern.finditer(content))) for rule, pattern in rules)
    return [(rule, matches) for rule, matches in pairs if matches]


def _amount(rule: Rule, matches: list[re.Match[str]]) -> float:
    """A second and third sign of the same kind add less than the first."""
    return rule.weight * (1 + 0.3 * (min(len(matches), 3) - 1))


def _answer(total: float, fact: float, judgement: float) -> Answer:
    if total < _YES:
        return "partly" if fact >= _MIXED and judgement > -4 else "no"
    return "partly" if judgement < -1 else "yes"


def _sureness(total: float) -> float:
    """How far the signs point one way, as 0.5 to 1."""
    return round(1 / (1 + math.exp(-abs(total))), 2)


def _spans(
    found: list[tuple[Rule, list[re.Match[str]]]], role: str, sentence: Sentence
) -> tuple[Span, ...]:
    return tuple(
        Span(sentence.start + match.start(), sentence.start + match.end(), role)
        for _, matches in found
        for match in matches[:3]
    )


def _reason(
    answer: Answer,
    facts: list[tuple[Rule, list[re.Match[str]]]],
    judgements: list[tuple[Rule, list[re.Match[str]]]],
) -> str:
    """One sentence that quotes the strongest sign on each side that counts."""
    fact = _strongest(facts)
    judgement = _strongest(judgements)
    if answer == "yes":
        return f"It states {fact}, which evidence could settle."
    if answer == "partly":
        return f"It mixes {fact}, which can be checked, with {judgement}, which cannot."
    if judgement:
        return f"It is {judgement}: evidence could not settle it."
    return "It names no event, number, date, law or record that evidence could settle."


def _strongest(found: list[tuple[Rule, list[re.Match[str]]]]) -> str:
    """The weightiest rule's name and the words that matched it."""
    if not found:
        return ""
    rule, matches = max(found, key=lambda pair: abs(pair[0].weight))
    return f"{rule.what} ('{' '.join(matches[0][0].split())}')"
