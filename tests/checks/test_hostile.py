"""Text made to keep a pattern busy: every check and the segmenter must answer in linear time.

A length at which anything quadratic takes minutes, in a process that is stopped after one: no
clock is compared, so a slow machine fails nothing. The work on an article of many sentences is
counted in calls instead.
"""

import multiprocessing
import sys

import pytest

from articles import detect_language, segment
from articles.records import Article, Sentence
from checks import CHECKS

LENGTH = 200_000
#: A run of one character is what a pattern rushes through, so it takes more to slow it down.
LENGTH_OF_ONE = 400_000
#: Linear time is a few seconds at most.
SECONDS = 60

PIECES = [
    *["a", "A", "1", "(", "[", '"', "“", "'", "’", ".", "…", "-", " ", "\t", "\n", "\u00a0", "é"],
    *["A ", "a ", "1,", "1 ", ", ", "A. ", "I.", "No. ", "A b. ", "“a ” ", "A’s ", "(a) ", "? "],
    *["said ", "said A, ", "of the ", "and ", "http://", "www.", "May ", "in 2020 ", "5 % of "],
    "first “A. said 1,000 (the ",
]
NAMES = ["segment", "detect_language", *(module.__name__ for module in CHECKS)]


def work(name, text):
    """Let one check, or the segmenter, read ``text`` as one sentence."""
    if name == "segment":
        segment(text)
    elif name == "detect_language":
        detect_language(text)
    else:
        sentence = Sentence(1, "body", 0, len(text), text)
        sys.modules[name].check(sentence, article_of(text, (sentence,)))


def article_of(text, sentences):
    return Article("", "", "", "", "", "en", text, (), "", "", tuple(sentences))


@pytest.fixture(scope="module")
def bounded():
    """Run something in a process of its own, which is stopped when it takes too long."""
    context = multiprocessing.get_context("spawn")
    pool = context.Pool(1)

    def run(function, *arguments):
        nonlocal pool
        try:
            return pool.apply_async(function, arguments).get(SECONDS)
        except multiprocessing.TimeoutError:
            pool.terminate()
            pool = context.Pool(1)
            pytest.fail(f"{arguments[0]} was not done after {SECONDS} seconds")

    yield run
    pool.terminate()


@pytest.mark.parametrize("piece", PIECES, ids=repr)
@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_takes_linear_time(name, piece, bounded):
    length = LENGTH_OF_ONE if len(piece) == 1 else LENGTH
    bounded(work, name, piece * (length // len(piece)) + "x")


def calls(module, text):
    """Count the calls that a check makes over a whole article."""
    sentences = segment(text, language="en")
    article = article_of(text, sentences)
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        for sentence in sentences:
            module.check(sentence, article)
    finally:
        sys.setprofile(None)
    return count


PARAGRAPH = (
    "Mayor Rosa Lind said on Monday, 3 June 2019, that the dam cost $4.2 million. “It is the best "
    "in the world,” she said, “and we will never need another.” Critics believe that it caused the "
    "flood. About 40 percent of the town’s 1,200 people have left, the Water Board (WB) reported."
)


@pytest.mark.parametrize("module", CHECKS, ids=lambda module: module.__name__)
def test_work_on_an_article_grows_with_its_length(module):
    calls(module, PARAGRAPH)  # fills the caches of word lists and patterns
    short, long = (calls(module, "\n\n".join([PARAGRAPH] * times)) for times in (25, 100))
    assert long < 5 * short + 1000
