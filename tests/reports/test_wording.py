"""What a report says in words: true of its counts, in whole sentences, for one and for many."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.counts import Counts, count
from reports.wording import day, deciders, listed, method, opening
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from tests.reports.examples import mark, report, reviewed, sentence, with_facts


def all_yes(**verdicts_or_answers: str) -> dict[str, str]:
    return dict.fromkeys(QUESTIONS, "yes") | verdicts_or_answers


def said(*sentences, **changes) -> str:
    return " ".join(opening(count(report(*sentences, **changes))))


def test_nothing_decided_is_said_for_one_sentence():
    told = said(sentence(1))
    assert told.startswith("Nobody has decided on any sentence yet;")
    assert "One sentence is waiting for a person to read it." in told


def test_nothing_decided_is_said_for_many_sentences():
    told = said(sentence(1), sentence(2))
    assert "2 sentences are waiting for a person to read them." in told


def test_one_sentence_that_is_done():
    told = said(sentence(1, decisions=all_yes(verdict="wrong")))
    assert "The one sentence that makes claims has been reviewed." in told
    assert "1 is wrong." in told
    assert "1 is attributed, 1 is sourced" in told
    assert "0 pieces of evidence are on file." in told


def test_all_of_many_are_done():
    told = said(*(sentence(position, decisions=all_yes()) for position in (1, 2)))
    assert "All 2 sentences that make claims have been reviewed." in told
    assert "No sentence has been given a verdict." in told
    assert "2 are attributed, 2 are sourced" in told


@pytest.mark.parametrize(
    ("done", "still_open", "expected"),
    [
        (1, 1, "Of 2 sentences, 1 has been reviewed and 1 is still open."),
        (2, 3, "Of 5 sentences, 2 have been reviewed and 3 are still open."),
        (0, 2, "Of 2 sentences, 0 have been reviewed and 2 are still open."),
    ],
)
def test_some_are_done(done, still_open, expected):
    sentences = [sentence(position, decisions=all_yes()) for position in range(1, done + 1)]
    begun = {"verdict": "accurate"}
    sentences += [sentence(done + 1 + n, decisions=begun) for n in range(still_open)]
    assert said(*sentences).startswith(expected)


@pytest.mark.parametrize(
    ("verdict", "one", "two"),
    [
        ("wrong", "1 is wrong", "2 are wrong"),
        ("change", "1 needs a change", "2 need a change"),
        ("unverifiable", "1 cannot be verified", "2 cannot be verified"),
        ("accurate", "1 is accurate", "2 are accurate"),
        ("opinion", "1 is opinion", "2 are opinion"),
        ("no-claim", "1 makes no claim", "2 make no claim"),
    ],
)
def test_verdicts_for_one_and_for_two(verdict, one, two):
    first, second = (sentence(n, decisions=all_yes(verdict=verdict)) for n in (1, 2))
    assert f"By the verdicts given, {one}." in said(first)
    assert f"By the verdicts given, {two}." in said(first, second)


def test_lines_with_nothing_to_review_do_not_make_a_review():
    headline = sentence(1, kind="headline", decisions={"verdict": "wrong"})
    told = said(headline)
    assert "1 is wrong" in told
    assert not re.search(r"\b(All 0|The one)\b", told)


def test_words_on_the_whole_article_alone_decide_no_sentence():
    told = said(sentence(1), verdict="unsound", summary="None of it holds.")
    assert told.startswith("Nobody has decided on any sentence yet;")


@given(
    st.lists(
        st.fixed_dictionaries(
            dict.fromkeys(QUESTIONS, st.sampled_from(["", *ANSWERS]))
            | {"verdict": st.sampled_from(["", *VERDICTS])}
        ),
        max_size=8,
    )
)
def test_there_are_always_three_sentences_in_good_english(given_by_people):
    sentences = [
        sentence(position, decisions={item: value for item, value in given.items() if value})
        for position, given in enumerate(given_by_people, 1)
    ]
    told = opening(count(report(*sentences)))
    assert len(told) == 3
    for words in told:
        assert re.fullmatch(r"[A-Z0-9].*\.", words)
        assert not re.search(r"\b1 (are|have|need|make|sentences|pieces)\b", words)
        assert not re.search(r"\b([02-9]|\d\d+) (is|has|needs|makes|sentence|piece)\b", words)
        assert "  " not in words


def test_method_names_people_and_counts_what_they_changed():
    kept = sentence(1, decisions={"sourced": "no"}, proposals=("n/a", "no", "n/a"))
    changed = sentence(2, decisions={"sourced": "yes"}, proposals=("n/a", "no", "n/a"))
    made = report(kept, changed, reviewers=("Ada", "Bo", "Cy"))
    told = " ".join(method(made, count(made)))
    assert "Ada, Bo and Cy" in told
    assert "2 proposals" in told
    assert "kept 1 and changed 1" in told


def test_method_says_when_nobody_has_reviewed():
    made = report(sentence(1))
    assert "nobody has reviewed" in " ".join(method(made, count(made)))


@pytest.mark.parametrize(
    ("words", "expected"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed_as_one_speaks(words, expected):
    assert listed(words) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-01", "1 March 2026"),
        ("2026-03-01T10:00:00.000Z", "1 March 2026"),
        ("2026-03-01T23:30:00-05:00", "2 March 2026"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("last spring", "last spring"),
        ("", ""),
    ],
)
def test_a_time_is_told_as_its_day(moment, expected):
    assert day(moment) == expected


def test_who_decided_what_is_told_by_person_and_day():
    made = sentence(1, decisions={"verdict": "wrong", "attributed": "no"})
    made.decisions["note"] = mark(1, "note", "Why?", reviewer="Bo")
    assert deciders(made) == [
        ("attributed and verdict", "Ada", "31 January 2026"),
        ("note", "Bo", "31 January 2026"),
    ]


def test_ticks_on_facts_are_told_once():
    ticks = {"fact:0-3": "checked", "fact:4-9": "checked", "verifiable": "yes"}
    assert deciders(sentence(1, decisions=ticks)) == [
        ("verifiable and facts", "Ada", "31 January 2026")
    ]


def test_a_sentence_with_open_facts_is_not_done_but_in_a_quick_review():
    answers = all_yes() | {"fact:0-3": "checked"}
    made = with_facts(sentence(1, decisions=answers), (0, 3, "name"), (4, 11, "date"))
    counts = count(report(made))
    assert (counts.done, counts.facts, counts.facts_checked) == (0, 2, 1)
    assert "of 2 facts, 1 has been checked" in opening(counts)[2]
    quick = count(report(made, ticks_facts=False))
    assert (quick.done, quick.facts, quick.facts_checked) == (1, 0, 0)
    assert "fact" not in " ".join(opening(quick))


def test_counts_are_of_what_people_decided():
    counts = count(reviewed())
    assert isinstance(counts, Counts)
    for question in QUESTIONS:
        assert sum(counts.answers[question].values()) == counts.to_review
        assert sum(counts.proposed[question].values()) <= counts.answers[question]["open"]
    assert counts.done <= counts.to_review
    assert counts.proposals_kept <= counts.proposals_decided


def test_answers_on_lines_that_were_set_aside_do_not_count():
    aside = sentence(1, kind="promo", decisions=all_yes())
    counts = count(report(aside, sentence(2)))
    assert (counts.to_review, counts.done, counts.set_aside) == (1, 0, 1)
    assert counts.answers["attributed"] == {"yes": 0, "partly": 0, "no": 0, "n/a": 0, "open": 1}
    assert counts.proposals_decided == 0


def test_a_proposal_counts_as_a_proposal_only():
    counts = count(report(sentence(1, proposals=("yes",) * 3)))
    assert counts.answers["sourced"]["yes"] == 0
    assert counts.proposed["sourced"]["yes"] == 1
    assert counts.done == 0
    assert not counts.anything_decided
