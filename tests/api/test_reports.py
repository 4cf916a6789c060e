"""The report over HTTP: fresh, as a file, for those who may see it."""

import pytest

from reports import FORMATS
from tests.api.test_marks import post, sent


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_comes_as_a_file(client, article, pass_of, name):
    answer = client.get(f"/api/articles/{article}/report/{name}", headers=pass_of())
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; filename=")
    assert FORMATS[name].extension in disposition
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content


def test_a_mark_made_a_moment_ago_is_in_the_report(client, article, pass_of):
    post(client, article, pass_of(), sent(1, item="note", value="Ask the auditor for page 3"))
    answer = client.get(f"/api/articles/{article}/report/markdown", headers=pass_of())
    assert "Ask the auditor for page 3" in answer.text


def test_an_unknown_format_names_the_known_ones(client, article, pass_of):
    answer = client.get(f"/api/articles/{article}/report/papyrus", headers=pass_of())
    assert answer.status_code == 404
    assert "html" in answer.json()["error"]


def test_without_a_pass_there_is_no_report(client, article):
    assert client.get(f"/api/articles/{article}/report/html").status_code == 401


def test_an_article_that_is_gone_gets_a_sentence(client, article, pass_of):
    header = pass_of(for_article=999)
    answer = client.get("/api/articles/999/report/html", headers=header)
    assert answer.status_code == 404
    assert answer.json()["error"].endswith(".")


def test_what_the_query_says_is_left_out(client, article, pass_of):
    post(client, article, pass_of(), sent(1, item="note", value="Ask the auditor for page 3"))
    address = f"/api/articles/{article}/report/markdown"
    asked = {"notes": "0", "reviewers": "pseudonym", "only_changes": "1"}
    answer = client.get(address, params=asked, headers=pass_of())
    assert answer.status_code == 200
    assert "Ask the auditor" not in answer.text
    assert "internal note is left out" in answer.text
    assert "Reviewer 1" in answer.text


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("html", "reviewers=all"),
        ("html", "notes=yes"),
        ("json", "notes=0"),
        ("html", "sentences=1"),
        ("claimreview", "sentences=1"),
        ("claimreview", "sentences=999"),
        ("claimreview", "sentences=all"),
        ("claimreview", "sentences="),
    ],
)
def test_a_query_that_cannot_be_followed_gets_a_sentence(client, article, pass_of, form, query):
    answer = client.get(f"/api/articles/{article}/report/{form}?{query}", headers=pass_of())
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_a_claimreview_is_made_of_the_sentences_that_are_chosen(client, article, pass_of):
    for seq, number in enumerate((1, 2, 3), 1):
        post(client, article, pass_of(), sent(seq, sentence=number, item="verdict", value="wrong"))
    address = f"/api/articles/{article}/report/claimreview"
    every = client.get(address, headers=pass_of()).json()
    assert len(every) == 3
    chosen = client.get(address, params={"sentences": "3,1"}, headers=pass_of()).json()
    assert chosen == [every[0], every[2]]
