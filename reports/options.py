"""What is left out of a report before it goes out, and that the report says so.

Most options are for what people read. Files of data are complete or they are of no use: JSON is
the archive that ``import`` takes back whole. Single sentences are chosen for what is published one
by one, and for nothing else: a report with gaps would read as if nothing had stood in them.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from reports.counts import count
from reports.untrusted import one_line
from reviews.records import Evidence, Mark, Report, ReportSentence

#: How reviewers are called.
REVIEWERS = ("name", "pseudonym", "none")


@dataclass(frozen=True, slots=True)
class Options:
    """Show only what needs a change; with or without notes; reviewers by name or not.

    ``sentences`` are the numbers of those that are chosen, all where there are none.
    """

    only_changes: bool = False
    notes: bool = True
    reviewers: Literal["name", "pseudonym", "none"] = "name"
    sentences: tuple[range, ...] = ()


#: Nothing left out.
EVERYTHING = Options()

_NUMBERS = re.compile(r"\s*([0-9]{1,9})(?:\s*[-–]\s*([0-9]{1,9}))?\s*")


class NotWritten(ValueError):
    """A report cannot be written as it is asked for; the message says why."""


def numbers(words: str) -> tuple[range, ...]:
    """Return the sentences that words like "3,7-9" name. Raises ``NotWritten`` where they do not.

    Whether there are such sentences is for ``prepare`` to say.
    """
    return tuple(_range(part) for part in words.split(","))


def prepare(report: Report, options: Options) -> Report:
    """Return the report without what the options leave out; its ``left_out`` says what.

    Where only some sentences are shown the others stay, to be counted and drawn; renderers list
    those of ``reports.counts.listed``. A reviewer without a name is called "" everywhere. Raises
    ``NotWritten`` for a sentence that is not there.
    """
    chosen = _chosen(report, options.sentences)
    left_out = []
    if options.only_changes:
        left_out.append("Only the sentences that need a change are shown; all of them are counted.")
    if not options.notes:
        left_out.append(_notes_left_out(count(report).notes))
        report = _without_notes(report)
    if options.reviewers != "name":
        named = _names(report, options.reviewers)
        left_out.append(
            "The reviewers’ names are left out."
            if options.reviewers == "none"
            else "The reviewers are called by numbers instead of their names."
        )
        report = _renamed(report, named)
    return replace(
        report, only_changes=options.only_changes, chosen=chosen, left_out=tuple(left_out)
    )


def _range(words: str) -> range:
    found = _NUMBERS.fullmatch(words)
    if not found or int(found[1]) > int(found[2] or found[1]):
        raise NotWritten(
            f"“{one_line(words)}” names no sentences: write numbers and ranges, such as 3,7-9."
        )
    return range(int(found[1]), int(found[2] or found[1]) + 1)


def _chosen(report: Report, wanted: tuple[range, ...]) -> tuple[int, ...]:
    there = {sentence.position for sentence in report.sentences}
    for numbered in wanted:
        # Ends at the first that is missing, so a range is never longer than the article.
        for number in numbered:
            if number not in there:
                raise NotWritten(f"There is no sentence {number}: the article has {len(there):,}.")
    return tuple(sorted({number for numbered in wanted for number in numbered}))


def _notes_left_out(number: int) -> str:
    if number == 1:
        return "The reviewers’ one internal note is left out."
    return f"The reviewers’ internal notes are left out ({number:,})."


def _without_notes(report: Report) -> Report:
    return replace(
        report,
        sentences=tuple(
            replace(
                one,
                decisions={item: mark for item, mark in one.decisions.items() if item != "note"},
                history=tuple(mark for mark in one.history if mark.item != "note"),
            )
            for one in report.sentences
        ),
    )


def _names(report: Report, how: str) -> dict[str, str]:
    """Return what each reviewer is called instead, numbered as they first did something.

    The order of the alphabet would tell something of the names.
    """
    if how == "none":
        return dict.fromkeys(report.reviewers, "")
    marks = [*report.history, *(mark for one in report.sentences for mark in one.history)]
    first = dict.fromkeys(mark.reviewer for mark in sorted(marks, key=lambda mark: mark.arrival))
    known = dict.fromkeys([*first, *report.reviewers])
    return {name: f"Reviewer {number}" for number, name in enumerate(known, 1)}


def _renamed(report: Report, names: dict[str, str]) -> Report:
    def mark(given: Mark) -> Mark:
        return replace(given, reviewer=names.get(given.reviewer, ""))

    def piece(given: Evidence) -> Evidence:
        return replace(given, reviewer=names.get(given.reviewer, ""))

    def sentence(given: ReportSentence) -> ReportSentence:
        return replace(
            given,
            decisions={item: mark(one) for item, one in given.decisions.items()},
            evidence=tuple(piece(one) for one in given.evidence),
            history=tuple(mark(one) for one in given.history),
        )

    return replace(
        report,
        reviewers=tuple(names.get(name, "") for name in report.reviewers),
        sentences=tuple(sentence(one) for one in report.sentences),
        history=tuple(mark(one) for one in report.history),
    )
