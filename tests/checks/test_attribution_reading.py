"""How an article is laid out for the network: names masked, quotations and rules marked."""

import numpy as np
import pytest

from checks.attribution_reading import CLASSES, FACTS, SIGNS, Lexicon, read, word_key

KNOWN = ["the", "mayor", "said", "bridge"]


@pytest.fixture
def lexicon():
    words = ["bridge", "orla", "safe"]
    return Lexicon(
        known=np.array([word_key(word) for word in KNOWN], dtype=np.uint32),
        embedded=3,
        keys=np.array([word_key(word) for word in words], dtype=np.uint32),
        vectors=np.array([[1, 2], [3, 4], [5, 6]], dtype=np.int8),
        scales=np.array([0.5, 0.25], dtype=np.float32),
    )


def layout(article, lexicon):
    return read(article.text, article.sentences, lexicon)


def class_names(annotated):
    return [CLASSES[place] for place in annotated.reading.classes]


def test_one_row_a_word_and_one_a_sentence(make_article, lexicon):
    article = make_article(["The bridge is safe.", "Orla said so."])
    annotated = layout(article, lexicon)
    assert annotated.reading.signs.shape == (9, 2 + SIGNS)
    assert annotated.reading.facts.shape == (2, FACTS)
    assert annotated.reading.sentences.tolist() == [0] * 5 + [1] * 4
    spans = zip(annotated.starts, annotated.ends, strict=True)
    assert [article.text[a:b] for a, b in spans][:3] == ["The", "bridge", "is"]


def test_names_are_masked_and_known_words_are_not(make_article, lexicon):
    annotated = layout(make_article(["Orla said the Bridge fell."]), lexicon)
    assert class_names(annotated)[:5] == ["name", "core_speech", "definite", "name", "*"]
    # "Orla" has a vector, but a name must not tell: its row is empty, as is that of "Bridge".
    assert not annotated.reading.signs[0, :2].any()
    assert not annotated.reading.signs[3, :2].any()
    assert annotated.reading.words.tolist()[:4] == [0, 3, 1, 0]


def test_a_known_word_that_opens_a_sentence_is_no_name(make_article, lexicon):
    annotated = layout(make_article(["Bridge work began."]), lexicon)
    assert class_names(annotated)[0] != "name"
    assert annotated.reading.signs[0, :2].any()


def test_numbers_are_one_word(make_article, lexicon):
    annotated = layout(make_article(["In 1987 and 2024."]), lexicon)
    assert annotated.reading.classes[1] == annotated.reading.classes[3]


def test_quotations_open_go_on_and_close(make_article, lexicon):
    annotated = layout(make_article(["He said “the bridge fell” twice."]), lexicon)
    quoted = annotated.reading.signs[:, 2:5]
    assert quoted.argmax(axis=1)[2:7].tolist() == [0, 1, 1, 1, 2]
    assert quoted.any(axis=1).tolist() == [False, False, *[True] * 5, False, False]


def test_what_the_rules_find_is_marked(make_article, lexicon):
    annotated = layout(make_article(["The bridge is safe, Orla said."]), lexicon)
    rules = annotated.reading.signs[:, 5:10]
    assert rules[5].tolist() == [1, 0, 0, 0, 0]
    assert rules[6].tolist() == [0, 0, 1, 0, 0]
    assert not rules[:5].any()


def test_a_sentence_without_a_word_has_a_row(make_article, lexicon):
    annotated = layout(make_article(["One.", " ", "Two."]), lexicon)
    assert np.bincount(annotated.reading.sentences).tolist() == [2, 1, 2]


def test_damaged_characters_are_read(make_article, lexicon):
    annotated = read("a \ud800 b", make_article("x").sentences, lexicon)
    assert len(annotated.reading.words) == 1
