"""What is left out before a report goes out, and that every format says so and holds none of it."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given

from reports import FORMATS, write
from reports.counts import count
from reports.options import EVERYTHING, NotWritten, Options, numbers, prepare
from reviews.records import Report
from tests.reports.examples import evidence, long, report, reviewed, sentence
from tests.reports.examples import reports as any_report
from tests.reports.test_strangers import text_of

FOR_PEOPLE = [name for name, form in FORMATS.items() if "only_changes" in form.options]
#: Where there is room for a paragraph on method.
WITH_METHOD = [name for name in FOR_PEOPLE if name != "csv"]


def text(made: Report, form: str, options: Options) -> str:
    return " ".join(text_of(form, write(made, form, options)).replace("\u200e", "").split())


def two_reviewers() -> Report:
    """Zoe came first, so that numbers by name and by time differ."""
    secret = {"note": "Between us: ask Smith."}
    return report(
        sentence(
            1, "It cost 24 million.", decisions={"verdict": "wrong", **secret}, reviewer="Zoe"
        ),
        sentence(
            2,
            "It rained.",
            decisions={"attributed": "no", "verdict": "accurate"},
            reviewer="Abe",
            evidence=(evidence(2, reviewer="Abe"),),
        ),
        verdict="",
    )


def test_with_everything_nothing_is_changed_or_said():
    assert prepare(reviewed(), EVERYTHING) == reviewed()


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_notes_that_are_left_out_are_nowhere(form):
    assert "ask Smith" in text(two_reviewers(), form, EVERYTHING)
    assert "ask Smith" not in text(two_reviewers(), form, Options(notes=False))


@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize("how", ["pseudonym", "none"])
def test_names_that_are_left_out_are_nowhere(form, how):
    assert "Zoe" in text(two_reviewers(), form, EVERYTHING)
    shown = text(two_reviewers(), form, Options(reviewers=how))
    assert "Zoe" not in shown
    assert "Abe" not in shown
    assert ("Reviewer 1" in shown) == (how == "pseudonym")
    assert "31 January 2026" in shown


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_only_what_needs_a_change_is_listed(form):
    shown = text(two_reviewers(), form, Options(only_changes=True))
    assert "It cost 24 million." in shown
    assert "It rained." not in shown
    assert "The city's audit" not in shown


@pytest.mark.parametrize("form", WITH_METHOD)
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (Options(only_changes=True), "Only the sentences that need a change are shown"),
        (Options(notes=False), "one internal note is left out"),
        (Options(reviewers="pseudonym"), "called by numbers instead of their names"),
        (Options(reviewers="none"), "names are left out"),
    ],
)
def test_what_is_left_out_is_said(form, options, told):
    assert told not in text(two_reviewers(), form, EVERYTHING)
    assert told in text(two_reviewers(), form, options)


@given(any_report())
def test_counts_are_of_the_whole_review_whatever_is_shown(made):
    everything = count(made)
    without = Options(only_changes=True, notes=False, reviewers="none")
    assert count(prepare(made, without)) == replace(everything, notes=0)


@given(any_report())
def test_no_name_is_left_anywhere_in_the_record(made):
    named = json.dumps(asdict(replace(made, reviewers=("Ada",))))
    assert '"reviewer": "Ada"' in named or not any(one.history for one in made.sentences)
    for how in ("pseudonym", "none"):
        left = prepare(made, Options(reviewers=how))
        marks = [mark for one in left.sentences for mark in (*one.history, *one.decisions.values())]
        marks += [piece for one in left.sentences for piece in one.evidence]
        assert not {mark.reviewer for mark in (*marks, *left.history)} & set(made.reviewers)


def test_reviewers_are_numbered_as_they_came():
    left = prepare(two_reviewers(), Options(reviewers="pseudonym"))
    assert left.sentences[0].decisions["verdict"].reviewer == "Reviewer 1"
    assert left.sentences[1].decisions["verdict"].reviewer == "Reviewer 2"
    assert left.sentences[1].evidence[0].reviewer == "Reviewer 2"


def test_how_many_people_reviewed_is_still_said():
    shown = text(two_reviewers(), "html", Options(reviewers="none"))
    assert "reviewed by 2 people" in shown
    assert "2, not named" in shown


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in FOR_PEOPLE])
def test_formats_for_programs_are_complete_or_nothing(form):
    assert write(reviewed(), form) == FORMATS[form].render(reviewed())
    with pytest.raises(NotWritten, match=rf"html.*, not in {form}\b.*\.$"):
        write(reviewed(), form, Options(only_changes=True))


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "claimreview"])
def test_single_sentences_are_chosen_for_what_is_published_one_by_one_alone(form):
    with pytest.raises(NotWritten, match=rf"Single sentences .* claimreview, not in {form}\b.*\.$"):
        write(reviewed(), form, Options(sentences=numbers("2")))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("3", {3}),
        ("3,7-9", {3, 7, 8, 9}),
        (" 3 , 7 – 9 ,3", {3, 7, 8, 9}),
        ("07", {7}),
    ],
)
def test_numbers_and_ranges_name_sentences(words, named):
    assert {number for one in numbers(words) for number in one} == named


@pytest.mark.parametrize(
    "words", ["", "3,", "a", "9-7", "-3", "3-", "1.5", "٣", "1" * 10, "<b>\x1b[31m", "3;7"]
)
def test_what_names_no_sentences_gets_a_sentence(words):
    with pytest.raises(NotWritten, match=r"such as 3,7-9\.$") as told:
        numbers(words)
    assert str(told.value).isprintable()


@pytest.mark.parametrize(
    ("words", "missing"), [("0", 0), ("2,99", 99), ("1-999999999", 13), ("5-20", 13)]
)
def test_a_sentence_that_is_not_there_is_told(words, missing):
    made = long(12)
    with pytest.raises(NotWritten, match=rf"^There is no sentence {missing}: the article has 12"):
        prepare(made, Options(sentences=numbers(words)))


def test_a_page_without_names_has_no_reviews_by_nobody(monkeypatch):
    made = replace(two_reviewers(), verdict="unsound")
    assert b"ld+json" in write(made, "html")
    assert b"ld+json" not in write(made, "html", Options(reviewers="none"))
    monkeypatch.setenv("LINECHECK_PUBLISHER", "The Desk")
    assert b"ld+json" in write(made, "html", Options(reviewers="none"))
