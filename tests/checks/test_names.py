"""Names: spellings, titles and acronyms, each with what must not be mistaken for a slip."""

from functools import partial

from articles import read_text
from checks import names
from tests.checks.last_sentence import last_finding

last = partial(last_finding, names)


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
