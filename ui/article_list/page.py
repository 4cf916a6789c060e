"""The page of all articles: title, who marked, how far it has come."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from db.articles import ArticleRow, articles
from db.connection import thread_database
from db.reports import reports_of
from db.settings import database_id
from reports import overview
from ui.chrome import literal, style
from ui.identity.identity import Reviewer, forget
from ui.samples import sample_number

_FOLDER = Path(__file__).parent
_list = st.components.v2.component(
    "linecheck_article_list",
    html='<nav aria-label="Articles"></nav>',
    css=style(_FOLDER / "article_list.css"),
    js=_FOLDER.joinpath("article_list.js").read_text(encoding="utf-8"),
)


def show(reviewer: Reviewer, pages: dict[str, st.Page]) -> None:
    """Show all articles, newest first; one that is chosen opens in the review page."""
    _, middle, _ = st.columns([1, 6, 1])
    with middle:
        # In a row that breaks where it is too long, or words on the buttons would be cut off.
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.title("Articles", width="stretch")
            if st.button("Add an article", type="primary", icon=":material/add:"):
                st.switch_page(pages["add"])
            with st.popover(literal(reviewer.name), icon=":material/person:"):
                st.write("Your name stands beside each of your marks.")
                st.button("Someone else sits here now", on_click=forget)
        rows = articles(thread_database())
        only_sample = [row.number for row in rows] == [sample_number(thread_database())]
        chosen = _list(
            data={
                "articles": [as_row(row) for row in rows],
                "only_sample": only_sample,
                "reviewer": reviewer.name,
                "database": database_id(thread_database()),
            },
            key="articles",
            on_open_change=lambda: None,
        )
        if len(rows) > 1:
            st.download_button(
                "Summary of all",
                _summary,
                file_name="fact-check-summary.html",
                mime="text/html",
                icon=":material/bar_chart:",
                help="How many sentences of each article, author and section are attributed, "
                "sourced and verifiable",
            )
        if chosen.open is not None:
            st.switch_page(pages["review"], query_params={"article": str(chosen.open)})


def _summary() -> bytes:
    """Return the report on all articles, made when somebody asks for it."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    reports = reports_of(thread_database(), now)
    return overview.render_html(overview.overview(reports, "All articles", now))


def as_row(row: ArticleRow) -> dict[str, str | int]:
    """Return what the list draws of one article."""
    about = [row.author, row.publisher, row.published[:10]]
    return {
        "number": row.number,
        "title": row.title,
        "about": " · ".join(part for part in about if part),
        "people": ", ".join(row.reviewers),
        "last": row.last_mark_at or "",
        "done": row.done,
        "total": row.total,
    }
