"""The pages, joined: opens the database, learns who is there, shows the page asked for."""

from pathlib import Path

import streamlit as st

from db.connection import DatabaseProblem, thread_database
from ui import add, review, samples
from ui.article_list import page as article_list
from ui.asked import asked
from ui.chrome import apply_chrome, literal
from ui.identity import identity
from ui.sources import page as source_page

#: A file of our own: the icons that have names would be fetched from another host.
ICON = str(Path(__file__).with_name("icon.svg"))


def main() -> None:
    """Run once for every visit and every action that Streamlit has to answer."""
    st.set_page_config(page_title="Linecheck", page_icon=ICON, layout="wide")
    apply_chrome()
    try:
        db = thread_database()
        samples.add_when_empty(db)
        reviewer = identity.known_reviewer(db)
        # Named before the question, or the address of an article would be lost in asking it.
        page = chosen_page(reviewer)
        if reviewer is None:
            identity.ask_for_name(db)
            return
        identity.remember(db, reviewer)
        page.run()
    except DatabaseProblem as problem:
        st.error(literal(str(problem)), icon=":material/error:")


def chosen_page(reviewer: identity.Reviewer | None) -> st.Page:
    """Return the page that the address names; /, /add, /review?article=N, /source?article=N.

    It can be run once it is known who the reviewer is. ``?add=https://…`` means /add everywhere.
    """
    pages = {
        "articles": st.Page(
            lambda: front(reviewer, pages),
            title="Articles · Linecheck",
            url_path="articles",
            default=True,
        ),
        "add": st.Page(
            lambda: add.show(reviewer, pages),
            title="Add an article · Linecheck",
            url_path="add",
        ),
        "review": st.Page(
            lambda: review.show(reviewer, pages), title="Review · Linecheck", url_path="review"
        ),
        "source": st.Page(
            lambda: source_page.show(pages), title="Source · Linecheck", url_path="source"
        ),
    }
    return st.navigation(list(pages.values()), position="hidden")


def front(reviewer: identity.Reviewer, pages: dict[str, st.Page]) -> None:
    """Show all articles, or go on to the page that the address asks to add."""
    if wanted := asked():
        st.switch_page(pages["add"], query_params=wanted._asdict())
    article_list.show(reviewer, pages)


main()
