"""The tagger: probabilities are those of counting, and it learns."""

from itertools import pairwise, product

import numpy as np
import pytest

from checks.fit import tagger
from checks.models import crf

CHAINS = [(0, 3), (3, 4), (4, 9)]


@pytest.fixture
def tables():
    chance = np.random.default_rng(2)
    sizes = [(9, 3), (3, 3), (3,), (3,)]
    return [chance.standard_normal(size).astype(np.float32) for size in sizes]


def by_counting(scores, following, first, last, start, end):
    """The probability of each label of each word, from all labellings of one chain."""
    likely = np.zeros((end - start, 3))
    for labels in product(range(3), repeat=end - start):
        weight = first[labels[0]] + last[labels[-1]]
        weight += sum(scores[start + at, label] for at, label in enumerate(labels))
        weight += sum(following[a, b] for a, b in pairwise(labels))
        for at, label in enumerate(labels):
            likely[at, label] += np.exp(weight)
    return likely / likely.sum(axis=1, keepdims=True)


def test_probabilities_are_those_of_all_labellings(tables):
    given = crf.marginals(*tables, CHAINS)
    for start, end in CHAINS:
        expected = by_counting(*tables, start, end)
        assert given[start:end] == pytest.approx(expected, abs=1e-5)


def together(scores, following, last, start, end, at):
    """The chance of each pair of labels of the words ``at`` and after, from all labellings."""
    both = np.zeros((3, 3))
    for labels in product(range(3), repeat=end - start):
        weight = last[labels[-1]]
        weight += sum(scores[start + place, label] for place, label in enumerate(labels))
        weight += sum(following[a, b] for a, b in pairwise(labels))
        both[labels[at], labels[at + 1]] += np.exp(weight)
    return both / both.sum(axis=1, keepdims=True)


def test_going_on_is_as_likely_as_in_all_labellings(tables):
    scores, following, _, last = tables
    pairs = [(1, 2), (2, 2), (0, 1)]
    given = crf.going_on(scores, following, last, CHAINS, pairs)
    for start, end in CHAINS:
        for at in range(end - start - 1):
            expected = together(scores, following, last, start, end, at)
            assert given[start + at] == pytest.approx([expected[pair] for pair in pairs], abs=1e-5)
        assert given[end - 1].tolist() == [0, 0, 0]


def test_many_chains_are_worked_on_in_turns(tables, monkeypatch):
    scores, following, _, last = tables
    whole = crf.marginals(*tables, CHAINS)
    going_on = crf.going_on(scores, following, last, CHAINS, [(1, 2)])
    monkeypatch.setattr(crf, "_TOGETHER", 1)
    assert crf.marginals(*tables, CHAINS) == pytest.approx(whole, abs=1e-6)
    again = crf.going_on(scores, following, last, CHAINS, [(1, 2)])
    assert again == pytest.approx(going_on, abs=1e-6)


def test_expected_pairs_add_up_to_the_pairs_there_are(tables):
    padded, inside = crf.side_by_side(tables[0], CHAINS)
    _, pairs = crf.forward_backward(padded, inside, *tables[1:], pairs=True)
    assert pairs.sum() == pytest.approx(2 + 0 + 4, abs=1e-4)


def test_fitting_learns_what_stands_before_and_repeats_itself():
    chance = np.random.default_rng(3)
    signs = chance.integers(0, 5, 600)
    # A word is a cue where sign 2 stands, and the content after it; else nothing.
    labels = np.where(signs == 2, 3, np.where(np.append(0, signs[:-1]) == 2, 5, 0))
    article = tagger.Marked(
        np.stack([signs, np.append(9, signs[:-1]) + 10], axis=1).astype(np.int32),
        [(at, at + 20) for at in range(0, 600, 20)],
        labels,
    )
    tables = tagger.fit([article] * 20, seed=1)
    again = tagger.fit([article] * 20, seed=1)
    assert all(np.array_equal(tables[name], again[name]) for name in tables)
    scores = tables["tag_weights"][article.places].sum(axis=1)
    edges = (tables[f"tag_{name}"] for name in ("following", "first", "last"))
    given = crf.marginals(scores, *edges, article.chains)
    assert (given.argmax(axis=1) == labels).mean() > 0.95
