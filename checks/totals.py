"""Parts against their whole: percentages that do not make 100, a total unequal to its parts,
a share given both as a fraction and as a percentage.

Only where the text says that the parts are parts of one whole: "for, against and abstained",
"the remaining 20 %", "12 people, seven men and four women".
"""

import re
from itertools import pairwise

from articles.records import Article, Sentence
from checks.figures import Figure, counted, counted_with_ends, figures, plain, written
from checks.records import Finding, Span
from checks.wordlists import words

#: Answers of which each person gives one. The last group closes the whole.
_ANSWERS = [
    (r"\b(?:for|in\s+favou?r|yes|approved?|support(?:ed)?|agreed?|backed|leave|satisfied)\b",),
    (r"\b(?:against|no|disapproved?|opposed?|disagreed?|remain|dissatisfied)\b",),
    (
        r"\b(?:abstain(?:ed|ing)?|abstentions?|undecided|unsure|not\s+sure|don['’]t\s+know|"
        r"did\s+not\s+know|didn['’]t\s+know|no\s+opinion|blank|spoiled)\b",
    ),
]
_POSITIVE, _NEGATIVE, _CLOSING = (re.compile(group[0], re.IGNORECASE) for group in _ANSWERS)
_FOR = re.compile(r"\b(?:for|in\s+favou?r|yes)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:against|no)\b", re.IGNORECASE)
_REST_FIGURE = re.compile(r"\b(?:the\s+)?(?:rest|remaining|remainder|other)\s*[,(–—-]?\s*$", re.I)
_DIVIDED = re.compile(
    r"\b(?:made\s+up\s+of|divided\s+into|divided\s+between|breaks?\s+down\s+into|broken\s+down|"
    r"consist(?:s|ed|ing)\s+of|compris(?:es|ed|ing)|composed\s+of|split\s+(?:is|was|between))\b",
    re.IGNORECASE,
)
#: Where one person may be counted twice, or the list is not the whole.
_OVERLAPPING = re.compile(
    r"\b(?:multiple|more\s+than\s+one|several\s+answers|also|while|whereas|compared|among|than|"
    r"including|rose|fell|increase[ds]?|respectively|both|in\s+(?:19|20)\d\d|"
    r"democrats?|republicans?|last\s+(?:year|month|time)|previously|earlier|before|from)\b",
    re.IGNORECASE,
)
_POINTS_OFF_PER_PART = 1.0
#: Polls leave out those who refused: so much may be missing from 100, besides rounding.
_UNNAMED = 1.0
#: A line that says the list below it divides one whole.
_SHARES_BELOW = re.compile(
    r"\b(?:shares?|breakdown|made\s+up|split|divided|composition|mix|proportion)\b[^:]{0,80}:\s*$",
    re.IGNORECASE,
)
_MOST_PARTS = 12
_MOST_FIGURES = 30
_FEW_OFF = 3

#: "12 people, seven men and four women": what stands between the total and its parts.
_INTO_PARTS = re.compile(r"\s*(?:(?:aboard|on\s+board|dead)\s*)?(?:[,:–—(]|-\s)\s*")
_ANY_PARTS = re.compile(r"\s*[:(–—]\s*")
_BETWEEN_PARTS = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|plus\s+)")
_AFTER_PARTS = re.compile(
    r"\s*(?:[.,;:)–—!?\"”’]|$|(?:who|were|was|had|have|in|on|at|from|aboard)\b)"
)
#: "The other is in dock": the parts named are not all.
_MORE_PARTS = re.compile(r"\b(?:others?|remaining|remainder|rest|last)\b", re.IGNORECASE)
#: Totals that are no sum of the things listed behind them: "12 points: two threes …".
_SCORES = frozenset({"points", "runs", "minutes", "hours", "days", "weeks", "years", "times"})
_NOT_THE_WHOLE = re.compile(
    r"\b(?:at\s+least|more\s+than|over|nearly|almost|about|around|some|up\s+to|including|"
    r"as\s+many\s+as|fewer\s+than|of\s+(?:the|these|those))\s*$",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\s*(?:people\s+|in\s+)*\b(?:in\s+all|in\s+total|altogether|all\s+told)\b", re.I
)
_TOTAL_OF = re.compile(
    r"\b(?:a\s+total\s+of|totalling|totaling|making|for\s+a\s+total\s+of)\s+$", re.I
)
_PART_NOUNS = 3
_ANYBODY = frozenset({"people", "persons", "victims", "casualties", "lives"})
_SEXES = frozenset(
    {"men", "women", "man", "woman", "boys", "girls", "boy", "girl", "males", "females", "male"}
    | {"female"}
)

