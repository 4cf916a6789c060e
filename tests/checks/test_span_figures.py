"""How alike spans are to those that people marked: by words, by both ends, by touching."""

import numpy as np
import pytest

from checks.attribution_spans import Stretch
from checks.fit.span_figures import span_figures

#: "“ Smith said : it is so .": marks at 0, 3 and 7.
WORDY = np.array([False, True, True, False, True, True, True, False])
SOURCE, CUE, CONTENT = 1, 2, 3


def test_each_measure_counts_in_its_own_way():
    gold = [Stretch(0, 2, SOURCE), Stretch(2, 3, CUE), Stretch(3, 4, CUE), Stretch(4, 8, CONTENT)]
    given = [Stretch(1, 2, SOURCE), Stretch(2, 3, CUE), Stretch(4, 6, CONTENT)]
    figures = span_figures([(gold, given, WORDY)])
    # The mark before the name counts as a word and as no end of a span.
    assert figures["words"]["source"] == pytest.approx(2 / 3)
    assert figures["exact spans"]["source"] == 1
    # One of two cues; the colon is a span of its own.
    assert figures["exact spans"]["cue"] == pytest.approx(2 / 3)
    assert figures["touching spans"]["content"] == 1
    assert figures["exact spans"]["content"] == 0
    assert figures["words"]["content"] == pytest.approx(2 / 3)


def test_articles_are_counted_together():
    whole = [Stretch(1, 2, SOURCE), Stretch(2, 3, CUE), Stretch(4, 7, CONTENT)]
    missed = [Stretch(1, 2, SOURCE), Stretch(2, 3, CUE), Stretch(4, 5, CONTENT)]
    figures = span_figures([(whole, whole, WORDY), (whole, missed, WORDY)])
    assert figures["exact spans"] == {"source": 1, "cue": 1, "content": 0.5}
