"""Whether evidence could settle a sentence."""

import pytest

from checks import verifiable
from tests.checks.labelled_rows import rows

NEWS = rows("news_verifiable.tsv")


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
        ("Health minister Rosa Paz, 61, called it a betrayal.", "no"),
    ],
)
def test_answers(sentence, answer, ask):
    assert ask(verifiable, sentence).answer == answer


@pytest.mark.parametrize(("half", "least"), [("dev", 0.9), ("held", 0.88)])
def test_news_of_many_kinds(half, least, ask):
    rows = [(row[1] != "no", row[2]) for row in NEWS if row[0] == half]
    right = [gold == (ask(verifiable, text).answer != "no") for gold, text in rows]
    assert sum(right) / len(right) >= least


def test_the_news_set_is_large_and_mixed():
    assert len({row[2] for row in NEWS}) == len(NEWS) >= 320
    for half in ("dev", "held"):
        assert {row[1] for row in NEWS if row[0] == half} == {"yes", "partly", "no"}


def test_high_scores_are_mostly_right(ask):
    """The reliability the page promises: of answers given at .9 about nine in ten hold."""
    findings = [(row[1] != "no", ask(verifiable, row[2])) for row in NEWS]
    sure = [gold == (finding.answer != "no") for gold, finding in findings if finding.score >= 0.9]
    assert len(sure) > 150
    assert sum(sure) / len(sure) >= 0.9


def test_speech_and_writing_are_told_apart():
    article = "The dam broke. It had cracks. Nobody was hurt. The mayor left. Work begins soon."
    debate = "I think we must act. You know that. My plan is better. We will win. I love it."
    assert verifiable.speech_share(article) < 0.25
    assert verifiable.speech_share(debate) > 0.6
    assert verifiable.speech_share("") == 0.25


def test_the_same_words_weigh_differently_in_a_debate(make_article):
    """A debate is judged by the model for speech: crowds call few of its sentences factual."""
    sentence = "The economy is strong."
    debate = [f"I tell you, my friends, we can do better {number}." for number in range(30)]
    alone = make_article(sentence)
    among = make_article([*debate, sentence])
    first = verifiable.check(alone.sentences[0], alone)
    last = verifiable.check(among.sentences[-1], among)
    assert first.score != last.score


def test_the_reason_quotes_both_sides(ask):
    finding = ask(verifiable, "In a shameful vote, the council cut 40 jobs on Monday.")
    assert "'40'" in finding.reason
    assert "'shameful'" in finding.reason
    assert finding.reason.startswith("It mixes ")


def test_a_plain_fact_without_a_number_has_a_reason(ask):
    finding = ask(verifiable, "The company makes its shoes in Vietnam.")
    assert finding.answer == "yes"
    assert finding.reason.endswith("which evidence could settle.")


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


def test_who_said_it_is_not_evidence(make_article):
    article = make_article("Senator Adeyemi of Lagos said the party was a disgrace.")
    finding = verifiable.check(article.sentences[0], article)
    assert finding.answer == "no"
    shown = {article.text[span.start : span.end] for span in finding.spans}
    assert not any("Lagos" in words or "Adeyemi" in words for words in shown)


def test_spans_are_facts_and_judgements_inside_the_sentence(make_article):
    article = make_article(["It was dry.", "In a shameful vote, they cut 40 jobs on Monday."])
    second = article.sentences[1]
    spans = verifiable.check(second, article).spans
    assert {span.role for span in spans} == {"fact", "judgement"}
    assert all(second.start <= span.start < span.end <= second.end for span in spans)


@pytest.mark.parametrize("text", ["", " ", "…", "İİ", "\ud800", "١٢٣", "?", '"'], ids=repr)
def test_odd_text_gets_an_answer(text, ask):
    finding = ask(verifiable, text)
    assert finding.answer in {"yes", "partly", "no"}
    assert 0 <= finding.score <= 1
