"""The sentences as tasks for Label Studio, with what people answered and the program proposed.

The format is that of "Label Studio JSON format of annotated tasks" and "Import pre-annotated data"
(labelstud.io/guide, Label Studio 1.23). The project needs ``LABELING_CONFIG`` as its labelling
setup. There is one annotation a reviewer, so that agreement can be measured there too. Their names
are left out: Label Studio takes the addresses of its own members only, and files annotations
without under whoever imports them. None is called ground truth, as it would be unless told.
"""

import json
from typing import Any

from reports.counts import answers_by_reviewer, verdict
from reports.jsonl import row
from reports.untrusted import escaped_json
from reviews.items import ANSWERS, QUESTIONS
from reviews.records import Report, ReportSentence

#: What tells the program's predictions from those of other models.
MODEL = "linecheck"

_CHOICES = "".join(f'<Choice value="{name}"/>' for name in ANSWERS)
LABELING_CONFIG = "\n".join(
    [
        "<View>",
        '  <Text name="text" value="$text"/>',
        *(
            f'  <Header value="{name}"/>\n'
            f'  <Choices name="{name}" toName="text" choice="single">{_CHOICES}</Choices>'
            for name in QUESTIONS
        ),
        "</View>",
    ]
)


def render(report: Report) -> bytes:
    """Return a JSON array of tasks in UTF-8: the sentences that make claims, in reading order."""
    tasks = [_task(report, sentence) for sentence in report.sentences if not sentence.set_aside]
    text = json.dumps(tasks, ensure_ascii=False, indent=2, allow_nan=False)
    return escaped_json(text).encode() + b"\n"


def _task(report: Report, sentence: ReportSentence) -> dict[str, Any]:
    known = row(report, sentence)
    facts = {name: known[name] for name in ("id", "text", "language", "position", "kind")}
    return {
        "data": {**facts, "title": report.title, "verdict": verdict(sentence)},
        "annotations": _annotations(sentence),
        "predictions": _predictions(sentence),
    }


def _annotations(sentence: ReportSentence) -> list[dict[str, Any]]:
    by_reviewer: dict[str, dict[str, str]] = {}
    for question in QUESTIONS:
        for reviewer, value in answers_by_reviewer(sentence, question).items():
            by_reviewer.setdefault(reviewer, {})[question] = value
    return [
        {"result": _results(answers), "was_cancelled": False, "ground_truth": False}
        for answers in by_reviewer.values()
    ]


def _predictions(sentence: ReportSentence) -> list[dict[str, Any]]:
    given = {name: sentence.proposals[name] for name in QUESTIONS if name in sentence.proposals}
    if not given:
        return []
    answers = {name: proposal.answer for name, proposal in given.items()}
    least_sure = min(proposal.score for proposal in given.values())
    return [{"model_version": MODEL, "score": least_sure, "result": _results(answers)}]


def _results(answers: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": question,
            "from_name": question,
            "to_name": "text",
            "type": "choices",
            "value": {"choices": [value]},
        }
        for question, value in answers.items()
    ]
