"""Consents and a machine's answers are kept beside the marks and never among them."""

import pytest

from db.assistant import consent, keep_answer, keep_consent, newest_answers
from db.marks import marks
from db.reviewers import reviewer

HERE = {"address": "http://127.0.0.1:11434/v1/chat/completions", "model": "tiny"}
AT = "2026-03-01T10:00:00.000Z"


def answered(database, article, ada, sentence, **changes):
    usual = {"model": "tiny", "prompt": "split-1", "answer": {"claims": ["A"]}, "at": AT}
    keep_answer(database, article, sentence, ada, **usual | changes)


def test_nobody_has_agreed_until_somebody_does(database, article, ada):
    assert consent(database, article, **HERE) is None
    keep_consent(database, article, ada, **HERE, agreed=True, at=AT)
    standing = consent(database, article, **HERE)
    assert (standing.reviewer, standing.at) == ("Ada", AT)
    assert consent(database, article + 1, **HERE) is None


@pytest.mark.parametrize(
    "change", [{"model": "huge"}, {"address": "https://elsewhere.example/v1/chat/completions"}]
)
def test_a_consent_is_for_one_machine(database, article, ada, change):
    keep_consent(database, article, ada, **HERE, agreed=True, at=AT)
    assert consent(database, article, **HERE | change) is None


def test_the_newest_act_stands_whoever_it_was(database, article, ada):
    keep_consent(database, article, ada, **HERE, agreed=True, at=AT)
    keep_consent(database, article, reviewer(database, "Bo"), **HERE, agreed=False, at=AT)
    assert consent(database, article, **HERE) is None
    keep_consent(database, article, ada, **HERE, agreed=True, at=AT)
    assert consent(database, article, **HERE).reviewer == "Ada"
    acts = database.execute("SELECT agreed FROM assistant_consents ORDER BY id").fetchall()
    assert acts == [(1,), (0,), (1,)]


def test_the_newest_answer_about_each_sentence_comes_back(database, article, ada):
    answered(database, article, ada, 3)
    answered(database, article, ada, 2, answer={"claims": ["old"]})
    answered(database, article, ada, 2, answer={"claims": ["new \N{SNOW CAPPED MOUNTAIN}"]})
    found = newest_answers(database, article)
    assert [(one.sentence, one.answer["claims"]) for one in found] == [
        (2, ["new \N{SNOW CAPPED MOUNTAIN}"]),
        (3, ["A"]),
    ]
    assert (found[0].model, found[0].prompt, found[0].reviewer) == ("tiny", "split-1", "Ada")
    assert newest_answers(database, article + 1) == []
    assert marks(database, article) == []
