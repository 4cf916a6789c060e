"""Verdicts as schema.org ClaimReview, for search engines and archives of fact-checks.

One review for each sentence that a person gave a verdict on its truth, or for those of them that
are chosen; opinions and sentences that claim nothing have none. What Google requires and recommends
is there (Google Search Central, "Fact check (ClaimReview) structured data", read in November 2026),
as far as it is known:

- ``url`` needs ``LINECHECK_URL``, under which the HTML reports lie by their own file names; without
  it there is none, and the article's text is named by its hash instead;
- ``author`` is ``LINECHECK_PUBLISHER``, or whoever gave the verdict;
- ``firstAppearance`` is given only where a person found that the writer speaks for themself:
  a claim that is attributed to somebody first appeared elsewhere.

The rating says how well a sentence stands as it is written, from 1 (wrong) to 4 (accurate).
``reports/shapes/claimreview.ttl`` is the shape that every review has.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from reports.counts import answer, listed, verdict
from reports.naming import stem, text_name
from reports.options import NotWritten, Options, prepare
from reports.publication import Publication, publication
from reports.untrusted import escaped_json, one_line, web_address
from reports.wording import verdict_label
from reviews.records import Mark, Report, ReportSentence

#: The verdicts that rate a claim, from worst to best.
RATINGS = {"wrong": 1, "unverifiable": 2, "change": 3, "accurate": 4}

CONTEXT = "https://schema.org"

#: Verdicts on the whole article by which a review is finished.
SIGNED_OFF = frozenset({"sound", "changes", "unsound"})

#: How many chosen sentences without a review are named.
_TOLD = 5

_MARKUP = re.compile("[<>&]")


def render(report: Report) -> bytes:
    """Return the reviews of one article as a JSON-LD array in UTF-8.

    Raises ``NotWritten`` for a chosen sentence that has no review.
    """
    if told := [_unrated(one) for one in listed(report) if report.chosen and not _is_rated(one)]:
        raise NotWritten(" ".join(told[:_TOLD]))
    return _bytes([{"@context": CONTEXT, **review} for review in reviews(report)])


def feed(reports: Iterable[Report]) -> bytes:
    """Return the reviews of all articles that are signed off as one schema.org DataFeed.

    Anybody reads it and nobody looks through it first, so it has none of the internal notes.
    """
    signed_off = [prepare(one, Options(notes=False)) for one in reports if is_signed_off(one)]
    by = publication()
    document = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": f"Fact-checks by {by.publisher}" if by.publisher else "Fact-checks",
        **({"url": by.address} if by.address else {}),
        **_dated("dateModified", max((one.changed_at for one in signed_off), default="")),
        "dataFeedElement": [_feed_item(report) for report in signed_off if reviews(report)],
    }
    return _bytes(document)


def script(report: Report) -> str:
    """Return the reviews of a report that is signed off, to stand in a ``<script>`` of its page.

    It is empty where there are none, or where nobody is named as their author. Nothing in it ends
    the element or begins a comment.
    """
    if not is_signed_off(report) or not reviews(report):
        return ""
    if "" in report.reviewers and not publication().publisher:
        return ""
    document = render(report).decode()
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def is_signed_off(report: Report) -> bool:
    """Say whether a person gave the verdict on the whole article."""
    return report.verdict in SIGNED_OFF


def missing(report: Report) -> list[str]:
    """Return what keeps the reviews from being complete, one sentence each."""
    told = []
    if not reviews(report):
        told.append("No sentence has a verdict on its truth yet, so there is nothing to publish.")
    if not is_signed_off(report):
        told.append("The article has no final verdict yet; feeds and HTML reports leave it out.")
    if not _writer(report):
        told.append("Neither the article's author nor its publisher is known.")
    return told + unset()


def unset() -> list[str]:
    """Return what the settings lack for complete reviews, one sentence each."""
    by = publication()
    told = []
    if not by.address:
        told.append(
            "LINECHECK_URL is not set to the web address that reports are published under, so the "
            "reviews have no url, which search engines require."
        )
    if not by.publisher:
        told.append(
            "LINECHECK_PUBLISHER is not set, so the reviewers themselves are named as authors."
        )
    return told


def reviews(report: Report) -> list[dict[str, Any]]:
    """Return a ClaimReview, without its context, for each sentence with a rating."""
    by = publication()
    return [_review(report, one, by) for one in listed(report) if _is_rated(one)]


def _is_rated(sentence: ReportSentence) -> bool:
    return verdict(sentence) in RATINGS and bool(sentence.text.strip())


def _unrated(sentence: ReportSentence) -> str:
    given = verdict(sentence)
    if not given:
        return f"Sentence {sentence.position} has no verdict yet."
    return (
        f"Sentence {sentence.position} has the verdict “{verdict_label(given)}”, which is none on "
        "whether it is true."
    )


def _review(report: Report, sentence: ReportSentence, by: Publication) -> dict[str, Any]:
    given = sentence.decisions["verdict"]
    url = _address(report, by)
    return {
        "@type": "ClaimReview",
        **({"url": f"{url}#s{sentence.position}"} if url else {}),
        "identifier": f"{text_name(report)}#sentence-{sentence.position}",
        "claimReviewed": one_line(sentence.text),
        **_dated("datePublished", _published(report, given)),
        "author": _reviewer(given, by),
        "itemReviewed": _claim(report, sentence),
        "reviewRating": _rating(sentence),
    }


def _address(report: Report, by: Publication) -> str:
    """Return where the HTML report lies: under the address, by its own file name."""
    return f"{by.address}/{stem(report)}.html" if by.address else ""


def _published(report: Report, given: Mark) -> str:
    """Return when the later of the sentence's and the article's verdict was given."""
    whole = [mark.at for mark in report.history if mark.item == "verdict" and mark.value]
    return max([given.at, *whole])


def _reviewer(given: Mark, by: Publication) -> dict[str, Any]:
    if not by.publisher:
        return {"@type": "Person", "name": one_line(given.reviewer)}
    return {
        "@type": "Organization",
        "name": by.publisher,
        **({"url": by.address} if by.address else {}),
    }


def _claim(report: Report, sentence: ReportSentence) -> dict[str, Any]:
    appearance = _article(report)
    return {
        "@type": "Claim",
        **({"author": _writer(report)} if _writer(report) else {}),
        **_dated("datePublished", report.published),
        "appearance": appearance,
        **({"firstAppearance": appearance} if answer(sentence, "attributed") == "no" else {}),
    }


def _article(report: Report) -> dict[str, Any]:
    url = web_address(report.url)
    return {
        "@type": "CreativeWork",
        **({"url": url} if url else {}),
        "identifier": text_name(report),
        **({"headline": one_line(report.title)} if report.title.strip() else {}),
        **_dated("datePublished", report.published),
        **({"author": _writer(report)} if _writer(report) else {}),
    }


def _writer(report: Report) -> dict[str, Any]:
    """Return who made the claims: the byline, the publisher, or the site that carried them."""
    host = urlsplit(web_address(report.url)).hostname or ""
    if name := one_line(report.author):
        return {"@type": "Person", "name": name}
    if name := one_line(report.publisher) or host:
        return {"@type": "Organization", "name": name}
    return {}


def _rating(sentence: ReportSentence) -> dict[str, Any]:
    note = sentence.decisions.get("note")
    return {
        "@type": "Rating",
        "ratingValue": RATINGS[verdict(sentence)],
        "worstRating": min(RATINGS.values()),
        "bestRating": max(RATINGS.values()),
        "alternateName": verdict_label(verdict(sentence)),
        **({"ratingExplanation": one_line(note.value)} if note and note.value.strip() else {}),
    }


def _feed_item(report: Report) -> dict[str, Any]:
    url = _address(report, publication())
    return {
        "@type": "DataFeedItem",
        **({"url": url} if url else {}),
        **_dated("dateCreated", report.added_at),
        **_dated("dateModified", report.changed_at),
        "item": reviews(report),
    }


def _dated(name: str, moment: str) -> dict[str, str]:
    """Return the day of an ISO 8601 time under a name, or nothing where it is none."""
    try:
        return {name: datetime.fromisoformat(moment).date().isoformat()}
    except ValueError:
        return {}


def _bytes(document: Any) -> bytes:
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return escaped_json(text).encode() + b"\n"
