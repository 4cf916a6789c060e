"""Rebuilding the weights: what it says when it cannot, and how labelled articles are read."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="fitting needs checks/fit/requirements.txt")
from scipy.sparse import csr_matrix

from checks.attribution_model import ROLES, followings
from checks.fit import attributed, verifiable

ROOT = Path(__file__).parents[2]
TEXT = "The well is dry, Amina Yusuf said.\n\nIt was dug in 1931."
ARTICLE = {
    "id": "b",
    "publisher": "The Post",
    "text": TEXT,
    "attributions": [
        {"source": [[17, 28]], "cue": [[29, 33]], "content": [[0, 15]]},
    ],
}


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "attribution"
    folder.mkdir()
    other = {**ARTICLE, "id": "a", "publisher": "The Star", "attributions": []}
    (folder / "train.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    (folder / "dev.jsonl").write_text(json.dumps(other) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("module", ["checks.fit", "benchmarks.accuracy"])
def test_missing_data_are_named_and_the_status_is_2(module, tmp_path):
    command = [sys.executable, "-m", module, "--data", str(tmp_path), "attributed"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert str(tmp_path / "attribution" / "train.jsonl") in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sentence_is_a_claim_where_a_marked_character_stands_in_it(data):
    first, second = attributed.labelled_articles(data)
    assert (first.publisher, second.publisher) == ("The Star", "The Post")
    assert second.gold.tolist() == [True, False]
    assert not first.gold.any()
    assert second.roles[30] == ROLES.index("cue")
    assert second.roles[40] == ROLES.index("none")


def test_the_threshold_parts_what_can_be_parted():
    scores = np.linspace(-1, 1, 200)
    threshold = attributed.best_threshold(scores, scores > 0.32)
    assert threshold == pytest.approx(0.3, abs=0.06)


def test_words_known_are_common_and_of_more_than_one_publisher(data):
    articles = attributed.labelled_articles(data)
    assert len(attributed.known_words(articles)) == 0
    many = [article for article in articles for _ in range(2)]
    keys = attributed.known_words(many)
    assert keys.dtype == np.uint32
    assert attributed.word_key("well") in keys
    assert attributed.word_key("amina") not in keys


def test_roles_that_seldom_meet_count_against_each_other():
    none, source, cue = 0, 1, 2
    roles = np.array([source, source, cue, none, none, source, cue, none] * 20)
    counted = followings(roles, np.repeat(np.arange(20), 8))
    assert counted[source, cue] > 0 > counted[none, cue]
    # The last word of a sentence is followed by nothing: no role says more than another.
    alone = followings(roles, np.arange(len(roles)))
    assert np.ptp(alone, axis=0) == pytest.approx(0)


def test_n_grams_that_yes_and_no_hold_alike_count_less():
    held = np.zeros((40, (1 << verifiable.BITS) + 1))
    gold = np.arange(40) < 20
    held[:, 0] = 1
    held[gold, 1] = 1
    held[:, -1] = 1
    weighing = verifiable.contrast(csr_matrix(held), gold)
    assert weighing[0] < 1 < weighing[1]
    assert weighing[-1] == 1
