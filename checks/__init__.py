"""The checks: what the program proposes for each sentence, and why."""

from articles.language import language_name
from articles.records import SET_ASIDE, Article, Sentence
from checks import attributed, sourced, verifiable
from checks.records import Finding

#: Every check, in the order a reviewer is asked. A new check is a module and a line here.
CHECKS = [attributed, sourced, verifiable]

_SET_ASIDE_REASONS = {
    "headline": "A headline is not checked: the article makes its claims in full below.",
    "heading": "A heading orders the text and makes no claim of its own.",
    "promo": "A pointer to another article makes no claim of this one.",
    "boilerplate": "A line of the site's own, not of the article.",
}


def propose(article: Article) -> dict[int, dict[str, Finding]]:
    """What the checks answer for every sentence: position -> name of the check -> finding.

    Headlines, headings, promos and boilerplate get ``n/a``, and so does every sentence of an
    article known to be in a language the checks do not read.
    """
    return {sentence.position: _propose(sentence, article) for sentence in article.sentences}


def _propose(sentence: Sentence, article: Article) -> dict[str, Finding]:
    unread = _why_not(sentence, article)
    findings = {}
    for module in CHECKS:
        name = module.__name__.rpartition(".")[2]
        findings[name] = (
            Finding(name, "n/a", "", 1.0, unread) if unread else module.check(sentence, article)
        )
    return findings


def _why_not(sentence: Sentence, article: Article) -> str:
    """Why the checks leave a sentence alone, or nothing."""
    if sentence.kind in SET_ASIDE:
        return _SET_ASIDE_REASONS[sentence.kind]
    language = article.language.lower().replace("_", "-").split("-")[0]
    if language and language != "en":
        return f"The text is in {language_name(language)}; the checks read English only."
    return ""
