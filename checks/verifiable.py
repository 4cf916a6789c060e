"""Verifiable: could evidence settle it?

``yes`` for an event, number, date, place, law, vote or record, ``partly`` for a checkable part
inside a judgement, ``no`` for opinion, forecast, exhortation, question, and generalities that
nothing could contradict. The content is judged, not the act of saying it: who is said to have
said it is blanked first.

Two fitted models answer, one for speech ("I think we…") and one for writing; the article's own
share of speech says how far each is to be heard. The signs in ``signs.py`` give the reasons.
Both models were fitted by ``checks/fit/verifiable.py``.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from articles.records import Article, Sentence
from checks.lexicon import lexicon
from checks.models.linear import calibrated, gram_scores
from checks.models.storage import weights
from checks.models.surface import SPEECH
from checks.records import Answer, Finding, Span
from checks.reporting import attributions
from checks.signs import FACTS, Sign, amount, signs
from checks.wording import sentence_grams, sentence_numbers

#: The question as a reviewer is asked.
ASKS = "could evidence settle it?"

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The council approved the dam by 41 votes to 9 on 3 June 2019.", "yes"),
    ("The striker missed the last four matches with a torn calf.", "yes"),
    ("Neighbours said the alarm had rung for an hour.", "yes"),
    ("The enzyme breaks down lactose in the gut.", "yes"),
    ("The ferry company has been owned by a Danish fund since 2014.", "yes"),
    ("The hopelessly late ferry carried 310 passengers.", "partly"),
    ("The senator called the bill a disgrace.", "no"),
    ("A wider war could follow.", "no"),
    ("Such ties underscore the interconnected nature of global trade.", "no"),
    ("We must act.", "no"),
    ("Where did the money go?", "no"),
    ("It was a performance of rare tenderness.", "no"),
    ("The economy is expected to shrink next year.", "no"),
]

#: Articles with a smaller share of spoken sentences than the first are writing, with a larger
#: one than the second speech; in between both models are heard. Of political news, which quotes
#: much, 95 in 100 articles lie below 0.41, half below 0.15; debates have 0.72.
_WRITING, _SPEECH = 0.4, 0.55
#: A text of few sentences says little of its kind: as if this many written ones stood beside.
_SENTENCES_BEFORE, _SHARE_BEFORE = 4, 0.25
#: In writing a question claims nothing, whatever it mentions: its log-odds are at most this.
_QUESTION = re.compile(r"\?[\"”’')]*\s*$")
_ASKED = -2.0
#: A forecast that rests on no date, number or act that came before it, likewise.
_FORECAST = -0.5
#: Signs of fact that a forecast can hold without becoming checkable.
_SETTLE_NOTHING = {"a name or place", "a law, vote or office"}
#: A source further from its cue than this many characters has a clause of its own between.
_SOURCE_AND_CUE = 120
_TOLD = re.compile(r"[^,;.:\"“”]{0,60}?\bthat\b")
_PIECE = re.compile(r"[^.!?\n]+")
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?")


class _Judged(NamedTuple):
    """``verifiable`` is a probability; ``margin`` is above 0 for yes and partly.

    For speech, whose crowd labels are noisy and mostly no, the threshold was chosen for both
    classes to be found alike, which is below even odds.
    """

    verifiable: float
    margin: float
    mixed: bool


def check(sentence: Sentence, article: Article) -> Finding:
    """Whether evidence could settle the sentence; spans ``fact`` and ``judgement``."""
    content = _content(sentence, article)
    found = signs(content)
    judged = _judge(sentence.text, _tidy(content), speech_share(article.text), found)
    facts = sorted((sign for sign in found if sign.rule in FACTS), key=amount, reverse=True)
    judgements = sorted((sign for sign in found if sign.rule not in FACTS), key=amount)
    weighing = _weighing(judgements, content)
    answer: Answer = "no"
    if judged.margin >= 0:
        answer = "partly" if judged.mixed and weighing else "yes"
    reason = _reason(answer, _strongest(facts, content), weighing)
    score = judged.verifiable if judged.margin >= 0 else 1 - judged.verifiable
    spans = _spans(facts, "fact", sentence) + _spans(judgements, "judgement", sentence)
    return Finding("verifiable", answer, "", round(score, 2), reason, spans)


@lru_cache(maxsize=64)
def speech_share(text: str) -> float:
    """The share of a text's sentences in which somebody says I, we or you, 0 to 1.

    Tells a debate, a speech, an interview from an article. Sentences are cut roughly, at
    full stops and line ends.
    """
    pieces = [piece for piece in _PIECE.findall(text.lower().replace("’", "'")) if len(piece) > 2]
    spoken = sum(not SPEECH.isdisjoint(_LETTERS.findall(piece)) for piece in pieces)
    return (spoken + _SENTENCES_BEFORE * _SHARE_BEFORE) / (len(pieces) + _SENTENCES_BEFORE)


def _judge(text: str, content: str, share: float, found: tuple[Sign, ...]) -> _Judged:
    """What the models make of a sentence, its words with and without who is said to say it."""
    stored = weights("verifiable")
    as_speech = min(max((share - _WRITING) / (_SPEECH - _WRITING), 0), 1)
    probability = margin = 0.0
    if as_speech > 0:
        grams = gram_scores(stored["speech_grams"], sentence_grams(text), 1)[0]
        score = float(grams) + _score(text, stored, "speech")
        probability += as_speech * _calibrated(score, stored["speech_curve"])
        margin += as_speech * (score - float(stored["speech_threshold"]))
    if as_speech < 1:
        score = _score(content, stored, "writing")
        if _QUESTION.search(text):
            score = min(score, _ASKED)
        if _is_bare_forecast(found):
            score = min(score, _FORECAST)
        probability += (1 - as_speech) * _calibrated(score, stored["writing_curve"])
        margin += (1 - as_speech) * score
    mixed = _score(content, stored, "mixed") > stored["mixed_threshold"]
    return _Judged(probability, margin, bool(mixed))


def _is_bare_forecast(found: tuple[Sign, ...]) -> bool:
    """Whether what lies ahead is all there is: whom it names can be looked up, but not that."""
    facts = {sign.rule.what for sign in found if sign.rule in FACTS}
    return facts <= _SETTLE_NOTHING and any(sign.rule.what == "a forecast" for sign in found)


def _score(text: str, stored: dict[str, np.ndarray], model: str) -> float:
    """The part of a model's log-odds that comes from the numbers of a sentence."""
    return float(sentence_numbers(text) @ stored[f"{model}_dense"] + stored[f"{model}_bias"])


