"""Facts: which items of a sentence would a magazine checker tick, one by one?

``yes`` with the number of items as detail, quiet where there is none. Spans carry the kind of the
item as role: ``name``, ``title``, ``organisation``, ``place``, ``date``, ``number``,
``comparison``, ``quotation``. They stand apart, so that each is ticked with one click; only inside
a quotation, which is ticked word for word, are the facts it states marked as well.

What counts as an item is laid down at the top of ``tests/checks/facts.txt``; how each kind is
found: ``date_expressions.py``, ``comparison_expressions.py``, ``number_expressions.py``,
``proper_names.py``, ``title_phrases.py``; whose words a quotation is, is
``attributed.py``'s question. Measured by ``benchmarks/facts.py``.
"""

from bisect import bisect_right
from collections import Counter

from articles.records import SET_ASIDE, Article, Sentence
from checks.clues import clue
from checks.comparison_expressions import comparisons
from checks.date_expressions import dates
from checks.name_words import TITLE, evidence, sentence_words
from checks.number_expressions import numbers
from checks.proper_names import proper_names
from checks.quotations import Quotation, quoted_parts
from checks.records import Answer, Finding, Span
from checks.title_phrases import titles
from checks.wordlists import verb_forms

#: Start and end in a sentence, and the role of the span to be.
Item = tuple[int, int, str]

ASKS = "which items of the sentence need a tick of their own?"

#: The kinds of item in the order a reason counts them: the role of the span, and its plural.
KINDS = {
    "name": "names",
    "title": "titles",
    "organisation": "organisations",
    "place": "places",
    "date": "dates",
    "number": "numbers",
    "comparison": "comparisons",
    "quotation": "quotations",
}
#: Shorter quotations are somebody's words only where a verb of speech stands near them.
_WORDS_OF_SPEECH = 4
#: How many characters before and behind a short quotation are searched for that verb.
_BEFORE, _BEHIND = 160, 60
_MARKS = "\"“”„«»'‘’`"
_NICKNAMING = frozenset({"so-called", "nicknamed", "dubbed", "titled", "entitled"})

EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The bridge at Ludford, engineer Rosa Lind said, was built in 1931.", "yes"),
    ("Rents in Nairobi rose twice as fast as wages.", "yes"),
    ("The striker scored three goals in the final.", "yes"),
    ("The Court of Appeal will hear the case on 14 March.", "yes"),
    ("“Nobody told us,” she said.", "yes"),
    ("The trial enrolled 1,204 adults with asthma.", "yes"),
    ("It is the largest telescope ever built.", "yes"),
    ("It rained.", None),
    ("Critics say the plan is heartless.", None),
    ("Why did it take so long?", None),
    ("The so-called “smart” motorway has no hard shoulder.", None),
    ("Officials did not respond to a request for comment.", None),
    ("The mood at the final whistle was one of relief.", None),
    ("Shares recovered, but investors stayed nervous.", None),
]


def check(sentence: Sentence, article: Article) -> Finding | None:
    """The checkable items of a sentence; None where it has none."""
    if sentence.kind in SET_ASIDE:
        return None
    spans = facts(sentence, article)
    if not spans:
        return None
    return Finding("facts", "yes", str(len(spans)), 0.9, _reason(spans), spans)


def facts(sentence: Sentence, article: Article) -> tuple[Span, ...]:
    """The items of a sentence in order, a quotation before what stands inside it."""
    text = sentence.text
    dated = dates(text)
    line = sentence_words(text, dated)
    proper = proper_names(line, text, evidence(article.text))
    named = [item for item in proper if item.kind != TITLE]
    titled = titles(line, proper)
    claimed = [
        *dated,
        *((line[item.first].start, line[item.last].end) for item in named),
        *((line[first].start, line[last].end) for first, last in titled),
    ]
    compared = comparisons(_covered(text, claimed, "X"))
    counted = numbers(_covered(text, [*claimed, *compared], "\x00"))
    items = [
        *((line[item.first].start, line[item.last].end, item.kind) for item in named),
        *((line[first].start, line[last].end, "title") for first, last in titled),
        *((start, end, "date") for start, end in dated),
        *((start, end, "comparison") for start, end in compared),
        *((start, end, "number") for start, end in counted),
    ]
    items = _with_quotations(items, sentence, article)
    items.sort(key=lambda item: (item[0], -item[1]))
    return tuple(
        Span(sentence.start + start, sentence.start + end, role) for start, end, role in items
    )


