"""Where who, how and what begin and end: with whole names, quotations and clauses.

The model marks word by word, so that a span of its can end inside a name ("South | Asia") or a
relative clause ("Lopez, who owns the | market, said"). Here the words of one sentence, each with
its role, are put right by what is sure: what belongs together, and what stands before "Y said".
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby

from articles.records import Article, Sentence
from checks.mentions import mentions
from checks.quotations import quoted_parts
from checks.records import Span
from checks.reporting import Attribution
from checks.tokens import AFTER_HEAD, AUXILIARIES, BE, BREAKS, MODALS, TIMES, Token, tokens
from checks.wordlists import grammar, verb_forms, words

#: The role of each word of a sentence; "" for none.
Roles = list[str]

#: A rule this sure of who speaks is believed about where.
_SURE = 0.7
#: Fewer words before ", Y said" are no clause.
_WORDS_OF_CLAUSE = 3
#: The most words and marks of an opening that is no part of what is reported.
_WORDS_OF_OPENING = 6
#: The most words after "Y said" that only say when and where.
_WORDS_OF_ADJUNCT = 10
#: How far a relative clause, and a group of words after "the", may go on.
_CLAUSE, _GROUP = 25, 4
#: No age has as many digits.
_DIGITS_OF_AGE = 4

_RELATIVES = frozenset({"who", "which", "whose", "whom"})
_CLOSING = frozenset(",?!…—–”»\"'’")
_JOINING = frozenset({"and", "or", "but", "nor", "which", "who", "during", "while", "when"})
_OPENING_GROUPS = {
    "content": frozenset({"the", "a", "an", "of", "their", "its"}),
    "cue": frozenset({"a", "an"}),
}
#: What opens a sentence and is no part of what is reported, where the model leaves it out.
_OPENERS = frozenset({"but", "and", "yet", "so", "however", "meanwhile", "moreover", "still"})
_LOOSE = frozenset(",;:.—–-")
_CITING, _SAYING = frozenset({"according"}), ("speech_verbs", "stance_verbs", "finding_verbs")
_TELLING = frozenset({"told", "tells", "tell", "telling"})
_ADJUNCTS = TIMES | {"on", "in", "at", "during", "via", "after", "before", "earlier"}
_OF_CLAUSES = BE | MODALS | AUXILIARIES | BREAKS | grammar("subject_pronouns") | {"to"}
_SMALL = AFTER_HEAD | BREAKS | BE | MODALS | AUXILIARIES | {"to", "and", "or", "but", "as"}
_BEFORE_NUMBER = frozenset("$£€")
#: What may stand between a number and its unit, or for one.
_SCALES = frozenset({"%", "per", "million", "billion", "trillion", "thousand"})


def mended(
    spans: tuple[Span, ...], best: Attribution | None, sentence: Sentence, article: Article
) -> tuple[Span, ...]:
    """The spans of a sentence with sensible ends, in order, none over another.

    ``best`` is what a rule says of who speaks, where one says anything.
    """
    text = article.text
    line = tokens(text, sentence.start, sentence.end)
    roles = _painted(spans, line)
    if best is not None and _is_sure(best, roles, line):
        roles = _reported_before(roles, line, best)
        roles = _reported_after(roles, line, best)
    roles = _described_sources(roles, line)
    roles = _whole_groups(roles, line, text)
    roles = _whole_ends(roles, line)
    return _spans(roles, line, {(span.end, span.role) for span in spans})


def _painted(spans: Iterable[Span], line: list[Token]) -> Roles:
    """The role of each word; a source or a cue inside reported words stays what it is."""
    roles = [""] * len(line)
    for span in sorted(spans, key=lambda span: span.role != "content"):
        first, last = _indexes(line, span.start, span.end)
        roles[first:last] = [span.role] * (last - first)
    return roles


def _indexes(line: list[Token], start: int, end: int) -> tuple[int, int]:
    """The words of ``line`` that touch ``text[start:end]``, as a range."""
    first = bisect_left(line, start + 1, key=lambda token: token.end)
    return first, max(first, bisect_left(line, end, key=lambda token: token.start))


def _is_sure(best: Attribution, roles: Roles, line: list[Token]) -> bool:
    """Whether a rule knows who speaks, and the model does not take that for what is said."""
    if best.source is None or best.score < _SURE:
        return False
    cue = line[slice(*_indexes(line, *best.cue))]
    plain = cue[0].lower in _CITING or any(cue[0].lower in verb_forms(name) for name in _SAYING)
    inverted = best.detail == "named" and best.cue[0] < best.source[0]
    taken = "content" in roles[slice(*_indexes(line, *best.source))]
    return plain and (inverted or not taken)


def _reported_before(roles: Roles, line: list[Token], best: Attribution) -> Roles:
    """'X, Y said.': all of X is what is reported."""
    first, last = _block(roles, line, best)
    at = first - 1 if first and line[first - 1].lower == "as" else first
    if not at or line[at - 1].text not in _CLOSING or not _is_adjunct(line, last, best):
        return roles
    if _count_words(line[:at]) < _WORDS_OF_CLAUSE or "source" in roles[at - 2 : at]:
        return roles
    begins = _begin_of_clause(roles, line[:at])
    head = (role if role in {"source", "cue"} else "content" for role in roles[begins:at])
    tail = ("" if role == "content" else role for role in roles[at:])
    found = [*roles[:begins], *head, *tail]
    for part, role in ((best.source, "source"), (best.cue, "cue")):
        if part and role not in roles:
            start, end = _indexes(line, *part)
            found[start:end] = [role] * (end - start)
    return found


def _begin_of_clause(roles: Roles, head: list[Token]) -> int:
    """Where what is reported begins: mostly at once.

    Past "However," and "Paris (Reuters) –", or in the bracket that is still open.
    """
    marks = [token.text for token in head]
    if marks.count("(") > marks.count(")"):
        return len(marks) - marks[::-1].index("(")
    begins = roles.index("content") if "content" in roles else 0
    if not 0 < begins < min(len(head), _WORDS_OF_OPENING) or any(roles[:begins]):
        return 0
    return begins if marks[begins - 1] in {"—", "–", "-"} or head[0].lower in _OPENERS else 0


def _reported_after(roles: Roles, line: list[Token], best: Attribution) -> Roles:
    """'According to Y, X.': all of X is what is reported."""
    first, last = _block(roles, line, best)
    ends = {token.text for token in line[last - 1 : last + 1]}
    if first or line[0].lower != "according" or "," not in ends:
        return roles
    behind = (role if role in {"source", "cue"} else "content" for role in roles[last:])
    return [*roles[:last], *behind]


def _block(roles: Roles, line: list[Token], best: Attribution) -> tuple[int, int]:
    """The range of words that says who and how; before it as the model sees it, too."""
    parts = [_indexes(line, *part) for part in (best.source, best.cue) if part]
    first, last = min(part[0] for part in parts), max(part[1] for part in parts)
    while first and roles[first - 1] == "source":
        first -= 1
    while last < len(line) and roles[last] == "source":
        last += 1
    return first, last


def _is_adjunct(line: list[Token], start: int, best: Attribution) -> bool:
    """Whether nothing, or only when, where and to whom, follows: "told the court on Tuesday"."""
    rest = [token for token in line[start:] if token.text[0].isalnum()]
    if line[start:] and line[start].text in {",", ":", "—", "–"}:
        return False
    if len(rest) > _WORDS_OF_ADJUNCT or any(_may_open_clause(token.lower) for token in rest):
        return False
    told = any(token.start == best.cue[0] and token.lower in _TELLING for token in line)
    return not rest or told or rest[0].lower in _ADJUNCTS


def _may_open_clause(word: str) -> bool:
    return word in _OF_CLAUSES or verb_forms("speech_verbs").get(word) in {"past", "third"}


def _count_words(line: Sequence[Token]) -> int:
    return sum(token.text[0].isalnum() for token in line)


def _described_sources(roles: Roles, line: list[Token]) -> Roles:
    """'Lopez, who owns the market, said', 'said Lopez, 62': what describes her belongs to her."""
    roles = list(roles)
    for at in range(1, len(line)):
        if roles[at] == "cue" and line[at - 1].text == ",":
            begins = _begin_of_relative_clause(roles, line, at)
            if "source" in roles[begins + 1 : at - 1]:
                roles[begins - 1 : at] = ["source"] * (at - begins + 1)
        ends = line[at + 1].text if at + 1 < len(line) else "."
        age = line[at].text.isdecimal() and len(line[at].text) < _DIGITS_OF_AGE
        follows = roles[at - 2 : at + 1] == ["source", "", ""] and line[at - 1].text == ","
        if age and follows and ends in {",", "."}:
            roles[at - 1 : at + 1] = ["source", "source"]
    return roles


def _begin_of_relative_clause(roles: Roles, line: list[Token], cue: int) -> int:
    """Where the clause ", who owns the market," before a cue begins, if it may be of a source.

    Where there is none, the place of the cue.
    """
    at = cue - 2
    while at > 1 and cue - at < _CLAUSE and _may_be_of_source(roles, line, at):
        at -= 1
    relative = at > 1 and line[at].lower in _RELATIVES and line[at - 1].text == ","
    return at if relative and "source" in roles[at - 2 : at] else cue


def _may_be_of_source(roles: Roles, line: list[Token], at: int) -> bool:
    return roles[at] in {"", "source"} and line[at].lower not in _RELATIVES


def _whole_groups(roles: Roles, line: list[Token], text: str) -> Roles:
    """No role ends inside a name, a number with its unit, or the marks of a quotation."""
    roles = list(roles)
    for first, last in _groups(line, text):
        inside = set(roles[first:last]) - {""}
        if len(inside) == 1:
            roles[first:last] = [*inside] * (last - first)
    for part in quoted_parts(text, line[0].start, line[-1].end) if line else ():
        first, last = _indexes(line, part.start, part.end)
        if 2 * roles[first:last].count("content") >= last - first:
            roles[first:last] = [role or "content" for role in roles[first:last]]
    return roles


def _groups(line: list[Token], text: str) -> list[tuple[int, int]]:
    """The ranges of words that are one name, or a number and its unit."""
    if not line:
        return []
    every = mentions(text)
    at = bisect_left(every, line[0].start, key=lambda mention: mention.start)
    found = []
    while at < len(every) and every[at].end <= line[-1].end:
        first, last = _indexes(line, every[at].start, every[at].end)
        found.append((first + (every[at].opens and last - first > 1), last))
        at += 1
    for first, token in enumerate(line):
        last = first + 1 + (token.text in _BEFORE_NUMBER)
        if last > len(line) or not line[last - 1].text[0].isdigit():
            continue
        while last < len(line) and line[last].lower in words("units") | _SCALES:
            last += 1
        found.append((first, last))
    return found


def _whole_ends(roles: Roles, line: list[Token]) -> Roles:
    """A span goes on past "the" to the end of its group, or gives up an "and" at its end."""
    roles = list(roles)
    for first, last in _runs(roles):
        role = roles[first]
        end = last
        if line[end - 1].lower in _OPENING_GROUPS.get(role, ()):
            end = _end_of_group(roles, line, end)
            roles[last:end] = [role] * (end - last)
        if role in {"content", "source"}:
            while end - first > 1 and (
                line[end - 1].lower in _JOINING and line[end - 2].lower not in AFTER_HEAD
            ):
                end -= 1
                roles[end] = ""
    return roles


def _end_of_group(roles: Roles, line: list[Token], start: int) -> int:
    """Where the words after "the" end: before a mark, a small word or another role."""
    end = start
    while (
        end < len(line)
        and end - start < _GROUP
        and not roles[end]
        and line[end].text[0].isalnum()
        and line[end].lower not in _SMALL
    ):
        end += 1
    return end


def _runs(roles: Roles) -> list[tuple[int, int]]:
    """Ranges of words with one role, those without one left out."""
    found, at = [], 0
    for role, run in groupby(roles):
        size = len(list(run))
        if role:
            found.append((at, at + size))
        at += size
    return found


def _spans(roles: Roles, line: list[Token], ends: set[tuple[int, str]]) -> tuple[Span, ...]:
    found = []
    for first, last in _runs(roles):
        if roles[first] != "cue":
            first, last = _without_marks(line, first, last, roles[first] == "source")
        if first == last:
            continue
        end = line[last - 1].end
        end -= 2 * ((end - 2, roles[first]) in ends)  # the 's of an owner
        found.append(Span(line[first].start, end, roles[first]))
    return tuple(found)


def _without_marks(line: list[Token], first: int, last: int, source: bool) -> tuple[int, int]:
    """The range without the commas at its ends and without a last full stop.

    A comma that closes an aside of a source stays, and so does the full stop of a whole
    sentence. A range of marks alone is empty.
    """
    if not _count_words(line[first:last]):
        return first, first
    if last - first == len(line):
        return first, last
    aside = source and [token.text for token in line[first:last]].count(",") > 1
    while line[last - 1].text in _LOOSE and not (aside and line[last - 1].text == ","):
        last -= 1
    while line[first].text in _LOOSE:
        first += 1
    return first, last
