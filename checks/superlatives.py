"""Superlatives and absolutes: a rank or a "never" that one counter-example would refute.

``superlative`` for ranks ("the largest", "the first woman to", "a record profit",
"unprecedented"), ``absolute`` for claims without exception ("never", "every member",
"no one"). Everyday uses stay quiet: "at first", "first lady", "last week", "every day",
"never mind"; in quotations, so do "never" and "every", which are emphasis there.
"""

import re
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.records import Answer, Finding, Span
from checks.tokens import mask_quotations
from checks.wordlists import alternatives

ASKS = "does it claim a rank or a rule without exception that one counter-example would refute?"


class Rule(NamedTuple):
    """A wording that claims a rank or has no exception, and why it is asked about."""

    detail: str
    pattern: str
    quoted: bool
    score: float
    why: str


_ADJECTIVES = alternatives("superlative_adjectives")
_MOST_ADJECTIVES = alternatives("most_adjectives")
#: Nouns with which "first" orders and claims nothing: "first lady", "first half", "first World".
_FIRST_OF_ORDER = (
    r"(?:lady|ladies|gentleman|minister|names?|aid|class|floor|half|halves|quarter|round|set|place|"
    r"grade|grader|person|degree|base|baseman|amendment|hand|step|steps|world|nations?|love|born|"
    r"thing|things|priority|concern|task|thought|glance|sight|order|leg|innings?|inning|lap|day|days|week|weeks|month|months|"
    r"few|two|three|four|five|six|seven|ten|couple|part|chapter|page|paragraph|line|sentence|"
    r"question|instance|impressions?|cousins?|wife|husband|child|son|daughter|baby|marriage|year|"
    r"years|term|period|phase|stage|try|attempt|goal|point|edition|draft|instalment|installment|"
    r"of|in|team|division|course|lieutenant|mate|officer|book|album|meeting|date|job|song|\d{1,3})"
)
_OPINION_ONLY = (
    r"(?:way|ways|thing|things|question|reason|hope|option|choice|answer|problem|exception|people|"
    r"ones?|point|difference|solution|child|son|daughter|time|issue|catch|trouble|one)"
)
_EVERYDAY = (
    r"(?:day|week|month|year|night|morning|evening|afternoon|hour|minute|second|time|weekend|summer|"
    r"winter|spring|autumn|fall|monday|tuesday|wednesday|thursday|friday|saturday|sunday|now|other|"
    r"few|once|so|bit|effort|reason|right|possible|chance|opportunity|turn|step|word|way|intention|"
    r"indication|season|election|four|two|three|five|ten|\d{1,4}|last|such|decade|generation|moment|"
    r"one|kind|sort|inch|respect|sense|aspect)"
)
#: "The richest countries" are a group, and so is no rank.
_GROUP = (
    r"\s+(?:\w{1,15}\s)?(?:people|families|countries|nations|households|children|citizens|areas|places|"
    r"communities|residents|voters|regions|bankers|neighbou?rhoods|pupils|workers|\d|per\s?cent)\b"
)
#: Not "nearly every".
_NOT_NEARLY = r"(?<!nearly\s)(?<!almost\s)(?<!virtually\s)(?<!practically\s)(?<!about\s)"
#: After "never": advice, taste and comparison.
_NOT_A_FACT = (
    r"\s+(?:mind|again|easy|enough|too|better|a\s+good|going\s+to|to\s+be|sure|really|quite|more|far|"
    r"been\s+(?:more|better|so|a\s+better|clearer|about))\b"
)

