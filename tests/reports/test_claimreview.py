"""ClaimReview read back by rdflib and held against the shape by pyshacl: neither wrote it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html
from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

import reports
from reports import FORMATS, write
from reports.claimreview import RATINGS, feed, missing, render
from reports.counts import count
from reports.options import NotWritten, Options, numbers
from reviews.records import Report
from tests.reports.examples import evidence, hostile, report, reviewed, sentence
from tests.reports.examples import reports as any_report

SCHEMA = Namespace("https://schema.org/")
SHAPE = Graph().parse(Path(reports.__file__).with_name("shapes") / "claimreview.ttl")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("LINECHECK_PUBLISHER", "LINECHECK_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def published(monkeypatch):
    monkeypatch.setenv("LINECHECK_PUBLISHER", "The Checkers")
    monkeypatch.setenv("LINECHECK_URL", "https://checkers.example/reports/")


def graph(document: Any) -> Graph:
    """The document as RDF; the vocabulary stands in for the context, which lies on the web."""
    text = json.dumps(document).replace('"https://schema.org"', '{"@vocab": "https://schema.org/"}')
    return Graph().parse(data=text, format="json-ld")


def fits(document: Any, warnings: bool = False) -> bool:
    fitting, _, _ = validate(graph(document), shacl_graph=SHAPE, allow_warnings=warnings)
    return fitting


def made_of(made: Report) -> list[dict[str, Any]]:
    return json.loads(render(made))


def test_every_verdict_that_rates_a_claim_is_a_review(published):
    found = graph(made_of(reviewed()))
    told = {str(claim) for claim in found.objects(None, SCHEMA.claimReviewed)}
    assert told == {
        "Repairs will cost 24 million.",
        "Critics objected.",
        "The mayor wept.",
        "It opened in 1901.",
    }
    assert len(list(found.subjects(RDF.type, SCHEMA.ClaimReview))) == 4


def test_opinions_and_sentences_without_a_claim_are_none():
    others = [
        sentence(number, decisions={"verdict": given})
        for number, given in enumerate(["opinion", "no-claim"], 1)
    ]
    assert made_of(report(*others, sentence(3))) == []


def test_a_review_has_what_search_engines_require_and_recommend(published):
    review = made_of(reviewed())[0]
    assert review["@context"] == "https://schema.org"
    assert review["url"] == "https://checkers.example/reports/fact-check-the-bridge.html#s2"
    assert review["datePublished"] == "2026-01-31"
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Checkers",
        "url": "https://checkers.example/reports",
    }
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 4,
        "alternateName": "Wrong",
        "ratingExplanation": "It is 2.4 million. See page 3.",
    }
    claim = review["itemReviewed"]
    assert claim["author"] == {"@type": "Person", "name": "B. Writer"}
    assert claim["datePublished"] == "2026-01-30"
    assert claim["appearance"]["url"] == "https://example.org/bridge"
    assert claim["appearance"]["headline"] == "The bridge"


def test_the_first_appearance_is_told_only_of_what_the_writer_says_for_themself():
    first = {
        review["claimReviewed"]: "firstAppearance" in review["itemReviewed"]
        for review in made_of(reviewed())
    }
    assert first["Critics objected."]
    assert not first["Repairs will cost 24 million."]


def test_the_address_leads_to_the_sentence_on_the_page(published):
    page = html.document_fromstring(FORMATS["html"].render(reviewed()).decode())
    for review in made_of(reviewed()):
        place = review["url"].partition("#")[2]
        assert (
            page.xpath(f"string(//*[@id='{place}']//*[@class='text'])") == review["claimReviewed"]
        )


def of_sentences(made: Report, words: str, **options: Any) -> list[dict[str, Any]]:
    return json.loads(write(made, "claimreview", Options(sentences=numbers(words), **options)))


def test_chosen_sentences_alone_are_reviewed_as_they_are_among_all(published):
    everything = made_of(reviewed())
    by_number = {int(one["identifier"].rpartition("-")[2]): one for one in everything}
    assert len(by_number) == 4
    first, *_, last = by_number
    assert of_sentences(reviewed(), f"{last},{first}") == [by_number[first], by_number[last]]
    assert fits(of_sentences(reviewed(), str(last)))
    assert of_sentences(reviewed(), ",".join(map(str, by_number))) == everything


def test_a_chosen_sentence_without_a_review_is_told_with_its_reason():
    made = report(
        sentence(1, decisions={"verdict": "wrong"}),
        sentence(2),
        sentence(3, decisions={"verdict": "opinion"}),
        *(sentence(number) for number in range(4, 20)),
    )
    with pytest.raises(NotWritten, match=r"^Sentence 2 has no verdict yet\.$"):
        of_sentences(made, "1,2")
    with pytest.raises(NotWritten, match=r"^Sentence 3 has the verdict “Opinion”, .*\.$"):
        of_sentences(made, "3")
    with pytest.raises(NotWritten) as told:
        of_sentences(made, "1-19")
    assert str(told.value).count("Sentence") == 5


def test_notes_can_be_left_out_of_a_review():
    assert "ratingExplanation" in of_sentences(reviewed(), "2")[0]["reviewRating"]
    assert "ratingExplanation" not in of_sentences(reviewed(), "2", notes=False)[0]["reviewRating"]


def script_of(page: bytes) -> list[dict[str, Any]]:
    (data,) = html.document_fromstring(page.decode()).xpath("//script")
    return json.loads(data.text)


def test_the_page_carries_reviews_of_what_it_shows_and_no_more():
    made = reviewed()
    assert script_of(write(made, "html")) == made_of(made)
    without_notes = write(made, "html", Options(notes=False))
    assert "ratingExplanation" not in json.dumps(script_of(without_notes))
    shown = script_of(write(made, "html", Options(only_changes=True)))
    assert {one["reviewRating"]["alternateName"] for one in shown} == {
        "Wrong",
        "Needs a change",
        "Cannot be verified",
    }


def test_without_settings_nothing_is_invented():
    for review in made_of(reviewed()):
        assert "url" not in review
        assert review["author"]["@type"] == "Person"
        assert review["identifier"].startswith("ni:///sha-256;")
    assert {review["author"]["name"] for review in made_of(reviewed())} == {"Ada", "Ben"}
    told = " ".join(missing(reviewed()))
    assert "LINECHECK_URL" in told
    assert "LINECHECK_PUBLISHER" in told


@pytest.mark.parametrize(
    "address", ["checkers.example", "javascript:alert(1)", "https://", "https://a.example/?q=1"]
)
def test_what_is_no_address_of_the_web_is_as_good_as_none(monkeypatch, address):
    monkeypatch.setenv("LINECHECK_URL", address)
    assert "url" not in made_of(reviewed())[0]


def test_what_is_missing_is_told_in_sentences(published):
    assert missing(reviewed()) == []
    bare = report(sentence(1), author="", publisher="", url="")
    told = missing(bare)
    assert len(told) == 3
    assert all(one.endswith(".") for one in told)


def test_reviews_fit_the_shape(published):
    assert fits(made_of(reviewed()))


def test_without_an_address_they_fit_with_a_warning():
    assert not fits(made_of(reviewed()))
    assert fits(made_of(reviewed()), warnings=True)


@pytest.mark.parametrize(
    "path",
    [
        ("claimReviewed",),
        ("reviewRating",),
        ("reviewRating", "alternateName"),
        ("reviewRating", "ratingValue"),
        ("reviewRating", "worstRating"),
        ("reviewRating", "bestRating"),
        ("author",),
        ("author", "name"),
        ("author", "@type"),
        ("itemReviewed",),
        ("itemReviewed", "appearance"),
        ("itemReviewed", "author", "name"),
        ("datePublished",),
    ],
)
def test_the_shape_refuses_a_review_without(published, path):
    review = made_of(reviewed())[0]
    inside = review
    for step in path[:-1]:
        inside = inside[step]
    del inside[path[-1]]
    assert not fits([review], warnings=True)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claimReviewed",), " "),
        (("reviewRating", "ratingValue"), 5),
        (("reviewRating", "ratingValue"), "1"),
        (("reviewRating", "alternateName"), "Pants on fire"),
        (("datePublished",), "yesterday"),
        (("url",), "javascript:alert(1)#s1"),
        (("url",), "https://checkers.example/"),
        (("itemReviewed", "appearance", "identifier"), "somewhere"),
    ],
)
def test_the_shape_refuses_a_review_with(published, path, value):
    review = made_of(reviewed())[0]
    inside = review
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    assert not fits([review], warnings=True)


@settings(max_examples=15)
@given(any_report())
def test_the_reviews_of_any_report_fit_and_are_as_many_as_counted(made):
    found = made_of(made)
    given = count(made).verdicts
    assert len(found) == sum(given[name] for name in RATINGS)
    if found:
        assert fits(found, warnings=True)


def test_hostile_text_fits_too():
    assert fits(made_of(hostile()), warnings=True)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "]]>", "a\u2028b"]
)
def test_nothing_ends_the_script_in_the_page(text):
    made = report(
        sentence(1, text, decisions={"verdict": "wrong", "note": text}, reviewer=text),
        verdict="unsound",
        title=text,
        author=text,
    )
    page = FORMATS["html"].render(made).decode()
    assert page.count("<script") == 1
    (data,) = html.document_fromstring(page).xpath("//script")
    assert data.get("type") == "application/ld+json"
    assert json.loads(data.text) == made_of(made)


@pytest.mark.parametrize("verdict", ["", "open"])
def test_a_page_carries_them_only_once_the_article_is_signed_off(verdict):
    made = report(sentence(1, decisions={"verdict": "wrong"}), verdict=verdict)
    assert b"<script" not in FORMATS["html"].render(made)


def test_one_feed_holds_the_articles_that_are_signed_off(published):
    open_one = report(sentence(1, decisions={"verdict": "wrong"}), title="Open")
    nothing = report(sentence(1), verdict="sound", title="Nothing rated")
    made = json.loads(feed([reviewed(), open_one, nothing]))
    assert made["@type"] == "DataFeed"
    assert made["name"] == "Fact-checks by The Checkers"
    assert made["dateModified"] == "2026-01-31"
    (item,) = made["dataFeedElement"]
    assert item["url"] == "https://checkers.example/reports/fact-check-the-bridge.html"
    assert len(item["item"]) == 4
    assert fits(made)


def test_internal_notes_are_in_no_feed(published):
    assert "See page 3" in render(reviewed()).decode()
    assert "See page 3" not in feed([reviewed()]).decode()


def test_an_empty_feed_is_a_feed():
    made = json.loads(feed([]))
    assert made["dataFeedElement"] == []
    assert "dateModified" not in made


def test_evidence_does_not_get_mixed_up_with_the_claim():
    made = report(sentence(1, decisions={"verdict": "wrong"}, evidence=(evidence(1),)))
    assert "audit" not in render(made).decode()
