"""Attributed: who speaks, where it is said, and what is said."""

from dataclasses import replace

import pytest

from checks import attributed, attribution_model
from checks.attribution_model import Judgement, judge
from checks.records import Span
from checks.reporting import attributions
from tests.checks.labelled_rows import rows

NEWS = rows("news_attributed.tsv")


def spans(article, finding, role):
    return [article.text[s.start : s.end] for s in finding.spans if s.role == role]


@pytest.mark.parametrize(
    ("sentence", "detail", "source", "cue"),
    [
        ("The well is dry, said Amina Yusuf.", "named", ["Amina Yusuf"], ["said"]),
        (
            "Amina Yusuf, who farms near Kano, says the well is dry.",
            "named",
            ["Amina Yusuf"],
            ["says"],
        ),
        (
            "The old bridge has historically been framed as a symbol of unity.",
            "passive",
            [],
            ["has historically been framed as"],
        ),
        (
            "Ortega's remarks at the Lisbon Water Forum point to a drier decade.",
            "named",
            ["Ortega"],
            ["remarks"],
        ),
        ("The assertion that the river is clean is new.", "passive", [], ["assertion that"]),
        (
            "The threat is distant, as acknowledged by senior Dutch officials.",
            "anonymous",
            ["senior Dutch officials"],
            ["acknowledged by"],
        ),
        ("The plant, estimated to be worth millions, is shut.", "passive", [], ["estimated to be"]),
        (
            "The delay, as highlighted by Ortega, has costs.",
            "named",
            ["Ortega"],
            ["highlighted by"],
        ),
        (
            "According to the finance ministry, debt fell.",
            "named",
            ["the finance ministry"],
            ["According to"],
        ),
        ("Khan's claim that the ship sank is old.", "named", ["Khan"], ["claim"]),
    ],
)
def test_source_and_cue(sentence, detail, source, cue, make_article):
    article = make_article(sentence)
    best = attributions(article.text, 0, len(article.text))[0]
    assert best.detail == detail
    assert [article.text[slice(*best.source)]] == source if source else best.source is None
    assert [article.text[slice(*best.cue)]] == cue
    finding = attributed.check(article.sentences[0], article)
    assert finding.detail == detail
    assert all(f"'{words}'" in finding.reason for words in source)
    assert spans(article, finding, "cue")
    assert spans(article, finding, "content")


@pytest.mark.parametrize(
    "sentence",
    [
        "The reports lay on the table.",
        "The State of Ohio lies to the west.",
        "That said, the road was long.",
        "It's a fair question.",
        "This game marked a turning point, with both teams tired.",
        "We believe in tomorrow.",
        "Prices were higher than the year before.",
    ],
)
def test_the_writer_speaks(sentence, ask):
    assert ask(attributed, sentence).answer == "no"


def test_reason_says_who_cannot_be_asked(ask):
    finding = ask(attributed, "The lake is rising, as acknowledged by senior officials.")
    assert finding.reason.startswith("'senior officials' are not named, so a reader cannot ask")


def test_a_quotation_over_sentences_and_paragraphs_stays_with_its_speaker(make_article):
    article = make_article(
        ["Mayor Elin Strand came by boat.", "“The pumps failed,” Strand said.", "“They are old."],
        ["“Nobody paid for new ones.", "Now we are under water.”"],
        ["The town lies on the coast."],
    )
    findings = [attributed.check(sentence, article) for sentence in article.sentences]
    assert [f.answer for f in findings] == ["no", "yes", "yes", "yes", "yes", "no"]
    assert "Strand" in findings[3].reason
    assert "Strand" in findings[4].reason


def test_a_quotation_of_an_unnamed_speaker_is_partly_attributed(make_article):
    article = make_article(["“The pumps failed,” one official said.", "“They are old and tired.”"])
    finding = attributed.check(article.sentences[1], article)
    assert (finding.answer, finding.detail) == ("partly", "anonymous")


def test_a_lone_plural_is_no_name(ask):
    assert ask(attributed, "Beekeepers say the lime trees are dying.").detail == "anonymous"
    assert ask(attributed, "Sanders says the lime trees are dying.").detail == "named"


def test_a_title_in_quotation_marks_is_no_speech(ask):
    assert ask(attributed, 'Her novel "The Salt Road" was printed in Leeds.').answer == "no"


def test_what_a_quoted_speaker_reports_does_not_change_the_speaker(make_article):
    article = make_article("“Experts say the bridge will fall,” Ines Prado said.")
    finding = attributed.check(article.sentences[0], article)
    assert finding.detail == "named"
    assert spans(article, finding, "source") == ["Ines Prado"]


def test_block_quotation_is_somebodys(make_article):
    article = make_article(["Prado wrote this:"], [("quote", "The sea gives and takes.")])
    assert attributed.check(article.sentences[1], article).answer == "yes"


