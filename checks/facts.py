"""Facts: which items of a sentence would a magazine checker tick, one by one?

``yes`` with the number of items as detail, quiet where there is none. Spans carry the kind of the
item as role: ``name``, ``title``, ``organisation``, ``place``, ``date``, ``number``,
``comparison``, ``quotation``. They stand apart, so that each is ticked with one click; only inside
a quotation, which is ticked word for word, are the facts it states marked as well.

What counts as an item is laid down at the top of ``tests/checks/facts.txt``; how each kind is
found: ``date_expressions.py``, ``comparison_expressions.py``, ``number_expressions.py``,
``proper_names.py``, ``title_phrases.py``. Measured by ``benchmarks/facts.py``.
"""

from articles.records import SET_ASIDE, Article, Sentence
from checks.comparison_expressions import comparisons
from checks.date_expressions import dates
from checks.number_expressions import numbers
from checks.proper_names import TITLE, Proper, Word, evidence, proper_names, sentence_words
from checks.quotations import Quotation, quoted_parts
from checks.records import Answer, Finding, Span
from checks.title_phrases import titles
from checks.wordlists import verb_forms

ASKS = "which items of the sentence need a tick of their own?"

#: The kinds of item, in the order a reason counts them: role of the span, singular, plural.
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
#: Shorter quotations are somebody's words only where a verb of speech stands before them.
_WORDS_OF_SPEECH = 4
_NAMING = frozenset(
    "call calls called calling describe describes described describing brand branded label labelled labeled denounce"
    " denounced dismiss dismissed term termed accused condemned hailed praised".split()
)
_MARKS = "\"“”„«»'‘’`"

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
    titled = [(line[first].start, line[last].end) for first, last in titles(line, proper)]
    named = _named(line, proper)
    compared = _apart(comparisons(_blank(text, dated)), [*dated, *titled, *_bounds(named)])
    taken = [*dated, *titled, *_bounds(named), *compared]
    counted = numbers(_blank(text, taken))
    items = [
        *named,
        *((start, end, "title") for start, end in titled),
        *((start, end, "date") for start, end in dated),
        *((start, end, "comparison") for start, end in compared),
        *((start, end, "number") for start, end in counted),
    ]
    items = _with_quotations(items, sentence, article)
    at = sentence.start
    ordered = sorted(items, key=lambda item: (item[0], -item[1]))
    return tuple(Span(at + start, at + end, role) for start, end, role in ordered)


def _named(line: list[Word], proper: list[Proper]) -> list[tuple[int, int, str]]:
    return [
        (line[item.first].start, line[item.last].end, item.kind)
        for item in proper
        if item.kind != TITLE
    ]


def _bounds(items: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in items]


def _apart(items: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items that touch nothing taken."""
    return [
        (start, end)
        for start, end in items
        if all(end <= other_start or other_end <= start for other_start, other_end in taken)
    ]


def _blank(text: str, stretches: list[tuple[int, int]]) -> str:
    """The text with stretches blanked, same length, so that offsets stay true."""
    for start, end in stretches:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _with_quotations(
    items: list[tuple[int, int, str]], sentence: Sentence, article: Article
) -> list[tuple[int, int, str]]:
    """The items with quotations added; the title of a work in marks becomes one name."""
    parts = quoted_parts(article.text, sentence.start, sentence.end)
    if sentence.kind == "quote" and not parts:
        return [*items, (0, len(sentence.text), "quotation")]
    for part in parts:
        start = max(part.start, sentence.start) - sentence.start
        end = min(part.end, sentence.end) - sentence.start
        inner = sentence.text[start:end]
        bare = inner.strip(_MARKS + " ,.")
        offset = start + inner.find(bare)
        if _is_work(bare):
            work = (offset, offset + len(bare))
            items = [item for item in items if item[1] <= work[0] or work[1] <= item[0]]
            items.append((*work, "name"))
        elif _is_speech(part, sentence, bare, start):
            items = [item for item in items if not _crosses(item, start, end)]
            items.append((start, end, "quotation"))
    return items


def _crosses(item: tuple[int, int, str], start: int, end: int) -> bool:
    """Whether an item lies partly inside a stretch and partly outside."""
    inside = start <= item[0] and item[1] <= end
    outside = item[1] <= start or end <= item[0]
    return not inside and not outside


def _is_work(words: str) -> bool:
    """Whether quoted words are written like a title: “The Salt Road”."""
    parts = words.split()
    longer = [part for part in parts if len(part) > 3]
    return (
        2 <= len(parts) <= 10
        and words[-1:] not in tuple("?!,")
        and parts[0][:1].isupper()
        and parts[-1][:1].isupper()
        and all(part[:1].isupper() or part[:1].isdigit() for part in longer)
    )


def _is_speech(part: Quotation, sentence: Sentence, words: str, start: int) -> bool:
    """Whether quoted words are somebody's, not a scare quote or a nickname."""
    if not words:
        return False
    if part.continues or part.start < sentence.start or part.end > sentence.end:
        return True
    if len(words.split()) >= _WORDS_OF_SPEECH:
        return True
    before = sentence.text[:start].lower().split()
    if before and before[-1] in {"so-called", "nicknamed", "dubbed", "titled", "entitled"}:
        return False
    spoken = verb_forms("speech_verbs")
    after = sentence.text[start + len(words) :].lower().replace(",", " ").split()[:6]
    return any(word.strip(",:;") in spoken or word in _NAMING for word in [*before, *after])


def _reason(spans: tuple[Span, ...]) -> str:
    """ "4 things to tick: 2 names, 1 date, 1 number." """
    counts = {kind: sum(span.role == kind for span in spans) for kind in KINDS}
    parts = [
        f"{count} {kind if count == 1 else KINDS[kind]}" for kind, count in counts.items() if count
    ]
    things = "1 thing" if len(spans) == 1 else f"{len(spans)} things"
    return f"{things} to tick: {', '.join(parts)}."
