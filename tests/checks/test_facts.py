"""Facts: how many of the marked ones are found, what is quiet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.facts import HALVES, Marked, count, found_in, marked_sentences, read_marks, shared
from checks import facts
from checks.name_words import evidence
from checks.records import Span


def items(text):
    return [(text[start:end], role) for start, end, role in found_in(text)]


# --- the marked sentences ----------------------------------------------------------------------


@pytest.mark.parametrize("half", HALVES)
def test_recall_and_precision_on_marked_sentences(half):
    counts = count(marked_sentences(half))
    assert counts.half / counts.marked >= 0.95
    assert counts.half / counts.found >= 0.85


def test_two_hundred_sentences_are_marked_and_some_hold_nothing():
    every = [sentence for half in HALVES for sentence in marked_sentences(half)]
    assert len(every) == len({sentence.text for sentence in every}) == 200
    assert sum(not sentence.facts for sentence in every) >= 25
    assert {span.role for sentence in every for span in sentence.facts} == set(facts.KINDS)


def test_marks_are_read_inside_marks():
    line = "[“We lost [two|number],”|quotation] said [Li|name]."
    assert read_marks(line) == Marked(
        "“We lost two,” said Li.",
        (Span(0, 14, "quotation"), Span(9, 12, "number"), Span(20, 22, "name")),
    )
    with pytest.raises(ValueError, match="not closed"):
        read_marks("[Li said.")


def test_spans_share_their_union():
    assert shared(Span(0, 4, "name"), Span(2, 6, "name")) == pytest.approx(1 / 3)
    assert shared(Span(0, 4, "name"), Span(5, 6, "name")) == 0


# --- the check ---------------------------------------------------------------------------------


def test_a_reason_counts_by_kind(ask):
    finding = ask(facts, "Rosa Lind and Ada Orr opened the bridge on 14 March with 300 guests.")
    assert finding.reason == "4 things to tick: 2 names, 1 date, 1 number."
    assert (finding.answer, finding.detail) == ("yes", "4")
    assert ask(facts, "It is the largest of its kind.").reason == "1 thing to tick: 1 comparison."


@pytest.mark.parametrize("kind", ["headline", "heading", "promo", "boilerplate"])
def test_what_is_set_aside_holds_no_facts(kind, make_article):
    article = make_article([(kind, "Rosa Lind opens the Ludford Bridge")])
    assert facts.check(article.sentences[0], article) is None


@pytest.mark.parametrize("kind", ["body", "quote", "list", "caption"])
def test_offsets_are_the_articles(kind, make_article):
    article = make_article("It rained.", [(kind, "Rosa Lind left Leeds in 2019.")])
    finding = facts.check(article.sentences[1], article)
    found = {(article.text[start:end], role) for start, end, role in finding.spans}
    assert {("Rosa Lind", "name"), ("Leeds", "place"), ("2019", "date")} <= found


def test_a_quotation_over_two_sentences_is_ticked_in_both(make_article):
    article = make_article(["“We left at dawn.", "We came home late,” she said."])
    spans = [facts.check(sentence, article).spans for sentence in article.sentences]
    assert [
        [article.text[a:b] for a, b, role in each if role == "quotation"] for each in spans
    ] == [
        ["“We left at dawn."],
        ["We came home late,”"],
    ]


def test_a_block_quotation_without_marks_is_ticked_whole(make_article):
    article = make_article([("quote", "We left at dawn.")])
    assert facts.check(article.sentences[0], article).spans == (Span(0, 16, "quotation"),)


def test_the_article_tells_a_name_from_an_ordinary_word(make_article):
    alone = make_article("Harrow closed early.")
    assert "Harrow" in [alone.text[a:b] for a, b, _ in facts.check(alone.sentences[0], alone).spans]
    article = make_article("Harrow closed early.", "He pulled the harrow across the field.")
    assert facts.check(article.sentences[0], article) is None
    article = make_article("We met Rosa Lind there.", "Lind, who was late, said nothing.")
    assert Span(25, 29, "name") in facts.check(article.sentences[1], article).spans


def test_evidence_is_read_once_an_article():
    text = "Rosa Lind met the mayor."
    assert evidence(text) is evidence(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Khan paid £3.2m.", [("Khan", "name"), ("£3.2m", "number")]),
        ("Ida van Ek, 62, baker.", [("Ida van Ek", "name"), ("62", "number"), ("baker", "title")]),
        (
            "US Deputy Trade Minister Ida Ek left.",
            [("US", "place"), ("Deputy Trade Minister", "title"), ("Ida Ek", "name")],
        ),
        ("US-Pakistan ties froze.", [("US", "place"), ("Pakistan", "place")]),
        ("The Hamas-run ministry closed.", [("Hamas", "organisation")]),
        ("Kenya's exports doubled.", [("Kenya", "place"), ("doubled", "comparison")]),
        ("It fell from 12 to 9 per cent.", [("12 to 9 per cent", "number")]),
        ("He may march in May.", [("May", "date")]),
        ("The White House burned in 1814.", [("White House", "organisation"), ("1814", "date")]),
        ("Rooms cost more than 40 euros.", [("40 euros", "number")]),
        ("It costs more than any other room.", [("more than any other room", "comparison")]),
        ("They met at 21:40 on 9/11.", [("21:40", "date"), ("9/11", "date")]),
        ("She sang in “The Salt Road”.", [("The Salt Road", "name")]),
        ("The Amazon floods; Amazon pays.", [("Amazon", "place"), ("Amazon", "organisation")]),
        ("The interest in the west is honest.", []),
    ],
)  # fmt: skip
def test_single_rules(text, expected):
    assert items(text) == expected


@settings(deadline=None)  # the first call reads the word lists
@given(st.text(alphabet="AbC d1.,'’“”\"-£% \n", max_size=60))
def test_items_lie_inside_and_nest_only_in_quotations(text):
    spans = found_in(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [(span.start, -span.end) for span in spans] == sorted(
        (span.start, -span.end) for span in spans
    )
    for index, one in enumerate(spans):
        for other in spans[index + 1 :]:
            apart = one.end <= other.start
            inside = one.role == "quotation" and other.end <= one.end
            assert apart or inside
