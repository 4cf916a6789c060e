"""Causes: a causal claim with nobody who makes it and nothing that supports it.

``caused``, ``led to``, ``because of``, ``due to``, ``resulted in``, ``fuelled by`` and their
kin. Quiet where the sentence is somebody's claim (``reporting.py``), stands in a quotation,
carries a link, or names a study, figures, a court or an inquiry; where a cause is only
possible ("could lead to", which ``forecasts.py`` asks about); and in idioms ("due to meet on
Monday", "the path led to the door").
"""

import re

from articles.records import Article, Sentence
from checks.quotations import quoted_parts
from checks.records import Answer, Finding, Span
from checks.reporting import attributions
from checks.tokens import mask_quotations
from checks.wordlists import alternatives

ASKS = "does it say what caused what, with nobody who says so and nothing that supports it?"

_ADVERB = r"(?:\w{2,15}ly\s+|also\s+|in\s+part\s+|further\s+|even\s+|then\s+|soon\s+)?"
_WAY = r"(?:road|path|street|stairs?|steps|staircase|door|trail|corridor|bridge|tunnel|track|lane)"
_PLACE = (
    r"(?:(?:the|a|an|his|her|their)\s+)?(?:\w{2,15}\s)?(?:doors?|room|stage|gallows|cell|courtyard|garden|"
    r"kitchen|basement|podium|car|van|altar|dock|office|beach|river|square|station|roof|cellar|gate)\b"
)
#: What a cause is said to have, and why the words claim one: (pattern, what must not follow).
CUES: list[tuple[str, str]] = [
    (r"(?:caused|causing)", "the verb of causes itself"),
    (
        r"(?<!the\s)(?<!of\s)(?<!good\s)(?<!and\s)(?<!root\s)(?<!worthy\s)(?<!other\s)(?<!charitable\s)"
        r"(?<!natural\s)(?<!liberal\s)(?<!political\s)(?<!conservative\s)(?<!progressive\s)(?<!social\s)"
        r"causes\s+(?=(?:a|an|the|more|most|many|some|lung|skin|heart|cancer|death|deaths|climate|"
        r"damage|harm|pain|severe|serious|problems|confusion|delays|trouble|disease|crime|poverty|"
        r"inflation|unemployment|violence|\w+ing)\b)",
        "'causes' before what it causes; the noun is left alone",
    ),
    (
        rf"{_ADVERB}(?:led|leads|leading)\s+{_ADVERB}to\b(?!\s+(?:believe|think|expect|{_PLACE}))",
        "what went before is made the reason of what came after",
    ),
    (
        r"(?:exacerbated|worsened|aggravated|compounded|triggered|sparked|fuell?ed|driven|spurred|"
        r"provoked|precipitated|brought\s+on|brought\s+about|caused|prompted|inflamed|stoked)\s+"
        rf"{_ADVERB}by\b(?!\s+(?:a\s+)?(?:car|driver|chauffeur))",
        "an agent of a change is named",
    ),
    (
        r"(?:exacerbat(?:ed|es|ing)|brought\s+about|g(?:ave|ives|iving)\s+rise\s+to|"
        r"trigger(?:ed|s|ing)|spark(?:ed|s|ing)|fuell?(?:ed|ing))\s+"
        r"(?=(?:a|an|the|its|their|his|her|new|more|fresh|further|widespread|violent|public|mass|"
        r"protests?|riots?|outrage|fears|speculation|demand|inflation|unrest|anger|\w+ing)\b)",
        "one event is made the start of another",
    ),
    (r"because\s+of\b(?!\s+(?:you|me|him|her|them|us|it|who|what)\b)", "a reason is given"),
    (
        rf"due\s+{_ADVERB}to\b(?!\s+(?:{alternatives('due_to_verbs')}|him|them|me|us|you)\b|\s+her\b(?!\s+\w))",
        "a reason is given",
    ),
    (r"owing\s+to\b", "a reason is given"),
    (
        r"thanks\s+(?:in\s+\w+\s+(?:part\s+)?|largely\s+|mainly\s+|partly\s+)?to\b"
        r"(?!\s+(?:all|every\w*|you|god|our|my|those\s+who)\b)",
        "a reason is given",
    ),
    (
        rf"(?:result(?:ed|ing)\s+{_ADVERB}in\b|results\s+in\s+(?=an?\b|more\b|fewer\b|less\b))(?!\s+(?:an?\s+|no\s+|the\s+|his\s+|her\s+)?(?:\w+\s)?"
        r"(?:arrests?|charges?|convictions?|goals?|draw|tie|penalty|red\s+card|win|defeat|\d+\s?[-–]))",
        "an outcome is given to what went before",
    ),
    (r"as\s+a\s+(?:direct\s+)?(?:result|consequence)\s+of\b", "a reason is given"),
    (r"blamed\s+(?:squarely\s+|largely\s+|partly\s+)?(?:on|for)\b", "a culprit is named"),
    (r"(?:stems?|stemmed|stemming)\s+(?:\w{2,15}ly\s+)?from\b", "a reason is given"),
    (
        r"(?:was|were|is|are|been)\s+(?:\w{2,15}ly\s+)?responsible\s+for\s+"
        r"(?=(?:the\s+|a\s+|most\s+|about\s+|more\s+)?(?:\w+\s){0,2}?(?:deaths?|rise|fall|loss|losses|"
        r"decline|drop|increase|surge|collapse|crash|spread|failure|damage|crisis))",
        "a culprit is named",
    ),
    (r"(?:main|root|real|chief|primary|leading|sole|underlying|biggest)\s+cause\s+of\b", "a cause"),
]

