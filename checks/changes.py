"""Changes as stated against the two figures given: "doubled from 4 to 6", "from 4 % to 6 %, a
rise of 2 per cent", "fell from 4 to 6".

The second figure of a change may be rounded, so half of the last written digit is allowed
each way, and words such as "nearly" widen what fits.
"""

import re
from itertools import combinations, pairwise
from typing import NamedTuple

from articles.records import Article, Sentence
from checks.figures import Figure, counted, figures, plain, written
from checks.records import Finding, Span


class _Change(NamedTuple):
    """Two figures of one quantity, before and after, each as lowest and highest possible."""

    before: Figure
    after: Figure
    unit: str


class _Factor(NamedTuple):
    """What a word such as "doubled" promises: the least and greatest ratio that still fits."""

    pattern: re.Pattern[str]
    ratio: float


_FACTORS = [
    _Factor(re.compile(r"\b(?:doubl(?:ed|es|ing)|twofold)\b", re.IGNORECASE), 2.0),
    _Factor(re.compile(r"\b(?:trebl|tripl)(?:ed|es|ing)\b|\bthreefold\b", re.IGNORECASE), 3.0),
    _Factor(re.compile(r"\bquadrupl(?:ed|es|ing)\b|\bfourfold\b", re.IGNORECASE), 4.0),
    _Factor(re.compile(r"\bfivefold\b|\bquintupl(?:ed|es|ing)\b", re.IGNORECASE), 5.0),
    _Factor(re.compile(r"\b(?:tenfold|ten\s+times)\b", re.IGNORECASE), 10.0),
    _Factor(re.compile(r"\bhalv(?:ed|es|ing)\b|\bcut\s+in\s+half\b", re.IGNORECASE), 0.5),
]
#: How far a ratio may lie from the word, each way: "doubled" covers 1.75 to 2.25.
_LOOSE = 0.125
#: What words before the change allow besides: (least, greatest) share of the word's ratio.
_MODIFIERS = [
    (
        re.compile(r"\b(?:nearly|almost|close\s+to|not\s+quite|just\s+under)\s+$", re.I),
        (0.78, 1.03),
    ),
    (re.compile(r"\b(?:more\s+than|over|well\s+over|at\s+least)\s+$", re.I), (0.97, 1.6)),
    (re.compile(r"\b(?:about|around|roughly|approximately)\s+$", re.I), (0.8, 1.2)),
]
_RISE = (
    r"(?:rose|risen|rises?|rising|grew|grown|grows?|growing|increas(?:ed?|es|ing)|jump(?:ed|s)?|"
    r"climb(?:ed|s)?|soar(?:ed|s)?|surg(?:ed?|es)|gain(?:ed|s)?|went\s+up|gone\s+up|up|"
    r"swell(?:ed|s)?|swollen|leap(?:t|ed|s)?|expand(?:ed|s)?|shot\s+up|rais(?:ed|es|ing))"
)
_FALL = (
    r"(?:fell|fallen|falls?|falling|drop(?:ped|s)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|"
    r"sank|sunk|slipp(?:ed|ing)|slump(?:ed|s)?|plung(?:ed?|es)|plummet(?:ed|s)?|shrank|shrunk|"
    r"dwindl(?:ed|ing)|went\s+down|gone\s+down|down|tumbl(?:ed|es)|reduc(?:ed|es|ing))"
)
_FILL = r"(?:\s+[\w’'-]{1,20}){0,2}"
_RISE_FROM = re.compile(rf"\b(?P<verb>{_RISE}){_FILL}\s+$", re.IGNORECASE)
_FALL_FROM = re.compile(rf"\b(?P<verb>{_FALL}){_FILL}\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:about|around|some|just|only|nearly|almost|roughly)?\s*$", re.I)
#: What may stand between the first figure and "to": "from 4 % of pupils in 2010 to".
_TO = re.compile(
    r"^[^,;:.()]{0,60}?\s?\bto\s+(?:about|around|some|just|only|nearly|almost|over|roughly)?\s*$",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bto\s+(?:about|around|some|just|nearly)?\s*$", re.IGNORECASE)
_BACKWARDS = re.compile(
    r"^[^;:.()]{0,40}?,?\s+(?:up|down)?\s*from\s+(?:about|around|some|just|nearly)?\s*$", re.I
)
_STATED = re.compile(
    rf"\b(?:{_RISE}|{_FALL}|rise|fall|increase|decrease|drop|gain|jump|decline|growth|cut|"
    r"reduction|climb|surge)\s+(?:of|by)?\s*(?:about|around|some|nearly|almost|roughly|over|"
    r"more\s+than|just|only|an?|another)?\s*$",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"[\s-]{1,3}(?:rise|fall|increase|decrease|drop|gain|jump|decline|growth|cut|reduction|surge)\b",
    re.IGNORECASE,
)
_LOOSELY = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|over|more\s+than|approximately|at\s+least)"
    r"\s*(?:an?\s*)?$",
    re.IGNORECASE,
)
#: Between a change and its amount: "from 4 % to 6 %, a rise of".
_NO_NEW_CLAUSE = re.compile(r"(?:(?!\band\b)[^;.]){0,40}")
#: Between "doubled" and its figures: "doubled in a decade from 40 to 80".
_ONE_CLAUSE = re.compile(r"(?:(?!\b(?:and|since|then|while|but|after)\b)[^;.]){0,60}")
#: Where a higher number is worse, a fall may raise it.
_RANKS = re.compile(
    r"\b(?:rank(?:ed|ing|ings|s)?|places?|position|seed(?:ed)?|spot|table|grade|deficit|loss(?:es)?"
    r"|minus|below|odds|handicap|No\.|exchange\s+rate|(?:per|to\s+the|against\s+the)\s+(?:dollar|euro|pound))",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:leads?|leading|led|ahead|trails?|trailing|trailed|behind|won|wins|beats?|lost|margin|lead|"
    r"advantage|edge|gap)\s+(?:[\w’'-]{1,20}\s+){0,4}?(?<!error\s)(?:by|of)\s+"
    r"(?:about\s+|just\s+|only\s+|nearly\s+|almost\s+|around\s+|some\s+)?(?:an?\s+)?$",
    re.IGNORECASE,
)
_LEAD_AFTER = re.compile(r"[\s-](?:lead|margin|advantage|gap|edge)\b", re.IGNORECASE)
_VOTES = re.compile(r"\b(?:polls?|polling|surveys?|voters?|votes?|elections?|primary)\b", re.I)
_FIGURES_PER_SENTENCE = 12
_LOOK_BACK = 60


