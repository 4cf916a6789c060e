"""How far a review has come: three answers a sentence, lines set aside not counted."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.records import SET_ASIDE, Kind
from reviews.items import QUESTIONS, REVIEWED_KINDS, fact_item
from reviews.progress import is_done, progress, ticks_facts, to_review
from reviews.records import WHOLE_ARTICLE, Mark

KINDS = [(1, "headline"), (2, "body"), (3, "quote"), (4, "promo"), (5, "list"), (6, "caption")]


def decisions(*made: tuple[int, str, str]) -> dict[tuple[int, str], Mark]:
    return {
        (sentence, item): Mark(sentence, item, value, "2026-03-01T10:00:00.000Z", "tab-1", seq)
        for seq, (sentence, item, value) in enumerate(made)
    }


def answered(*positions: int) -> dict[tuple[int, str], Mark]:
    return decisions(*((place, question, "no") for place in positions for question in QUESTIONS))


def test_every_kind_is_either_reviewed_or_set_aside():
    assert set(get_args(Kind)) == REVIEWED_KINDS | SET_ASIDE
    assert not REVIEWED_KINDS & SET_ASIDE


def test_lines_that_make_claims_are_reviewed():
    assert to_review(KINDS, {}) == [2, 3, 5, 6]


def test_a_person_brings_a_line_back_or_sets_one_aside():
    chosen = decisions((1, "kind", "body"), (2, "kind", "promo"), (3, "kind", "boilerplate"))
    assert to_review(KINDS, chosen) == [1, 5, 6]


@pytest.mark.parametrize("missing", QUESTIONS)
def test_a_sentence_is_done_when_all_three_questions_are_answered(missing):
    all_three = answered(2)
    assert is_done(2, all_three, {})
    assert not is_done(3, all_three, {})
    del all_three[2, missing]
    assert not is_done(2, all_three | decisions((2, "verdict", "wrong"), (2, "note", "?")), {})


def test_a_sentence_is_done_when_its_facts_are():
    facts = {2: [fact_item(0, 4), fact_item(9, 12)]}
    answers = answered(2)
    assert not is_done(2, answers, facts)
    assert not is_done(2, answers | decisions((2, "fact:0-4", "checked")), facts)
    ticked = answers | decisions((2, "fact:0-4", "checked"), (2, "fact:9-12", "checked"))
    assert is_done(2, ticked, facts)
    assert progress(KINDS, ticked, facts) == (1, 4)


def test_a_quick_review_leaves_the_facts_out():
    facts = {2: [fact_item(0, 4)]}
    quick = answered(2) | decisions((WHOLE_ARTICLE, "facts", "off"))
    assert ticks_facts(answered(2))
    assert not ticks_facts(quick)
    assert is_done(2, quick, facts)


def test_progress_counts_what_is_to_review_only():
    assert progress(KINDS, answered(1, 2, 4, 5), {}) == (2, 4)
    brought_back = answered(1, 2) | decisions((1, "kind", "body"))
    assert progress(KINDS, brought_back, {}) == (2, 5)
    assert progress([], {}, {}) == (0, 0)


@given(st.lists(st.sampled_from(get_args(Kind))), st.sets(st.integers(1, 20)))
def test_progress_never_exceeds_what_there_is(kinds, positions):
    numbered = list(enumerate(kinds, 1))
    done, total = progress(numbered, answered(*positions), {})
    assert 0 <= done <= total <= len(kinds)
    assert progress(numbered, answered(*range(1, len(kinds) + 1)), {}) == (total, total)
