"""The page of one article: the sheet, filled from the database."""

import os
from datetime import UTC, datetime

import streamlit as st

from assistant.records import AssistantProblem
from assistant.settings import read_settings
from db.articles import NoSuchArticle, article, findings
from db.connection import thread_database
from db.documents import documents
from db.marks import marks
from db.settings import database_id, secret
from reviews.access import issue_pass
from reviews.records import timestamp
from ui.chrome import base_path
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
            api=f"{base_path()}/api",
            now=timestamp(datetime.now(UTC)),
            documents=len(documents(db, number)),
            assistant=_assistant(),
        ),
        key=f"sheet {number}",
    )


def _assistant() -> dict[str, str] | None:
    """Return what the sheet says of the assistant; None where it is off."""
    try:
        settings = read_settings(os.environ)
    except AssistantProblem as problem:
        return {"problem": str(problem)}
    return {"model": settings.model, "address": settings.address} if settings else None