def _calibrated(score: float, curve: np.ndarray) -> float:
    return float(calibrated(np.array([score]), curve)[0])


def _content(sentence: Sentence, article: Article) -> str:
    """The sentence with the sources and cues of what it reports blanked, same length.

    What stands between a source and its cue goes with them ("Paz, 61, said"), and so does
    whom it was told and when ("told a crowd in Dayton on Monday that").
    """
    text = sentence.text
    for attribution in attributions(article.text, sentence.start, sentence.end)[:3]:
        if attribution.detail == "passive":
            continue
        parts = [part for part in (attribution.cue, attribution.source) if part]
        start = min(part[0] for part in parts) - sentence.start
        end = max(part[1] for part in parts) - sentence.start
        if end - start <= _SOURCE_AND_CUE:
            parts = [(start + sentence.start, end + sentence.start)]
        for part in parts:
            text = _blank(text, part[0] - sentence.start, part[1] - sentence.start)
        told = _TOLD.match(sentence.text, attribution.cue[1] - sentence.start)
        if told:
            text = _blank(text, *told.span())
    return text


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]


def _tidy(content: str) -> str:
    """The content without its blanks and the marks they leave in front; what is left of one
    or two words is no content, and the whole is kept."""
    words = " ".join(content.replace("\x00", "").split()).lstrip(" ,;:.")
    return words if words.count(" ") > 1 else content.replace("\x00", "")


def content_of(text: str) -> str:
    """The content of a sentence standing alone, as the models are shown it."""
    sentence = Sentence(1, "body", 0, len(text), text)
    alone = Article("", "", "", "", "", "en", text, (), "", "", (sentence,))
    return _tidy(_content(sentence, alone))


def _spans(found: list[Sign], role: str, sentence: Sentence) -> tuple[Span, ...]:
    return tuple(
        Span(sentence.start + start, sentence.start + end, role)
        for sign in found
        for start, end in sign.places[:3]
    )


def _reason(answer: Answer, fact: str, judgement: str) -> str:
    """One sentence that quotes the strongest words on the side, or sides, that count."""
    if answer == "yes":
        states = fact or "something that happened or holds"
        return f"It states {states}, which evidence could settle."
    if answer == "partly":
        states = fact or "something that happened or holds"
        return f"It mixes {states}, which can be checked, with {judgement}, which cannot."
    if judgement:
        verb = "rests on" if judgement.startswith("a word") else "is"
        return f"It {verb} {judgement}: evidence could not settle it."
    if fact:
        return f"It mentions {fact}, but what it says of it is a view, a hope or a generality."
    return "It names no event, number, date, law or record that evidence could settle."


def _strongest(found: list[Sign], content: str) -> str:
    """What the weightiest sign is called, and the words that show it."""
    if not found:
        return ""
    start, end = found[0].places[0]
    return f"{found[0].rule.what} ('{' '.join(content[start:end].split())}')"


def _weighing(judgements: list[Sign], content: str) -> str:
    """The weightiest judgement; else a loaded or evaluative word; else nothing."""
    if judgements:
        return _strongest(judgements, content)
    for found in lexicon(content):
        if found.kind != "rhetoric":
            return f"a word that takes sides ('{content[found.start : found.end]}')"
    return ""
