"""Texts labelled for one check each: what it says of the last sentence, or that it is quiet."""

import pytest

from checks import causes, forecasts, names, numbers, superlatives, times
from tests.checks.labelled_rows import rows
from tests.checks.last_sentence import last_finding

#: The check, and every detail it may give; the file of its name holds detail, text, and between
#: them the article's date where it matters.
LABELLED = [
    (causes, {"cause"}),
    (forecasts, {"forecast", "hedge"}),
    (names, {"spelling", "title", "acronym", "expansion"}),
    (
        numbers,
        {"base", "sum", "points", "total", "age", "change", "share", "unit", "precision", "repeat"},
    ),
    (superlatives, {"superlative", "absolute"}),
    (times, {"vague", "weekday", "impossible", "resolves", "undated"}),
]


def labelled(check) -> list[list[str]]:
    return rows(f"{check.__name__.rpartition('.')[2]}.tsv")


@pytest.mark.parametrize(
    ("check", "detail", "published", "text"),
    [
        pytest.param(check, row[0], "".join(row[1:-1]), row[-1], id=f"{check.__name__}-{row[-1]}")
        for check, _ in LABELLED
        for row in labelled(check)
    ],
)
def test_labelled_texts(check, detail, published, text):
    finding = last_finding(check, text, published)
    assert (finding.detail if finding else "-") == detail, finding


@pytest.mark.parametrize(
    ("check", "details"), LABELLED, ids=[check.__name__ for check, _ in LABELLED]
)
def test_every_detail_is_labelled(check, details):
    assert {row[0] for row in labelled(check)} == {*details, "-"}
