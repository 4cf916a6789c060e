"""What a report says in its own words, the same in every format that people read."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from reports.counts import Counts
from reviews.items import ARTICLE_VERDICTS, VERDICTS, is_fact_item
from reviews.records import Proposal, Report, ReportSentence

#: Answers differ by sign as well as by colour, here as on the sheet.
SIGNS = {"yes": "✓", "partly": "◐", "no": "–", "n/a": "·"}

#: How evidence stands to a sentence, as the reader is told.
STANCES = {"supports": "Supports", "refutes": "Refutes", "context": "Explains"}

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")

_DECISIONS = ("attributed", "sourced", "verifiable", "facts", "verdict", "note", "kind")


def language(report: Report) -> str:
    """Return the article's language where it is told as a language tag (BCP 47), else nothing."""
    return report.language if _LANGUAGE.fullmatch(report.language) else ""


def verdict_words(report: Report) -> str:
    """Return the verdict on the whole article in words."""
    return ARTICLE_VERDICTS.get(report.verdict, "No verdict yet")


def opening(counts: Counts) -> list[str]:
    """Return what the review came to in three sentences, made of the counts alone."""
    if not counts.anything_decided:
        return [
            "Nobody has decided on any sentence yet; what follows are the program’s proposals.",
            _waiting(counts.to_review),
            "A proposal counts for nothing until a person accepts it.",
        ]
    return [_how_far(counts), _verdicts(counts), _answers(counts)]


def method(report: Report, counts: Counts) -> list[str]:
    """Return how the result came about, sentence by sentence."""
    return [
        "A program cut the article into sentences and proposed for each whether it is attributed "
        "to someone, whether a reader can go and look at its source, and whether evidence could "
        "settle it.",
        "It goes by the wording alone and does not know what is true.",
        f"People decide; {_reviewed_by(report)}.",
        _changed(counts),
        *_set_aside(counts),
        *report.left_out,
    ]


def proposal_told(given: str, proposal: Proposal) -> str:
    """Return why the program proposed what it did, and how that stands to a person's answer."""
    if not given:
        return f"Only proposed: {proposal.reason}"
    if given == proposal.answer:
        return f"As proposed: {proposal.reason}"
    return f"Changed by a person; the program proposed {proposal.answer}: {proposal.reason}"


def no_change(counts: Counts) -> str:
    """Return what is said where no sentence needs a change."""
    if not counts.anything_decided:
        return "Nothing has been decided yet."
    so_far = " so far" if counts.done < counts.to_review else ""
    return f"No sentence has been found wrong, in need of a change or beyond verification{so_far}."


def deciders(sentence: ReportSentence) -> list[tuple[str, str, str]]:
    """Return who decided what of a sentence, and on which day: (items, reviewer, day)."""
    by_person_and_day: dict[tuple[str, str], dict[str, None]] = {}
    named = {
        (name, mark.reviewer, day(mark.at))
        for item, mark in sentence.decisions.items()
        if (name := "facts" if is_fact_item(item) else item) in _DECISIONS
    }
    for item, *who in sorted(named, key=lambda one: (_DECISIONS.index(one[0]), one)):
        by_person_and_day.setdefault(tuple(who), {})[item] = None
    return [(listed(items), *who) for who, items in by_person_and_day.items()]


def by_whom(reviewer: str, moment: str) -> str:
    """Return who did something and on which day, or only the day where the name is left out."""
    return ", ".join(part for part in (reviewer, day(moment)) if part)


def reviewers(report: Report) -> str:
    """Return the reviewers' names, or how many they are where these are left out."""
    names = ", ".join(name for name in report.reviewers if name)
    return names or (f"{len(report.reviewers)}, not named" if report.reviewers else "nobody yet")


def sentences_title(report: Report) -> str:
    """Return what the list of sentences is called."""
    return "The same in detail" if report.only_changes else "Every sentence"


def verdict_label(value: str) -> str:
    """Return a sentence's verdict in words."""
    return VERDICTS[value]


def day(moment: str) -> str:
    """Return an ISO 8601 date or time as a day in words (in UTC), or as it is when it is none."""
    parsed = _in_utc(moment)
    return _day(parsed) if parsed else moment


