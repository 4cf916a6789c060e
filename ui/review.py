"""The page of one article: the sheet, filled from the database."""

from datetime import UTC, datetime

import streamlit as st

from db.articles import NoSuchArticle, article, findings
from db.connection import thread_database
from db.documents import documents
from db.marks import marks
from db.settings import database_id, secret
from reviews.access import issue_pass
from reviews.records import timestamp
from ui.identity.identity import Reviewer
from ui.sheet.sheet import sheet, sheet_data


def show(reviewer: Reviewer, pages: dict[str, st.Page]) -> None:
    """Show the article that ``?article=N`` names."""
    asked = st.query_params.get("article", "")
    db = thread_database()
    try:
        number = int(asked)
        opened = article(db, number)
    except (ValueError, OverflowError, NoSuchArticle):
        st.warning("There is no such article. It may be in another database.")
        st.page_link(pages["articles"], label="All articles", icon=":material/arrow_back:")
        return
    sheet(
        sheet_data(
            number=number,
            article=opened,
            findings=findings(db, number),
            marks=marks(db, number),
            reviewer=reviewer.name,
            token=issue_pass(secret(db), reviewer=reviewer.number, article=number),
            database=database_id(db),
            api=f"{_base_path()}/api",
            now=timestamp(datetime.now(UTC)),
            documents=len(documents(db, number)),
        ),
        key=f"sheet {number}",
    )


def _base_path() -> str:
    """Return the path Streamlit is served under, without a slash at its end."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""