def test_a_quotation_that_opens_a_paragraph_belongs_to_the_speaker_ahead(make_article):
    article = make_article(
        ["Anders Holm said the pumps were new."],
        ["“They were never switched on.", "Nobody had the key,” said Birgit Aas."],
    )
    assert "Birgit Aas" in attributed.check(article.sentences[1], article).reason


def test_news_of_every_kind(ask):
    wrong = []
    for detail, sentence in NEWS:
        given = ask(attributed, sentence).detail
        if given != detail:
            wrong.append((detail, given, sentence))
    assert len(wrong) <= 0.05 * len(NEWS), wrong


def test_lines_that_have_nothing_to_do_with_each_other(make_article):
    """As ``check --one-per-line`` gives them: one text, a sentence a line."""
    article = make_article(["\n".join(sentence for _, sentence in NEWS)])
    sentences, start = [], 0
    for position, (_, sentence) in enumerate(NEWS, 1):
        whole = article.sentences[0]
        end = start + len(sentence)
        sentences.append(replace(whole, position=position, start=start, end=end, text=sentence))
        start = end + 1
    article = replace(article, sentences=tuple(sentences))
    given = [attributed.check(sentence, article).detail for sentence in article.sentences]
    wrong = [(row, detail) for row, detail in zip(NEWS, given, strict=True) if row[0] != detail]
    assert len(wrong) <= 0.1 * len(NEWS), wrong


def test_an_article_is_read_once(make_article, monkeypatch):
    article = make_article(["Khan said it snowed.", "It rained."])
    first = judge(article)
    monkeypatch.setattr(attribution_model, "read", None)
    assert judge(article) is first
    assert len(first) == 2


def test_the_same_text_cut_otherwise_is_read_anew(make_article):
    article = make_article(["Khan said it snowed.", "It rained."])
    judge(article)
    whole = replace(article.sentences[0], end=len(article.text), text=article.text)
    assert len(judge(replace(article, sentences=(whole,)))) == 1


@pytest.mark.parametrize("piece", ["“", "said ", "x" * 99 + " ", "\n"])
def test_a_long_article_takes_time_in_proportion(piece, make_article):
    article = make_article([piece * 200] * 40)
    findings = [attributed.check(sentence, article) for sentence in article.sentences]
    assert len(findings) == 40


def test_spans_lie_in_order_inside_their_sentence(make_article):
    article = make_article(
        ["“The pumps failed,” Mayor Elin Strand said.", "She added that they were old."]
    )
    for sentence in article.sentences:
        found = attributed.check(sentence, article).spans
        assert {span.role for span in found} == {"source", "cue", "content"}
        assert list(found) == sorted(found)
        assert all(sentence.start <= s.start < s.end <= sentence.end for s in found)


def test_the_score_says_how_sure_the_answer_is(ask):
    assert ask(attributed, "According to the port authority, 40 ships left.").score > 0.8
    finding = ask(attributed, "The dam was built in 1931.")
    assert finding.answer == "no"
    assert 0.5 < finding.score <= 1


@pytest.mark.parametrize(
    ("sentence", "marked", "detail", "reason"),
    [
        (
            "Aune frets over the harvest.",
            {"source": "Aune", "cue": "frets over"},
            "named",
            "'Aune' is given as the source ('frets over').",
        ),
        (
            "Growers fret over the harvest.",
            {"source": "several growers", "cue": "fret over"},
            "anonymous",
            "'several growers' are not named, so a reader cannot ask them ('fret over').",
        ),
        (
            "Talk in town was of a thin harvest.",
            {"cue": "Talk"},
            "passive",
            "'Talk' does not say by whom.",
        ),
        (
            "The harvest would be thin.",
            {"content": "The harvest would be thin"},
            "named",
            "It seems to go on with what 'Piet Aune' said.",
        ),
    ],
)
def test_what_only_the_model_finds_has_a_reason(
    sentence, marked, detail, reason, make_article, monkeypatch
):
    sentence = sentence.replace("Growers fret", "There several growers fret")
    article = make_article(["It rained.", "It was Monday, Piet Aune said."], [sentence])
    last = article.sentences[-1]
    found = tuple(
        Span(last.start + sentence.index(words), last.start + sentence.index(words) + len(words), r)
        for r, words in marked.items()
    )
    judgements = [Judgement(False, 0.1, ()), Judgement(True, 0.9, ()), Judgement(True, 0.8, found)]
    monkeypatch.setattr(attributed, "judge", lambda _: judgements)
    finding = attributed.check(last, article)
    assert (finding.detail, finding.reason, finding.score) == (detail, reason, 0.8)
    assert finding.spans == found
