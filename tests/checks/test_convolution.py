"""The network over words and sentences: read alike however long, and its slopes are true."""

import numpy as np
import pytest

from checks.fit import network
from checks.models import convolution
from checks.models.convolution import Reading, run, side_by_side

SIGNS, FACTS, CLASSES, WORDS, ROLES = 5, 3, 7, 11, 4


def reading_of(lengths, seed=0):
    chance = np.random.default_rng(seed)
    many = sum(lengths)
    return Reading(
        classes=chance.integers(0, CLASSES, many),
        words=chance.integers(0, WORDS, many),
        signs=chance.standard_normal((many, SIGNS)).astype(np.float32),
        sentences=np.repeat(np.arange(len(lengths)), lengths),
        facts=chance.standard_normal((len(lengths), FACTS)).astype(np.float32),
    )


def example_of(lengths, seed=0):
    chance = np.random.default_rng(seed + 100)
    roles = chance.integers(0, ROLES, sum(lengths))
    return network.Example(reading_of(lengths, seed), roles, chance.random(len(lengths)) < 0.5)


@pytest.fixture(scope="module")
def parameters():
    chance = np.random.default_rng(1)
    return network.beginning(chance, CLASSES, WORDS, SIGNS, FACTS, ROLES)


def test_rows_side_by_side():
    beside = side_by_side(np.array([[1], [2], [3]]), (-2, 0, 1))
    assert beside.tolist() == [[0, 1, 2], [0, 2, 3], [1, 3, 0]]


@pytest.mark.parametrize("lengths", [[1], [1, 1], [3, 1, 40, 2]], ids=str)
def test_any_article_gets_a_score_a_sentence_and_shares_that_add_up(lengths, parameters):
    scores, shares = run(parameters, reading_of(lengths))
    assert scores.shape == (len(lengths),)
    assert shares.sum(axis=1) == pytest.approx(np.ones(sum(lengths)), abs=1e-5)


def test_long_articles_are_read_in_chunks_without_seams(parameters, monkeypatch):
    reading = reading_of([7] * 20)
    whole = run(parameters, reading)
    monkeypatch.setattr(convolution, "_CHUNK", 16)
    for part, expected in zip(run(parameters, reading), whole, strict=True):
        assert part == pytest.approx(expected, abs=1e-5)


def test_fitting_sees_what_running_sees_whatever_else_is_in_the_batch(parameters):
    first, second = example_of([4, 9, 2]), example_of([6, 1], seed=5)
    chances = network.sentence_chances(parameters, network.batch_of([first, second]))
    alone = [run(parameters, example.reading)[0] for example in (first, second)]
    expected = 1 / (1 + np.exp(-np.concatenate(alone)))
    assert chances == pytest.approx(expected, abs=1e-5)


def test_the_slopes_are_those_of_the_loss(parameters):
    doubled = {name: value.astype(np.float64) for name, value in parameters.items()}
    batch = network.batch_of([example_of([4, 9, 2]), example_of([6, 1], seed=5)])

    def loss():
        return network.loss_and_slopes(doubled, batch, np.random.default_rng(0), 0.0)[0]

    _, slopes = network.loss_and_slopes(doubled, batch, np.random.default_rng(0), 0.0)
    for name, value in doubled.items():
        place = np.unravel_index(np.abs(slopes[name]).argmax(), value.shape)
        kept, step = value[place], 1e-3
        value[place] = kept + step
        above = loss()
        value[place] = kept - step
        below = loss()
        value[place] = kept
        assert (above - below) / (2 * step) == pytest.approx(
            slopes[name][place], rel=0.02, abs=1e-4
        ), name


def test_fitting_learns_and_repeats_itself(monkeypatch):
    monkeypatch.setattr(network, "EPOCHS", 30)
    monkeypatch.setattr(network, "BATCH", 200)
    examples = []
    for seed in range(12):
        example = example_of([5] * 10, seed)
        # A sentence is somebody's claim where a word of class 3 stands in it.
        gold = np.bincount(example.reading.sentences, example.reading.classes == 3) > 0
        examples.append(example._replace(gold=gold))
    fitted = network.fit(examples, CLASSES, WORDS, ROLES, seed=3)
    again = network.fit(examples, CLASSES, WORDS, ROLES, seed=3)
    assert all(np.array_equal(fitted[name], again[name]) for name in fitted)
    scores = np.concatenate([run(fitted, example.reading)[0] for example in examples])
    gold = np.concatenate([example.gold for example in examples])
    assert ((scores > 0) == gold).mean() > 0.9
