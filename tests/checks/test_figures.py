"""Figures: how numbers are written, and what is no figure."""

import pytest

from checks.figures import counted, figures


def read(text):
    return [(figure.value, figure.unit) for figure in figures(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200,000 trees", [(1_200_000, "")]),
        ("1.200.000 trees", [(1_200_000, "")]),
        ("1\u202f200\u202f000 trees", [(1_200_000, "")]),
        ("12,34,567 votes", [(1_234_567, "")]),
        ("1.2 million trees", [(1_200_000, "")]),
        ("1.2m trees", [(1_200_000, "")]),
        ("118m litres", [(118_000_000, "l")]),
        ("118 m litres", [(118_000_000, "l")]),
        ("£3bn", [(3_000_000_000, "£")]),
        ("£3 bn", [(3_000_000_000, "£")]),
        ("£3m", [(3_000_000, "£")]),
        ("2.4 mn", [(2_400_000, "")]),
        ("2.4mn tonnes", [(2_400_000, "t")]),
        ("1.2 m people", [(1_200_000, "")]),
        ("12m people", [(12_000_000, "")]),
        ("3b people", [(3_000_000_000, "")]),
        ("3k", [(3_000, "")]),
        ("some 3k people", [(3_000, "")]),
        ("3K followers", [(3_000, "")]),
        ("more than 12k, they said", [(12_000, "")]),
        ("10-12m tonnes", [(10_000_000, "t")]),
        ("a tower 118m tall", [(118, "m")]),
        ("a 118m-tall tower", [(118, "m")]),
        ("1.2m deep", [(1.2, "m")]),
        ("2.5 m high", [(2.5, "m")]),
        ("300m above the sea", [(300, "m")]),
        ("thins by 1.2 m a year", [(1.2, "")]),
        ("3 crore voters", [(30_000_000, "")]),
        ("£4.5bn", [(4_500_000_000, "£")]),
        ("$20k", [(20_000, "$")]),
        ("US$3.2 million", [(3_200_000, "$")]),
        ("20,000 euros", [(20_000, "€")]),
        ("a 3.2-million-pound grant", [(3_200_000, "£")]),
        ("12 %", [(12, "%")]),
        ("12 per cent", [(12, "%")]),
        ("twelve percent", [(12, "%")]),
        ("2 percentage points", [(2, "points")]),
        ("a 2-percentage-point rise", [(2, "points")]),
        ("14 km", [(14, "km")]),
        ("a 14-kilometre tunnel", [(14, "km")]),
        ("5kg", [(5, "kg")]),
        ("two hundred and fifty cows", [(250, "")]),
        ("twenty-one cows", [(21, "")]),
        ("two hundred thousand bees", [(200_000, "")]),
        ("a million bees", [(1_000_000, "")]),
        ("three dozen eggs", [(36, "")]),
        ("two thirds of it", [(2 / 3, "share")]),
        ("a quarter of it", [(0.25, "share")]),
        ("half the village", [(0.5, "share")]),
        ("-5 degrees", [(-5, "")]),
        ("seven men and four women", [(7, ""), (4, "")]),
        ("from 4 % to 6 %", [(4, "%"), (6, "%")]),
    ],
)
def test_how_figures_are_read(text, values):
    assert read(text) == [(pytest.approx(value), unit) for value, unit in values]


@pytest.mark.parametrize(
    "text",
    [
        *("in 2014", "the 1990s", "on 4 March", "March 4, then", "at 10:30", "at 5pm", "at 5 a.m."),
        *("they won 7-2", "an F-16", "COVID-19", "on 9/11", "Route 66", "No. 5", "Article 50"),
        *("the 5th man", "the first man", "a man", "a 4x4", "version 1.2.3"),
        *("a 100m sprint", "the 400m hurdles", "10m waves", "a 30m wall", "he ran 10k"),
        *("a 5k", "5k run", "the 10k race", "a 4k video", "4K screens", "MI5 and 3b"),
        *("the 100m final", "phone 555-0100 now", "the fifth element"),
    ],
)
def test_what_is_no_figure(text):
    assert read(text) == []


def test_a_range_has_two_ends():
    (figure,) = figures("some 10-15 km", 0, 13)
    assert (figure.value, figure.high, figure.unit) == (10, 15, "km")


@pytest.mark.parametrize(
    ("text", "step", "exactness"),
    [("3,417", 1, 4), ("3,400", 100, 2), ("1.2 million", 100_000, 2), ("1,273.46", 0.01, 6)],
)
def test_how_exactly_a_figure_is_written(text, step, exactness):
    (figure,) = figures(text, 0, len(text))
    assert figure.step == pytest.approx(step)
    assert figure.exactness == exactness


def test_offsets_hold_anywhere_in_a_text():
    text = "No figure here. Then £4.5bn, and two thirds of it."
    found = figures(text, 16, len(text))
    assert [text[figure.start : figure.end] for figure in found] == ["£4.5bn", "two thirds"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("43 new schools in Leeds", ("new", "schools")),
        ("43 people, most of them old", ("people",)),
        ("a 14-kilometre tunnel", ("tunnel",)),
        ("43 of them", ()),
    ],
)
def test_what_is_counted(text, words):
    assert counted(text, figures(text, 0, len(text))[0]) == words