_NOT_EXACT = re.compile(
    r"\b(?:than|over|under|nearly|almost|about|around|least|most|roughly|approximately|just)\s+$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s+(?:out\s+of|in|of)\s+(?:the\s+|its\s+|their\s+|every\s+)?$", re.IGNORECASE
)
#: "Two thirds of voters (60 % of men)": the percentage is of another whole.
_OF_ANOTHER = re.compile(r"\s+(?:of|among|in)\b", re.IGNORECASE)
_OR_PERCENT = re.compile(
    r"[^.;,()]{0,40}(?:\s*\(|,\s*or\s+|\s+[–—]\s+|\s+\(?or\s+)(?:about\s+|around\s+|some\s+|nearly\s+"
    r"|just\s+(?:over|under)\s+)?$",
    re.IGNORECASE,
)


def percentages_of_one_whole(sentence: Sentence, article: Article) -> Finding | None:
    """Shares of one whole that do not make 100, give or take 1 for each part's rounding."""
    found = [f for f in figures(article.text, sentence.start, sentence.end) if f.unit == "%"]
    if not 2 <= len(found) <= _MOST_PARTS or any(f.value != f.high for f in found):
        return None
    total = sum(figure.value for figure in found)
    slack = _POINTS_OFF_PER_PART * len(found)
    missing = total < 100 - slack - _UNNAMED and _is_whole(found, article.text, sentence)
    if not (total > 100 + slack or missing) or not _is_of_one_whole(found, article.text, sentence):
        return None
    return _sum_finding(total, found, found)


def percentages_of_a_list(sentence: Sentence, article: Article) -> Finding | None:
    """The same for a list under a line such as "share by mode:", said at its last item."""
    index = sentence.position - 1
    after = article.sentences[index + 1 : index + 2]
    if sentence.kind != "list" or (after and after[0].kind == "list"):
        return None
    items = [sentence]
    while index > 0 and article.sentences[index - 1].kind == "list" and len(items) <= _MOST_PARTS:
        index -= 1
        items.insert(0, article.sentences[index])
    if not 3 <= len(items) <= _MOST_PARTS or not index:
        return None
    if not _SHARES_BELOW.search(article.sentences[index - 1].text):
        return None
    found = []
    for item in items:
        shares = [f for f in figures(article.text, item.start, item.end) if f.unit == "%"]
        if len(shares) != 1 or shares[0].value != shares[0].high:
            return None
        found += shares
    total = sum(figure.value for figure in found)
    if abs(total - 100) <= _POINTS_OFF_PER_PART * len(found):
        return None
    return _sum_finding(total, found, found[-1:])


def _sum_finding(total: float, found: list[Figure], here: list[Figure]) -> Finding:
    listed = " + ".join(plain(figure.value) for figure in found)
    reason = f"The shares make {plain(total)} per cent, not 100 ({listed})."
    return Finding("numbers", "yes", "sum", 0.85, reason, _spans(here, "share"))


def _is_of_one_whole(found: list[Figure], text: str, sentence: Sentence) -> bool:
    if _OVERLAPPING.search(sentence.text):
        return False
    if len(found) == 2:
        # "60 % for and 50 % against": each figure with its own side.
        clauses = _clauses(found, text, sentence)
        sides = [(bool(_FOR.search(c)), bool(_AGAINST.search(c))) for c in clauses]
        return sorted(sides) == [(False, True), (True, False)] or _has_rest(found, text, sentence)
    return _is_whole(found, text, sentence) or _ends_undecided(found, text, sentence)