def moment(time: str) -> str:
    """Return an ISO 8601 time as day and time in words, in UTC, or as it is when it is none."""
    parsed = _in_utc(time)
    return f"{_day(parsed)}, {parsed:%H:%M} UTC" if parsed else time


def _in_utc(moment: str) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(moment)
        return parsed if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError: in UTC it would lie before the year 1
        return None


def _day(time: datetime) -> str:
    return f"{time.day} {time:%B} {time.year}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 note, 2 notes."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: Iterable[str]) -> str:
    """Return words as one enumerates them: a, b and c."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _waiting(number: int) -> str:
    if number > 1:
        return f"{number} sentences are waiting for a person to read them."
    return f"{'One' if number else 'No'} sentence is waiting for a person to read it."


def _how_far(counts: Counts) -> str:
    if not counts.to_review:
        return "No line of the article makes a claim of its own."
    if counts.done == counts.to_review:
        all_of = (
            "The one sentence" if counts.to_review == 1 else f"All {counts.to_review:,} sentences"
        )
        return f"{all_of} that {_makes(counts.to_review)} claims {_has(counts.done)} been reviewed."
    return (
        f"Of {counted(counts.to_review, 'sentence')}, {counts.done:,} {_has(counts.done)} been "
        f"reviewed and {counts.to_review - counts.done:,} {_is(counts.to_review - counts.done)} "
        "still open."
    )


def _verdicts(counts: Counts) -> str:
    given = counts.verdicts
    if not any(given.values()):
        return "No sentence has been given a verdict."
    phrases = {
        "wrong": f"{_is(given['wrong'])} wrong",
        "change": f"need{'s' if given['change'] == 1 else ''} a change",
        "unverifiable": "cannot be verified",
        "accurate": f"{_is(given['accurate'])} accurate",
        "opinion": f"{_is(given['opinion'])} opinion",
        "no-claim": f"make{'s' if given['no-claim'] == 1 else ''} no claim",
    }
    found = [f"{given[name]:,} {phrase}" for name, phrase in phrases.items() if given[name]]
    return f"By the verdicts given, {listed(found)}."


def _answers(counts: Counts) -> str:
    def at_least_partly(question: str) -> int:
        return counts.answers[question]["yes"] + counts.answers[question]["partly"]

    return (
        f"At least in part, {at_least_partly('attributed'):,} {_is(at_least_partly('attributed'))} "
        f"attributed, {at_least_partly('sourced'):,} {_is(at_least_partly('sourced'))} sourced and "
        f"{at_least_partly('verifiable'):,} could be settled by evidence; "
        f"{_facts(counts)}{counted(counts.evidence, 'piece')} of evidence "
        f"{_is(counts.evidence)} on file."
    )


def _facts(counts: Counts) -> str:
    if not counts.facts:
        return ""
    return (
        f"of {counted(counts.facts, 'fact')}, {counts.facts_checked:,} "
        f"{_has(counts.facts_checked)} been checked; "
    )


def _reviewed_by(report: Report) -> str:
    if not report.reviewers:
        return "nobody has reviewed this article yet"
    names = [name for name in report.reviewers if name]
    if not names:
        number = len(report.reviewers)
        return f"this article was reviewed by {number} {'person' if number == 1 else 'people'}"
    return f"this article was reviewed by {listed(names)}"


def _set_aside(counts: Counts) -> list[str]:
    if not counts.set_aside:
        return []
    return [
        f"{counted(counts.set_aside, 'line')} {_makes(counts.set_aside)} no claim of the "
        "article’s own (headlines, headings, pointers to other pieces, lines of the site) and "
        f"{_is(counts.set_aside)} set aside."
    ]


def _changed(counts: Counts) -> str:
    if not counts.proposals_decided:
        return "No proposal has been accepted or changed so far."
    changed = counts.proposals_decided - counts.proposals_kept
    return (
        f"Of {counted(counts.proposals_decided, 'proposal')} they decided on, they kept "
        f"{counts.proposals_kept:,} and changed {changed:,}; proposals that nobody decided on "
        "count for nothing."
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _makes(number: int) -> str:
    return "makes" if number == 1 else "make"
