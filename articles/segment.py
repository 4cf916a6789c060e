"""Text is cut into sentences whose offsets hold exactly.

A small scanner of our own: blingfire alters the text it cuts and counts bytes, and pysbd looks its
sentences up again by their text, so neither keeps offsets; both also join or cut across paragraphs.
The scanner looks at each run of full stops once, with a bounded look to either side, so the
time is proportional to the length of the text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.abbreviations import (
    BEFORE_NUMBER,
    BEFORE_TERM,
    MAY_END,
    MAY_END_IN_CAPITALS,
    NEVER_LAST,
    SENTENCE_STARTERS,
    SPEECH_VERBS,
    TITLES,
)
from articles.blocks import Block, split_blocks
from articles.kinds import block_kinds
from articles.records import Sentence

_CLOSERS = "\"'”’»›)\\]}」』】）》*_"
_OPENERS = "\"'“”‘„«»‹([{¿¡—–-*_ \u00a0\u202f"
_QUOTES = frozenset("\"'”’»")

_CJK_STOPS = "。！？｡．"
_OTHER_STOPS = "۔؟।॥።።။៕"
_STOPS = f".!?…‼⁇⁈⁉‽{_CJK_STOPS}{_OTHER_STOPS}"

#: A run of full stops (spaced dots too), then closing marks and note numbers ("[12]").
_CANDIDATE = re.compile(
    rf"(?P<stops>[{_STOPS}]+(?:[ \u00a0]\.(?!\w))*)(?P<closers>(?:[{_CLOSERS}]|\[\d{{1,3}}\])*)"
)
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOKEN_BREAK = re.compile(r"[\s()\[\]\"“”‘«»—–/,;:]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ENUMERATOR = re.compile(
    r"(?P<mark>[•⁃‣·] ?)?(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<letter>[a-z]))"
    r"(?P<close>\.\)|\)|\.)(?=\s)"
)
#: How far the scanner looks back for the word before a full stop, and ahead for the next one.
_REACH = 30
#: How far back it looks for the beginning of a web address.
_LONGEST_ADDRESS = 200

#: Languages that write ordinal numbers with a full stop: "am 3. Mai".
_DOTTED_ORDINALS = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "nb", "nn", "no", "sk", "sl"}
)


class _Habits(NamedTuple):
    """How a text is written: capitals begin its sentences; ordinal numbers take a full stop."""

    cased: bool
    ordinals: bool


def segment(text: str, *, language: str = "", blocks: Sequence[Block] = ()) -> tuple[Sentence, ...]:
    """Cut ``text`` into sentences with their kinds.

    ``text[s.start:s.end] == s.text`` for each; they come in order, do not overlap, leave nothing
    but white space between them, never cross a blank line, and are numbered from 1. ``language``
    is an ISO 639-1 code or empty; ``blocks`` are what a page or markup knows about the text.
    """
    cut = split_blocks(text, blocks)
    habits = _Habits(_has_case(text), language in _DOTTED_ORDINALS)
    sentences: list[Sentence] = []
    kinds = block_kinds(text, cut, marked=bool(blocks))
    for block, kind in zip(cut, kinds, strict=True):
        for start, end in _sentences(text, block.start, block.end, habits):
            sentences.append(Sentence(len(sentences) + 1, kind, start, end, text[start:end]))
    return tuple(sentences)


def _has_case(text: str) -> bool:
    """Say whether capitals mark the beginnings of sentences here: some writers use none."""
    sample = text[:50_000]
    lower = sum(map(str.islower, sample))
    return sum(map(str.isupper, sample)) * 200 >= lower


def _sentences(text: str, start: int, end: int, habits: _Habits) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one block as (start, end), trimmed of white space."""
    items = _inline_items(text, start, end)
    for number, first in enumerate(items):
        last = items[number + 1] if number + 1 < len(items) else end
        for stop in _CANDIDATE.finditer(text, first, last):
            at = _boundary(text, first, last, stop, habits)
            if at:
                yield first, at
                first = _SPACE.match(text, at, last).end()
        if first < last:
            yield first, first + len(text[first:last].rstrip())


def _inline_items(text: str, start: int, end: int) -> list[int]:
    """Return where the items of a list run into one line begin: "1) … 2) …"."""
    starts = [start]
    mark = _ENUMERATOR.match(text, start, end)
    if not mark:
        return starts
    for following in _ENUMERATOR.finditer(text, mark.end(), end):
        if text[following.start() - 1].isspace() and _follows(mark, following):
            starts.append(following.start())
            mark = following
    return starts


def _follows(mark: re.Match[str], following: re.Match[str]) -> bool:
    if (mark["open"], mark["close"]) != (following["open"], following["close"]):
        return False
    if mark["number"] and following["number"]:
        return int(following["number"]) == int(mark["number"]) + 1
    if mark["letter"] and following["letter"]:
        return ord(following["letter"]) == ord(mark["letter"]) + 1
    return False


