"""The examples that each check holds: they document it, help on the page, and are tested here."""

import re
import types
from pathlib import Path

import pytest

import checks
from articles import read_text
from checks import CHECKS

EXAMPLES = [
    pytest.param(module, text, answer, id=f"{module.__name__.rpartition('.')[2]}-{text}")
    for module in CHECKS
    for text, answer in module.EXAMPLES
]


def last_finding(module, text):
    """Return what a check says of the last sentence of a text, and that sentence."""
    article = read_text(text)
    sentence = article.sentences[-1]
    return module.check(sentence, article), sentence


@pytest.mark.parametrize(("module", "text", "answer"), EXAMPLES)
def test_examples_are_answered_as_they_say(module, text, answer):
    finding, sentence = last_finding(module, text)
    assert (finding.answer if finding else None) == answer
    if finding:
        assert finding.check == module.__name__.rpartition(".")[2]
        assert 0 <= finding.score <= 1
        assert finding.reason.endswith((".", "?", ".”"))
        assert all(sentence.start <= s.start < s.end <= sentence.end for s in finding.spans)


@pytest.mark.parametrize("module", CHECKS, ids=lambda module: module.__name__)
def test_examples_show_both_sides(module):
    answers = {answer for _, answer in module.EXAMPLES}
    assert answers & {"yes", "partly"}
    assert answers & {"no", None}


def test_the_module_in_the_guide_works():
    guide = (Path(checks.__file__).parent / "README.md").read_text("utf-8")
    module = types.ModuleType("checks.vague_dates")
    exec(re.search(r"```python\n(.*?)```", guide, re.DOTALL)[1], module.__dict__)
    assert module.ASKS.endswith("?")
    for text, answer in module.EXAMPLES:
        finding, sentence = last_finding(module, text)
        assert (finding.answer if finding else None) == answer, text
        assert not finding or "recent" in sentence.text[slice(*finding.spans[0][:2])], text