def changes(sentence: Sentence, article: Article) -> Finding | None:
    """A stated change that its two figures do not bear out."""
    found = figures(article.text, sentence.start, sentence.end)[:_FIGURES_PER_SENTENCE]
    for change in _changes(article.text, found, sentence):
        others = [figure for figure in found if figure not in {change.before, change.after}]
        finding = (
            _wrong_direction(change, article.text, sentence)
            or _wrong_factor(change, article.text, sentence)
            or _wrong_amount(change, others, article.text, sentence)
        )
        if finding:
            return finding
    return None


def _changes(text: str, found: tuple[Figure, ...], sentence: Sentence) -> list[_Change]:
    """The pairs "from A to B" and "to B from A" in one unit."""
    pairs = []
    for first, second in pairwise(found):
        between = text[first.end : second.start]
        before = text[max(sentence.start, first.start - _LOOK_BACK) : first.start]
        if _FROM.search(before) and _TO.search(between):
            pairs.append((first, second))
        elif _UP_TO.search(before) and _BACKWARDS.search(between):
            pairs.append((second, first))
    whole = [
        (a, b)
        for a, b in pairs
        if a.value == a.high > 0 and b.value == b.high > 0 and _of_one_thing(text, a, b)
    ]
    return [_Change(*_same_scale(a, b), b.unit or a.unit) for a, b in whole if _alike(a, b)]


def _alike(before: Figure, after: Figure) -> bool:
    """Whether two figures may count the same: one unit, or the unit given once."""
    if before.unit == after.unit:
        return before.unit not in {"points", "share"}
    # "From 4 to 6 per cent"; but "from 98 cents to $1.05" are two units.
    return not before.unit and after.unit == "%"


def _of_one_thing(text: str, before: Figure, after: Figure) -> bool:
    """Not "from 12 employees to 3 offices": two plural nouns must be the same."""
    nouns = [
        {word for word in counted(text, figure) if word.endswith(("s", "people", "men"))}
        for figure in (before, after)
    ]
    return not all(nouns) or bool(nouns[0] & nouns[1])