def _covered(text: str, stretches: list[tuple[int, int]], mark: str) -> str:
    """The text with stretches written over, same length, so that offsets stay true.

    A capital stands for a name where patterns look for small words around it.
    """
    pieces, at = [], 0
    for start, end in sorted(stretches):
        pieces += [text[at:start], mark * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _with_quotations(items: list[Item], sentence: Sentence, article: Article) -> list[Item]:
    """The items with quotations added; the title of a work in marks becomes one name."""
    parts = quoted_parts(article.text, sentence.start, sentence.end)
    if sentence.kind == "quote" and not parts:
        return [*items, (0, len(sentence.text), "quotation")]
    quoted = [item for part in parts if (item := _quoted(part, sentence))]
    return [*(item for item in items if _stands(item, quoted)), *quoted]


def _quoted(part: Quotation, sentence: Sentence) -> Item | None:
    """A quotation as an item, marks included; the title of a work without them; or nothing."""
    start = max(part.start, sentence.start) - sentence.start
    end = min(part.end, sentence.end) - sentence.start
    bare = sentence.text[start:end].strip(_MARKS + " ,.")
    if _is_work(bare):
        at = sentence.text.index(bare, start)
        return at, at + len(bare), "name"
    return (start, end, "quotation") if _is_speech(part, sentence, bare, start) else None


def _stands(item: Item, quoted: list[Item]) -> bool:
    """Whether an item stands wholly inside a quotation or outside all; none inside a title."""
    after = bisect_right(quoted, item[0], key=lambda quotation: quotation[1])
    if after == len(quoted):
        return True
    start, end, role = quoted[after]
    if item[1] <= start:
        return True
    return role == "quotation" and start <= item[0] and item[1] <= end


def _is_work(words: str) -> bool:
    """Whether quoted words are written like a title: “The Salt Road”."""
    parts = words.split()
    return (
        2 <= len(parts) <= 10
        and words[-1] not in "?!"
        and parts[0][0].isupper()
        and parts[-1][0].isupper()
        and all(
            part[0].isupper() or not part[0].isalpha() or part in clue("small_in_titles")
            for part in parts
        )
    )


def _is_speech(part: Quotation, sentence: Sentence, words: str, start: int) -> bool:
    """Whether quoted words are somebody's, not a scare quote or a nickname."""
    if not words:
        return False
    if part.continues or part.start < sentence.start or part.end > sentence.end:
        return True
    if len(words.split()) >= _WORDS_OF_SPEECH:
        return True
    behind = start + len(words)
    before = sentence.text[max(0, start - _BEFORE) : start].lower().split()
    after = sentence.text[behind : behind + _BEHIND].lower().split()
    if before and before[-1] in _NICKNAMING:
        return False
    near = {word.strip(',:;.”"') for word in [*before, *after]}
    return any(word in verb_forms("speech_verbs") or word in clue("naming") for word in near)


def _reason(spans: tuple[Span, ...]) -> str:
    """ "4 things to tick: 2 names, 1 date, 1 number." """
    counts = Counter(span.role for span in spans)
    parts = [
        f"{counts[kind]} {kind if counts[kind] == 1 else plural}"
        for kind, plural in KINDS.items()
        if counts[kind]
    ]
    things = "1 thing" if len(spans) == 1 else f"{len(spans)} things"
    return f"{things} to tick: {', '.join(parts)}."
