"""Several articles in one report: what a site, an author or a section attributes and sources.

People's answers and the program's proposals are counted side by side and never added up: a table
says of each which it is.
"""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.counts import OPEN
from reports.html import page
from reports.markdown import plain
from reports.untrusted import escaped_json, one_line
from reports.wording import listed
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Report, ReportSentence

#: The most rows of a table of authors or sections; the smallest ones share the last row.
MOST_ROWS = 30

NO_AUTHOR = "no author named"
NO_HEADING = "before the first heading"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in some articles or parts of them; ``number`` is an article's, or 0.

    ``answers`` maps a question to how many of the ``sentences`` people answered yes, partly, no
    and n/a, and how many are open; ``proposed`` to what the program proposes for all of them.
    """

    name: str
    number: int
    articles: int
    sentences: int
    answers: dict[str, dict[str, int]]
    proposed: dict[str, dict[str, int]]
    verdicts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """All articles together, and by article, author and section, the most sentences first."""

    title: str
    generated_at: str
    whole: Tally
    articles: tuple[Tally, ...]
    authors: tuple[Tally, ...]
    sections: tuple[Tally, ...]

    @property
    def tables(self) -> list[tuple[str, tuple[Tally, ...]]]:
        """The tables by what their rows are."""
        return [("article", self.articles), ("author", self.authors), ("section", self.sections)]


def overview(reports: Iterable[Report], title: str, generated_at: str) -> Overview:
    """Count what stands in these reports; each is looked at once and may then be forgotten."""
    articles: list[Tally] = []
    authors: dict[str, _Sum] = {}
    sections: dict[str, _Sum] = {}
    whole = _Sum("All articles")
    for report in reports:
        alone = _Sum(one_line(report.title) or "Untitled", report.article)
        author = authors.setdefault(*_sum_called(one_line(report.author) or NO_AUTHOR))
        section = sections.setdefault(*_sum_called(NO_HEADING))
        for one in (alone, author, whole):
            one.numbers.add(report.article)
        for sentence in report.sentences:
            if sentence.kind == "heading":
                section = sections.setdefault(*_sum_called(one_line(sentence.text) or NO_HEADING))
            if not sentence.set_aside:
                section.numbers.add(report.article)
                for one in (alone, author, section, whole):
                    one.add(sentence)
        articles.append(alone.tally())
    return Overview(
        title=title,
        generated_at=generated_at,
        whole=whole.tally(),
        articles=tuple(articles),
        authors=_largest(authors),
        sections=_largest(sections),
    )


def render_html(made: Overview) -> bytes:
    """Return one HTML file in UTF-8: nothing runs, nothing is loaded."""
    return page(
        "overview.html", {"overview": made, "told": told, "at_least_partly": at_least_partly}
    )


def render_markdown(made: Overview) -> bytes:
    """Return CommonMark with tables as GitHub has them, in UTF-8."""
    blocks = [f"# {plain(made.title)}", " ".join(told(made)), _table("", (made.whole,))]
    for name, rows in made.tables:
        blocks += [f"## By {name}", _table(name, rows)]
    return ("\n\n".join(blocks) + "\n").encode()


def render_json(made: Overview) -> bytes:
    """Return the figures as JSON in UTF-8."""
    document = json.dumps(dataclasses.asdict(made), ensure_ascii=False, indent=2)
    return escaped_json(document).encode() + b"\n"


FORMATS = {"html": render_html, "markdown": render_markdown, "json": render_json}


def told(made: Overview) -> list[str]:
    """Return what was counted in three sentences."""
    whole = made.whole
    decided = sum(whole.answers[QUESTIONS[0]][name] for name in ANSWERS)
    proposed = (f"{at_least_partly(whole.proposed[name]):,} as {name}" for name in QUESTIONS)
    return [
        f"{whole.sentences:,} sentences in {whole.articles:,} "
        f"{'article' if whole.articles == 1 else 'articles'} make claims; people have said of "
        f"{decided:,} whether they are attributed.",
        f"The program alone proposes {listed(proposed)}, at least in part.",
        "What it proposes goes by the wording and counts for nothing until a person accepts it.",
    ]


def at_least_partly(given: dict[str, int]) -> int:
    """Return how many were answered yes or partly."""
    return given["yes"] + given["partly"]


class _Sum:
    """A tally that is still counted."""

    def __init__(self, name: str, number: int = 0) -> None:
        self.name = name
        self.number = number
        self.numbers: set[int] = set()
        self.sentences = 0
        self.answers = {question: Counter[str]() for question in QUESTIONS}
        self.proposed = {question: Counter[str]() for question in QUESTIONS}
        self.verdicts: Counter[str] = Counter()

    def add(self, sentence: ReportSentence) -> None:
        self.sentences += 1
        for question in QUESTIONS:
            given = sentence.decisions.get(question)
            self.answers[question][given.value if given else OPEN] += 1
            if proposal := sentence.proposals.get(question):
                self.proposed[question][proposal.answer] += 1
        if "verdict" in sentence.decisions:
            self.verdicts[sentence.decisions["verdict"].value] += 1

    def join(self, other: "_Sum") -> None:
        self.numbers |= other.numbers
        self.sentences += other.sentences
        for question in QUESTIONS:
            self.answers[question] += other.answers[question]
            self.proposed[question] += other.proposed[question]
        self.verdicts += other.verdicts

    def tally(self) -> Tally:
        return Tally(
            name=self.name,
            number=self.number,
            articles=len(self.numbers),
            sentences=self.sentences,
            answers={
                question: {name: given[name] for name in (*ANSWERS, OPEN)}
                for question, given in self.answers.items()
            },
            proposed={
                question: {name: given[name] for name in ANSWERS}
                for question, given in self.proposed.items()
            },
            verdicts={name: self.verdicts[name] for name in VERDICTS},
        )


def _sum_called(name: str) -> tuple[str, _Sum]:
    return name, _Sum(name)


def _largest(sums: dict[str, _Sum]) -> tuple[Tally, ...]:
    """Return the tallies with any sentence, the largest first, the smallest ones in one."""
    ordered = sorted(
        (one for one in sums.values() if one.sentences), key=lambda one: (-one.sentences, one.name)
    )
    if len(ordered) > MOST_ROWS:
        others = _Sum(f"{len(ordered) - MOST_ROWS + 1} others")
        for one in ordered[MOST_ROWS - 1 :]:
            others.join(one)
        ordered = [*ordered[: MOST_ROWS - 1], others]
    return tuple(one.tally() for one in ordered)


def _table(name: str, rows: tuple[Tally, ...]) -> str:
    head = [name, "articles", "sentences", *QUESTIONS, *(f"{one}: proposed" for one in QUESTIONS)]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for row in rows:
        decided = [_of(row.answers[question], row) for question in QUESTIONS]
        proposed = [str(at_least_partly(row.proposed[question])) for question in QUESTIONS]
        lines.append([plain(row.name), str(row.articles), str(row.sentences), *decided, *proposed])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _of(given: dict[str, int], row: Tally) -> str:
    """Return how many people found so at least in part, of those they answered."""
    return f"{at_least_partly(given)} of {row.sentences - given[OPEN]}"
