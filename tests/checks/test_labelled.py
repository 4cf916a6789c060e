"""How many of our own labelled sentences the checks get right."""

import pytest

from checks import attributed, sourced, verifiable
from tests.checks.labelled_rows import rows

LABELLED = rows("labelled.tsv")


@pytest.mark.parametrize(
    ("check", "column", "least"),
    [(attributed, 0, 0.95), (sourced, 1, 0.95), (verifiable, 2, 0.9)],
    ids=["attributed", "sourced", "verifiable"],
)
def test_labelled_sentences(check, column, least, ask):
    wrong = []
    for row in LABELLED:
        finding = ask(check, row[3])
        given = finding.detail if check is attributed else finding.answer
        if given != row[column]:
            wrong.append((row[column], given, row[3]))
    assert len(wrong) <= (1 - least) * len(LABELLED), wrong


def test_every_answer_is_labelled():
    answers = [{row[column] for row in LABELLED} for column in range(3)]
    assert answers == [
        {"named", "anonymous", "passive", "none"},
        {"yes", "partly", "no"},
        {"yes", "partly", "no"},
    ]
