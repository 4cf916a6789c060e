"""What a text says: quotations word for word or with differences, numbers however written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.sayings import find_quotation, sayings

WORDS = (
    *("the", "of", "and", "to", "a", "in", "council", "bridge", "mayor", "report", "closed"),
    *("water", "river", "people", "year", "crowd", "never", "seen", "such", "great", "city"),
    *("said", "would", "million", "school", "harbour", "police", "train", "winter", "village"),
)
NEW_WORDS = ("zebra", "quasar", "oboe", "lichen")


def say(sentence: str, text: str, quote: str = ""):
    return sayings(sentence, 0, len(sentence), text, quote)


def results(sentence: str, text: str) -> list[tuple[str, str]]:
    return [(one.sought, one.result) for one in say(sentence, text)]


texts = st.lists(st.sampled_from(WORDS), min_size=40, max_size=200)


@settings(deadline=None)
@given(texts, st.data())
def test_a_quotation_cut_from_a_text_is_found_word_for_word(words, data):
    start = data.draw(st.integers(0, len(words) - 12))
    size = data.draw(st.integers(2, 12))
    quotation = " ".join(words[start : start + size]).capitalize()
    found = find_quotation(f"“{quotation}.”", " ".join(words))
    assert found.result == "verbatim"
    assert found.found.lower() == quotation.lower()
    assert found.changes == ()


@settings(deadline=None)
@given(texts, st.data())
def test_with_words_changed_it_is_found_with_those_differences(words, data):
    start = data.draw(st.integers(0, len(words) - 13))
    size = data.draw(st.integers(6, 13))
    cut = words[start : start + size]
    changed = data.draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=size // 4))
    for place in changed:
        cut[place] = data.draw(st.sampled_from(NEW_WORDS))
    found = find_quotation(f"“{' '.join(cut)}”", " ".join(words))
    assert found.result == "differences"
    gone = [word for what, part in found.changes if what == "gone" for word in part.split()]
    assert {word for word in cut if word in NEW_WORDS} <= set(gone)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_asked_for_anything(sentence, text):
    for one in say(sentence, text, quote=sentence):
        assert one.result in ("verbatim", "differences", "rounded", "missing")
        assert (one.result == "missing") == (one.found == "")


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("“We will not wait,”", "“We\nwill not  wait!” she said."),
        ("'don’t look back'", "She told them: don't look back."),
        ("“the minis­try of labour”", "the min-\nistry of labour said so"),
        ("“we will … come back”", "We will, as soon as the road is open, come back."),
        ("“[the bill] is dead”", "This thing is dead."),
        ("“ein großer Tag”", "EIN GROSSER TAG war es."),
        ("“first ﬁnd”", "The first find was a coin."),
    ],
)
def test_marks_cases_and_line_ends_are_not_held_against_a_quotation(quotation, text):
    assert find_quotation(quotation, text).result == "verbatim"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("“we will … come back”", "We will stay. " + "And then more. " * 200 + "They come back."),
        ("“entirely other words were said”", "The council closed the bridge on Monday."),
        ("“never”", "never"),
        ("“wait never ever”", ""),
    ],
)
def test_what_is_not_there_is_not_found(quotation, text):
    sentence = f"She said {quotation} to us."
    assert all(result == "missing" for _, result in results(sentence, text))


def test_differences_are_shown_word_by_word_and_with_their_page():
    text = "First page.\f“We have never seen such a crowd,” she said."
    (found,) = say("She said: “we have never seen such a great crowd”.", text)
    assert (found.result, found.page) == ("differences", 2)
    assert found.changes == (
        ("same", "We have never seen such a"),
        ("gone", "great"),
        ("same", "crowd"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1,200,000 people came.",
        "1.200.000 people came.",
        "1 200 000 people came.",
        "1.2m people came.",
        "One point two million people came.",
        "1.2 million people came.",
    ],
)
def test_a_number_is_found_however_it_is_written(text):
    ((_, result),) = results("Some 1.2 million people came.", text)
    assert result == "verbatim"


@pytest.mark.parametrize(
    ("sentence", "text", "result"),
    [
        ("It cost 1.2 million euros.", "The bill was €1,214,300.", "rounded"),
        ("It cost 1,214,300 euros.", "The bill was about €1.2 million.", "missing"),
        ("It cost 1.2 million euros.", "The bill was €1,264,300.", "missing"),
        ("It cost 1.2 million euros.", "The bill was $1.2 million.", "missing"),
        ("It cost 1.2 million euros.", "in thousands of euros: 1,200,000", "verbatim"),
        ("It rose by 5 per cent.", "It rose by five percent.", "verbatim"),
        ("It rose by 5 per cent.", "It rose by 5 points.", "missing"),
        ("It rose by 5 per cent.", "Five children came.", "missing"),
        ("A third of them left.", "33.4 per cent left.", "rounded"),
        ("It is 6.2 miles long.", "It is 10 kilometres long.", "rounded"),
        ("It is 7 miles long.", "It is 10 kilometres long.", "missing"),
        ("It weighs 40 tonnes.", "It weighs 40,000 kg.", "verbatim"),
        ("It was founded in 1974.", "Since 1974 it has stood here.", "verbatim"),
        ("It was founded in 1974.", "It cost 1,974 euros.", "missing"),
        ("It loses 118m litres a day.", "It loses 118 million litres a day.", "verbatim"),
        ("It cost £3bn.", "It cost 3,000 million pounds.", "verbatim"),
        ("It cost £3bn.", "It cost 3.02 billion pounds.", "rounded"),
        ("It grew to 2.4 mn tonnes.", "It grew to 2,400,000 tonnes.", "verbatim"),
        ("Some 1.2 m people came.", "Some 1,200,000 people came.", "verbatim"),
        ("She has 3k followers.", "She has 3,000 followers.", "verbatim"),
        ("The mast is 118m tall.", "The mast is 118 metres tall.", "verbatim"),
        ("The mast is 118m tall.", "It cost 118 million.", "missing"),
        ("One in four left.", "A quarter of them left.", "verbatim"),
        ("One in four left.", "Of them 25 per cent left.", "verbatim"),
        ("One in four left.", "One left, and four stayed.", "missing"),
        ("Three children drowned.", "Three dogs barked at 3 children.", "verbatim"),
        ("Three children drowned.", "Three dogs barked.", "missing"),
    ],
)
def test_numbers_agree_in_value_and_unit(sentence, text, result):
    ((_, found),) = results(sentence, text)
    assert found == result


def test_a_number_inside_a_quotation_is_part_of_it():
    assert results("“We have 12 boats”, she said.", "we have 12 boats") == [
        ("We have 12 boats", "verbatim")
    ]


def test_the_words_given_as_evidence_are_looked_for_too():
    *_, given = say("It cost a lot.", "The bill was high.", quote="the bill was high")
    assert (given.kind, given.result) == ("evidence", "verbatim")


def test_a_sentence_with_nothing_to_look_for_says_nothing():
    assert say("It was a fine day.", "It was a fine day.") == []


@pytest.mark.parametrize("piece", ["a ", "“", "1,", "the a ", "12 of ", "…", "-\n", "a-\n"])
def test_hostile_texts_take_linear_time(piece, bounded):
    text = piece * 50_000
    sentence = f"She said “the a of {piece.strip()} and then some more words” to 12 people."
    bounded(say, sentence, text)
