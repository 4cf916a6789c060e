"""The checks: what the program proposes for each sentence, and why."""

from dataclasses import dataclass
from types import ModuleType

from articles.language import language_name
from articles.records import Article, Sentence
from checks import (
    attributed,
    causes,
    facts,
    forecasts,
    hearsay,
    names,
    numbers,
    opinion,
    quotation,
    sourced,
    superlatives,
    times,
    verifiable,
)
from checks.records import Answer, Finding

#: The three questions, which every sentence answers, in the order a reviewer is asked.
QUESTIONS = [attributed, sourced, verifiable]

#: Every check; those after the questions are quiet where they have nothing to say. A new check is
#: a module and a line here.
CHECKS = [
    *QUESTIONS,
    facts,
    quotation,
    hearsay,
    names,
    numbers,
    times,
    superlatives,
    causes,
    forecasts,
    opinion,
]

#: What the desk's checks find that is good to know and raises no question.
_GOOD_TO_KNOW = frozenset({"resolves", "forecast", "hedge"})

#: The kinds of line the checks give no answer for, and why, as a person reads it.
#: A headline is skipped on the walk, but a person may bring it back, and it does claim something.
WHY_UNANSWERED = {
    "heading": "A heading orders the text and makes no claim of its own.",
    "promo": "A pointer to another article makes no claim of this one.",
    "boilerplate": "A line of the site's own, not of the article.",
}


@dataclass(frozen=True, slots=True)
class Help:
    """What a check asks, and sentences that show what it takes for what: (text, answer).

    An answer of None means that the check has nothing to say.
    """

    asks: str
    examples: tuple[tuple[str, Answer | None], ...]


def help_texts() -> dict[str, Help]:
    """What stands beside each check on the page: name of the check -> help."""
    return {_name(module): Help(module.ASKS, tuple(module.EXAMPLES)) for module in CHECKS}


def propose(article: Article) -> dict[int, dict[str, Finding]]:
    """What the checks answer for every sentence: position -> name of the check -> finding.

    The three questions always answer; the other checks are missing where they are quiet.
    Headings, promos and boilerplate get ``n/a``, and so does every sentence of an
    article known to be in a language the checks do not read.
    """
    return {sentence.position: _propose(sentence, article) for sentence in article.sentences}


def asks_something(finding: Finding) -> bool:
    """Whether a finding asks something of the writer or the reviewer.

    Of the three questions no and partly do; of the other checks a yes that is more than good to
    know: a partly is a guess. Facts are ticked and ask nothing.
    """
    if finding.check in map(_name, QUESTIONS):
        return finding.answer in {"no", "partly"}
    asks = finding.answer == "yes" and finding.detail not in _GOOD_TO_KNOW
    return asks and finding.check != "facts"


def _propose(sentence: Sentence, article: Article) -> dict[str, Finding]:
    unread = _why_not(sentence, article)
    if unread:
        return {name: Finding(name, "n/a", "", 1.0, unread) for name in map(_name, QUESTIONS)}
    findings = {_name(module): module.check(sentence, article) for module in CHECKS}
    return {name: finding for name, finding in findings.items() if finding is not None}


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _why_not(sentence: Sentence, article: Article) -> str:
    """Why the checks leave a sentence alone, or nothing."""
    if sentence.kind in WHY_UNANSWERED:
        return WHY_UNANSWERED[sentence.kind]
    language = article.language.lower().replace("_", "-").split("-")[0]
    if language and language != "en":
        return f"The text is in {language_name(language)}; the checks read English only."
    return ""
