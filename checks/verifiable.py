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
from checks.wording import Wording, wording

ASKS = "could evidence settle it?"

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("The council approved the dam by 41 votes to 9 on 3 June 2019.", "yes"),
    ("The striker missed the last four matches with a torn calf.", "yes"),
    ("Neighbours said the alarm had rung for an hour.", "yes"),
    ("The enzyme breaks down lactose in the gut.", "yes"),
    ("The ferry company has been owned by a Danish trust since 2014.", "yes"),
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
#: one than the second speech; in between both models are heard. News has 0.2 at the median and
#: 0.5 at the 90th percentile, debates 0.73.
_WRITING, _SPEECH = 0.45, 0.65
#: A text of few sentences says little of its kind: as if this many written ones stood beside.
_SENTENCES_BEFORE, _SHARE_BEFORE = 4, 0.25
_PIECE = re.compile(r"[^.!?\n]+")
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?")


class _Judged(NamedTuple):
    """``verifiable`` is a probability; ``margin`` is above 0 for yes and partly.

    Speech is answered yes well below even odds: its labels are scarce and noisy, and the
    threshold was chosen for both classes to be found alike.
    """

    verifiable: float
    margin: float
    mixed: bool


def check(sentence: Sentence, article: Article) -> Finding | None:
    """Whether evidence could settle the sentence; spans ``fact`` and ``judgement``."""
    if not sentence.text.strip():
        return None
    content = _content(sentence, article)
    judged = _judge(sentence.text, _tidy(content), speech_share(article.text))
    found = signs(content)
    facts = sorted((sign for sign in found if sign.rule in FACTS), key=amount, reverse=True)
    judgements = sorted((sign for sign in found if sign.rule not in FACTS), key=amount)
    answer: Answer = "no" if judged.margin < 0 else "partly" if judged.mixed else "yes"
    reason = _reason(answer, _strongest(facts, content), _weighing(judgements, content))
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


def _judge(text: str, content: str, share: float) -> _Judged:
    """What the models make of a sentence, its words with and without who is said to say it."""
    stored = weights("verifiable")
    as_speech = min(max((share - _WRITING) / (_SPEECH - _WRITING), 0), 1)
    probability = margin = 0.0
    if as_speech > 0:
        score = speech_score(wording(text), stored)
        probability += as_speech * _calibrated(score, stored["speech_curve"])
        margin += as_speech * (score - float(stored["speech_threshold"]))
    seen = wording(content)
    if as_speech < 1:
        score = dense_score(seen, stored, "writing")
        probability += (1 - as_speech) * _calibrated(score, stored["writing_curve"])
        margin += (1 - as_speech) * score
    mixed = dense_score(seen, stored, "mixed") > stored["mixed_threshold"]
    return _Judged(probability, margin, bool(mixed))


def speech_score(seen: Wording, stored: dict[str, np.ndarray]) -> float:
    """The log-odds that crowds call a sentence of a debate factual."""
    grams = gram_scores(stored["speech_grams"], seen.grams, 1)[0]
    return float(grams) + dense_score(seen, stored, "speech")


def dense_score(seen: Wording, stored: dict[str, np.ndarray], model: str) -> float:
    """The part of a model's log-odds that comes from ``Wording.dense``."""
    return float(seen.dense @ stored[f"{model}_dense"] + stored[f"{model}_bias"])


def _calibrated(score: float, curve: np.ndarray) -> float:
    return float(calibrated(np.array([score]), curve)[0])


def _content(sentence: Sentence, article: Article) -> str:
    """The sentence with the sources and cues of what it reports blanked, same length."""
    text = sentence.text
    for attribution in attributions(article.text, sentence.start, sentence.end)[:3]:
        if attribution.detail == "passive":
            continue
        for part in (attribution.cue, attribution.source):
            if part:
                a, b = part[0] - sentence.start, part[1] - sentence.start
                text = text[:a] + "\x00" * (b - a) + text[b:]
    return text


def _tidy(content: str) -> str:
    """The content without its blanks, and without the marks and "that" they leave in front."""
    words = " ".join(content.replace("\x00", "").split())
    words = words.lstrip(" ,;:.").removeprefix("that ")
    return words or content.replace("\x00", "")


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
        weighed = judgement or "the writer's own view of it"
        states = fact or "something that happened or holds"
        return f"It mixes {states}, which can be checked, with {weighed}, which cannot."
    if judgement:
        return f"It is {judgement}: evidence could not settle it."
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
