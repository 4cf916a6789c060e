"""Quotations: who said it, whose word is it, and is it quoted the same way twice?

``no speaker`` where words are quoted and nobody near them speaks; ``scare quotes`` where a word
or two of the writer's own stand in marks; ``differs`` where the article quotes nearly the same
words a second time. ``form`` says whether a sentence quotes directly, indirectly or both.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from articles.records import Article, Sentence
from checks.quotations import Quotation, quotations, quoted_parts
from checks.records import Answer, Finding, Span
from checks.reporting import attributions
from checks.wordlists import verb_forms, words

Form = Literal["direct", "indirect", "mixed", ""]

ASKS = "who said the quoted words, whose are the words in marks, and are they quoted alike twice?"

#: Shorter quotations are fragments, titles and scare quotes, not speech that needs a speaker.
_WORDS_OF_SPEECH = 6
#: The most words that stand in scare quotes.
_WORDS_OF_SCORN = 3
#: Quotations are compared from this many words that agree, and this share of the words compared.
_WORDS_ALIKE, _SHARE_ALIKE = 5, 0.8
#: The share where words are replaced, not only left out: speakers vary their own phrases.
_SHARE_REPLACED = 0.85
#: Where the stretch is less than this share of both quotations, more words have to agree: speakers
#: repeat their own phrases with a change.
_SHARE_WHOLE, _WORDS_IN_PART = 0.7, 9
#: Runs of this many words find the quotations worth comparing; each quotation is compared with no
#: more than this many others.
_RUN, _MOST = 3, 6

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_BRACKETED = re.compile(r"\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)")
_ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…|\[…\]|\[\.\.\.\]")
_MARKS = "\"“”„«»'‘’` \u00a0"

#: Texts for the tests and for readers: (text, answer for its last sentence; None is quiet).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The bridge closed in May. “We had no choice but to close it in the end.”", "yes"),
    ("The “experts” arrived on Tuesday.", "yes"),
    ("The mill's “green” fuel is coal.", "yes"),
    (
        "“We will never sell the harbour to anyone,” Moe said in May.\n\nThe ferry sank.\n\n"
        "Moe had promised: “We will never lease the harbour to anyone.”",
        "yes",
    ),
    ("The river rose. “I have never seen the water come so fast in my life.”", "yes"),
    ("The club found a ‘sponsor’ in the owner's brother.", "yes"),
    ("Shares rose. The cuts were called “the price of a clean start for us all”.", "yes"),
    ("“We had no choice but to close it,” Moe said.", None),
    ("Moe spoke in Oslo. “We had no choice but to close it,” he said.", None),
    ("Moe called the plan “a disaster”.", None),
    ("The word “harbour” comes from Old English.", None),
    ("He sang “Let It Be” at the wedding.", None),
    ("“We will never sell the harbour,” Moe said. He meant it: “never sell the harbour”.", None),
    ("The harbour was sold in May.", None),
    ("Critics say the “reform” is a cut.", None),
]


class _Repeat(NamedTuple):
    """A quotation that nearly repeats an earlier one; spans count in the text."""

    later: Quotation
    earlier: Quotation
    here: tuple[int, int]
    there: tuple[int, int]


def check(sentence: Sentence, article: Article) -> Finding | None:
    """The question a quotation that begins in the sentence raises, if any; role ``quotation``."""
    text = article.text
    for quotation in quoted_parts(text, sentence.start, sentence.end):
        if not sentence.start <= quotation.start < sentence.end:
            continue
        finding = (
            _differs(quotation, sentence, article)
            or _no_speaker(quotation, sentence, article)
            or _scare_quotes(quotation, sentence, article)
        )
        if finding:
            return finding
    return None


def form(sentence: Sentence, article: Article) -> Form:
    """How a sentence reports: in quoted clauses, in the writer's words, or both; "" if neither.

    A quotation is a clause of its own where it opens the sentence or follows a comma, a colon or
    the cue; a quoted fragment inside the writer's clause makes the sentence mixed.
    """
    cues = attributions(article.text, sentence.start, sentence.end)
    quoted = [
        part
        for part in quoted_parts(article.text, sentence.start, sentence.end)
        if not _is_title(article.text, part)
    ]
    if not quoted:
        return "indirect" if cues else ""
    fragments = [part for part in quoted if not _is_clause(part, sentence, article)]
    if not fragments:
        return "direct"
    if len(fragments) == len(quoted) and not cues:
        return ""
    return "mixed"


def _differs(quotation: Quotation, sentence: Sentence, article: Article) -> Finding | None:
    """Whether the quotation nearly repeats an earlier one of the article."""
    repeat = _repeats(article.text).get(quotation.start)
    if repeat is None:
        return None
    start, end = repeat.here[0], min(repeat.here[1], sentence.end)
    here, there = (_shorten(article.text[slice(*part)]) for part in (repeat.here, repeat.there))
    at = bisect_right(article.sentences, repeat.there[0], key=lambda found: found.start)
    where = f"in sentence {article.sentences[at - 1].position}" if at else "elsewhere"
    reason = f"It quotes '{here}', but {where} the quotation has '{there}': which was said?"
    if start >= sentence.end:  # what differs stands in a later sentence of the quotation
        start, end = quotation.start, min(quotation.end, sentence.end)
    return Finding("quotation", "yes", "differs", 0.75, reason, (Span(start, end, "quotation"),))


def _no_speaker(quotation: Quotation, sentence: Sentence, article: Article) -> Finding | None:
    """Whether nobody in the sentences around a quotation of some length says anything."""
    text = article.text
    said = _WORD.findall(text, quotation.start, quotation.end)
    if len(said) < _WORDS_OF_SPEECH or quotation.continues or _is_title(text, quotation):
        return None
    if sentence.kind in {"quote", "caption", "list"} or sentence.position == 1:
        return None
    if not _is_passive(quotation, sentence, article) and (
        _is_label(text, quotation) or not _is_clause(quotation, sentence, article)
    ):
        return None
    before = text[sentence.start : quotation.start].rstrip()
    said_before_mark = text[quotation.start : quotation.end].rstrip(_MARKS)
    if before.endswith((",", ":")) or said_before_mark.endswith(","):
        return None  # a speaker is named there, in words that no list has
    after = text[quotation.end : quotation.end + 30]
    if _CREDIT.match(after) or _has_verb_of_saying(_WORD.findall(after)[:3]):
        return None
    if _speaks_near(sentence, article):
        return None
    span = Span(quotation.start, min(quotation.end, sentence.end), "quotation")
    words_ = _shorten(text[quotation.start : quotation.end].strip(_MARKS))
    how = {"direct": "The direct quotation", "mixed": "The partial quotation"}
    opening = how.get(form(sentence, article), "The quotation")
    reason = f"{opening} '{words_}' has no speaker in the sentences around it."
    return Finding("quotation", "yes", "no speaker", 0.6, reason, (span,))


#: What stands behind a quotation to say where it is from: "— Lind", "[Reuters]", "by Lind".
_CREDIT = re.compile(r"\s{0,3}(?:[\[(~–—-]|by [A-Z]|, \w{0,20}\.(?:com|org|net))")


def _is_passive(quotation: Quotation, sentence: Sentence, article: Article) -> bool:
    """Whether the sentence hides who said it: "was described as “…”", "were called “…”"."""
    cues = attributions(article.text, sentence.start, sentence.end)
    before = article.text[max(sentence.start, quotation.start - 40) : quotation.start]
    return any(found.detail == "passive" for found in cues) or bool(_WAS_CALLED.search(before))


_WAS_CALLED = re.compile(r"\b(?:was|were|been|is|are)\s(?:called|dubbed|labell?ed|branded)\s$")


def _has_verb_of_saying(near: list[str]) -> bool:
    """Whether one of the words is a form of a verb of speaking."""
    return any(word.lower() in verb_forms("speech_verbs") for word in near)


def _speaks_near(sentence: Sentence, article: Article) -> bool:
    """Whether an attribution with a source, or a colon, leads to the quotation."""
    index = sentence.position - 1
    around = article.sentences[max(0, index - 4) : index + 4]
    if any(
        found.source
        for near in around
        for found in attributions(article.text, near.start, near.end)
    ):
        return True
    before = article.sentences[index - 1].text if index else ""
    after = article.sentences[index + 1].text if index + 1 < len(article.sentences) else ""
    return before.rstrip().endswith(":") or _CREDIT.match(after) is not None


def _scare_quotes(quotation: Quotation, sentence: Sentence, article: Article) -> Finding | None:
    """Whether a word or two stand in marks and nobody is said to have used them."""
    text = article.text
    inside = text[quotation.start : quotation.end].strip(_MARKS)
    said = inside.split()
    if not 1 <= len(said) <= _WORDS_OF_SCORN or not inside[0].islower():
        return None
    if inside[-1] in ".,!?;:" or any(not word.strip("-'’").isalpha() for word in said):
        return None
    before = text[max(0, quotation.start - 4) : quotation.start]
    if inside in {"yes", "no"} or before.rstrip().endswith(" to"):
        return None  # votes and answers; "called on them to “embrace” it" quotes the call
    if _is_label(text, quotation) or _is_speakers_word(inside, quotation, sentence, article):
        return None
    span = Span(quotation.start, quotation.end, "quotation")
    reason = f"'{inside}' stands in quotation marks, but nobody is said to have used the word."
    if len(said) > 1:
        reason = reason.replace("the word.", "the words.")
    return Finding("quotation", "yes", "scare quotes", 0.6, reason, (span,))


def _is_speakers_word(
    inside: str, quotation: Quotation, sentence: Sentence, article: Article
) -> bool:
    """Whether somebody near is reported, or another quotation has the word."""
    index = sentence.position - 1
    for near in article.sentences[max(0, index - 1) : index + 2]:
        if any(found.source for found in attributions(article.text, near.start, near.end)):
            return True
    holders = _quoted_words(article.text).get(inside.split()[0].lower(), ())
    return any(at != quotation.start for at in holders)


@lru_cache(maxsize=8)
def _quoted_words(text: str) -> dict[str, tuple[int, ...]]:
    """Each quoted word, and where the first two quotations that hold it begin."""
    holders: dict[str, tuple[int, ...]] = {}
    for quotation in quotations(text):
        for word in _WORD.findall(text, quotation.start, quotation.end):
            at = holders.get(word.lower(), ())
            if len(at) < 2 and quotation.start not in at:
                holders[word.lower()] = (*at, quotation.start)
    return holders


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether all longer words of the quotation have capitals, as in titles and names."""
    inside = text[quotation.start : quotation.end].strip(_MARKS).rstrip(".,!?")
    long = [word for word in inside.split() if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long) and len(long) < 10


