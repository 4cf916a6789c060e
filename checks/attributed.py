"""Attributed: whose claim is it, if not the writer's?

``yes``/``named`` where somebody identified speaks, ``partly``/``anonymous`` where the speaker
cannot be asked, ``partly``/``passive`` where none is given, ``no``/``none`` where the writer
speaks. Whether a sentence is somebody's claim is decided by ``attribution_model.py``, which
weighs the words around it; who speaks is found by ``reporting.py`` and ``speakers.py``.
"""

from collections.abc import Iterator
from dataclasses import replace

from articles.records import Article, Sentence
from checks.attribution_model import Judgement, judge
from checks.quotations import Quotation, quoted_parts
from checks.records import Answer, Finding, Span
from checks.reporting import Attribution, attributions
from checks.span_ends import mended
from checks.speakers import WORDS_OF_SPEECH, identify, may_go_on
from checks.tokens import tokens
from checks.wordlists import grammar

ASKS = "whose claim is it, if not the writer's?"

#: How many sentences around a quotation are searched for its speaker.
_NEIGHBOURS = 4

#: From these scores on, a rule that finds a named or another speaker needs no second opinion.
_SURE, _SURE_OF_HIDDEN = 0.8, 0.7
#: In texts of fewer sentences, a sentence is nobody's claim unless it says itself who speaks, and
#: "I" is the writer; in longer ones "I" may be answering questions.
_CONTEXT = 3

#: Words that stand for things said, not for who says them.
_NO_SPEAKERS = frozenset({"that", "this", "it", "which", "what"})

#: Sentences for the tests, for readers and for the help on the page: (text, answer for its last
#: sentence).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The dam is safe, engineer Rosa Lind said.", "yes"),
    ("According to the port authority, 40 ships were turned away.", "yes"),
    ("Coach Anneli Berg believes her side can still go up.", "yes"),
    ("“Nobody told us the beach was closed,” the lifeguard's union wrote.", "yes"),
    ("The dam is safe, according to senior officials.", "partly"),
    ("Analysts expect the airline to cut its fares.", "partly"),
    ("The dam is widely believed to be safe.", "partly"),
    ("It was reported that the vaccine had gone bad in transit.", "partly"),
    ("The dam was built in 1931.", "no"),
    ("The claims department moved to Leeds.", "no"),
    ("Nakata scored twice in the second half.", "no"),
    ("The glacier has lost a third of its ice since 1990.", "no"),
    ("Her novel “The Salt Road” was printed in Leeds.", "no"),
    ("The court sits in an old customs house by the river.", "no"),
]


def check(sentence: Sentence, article: Article) -> Finding:
    """Whether the sentence is somebody's claim; spans ``source``, ``cue``, ``content``."""
    found = attributions(article.text, sentence.start, sentence.end)
    finding = _check(sentence, article)
    spans = mended(finding.spans, found[0] if found else None, sentence, article)
    return replace(finding, spans=spans)


def _check(sentence: Sentence, article: Article) -> Finding:
    judgement = judge(article)[sentence.position - 1]
    found = attributions(article.text, sentence.start, sentence.end)
    if not (judgement.attributed or sentence.kind == "quote" or _is_sure(found)):
        return _nobody(judgement)
    if found:
        return _reported(found[0], judgement, sentence, article)
    quotations = _speech(sentence, article)
    if quotations or sentence.kind == "quote":
        return _quoted(quotations, judgement, sentence, article)
    return _read_off(judgement, sentence, article)


def _is_sure(found: tuple[Attribution, ...]) -> bool:
    """Whether a rule needs no second opinion.

    People often leave wordings that hide the speaker unmarked in text to learn from
    ("reportedly"): where the model says no to one of these, every second was marked.
    """
    if not found:
        return False
    return found[0].score >= (_SURE if found[0].detail == "named" else _SURE_OF_HIDDEN)


def _nobody(judgement: Judgement) -> Finding:
    score = max(0.5, 1 - judgement.probability)
    return Finding("attributed", "no", "none", score, "No one is cited: the writer speaks.")


def _reported(
    best: Attribution, judgement: Judgement, sentence: Sentence, article: Article
) -> Finding:
    """A sentence that says itself who speaks, or that somebody does."""
    spans = _spans(best, judgement, sentence, article)
    cue = article.text[slice(*best.cue)]
    if best.detail == "passive":
        reason = f"'{cue}' does not say by whom."
        return _finding("passive", judgement, reason, spans)
    source = _shorten(article.text[slice(*best.source)])
    if best.detail == "anonymous":
        reason = f"{_not_named(source)} ('{cue}')."
        return _finding("anonymous", judgement, reason, spans)
    reason = f"'{source}' is given as the source ('{cue}')."
    if source.lower() in grammar("pronouns") | grammar("possessives"):
        reason = f"'{source}' is given as the source ('{cue}'); the text around it says who."
    return _finding("named", judgement, reason, spans)