_CUE = re.compile("|".join(rf"\b(?:{pattern})" for pattern, _ in CUES), re.IGNORECASE)
#: One quick look before the rules: none of them matches without one of these.
_ANY = re.compile(
    r"caus|led\s|lead|exacerb|worsen|aggrav|compound|trigger|spark|fuel|driven|spur|provok|precip|"
    r"brought|prompt|rise\s+to|due|owing|thanks|result|consequence|blamed|stem|responsible|inflame|stok",
    re.IGNORECASE,
)
_SUPPORTED = re.compile(
    r"\b(?:stud(?:y|ies)|reports?|data|research|researchers?|surveys?|inquiry|inquest|"
    r"investigat(?:ion|ors?|ed)|audit|analysis|statistics|evidence|scientists?|ruling|ruled|"
    r"verdict|convicted|found\s+that|findings?|documents|census|autopsy|post-mortem|coroner|"
    r"experts?|economists?|figures\s+from)\b",
    re.IGNORECASE,
)
#: A cause that is only possible, denied, asked about, or supposed.
_NOT_CLAIMED = re.compile(
    r"\b(?:could|may|might|would|will|can|cannot|should|not|n['’]t|never|if|whether|likely\s+to|"
    r"to|unless|threaten(?:s|ed)?|what|fear(?:s|ed)?|possibly|perhaps|risks?)\s+"
    r"(?:\w{2,15}\s+){0,2}$|n['’]t\s+(?:\w{2,15}\s+){0,2}$",
    re.IGNORECASE,
)
_LED_BY_A_WAY = re.compile(rf"\b{_WAY}(?:\s+(?:that|which))?\s+$", re.IGNORECASE)
_WHO_IS_LED = re.compile(r"\b(?:was|were|is|are|be|been|being)\s+$", re.IGNORECASE)
_LOOK_BACK = 40
_MOST_SPANS = 6

#: Texts for the tests and for readers: (text, answer for its last sentence).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The drought was exacerbated by decades of over-pumping.", "yes"),
    ("Cheap imports led to the closure of the mill.", "yes"),
    ("The clinic shut because of a shortage of nurses.", "yes"),
    ("Wheat prices rose due to the war.", "yes"),
    ("The merger resulted in 300 job losses.", "yes"),
    ("The unrest was fuelled by rising rents.", "yes"),
    ("Screens have caused a wave of short sight among children.", "yes"),
    ("Cheap imports led to the closure of the mill, said its owner, Ana Brito.", None),
    ("A study of 400 wells found that over-pumping led to the drought.", None),
    ("The two sides are due to meet on Monday.", None),
    ("A narrow path led to the door.", None),
    ("The film became a cause célèbre.", None),
    ("“It was caused by the flood,” said engineer Rosa Lind.", None),
    ("A longer strike could lead to shortages.", None),
    ("She gave the prize to good causes.", None),
    ("The commission is led by a judge.", None),
]


def check(sentence: Sentence, article: Article) -> Finding | None:
    """Whether the writer states a cause without support; spans are the causal words."""
    if not _ANY.search(sentence.text) or sentence.text.rstrip("\"'”’) ").endswith("?"):
        return None
    masked = mask_quotations(article.text, sentence.start, sentence.end)
    claimed = [match for match in _CUE.finditer(masked) if _is_claim(masked, match)][:_MOST_SPANS]
    if not claimed or _is_supported(masked, claimed, sentence, article):
        return None
    said = " ".join(claimed[0][0].split())
    reason = f"'{said}' states a cause; nobody is given who says so, and nothing that shows it."
    spans = tuple(
        Span(sentence.start + match.start(), sentence.start + match.end(), "cause")
        for match in claimed
    )
    return Finding("causes", "yes", "cause", 0.7, reason, spans)


def _is_claim(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _NOT_CLAIMED.search(before):
        return False
    if match[0].lower().startswith(("led", "lead")):
        return not (_LED_BY_A_WAY.search(before) or _WHO_IS_LED.search(before))
    return True


def _is_supported(
    masked: str, claimed: list[re.Match[str]], sentence: Sentence, article: Article
) -> bool:
    """Whether somebody says so, a link or a document stands beside it, or it is quoted speech."""
    if sentence.kind == "quote" or _SUPPORTED.search(masked):
        return True
    if any(link.start < sentence.end and sentence.start < link.end for link in article.links):
        return True
    if any(part.continues for part in quoted_parts(article.text, sentence.start, sentence.end)):
        return True
    cues = [(sentence.start + match.start(), sentence.start + match.end()) for match in claimed]
    return any(
        # "Was blamed on" hides who blames, and is the claim itself.
        found.detail != "passive" or not any(found.cue[0] < b and a < found.cue[1] for a, b in cues)
        for found in attributions(article.text, sentence.start, sentence.end)
    )