def _is_label(text: str, quotation: Quotation) -> bool:
    """Whether the quotation is a title, a slogan, a word spoken about, or follows a verb."""
    before = text[max(0, quotation.start - 60) : quotation.start]
    near = _WORD.findall(before)[-3:]
    return (
        _is_title(text, quotation)
        or any(word.lower() in words("kept_terms") for word in near)
        or _has_verb_of_saying(near)
    )


def _is_clause(quotation: Quotation, sentence: Sentence, article: Article) -> bool:
    """Whether a quotation is said by itself, not as a part of the writer's clause."""
    text = article.text
    inside = text[quotation.start : quotation.end].strip(_MARKS)
    before = text[sentence.start : max(sentence.start, quotation.start)].rstrip()
    if quotation.continues or not before:
        return len(inside.split()) > _WORDS_OF_SCORN or inside[-1:] in set(".,!?—…")
    if before[-1] in ",:—–":
        return True
    cues = attributions(text, sentence.start, sentence.end)
    follows_cue = any(found.cue[1] == sentence.start + len(before) for found in cues)
    return (follows_cue or inside[:1].isupper()) and len(inside.split()) > _WORDS_OF_SCORN


class _Words(NamedTuple):
    """A quotation as small words, and where each stands."""

    quotation: Quotation
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=8)
def _repeats(text: str) -> dict[int, _Repeat]:
    """Quotations that nearly repeat an earlier one, by where they begin."""
    known: list[_Words] = []
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found: dict[int, _Repeat] = {}
    for quotation in quotations(text):
        line = _as_words(text, quotation)
        if len(line.words) < _WORDS_ALIKE:
            continue
        keys = {line.words[at : at + _RUN] for at in range(len(line.words) - _RUN + 1)}
        shared: dict[int, int] = defaultdict(int)
        for key in keys:
            for index in runs[key]:
                shared[index] += 1
        for index in sorted(shared, key=lambda index: -shared[index])[:_MOST]:
            repeat = _compare(text, line, known[index])
            if repeat:
                found[quotation.start] = repeat
                break
        for key in keys:
            if len(runs[key]) < _MOST:
                runs[key].append(len(known))
        known.append(line)
    return found


