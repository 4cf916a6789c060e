"""What is left out of a report before it goes out, and that the report says so.

Options are for what people read. Files of data are complete or they are of no use: JSON is the
archive that ``import`` takes back whole.
"""

from dataclasses import dataclass, replace
from typing import Literal

from reports.counts import count
from reviews.records import Evidence, Mark, Report, ReportSentence

#: How reviewers are called.
REVIEWERS = ("name", "pseudonym", "none")


@dataclass(frozen=True, slots=True)
class Options:
    """Show only what needs a change; with or without notes; reviewers by name or not."""

    only_changes: bool = False
    notes: bool = True
    reviewers: Literal["name", "pseudonym", "none"] = "name"


#: Nothing left out.
EVERYTHING = Options()


def prepare(report: Report, options: Options) -> Report:
    """Return the report without what the options leave out; its ``left_out`` says what.

    Where only changes are shown the other sentences stay, to be counted and drawn; renderers list
    those of ``reports.counts.listed``. A reviewer without a name is called "" everywhere.
    """
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
    return replace(report, only_changes=options.only_changes, left_out=tuple(left_out))


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
