"""Forecasts and hedges: what has not happened, and what is half claimed."""

from functools import partial

from checks import forecasts
from tests.checks.last_sentence import last_finding, marked

last = partial(last_finding, forecasts)


def test_the_reasons_quote_the_words():
    assert last("Rents may rise.").reason == (
        "'may' looks ahead: nothing can settle it yet; ask who forecasts it and on what."
    )
    assert last("He is reportedly ill.").reason == (
        "'reportedly' holds the claim back: ask what is known and who knows it."
    )


def test_each_wording_is_marked():
    text = "The lock appears to be old and could break."
    assert marked(text, last(text)) == [("hedge", "appears to be old"), ("forecast", "could")]


def test_a_forecast_in_a_quotation_is_a_forecast_too():
    assert last("“The dam will fail,” said Rosa Lind.").detail == "forecast"
