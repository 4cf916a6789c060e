"""Rating lists: those that are here, how one comes in, and where the known ones are published."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import streamlit as st

from articles.fetch import PUBLIC_WEB
from articles.records import Unreadable
from db.connection import thread_database
from db.sources import StoredList, add_rating_list, remove_rating_list
from sources.ratings import (
    Mapping,
    NoList,
    Table,
    known_lists,
    proposed_mapping,
    proposed_scale,
    read_ratings,
    read_table,
    recognised,
)
from sources.records import PassedOver, RatingList, Scale
from sources.visitor import Visitor
from ui.chrome import literal

_LARGEST = 60_000_000
#: A list is larger than a page: limits for fetching one.
LIST_LIMITS = replace(PUBLIC_WEB, seconds=60.0)
_SHOWN_ROWS = 5
#: How many rows tell how a mapping does before the list is kept.
_TRIED_ROWS = 2_000
_BEST = {"high": "the right end is better", "low": "the left end is better", "": "neither end"}
_NONE = "none"


def show(stored: Sequence[StoredList]) -> None:
    """Show the lists, the way in for another one, and how to get the known ones."""
    if told := st.session_state.pop("list kept", ""):
        st.success(told, icon=":material/check:")
    for one in stored:
        _kept(one)
    if "incoming list" in st.session_state:
        _preview()
        return
    with st.expander("Add a list", icon=":material/add:", expanded=not stored):
        _ways_in()
    with st.expander("Where to get the known lists", icon=":material/menu_book:"):
        _known()


def _kept(stored: StoredList) -> None:
    about = stored.about
    facts = [
        f"{stored.sites:,} {'rating' if stored.sites == 1 else 'ratings'}",
        about.version and f"version {about.version}",
        about.date,
        about.licence or "licence not stated",
        about.origin and f"from {about.origin}",
    ]
    words, remove = st.columns([6, 1], vertical_alignment="center")
    with words:
        st.markdown(f"**{literal(about.name)}**  \n{literal(' · '.join(filter(None, facts)))}")
        if stored.passed_over:
            with st.expander(_left_out(stored.passed_over, stored.rows_read)):
                _reasons(stored.passed_over)
    if remove.button("Remove", key=f"remove list {stored.id}"):
        remove_rating_list(thread_database(), stored.id)
        st.rerun()


def _known() -> None:
    st.text("No list comes with Linecheck. These are published by others, under their own terms:")
    for known in known_lists():
        st.markdown(
            f"**{literal(known.name)}**  \n{literal(known.about)}  \n"
            f"Published at {literal(known.published_at)}. "
            f"Licence: {literal(known.licence) or 'not stated'}. {literal(known.citation)}"
        )
    st.text(
        "Any table of your own will do: CSV or TSV, one row a site, one column with the site’s "
        "address and one with its rating, in numbers or in words."
    )


# ── a list comes in ──────────────────────────────────────────────────────────────────────────


def _ways_in() -> None:
    uploaded, fetched = st.tabs(["Upload a file", "From the web"], key="list ways in")
    with uploaded:
        most = _LARGEST // 1_000_000
        file = st.file_uploader(
            f"A CSV or TSV file, {most} MB at most",
            type=["csv", "tsv", "txt"],
            max_upload_size=most,
        )
        if file is not None:
            _take_in(file.getvalue(), file.name)
    with fetched, st.form("fetch list", border=False):
        url = st.text_input("Address of the file", placeholder="https://…")
        if st.form_submit_button("Fetch it", type="primary"):
            with st.spinner("Fetching the list. This takes a minute at most."):
                _fetch(url)


def _fetch(url: str) -> None:
    try:
        answer = Visitor(limits=LIST_LIMITS).visit(url, at_most=_LARGEST, for_programs=True).answer
    except Unreadable as problem:
        _refuse(str(problem))
        return
    if answer.status != 200:
        _refuse(f"There is no list at this address ({answer.status}): check it.")
    elif not answer.whole:
        _refuse(f"The file has over {_LARGEST // 1_000_000} MB: take a part of it.")
    else:
        _take_in(answer.data, answer.url)


def _take_in(data: bytes, origin: str) -> None:
    """Keep a list for the preview; what is none, say beside the form."""
    try:
        table = read_table(data)
        mapping = proposed_mapping(table)
    except NoList as problem:
        _refuse(str(problem))
        return
    st.session_state["incoming list"] = (table, mapping, origin)
    st.rerun()


def _preview() -> None:
    """Show the table with what was understood of it, to be corrected, then kept."""
    table, proposed, origin = st.session_state["incoming list"]
    known = recognised(table)
    found = f"This looks like “{known.name}”." if known else "Say what the columns hold."
    st.info(f"{len(table.rows):,} rows. {found}", icon=":material/table:")
    st.dataframe(_first_rows(table), hide_index=True, width="stretch")
    mapping = _choose_columns(table, proposed)
    scale = _choose_scale(table, mapping)
    _try_out(table, mapping, scale)
    name, version, date = (column for column in st.columns([3, 1, 1]))
    about = RatingList(
        name=name.text_input("Name", known.name if known else PurePath(origin).stem).strip(),
        version=version.text_input("Version").strip(),
        date=date.text_input("Date", placeholder="YYYY-MM-DD").strip(),
        licence=st.text_input("Licence", known.licence if known else "").strip(),
        citation=st.text_area("Citation", known.citation if known else "", height=80).strip(),
        origin=origin,
        scale=scale,
    )
    keep, discard = st.columns(2)
    if discard.button("Discard", width="stretch"):
        del st.session_state["incoming list"]
        st.rerun()
    if keep.button("Keep the list", type="primary", width="stretch"):
        _keep(table, mapping, about)


def _choose_columns(table: Table, proposed: Mapping) -> Mapping:
    at = range(len(table.columns))
    columns = st.columns(4)

    def choose(place: int, label: str, start: int | None, optional: bool) -> int | None:
        options = [None, *at] if optional else list(at)
        return columns[place].selectbox(
            label,
            options,
            index=options.index(start),
            format_func=lambda one: _NONE if one is None else table.columns[one],
        )

    return Mapping(
        choose(0, "Column of the site", proposed.site, False),
        choose(1, "Column of the rating", proposed.value, False),
        choose(2, "Tells ratings of one site apart", proposed.label, True),
        choose(3, "Remarks", proposed.note, True),
    )


def _choose_scale(table: Table, mapping: Mapping) -> Scale:
    proposed = proposed_scale(table, mapping)
    key = f"{mapping.value}"
    left, middle, right = st.columns([2, 2, 2])
    if proposed.words:
        words = left.text_area(
            "The words of the scale, worst first, one a line",
            "\n".join(proposed.words),
            key=f"words {key}",
            height=140,
        )
        given = tuple(word.strip() for word in words.splitlines() if word.strip())
        low = high = 0.0
    else:
        low = left.number_input("Lowest", value=proposed.low, key=f"lowest {key}")
        high = middle.number_input("Highest", value=proposed.high, key=f"highest {key}")
        given = ()
    best = right.selectbox(
        "Which end is better?",
        list(_BEST),
        index=list(_BEST).index(proposed.best),
        format_func=_BEST.get,
        key=f"best {key}",
    )
    return Scale(low, high, given, best)


def _try_out(table: Table, mapping: Mapping, scale: Scale) -> None:
    """Say how the first rows do with these columns and this scale."""
    tried = replace(table, rows=table.rows[:_TRIED_ROWS])
    try:
        read = read_ratings(tried, mapping, scale)
    except NoList as problem:
        _refuse(str(problem))
        return
    of = f"the first {len(tried.rows):,}" if len(tried.rows) < len(table.rows) else "all"
    st.text(
        f"Of {of} rows: {len(read.ratings):,} ratings. {_left_out(read.passed_over, read.rows)}."
    )
    _reasons(read.passed_over)


def _keep(table: Table, mapping: Mapping, about: RatingList) -> None:
    if not about.name:
        _refuse("Give the list a name; it stands beside its ratings.")
        return
    try:
        with st.spinner("Reading the list …"):
            read = read_ratings(table, mapping, about.scale)
            add_rating_list(
                thread_database(),
                about,
                read.ratings,
                rows_read=read.rows,
                passed_over=read.passed_over,
            )
    except NoList as problem:
        _refuse(str(problem))
        return
    del st.session_state["incoming list"]
    left_out = _left_out(read.passed_over, read.rows)
    st.session_state["list kept"] = f"{len(read.ratings):,} ratings are kept. {left_out}."
    st.rerun()


def _first_rows(table: Table) -> list[dict[str, Any]]:
    """Return the first rows by column; columns of the same name are told apart by number."""
    names = [
        name if table.columns.count(name) == 1 else f"{name} ({at + 1})"
        for at, name in enumerate(table.columns)
    ]
    return [
        {name: (row[at] if at < len(row) else "")[:200] for at, name in enumerate(names)}
        for row in table.rows[:_SHOWN_ROWS]
    ]


def _left_out(passed_over: Sequence[PassedOver], rows: int) -> str:
    left_out = sum(one.rows for one in passed_over)
    return (
        f"{left_out:,} of {rows:,} {'row' if rows == 1 else 'rows'} left out"
        if left_out
        else "No row is left out"
    )


def _reasons(passed_over: Sequence[PassedOver]) -> None:
    for one in passed_over:
        st.text(f"{one.rows:,}: {one.reason}, such as “{one.example}”")


def _refuse(reason: str) -> None:
    st.error(literal(reason), icon=":material/error:")