def _is_whole(found: list[Figure], text: str, sentence: Sentence) -> bool:
    """Whether the sentence says that nothing is left besides the parts it names."""
    if _has_rest(found, text, sentence) or _DIVIDED.search(text, sentence.start, found[0].start):
        return True
    clauses = _clauses(found, text, sentence)
    return (
        any(_POSITIVE.search(clause) for clause in clauses)
        and any(_NEGATIVE.search(clause) for clause in clauses)
        and bool(_CLOSING.search(clauses[-1]))
    )


def _ends_undecided(found: list[Figure], text: str, sentence: Sentence) -> bool:
    """ "44 % to 37 %, with 13 % for another and 6 % undecided": a poll, of one group."""
    clauses = _clauses(found, text, sentence)
    groups = any(clause.lstrip().startswith("of ") for clause in clauses)
    return not groups and bool(_CLOSING.search(clauses[-1]))


def _has_rest(found: list[Figure], text: str, sentence: Sentence) -> bool:
    """Whether the last figure is "the remaining 20 %"."""
    return bool(
        _REST_FIGURE.search(text[max(sentence.start, found[-1].start - 20) : found[-1].start])
    )


def _clauses(found: list[Figure], text: str, sentence: Sentence) -> list[str]:
    """The words that belong to each figure: up to the next one, or the sentence's end."""
    ends = [*(figure.start for figure in found[1:]), sentence.end]
    return [text[figure.end : end] for figure, end in zip(found, ends, strict=True)]


def total_and_parts(sentence: Sentence, article: Article) -> Finding | None:
    """A total whose parts, named right behind it, make another number."""
    text = article.text
    found = figures(text, sentence.start, sentence.end)[:_MOST_FIGURES]
    index = 0
    while index < len(found):
        parts = _parts(text, found[index:], sentence)
        if parts and _differs(found[index], parts, text, sentence):
            return _total_finding(found[index], parts, text)
        # Parts that fit are no totals of their own.
        index += 1 + len(parts)
    return _total_in_all(found, text, sentence)


def _parts(text: str, found: tuple[Figure, ...], sentence: Sentence) -> list[Figure]:
    """The figures of an apposition right after ``found[0]``, else an empty list."""
    total, *rest = found
    noun = counted_with_ends(text, total, _PART_NOUNS)
    if not noun or not rest or noun[-1][0] in _SCORES:
        return []
    gap = text[noun[-1][1] : rest[0].start]
    marked = bool(_ANY_PARTS.fullmatch(gap))
    if not marked and not _INTO_PARTS.fullmatch(gap):
        return []
    parts = _list_of(text, rest, sentence)
    kinds = {counted(text, part, _PART_NOUNS)[-1] for part in parts}
    if not marked and not _makes_up(kinds, noun[-1][0]):
        return []
    return parts


def _makes_up(kinds: set[str], whole: str) -> bool:
    """Whether people of these kinds can be the parts: anybody of "people", women of "jurors"."""
    if whole in _ANYBODY:
        return kinds <= words("people_counted")
    return whole in words("people_counted") - _SEXES and kinds <= _SEXES


def _list_of(text: str, rest: list[Figure], sentence: Sentence) -> list[Figure]:
    """The figures of a list "seven men, two boys and four women" that ends where a clause does."""
    parts = [rest[0]]
    for part, following in pairwise([*rest, None]):
        noun = counted_with_ends(text, part, _PART_NOUNS)
        if not noun or part.unit or part.value != part.high:
            return []
        end = noun[-1][1]
        if following is not None and _BETWEEN_PARTS.fullmatch(text[end : following.start]):
            parts.append(following)
            continue
        closed = _AFTER_PARTS.match(text, end, sentence.end)
        if _MORE_PARTS.search(text, end, end + 60):
            return []
        joined = len(parts) > 1 and "and" in text[parts[-2].end : parts[-1].start]
        return parts if closed and joined else []
    return []


def _is_kind_of_person(text: str, part: Figure) -> bool:
    noun = counted(text, part, _PART_NOUNS)
    return bool(noun) and noun[-1] in words("people_counted")


