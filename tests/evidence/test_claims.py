"""Published fact-checks: from a feed, and from a service that answers as Google's does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.claims import ADDRESS, KEY, NoFeed, SearchFailed, is_on, read_feed, search
from tests.local_web import Host, serving

REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "The moon is made of cheese.",
    "datePublished": "2024-05-03",
    "url": "https://checks.example/moon",
    "author": {"@type": "Organization", "name": "Checks"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A Mouse"},
        "datePublished": "2024-05-01",
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
    "inLanguage": "en",
}
FEED = {
    "@context": "http://schema.org",
    "@type": "DataFeed",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [REVIEW]},
        {"@type": "DataFeedItem", "item": REVIEW | {"url": "https://checks.example/two"}},
        {"@type": "DataFeedItem", "item": None},
        {"@type": "DataFeedItem", "item": REVIEW | {"url": "javascript:alert(1)"}},
        {"@type": "DataFeedItem", "item": REVIEW | {"claimReviewed": ""}},
    ],
}


def claim(number: int, **changes) -> dict:
    """Return a claim as claims:search documents it."""
    review = {
        "publisher": {"name": "Checks", "site": "checks.example"},
        "url": f"https://checks.example/{number}",
        "title": "No, it is not",
        "reviewDate": "2024-05-03T00:00:00Z",
        "textualRating": "False",
        "languageCode": "en",
    }
    usual = {"text": f"Claim {number}", "claimant": "A Mouse", "claimReview": [review]}
    return usual | changes


@pytest.fixture
def service(monkeypatch):
    with serving(Host()) as running:
        monkeypatch.setenv(KEY, "secret key")
        monkeypatch.setenv(ADDRESS, f"{running.url}/v1alpha1")
        yield running


PATH = "/v1alpha1/claims:search"


def test_a_feed_is_read_and_what_is_not_whole_is_passed_over():
    first, second = read_feed(json.dumps(FEED).encode(), "feed.json")
    assert first.claim == "The moon is made of cheese."
    assert (first.claimant, first.rating, first.reviewed) == ("A Mouse", "False", "2024-05-03")
    assert (first.publisher, first.source) == ("Checks", "feed.json")
    assert second.url == "https://checks.example/two"


@pytest.mark.parametrize(
    "shape", [REVIEW, [REVIEW], {"@graph": [REVIEW]}, REVIEW | {"@type": ["ClaimReview"]}]
)
def test_other_shapes_of_a_feed_are_read(shape):
    assert len(read_feed(json.dumps(shape).encode(), "x")) == 1


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"no json", b"[" * 100_000, b"\xff\xfe", b'{"item": 1}']
)
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(NoFeed):
        read_feed(data, "x")


scalars = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20)


@given(
    st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "url", "claimReviewed", "author", "itemReviewed", "item"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_a_field_of_any_kind_breaks_nothing(value):
    for name in REVIEW:
        made = read_feed(json.dumps([REVIEW, REVIEW | {name: value}]).encode(), "x")
        assert made[0].claim


def test_without_a_key_nothing_is_asked(service, monkeypatch):
    monkeypatch.delenv(KEY)
    assert not is_on()
    with pytest.raises(SearchFailed, match=KEY):
        search("The moon is made of cheese.")
    assert service.asked == []


def test_the_service_is_asked_as_it_documents(service: Host):
    service.say_json(PATH, {"claims": [claim(1)]})
    (found,) = search("The moon\nis made of cheese.", "en")
    assert found.url == "https://checks.example/1"
    assert (found.rating, found.publisher) == ("False", "Checks")
    (asked,) = service.asked
    assert "query=The+moon+is+made+of+cheese." in asked
    assert "languageCode=en" in asked
    assert "key=secret+key" in asked


def test_further_pages_are_asked_for_three_at_most(service):
    tokens = {"": "2", "2": "3", "3": "4"}
    service.say_pages(
        PATH,
        {
            token: {"claims": [claim(number)], "nextPageToken": following}
            for number, (token, following) in enumerate(tokens.items(), 1)
        },
    )
    assert [found.claim for found in search("x")] == ["Claim 1", "Claim 2", "Claim 3"]
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    "answer",
    [{}, {"claims": []}, {"claims": [{}]}, {"claims": [claim(1, claimReview=[])]}, {"claims": "x"}],
)
def test_an_empty_page_is_no_error(service, answer):
    service.say_json(PATH, answer)
    assert search("x") == []


@pytest.mark.parametrize(
    ("status", "told"),
    [(400, "key"), (403, "key"), (429, "quota"), (500, "later"), (503, "later"), (302, "later")],
)
def test_an_error_is_told_in_a_sentence_without_the_key(service, status, told):
    error = {"error": {"code": status, "message": "API key not valid", "status": "X"}}
    service.say_json(PATH, error, status)
    with pytest.raises(SearchFailed, match=told) as caught:
        search("x")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("body", ["", "<html>", "[1]", "[" * 100_000, "x" * 3_000_000])
def test_an_answer_that_is_none_is_told(service, body):
    service.say(PATH, body)
    with pytest.raises(SearchFailed, match="no answer"):
        search("x")


def test_a_service_that_is_away_is_told(service, monkeypatch):
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:9")
    with pytest.raises(SearchFailed, match="cannot be reached"):
        search("x")
