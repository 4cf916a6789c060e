"""The counts every format carries, and the three sentences made of them."""

from collections import Counter
from dataclasses import dataclass

from reviews.items import ANSWERS, ARTICLE_VERDICTS, QUESTIONS, VERDICTS
from reviews.records import Report, ReportSentence

#: Verdicts after which the article cannot stay as it is, or a reader cannot rely on it.
TO_CHANGE = ("wrong", "change", "unverifiable")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a report counts. Lines set aside count in ``set_aside`` only.

    ``answers`` maps a question to how many sentences people answered yes, partly, no, n/a, and
    how many are open; ``proposals_kept`` of ``proposals_decided`` answers are as proposed.
    """

    to_review: int
    done: int
    set_aside: int
    answers: dict[str, dict[str, int]]
    verdicts: dict[str, int]
    evidence: int
    notes: int
    proposals_decided: int
    proposals_kept: int


def reviewed(report: Report) -> list[ReportSentence]:
    """Return the sentences that make claims, in order."""
    return [sentence for sentence in report.sentences if not sentence.set_aside]


def to_change(report: Report) -> list[ReportSentence]:
    """Return the sentences whose verdict asks for something to be done, in order."""
    return [sentence for sentence in report.sentences if verdict(sentence) in TO_CHANGE]


def verdict(sentence: ReportSentence) -> str:
    """Return the verdict a person gave, empty where nobody has."""
    mark = sentence.decisions.get("verdict")
    return mark.value if mark else ""


def answer(sentence: ReportSentence, question: str) -> str:
    """Return the answer a person gave, empty where nobody has."""
    mark = sentence.decisions.get(question)
    return mark.value if mark else ""


def summary(report: Report) -> Summary:
    """Count what people decided. Proposals that nobody accepted count for nothing."""
    sentences = reviewed(report)
    decided = [
        (answer(sentence, question), sentence.proposals[question].answer)
        for sentence in sentences
        for question in QUESTIONS
        if answer(sentence, question) and question in sentence.proposals
    ]
    verdicts = Counter(verdict(sentence) for sentence in report.sentences)
    return Summary(
        to_review=len(sentences),
        done=sum(all(answer(one, question) for question in QUESTIONS) for one in sentences),
        set_aside=len(report.sentences) - len(sentences),
        answers={question: _answers(sentences, question) for question in QUESTIONS},
        verdicts={name: verdicts[name] for name in VERDICTS},
        evidence=sum(len(sentence.evidence) for sentence in report.sentences),
        notes=sum("note" in sentence.decisions for sentence in report.sentences),
        proposals_decided=len(decided),
        proposals_kept=sum(given == proposed for given, proposed in decided),
    )


def sentences(report: Report) -> list[str]:
    """Return the summary in three plain sentences."""
    counts = summary(report)
    if not any(sentence.history for sentence in report.sentences):
        return [
            "Nobody has decided anything yet; what follows are the program's proposals.",
            f"There {_are(counts.to_review, 'sentence')} to review.",
            "A proposal counts for nothing until a person has accepted it.",
        ]
    by = {question: counts.answers[question]["yes"] for question in QUESTIONS}
    return [
        f"Of {_of(counts.to_review, 'sentence')} to review, {counts.done} "
        f"{'is' if counts.done == 1 else 'are'} done.",
        f"People found {by['attributed']} attributed to someone identified, {by['sourced']} with "
        f"a source a reader can open, and {by['verifiable']} that evidence can settle.",
        f"{_of(counts.verdicts['wrong'], 'sentence').capitalize()} "
        f"{'is' if counts.verdicts['wrong'] == 1 else 'are'} wrong, {counts.verdicts['change']} "
        f"need{'s' if counts.verdicts['change'] == 1 else ''} a change and "
        f"{counts.verdicts['unverifiable']} cannot be verified; "
        f"{_of(counts.evidence, 'piece')} of evidence {'is' if counts.evidence == 1 else 'are'} "
        f"on file.",
    ]


def method(report: Report) -> str:
    """Return how the result came about, in one paragraph."""
    counts = summary(report)
    people = ", ".join(report.reviewers) or "nobody yet"
    changed = counts.proposals_decided - counts.proposals_kept
    decided = (
        f"Of {counts.proposals_decided} answers given so far, {counts.proposals_kept} are as the "
        f"program proposed and {changed} {'differs' if changed == 1 else 'differ'}."
        if counts.proposals_decided
        else "No answer has been given so far."
    )
    return (
        "The article was cut into sentences. For each, a program proposed whether it is attributed "
        "to someone, whether a reader can look its source up, and whether evidence could settle "
        "it, by rules on the wording alone: it does not know what is true. People read each "
        f"sentence and decided; only what they decided counts here. Reviewed by: {people}. "
        f"{decided} Headlines, headings, promotions and page furniture ({counts.set_aside} "
        "lines) were set aside."
    )


def verdict_words(report: Report) -> str:
    """Return the verdict on the whole article in words."""
    return ARTICLE_VERDICTS.get(report.verdict, "No verdict yet")


def _answers(sentences: list[ReportSentence], question: str) -> dict[str, int]:
    given = Counter(answer(sentence, question) or "open" for sentence in sentences)
    return {name: given[name] for name in (*ANSWERS, "open")}


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _are(count: int, noun: str) -> str:
    return f"{'is' if count == 1 else 'are'} {_of(count, noun)}"