def _differs(total: Figure, parts: list[Figure], text: str, sentence: Sentence) -> bool:
    ahead = text[max(sentence.start, total.start - 20) : total.start]
    if total.unit or total.value != total.high or _NOT_THE_WHOLE.search(ahead):
        return False
    made = sum(part.value for part in parts)
    off = abs(made - total.value)
    # Far off, the list is of something else: "two teams: 11 players and 5 substitutes".
    near = off <= max(_FEW_OFF, total.value / 3)
    return near and off > max(_rounding(figure) for figure in [total, *parts])


def _rounding(figure: Figure) -> float:
    """How far a figure may be off: a count below a thousand is exact, "1,200" is not."""
    return figure.step / 2 if figure.value >= 1000 else 0.0


def _total_finding(total: Figure, parts: list[Figure], text: str) -> Finding:
    made = " + ".join(plain(part.value) for part in parts)
    added = plain(sum(part.value for part in parts))
    reason = f"The parts make {added} ({made}), the total given is '{written(text, total)}'."
    spans = (Span(total.start, total.end, "total"), *_spans(parts, "part"))
    return Finding("numbers", "yes", "total", 0.85, reason, spans)


def _total_in_all(found: tuple[Figure, ...], text: str, sentence: Sentence) -> Finding | None:
    """ "Seven men and four women, 12 people in all"."""
    if len(found) < 3:
        return None
    *parts, total = found
    behind = text[total.end : min(sentence.end, total.end + 40)]
    ahead = text[max(sentence.start, total.start - 25) : total.start]
    if not (_IN_ALL.match(behind) or _TOTAL_OF.search(ahead)):
        return None
    if not all(_is_kind_of_person(text, part) for part in parts):
        return None
    chained = all(
        _BETWEEN_PARTS.fullmatch(text, counted_with_ends(text, a)[-1][1], b.start)
        for a, b in pairwise(parts)
    )
    if not chained or not _differs(total, parts, text, sentence):
        return None
    return _total_finding(total, parts, text)


def fraction_and_percentage(sentence: Sentence, article: Article) -> Finding | None:
    """ "One in five, or 25 per cent"; "12 of its 30 members (45 %)"."""
    text = article.text
    found = figures(text, sentence.start, sentence.end)[:_MOST_PARTS]
    for index, percent in enumerate(found):
        if percent.unit != "%" or percent.value != percent.high or not index:
            continue
        share, parts = _share_before(found[:index], text)
        if share is None or _OF_ANOTHER.match(text, percent.end, sentence.end):
            continue
        if not _OR_PERCENT.fullmatch(text[parts[-1].end : percent.start]):
            continue
        ahead = text[max(sentence.start, parts[0].start - 20) : parts[0].start]
        if _NOT_EXACT.search(ahead):
            continue
        slack = percent.step / 2 + (3.0 if parts[-1].unit == "share" else 1.0)
        if abs(share * 100 - percent.value) <= slack:
            continue
        given = " ".join(text[parts[0].start : parts[-1].end].split())
        reason = (
            f"'{given}' is {plain(round(share * 100, 1))} per cent, not '{written(text, percent)}'."
        )
        spans = (Span(parts[0].start, parts[-1].end, "share"), *_spans([percent], "figure"))
        return Finding("numbers", "yes", "share", 0.8, reason, spans)
    return None


def _share_before(found: tuple[Figure, ...], text: str) -> tuple[float | None, list[Figure]]:
    """The fraction that ends right before: "two thirds", "one in five", "12 of its 30"."""
    last = found[-1]
    if last.unit == "share":
        return last.value, [last]
    if len(found) < 2 or last.unit or found[-2].unit or last.value <= 0:
        return None, []
    between = text[found[-2].end : last.start]
    if not _OUT_OF.fullmatch(between) or found[-2].value > last.value:
        return None, []
    return found[-2].value / last.value, [found[-2], last]


def _spans(found: list[Figure], role: str) -> tuple[Span, ...]:
    return tuple(Span(figure.start, figure.end, role) for figure in found)
