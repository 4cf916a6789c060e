"""Sourced: can a reader go and look?

``yes`` where the sentence carries a link or a citation complete enough to find the page,
``partly`` where it names something traceable (a document, law, ruling, study, dataset, dated
speech), ``no`` where there is nothing to look up. A name alone is an attribution, no source.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from articles.records import Article, Sentence, WriterNote
from checks.records import Answer, Finding, Span


class Rule(NamedTuple):
    """A wording that tells a reader where to look."""

    what: str
    pattern: str
    answer: Answer
    score: float
    why: str


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,4}}|(?:19|20)\d\d|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
#: Words with a capital at the head of a sentence, which name nobody.
_NOT_A_BODY = (
    r"(?:The|A|An|One|This|That|These|Those|Some|Any|Another|His|Her|Their|Its|My|Our|New|Recent|"
    r"No|In|On|At|By|For|From|Of|To|With|Many|Several|Other|Such|Each|Every|And|But|Or|If|As|When|"
    r"While|Since|After|Before|According|Two|Three|Most|All|He|She|It|They|We|I|There|What|Which)"
)

#: Up to six capitalised words, as titles of laws and reports are written.
_TITLE = rf"(?!{_NOT_A_BODY}\s)" + (
    r"(?:[A-Z][\w’'&.-]{0,30}\s+(?:(?:of|on|and|for|the|to|in)\s+){0,2}){1,6}"
)
_SPEECH = r"(?:speech|remarks?|address|lecture|testimony|statement|news\s+conference|briefing|talk)"
_DOCUMENT = (
    r"(?:reports?|stud(?:y|ies)|survey|poll|census|paper|article|review|audit|inquiry|"
    r"assessment|analysis|filings?|lawsuit|indictment|affidavit|ruling|judgment|transcript|"
    r"letter|memo|memorandum|statistics|figures|data|database|dataset|index|op-ed|editorial|"
    r"essay|book|memoir|documents?|records|cable|dossier|white\s+paper|press\s+release)"
)

RULES: list[Rule] = [
    Rule("a web address", r"\b(?:https?://|www\.)[^\s<>\"”)]*[\w/]", "yes", 0.95, "it opens"),
    Rule("a DOI", r"\b(?:doi:\s*|doi\.org/)?10\.\d{4,9}/[^\s\"”)]+", "yes", 0.95, "it resolves"),
    Rule(
        "an archive number",
        r"\b(?:arXiv:\s*\d{4}\.\d{4,5}|PMID:?\s*\d{5,9}|ISBN[:\s]*[\dX-]{10,17}"
        r"|ISSN[:\s]*\d{4}-\d{3}[\dX])",
        "yes",
        0.95,
        "catalogues find it",
    ),
    Rule(
        "a journal reference",
        r"\b[A-Z][\w&.-]{1,30}(?:\s+[\w&.-]{1,30}){0,5},?\s+\d{1,4}\s?(?:\(\d{1,3}\)"
        r"|,)\s*(?:no\.\s*\d+,\s*)?"
        r"(?:pp?\.\s*)?\d{1,5}(?:\s?[-–]\s?\d{1,5})?\b(?=.{0,40}\((?:19|20)\d\d\))",
        "yes",
        0.8,
        "journal, volume, page, year",
    ),
    Rule(
        "a reference with pages",
        r"\((?:19|20)\d\d[a-z]?\).{0,120}\bpp?\.\s*\d{1,5}",
        "yes",
        0.85,
        "author, year and page",
    ),
    Rule(
        "a law report or docket number",
        r"\b\d{1,4}\s+(?:U\.\s?S\.|F\.\s?(?:2d|3d)|S\.\s?Ct\.|Fed\.\s?Reg\.)\s+\d{1,6}\b"
        r"|\b(?:Case|Docket|Application)\s+(?:No|Nos|number)\.?\s*[\w:./-]*\d[\w:./-]*"
        r"|\[(?:19|20)\d\d\]\s+[A-Z]{2,6}(?:\s+\w{1,6})?\s+\d{1,5}\b",
        "yes",
        0.85,
        "courts and registers file by it",
    ),
    Rule(
        "a law or treaty",
        rf"\b(?:{_TITLE})(?:Act|Law|Bill(?!\s+(?:de\s+)?[A-Z])|Treaty|(?<!National\s)Convention"
        rf"|Constitution|Code|Directive|Regulation|"
        r"Agreement|Accords?|Protocol|Charter|Statute|Ordinance|Amendment|Covenant|Pact)\b"
        r"|\b(?:Article|Section|Chapter|Clause|Title)\s+\d{1,4}[A-Za-z]?\b"
        r"|\bPublic\s+Law\s+\d+-\d+|\b(?:H\.\s?R\.|S\.)\s?\d{2,5}\b"
        r"|\bthe\s+(?:US\s+|Indian\s+|Federal\s+)?(?:Constitution|Magna\s+Carta)\b",
        "partly",
        0.75,
        "laws are published under their names",
    ),
    Rule(
        "a resolution or order",
        r"\b(?:Resolution|Executive\s+Order|Decree|Decision|Directive"
        r"|Proposition)\s+(?:No\.?\s*)?\d[\d/]*",
        "partly",
        0.8,
        "numbered acts are published",
    ),
    Rule(
        "a court case",
        r"\b[A-Z][\w’'.&-]{0,40}(?:\s+[A-Z][\w’'.&-]{0,40}){0,4}\s+(?:v"
        r"|vs)\.?\s+(?:the\s+)?[A-Z]\w{1,40}",
        "partly",
        0.8,
        "rulings are filed under the parties",
    ),
    Rule(
        "a named report, survey or dataset",
        rf"\b(?:{_TITLE})(?:Reports?|Survey|Census|Review|Assessment|Index|Database|Study|Inquiry|"
        r"Outlook|Yearbook|Gazette|Papers|Poll|Statistics|Atlas|Register|Archives?)\b"
        rf"|\b(?:19|20)\d\d\s+(?:(?!to\b|and\b|the\b)\w+\s+){{0,2}}{_DOCUMENT}\b"
        rf"|\b{_DOCUMENT}\s+(?:of|from|in)\s+{_DATE}",
        "partly",
        0.75,
        "it has a title or a year to search for",
    ),
    Rule(
        "a publication that says where it appeared",
        rf"\b{_DOCUMENT}\s+(?:\w+\s+)?(?:published|released|issued|posted|filed|conducted|dated|"
        r"printed|carried|appearing|that\s+appeared)\s+"
        rf"(?:\w+\s+)?(?:in|by|on|with|at)?\s*(?:the\s+)?(?:[A-Z]|{_DATE})",
        "partly",
        0.8,
        "document and publisher, or its date",
    ),
    Rule(
        "a document of a named body",
        rf"\b(?!{_NOT_A_BODY}\b)[A-Z][\w&.-]{{0,30}}(?:['’]s?\s+[\w-]{{1,30}}"
        rf"|['’]s?)?\s+{_DOCUMENT}\b"
        r"(?!\s+that\b)"
        rf"|\b{_DOCUMENT}\s+(?:by|from)\s+(?:the\s+)?[A-Z][\w-]{{0,30}}"
        r"|\b(?:filings?\s+with|(?:letter|petition)\s+to)\s+(?:the\s+)?[A-Z][\w-]{0,30}",
        "partly",
        0.65,
        "its author keeps and publishes it",
    ),
    Rule(
        "a yearly report",
        r"\b(?:its|their|his|her|the\s+\w+(?:’s|'s))\s+(?:\w+\s+)?(?:annual|quarterly|monthly"
        r"|yearly)\s+"
        r"(?:\w+\s+)?(?:report|review|survey|accounts|filing|results)\b",
        "partly",
        0.7,
        "a report of a known author and period",
    ),
    Rule(
        "a dated speech or statement",
        rf"\b{_SPEECH}\b[^.;]{{0,60}}\bon\s+{_DATE}|\bon\s+{_DATE}[^.;]{{0,60}}\b{_SPEECH}\b",
        "partly",
        0.7,
        "speeches of a day are recorded",
    ),
    Rule(
        "remarks at a named event",
        rf"\b(?:{_SPEECH}|[Ss]peaking|spoke|speaks)\s+(?:\w+\s+)?(?:at|to|before)\s+(?:the\s+"
        rf"|a\s+)?"
        r"(?:\d{4}\s+)?[A-Z][\w’'-]{1,30}\s+(?:[\w’'-]{1,30}\s+){0,3}[A-Z]\w{1,30}",
        "partly",
        0.65,
        "events publish recordings and programmes",
    ),
    Rule(
        "an interview or article in a named outlet",
        r"\binterviews?\s+(?:\w+\s+){0,3}(?:with|on|by)\s+(?:the\s+)?[A-Z][\w-]{0,30}"
        r"|\b(?:article|op-ed|editorial|essay|column|piece)\s+(?:\w+\s+)?(?:in|for)\s+(?:the\s+"
        r"|The\s+)?[A-Z][\w-]{0,30}",
        "partly",
        0.65,
        "outlets keep what they ran",
    ),
    Rule(
        "a post on a named platform",
        r"\b(?:wrote|posted|tweeted|said|announced|published|shared|post|statement|video|thread)\b"
        r"[^.;]{0,40}\bon\s+(?:Twitter|X|Facebook|Instagram|Telegram|LinkedIn|YouTube|TikTok|"
        r"Truth\s+Social|Mastodon|Bluesky|Weibo|Reddit)\b|\btweeted\b",
        "partly",
        0.6,
        "public posts can be searched for",
    ),
]

_COMPILED = [(rule, re.compile(rule.pattern)) for rule in RULES]

#: How much of a writer's note is looked at, in code points.
_LONGEST_NOTE = 2_000

#: The question as a reviewer is asked.
ASKS = "can a reader go and look?"

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer]] = [
    ("The figures are at https://stats.example.org/rain.", "yes"),
    ("The Water Act 2003 forbids it.", "partly"),
    ("Her remarks at the Geneva Water Forum were blunt.", "partly"),
    ("The report says nothing about rain.", "no"),
    ("Minister Okoro said it would rain.", "no"),
]


def check(sentence: Sentence, article: Article) -> Finding:
    """Whether the sentence says where to look; the spans have the role ``document``."""
    links = [link for link in article.links if _overlaps(link.start, link.end, sentence)]
    if links:
        spans = tuple(Span(link.start, link.end, "document") for link in links)
        reason = f"It links to {_shorten(links[0].href)}, so a reader can go and look."
        return Finding("sourced", "yes", "", 0.95, reason, spans)
    noted = [
        note
        for note in article.writer_notes
        if _overlaps(note.start, note.end, sentence) and cites(note)
    ]
    if noted:
        note = noted[0]
        words = _shorten(note.links[0] if note.links else note.text)
        reason = f"The writer's {note.kind} gives '{words}', so a reader can go and look."
        spans = (Span(max(note.start, sentence.start), min(note.end, sentence.end), "document"),)
        return Finding("sourced", "yes", "", 0.9, reason, spans)
    found = [
        (rule, match) for rule, pattern in _COMPILED if (match := pattern.search(sentence.text))
    ]
    if not found:
        reason = "It gives no link, document, dataset, law or dated record to look up."
        return Finding("sourced", "no", "", 0.75, reason)
    rule, match = max(found, key=lambda pair: (pair[0].answer == "yes", pair[0].score))
    span = Span(sentence.start + match.start(), sentence.start + match.end(), "document")
    words = _shorten(match[0].strip())
    end = "a reader can find it." if rule.answer == "yes" else "but there is no link to it."
    reason = f"'{words}' points to {rule.what}; {end}"
    return Finding("sourced", rule.answer, "", rule.score, reason, (span,))


@lru_cache(maxsize=1024)
def cites(note: WriterNote) -> bool:
    """Say whether a writer's note gives a link or a citation complete enough to find the page."""
    if note.kind == "change":
        return False
    text = note.text[:_LONGEST_NOTE]
    full = (pattern for rule, pattern in _COMPILED if rule.answer == "yes")
    return bool(note.links) or any(pattern.search(text) for pattern in full)


def _overlaps(start: int, end: int, sentence: Sentence) -> bool:
    return start < sentence.end and sentence.start < end


def _shorten(words: str) -> str:
    """Words as a reason quotes them: one line, not longer than a line."""
    words = " ".join(words.split())
    return words if len(words) <= 80 else words[:79] + "…"