RULES: list[Rule] = [
    Rule(
        "superlative",
        rf"\b(?:the|its|their|his|her|our|['’]s|s['’])\s+(?:\w{{1,12}}[\s-]){{0,2}}?{_ADJECTIVES}\b"
        r"(?!\s+(?:possible|thing|things|part|order|way|sense|terms|light|kind|case|moment|fears?|"
        r"common|court|bidder|hits|ideals|standards|hopes|praise|regard|(?:was|is)\s+(?:over|yet)|of\s+(?:times|margins|all|the\s+worst)))"
        rf"(?!{_GROUP})",
        True,
        0.8,
        "by what measure, among which, and who has counted",
    ),
    Rule(
        "superlative",
        rf"\b(?:the|its|their|['’]s|s['’])\s+(?:\w{{1,12}}\s)?most[\s-]+{_MOST_ADJECTIVES}\b"
        r"(?=\s+[\w-]{2,20})(?!\s+(?:way|part|thing|terms|sense))",
        False,
        0.7,
        "by what measure, among which, and who has counted",
    ),
    Rule(
        "superlative",
        rf"\b(?:(?:the|its|their)|['’]s|s['’])\s+(?:very\s+|only\s+)?first(?!\s+{_FIRST_OF_ORDER}\b)\s+"
        r"(?:[\w’'-]{1,25}\s+){0,5}?(?:to\s+\w{1,20}|ever\b|since\b|in\s+(?:the\s+)?(?:history|country|world|"
        r"nearly|almost|more|over|a\s|\d|two|three|four|five|decades|centuries))"
        r"|\b(?:became|become|becomes|becoming|was|were|is|are|be|being)\s+the\s+(?:very\s+)?first\s+"
        rf"(?!{_FIRST_OF_ORDER}\b)(?:[\w’'-]{{1,25}})"
        r"|\bfor\s+the\s+first\s+time\b(?!\s+(?:on|last|this|at|yesterday))"
        r"|\bfirst-ever\b|\b(?:world|country|nation|city|state|region|continent)['’]s\s+first\b"
        rf"(?!\s+{_FIRST_OF_ORDER}\b)",
        True,
        0.75,
        "who came before, and who has looked",
    ),
    Rule(
        "superlative",
        rf"\bthe\s+(?:only|sole|last\s+(?:surviving|remaining|living))\s+(?!{_OPINION_ONLY}\b)"
        r"(?:[\w’'-]{1,25}\s+){0,4}?(?:[\w’'-]{1,25})(?=\s+(?:to|that|who|whose|with|in|ever|of|on|at|"
        r"left|still|capable|able|from|where|which)\b)",
        True,
        0.75,
        "whether there are others, and who has looked",
    ),
    Rule(
        "superlative",
        r"\bunprecedented\b|\bunparalleled\b|\bunrivall?ed\b|\bunheard\s+of\b|\bsecond\s+to\s+none\b"
        r"|\bnever[\s-]before\b|\ball-time\s+(?:high|low|record|best|worst|top|leading)\b",
        True,
        0.75,
        "what came before, and who has compared",
    ),
    Rule(
        "superlative",
        r"(?<!\bto\s)(?<!\bwill\s)\brecord[\s-](?:high|low|breaking|setting|number|numbers|level|levels|profits?|loss|losses|"
        r"sales|revenues?|turnout|crowd|attendance|amounts?|sums?|price|prices|temperatures?|heat|"
        r"rainfall|time|pace|year|deficit|surplus|harvest|fine|growth|spending|fundraising|"
        r"demand|output|production|exports|imports|unemployment|inflation|\$?[\d£€$][\d,.]*)\b"
        r"|\b(?:set|sets|setting|broke|breaks|broken|breaking|smash(?:ed|es)|beat|holds?|held)\s+"
        r"(?:[\w’'-]{1,15}\s+){0,3}?(?<!criminal\s)(?<!arrest\s)(?<!the\s)records?\b(?!\s+(?:straight|label))"
        r"|\b(?:on|since)\s+record(?:s\s+began)?\b(?!\s+(?:as|that|saying|with|to)\b)"
        r"|\b(?:world|national|olympic|course|club|european|state)\s+record\b(?!\s+(?:of|on)\s+\w+ing)",
        True,
        0.75,
        "whose record, over which years",
    ),
    Rule(
        "absolute",
        r"(?<!\bI\s)(?<!\byou\s)(?<!\bwe\s)\b(?:has|have|had|was|were|is|are|did)\s+never\b"
        rf"(?!{_NOT_A_FACT})"
        r"|\bnever\s+(?:once|before)\b"
        r"|(?<!\bI\s)(?<!\byou\s)(?<!\bwe\s)(?<!would\s)(?<!could\s)(?<!will\s)(?<!may\s)(?<!have\s)(?<!almost\s)(?<!nearly\s)"
        r"(?<!might\s)(?<!should\s)\bnever\s+"
        r"(?:(?:actually|even|publicly|formally|officially)\s+)?(?!need|heed|mind|exceed)\w{2,15}ed\b",
        False,
        0.7,
        "one case would refute it",
    ),
    Rule(
        "absolute",
        r"(?<!\bI\s)(?<!\byou\s)(?<!\bwe\s)\b(?:has|have|had)\s+always\s+(?:been\s+)?\w{3,15}(?:ed|en)\b",
        False,
        0.6,
        "one case would refute it",
    ),
    Rule(
        "absolute",
        rf"(?:^|[,;:—–]\s|\bthat\s|\band\s){_NOT_NEARLY}every\s+(?:single\s+)?(?!{_EVERYDAY}\b)"
        r"[a-z][\w’'-]{2,25}\s+(?:[\w’'-]{1,20}\s+){0,4}?(?:was|were|has|had|is|voted|won|lost|\w{3,15}ed)\b"
        rf"|\b{_NOT_NEARLY}every\s+single\s+(?!{_EVERYDAY}\b)[a-z][\w’'-]{{2,25}}\b"
        rf"|\bin\s+every\s+(?!{_EVERYDAY}\b)[a-z][\w’'-]{{2,25}}\s+(?:since|of|in|over|except|but)\b"
        r"|\bwithout\s+exception\b",
        False,
        0.65,
        "one exception would refute it",
    ),
    Rule(
        "absolute",
        r"\b(?:no\s+one|nobody)\s+(?:else\s+)?(?:has|had|was|died|survived|voted|claimed|admitted|"
        r"responded|noticed|objected|won|applied)\b|\bno\s+other\s+\w{3,20}\s+(?:has|had|have|is|was|are)\b"
        r"|\bnone\s+of\s+(?:the|its|their|his|her|those|these)\s+(?:[\w’'-]{1,20}\s+){1,4}?"
        r"(?:has|had|have|was|were|is|are|\w{3,15}ed)\b|\bnot\s+a\s+single\b",
        False,
        0.65,
        "one case would refute it",
    ),
]

