"""What a report counts: the same figures in every format."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from reviews.items import ANSWERS, QUESTIONS, VERDICTS, fact_item
from reviews.records import Evidence, Report, ReportSentence

#: Verdicts after which something has to be done, the gravest first.
TO_CHANGE = ("wrong", "change", "unverifiable")

#: How a sentence without an answer counts, beside the answers themselves.
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one report. Lines that are set aside count in ``set_aside`` and nowhere else.

    ``done`` of ``to_review`` sentences have all three answers and, where facts are ticked one by
    one, all ticks; ``facts_checked`` of ``facts`` are ticked, 0 of 0 where they are not.
    ``answers`` maps a question to how many sentences people answered yes, partly, no and n/a, and
    how many are open; ``proposed`` to what the program proposes for those open ones. ``verdicts``,
    ``notes`` and ``evidence`` count what people gave on any line. Of ``proposals_decided`` answers
    that people gave beside a proposal, ``proposals_kept`` agree with it.
    """

    to_review: int
    done: int
    set_aside: int
    facts: int
    facts_checked: int
    answers: dict[str, dict[str, int]]
    proposed: dict[str, dict[str, int]]
    verdicts: dict[str, int]
    notes: int
    evidence: int
    proposals_decided: int
    proposals_kept: int

    @property
    def anything_decided(self) -> bool:
        """Whether people have given any answer or verdict on a sentence."""
        answered = any(given[answer] for given in self.answers.values() for answer in ANSWERS)
        return answered or any(self.verdicts.values())


def count(report: Report) -> Counts:
    """Count what people decided. A proposal that nobody accepted is never among the answers."""
    sentences = [sentence for sentence in report.sentences if not sentence.set_aside]
    beside_proposals = [
        (answer(sentence, question), proposed_answer(sentence, question))
        for sentence in sentences
        for question in QUESTIONS
        if answer(sentence, question) and proposed_answer(sentence, question)
    ]
    verdicts = Counter(verdict(sentence) for sentence in report.sentences)
    return Counts(
        to_review=len(sentences),
        done=sum(_is_done(one, report) for one in sentences),
        set_aside=len(report.sentences) - len(sentences),
        facts=sum(len(facts(one, report)) for one in sentences),
        facts_checked=sum(fact.checked for one in sentences for fact in facts(one, report)),
        answers={question: _answers(sentences, question) for question in QUESTIONS},
        proposed={question: _proposed(sentences, question) for question in QUESTIONS},
        verdicts={name: verdicts[name] for name in VERDICTS},
        notes=sum("note" in sentence.decisions for sentence in report.sentences),
        evidence=sum(len(sentence.evidence) for sentence in report.sentences),
        proposals_decided=len(beside_proposals),
        proposals_kept=sum(given == proposed for given, proposed in beside_proposals),
    )


def to_change(report: Report) -> dict[str, list[ReportSentence]]:
    """Return the sentences that need something done, by verdict, the gravest verdict first."""
    found = {
        name: [sentence for sentence in report.sentences if verdict(sentence) == name]
        for name in TO_CHANGE
    }
    return {name: sentences for name, sentences in found.items() if sentences}


def listed(report: Report) -> tuple[ReportSentence, ...]:
    """Return the sentences that are shown one by one: all, those that need a change, or chosen."""
    chosen = set(report.chosen)
    return tuple(
        sentence
        for sentence in report.sentences
        if not (report.only_changes and verdict(sentence) not in TO_CHANGE)
        and not (chosen and sentence.position not in chosen)
    )


class Fact(NamedTuple):
    """One checkable item of a sentence: what kind it is, its words, whether a person ticked it."""

    role: str
    words: str
    checked: bool


def facts(sentence: ReportSentence, report: Report) -> list[Fact]:
    """Return the facts of a sentence in reading order; none where they are not ticked."""
    proposal = sentence.proposals.get("facts")
    if proposal is None or not report.ticks_facts:
        return []
    return [
        Fact(role, report.text[start:end], fact_item(start, end) in sentence.decisions)
        for start, end, role in sorted(proposal.spans)
    ]


def answer(sentence: ReportSentence, question: str) -> str:
    """Return the answer a person gave, empty where nobody has."""
    mark = sentence.decisions.get(question)
    return mark.value if mark else ""


def proposed_answer(sentence: ReportSentence, question: str) -> str:
    """Return the answer the program proposes, empty where it proposes none."""
    proposal = sentence.proposals.get(question)
    return proposal.answer if proposal else ""


def answers_by_reviewer(sentence: ReportSentence, question: str) -> dict[str, str]:
    """Return the newest answer of each reviewer who gave one and did not clear it."""
    # The history is in order of time, so the last mark of each reviewer is the newest.
    newest = {mark.reviewer: mark.value for mark in sentence.history if mark.item == question}
    return {reviewer: value for reviewer, value in newest.items() if value}


def agreement(sentence: ReportSentence, question: str) -> float | None:
    """Return the share of pairs of reviewers who gave the same answer, None below two of them."""
    given = answers_by_reviewer(sentence, question).values()
    pairs = list(combinations(given, 2))
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def verdict(sentence: ReportSentence) -> str:
    """Return the verdict a person gave, empty where nobody has."""
    mark = sentence.decisions.get("verdict")
    return mark.value if mark else ""


def has_decisions(sentence: ReportSentence) -> bool:
    """Say whether people left more on a line than what kind it is."""
    return bool(sentence.decisions.keys() - {"kind"} or sentence.evidence)


def numbered_evidence(report: Report) -> list[tuple[int, Evidence]]:
    """Return the evidence that is shown in reading order, numbered from 1 as referred to."""
    pieces = [piece for sentence in listed(report) for piece in sentence.evidence]
    return list(enumerate(pieces, 1))


def _is_done(sentence: ReportSentence, report: Report) -> bool:
    answered = all(answer(sentence, question) for question in QUESTIONS)
    return answered and all(fact.checked for fact in facts(sentence, report))


def _answers(sentences: list[ReportSentence], question: str) -> dict[str, int]:
    given = Counter(answer(sentence, question) or OPEN for sentence in sentences)
    return {name: given[name] for name in (*ANSWERS, OPEN)}


def _proposed(sentences: list[ReportSentence], question: str) -> dict[str, int]:
    given = Counter(
        proposed_answer(sentence, question)
        for sentence in sentences
        if not answer(sentence, question)
    )
    return {name: given[name] for name in ANSWERS}