def _as_words(text: str, quotation: Quotation) -> _Words:
    matches = list(_WORD.finditer(text, quotation.start, quotation.end))[:150]
    small = tuple(match[0].lower().replace("’", "'") for match in matches)
    return _Words(quotation, small, tuple(match.span() for match in matches))


def _compare(text: str, later: _Words, earlier: _Words) -> _Repeat | None:
    """What differs between two quotations that agree in most words of the stretch they share."""
    blocks = _shared(later.words, earlier.words)
    if not blocks:
        return None
    agree = sum(block.size for block in blocks)
    here, there = _stretch(blocks, later.words, earlier.words)
    longest = max(here[1] - here[0], there[1] - there[0])
    replaced = any(
        run.a + run.size < then.a and run.b + run.size < then.b for run, then in pairwise(blocks)
    )
    share = _SHARE_REPLACED if replaced else _SHARE_ALIKE
    if agree < _WORDS_ALIKE or agree < share * longest:
        return None
    whole = longest >= _SHARE_WHOLE * min(len(later.words), len(earlier.words))
    if not whole and agree < _WORDS_IN_PART:
        return None
    if "\n" not in text[earlier.quotation.end : later.quotation.start]:
        return None  # one speaker in one breath: "We will never sell it. We will never lease it."
    spans = []
    for line, (start, end) in ((later, here), (earlier, there)):
        stretch = (line.spans[start][0], line.spans[end - 1][1])
        piece = text[slice(*stretch)]
        if _ELLIPSIS.search(piece) or _BRACKETED.search(piece):
            return None
        spans.append(stretch)
    if _letters(later.words[slice(*here)]) == _letters(earlier.words[slice(*there)]):
        return None
    return _Repeat(later.quotation, earlier.quotation, spans[0], spans[1])