def _same_scale(before: Figure, after: Figure) -> tuple[Figure, Figure]:
    """ "From 3 to 6 million": the first figure takes the scale that is given once."""
    if before.scale == 1 and after.scale > 1 and before.value < 1000:
        scale = after.scale
        before = before._replace(
            value=before.value * scale, high=before.high * scale, step=before.step * scale
        )
    return before, after


def _wrong_direction(change: _Change, text: str, sentence: Sentence) -> Finding | None:
    head = text[sentence.start : min(change.before.start, change.after.start)]
    head = re.sub(r"\s*\b(?:from|to)\s+(?:\w+\s*)?$", " ", head[-_LOOK_BACK:])
    rise, fall = _RISE_FROM.search(head), _FALL_FROM.search(head)
    if bool(rise) == bool(fall) or _RANKS.search(sentence.text):
        return None
    verb = (rise or fall)["verb"]
    grows = change.after.value > change.before.value
    if change.after.value == change.before.value or grows == bool(rise):
        return None
    way = "more" if grows else "less"
    reason = f"'{verb}' does not fit: {_after(change, text)} is {way} than {_before(change, text)}."
    return Finding("numbers", "yes", "change", 0.8, reason, _spans(change))


def _wrong_factor(change: _Change, text: str, sentence: Sentence) -> Finding | None:
    stated = _factor_of(change, text, sentence)
    if stated is None:
        return None
    factor, match = stated
    least, most = 1 - _LOOSE, 1 + _LOOSE
    ahead = text[max(sentence.start, match.start() - 20) : match.start()]
    for pattern, limits in _MODIFIERS:
        if pattern.search(ahead):
            least, most = limits
    lowest, highest = _ratios(change)
    if highest >= factor.ratio * least and lowest <= factor.ratio * most:
        return None
    times = plain(change.after.value / change.before.value)
    reason = (
        f"'{match[0]}' does not fit: {_after(change, text)} is {times} times "
        f"{_before(change, text)}."
    )
    spans = (*_spans(change), Span(match.start(), match.end(), "change"))
    return Finding("numbers", "yes", "change", 0.85, reason, spans)


def _factor_of(
    change: _Change, text: str, sentence: Sentence
) -> tuple[_Factor, re.Match[str]] | None:
    """The "doubled" that belongs to two figures: the nearest, with no other clause between."""
    first, last = sorted([change.before, change.after])
    start = max(sentence.start, first.start - _LOOK_BACK)
    end = min(sentence.end, last.end + _LOOK_BACK)
    found = []
    for factor in _FACTORS:
        for match in factor.pattern.finditer(text, start, end):
            gap = (
                (match.end(), first.start)
                if match.end() <= first.start
                else (last.end, match.start())
            )
            if gap[0] <= gap[1] and _ONE_CLAUSE.fullmatch(text, *gap):
                found.append((gap[1] - gap[0], factor, match))
    if not found:
        return None
    _, factor, match = min(found, key=lambda item: item[0])
    return factor, match


def _wrong_amount(
    change: _Change, others: list[Figure], text: str, sentence: Sentence
) -> Finding | None:
    """A rise given in per cent or points beside its two figures."""
    for stated in others:
        if stated.unit not in {"%", "points"} or stated.high != stated.value:
            continue
        if not _states_the_change(stated, change, text, sentence):
            continue
        loose = _LOOSELY.search(text[max(sentence.start, stated.start - 20) : stated.start])
        relative = _fits(stated, _percentages(change), bool(loose))
        points = change.unit == "%" and _fits(stated, _differences(change), bool(loose))
        if (stated.unit == "%" and relative) or (stated.unit == "points" and points):
            return None
        return _amount_finding(change, stated, relative, points, text)
    return None


def _states_the_change(stated: Figure, change: _Change, text: str, sentence: Sentence) -> bool:
    """Whether the figure is said to be the rise or fall, and stands beside its two figures."""
    before = text[max(sentence.start, stated.start - _LOOK_BACK) : stated.start]
    if not (_STATED.search(before) or _NOUN_AFTER.match(text, stated.end)):
        return False
    first = min(change.before.start, change.after.start)
    last = max(change.before.end, change.after.end)
    if stated.start >= last:
        return bool(_NO_NEW_CLAUSE.fullmatch(text, last, stated.start))
    return stated.end <= first and bool(_NO_NEW_CLAUSE.fullmatch(text, stated.end, first))


