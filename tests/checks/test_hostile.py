"""Text made to keep a pattern busy: every check and the segmenter must answer in linear time.

A length at which anything quadratic takes a minute or more, in a process that may not work that
long. The work on an article of many sentences is counted in calls instead.
"""

import sys
from itertools import islice, product
from string import ascii_lowercase

import pytest

from articles import detect_language, segment
from articles.records import Article, Sentence
from checks import CHECKS, propose, quotation
from checks.voices import sections, voices
from tests.calls import calls

LENGTH = 100_000
#: A run of one character is what a pattern rushes through, so it takes more to slow it down.
LENGTH_OF_ONE = 200_000

#: What every reader is asked; {} is another word each time.
PIECES = [
    *["a", "A", "1", "(", "[", '"', "“", "'", "’", ".", "…", "-", " ", "\t", "\n", "\u00a0", "é"],
    *["?", "\x00"],
    *["A ", "a ", "1,", "1 ", ", ", "A. ", "I.", "No. ", "A b. ", "“a ” ", "A’s ", "(a) ", "? "],
    *["said ", "said A, ", "of the ", "and ", "http://", "www.", "May ", "in 2020 ", "5 % of "],
    "first “A. said 1,000 (the ",
]
#: What the patterns of one check begin with, again and again.
OWN_PIECES = {
    "attributed": [
        *['" ', "'a ", "adds ", "citing ", "by ", "also ", "is also ", "claim that ", "his claim "],
        *["who ", '"a b c d" ', "said Khan, ", "Name Name: "],
    ],
    "sourced": [
        *["Act of the ", "v. ", "A v. ", "speech on ", "report published ", "published in A "],
        *["(2019)", "[2019] A", "Case No. 1", "doi:", "10.1000/", "a."],
    ],
    "verifiable": ["has been ", "more ", "ly", "I we ", "Aa1, 1, "],
    "facts": [
        *["1-", "A-", "A.", "Aa ", "Paris ", "East ", "Aa of the ", "1 in ", "as as ", "one "],
        *["minister ", "“A” said "],
    ],
    "quotation": [
        *["word ", "'a' ", "“one two three four five six.”\n", "“one {} three four five.” "],
        "“the plan is dead and gone now” he said.\n\n",
    ],
    "hearsay": ["citing ", "Lind said Moe told him ", "“he told me ", "the a ", "was quoted "],
    "names": [
        *["Aa ", "A.B.", "ABCD (", "Ab-", "Anja Holm ", "Al De De De "],
        *["Anja Ho{}lm. ", "John S{}ith met us. "],
    ],
    "numbers": [
        *["one ", "twenty-", "a hundred ", "$", "from 1 to 2 ", "rose from 1 to 2, ", "10 % "],
        *["10 people, 3 men and ", "the 43 hostages ", "born in 1950 ", "aged 71. "],
        *["$1.2bn grant ", "half of ", "2 in 10 (30 %) ", "60 % for, 30 % against "],
    ],
    "times": [
        *["Monday ", "4 May ", "Monday, 4 May 2020 ", "31 June ", "last ", "on Monday "],
        *["two years ago ", "recently ", "in recent ", "2023-02-30 ", "next week "],
    ],
    "superlatives": [
        *["the ", "the first ", "the only a ", "the most ", "never ", "has never ", "every "],
        *[", every man ", "no one ", "record ", "the largest ", "none of the a ", "held a "],
    ],
    "causes": [
        *["led to ", "because of ", "caused by ", "due to ", "due ", "really ", "result "],
        *["thanks ", "n’t ", "could a ", "causes ", "as a "],
    ],
    "forecasts": [
        *["could ", "will be ", "may really ", "the data a ", "is ", "is really ", "likely to "],
        *["suggest ", "so that a ", "might have ", "perhaps "],
    ],
    "opinion": ["so-called ", "it is "],
}
READERS = ["segment", "detect_language", *(module.__name__ for module in CHECKS)]


def short(reader: str) -> str:
    return reader.rpartition(".")[2]


def words():
    """Another word each time, of three letters."""
    return map("".join, product(ascii_lowercase, repeat=3))


def repeated(piece: str, length: int) -> str:
    times = length // len(piece)
    if "{}" not in piece:
        return piece * times
    return "".join(piece.format(word) for word in islice(words(), times))


def read(reader, text):
    """Let one check, or the segmenter, read ``text`` as one sentence."""
    if reader == "segment":
        segment(text)
    elif reader == "detect_language":
        detect_language(text)
    else:
        sentence = Sentence(1, "body", 0, len(text), text)
        sys.modules[reader].check(sentence, article_of(text, (sentence,)))


def article_of(text, sentences):
    return Article("", "", "", "", "2024-03-14", "en", text, (), "", "", tuple(sentences))


def test_every_check_has_pieces_of_its_own():
    assert [*OWN_PIECES] == [short(module.__name__) for module in CHECKS]


@pytest.mark.parametrize(
    ("reader", "piece"),
    [
        pytest.param(reader, piece, id=f"{short(reader)}-{piece!r}")
        for reader in READERS
        for piece in (*PIECES, *OWN_PIECES.get(short(reader), ()))
    ],
)
def test_hostile_text_takes_linear_time(reader, piece, bounded):
    # To the check of attribution each mark is a word, and it works on words: there are enough.
    words_enough = short(reader) == "attributed" and not (piece.isalnum() or piece.isspace())
    length = LENGTH_OF_ONE if len(piece) == 1 and not words_enough else LENGTH
    bounded(read, reader, repeated(piece, length) + "x")


#: {} is another word in each paragraph: other names, other quotations, other causes.
PARAGRAPH = (
    "Mayor Rosa Li{0}nd said on Monday, 3 June 2019, that the dam cost $4.2 million. “It is the "
    "best in the world,” she said, “and we will never need another {0}.” Critics believe that it "
    "caused the flood. About 40 percent of the town’s 1,200 people have left, the Water {0} Board "
    "(WB) reported."
)


def asking(check):
    """Return how to ask a check about every sentence of an article."""
    return lambda article: lambda: [check(sentence, article) for sentence in article.sentences]


def hearing(article):
    """Return how to say who speaks in an article, and which sections it has."""
    findings = propose(article)
    return lambda: (voices(article, findings), sections(article, findings))


#: A text that was read before is remembered and costs nothing, so no text comes twice.
NEW_WORDS = words()
WORK = {
    **{short(module.__name__): asking(module.check) for module in CHECKS},
    "form of quotations": asking(quotation.form),
    "voices and sections": hearing,
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK.keys())
def test_work_on_an_article_grows_with_its_length(work):
    def counted(paragraphs):
        text = "\n\n".join(PARAGRAPH.format(word) for word in islice(NEW_WORDS, paragraphs))
        return calls(work(article_of(text, segment(text, language="en"))))

    counted(1)  # fills the caches of word lists and patterns
    assert counted(100) < 5 * counted(25) + 1000
