"""The picture of the article: every sentence in it, in order, none over another or outside."""

import pytest

from reports.picture import picture
from tests.reports.examples import long, report, sentence


@pytest.mark.parametrize("width", [300, 338, 690, 1200])
@pytest.mark.parametrize("sentences", [1, 2, 60, 61, 250, 251, 1000])
def test_every_sentence_has_a_place_of_its_own(sentences, width):
    made = picture(long(sentences), width)
    assert made.width <= width
    positions = [column.position for band in made.bands for column in band.columns]
    assert positions == list(range(1, sentences + 1))
    places = set()
    for band in made.bands:
        for column in band.columns:
            assert 0 <= column.x <= made.width - made.size
            for cell in column.cells:
                assert band.y + cell.y + made.size <= made.height
                places.add((column.x, band.y + cell.y))
    assert len(places) == 3 * len(positions)


def test_nothing_to_review_makes_an_empty_picture():
    made = picture(report(sentence(1, kind="headline")), 690)
    assert made.bands == ()
    assert made.height == 0


def test_a_decision_covers_the_proposal_and_both_are_told():
    one = sentence(
        3,
        decisions={"attributed": "yes", "verdict": "change"},
        proposals=("no", "partly", "no"),
    )
    (band,) = picture(report(one), 690).bands
    (column,) = band.columns
    assert [(cell.answer, cell.decided) for cell in column.cells] == [
        ("yes", True),
        ("partly", False),
        ("no", False),
    ]
    assert column.flag == "change"
    assert "Sentence 3" in column.told
    assert "attributed yes" in column.told
    assert "sourced partly (only proposed)" in column.told
    assert "verifiable no (only proposed)" in column.told
    assert "needs a change" in column.told