def _amount_finding(
    change: _Change, stated: Figure, relative: bool, points: bool, text: str
) -> Finding | None:
    said = written(text, stated)
    pair = f"from {_before(change, text)} to {_after(change, text)}"
    percent = plain(round(abs(change.after.value / change.before.value - 1) * 100, 1))
    difference = plain(round(abs(change.after.value - change.before.value), 2))
    spans = (*_spans(change), Span(stated.start, stated.end, "stated"))
    if stated.unit == "%" and points:
        reason = f"'{said}' should be {difference} percentage points: {pair} is {percent} per cent."
        return Finding("numbers", "yes", "points", 0.9, reason, spans)
    if stated.unit == "points" and relative:
        reason = (
            f"'{said}' should be per cent: {pair} is {difference} percentage points "
            f"({percent} per cent)."
        )
        return Finding("numbers", "yes", "points", 0.9, reason, spans)
    if stated.unit == "points" and change.unit != "%":
        return None
    also = f" or {difference} percentage points" if change.unit == "%" else ""
    reason = f"'{said}' does not fit: {pair} is {percent} per cent{also}."
    return Finding("numbers", "yes", "change", 0.8, reason, spans)


def _fits(stated: Figure, limits: tuple[float, float], loose: bool) -> bool:
    slack = (
        min(stated.step, 1.0) / 2 + (0.15 * stated.value if loose else 0.0) + 0.03 * stated.value
    )
    return limits[0] - slack <= stated.value <= limits[1] + slack


def _bounds(figure: Figure) -> tuple[float, float]:
    """What a written figure may stand for: half its last digit each way, within limits.

    At most 2 per cent, or 10 per cent of a figure as round as "4 million".
    """
    rough = figure.exactness <= 1 and figure.scale > 1
    slack = min(figure.step / 2, (0.1 if rough else 0.02) * figure.value)
    return figure.value - slack, figure.value + slack


def _ratios(change: _Change) -> tuple[float, float]:
    (low, high), (after_low, after_high) = _bounds(change.before), _bounds(change.after)
    return after_low / high, after_high / low


def _percentages(change: _Change) -> tuple[float, float]:
    lowest, highest = (abs(ratio - 1) * 100 for ratio in _ratios(change))
    return min(lowest, highest), max(lowest, highest)


def _differences(change: _Change) -> tuple[float, float]:
    exact = abs(change.after.value - change.before.value)
    slack = (change.before.step + change.after.step) / 2 if change.before.step < 1 else 0.0
    return exact - slack, exact + slack


def _before(change: _Change, text: str) -> str:
    return written(text, change.before)


def _after(change: _Change, text: str) -> str:
    return written(text, change.after)


def _spans(change: _Change) -> tuple[Span, ...]:
    first, second = sorted([change.before, change.after])
    return (
        Span(first.start, first.end, "figure"),
        Span(second.start, second.end, "figure"),
    )


def lead_in_percent(sentence: Sentence, article: Article) -> Finding | None:
    """ "Leads by 6 per cent, 46 % to 40 %": the difference of two shares is in points."""
    found = figures(article.text, sentence.start, sentence.end)[:_FIGURES_PER_SENTENCE]
    shares = [figure for figure in found if figure.unit == "%" and figure.value == figure.high]
    for lead in shares:
        before = article.text[max(sentence.start, lead.start - _LOOK_BACK) : lead.start]
        if not (_LEADS.search(before) or _LEAD_AFTER.match(article.text, lead.end, sentence.end)):
            continue
        said = written(article.text, lead)
        others = [figure for figure in shares if figure is not lead]
        for first, second in combinations(others, 2):
            if abs(abs(first.value - second.value) - lead.value) < 0.05:
                pair = f"{_said(first, article)} against {_said(second, article)}"
                reason = f"'{said}' should be percentage points: it is the gap of {pair}."
                spans = (Span(lead.start, lead.end, "stated"),)
                return Finding("numbers", "yes", "points", 0.85, reason, spans)
        if not others and _VOTES.search(sentence.text):
            reason = f"'{said}' is a lead in a vote: percentage points are probably meant."
            spans = (Span(lead.start, lead.end, "stated"),)
            return Finding("numbers", "yes", "points", 0.65, reason, spans)
    return None


def _said(figure: Figure, article: Article) -> str:
    return written(article.text, figure)
