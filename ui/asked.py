"""The page that an address of ours asks for: ``?add=https://…``, as the bookmark opens it."""

from datetime import timedelta
from typing import NamedTuple

import streamlit as st

from articles import Article, Unreadable
from articles.fetch import read_url


class Asked(NamedTuple):
    """A page asked for; ``at`` tells one click on the bookmark from the next, and may be empty."""

    add: str
    at: str


def asked() -> Asked | None:
    """Return what the address asks for, if it asks for a page."""
    url = st.query_params.get("add", "").strip()
    return Asked(url, st.query_params.get("at", "")) if url else None


@st.cache_data(ttl=timedelta(hours=1), max_entries=20, show_spinner=False)
def asked_page(wanted: Asked, reviewer: int) -> Article | Unreadable:
    """Return the page, or why there is none; fetched once for each click of each person.

    A reload begins a new session of Streamlit's and yet asks for the same, so it costs no fetch.
    """
    try:
        return read_url(wanted.add)
    except Unreadable as problem:
        return problem


def ask_no_more() -> None:
    """Take the page out of the address, so that it is not taken in again."""
    st.query_params.clear()
