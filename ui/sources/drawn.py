"""What the page of a source draws, as plain values: who, ratings, signals, voices, links."""

import bisect
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from articles.records import Article
from checks.records import Finding
from checks.voices import sections, voices
from db.links import KnownLink
from db.sources import Profile, StoredList
from sources.ratings import places
from sources.records import STATES, Fact, Rating, Scale, Signal
from sources.site import in_letters, site_of
from sources.transparency import Looked, signals

#: The facts about a piece in the order they are shown, and what they are called.
_FACTS = {
    "publisher": "Publisher",
    "author": "Author",
    "published": "Published",
    "modified": "Changed",
    "section": "Section",
    "canonical": "Its own address",
}
_AS_ADDED = "the article as it was added"

#: Ratings by list, of one site.
Ratings = Mapping[int, Sequence[Rating]]


def profile_data(
    article: Article, lists: Sequence[StoredList], ratings: Ratings, profile: Profile | None
) -> dict[str, Any]:
    """Return who published the article, how each list rates them, and what they say of themselves.

    Without a look-up, that is what the article came with.
    """
    site = site_of(article.url)
    found = signals_of(article, profile)
    return {
        "part": "profile",
        "site": dataclasses.asdict(site) | {"shown": site.shown} if site else None,
        "facts": _facts(article, profile),
        "lists": [_list(one, ratings.get(one.id, ())) for one in lists],
        "signals": [dataclasses.asdict(signal) for signal in found],
        "looked_up_at": profile.looked_up_at if profile else "",
    }


def links_data(article: Article, number: int, known: Sequence[KnownLink]) -> dict[str, Any]:
    """Return every link in its sentence, with what became of it and where it leads."""
    starts = [sentence.start for sentence in article.sentences]
    by_sentence: dict[int, list[dict[str, Any]]] = {}
    for link in known:
        at = bisect.bisect_right(starts, link.start) - 1
        position = article.sentences[at].position if at >= 0 else 0
        by_sentence.setdefault(position, []).append(link.as_json())
    drawn = [{"sentence": position, "links": links} for position, links in by_sentence.items()]
    states = [link["state"] for group in drawn for link in group["links"]]
    return {
        "part": "links",
        "article": number,
        "sentences": drawn,
        "counts": [[state, states.count(state)] for state in (*STATES, "") if state in states],
    }


def voices_data(article: Article, findings: Mapping[int, Mapping[str, Finding]]) -> dict[str, Any]:
    """Return who speaks in the article and what its sections rest on, as the program reads it."""
    return {
        "part": "voices",
        "voices": [dataclasses.asdict(voice) for voice in voices(article, findings)],
        "sections": [dataclasses.asdict(section) for section in sections(article, findings)],
    }


def signals_of(article: Article, profile: Profile | None) -> tuple[Signal, ...]:
    """Return the signals that were looked up, or what can be said without."""
    if profile is not None:
        return profile.signals
    return signals(Looked(article.url, article.author, article.published))


def _facts(article: Article, profile: Profile | None) -> list[dict[str, Any]]:
    """Return each fact with where it was found; others than the first where they differ."""
    added = [
        Fact("publisher", article.publisher, _AS_ADDED),
        Fact("author", article.author, _AS_ADDED),
        Fact("published", article.published, _AS_ADDED),
    ]
    told = [fact for fact in (*(profile.facts if profile else ()), *added) if fact.value]
    drawn = []
    for name, label in _FACTS.items():
        by_value: dict[str, str] = {}
        for fact in told:
            if fact.name == name:
                by_value.setdefault(fact.value, fact.where)
        values = [{"value": value, "where": where} for value, where in by_value.items()]
        if values:
            drawn.append({"label": label, "values": values[:6]})
    return drawn


def _list(stored: StoredList, ratings: Sequence[Rating]) -> dict[str, Any]:
    about = stored.about
    return {
        "name": about.name,
        "version": about.version,
        "date": about.date,
        "citation": about.citation,
        "licence": about.licence,
        "sites": stored.sites,
        "scale": _scale(about.scale),
        "ratings": [
            {
                "value": rating.value,
                "label": rating.label,
                "note": rating.note,
                "site": in_letters(rating.site),
                "places": list(places(about.scale, rating.value)),
            }
            for rating in ratings
        ],
    }


def _scale(scale: Scale) -> dict[str, Any]:
    ends = [f"{end:g}" for end in (scale.low, scale.high)]
    return {"ends": ends, "words": list(scale.words), "best": scale.best}
