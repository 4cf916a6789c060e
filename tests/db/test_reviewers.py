"""Reviewers: one person, one number, under a name that can stand in a report."""

import unicodedata

import pytest

from db.reviewers import InvalidName, NoSuchReviewer, reviewer, reviewer_name


def test_a_name_keeps_its_number(database):
    ada, bo = reviewer(database, "Ada"), reviewer(database, "Bo")
    assert ada != bo
    assert reviewer(database, "Ada") == ada
    assert reviewer_name(database, bo) == "Bo"


@pytest.mark.parametrize("written", ["  Zoë\n", unicodedata.normalize("NFD", "Zoë"), "Zoë\u00a0"])
def test_one_name_written_in_several_ways_is_one_person(database, written):
    assert reviewer(database, written) == reviewer(database, "Zoë")
    assert reviewer_name(database, 1) == "Zoë"


def test_spaces_that_nobody_can_count_do_not_tell_people_apart(database):
    assert reviewer(database, "Ada  Byron") == reviewer(database, "Ada\u2003Byron")
    assert reviewer_name(database, 1) == "Ada Byron"


@pytest.mark.parametrize(
    "name", ["X", "x" * 80, "Ali\u200cReza", "'; DROP TABLE reviewers; --", "<script>", "李", "😀"]
)
def test_names_of_all_kinds_are_kept(database, name):
    assert reviewer_name(database, reviewer(database, name)) == name


@pytest.mark.parametrize(
    "name",
    ["", "  \n", "x" * 81, "a\nb", "a\0b", "a\ud800b", "a\u202eb", "a\u2028b", "\u200d", "\u0301"],
)
def test_names_that_cannot_stand_beside_a_mark_are_refused(database, name):
    with pytest.raises(InvalidName, match=r"\.$"):
        reviewer(database, name)
    assert database["reviewers"].count == 0


def test_a_number_that_nobody_has_is_told(database):
    with pytest.raises(NoSuchReviewer, match="7"):
        reviewer_name(database, 7)
