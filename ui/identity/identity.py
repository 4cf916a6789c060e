"""The reviewer's name: asked once and kept in a signed cookie, over reloads and restarts."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from db.reviewers import InvalidName, reviewer, reviewer_name
from db.settings import database_id, secret
from reviews.access import read_reviewer, sign_reviewer
from ui.chrome import literal

_remember_component = st.components.v2.component(
    "linecheck_remember", js=Path(__file__).with_name("remember.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person as the database knows them."""

    number: int
    name: str


def known_reviewer(db: Database) -> Reviewer | None:
    """Return who this browser belongs to, or None when it has not said yet."""
    if "reviewer" not in st.session_state:
        signed = st.context.cookies.get(_cookie_name(db), "")
        number = read_reviewer(secret(db), signed)
        if number is None:
            return None
        st.session_state.reviewer = number
    number = st.session_state.reviewer
    return None if number is None else Reviewer(number, reviewer_name(db, number))


def remember(db: Database, person: Reviewer) -> None:
    """Let the browser keep the name; only a component of the page can set a cookie here."""
    _remember_component(
        data={"name": _cookie_name(db), "value": sign_reviewer(secret(db), person.number)},
        key="remember",
    )


def ask_for_name(db: Database) -> None:
    """Show the one question that comes before the work."""
    _, middle, _ = st.columns([1, 2, 1])
    with middle, st.form("name", border=False):
        st.title("Linecheck")
        st.markdown(
            "Walk an article line by line, decide what holds, keep the evidence, "
            "and hand over a report."
        )
        name = st.text_input(
            "Your name",
            max_chars=80,
            help="It stands beside each of your marks and in the report.",
            autocomplete="name",
        )
        if st.form_submit_button("Start", type="primary"):
            try:
                st.session_state.reviewer = reviewer(db, name)
            except InvalidName as problem:
                st.error(literal(str(problem)), icon=":material/error:")
            else:
                st.rerun()


def forget() -> None:
    """Ask for the name again, as when another person sits down."""
    st.session_state.reviewer = None


def _cookie_name(db: Database) -> str:
    # Two databases served from one host name share their cookies, so the name tells them apart.
    return f"linecheck_{database_id(db)[:8]}"
