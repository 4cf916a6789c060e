"""Whether the writer takes sides."""

import pytest

from checks import opinion
from checks.lexicon import lexicon


def test_loaded_words_are_shown_and_quoted(make_article):
    article = make_article(["It was dry.", "This shameless regime is a gang of crooks."])
    finding = opinion.check(article.sentences[1], article)
    assert finding.detail == "loaded"
    shown = [article.text[span.start : span.end] for span in finding.spans]
    assert shown == ["shameless", "regime", "crooks"]
    assert "a more neutral word than 'shameless', 'regime', 'crooks' would" in finding.reason


def test_a_word_is_quoted_once(ask):
    finding = ask(opinion, "A disgrace, I say: a disgrace to us all, and nothing but a disgrace.")
    assert finding.reason.count("'disgrace'") == 1


def test_a_word_in_a_name_is_not_loaded():
    assert lexicon("The Department of Justice and Hope Street School are open.") == []
    assert [found.kind for found in lexicon("Justice is a farce.")] == ["loaded", "loaded"]


def test_evaluative_words_are_shown_where_none_is_loaded(ask):
    finding = ask(opinion, "The acting is truly awful and the ending is worse.")
    assert finding.detail == "opinion"
    assert "'truly'" in finding.reason


def test_an_opinion_without_listed_words_has_a_reason(ask):
    finding = ask(opinion, "Why would anybody want to live like that?")
    assert finding is not None
    assert "argues or weighs up" in finding.reason
    assert finding.spans == ()


def test_clear_cases_are_yes_and_others_partly(ask):
    found = [ask(opinion, sentence) for sentence, answer in opinion.EXAMPLES if answer]
    assert all(
        finding.answer == ("yes" if finding.score >= 0.65 else "partly") for finding in found
    )


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "\ud800", "١٢٣"], ids=repr)
def test_odd_text_stays_quiet_or_has_a_score(text, ask):
    finding = ask(opinion, text)
    assert finding is None or 0 <= finding.score <= 1
