"""The signs of the tagger: stable, masked, and bounded in number."""

import numpy as np
import pytest

from checks.attribution_reading import Lexicon, read, word_key
from checks.attribution_tags import BITS, LABELS, TEMPLATES, chains, places, tags


@pytest.fixture
def lexicon():
    nothing = np.zeros((1, 2), dtype=np.int8)
    nothing[0, 0] = 1
    keys = np.array([word_key("the"), word_key("said")], dtype=np.uint32)
    return Lexicon(keys, 1, keys[:1], nothing, np.ones(2, dtype=np.float32))


def laid_out(article, lexicon):
    return read(article.text, article.sentences, lexicon)


def test_every_word_has_one_place_a_template(make_article, lexicon):
    at = places(laid_out(make_article(["Orla said the dam broke.", "It did."]), lexicon))
    assert at.shape == (9, len(TEMPLATES))
    assert at.min() >= 0
    assert at.max() < 2**BITS


def test_names_and_numbers_do_not_matter(make_article, lexicon):
    one = places(laid_out(make_article(["Orla said the 14 dams broke."]), lexicon))
    other = places(laid_out(make_article(["Piotr said the 77 dams broke."]), lexicon))
    assert np.array_equal(one, other)


def test_what_another_paragraph_says_does_not_matter_to_a_word_in_the_middle(make_article, lexicon):
    paragraph = ["The old dam near the town broke in the night."]
    one = laid_out(make_article(paragraph, ["It rained."], ["So it goes."]), lexicon)
    other = laid_out(make_article(paragraph, ["It snowed."], ["So it goes."]), lexicon)
    assert np.array_equal(places(one)[:9], places(other)[:9])


def test_long_paragraphs_are_cut(make_article, lexicon):
    found = chains(laid_out(make_article(["so " * 450], ["The end."]), lexicon))
    assert found == [(0, 200), (200, 400), (400, 450), (450, 453)]


def test_tags_are_probabilities(make_article, lexicon):
    annotated = laid_out(make_article(["Orla said the dam broke."]), lexicon)
    many = len(LABELS)
    stored = {
        "tag_weights": np.zeros((2**BITS, many), dtype=np.float16),
        "tag_following": np.zeros((many, many), dtype=np.float16),
        "tag_first": np.zeros(many, dtype=np.float16),
        "tag_last": np.zeros(many, dtype=np.float16),
    }
    assert tags(annotated, stored) == pytest.approx(np.full((6, 7), 1 / 7), abs=1e-5)
