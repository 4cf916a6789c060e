"""What the fitted checks share: n-grams, scores, stored weights."""

import numpy as np
import pytest

from checks import fit
from checks.models import linear, storage
from checks.models.ngrams import grams

BITS = 16


def test_saved_weights_come_back_and_have_the_same_bytes(tmp_path):
    arrays = {"b": np.arange(3, dtype=np.float16), "a": np.ones((2, 2), dtype=np.float32)}
    first, second = tmp_path / "one.npz", tmp_path / "two.npz"
    storage.save(first, arrays)
    storage.save(second, dict(reversed(arrays.items())))
    assert first.read_bytes() == second.read_bytes()
    loaded = storage.load(first)
    assert loaded["b"].dtype == np.float16
    assert {name: array.tolist() for name, array in loaded.items()} == {
        "a": [[1, 1], [1, 1]],
        "b": [0, 1, 2],
    }


def test_loaded_weights_cannot_be_changed(tmp_path):
    storage.save(tmp_path / "one.npz", {"a": np.zeros(2)})
    with pytest.raises(ValueError, match="read-only"):
        storage.load(tmp_path / "one.npz")["a"][0] = 1


def test_python_objects_are_not_saved(tmp_path):
    with pytest.raises(ValueError, match="allow_pickle"):
        storage.save(tmp_path / "one.npz", {"a": np.array([{}], dtype=object)})


def test_missing_weights_say_what_to_do(tmp_path):
    with pytest.raises(storage.UnreadableWeights, match=r"missing.*python -m checks\.fit"):
        storage.load(tmp_path / "none.npz")


@pytest.mark.parametrize("keep", [0, 10, 200, -40], ids=str)
def test_damaged_weights_say_what_to_do(tmp_path, keep):
    path = tmp_path / "one.npz"
    storage.save(path, {"a": np.arange(400)})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(storage.UnreadableWeights, match="damaged"):
        storage.load(path)


def test_a_changed_byte_is_noticed(tmp_path):
    path = tmp_path / "one.npz"
    storage.save(path, {"a": np.arange(400)})
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    with pytest.raises(storage.UnreadableWeights, match="damaged"):
        storage.load(path)


def test_pickled_objects_are_refused(tmp_path):
    path = tmp_path / "one.npz"
    np.savez(path, a=np.array([{}], dtype=object))
    with pytest.raises(storage.UnreadableWeights, match="damaged"):
        storage.load(path)


def test_grams_are_of_words_and_of_characters_within_words():
    found = grams(["ab cd"], BITS, words=(1, 2), characters=(0, 0))
    assert len(found.indices) == 3  # ab, cd, "ab cd"
    found = grams(["ab cd"], BITS, words=(0, 0), characters=(2, 5))
    assert len(found.indices) == 12  # " a" "ab" "b " " ab" "ab " " ab ", and those of cd


def test_grams_know_their_text_and_are_scaled_to_its_length():
    found = grams(["one two", "", "two"], BITS, words=(1, 1), characters=(0, 0))
    assert found.rows.tolist() == [0, 0, 2]
    assert found.values.tolist() == pytest.approx([2**-0.5, 2**-0.5, 1])
    assert found.indices[2] in found.indices[:2].tolist()


def test_a_text_has_the_same_grams_alone_and_in_a_batch():
    texts = ["The dam broke.", "It rained for 40 days!", "“So what?”"]
    batch = grams(texts, BITS)
    for row, text in enumerate(texts):
        alone = grams([text], BITS)
        assert alone.indices.tolist() == batch.indices[batch.rows == row].tolist()
        assert alone.values.tolist() == batch.values[batch.rows == row].tolist()


def test_grams_are_the_same_on_every_run():
    found = grams(["The dam broke."], BITS)
    assert found.indices[:4].tolist() == [4225, 28134, 40512, 43948]
    assert len(found.indices) == 47


def test_typography_and_digits_do_not_matter():
    plain = grams(['It\'s 1931, "they" say'], BITS)
    set_in_type = grams(["It’s 2024, “they” say"], BITS)
    assert plain.indices.tolist() == set_in_type.indices.tolist()


@pytest.mark.parametrize("texts", [[], [""], ["", " \n"], ["\ud800 \ud800"], ["…"]], ids=repr)
def test_odd_texts_have_few_grams_or_none(texts):
    found = grams(texts, BITS)
    assert len(found.indices) == len(found.rows) == len(found.values) < 12


def test_scores_are_weighted_sums():
    table = np.zeros(1 << BITS, dtype=np.float16)
    found = grams(["rain", "sun", "sun rain"], BITS, words=(1, 1), characters=(0, 0))
    table[found.indices[0]] = 2
    assert linear.gram_scores(table, found, 3).tolist() == pytest.approx([2, 0, 2**0.5])
    assert linear.gram_scores(table, grams(["", ""], BITS), 2).tolist() == [0, 0]


def test_calibration_reads_between_its_points():
    table = np.array([[-2, 0, 2], [0.1, 0.5, 0.9]], dtype=np.float32)
    given = linear.calibrated(np.array([-9, -1, 0, 1, 9]), table)
    assert given.tolist() == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])


def test_probability_is_certain_only_far_out():
    low, half, high = linear.probability(np.array([-1e9, 0, 1e9]))
    assert low < 1e-9
    assert half == 0.5
    assert high > 1 - 1e-9


# Fitting needs scikit-learn, which the tests install and the program does not.


def test_missing_data_says_which_file(tmp_path):
    with pytest.raises(fit.MissingData, match=r"no labelled data at .*dev\.jsonl"):
        fit.read_jsonl(tmp_path / "dev.jsonl")


def test_groups_stay_together_and_folds_are_even():
    groups = ["a"] * 6 + ["b"] * 3 + ["c"] * 3 + ["d"] * 1
    folds = fit.grouped_folds(groups, 2)
    assert all(len(set(folds[np.array(groups) == group])) == 1 for group in "abcd")
    assert sorted(np.bincount(folds).tolist()) == [6, 7]
    assert folds.tolist() == fit.grouped_folds(groups, 2).tolist()


def test_agreement_beyond_chance():
    figures = fit.agreement([True, True, False, False], [True, False, False, False])
    assert figures["base_rate"] == 0.5
    assert figures["accuracy"] == 0.75
    assert figures["f1_positive"] == pytest.approx(2 / 3, abs=1e-3)
    assert figures["f1_negative"] == 0.8
    assert figures["kappa"] == 0.5
    assert fit.agreement([True, False], [True, False])["macro_f1"] == 1
    assert fit.agreement([True, True], [False, False])["macro_f1"] == 0


def test_calibration_rises_and_never_claims_certainty():
    score = np.linspace(-3, 3, 200)
    table = fit.calibration_table(score, score > 0.5, points=8)
    assert table.shape == (2, 8)
    assert (np.diff(table, axis=1) >= 0).all()
    assert 0 < table[1, 0] < 0.1
    assert 0.9 < table[1, -1] < 1


def test_rare_ngrams_tell_more():
    texts = ["the dam"] * 5 + ["the weir"] * 4 + ["the ford"] * 40
    counted = fit.matrix(grams(texts, BITS, words=(1, 1), characters=(0, 0)), len(texts), BITS)
    rare = fit.rarity(counted)
    places = grams(["the", "dam"], BITS, words=(1, 1), characters=(0, 0)).indices
    assert rare[places[0]] < rare[places[1]]
