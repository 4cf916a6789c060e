"""Sourced: what a reader can look up."""

import pytest

from articles.records import Link
from checks import sourced


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The Clean Air Act of 1956 cut smog.", "Clean Air Act"),
        ("UN Security Council Resolution 1325 was adopted.", "Resolution 1325"),
        ("A survey published in Nature found less ice.", "survey published in N"),
        ("His remarks at the Lisbon Water Forum were long.", "remarks at the Lisbon Water Forum"),
        ("In Roe v. Wade the court ruled.", "Roe v. Wade"),
        ("The 2021 census counted them.", "2021 census"),
        ("In an interview with Der Standard he wept.", "interview with Der"),
    ],
)
def test_traceable_things_are_named(sentence, words, make_article):
    article = make_article(sentence)
    finding = sourced.check(article.sentences[0], article)
    assert finding.answer == "partly"
    (span,) = finding.spans
    assert words in article.text[span.start : span.end]
    assert words in finding.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Minister Adeyemi said the road was closed.",
        "The report says the road was closed.",
        "President Bill Harding met the workers.",
        "Delegates met at the Republican National Convention.",
        "Duke reports that the road was closed.",
        "He left in 2004 to study medicine.",
        "She read the letters.",
    ],
)
def test_a_name_alone_is_no_source(sentence, ask):
    assert ask(sourced, sentence).answer == "no"


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://example.org/a?b=c.",
        "It is in doi:10.1000/182 for all to read.",
        "The preprint is arXiv:2101.00001.",
        "The case is 410 U.S. 113.",
        "The complaint, Case No. 3:21-cv-00817, is open.",
    ],
)
def test_complete_references(sentence, ask):
    assert ask(sourced, sentence).answer == "yes"


def test_an_address_ends_before_the_full_stop(make_article):
    article = make_article("See https://example.org/a.")
    (span,) = sourced.check(article.sentences[0], article).spans
    assert article.text[span.start : span.end] == "https://example.org/a"


def test_a_link_in_the_sentence_counts_and_one_beside_it_does_not(make_article):
    link = Link(13, 18, "https://example.org/rain")
    article = make_article(["It was dry.", "It rains now."], links=[link])
    first, second = (sourced.check(sentence, article) for sentence in article.sentences)
    assert (first.answer, second.answer) == ("no", "yes")
    assert "https://example.org/rain" in second.reason
    assert second.spans == ((13, 18, "document"),)
