"""Who, how and what as stretches: whole where likely as a whole, never one over another."""

from itertools import pairwise

import numpy as np
import pytest

from articles import read_text
from checks import attribution_spans
from checks.attribution_model import judge
from checks.attribution_reading import SIGNS, Surface
from checks.attribution_spans import PLACES, Said, look, stretches
from checks.fit import span_chain
from checks.models.convolution import Reading

NONE, SOURCE, SOURCE_ON, CUE, CUE_ON, CONTENT, CONTENT_ON = range(7)
#: "Ann Smith said the bridge was safe": two sentences of it.
LABELS = np.array([SOURCE, SOURCE_ON, CUE, CONTENT, CONTENT_ON, CONTENT_ON, CONTENT_ON] * 2)


def said(labels, sure=0.9, sentences=None):
    """What a tagger and a network so sure of these labels say of so many words."""
    many = len(labels)
    nothing = np.zeros(many, dtype=np.int64)
    sentences = np.repeat(np.arange(2), many // 2) if sentences is None else sentences
    tags = np.full((many, 7), (1 - sure) / 6, dtype=np.float32)
    tags[np.arange(many), labels] = sure
    shares = np.stack(
        [tags[:, 0], *(tags[:, role : role + 2].sum(axis=1) for role in (1, 3, 5))], 1
    )
    signs = np.zeros((many, SIGNS), dtype=np.float32)
    count = sentences[-1] + 1
    reading = Reading(nothing, nothing, signs, sentences, np.zeros((count, 1), dtype=np.float32))
    surface = Surface(*[nothing] * 9)
    return Said(reading, surface, shares, np.zeros(count, dtype=np.float32), tags)


@pytest.fixture(scope="module")
def chain():
    chance = np.random.default_rng(5)
    one = []
    for _ in range(60):
        labels = np.concatenate([np.full(chance.integers(0, 4), NONE), LABELS])
        one.append((said(labels, 0.8, np.zeros(len(labels), dtype=np.int64)), labels))
    # Small steps, so that so little text is enough of them.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(span_chain, "BATCH", 60)
        return span_chain.fit(one * 5, 0)


def test_what_both_are_sure_of_is_given_whole(chain):
    given = stretches(said(LABELS), chain)
    words = [(stretch.first, stretch.end, stretch.role) for stretch in given]
    assert words == [(0, 2, 1), (2, 3, 2), (3, 7, 3), (7, 9, 1), (9, 10, 2), (10, 14, 3)]


def test_no_stretch_lies_over_another_or_across_sentences(chain):
    chance = np.random.default_rng(1)
    for sure in (0.2, 0.5, 0.8):
        heard = said(chance.integers(0, 7, 40), sure)
        given = stretches(heard, chain)
        assert given == sorted(given)
        for before, after in pairwise(given):
            assert before.end <= after.first
        for stretch in given:
            assert len(set(heard.reading.sentences[stretch.first : stretch.end])) == 1


def test_of_what_is_in_doubt_the_likelier_is_given(chain, monkeypatch):
    doubtful = said(LABELS, 0.3)
    sure = len(stretches(doubtful, chain))
    monkeypatch.setattr(attribution_spans, "LEAST_CHANCE", 0.02)
    assert len(stretches(doubtful, chain)) >= sure
    monkeypatch.setattr(attribution_spans, "LEAST_CHANCE", 1.0)
    assert stretches(doubtful, chain) == []


def test_the_chain_sees_nothing_beyond_the_sentence():
    signs, places = look(said(LABELS))
    other = LABELS.copy()
    other[7:] = NONE
    changed, moved = look(said(other))
    assert np.array_equal(signs[:7], changed[:7])
    assert np.array_equal(places[:7], moved[:7])
    assert places.min() >= 0
    assert places.max() < PLACES


def test_two_fits_are_alike():
    examples = [(said(LABELS, 0.7), LABELS)] * 3
    first, second = span_chain.fit(examples, 3), span_chain.fit(examples, 3)
    assert all(np.array_equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("text", ["Yes.", "No? No!", "Ann Smith said the bridge was safe."])
def test_short_texts_have_stretches_too(text):
    article = read_text(text)
    found = judge(article)
    assert len(found) == len(article.sentences)
    for sentence, judgement in zip(article.sentences, found, strict=True):
        assert all(sentence.start <= s.start < s.end <= sentence.end for s in judgement.spans)


def test_a_plain_attribution_is_read_whole():
    text = "Ann Smith said the bridge was safe."
    (judgement,) = judge(read_text(text))
    parts = {span.role: text[span.start : span.end] for span in judgement.spans}
    assert parts["source"] == "Ann Smith"
    assert parts["cue"] == "said"
    assert parts["content"].startswith("the bridge was safe")
