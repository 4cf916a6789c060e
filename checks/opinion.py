"""Opinion: does the writer take sides, by the choice of words or by arguing?

Quiet unless a sentence is subjective: ``yes`` where it clearly is, ``partly`` where it may be.
``loaded`` where words take a side that neutral ones would not ("regime", "so-called"), else
``opinion``. Opinions that are reported of others are for attributed to show, not for this.

The model was fitted by ``checks/fit/opinion.py``; the words shown come from ``lexicon.py``.
"""

import numpy as np

from articles.records import Article, Sentence
from checks.lexicon import Found, lexicon
from checks.models.linear import calibrated, gram_scores
from checks.models.storage import weights
from checks.records import Answer, Finding, Span
from checks.wording import sentence_grams, sentence_numbers

ASKS = "does the writer take sides?"

#: Sentences for the tests and for readers: (sentence, answer).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("This shameless regime has never been anything but a gang of crooks.", "yes"),
    ("It is time to end this ludicrous charade.", "yes"),
    ("What a pathetic excuse for a museum!", "yes"),
    ("Make no mistake: the so-called reform is a betrayal of every honest patient.", "yes"),
    ("The truth is that our football has been ruined by greed.", "yes"),
    ("Only a fool would trust these people with a hospital.", "partly"),
    ("The council approved the dam by 41 votes to 9 on 3 June 2019.", None),
    ("The striker missed the last four matches with a torn calf.", None),
    ("Inflation slowed to 2.3 percent in May, the statistics office said.", None),
    ("Researchers fitted collars to nineteen wolves.", None),
    ("The court in Nairobi will hear the case on Monday.", None),
    ("The bakery opened in 1911 and employs eleven people.", None),
]

#: A sentence is ``yes`` where this share of such sentences was subjective, else ``partly``.
_CLEAR = 0.65
_SHOWN = 3


def check(sentence: Sentence, article: Article) -> Finding | None:
    """Whether the sentence takes sides; spans have the role ``loaded`` or ``opinion``."""
    if not sentence.text.strip():
        return None
    stored = weights("opinion")
    score = _score(sentence.text, stored)
    if score < 0:
        return None
    subjective = float(calibrated(np.array([score]), stored["curve"])[0])
    answer: Answer = "yes" if subjective >= _CLEAR else "partly"
    found = lexicon(sentence.text)
    loaded = [entry for entry in found if entry.kind == "loaded"]
    shown = loaded or [entry for entry in found if entry.kind == "evaluative"] or found
    detail = "loaded" if loaded else "opinion"
    spans = tuple(
        Span(sentence.start + entry.start, sentence.start + entry.end, detail) for entry in shown
    )
    reason = _reason(answer, [_quote(entry, sentence) for entry in shown[:_SHOWN]], detail)
    return Finding("opinion", answer, detail, round(subjective, 2), reason, spans)


def _score(text: str, stored: dict[str, np.ndarray]) -> float:
    """The log-odds that readers call a sentence subjective; above 0 it is answered so."""
    grams = gram_scores(stored["grams"], sentence_grams(text), 1)[0]
    return float(grams + sentence_numbers(text) @ stored["opinion_dense"] + stored["opinion_bias"])


def _reason(answer: Answer, words: list[str], detail: str) -> str:
    """One sentence that quotes the words, each once."""
    reads = "reads as opinion" if answer == "yes" else "may be read as opinion"
    if not words:
        return f"It {reads}: it argues or weighs up rather than reports."
    quoted = ", ".join(dict.fromkeys(f"'{word}'" for word in words))
    if detail == "loaded":
        return (
            f"It {reads}: a more neutral word than {quoted} would leave the judging to the reader."
        )
    return f"It {reads}: see {quoted}, which evidence can neither show nor refute."


def _quote(entry: Found, sentence: Sentence) -> str:
    return " ".join(sentence.text[entry.start : entry.end].split())
