"""Attributed: whose claim is it, if not the writer's?

``yes``/``named`` where somebody identified speaks, ``partly``/``anonymous`` where the speaker
cannot be asked, ``partly``/``passive`` where none is given, ``no``/``none`` where the writer
speaks. How cues and speakers are found: ``reporting.py`` and ``speakers.py``.
"""

from articles.records import Article, Sentence
from checks.quotations import Quotation, quoted_parts
from checks.records import Answer, Finding, Span
from checks.reporting import Attribution, attributions
from checks.wordlists import grammar

#: Shorter quotations inside a sentence are titles, nicknames and scare quotes, not speech.
_WORDS_OF_SPEECH = 4
#: How many sentences around a quotation are searched for its speaker.
_NEIGHBOURS = 4

#: The question as a reviewer is asked.
ASKS = "whose claim is it, if not the writer’s?"

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer]] = [
    ("The dam is safe, engineer Rosa Lind said.", "yes"),
    ("The dam is safe, according to senior officials.", "partly"),
    ("The dam is widely believed to be safe.", "partly"),
    ("The dam was built in 1931.", "no"),
    ("The claims department moved to Leeds.", "no"),
]


def check(sentence: Sentence, article: Article) -> Finding:
    """Whether the sentence is somebody's claim; spans ``source``, ``cue``, ``content``."""
    found = attributions(article.text, sentence.start, sentence.end)
    quotations = _speech(sentence, article)
    if found:
        return _reported(found[0], quotations, sentence, article)
    if quotations or sentence.kind == "quote":
        return _quoted(quotations, sentence, article)
    return Finding("attributed", "no", "none", 0.7, "No one is cited: the writer speaks.")


def _reported(
    best: Attribution, quotations: list[Quotation], sentence: Sentence, article: Article
) -> Finding:
    content = _content(best, quotations, sentence, article)
    spans = [Span(*best.source, "source")] if best.source else []
    spans += [Span(*best.cue, "cue"), *content]
    cue = article.text[slice(*best.cue)]
    if best.detail == "passive":
        reason = f"'{cue}' does not say by whom."
        return Finding("attributed", "partly", "passive", best.score, reason, tuple(spans))
    source = _shorten(article.text[slice(*best.source)])
    if best.detail == "anonymous":
        verb = "is" if source.lower().startswith(("a ", "an ", "one ", "another ")) else "are"
        reason = f"'{source}' {verb} not named, so a reader cannot ask them ('{cue}')."
        return Finding("attributed", "partly", "anonymous", best.score, reason, tuple(spans))
    reason = f"'{source}' is given as the source ('{cue}')."
    if source.lower() in grammar("pronouns") | grammar("possessives"):
        reason = f"'{source}' is given as the source ('{cue}'); the text around it says who."
    return Finding("attributed", "yes", "named", best.score, reason, tuple(spans))


def _quoted(quotations: list[Quotation], sentence: Sentence, article: Article) -> Finding:
    """A quotation without a cue of its own belongs to the speaker next to it."""
    spans = tuple(_cut(quotation, sentence) for quotation in quotations)
    spans = spans or (Span(sentence.start, sentence.end, "content"),)
    speaker = _speaker_nearby(quotations, sentence, article)
    if speaker is None:
        reason = "It is a quotation; its speaker is not given nearby."
        return Finding("attributed", "yes", "named", 0.6, reason, spans)
    source = _shorten(article.text[slice(*speaker.source)])
    if speaker.detail == "anonymous":
        reason = f"It is part of a quotation of '{source}', who are not named."
        return Finding("attributed", "partly", "anonymous", 0.75, reason, spans)
    reason = f"It is part of a quotation of '{source}'."
    return Finding("attributed", "yes", "named", 0.85, reason, spans)


def _speech(sentence: Sentence, article: Article) -> list[Quotation]:
    """The quotations in the sentence that are speech, not a title or a scare quote."""
    return [
        quotation
        for quotation in quoted_parts(article.text, sentence.start, sentence.end)
        if quotation.continues
        or len(article.text[quotation.start : quotation.end].split()) >= _WORDS_OF_SPEECH
        or (quotation.start <= sentence.start and sentence.end <= quotation.end)
    ]


def _speaker_nearby(
    quotations: list[Quotation], sentence: Sentence, article: Article
) -> Attribution | None:
    """The nearest attribution with a speaker.

    Looks back first ('"…," said Khan. "…"'), but ahead first where a quotation opens a
    paragraph and runs on ('"One. Two," said Khan').
    """
    index = sentence.position - 1
    before = article.sentences[max(0, index - _NEIGHBOURS) : index][::-1]
    after = article.sentences[index + 1 : index + 1 + _NEIGHBOURS]
    ahead = _opens_here(quotations, sentence, article)
    for neighbour in (*after, *before) if ahead else (*before, *after[:1]):
        for found in attributions(article.text, neighbour.start, neighbour.end):
            if found.source:
                return found
    return None


def _opens_here(quotations: list[Quotation], sentence: Sentence, article: Article) -> bool:
    """Whether the sentence opens a paragraph with a new quotation that runs past its end."""
    before = article.text[max(0, sentence.start - 1) : sentence.start]
    opens_paragraph = before in {"", "\n"}
    return opens_paragraph and any(
        not quotation.continues and quotation.end > sentence.end for quotation in quotations
    )


def _content(
    best: Attribution, quotations: list[Quotation], sentence: Sentence, article: Article
) -> list[Span]:
    """What is reported: the quotation, else the side of the cue that holds the clause."""
    if quotations:
        return [_cut(quotation, sentence) for quotation in quotations]
    left = min(best.cue, best.source or best.cue)[0]
    right = max(best.cue, best.source or best.cue, key=lambda part: part[1])[1]
    before = _trim(article.text, sentence.start, left)
    after = _trim(article.text, right, sentence.end)
    aside = article.text[right : right + 1] == "," and _is_long(before)
    sides = (before, after) if aside else (after,) if _is_long(after) else (before,)
    return [Span(*side, "content") for side in sides if _is_long(side)]


def _is_long(stretch: tuple[int, int]) -> bool:
    return stretch[1] - stretch[0] > 3


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the spaces, commas and full stops at its ends, and without "that"."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" ,;:.—–\n\t"))
    end -= len(piece) - len(piece.rstrip(" ,;:.—–\n\t"))
    if text[start : start + 5] == "that ":
        start += 5
    if text[max(start, end - 4) : end] in {", as", " as"}:
        end -= 4
    return start, max(start, end)


def _cut(quotation: Quotation, sentence: Sentence) -> Span:
    start, end = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
    return Span(start, end, "content")


def _shorten(words: str) -> str:
    """A source as a reason quotes it: one line, not longer than a line."""
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:59] + "…"
