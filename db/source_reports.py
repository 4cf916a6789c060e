"""The part of the report that says who published an article."""

from collections import Counter
from collections.abc import Sequence

from sqlite_utils import Database

from articles.records import Article
from db.sources import StoredList, link_checks, profile, rating_lists, ratings_under
from reviews.records import Source, SourceRating, SourceSignal
from sources.records import STATES, Rating, Scale, Signal

NOT_CHECKED = "not checked"

_BETTER = {"high": ", higher is better", "low": ", lower is better", "": ""}


def report_source(db: Database, number: int, article: Article) -> Source | None:
    """Return what is known of an article's source, None for one without an address."""
    if not article.url:
        return None
    # Loaded when there is an address: it takes as long to load as all the rest together.
    from sources.links import can_be_checked, same_page
    from sources.site import listed_names, site_of

    site = site_of(article.url)
    if site is None:
        return None
    found = ratings_under(db, listed_names(article.url))
    ratings = [
        rating
        for stored in rating_lists(db)
        for rating in _ratings(stored, found.get(stored.id, ()))
    ]
    known = profile(db, number)
    pages = dict.fromkeys(same_page(one.href) for one in article.links if can_be_checked(one.href))
    checks = link_checks(db, pages)
    states = Counter(checks[page].state if page in checks else NOT_CHECKED for page in pages)
    return Source(
        site=site.shown,
        platform=site.platform,
        ratings=tuple(ratings),
        signals=tuple(_signal(one) for one in known.signals) if known else (),
        looked_up_at=known.looked_up_at if known else "",
        links={state: states[state] for state in (*STATES, NOT_CHECKED) if states[state]},
    )


def _ratings(stored: StoredList, ratings: Sequence[Rating]) -> list[SourceRating]:
    about = stored.about
    given = [(one.site, one.value, one.label) for one in ratings] or [("", "", "")]
    return [
        SourceRating(about.name, about.version, about.date, *one, _in_words(about.scale))
        for one in given
    ]


def _in_words(scale: Scale) -> str:
    if not scale.words:
        return f"{scale.low:g} to {scale.high:g}{_BETTER[scale.best]}"
    order = {"high": "worst to best: ", "low": "best to worst: ", "": ""}
    return order[scale.best] + ", ".join(scale.words)


def _signal(signal: Signal) -> SourceSignal:
    where = dict.fromkeys(place.where for place in signal.places)
    return SourceSignal(signal.name, signal.state, "; ".join(where) or signal.reason)
