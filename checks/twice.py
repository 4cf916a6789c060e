"""The same thing counted twice in one article, and not alike.

A slip of a unit ("the $3.2 million fund", later "the $3.2 billion fund"), and a definite
number that changes ("the 43 hostages", later "the 34 hostages").
"""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from articles.records import Article, Sentence
from checks.figures import Figure, counted, counted_with_ends, figures, written
from checks.records import Finding, Span

#: Measures a thousand times each other.
_THOUSANDFOLD = {
    frozenset(pair)
    for pair in (
        ("km", "m"), ("m", "mm"), ("kg", "g"), ("t", "kg"), ("g", "mg"), ("MW", "GW"),
        ("kW", "MW"), ("l", "ml"),
    )
}  # fmt: skip
#: Nouns that count anew each time.
_TIMES_AND_MEASURES = frozenset(
    {"years", "year", "months", "month", "weeks", "week", "days", "day", "hours", "hour", "minutes"}
    | {
        "minute",
        "seconds",
        "points",
        "point",
        "times",
        "miles",
        "yards",
        "feet",
        "dollars",
        "euros",
    }
    | {"pounds", "percent", "centuries", "decades", "goals", "runs", "more", "other", "countries"}
    | {"states", "votes", "people", "most", "largest", "biggest", "top", "best"}
)
_DEFINITE = re.compile(r"\b(?:the|those|these|all|all\s+the)\s+$", re.IGNORECASE)
#: A clause that says which ones: "the 12 hostages who were freed".
_WHICH_ONES = re.compile(
    r"[\s,]+(?:who|whom|that|which|whose|in|of|from|with|on|at|still|already|killed|released|freed|"
    r"held|involved|identified|named|charged|convicted|being|to)\b",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"\b(?:death\s+toll|toll)\s+(?:(?:is|was|stands?|stood|now|of|at|to)\s+){1,3}$", re.IGNORECASE
)
#: Numbers that are said to move.
_MOVES = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|first|revised|rose|risen|climb\w*|increase\w*|fell|"
    r"another|other|additional|remaining|rest|later|originally|instead|expected|could|may|up|down|"
    r"would|compared|than|annual|each|in\s+(?:19|20)\d\d|last\s+year)\b",
    re.IGNORECASE,
)
_LEAST_COUNT = 10
_MOST_COMPARED = 6
_LOOK_BACK = 40
_REACH = 120


def unit_slip(sentence: Sentence, article: Article) -> Finding | None:
    """A figure that stood earlier with the same digits and another scale, for the same thing."""
    every, alike, _ = _index(article.text)
    for figure in _inside(every, sentence):
        if not figure.digits or figure.value != figure.high:
            continue
        for earlier in alike.get(figure.digits, ())[:_MOST_COMPARED]:
            if earlier.start >= figure.start:
                break
            if _is_slip(earlier, figure, article.text):
                return _finding("unit", 0.75, earlier, figure, article.text)
    return None


def _is_slip(earlier: Figure, figure: Figure, text: str) -> bool:
    measures = frozenset({earlier.unit, figure.unit})
    if measures in _THOUSANDFOLD:
        return earlier.scale == figure.scale and _same_thing(earlier, figure, text)
    if earlier.unit != figure.unit or figure.unit in {"%", "points"}:
        return False
    if round(max(earlier.scale, figure.scale) / min(earlier.scale, figure.scale)) != 1000:
        return False
    if min(earlier.scale, figure.scale) < 1000:
        return False
    # A round "1 million" and "1 billion" meet by chance, "3.47" seldom does.
    return figure.exactness >= 3 or (figure.exactness == 2 and _same_thing(earlier, figure, text))


def _same_thing(earlier: Figure, figure: Figure, text: str) -> bool:
    return bool(_nouns(earlier, text) & _nouns(figure, text))


def _nouns(figure: Figure, text: str) -> set[str]:
    return set(counted(text, figure)) - _TIMES_AND_MEASURES


def changed_count(sentence: Sentence, article: Article) -> Finding | None:
    """ "The 43 hostages" here, "the 34 hostages" before, and nothing says why."""
    every, _, definite = _index(article.text)
    for figure in _inside(every, sentence):
        thing = _definite_thing(article.text, figure)
        if not thing or _MOVES.search(_around(article.text, figure)):
            continue
        for earlier in definite.get(thing, ())[:_MOST_COMPARED]:
            if earlier.start >= figure.start:
                break
            if earlier.value != figure.value and not _MOVES.search(_around(article.text, earlier)):
                return _finding("repeat", 0.6, earlier, figure, article.text)
    return None


def _definite_thing(text: str, figure: Figure) -> tuple[str, ...]:
    """What a definite count is of, or nothing where the figure is not one."""
    if figure.value < _LEAST_COUNT or figure.value != figure.high or figure.unit:
        return ()
    before = text[max(0, figure.start - _LOOK_BACK) : figure.start]
    if _TOLL.search(before):
        return ("death", "toll")
    thing = _to_the_noun(counted_with_ends(text, figure))
    if not thing or not _DEFINITE.search(before):
        return ()
    nouns = tuple(word for word, _ in thing)
    if set(nouns) & _TIMES_AND_MEASURES or _WHICH_ONES.match(text, thing[-1][1]):
        return ()
    return nouns


def _to_the_noun(following: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The words up to the first that looks like a plural noun; none if no word does."""
    for index, (word, _) in enumerate(following):
        if word.endswith(("s", "people", "men")):
            return following[: index + 1]
    return []


def _finding(detail: str, score: float, earlier: Figure, figure: Figure, text: str) -> Finding:
    words_after = text[figure.end : figure.end + 40].split(".")[0].split()
    of = f" for '{words_after[0].strip(',;:')}'" if words_after else ""
    before = written(text, earlier)
    reason = f"'{written(text, figure)}'{of} here, but '{before}' earlier in the article."
    return Finding(
        "numbers", "yes", detail, score, reason, (Span(figure.start, figure.end, "figure"),)
    )


def _around(text: str, figure: Figure) -> str:
    return text[max(0, figure.start - _REACH) : figure.end + _REACH]


def _inside(every: tuple[Figure, ...], sentence: Sentence) -> tuple[Figure, ...]:
    first = bisect_left(every, sentence.start, key=lambda figure: figure.start)
    last = bisect_left(every, sentence.end, key=lambda figure: figure.start)
    return every[first:last]


@lru_cache(maxsize=8)
def _index(
    text: str,
) -> tuple[tuple[Figure, ...], dict[str, list[Figure]], dict[tuple[str, ...], list[Figure]]]:
    """Every figure of a text; the first ones with the same digits; the definite counts by thing."""
    every = figures(text, 0, len(text))
    alike: dict[str, list[Figure]] = defaultdict(list)
    definite: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in every:
        same = alike[figure.digits]
        if figure.digits and len(same) < _MOST_COMPARED:
            same.append(figure)
        thing = _definite_thing(text, figure)
        if thing and len(definite[thing]) < _MOST_COMPARED:
            definite[thing].append(figure)
    return every, alike, definite
