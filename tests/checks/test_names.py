"""Names: spellings, titles and acronyms, each with what must not be mistaken for a slip."""

import time

import pytest

from articles import read_text
from checks import names
from tests.checks.labelled_rows import rows

ROWS = rows("names.tsv")


def last(text):
    """The finding for the last sentence of a text."""
    article = read_text(text)
    return names.check(article.sentences[-1], article)


@pytest.mark.parametrize(("detail", "text"), ROWS, ids=[text[-40:] for _, text in ROWS])
def test_labelled_texts(detail, text):
    finding = last(text)
    assert (finding.detail if finding else "-") == detail, finding


@pytest.mark.parametrize(("text", "answer"), names.EXAMPLES)
def test_examples_of_the_module(text, answer):
    finding = last(text)
    assert (finding.answer if finding else None) == answer, finding


def test_the_reason_points_to_the_other_spelling():
    text = "Anja Holm runs the clinic. It is in Bergen. Anna Holm is its head nurse."
    finding = last(text)
    assert [text[start:end] for start, end, _ in finding.spans] == ["Anna Holm"]
    assert finding.reason.startswith("'Anna Holm' here, but 'Anja Holm' in sentence 1")


def test_the_spelling_used_less_is_the_doubtful_one():
    text = "Anna Holm runs it. Anja Holm spoke. Rain fell. Anja Holm left. Anja Holm wept."
    article = read_text(text)
    found = [sentence.position for sentence in article.sentences if names.check(sentence, article)]
    assert found == [1]


def test_a_spelling_is_asked_about_once():
    text = (
        "Anja Holm runs it. Rain fell. Anna Holm spoke. Snow fell. Anna Holm left. Anja Holm won."
    )
    article = read_text(text)
    found = [sentence.position for sentence in article.sentences if names.check(sentence, article)]
    assert len(found) == 1


def test_offsets_hold_in_text_with_wide_characters():
    text = "𝔄 Łukasz Żak plays. It rained. Łukasz Zak won 🏆 the cup."
    article = read_text(text)
    finding = names.check(article.sentences[-1], article)
    assert [text[start:end] for start, end, _ in finding.spans] == ["Łukasz Zak"]


@pytest.mark.parametrize(
    "text",
    [
        "A" * 100_000,
        "Aa " * 40_000,
        "Anja Holm " * 20_000,
        "A.B." * 30_000,
        "ABCD (" * 20_000,
        "Ab-" * 40_000,
        "Al De De De " * 10_000,
        " ".join(f"Anja Ho{n}lm." for n in range(10_000)),
        " ".join(
            f"John S{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}ith met us." for n in range(5_000)
        ),
        "\n" * 100_000 + "Anja",
    ],
    ids=range(10),
)
def test_hostile_text_takes_linear_time(text):
    started = time.process_time()
    names.doubts(text)
    assert time.process_time() - started < 3


def test_cost_grows_linearly():
    paragraph = (
        "Anja Holm{0} runs the clinic of Berg{0}en, and Dr. Per Li{0}nd works for the NWR. "
        "It rained. The mayor Rosa Di{0}az opened it.\n\n"
    )
    letters = ["".join(chr(97 + n // 26**k % 26) for k in range(3)) for n in range(4_000)]

    def seconds(count):
        text = "".join(paragraph.format(mark) for mark in letters[:count])
        started = time.process_time()
        names.doubts(text)
        return time.process_time() - started

    seconds(100)
    assert seconds(4_000) < 12 * max(seconds(800), 0.01)