def _boundary(text: str, first: int, last: int, stop: re.Match[str], habits: _Habits) -> int:
    """Return where the sentence that began at ``first`` ends if it ends here, else 0."""
    end = stop.end()
    if end >= last:
        return 0
    final = stop["stops"][-1]
    if final in _CJK_STOPS:
        return end if _ends_east_asian(text, stop) else 0
    if not text[end].isspace():
        return end if _ends_without_space(text, first, last, stop) else 0
    if final in _OTHER_STOPS:
        return end
    next_at = _SPACE.match(text, end, last).end()
    # French sets a space before the closing mark: « … . »
    closing = text[next_at] in "»”" and (next_at + 1 == last or text[next_at + 1].isspace())
    if closing:
        end = next_at + 1
        if end == last:
            return 0
        next_at = _SPACE.match(text, end, last).end()
    after = text[next_at : next_at + _REACH]
    return end if _ends(text, first, stop, after, habits) else 0


def _ends_east_asian(text: str, stop: re.Match[str]) -> bool:
    following = text[stop.end()]
    if stop["stops"] == "．" and following.isdigit():
        return False
    if "》" in (ahead := text[stop.end() : stop.end() + _REACH]) and "《" not in ahead:
        return False  # inside the title of a work
    # A quotation that its sentence goes on after: 「…。」と, (…。)の
    return not (stop["closers"] and "\u3041" <= following <= "\u309f")


def _ends_without_space(text: str, first: int, last: int, stop: re.Match[str]) -> bool:
    """Decide a full stop that the next sentence follows without a space."""
    final, following = stop["stops"][-1], text[stop.end() : stop.end() + 8]
    if final in "।॥":
        return not following[0].isdigit()
    if final in _OTHER_STOPS:
        # Urdu abbreviations are short stretches between stops; sentences are not.
        return stop.start() - first >= 20 and final not in following
    if not following[0].isupper() or len(following) < 2 or not following[1].islower():
        return False
    if stop["closers"] and stop["closers"][-1] in _QUOTES:
        return True
    token = text[max(first, stop.start() - _LONGEST_ADDRESS) : stop.start()].rpartition(" ")[2]
    if any(mark in token for mark in "/@_=&\\"):
        return False  # inside an address or a file name
    token = token.lstrip(_OPENERS)
    plain = token.isalpha() and token.islower() and len(token) > 2
    number = token[-1:].isdigit() and not any(map(str.isalpha, token))
    return len(stop["stops"]) == 1 and not stop["closers"] and (plain or number)


def _ends(text: str, first: int, stop: re.Match[str], after: str, habits: _Habits) -> bool:
    """Decide a full stop that white space follows, and then ``after``."""
    head = after.lstrip(_OPENERS)
    stops, closers = stop["stops"], stop["closers"]
    brand = head[:1].islower() and head[1:2].isupper()  # iPhone, eBay
    if habits.cased and head[:1].islower() and not brand:
        return False
    if "!" in stops or "?" in stops:
        if closers.startswith(")") and text[stop.start() - 1 : stop.start()] == "(":
            return False  # an aside: (!)
        return not (closers and closers[-1] in _QUOTES and _speaker_follows(head))
    word = _next_word(head)
    starter = word in SENTENCE_STARTERS and head[len(word) : len(word) + 1] != "."
    starter = starter and after[0] not in "-–—"  # a dateline: OAKDALE, W.Va. — The
    if closers.startswith("]") and text[stop.start() - 1 : stop.start()] == "[":
        return starter  # something left out: [...]
    dots = stops.count(".") + 3 * stops.count("…")
    if dots == 3 and (stop.start() == first or text[stop.start() - 1].isspace()):
        return starter and word != "I"  # something left out, not an end
    if dots > 1:
        return True
    token = _word_before(text, first, stop.start())
    if (token.isdigit() or (len(token) == 1 and token.islower())) and _enumerates(
        text, first, stop.start() - len(token)
    ):
        return False
    return _ends_after(token, head, starter, habits)


def _enumerates(text: str, first: int, at: int) -> bool:
    """Say whether what stands at ``at`` opens its sentence, at most a bullet before it: "• 3."."""
    return at - first < _REACH and not any(map(str.isalnum, text[first:at]))


def _ends_after(token: str, head: str, starter: bool, habits: _Habits) -> bool:
    """Decide a single full stop by the token before it and whether a sentence starter follows."""
    low = token.lower()
    if not token:
        return True
    if token.isdigit():
        return starter or not (habits.ordinals and len(token) < 3)
    capital = token[0].isupper()
    if low in NEVER_LAST or low in BEFORE_TERM or (capital and low in TITLES):
        return False
    if low in BEFORE_NUMBER:
        return not head[:1].isdigit()
    initial = len(token) == 1 and (token.isupper() or token.islower())
    abbreviated = low in MAY_END or (capital and low in MAY_END_IN_CAPITALS)
    return starter or not (initial or abbreviated or _DOTTED.fullmatch(token))


def _word_before(text: str, first: int, at: int) -> str:
    token = text[max(first, at - _REACH) : at]
    breaks = list(_TOKEN_BREAK.finditer(token))
    return (token[breaks[-1].end() :] if breaks else token).lstrip("•⁃‣·")


def _next_word(head: str) -> str:
    word = _WORD.match(head)
    return word[0] if word else ""


def _speaker_follows(head: str) -> bool:
    """Say whether up to three names and then a verb of speech follow: "Why?" Jane Roe asked."""
    for word in head.split()[:4]:
        if word.strip(",.:;") in SPEECH_VERBS:
            return True
        if not word[0].isupper():
            return False
    return False
