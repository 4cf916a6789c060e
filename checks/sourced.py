"""Sourced: can a reader go and look?

``yes`` where the sentence carries a link or a citation complete enough to find the page,
``partly`` where it names something traceable (a document, law, ruling, study, dataset, dated
speech), ``no`` where there is nothing to look up. A name alone is an attribution, no source.
The detail says what was recognised: ``link citation law document dataset filing study speech``.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from articles.records import Article, Sentence, WriterNote
from checks.records import Answer, Finding, Span
from checks.wordlists import alternatives

ASKS = "can a reader go and look?"


class Rule(NamedTuple):
    """A wording that tells a reader where to look.

    ``needs``: letters of which some stand in every match, so that most sentences need not be
    searched for a pattern that begins with any name.
    """

    what: str
    detail: str
    pattern: str
    score: float
    why: str
    needs: str = ""

    @property
    def answer(self) -> Answer:
        """``yes`` for what can be opened as it stands."""
        return "yes" if self.detail in {"link", "citation"} else "partly"


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d"
#: A day, a month or a year; the words that may stand in front of it ("last", "late").
_DATE = (
    rf"(?:(?:last|late|early|this)\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}"
    rf"|{_YEAR}\b|{_DAY})"
)
#: Words that name nobody, capital or not.
_NO_NAME = (
    r"(?:The|A|An|One|This|That|These|Those|Some|Any|Another|His|Her|Their|Its|My|Our|Your|"
    r"No|In|On|At|By|For|From|Of|To|With|Many|Several|Other|Such|Each|Every|And|But|Or|If|"
    r"As|When|While|Since|After|Before|Under|According|Two|Three|Most|All|He|She|It|They|We|I|"
    r"There|What|Which|Both|Only|Citing|Using|Given|Without|Following|Despite|Reading)"
)
#: Words with a capital at the head of a sentence only.
_NO_NAME_AHEAD = (
    r"(?:New|Recent|Official|Internal|Leaked|Confidential|Secret|Latest|Early|Earlier|Previous|"
    r"Independent|Separate|Public|Private|Police|Court|Legal|Annual|Monthly|Local|National|Global|"
    r"Government|Federal|State|Company|Industry|Medical|Scientific|Academic|Historical|Written|"
    r"Satellite|Phone|Bank|Tax|Health|School|Hospital|Market|Exit|Opinion|Existing|Available|"
    r"Preliminary|Further|Detailed)"
)
_NOT_A_BODY = rf"(?:{_NO_NAME}|(?<!\w\s){_NO_NAME_AHEAD})"
_NAME = rf"(?!{_NOT_A_BODY}\b)[A-Z][\w’'&.-]{{0,30}}"
_JOINED = r"\s+(?:(?:of|for|and|the)\s+){0,2}[A-Z][\w’'&./-]{0,30}"
#: A name of up to six words.
_BODY = rf"(?!{_NOT_A_BODY}\b)[A-Z][\w’'&./-]{{0,30}}(?:{_JOINED}){{0,5}}"
#: Up to six capitalised words, as titles of laws and reports are written.
_TITLE = (
    rf"(?!{_NOT_A_BODY}\s)"
    r"(?:[A-Z][\w’'&.-]{0,30}\s+(?:(?:of|on|and|for|the|to|in)\s+){0,2}){1,6}"
)
_OUTLET = (
    rf"\b(?=[A-Z]|[Tt]he\s)(?:[Tt]he\s+)?(?:{alternatives('outlets')}"
    r"|(?:[A-Z]\w{1,20}\s+){1,3}(?:Times|Post|News|Herald|Gazette|Tribune|Journal|Chronicle"
    r"|Radio|TV|Daily|Magazine|Letters))\b"
)
_JOURNAL = (
    rf"(?:the\s+)?(?:journal\s+[A-Z]\w+|Journal\s+of\s+(?:the\s+)?[A-Z]\w+|Annals\s+of\s+[A-Z]\w+"
    rf"|{_OUTLET})"
)
_SPEECH = (
    r"(?:speech|remarks?|address|lecture|sermon|testimony|(?:news|press)\s+conference|briefing"
    r"|broadcast|tweet|(?:Facebook|Twitter|Instagram|Telegram)\s+post)"
)
_DOCUMENT = (
    r"(?:reports?|audit|inquiry|assessment|analysis|transcript|letter|memo|memorandum|minutes|"
    r"op-ed|editorial|essay|book|memoir|autobiography|biography|article|documents?|cable|dossier|"
    r"white\s+paper|green\s+paper|press\s+release|communiqu[ée]|statement|manifesto|review)"
)
_STUDY = r"(?:stud(?:y|ies)|papers?|trial|meta-analysis|thesis|findings|results)"
_DATASET = (
    r"(?:survey|poll|census|statistics|figures|data|database|dataset|index|register|registry"
    r"|records|estimates)"
)
_FILING = (
    r"(?:filings?|lawsuit|suit|indictment|affidavit|petition|complaint|writ|motion|prospectus"
    r"|court\s+(?:documents|papers|records|filings)|legal\s+papers|patent)"
)
_ISSUED = (
    r"(?:published|released|issued|posted|dated|printed|sent|signed|written|made\s+public|"
    r"presented|commissioned|compiled|drafted|leaked)"
)
_LODGED = r"(?:filed|lodged|unsealed|sworn|brought|submitted|issued|registered|made|granted)"
_SOME_WORDS = r"(?:[\w’'-]{1,30}\s+){0,4}"

RULES: list[Rule] = [
    Rule(
        "a web address",
        "link",
        r"\b(?:https?://|www\.)[^\s<>\"”)]*[\w/]"
        r"|\b[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.[a-z]{2,6}/[^\s<>\"”)]*[\w/]",
        0.95,
        "it opens",
    ),
    Rule(
        "a DOI", "citation", r"\b(?:doi:\s*|doi\.org/)?10\.\d{4,9}/[^\s\"”)]+", 0.95, "it resolves"
    ),
    Rule(
        "an archive number",
        "citation",
        r"\b(?:arXiv:\s*\d{4}\.\d{4,5}|PMID:?\s*\d{5,9}|ISBN[:\s]*[\dX-]{10,17}"
        r"|ISSN[:\s]*\d{4}-\d{3}[\dX]|NCT\d{8}|ISRCTN\d{6,9}|ECLI:[A-Z]{2}:[\w:.]{4,40}"
        r"|CVE-\d{4}-\d{4,7}|[AS]/RES/\d{1,4}(?:/\d{1,4})?|Cm(?:nd)?\.?\s\d{3,5})\b",
        0.95,
        "catalogues find it",
    ),
    Rule(
        "a journal reference",
        "citation",
        r"\b[A-Z][\w&.-]{1,30}(?:\s+[\w&.-]{1,30}){0,5},?\s+\d{1,4}\s?(?:\(\d{1,3}\)"
        r"|,)\s*(?:no\.\s*\d+,\s*)?"
        r"(?:pp?\.\s*)?\d{1,5}(?:\s?[-–]\s?\d{1,5})?\b(?=.{0,40}\((?:19|20)\d\d\))"
        r"|\b(?:19|20)\d\d;\s*\d{1,4}(?:\s?\(\d{1,3}\))?:\s*\d{1,5}\s?[-–]\s?\d{1,5}"
        r"|\b\d{1,4},\s+(?:19|20)\d\d,\s+pp?\.\s*\d{1,5}",
        0.85,
        "journal, volume, page, year",
    ),
    Rule(
        "a reference with pages",
        "citation",
        r"\((?:19|20)\d\d[a-z]?[),].{0,120}\bpp?\.\s*\d{1,5}",
        0.85,
        "author, year and page",
    ),
    Rule(
        "a number of a law report, docket, patent or debate",
        "citation",
        r"\b\d{1,4}\s+(?:U\.\s?S\.|F\.\s?(?:2d|3d)|S\.\s?Ct\.|Fed\.\s?Reg\.)\s+\d{1,6}\b"
        r"|\b(?:Case|Docket|Application|Patent|Petition)\s+(?:No|Nos|number)\.?\s*[\w:./-]*\d[\w:./-]*"
        r"|\bCase\s+[CT][-‑]\d{1,4}/\d\d\b"
        r"|\[(?:19|20)\d\d\]\s+[A-Z]{2,6}(?:\s+\w{1,6})?\s+\d{1,5}\b"
        r"|\b(?:US|EP|GB|WO)\s?\d{1,4}(?:[,/]?\d{3}){1,3}\s?[AB]\d?\b"
        r"|\bvol(?:\.|ume)?\s+\d{1,4},\s+(?:col|pp?|no)\.?\s*\d{1,5}",
        0.85,
        "courts, offices and parliaments file by it",
    ),
    Rule(
        "a law or treaty",
        "law",
        rf"(?:{_TITLE})(?:Act|(?<!of\s)Law|Bill(?!\s+(?:de\s+)?[A-Z])|Treaty|(?<!National\s)Convention"
        r"|Constitution|Code|Directive|Regulation|Agreement|Accords?|Protocol|Charter|Statute"
        rf"|Ordinance|Amendment|Covenant|Pact)\b(?:\s+(?:of\s+)?{_YEAR})?"
        r"(?:\s+(?:on|of)\s+(?:the\s+)?[A-Z]\w{1,30}(?:\s+[A-Z]\w{1,30}){0,3})?"
        r"|\b(?:Treaty|Convention|Peace|Statute|Charter)\s+of\s+[A-Z]\w{1,30}"
        r"|\b(?:Article|Section|Chapter|Clause|Title|Schedule)\s+\d{1,4}[A-Za-z]?\b"
        r"|\bPublic\s+Law\s+\d+-\d+|\b(?:H\.\s?R\.|S\.)\s?\d{2,5}\b"
        r"|\b(?:the|under|in)\s+(?:[A-Z]\w{2,20}\s+)?(?:Constitution|[A-Z]\w{2,20}\s+constitution)\b"
        r"|\bMagna\s+Carta\b|\bBill\s+of\s+Rights\b",
        0.78,
        "laws are published under their names",
        (
            "Act Law Bill Treaty Convention Constitution constitution Code Directive "
            "Regulation Agreement Accord Protocol Charter Statute Ordinance Amendment "
            "Covenant Pact Peace Article Section Chapter Clause Title Schedule H. S. Carta"
        ),
    ),
    Rule(
        "a numbered act or order",
        "law",
        r"\b(?:Resolution|Executive\s+Order|Decree|Decision|Directive|Regulation|Proposition"
        r"|Ordinance|(?:House|Senate|Assembly)\s+Bill|(?:Act|Law)\s+No\.?)"
        r"\s+(?:\([A-Z]{2,4}\)\s+)?(?:No\.?\s*)?\d[\d/-]*",
        0.82,
        "numbered acts are published",
    ),
    Rule(
        "a court case",
        "law",
        r"\b[A-Z][\w’'.&-]{0,40}(?:\s+[A-Z][\w’'.&-]{0,40}){0,4}\s+(?:v"
        r"|vs)\.?\s+(?:the\s+)?[A-Z]\w{1,40}(?:\s+(?:of\s+)?[A-Z]\w{1,40}){0,3}",
        0.8,
        "rulings are filed under the parties",
    ),
    Rule(
        "a study in a named journal",
        "study",
        r"\b(?:published|appear(?:s|ed|ing)?|report(?:s|ed|ing)?|describ(?:es|ed|ing)|writ(?:es|ing)"
        rf"|wrote|printed)\b[^.;]{{0,40}}?\bin\s+{_JOURNAL}"
        rf"|\b{_STUDY}\s+(?:[\w-]{{1,20}}\s+){{0,2}}in\s+{_JOURNAL}"
        rf"|{_OUTLET}\s+published\s+{_SOME_WORDS}{_STUDY}\b",
        0.8,
        "the journal and its month lead to it",
    ),
    Rule(
        "a study with a name, a year or an author",
        "study",
        rf"(?:{_TITLE})(?:Study|Trial)\b(?!\s+(?:Group|Centre|Center))"
        rf"|\b{_YEAR}\s+(?:(?!to\b|and\b|the\b)[\w-]+\s+){{0,2}}(?:stud(?:y|ies)|papers?|trial)\b"
        rf"|\bCochrane\s+review\b|{_BODY}\s+(?:stud(?:y|ies)|trial)\b(?!\s+that\b)"
        rf"|\b(?:study|paper|trial|meta-analysis|thesis)\s+(?:by|from|at)\s+(?:the\s+)?[A-Z][\w-]{{0,30}}"
        rf"|\b(?:published|presented)\s+(?:\w+\s+){{0,2}}{_STUDY}\s+in\s+(?:the\s+)?[A-Z]\w+",
        0.75,
        "author, name or year find it",
        "tud aper rial review meta-analysis thesis findings results",
    ),
    Rule(
        "a dataset, survey or register",
        "dataset",
        rf"(?:{_TITLE})(?:Survey|Census|Index|Database|Poll|Atlas|Register|Yearbook)\b"
        rf"|\b{_YEAR}\s+(?:(?!to\b|and\b|the\b)[\w-]+\s+){{0,2}}{_DATASET}\b"
        rf"|{_BODY}(?:['’]s?)?\s+(?:[a-z-]{{2,20}}\s+)?{_DATASET}\b(?!\s+(?:station|worker|finger|that)s?\b)"
        rf"|\b{_DATASET}\s+(?:\w+\s+){{0,3}}(?:from|by|at)\s+(?:the\s+)?{_BODY}"
        rf"|\b{_DATASET}\s+(?:of|from|in|for)\s+{_DATE}"
        rf"|['’]s?\s+(?:own\s+)?(?:database|register|registry|dataset)\b"
        rf"|\b(?:its|their|['’]s)\s+{_MONTH}\s+(?:[\w-]+\s+){{0,3}}(?:{_DATASET}|bulletin)\b",
        0.7,
        "whoever counted publishes the counts",
        (
            "urvey oll ensus ndex ata tlas egist earbook tatistics figures records estimates "
            "bulletin"
        ),
    ),
    Rule(
        "a court or company filing",
        "filing",
        rf"\b{_FILING},?\s+(?:which\s+was\s+|was\s+)?{_LODGED}\s+[^.;]{{0,40}}?\b"
        rf"(?:(?:in|at|with|before|by)\s+(?:the\s+|a\s+)?[A-Z]\w{{1,30}}|(?:on|in)\s+{_DATE})"
        rf"|\bfilings?\s+(?:with|to|at)\s+(?:the\s+)?{_BODY}"
        rf"|{_BODY}['’]s?\s+(?:\w+\s+)?(?:filings?|prospectus|accounts|tax\s+returns?)\b"
        r"|\baccounts\s+(?:\w+\s+){0,2}(?:at|with)\s+(?:the\s+)?[A-Z]\w+"
        rf"|\b(?:tax\s+returns?|accounts|10-[KQ])\s+(?:for|of|from)\s+(?:the\s+year\s+)?(?:to\s+)?{_DATE}",
        0.78,
        "courts and registers keep filings",
        (
            "iling suit indictment affidavit petition complaint writ motion prospectus "
            "documents papers records patent accounts return 10-"
        ),
    ),
    Rule(
        "a named document",
        "document",
        rf"(?:{_TITLE})(?:Reports?|Review|Assessment|Inquiry|Outlook|Gazette|Papers|Archives?|Book)\b"
        rf"|{_BODY}(?:\s+(?:Commission|Committee|Board|Inquiry))?(?:['’]s?(?:\s+[\w-]{{1,20}})?)?"
        r"\s+(?:reports?|inquiry|memo|memorandum|dossier|cable|audit|manifesto|minutes|assessment)\b"
        r"(?!\s+(?:that|to|on\s+the)\b)"
        rf"|\b{_DOCUMENT}\s+(?:by|from)\s+(?:the\s+)?(?:charity\s+|think\s+tank\s+|group\s+)?{_BODY}"
        rf"|\b(?:letter|petition|memo)\s+to\s+(?:the\s+)?{_BODY}"
        rf"|\b(?:book|memoir|autobiography|biography|essay|report),?\s+[“\"‘']?[A-Z][a-z]+\s+"
        rf"(?:[a-z]{{2,4}}\s+)?[A-Z][a-z]+",
        0.72,
        "it has a title or an author to search for",
        (
            "eport eview ssessment nquiry utlook azette apers rchive ook memo dossier cable "
            "audit manifesto minutes letter petition biography essay op-ed editorial article "
            "document paper press statement transcript analysis communiqu"
        ),
    ),
    Rule(
        "a dated document",
        "document",
        rf"\b{_YEAR}\s+(?:(?!to\b|and\b|the\b)[\w-]+\s+){{0,2}}{_DOCUMENT}\b"
        rf"|\b{_DOCUMENT}\s+(?:of|from|for|in)\s+{_DATE}"
        rf"|\b{_DOCUMENT}\b[^.;]{{0,50}}?\b{_ISSUED}\s+(?:[^.;]{{0,40}}?\b(?:in|on|by|at|for)\s+)?"
        rf"(?:the\s+)?(?:{_DATE}|{_BODY})"
        rf"|\bminutes\s+of\s+[^.;]{{0,50}}?\b(?:on|of|in)\s+{_DATE}",
        0.75,
        "kind and date find it",
    ),
    Rule(
        "a yearly report",
        "document",
        r"\b(?:its|their|his|her|(?:the\s+)?[\w-]+(?:’s|'s))\s+(?:\w+\s+)?(?:annual|quarterly|monthly"
        r"|yearly|half-yearly)\s+(?:\w+\s+)?(?:report|review|accounts|results)\b",
        0.7,
        "a report of a known author and period",
    ),
    Rule(
        "an article in a named outlet",
        "document",
        rf"\b(?:article|op-ed|editorial|essay|column|piece|leader|obituary|report)\s+"
        rf"(?:\w+\s+)?(?:in|for|by)\s+(?:{_OUTLET}|(?:the\s+|The\s+)?{_BODY})"
        rf"|{_OUTLET}\s+(?:first\s+)?(?:reported|revealed|wrote|printed|published)\b[^.;]{{0,30}}"
        rf"\b(?:on|in)\s+{_DATE}"
        rf"|\b(?:wrote|writing|writes)\s+in\s+{_OUTLET}",
        0.72,
        "outlets keep what they ran",
    ),
    Rule(
        "a dated speech, interview or post",
        "speech",
        rf"\b{_SPEECH}\b[^.;]{{0,60}}?\b(?:on|of|in)\s+{_DATE}|\bon\s+{_DATE}[^.;]{{0,60}}?\b{_SPEECH}\b"
        rf"|\b(?:told|testified|testifying|spoke|speaking|addressed)\b[^.;]{{0,20}}?\s+"
        rf"(?:the\s+)?[A-Z]\w{{1,30}}(?:\s+[A-Z]\w{{1,30}}){{0,4}}\s+(?:on|in)\s+{_DATE}",
        0.7,
        "what was said in public on a day is recorded",
    ),
    Rule(
        "a speech at a named event",
        "speech",
        rf"\b(?:{_SPEECH}|[Ss]peaking|spoke|speaks|[Tt]estifying|testified|testimony)\s+(?:\w+\s+)?"
        r"(?:at|to|before)\s+(?:the\s+|a\s+)?"
        r"(?:\d{4}\s+)?[A-Z][\w’'-]{1,30}\s+(?:[\w’'-]{1,30}\s+){0,3}[A-Z]\w{1,30}"
        rf"|{_TITLE}(?<!['’]s\s)(?:address|lecture|speech|Lectures?|Address|Speech)\b"
        r"|\b(?:inaugural|budget)\s+(?:speech|address)\b"
        rf"|\b[A-Z]\w+\s+(?:lecture|homily|encyclical)\b",
        0.66,
        "events publish recordings and programmes",
        (
            "peech emark ddress ecture sermon estimony conference briefing broadcast tweet "
            "post peaking spoke speaks estif homily encyclical"
        ),
    ),
    Rule(
        "an interview or programme of a named outlet",
        "speech",
        rf"\b[Ii]nterviews?\s+(?:\w+\s+){{0,3}}(?:with|on|for)\s+(?:{_OUTLET}|(?:the\s+)?{_BODY})"
        rf"|\b[Ii]nterviewed\s+(?:\w+\s+){{0,2}}(?:by|on|for)\s+{_OUTLET}"
        rf"|\btold\s+{_OUTLET}(?=[^.;]{{0,40}}\b(?:on|in)\s+{_DATE})"
        rf"|\b(?:on|to)\s+(?:the\s+)?{_BODY}['’]s\s+(?:[A-Z]\w+\s+){{0,4}}(?:programme|program|show|podcast)\b",
        0.68,
        "outlets keep what they broadcast",
    ),
    Rule(
        "a post on a named platform",
        "speech",
        r"\b(?:wrote|posted|tweeted|said|announced|published|shared|post|statement|video|thread)\b"
        r"[^.;]{0,40}\bon\s+(?:Twitter|X|Facebook|Instagram|Telegram|LinkedIn|YouTube|TikTok|"
        r"Truth\s+Social|Mastodon|Bluesky|Weibo|Reddit)\b|\btweeted\b|\bin\s+a\s+tweet\b",
        0.62,
        "public posts can be searched for",
    ),
]

_COMPILED = [(rule, rule.needs.split(), re.compile(rule.pattern)) for rule in RULES]
#: "England v Australia" is a case only where nobody plays.
_PLAY = re.compile(
    r"\b(?:match|game|fixture|kick[s-]|goals?|wickets?|innings|finals?|semi|cup|league|derby|clash"
    r"|stadium|series|test|tickets?|sold out|referee|plays?|played|season|score[ds]?|fans)\b",
    re.IGNORECASE,
)
#: Names that end like a dataset's or a document's and are those of bodies, shows or places.
_OF_STATISTICS = re.compile(
    r"(?:Office|Bureau|Institute|Agency|Department|Centre|Center|Board|Authority|Ministry|Society)"
    r"\s+(?:of|for)\s+[\w\s]{0,40}$"
)

#: How much of a writer's note is looked at, in code points.
_LONGEST_NOTE = 2_000

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The figures are at https://stats.example.org/rain.", "yes"),
    ("The compound was first described in doi:10.1000/182.", "yes"),
    ("The Water Act 2003 forbids it.", "partly"),
    ("The 2016 census counted 412 farms in the parish.", "partly"),
    ("Her remarks at the Geneva Water Forum were blunt.", "partly"),
    ("A study published in The Lancet followed 900 nurses.", "partly"),
    ("The lawsuit, filed in Mombasa on 4 May, names the captain.", "partly"),
    ("The report says nothing about rain.", "no"),
    ("Minister Okoro said it would rain.", "no"),
    ("A recent survey found that few people like the stadium.", "no"),
    ("The club announced a new sponsor on Monday.", "no"),
    ("The law forbids it.", "no"),
    ("Doctors told the inquest that nothing could be done.", "no"),
]


def check(sentence: Sentence, article: Article) -> Finding:
    """Whether the sentence says where to look; the spans have the role ``document``."""
    links = [link for link in article.links if _overlaps(link.start, link.end, sentence)]
    if links:
        spans = tuple(Span(link.start, link.end, "document") for link in links)
        reason = f"It links to {_shorten(links[0].href)}, so a reader can go and look."
        return Finding("sourced", "yes", "link", 0.95, reason, spans)
    if noted := _in_a_note(sentence, article):
        return noted
    found = _best(sentence.text)
    if found is None:
        reason = "It gives no link, document, dataset, law or dated record to look up."
        return Finding("sourced", "no", "", 0.75, reason)
    rule, (start, end) = found
    span = Span(sentence.start + start, sentence.start + end, "document")
    ending = "a reader can find it." if rule.answer == "yes" else "but there is no link to it."
    reason = f"'{_shorten(sentence.text[start:end])}' points to {rule.what}; {ending}"
    return Finding("sourced", rule.answer, rule.detail, rule.score, reason, (span,))


def _best(text: str) -> tuple[Rule, tuple[int, int]] | None:
    """The surest rule that finds something to look up, and where."""
    best = None
    for rule, needs, pattern in _COMPILED:
        if best and _rank(best[0]) >= _rank(rule):
            continue
        if needs and not any(letters in text for letters in needs):
            continue
        for match in pattern.finditer(text):
            if not _is_excluded(rule, match, text):
                start, end = match.span()
                start += len(match[0]) - len(match[0].lstrip())
                best = rule, (start, end - (len(match[0]) - len(match[0].rstrip(" ,;"))))
                break
    return best


def _rank(rule: Rule) -> tuple[bool, float]:
    return rule.answer == "yes", rule.score


def _is_excluded(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Whether what looks like a source is a fixture ("England v Australia") or a body's name."""
    if rule.what == "a court case":
        return _PLAY.search(text) is not None
    return rule.detail in {"dataset", "document"} and bool(
        _OF_STATISTICS.search(text[: match.end()])
        and match[0][-1:].islower()
        and match[0].istitle()
    )


def _in_a_note(sentence: Sentence, article: Article) -> Finding | None:
    """What the writer's notes on the sentence say, where one of them gives a source."""
    for note in article.writer_notes:
        if _overlaps(note.start, note.end, sentence) and (detail := _cited(note)):
            words = _shorten(note.links[0] if note.links else note.text)
            reason = f"The writer's {note.kind} gives '{words}', so a reader can go and look."
            start, end = max(note.start, sentence.start), min(note.end, sentence.end)
            return Finding("sourced", "yes", detail, 0.9, reason, (Span(start, end, "document"),))
    return None


@lru_cache(maxsize=1024)
def _cited(note: WriterNote) -> str:
    """What a note gives: a link, a citation complete enough to find the page, or nothing, ""."""
    if note.kind == "change":
        return ""
    if note.links:
        return "link"
    found = _best(note.text[:_LONGEST_NOTE])
    return found[0].detail if found and found[0].answer == "yes" else ""


def _overlaps(start: int, end: int, sentence: Sentence) -> bool:
    return start < sentence.end and sentence.start < end


def _shorten(words: str) -> str:
    """Words as a reason quotes them: one line, not longer than a line."""
    words = " ".join(words.split())
    return words if len(words) <= 80 else words[:79] + "…"
