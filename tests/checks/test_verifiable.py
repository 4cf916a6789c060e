"""Verifiable: facts apart from opinion, forecast, exhortation and question."""

import pytest

from checks import verifiable


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The senator called the bill a disgrace.", "no"),
        ("Mayor Ito said 14 people had died.", "yes"),
        ("Mayor Ito said the festival was wonderful.", "no"),
        ("The drought could trigger a war.", "no"),
        ("The crisis requires a comprehensive approach.", "no"),
        ("This underscores the interconnected nature of global trade.", "no"),
        ("Did 14 people die on Monday?", "no"),
        ("Norway sanctioned nine firms in May 2021.", "yes"),
        ("In a shameful vote, the council cut 40 jobs on Monday.", "partly"),
    ],
)
def test_answers(sentence, answer, ask):
    assert ask(verifiable, sentence).answer == answer


def test_the_act_of_saying_is_not_judged(ask):
    """The date of the speech does not make the praise in it a fact."""
    assert ask(verifiable, "“You are all wonderful,” Ito said.").answer == "no"


def test_reason_and_spans_quote_the_text(make_article):
    article = make_article("The council cut 40 jobs.")
    finding = verifiable.check(article.sentences[0], article)
    words = [article.text[s.start : s.end] for s in finding.spans if s.role == "fact"]
    assert "40" in words
    assert any(f"'{word}'" in finding.reason for word in words)


def test_capital_that_changes_length_keeps_offsets(make_article):
    article = make_article("İzmir lost 40 jobs in 2019.")
    finding = verifiable.check(article.sentences[0], article)
    assert "2019" in [article.text[s.start : s.end] for s in finding.spans]
