"""Superlatives and absolutes: ranks and rules without exception."""

from functools import partial

import pytest

from checks import superlatives
from tests.checks.last_sentence import last_finding, marked

last = partial(last_finding, superlatives)


def test_the_reason_quotes_the_claim_without_its_owner():
    text = "It is the town’s oldest shop."
    assert last(text).reason == (
        "'oldest' claims a rank: ask by what measure, among which, and who has counted."
    )


def test_each_claim_of_a_sentence_is_marked():
    text = "The largest dam in Asia has never failed."
    assert marked(text, last(text)) == [("superlative", "The largest"), ("absolute", "has never")]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("“We never lost a game,” said Ole Dahl.", None),
        ("“We are the largest club in Bergen,” said Ole Dahl.", "superlative"),
    ],
)
def test_emphasis_in_a_quotation_is_the_speaker_s(text, detail):
    finding = last(text)
    assert (finding.detail if finding else None) == detail