def _shared(one: tuple[str, ...], two: tuple[str, ...]) -> list[Match]:
    """The runs of words two quotations share; a lone word counts only close to a longer run."""
    found = SequenceMatcher(None, one, two, False).get_matching_blocks()[:-1]
    return [
        block
        for at, block in enumerate(found)
        if block.size > 1
        or any(
            near.size > 1 and abs(near.a - block.a) + abs(near.b - block.b) < 2 * near.size + 5
            for near in found[max(0, at - 1) : at + 2]
        )
    ]


def _stretch(
    blocks: list[Match], one: tuple[str, ...], two: tuple[str, ...]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words from the first shared run to the last, in both quotations.

    A word or two more at an end, as many in both, belong to it: there the two part.
    """
    first, last = blocks[0], blocks[-1]
    start, end = (first.a, first.b), (last.a + last.size, last.b + last.size)
    if start[0] == start[1] <= 2:
        start = (0, 0)
    if len(one) - end[0] == len(two) - end[1] <= 2:
        end = (len(one), len(two))
    return (start[0], end[0]), (start[1], end[1])


def _letters(line: tuple[str, ...]) -> str:
    """Words run together: "long-term" and "long term" are the same words."""
    return re.sub(r"\W", "", "".join(line))


def _shorten(words_: str) -> str:
    """Quoted words as a reason repeats them: one line, not longer than a line."""
    line = " ".join(words_.split())
    return line if len(line) <= 90 else line[:89] + "…"
