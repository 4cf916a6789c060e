"""Times: could a reader put a date to it?

``impossible`` for days that do not exist, ``weekday`` for a day of the week that does not fit
its date, ``vague`` for "recently" and its kin, ``resolves`` for a time counted from the day of
writing, with the date it comes to. ``undated`` is said once, at the first such time of an
article without a date. What is quoted is left out: the speaker's time is not the article's.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from articles.records import SET_ASIDE, Article, Sentence
from checks.dates import impossible_date, publication_date, written_dates, wrong_weekday
from checks.records import Answer, Finding, Span
from checks.relative_times import RelativeTime, relative_times, resolve
from checks.tokens import mask_quotations
from checks.wordlists import alternatives

ASKS = "could a reader put a date to each time it gives, and does every date exist?"

#: Texts for the tests and for readers: (text, answer for its last sentence).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The clinic has recently closed its night ward.", "yes"),
    ("Rainfall has fallen in recent years.", "yes"),
    ("For decades the mill polluted the river.", "yes"),
    ("The verdict came on Monday, 4 March 2025.", "yes"),
    ("The lease ends on 31 June.", "yes"),
    ("The striker joined two weeks ago.", "yes"),
    ("The trial opens soon.", "yes"),
    ("The verdict came on Tuesday, 4 March 2025.", None),
    ("The lease ends on 30 June.", None),
    ("Soon after the whistle she scored.", None),
    ("“I was there recently,” said Amadou Bah.", None),
    ("In June 31 people were hurt.", None),
    ("The shop opens on Mondays and closes at noon.", None),
    ("The judge ruled last year. The appeal was heard yesterday.", None),
]

_VAGUE = re.compile(
    rf"(?<![\w-]){alternatives('vague_times')}(?![\w-])"
    r"(?!\s+(?:after|afterwards?|before|as|enough|followed|became|began|of)\b)",
    re.IGNORECASE,
)
#: "As soon as", "how recently", "too long ago": the word compares and dates nothing.
_COMPARES = re.compile(r"\b(?:as|how|too|so|no|that|from|not|any\s?time)\s+$", re.IGNORECASE)
#: "Two decades ago" has its number, though "decades ago" alone has none.
_COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|hundred|thousand|million|billion|half|dozen))[\s-]+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|to\s+be|set\s+to|scheduled|plans?|planned|planning|expected|upcoming|"
    r"ahead\s+of|going\s+to|deadline|due(?!\s+to\b)|due\s+to\s+(?:be|meet|appear|begin|start|vote))\b"
    r"|\b(?:by|until|from)\s+$",
    re.IGNORECASE,
)
_AHEAD_REACH = 60
_PAST = re.compile(
    r"\b(?<!\bbe\s)(?:said|told|says|wrote|met|held|gave|made|was|were|did|went|came|took|began|saw|won|lost|"
    r"(?!expected|scheduled|planned)\w{2,15}ed)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MOST_TIMES = 4
_MOST_LOOKED_AT = 50


def check(sentence: Sentence, article: Article) -> Finding | None:
    """What is wrong or open with the times of the sentence; quiet where nothing is."""
    return (
        impossible_date(sentence, article)
        or wrong_weekday(sentence, article)
        or _vague_or_relative(sentence, article)
    )


def _vague_or_relative(sentence: Sentence, article: Article) -> Finding | None:
    vague = _vague_times(sentence, article)
    if vague:
        said = article.text[slice(*vague[0])]
        reason = f"'{' '.join(said.split())}' gives no date a reader could check."
        spans = tuple(Span(*stretch, "vague") for stretch in vague)
        return Finding("times", "yes", "vague", 0.75, reason, spans)
    found = relative_times(article.text, sentence.start, sentence.end)[:_MOST_TIMES]
    if not found:
        return None
    if not article.published:
        return _undated(found[0], sentence, article)
    return _resolved(found, sentence, article)


def _vague_times(sentence: Sentence, article: Article) -> list[tuple[int, int]]:
    """The vague wordings outside quotations; none where the sentence gives a date as well."""
    if not _VAGUE.search(sentence.text):
        return []
    masked = mask_quotations(article.text, sentence.start, sentence.end)
    found = [
        (match.start() + sentence.start, match.end() + sentence.start)
        for match in _VAGUE.finditer(masked)
        if not _COMPARES.search(masked[max(0, match.start() - 9) : match.start()])
        and not _COUNTED.search(masked[max(0, match.start() - 12) : match.start()])
    ]
    dated = written_dates(article.text, sentence.start, sentence.end) or _YEAR.search(masked)
    return [] if dated else found


def _resolved(
    found: tuple[RelativeTime, ...], sentence: Sentence, article: Article
) -> Finding | None:
    published = publication_date(article)
    if published is None:
        return None
    readings, spans = [], []
    for time in found:
        meaning = resolve(time, published, _looks_ahead(time, sentence, article.text))
        if meaning:
            said = " ".join(article.text[time.start : time.end].split())
            readings.append(f"'{said}' is {meaning}")
            spans.append(Span(time.start, time.end, "time"))
    if not readings:
        return None
    reason = f"Counted from the article's date, {'; '.join(readings)}."
    return Finding("times", "yes", "resolves", 0.7, reason, tuple(spans))


def _looks_ahead(time: RelativeTime, sentence: Sentence, text: str) -> bool:
    """Whether the verb of the time is of the future: before it, or behind a time that opens.

    "Will sell, he said on Monday" and "On Monday he said he will sell" are of the past.
    """
    before = text[max(sentence.start, time.start - _AHEAD_REACH) : time.start]
    for match in _AHEAD.finditer(before):
        if not _PAST.search(before, match.end()):
            return True
    if time.start - sentence.start > 2:
        return False
    after = text[time.end : min(sentence.end, time.end + 2 * _AHEAD_REACH)]
    match = _AHEAD.search(after)
    return bool(match) and not _PAST.search(after, 0, match.start())


def _undated(time: RelativeTime, sentence: Sentence, article: Article) -> Finding | None:
    """Said once: for the first relative time of the article's own sentences."""
    for start in _starts_of_relative_times(article.text):
        if start >= sentence.start:
            break
        index = bisect_right(article.sentences, start, key=lambda other: other.start) - 1
        if index >= 0 and article.sentences[index].kind not in SET_ASIDE:
            return None
    said = " ".join(article.text[time.start : time.end].split())
    reason = f"'{said}' cannot be placed: the article has no date to count from."
    spans = (Span(time.start, time.end, "time"),)
    return Finding("times", "yes", "undated", 0.7, reason, spans)


@lru_cache(maxsize=8)
def _starts_of_relative_times(text: str) -> tuple[int, ...]:
    """Where the first relative times of a text stand."""
    every = relative_times(text, 0, len(text))
    return tuple(time.start for time in every[:_MOST_LOOKED_AT])