_COMPILED = [(rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in RULES]
#: One quick look before the rules: none of them matches without one of these.
_ANY = re.compile(
    r"est\b|first|only|sole|last\s|most|never|always|every|no\s?one|nobody|none|single|\bno\s+other|"
    r"worst|record|all-time|unp|unri|unheard|second\s+to|without\s+exception|greatest",
    re.IGNORECASE,
)
#: "Not the only one" and "every child should": the sentence says no more than that.
_DENIED = re.compile(r"(?:\bnot|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(?:should|must|ought|deserves?|let['’]s|would|could|will|may|might)\b", re.I
)
_MOST_SPANS = 4

#: "'s largest" is quoted without the end of its owner.
_POSSESSIVE = re.compile(r"^(?:['’]s|s['’])\s|^[,;:—–]\s")

#: Texts for the tests and for readers: (text, answer for its last sentence).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("It is the largest port in the Baltic.", "yes"),
    ("She became the first woman to referee the final.", "yes"),
    ("He is the only surgeon in the province who can do it.", "yes"),
    ("The firm made a record profit of £90m.", "yes"),
    ("The mayor has never published her tax returns.", "yes"),
    ("Every member of the panel resigned.", "yes"),
    ("No one has seen the original since 1911.", "yes"),
    ("The scale of the outbreak is unprecedented.", "yes"),
    ("At first the court refused.", None),
    ("The first lady opened the clinic last week.", None),
    ("Only 12 players turned up for the first half.", None),
    ("He trains every day and most of the winter.", None),
    ("She spoke off the record about his criminal record.", None),
    ("Never mind the rain, the organisers wrote.", None),
    ("The only way forward is a vote.", None),
    ("Brazil reached the last 16 of the World Cup.", None),
]


def check(sentence: Sentence, article: Article) -> Finding | None:
    """Whether the sentence claims a rank or has no exception; spans are the claiming words."""
    if not _ANY.search(sentence.text):
        return None
    masked = mask_quotations(article.text, sentence.start, sentence.end)
    found = sorted(
        (match.start(), match.end(), rule)
        for rule, pattern in _COMPILED
        for match in pattern.finditer(sentence.text if rule.quoted else masked)
        if _is_claimed(match, rule, sentence.text)
    )
    if not found or sentence.text.rstrip("\"'”’) ").endswith("?"):
        return None
    start, end, rule = found[0]
    said = _POSSESSIVE.sub("", " ".join(sentence.text[start:end].split()))
    reason = f"'{said}' claims a rank: ask {rule.why}."
    if rule.detail == "absolute":
        reason = f"'{said}' allows no exception: {rule.why}."
    spans = tuple(
        Span(sentence.start + a, sentence.start + b, rule.detail)
        for a, b, rule in found[:_MOST_SPANS]
    )
    return Finding("superlatives", "yes", rule.detail, rule.score, reason, spans)


def _is_claimed(match: re.Match[str], rule: Rule, text: str) -> bool:
    """Whether the words are a claim: not denied, and an absolute not merely wished for."""
    if rule.detail == "superlative":
        return not _DENIED.search(text[max(0, match.start() - 12) : match.start()])
    return not _WISHED.search(text[max(0, match.start() - 30) : match.end() + 40])