def _quoted(
    quotations: list[Quotation], judgement: Judgement, sentence: Sentence, article: Article
) -> Finding:
    """A quotation without a cue of its own belongs to the speaker next to it."""
    spans = judgement.spans or tuple(_cut(quotation, sentence) for quotation in quotations)
    spans = spans or (Span(sentence.start, sentence.end, "content"),)
    speaker = _speaker_nearby(quotations, sentence, article)
    if speaker is None:
        reason = "It is a quotation; its speaker is not given nearby."
        return _finding("named", judgement, reason, spans)
    source = _shorten(article.text[slice(*speaker.source)])
    if speaker.detail == "anonymous":
        reason = f"It is part of a quotation of '{source}', who are not named."
        return _finding("anonymous", judgement, reason, spans)
    return _finding("named", judgement, f"It is part of a quotation of '{source}'.", spans)


def _read_off(judgement: Judgement, sentence: Sentence, article: Article) -> Finding:
    """A claim in words the rules do not know: its source and cue as the model reads them."""
    text = article.text
    cue = _first(judgement.spans, "cue")
    source = _first(judgement.spans, "source")
    words = _shorten(text[source.start : source.end]) if source else ""
    identity = identify(tokens(text, source.start, source.end)) if source else "unclear"
    alone = len(article.sentences) < _CONTEXT
    # A source alone, of nothing and with no cue, is no attribution.
    partial = not source or len(judgement.spans) == 1
    if alone and (partial or identity == "writer" or words.lower() in _NO_SPEAKERS):
        return _nobody(judgement)
    verb = f" ('{_shorten(text[cue.start : cue.end])}')" if cue else ""
    if identity == "anonymous":
        return _finding("anonymous", judgement, f"{_not_named(words)}{verb}.", judgement.spans)
    if identity == "writer":
        reason = f"'{words}' speaks{verb}; the text around it says who."
        return _finding("named", judgement, reason, judgement.spans)
    if source:
        reason = f"'{words}' is given as the source{verb}."
        return _finding("named", judgement, reason, judgement.spans)
    if cue:
        reason = f"'{_shorten(text[cue.start : cue.end])}' does not say by whom."
        return _finding("passive", judgement, reason, judgement.spans)
    speaker = _speaker_before(sentence, article)
    if speaker:
        words = _shorten(text[slice(*speaker.source)])
        reason = f"It seems to go on with what '{words}' said."
        return _finding(speaker.detail, judgement, reason, judgement.spans)
    reason = "It reads as somebody's claim or intention, but nobody is given as its source."
    return _finding("passive", judgement, reason, judgement.spans)


def _finding(detail: str, judgement: Judgement, reason: str, spans: tuple[Span, ...]) -> Finding:
    answer: Answer = "yes" if detail == "named" else "partly"
    score = max(0.5, judgement.probability)
    return Finding("attributed", answer, detail, score, reason, spans)


def _not_named(source: str) -> str:
    verb = "is" if source.lower().startswith(("a ", "an ", "one ", "another ")) else "are"
    return f"'{source}' {verb} not named, so a reader cannot ask them"


def _spans(
    best: Attribution, judgement: Judgement, sentence: Sentence, article: Article
) -> tuple[Span, ...]:
    """Who, how and what: as the model reads it, and where it reads nothing as the rules do."""
    spans = list(judgement.spans)
    roles = {span.role for span in spans}
    if best.source and "source" not in roles and not _is_marked(best.source, judgement):
        spans.append(Span(*best.source, "source"))
    if "cue" not in roles:
        spans.append(Span(*best.cue, "cue"))
    if "content" not in roles:
        spans += _content(best, _speech(sentence, article), sentence, article)
    return tuple(sorted(spans))


def _is_marked(stretch: tuple[int, int], judgement: Judgement) -> bool:
    """Whether the model takes a word of the stretch for anything."""
    return any(span.start < stretch[1] and stretch[0] < span.end for span in judgement.spans)


def _first(spans: tuple[Span, ...], role: str) -> Span | None:
    return next((span for span in spans if span.role == role), None)


def _speech(sentence: Sentence, article: Article) -> list[Quotation]:
    """The quotations in the sentence that are speech, not a title or a scare quote."""
    return [
        quotation
        for quotation in quoted_parts(article.text, sentence.start, sentence.end)
        if quotation.continues
        or len(article.text[quotation.start : quotation.end].split()) >= WORDS_OF_SPEECH
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
    if after and "\n" in article.text[sentence.end : after[0].start] and not ahead:
        after = ()
    around = (*after, *before) if ahead else (*before, *after[:1])
    return next(
        (by for by, near in _speakers_in(around, article) if _may_speak(by, near, article)), None
    )


def _may_speak(by: Attribution, sentence: Sentence, article: Article) -> bool:
    """Whether who speaks in one sentence may speak a quotation in another: no document does."""
    return by.source is not None and may_go_on(
        article.text, by.source, sentence.start, sentence.end
    )


def _speaker_before(sentence: Sentence, article: Article) -> Attribution | None:
    """The speaker of a sentence before this one, in its paragraph or at the end of the last."""
    index = sentence.position - 1
    before = article.sentences[max(0, index - 2) : index][::-1]
    return next((by for by, _ in _speakers_in(before, article)), None)


def _speakers_in(
    sentences: tuple[Sentence, ...], article: Article
) -> Iterator[tuple[Attribution, Sentence]]:
    """The attributions with a speaker, in the order of the sentences, each with its own."""
    for sentence in sentences:
        for found in attributions(article.text, sentence.start, sentence.end):
            if found.source:
                yield found, sentence


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
