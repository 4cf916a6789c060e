"""Quotations are found where they stand, also in a text that has changed, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.anchoring import Quotation, find, sentence_of

TEXT = (
    "The council closed the bridge on Monday. Repairs will cost 2.4 million euros.\n\n"
    "“It is a disgrace,” the mayor said. The council closed the road as well. 🌉 It rained."
)
SENTENCES = [(0, 40), (41, 77), (79, 114), (115, 151), (152, 164)]


def test_the_sentences_of_the_example_are_sentences():
    assert [TEXT[start:end][-1] for start, end in SENTENCES] == list(".....")


@pytest.mark.parametrize(
    ("quotation", "index"),
    [
        (Quotation("Repairs will cost"), 1),
        (Quotation("\n Repairs  will\tcost "), 1),
        (Quotation('"It is a disgrace," the mayor'), 2),
        (Quotation("It rained."), 4),
        (Quotation("on Monday. Repairs will cost 2.4 million euros"), 1),
        (Quotation("The council closed", prefix="", suffix=" the bridge on Monday."), 0),
        (Quotation("The council closed", prefix="the mayor said. ", suffix=" the road"), 3),
        (Quotation("The council closed", start=115), 3),
        (Quotation("The council closed the bridges on Monday."), 0),
        (Quotation("Repairs would cost 2.4 million Euro"), 1),
    ],
)
def test_a_quotation_is_found_on_its_sentence(quotation, index):
    assert sentence_of(quotation, TEXT, SENTENCES) == (index, "")


@pytest.mark.parametrize(
    ("quotation", "reason"),
    [
        (Quotation(""), "no quotation"),
        (Quotation(" \n"), "no quotation"),
        (Quotation("", start=41), "no quotation"),
        (Quotation("The council closed"), "several times"),
        (Quotation("The council closed", start=3), "several times"),
        (Quotation("the"), "several times"),
        (Quotation("The mayor wept"), "not in the text"),
        (Quotation("The committee opened a tunnel in spring."), "not in the text"),
        (Quotation("x" * 100_000), "not in the text"),
    ],
)
def test_what_cannot_be_told_apart_is_not_guessed_at(quotation, reason):
    index, told = sentence_of(quotation, TEXT, SENTENCES)
    assert index is None
    assert reason in told


def test_words_between_the_sentences_are_on_none():
    assert sentence_of(Quotation("quiet"), "A. quiet B.", [(0, 2), (9, 11)])[0] is None
    assert sentence_of(Quotation("quiet"), "A. quiet B.", [])[0] is None


@given(st.text(), st.text(min_size=1), st.text())
def test_a_quotation_is_found_in_any_text_it_is_taken_from(before, words, after):
    text = before + words + after
    place, reason = find(Quotation(words, prefix=before, suffix=after, start=len(before)), text)
    if place is None:
        assert "several" in reason or not words.strip()
    else:
        assert 0 <= place[0] < place[1] <= len(text)


@given(st.integers(0, 300), st.integers(1, 60))
def test_positions_that_moved_do_not_matter(shift, length):
    sentence = "Only here does anybody speak of seventeen purple elephants in the town hall."
    text = "Nothing to see. " * shift + sentence + " The end."
    place, _ = find(Quotation(sentence[:length] if length > 8 else sentence, start=3), text)
    assert place is not None
    assert text[place[0] : place[1]].startswith("Only here")


def test_long_texts_and_many_occurrences_are_no_trouble():
    text = "The council met. " * 20_000
    assert find(Quotation("The council met.", prefix="x" * 32), text)[0] is None
    assert find(Quotation("The council never met in the spring of any year."), text)[0] is None
