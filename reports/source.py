"""The words for the part of a report that says who published an article."""

from collections.abc import Iterator

from reports.untrusted import one_line
from reports.wording import day, listed
from reviews.records import Source, SourceRating

#: States of links in the order they are told, in the words of a sentence.
_LINKS = {
    "reachable": "stand",
    "redirected": "have moved",
    "dead": "are dead",
    "soft 404": "answer with a page that is none",
    "login or paywall": "ask for a login or payment",
    "unknown": "could not be looked up",
    "not checked": "were not checked",
}
_ONE_LINK = {
    "reachable": "stands",
    "redirected": "has moved",
    "dead": "is dead",
    "soft 404": "answers with a page that is none",
    "login or paywall": "asks for a login or payment",
    "unknown": "could not be looked up",
    "not checked": "was not checked",
}
SIGNS = {"found": "✓", "not found": "–", "unknown": "?"}


def who(source: Source) -> str:
    """Return in one sentence whose site it is."""
    site = one_line(source.site)
    if source.platform and source.platform != source.site:
        return f"Published on {site}, hosted by {source.platform}, which does not answer for it."
    if source.platform:
        return f"Published on {site}, where anybody may publish."
    return f"Published on {site}."


def rating(one: SourceRating) -> str:
    """Return what a list says, on its own scale, or that it says nothing."""
    if not one.value:
        return "not in this list"
    label = f" ({one_line(one.label)})" if one.label else ""
    return f"{one_line(one.value)}{label}, on a scale of {one_line(one.scale)}"


def list_name(one: SourceRating) -> str:
    """Return a list's name with its version and date."""
    about = ", ".join(one_line(part) for part in (one.version, day(one.date)) if part)
    return one_line(one.list) + (f" ({about})" if about else "")


def links(source: Source) -> str:
    """Return in one sentence what became of the links; empty where there are none."""
    told = [
        f"{source.links[state]} {(_ONE_LINK if source.links[state] == 1 else _LINKS)[state]}"
        for state in _LINKS
        if source.links.get(state)
    ]
    total = sum(source.links.values())
    if not told:
        return ""
    pages = "the one page" if total == 1 else f"{total} pages"
    return f"Of {pages} linked to, {listed(told)}."


def signals(source: Source) -> Iterator[tuple[str, str, str, str]]:
    """Yield sign, name, state and where of each signal."""
    for one in source.signals:
        yield SIGNS[one.state], one_line(one.name), one.state, one_line(one.where)
