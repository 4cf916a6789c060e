"""The sentences as labelled data, one JSON object a line, to train and to measure with.

Labels are what people decided. What the program proposed stands apart, and so does how far
reviewers agree. Who they are is left out: a model needs no names.
"""

import json
from typing import Any

from reports.counts import agreement, answer, answers_by_reviewer, proposed_answer, verdict
from reports.untrusted import escaped_json
from reviews.items import ANSWERS, QUESTIONS
from reviews.records import Report, ReportSentence


def render(report: Report) -> bytes:
    """Return one line a sentence, in reading order, in UTF-8.

    ``answers`` and ``verdict`` are null where nobody decided; ``votes`` count the newest answer
    of each reviewer; ``agreement`` is the share of pairs of reviewers who agree, from 0 to 1, or
    null where fewer than two answered.
    """
    lines = [json.dumps(row(report, sentence), ensure_ascii=False) for sentence in report.sentences]
    return escaped_json("".join(f"{line}\n" for line in lines)).encode()


def row(report: Report, sentence: ReportSentence) -> dict[str, Any]:
    """Return one sentence as plain values; ``id`` is the same wherever the text is the same."""
    return {
        "id": f"{report.sha256[:16]}-{sentence.position}",
        "text": sentence.text,
        "language": report.language,
        "position": sentence.position,
        "kind": sentence.kind,
        "set_aside": sentence.set_aside,
        "answers": {name: answer(sentence, name) or None for name in QUESTIONS},
        "verdict": verdict(sentence) or None,
        "proposals": {name: proposed_answer(sentence, name) or None for name in QUESTIONS},
        "votes": {name: _votes(sentence, name) for name in QUESTIONS},
        "agreement": {name: agreement(sentence, name) for name in QUESTIONS},
    }


def _votes(sentence: ReportSentence, question: str) -> dict[str, int]:
    given = list(answers_by_reviewer(sentence, question).values())
    return {name: given.count(name) for name in ANSWERS if name in given}
