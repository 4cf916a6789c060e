"""The picture of the whole article: where everything is drawn, in SVG user units (CSS pixels).

One column a sentence, in reading order from left to right and then in the next band, as text
runs. Each column holds the three answers one below the other, and above them a mark where a
verdict asks for a change. Cells shrink as sentences grow many, so that 1,000 fit one page.
"""

from dataclasses import dataclass

from reports.counts import TO_CHANGE, answer, proposed_answer, verdict
from reports.wording import verdict_label
from reviews.items import QUESTIONS
from reviews.records import Report, ReportSentence

#: The least width of a column with the gap beside it, each with the most sentences it is for.
_LEAST_PITCHES = ((60, 18), (250, 13))
_LEAST_PITCH = 8
_LARGEST_PITCH = 26

_LABELS_WIDTH = 74
_GAP = 2
_BAND_GAP = 7
#: Names of rows that are closer than this would touch.
_LEAST_ROW_HEIGHT = 9


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer; ``decided`` by a person, or only proposed. ``y`` counts from the band's top."""

    y: int
    answer: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One sentence; ``told`` says in words what is drawn, ``flag`` is a verdict to act on or ''."""

    position: int
    told: str
    x: int
    flag: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """One row of columns; ``y`` is its top."""

    y: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw. ``size`` is a cell's side; ``rows`` are (question, y in a band).

    The flags lie at the top of a band, y = 0; ``labels_width`` is what is left of the columns.
    """

    width: int
    height: int
    labels_width: int
    size: int
    rows: tuple[tuple[str, int], ...]
    bands: tuple[Band, ...]


def picture(report: Report, width: int) -> Picture:
    """Lay the sentences that make claims out in bands at most ``width`` wide."""
    sentences = [sentence for sentence in report.sentences if not sentence.set_aside]
    least = next((pitch for most, pitch in _LEAST_PITCHES if len(sentences) <= most), _LEAST_PITCH)
    room = width - _LABELS_WIDTH
    rows_of_sentences = _bands(sentences, room // least)
    longest = max((len(row) for row in rows_of_sentences), default=1)
    pitch = min(room // longest, _LARGEST_PITCH)
    size = pitch - _GAP
    row_height = max(pitch, _LEAST_ROW_HEIGHT)
    rows = tuple((question, row_height * number) for number, question in enumerate(QUESTIONS, 1))
    band_height = rows[-1][1] + row_height + _BAND_GAP
    bands = tuple(
        Band(
            number * band_height,
            tuple(
                _column(sentence, _LABELS_WIDTH + place * pitch, rows)
                for place, sentence in enumerate(row)
            ),
        )
        for number, row in enumerate(rows_of_sentences)
    )
    return Picture(
        width=_LABELS_WIDTH + longest * pitch,
        height=len(bands) * band_height,
        labels_width=_LABELS_WIDTH,
        size=size,
        rows=rows,
        bands=bands,
    )


def _bands(sentences: list[ReportSentence], most: int) -> list[list[ReportSentence]]:
    """Cut the sentences into as few bands as hold them, all about as long."""
    if not sentences:
        return []
    count = -(-len(sentences) // most)
    length = -(-len(sentences) // count)
    return [sentences[at : at + length] for at in range(0, len(sentences), length)]


def _column(sentence: ReportSentence, x: int, rows: tuple[tuple[str, int], ...]) -> Column:
    given = verdict(sentence)
    parts = [_told(sentence, question) for question, _ in rows]
    if given:
        parts.append(verdict_label(given).lower())
    return Column(
        position=sentence.position,
        told=f"Sentence {sentence.position}: {', '.join(parts)}",
        x=x,
        flag=given if given in TO_CHANGE else "",
        cells=tuple(
            Cell(
                y,
                answer(sentence, question) or proposed_answer(sentence, question),
                decided=bool(answer(sentence, question)),
            )
            for question, y in rows
        ),
    )


def _told(sentence: ReportSentence, question: str) -> str:
    if given := answer(sentence, question):
        return f"{question} {given}"
    if proposed := proposed_answer(sentence, question):
        return f"{question} {proposed} (only proposed)"
    return f"{question} open"
