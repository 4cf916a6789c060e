"""Sourced: what a reader can look up."""

import re
from dataclasses import replace

import pytest

from articles.records import Link, WriterNote
from checks import sourced
from tests.checks.labelled_rows import rows

NEWS = rows("news_sourced.tsv")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The Clean Air Act of 1956 cut smog.", "Clean Air Act of 1956"),
        ("UN Security Council Resolution 1325 was adopted.", "Resolution 1325"),
        ("A survey published in Nature found less ice.", "published in Nature"),
        ("His remarks at the Lisbon Water Forum were long.", "remarks at the Lisbon Water Forum"),
        ("In Roe v. Wade the court ruled.", "Roe v. Wade"),
        ("The 2021 census counted them.", "2021 census"),
        ("In an interview with Der Standard he wept.", "interview with Der Standard"),
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


def noted(article, kind, text, links=()):
    note = WriterNote(8, 11, kind, "Ada", "", text, links)
    return replace(article, writer_notes=(note,))


@pytest.mark.parametrize("kind", ["comment", "footnote", "endnote"])
@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("The map of the city.", ("https://city.example/map",)),
        ("See doi:10.1000/182.", ()),
        ("A. Writer, Rivers (2019), pp. 3-5.", ()),
    ],
)
def test_a_writers_note_with_a_source_counts_for_its_sentence_alone(
    kind, text, links, make_article
):
    article = noted(make_article(["It was dry.", "It rains now."]), kind, text, links)
    first, second = (sourced.check(sentence, article) for sentence in article.sentences)
    assert (first.answer, second.answer) == ("yes", "no")
    assert f"The writer's {kind} gives '{links[0] if links else text}'" in first.reason
    assert first.spans == ((8, 11, "document"),)


@pytest.mark.parametrize(
    ("kind", "text", "links"),
    [
        ("comment", "Is that so?", ()),
        ("change", "inserted “https://city.example/”", ("https://city.example/",)),
        ("comment", " " * 3_000 + "https://city.example/", ()),
    ],
)
def test_other_notes_are_no_source(kind, text, links, make_article):
    article = noted(make_article("It was dry."), kind, text, links)
    assert sourced.check(article.sentences[0], article).answer == "no"


@pytest.mark.parametrize(("half", "least"), [("dev", 0.95), ("held", 0.85)])
def test_news_with_and_without_sources(half, least, ask):
    rows = [row for row in NEWS if row[0] == half]
    right = [ask(sourced, row[3]).answer == row[1] for row in rows]
    assert sum(right) / len(right) >= least


def test_the_news_set_is_large_and_mixed():
    assert len({row[3] for row in NEWS}) == len(NEWS) >= 220
    kinds = {"link", "citation", "law", "document", "dataset", "filing", "study", "speech", "-"}
    for half in ("dev", "held"):
        assert {row[2] for row in NEWS if row[0] == half} == kinds


@pytest.mark.parametrize(
    ("sentence", "detail"),
    [
        ("See https://example.org/a.", "link"),
        ("It is in doi:10.1000/182 for all to read.", "citation"),
        ("The Clean Air Act of 1956 cut smog.", "law"),
        ("The Okafor report blamed the valve.", "document"),
        ("The 2021 census counted them.", "dataset"),
        ("The lawsuit, filed in Mombasa on 4 May, names the captain.", "filing"),
        ("A study published in The Lancet followed nurses.", "study"),
        ("His remarks at the Lisbon Water Forum were long.", "speech"),
        ("It rained.", ""),
    ],
)
def test_the_detail_says_what_was_recognised(sentence, detail, ask):
    assert ask(sourced, sentence).detail == detail


def test_a_fixture_is_no_court_case(ask):
    assert ask(sourced, "The Ghana v Mali match was called off.").answer == "no"
    assert ask(sourced, "The judges followed Harlow v Mendes.").detail == "law"


@pytest.mark.parametrize("text", ["", " ", "…", "\ud800", "?"], ids=repr)
def test_odd_text_has_no_source(text, ask):
    assert ask(sourced, text).answer == "no"


def test_every_match_holds_the_letters_its_rule_needs(ask):
    """The letters only save time: no labelled sentence or example may lose its source to them."""
    sentences = [row[3] for row in NEWS] + [sentence for sentence, _ in sourced.EXAMPLES]
    for rule in sourced.RULES:
        for sentence in sentences:
            if rule.needs and re.search(rule.pattern, sentence):
                assert any(letters in sentence for letters in rule.needs.split()), rule.what
