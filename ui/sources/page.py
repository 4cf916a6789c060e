"""The page of a source: /source?article=N, and /source for the rating lists alone.

What needs the network is asked for on a button, with progress, and stops when told.
"""

from contextlib import closing
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from articles.records import Article
from db.articles import NoSuchArticle, findings
from db.articles import article as load_article
from db.connection import thread_database
from db.links import known_links, pages_of
from db.sources import (
    StoredList,
    profile,
    rating_lists,
    ratings_under,
    save_link_check,
    save_profile,
)
from sources.links import WAYBACK, check_links
from sources.look_up import STEPS, look_up
from sources.site import listed_names, site_of
from sources.transparency import Looked, signals
from sources.visitor import Visitor
from ui.chrome import literal, style
from ui.sources import lists
from ui.sources.background import in_background
from ui.sources.drawn import links_data, profile_data, voices_data

_FOLDER = Path(__file__).parent
#: How elements are made of strangers' text, who speaks and what is said of links is the sheet's.
_SHEET = _FOLDER.parent / "sheet"
_SCRIPTS = (
    *(_SHEET / name for name in ("text.js", "voices.js", "link_words.js")),
    _FOLDER / "source.js",
)

_drawn = st.components.v2.component(
    "linecheck_source",
    html='<div class="source-page"></div>',
    css=style(_FOLDER / "source.css", _SHEET / "voices.css"),
    js="\n".join(path.read_text(encoding="utf-8") for path in _SCRIPTS),
)


def show(pages: dict[str, st.Page]) -> None:
    """Show the source of the article that ``?article=N`` names, and the rating lists."""
    _, middle, _ = st.columns([1, 6, 1])
    with middle:
        asked = st.query_params.get("article", "")
        if asked:
            _article_source(asked, pages)
            st.subheader("Rating lists")
        else:
            st.page_link(pages["articles"], label="Articles", icon=":material/arrow_back:")
            st.title("Rating lists")
        lists.show(rating_lists(thread_database()))


def _article_source(asked: str, pages: dict[str, st.Page]) -> None:
    db = thread_database()
    try:
        number = int(asked)
        article = load_article(db, number)
    except (ValueError, OverflowError, NoSuchArticle):
        st.warning("There is no such article. It may be in another database.")
        st.page_link(pages["articles"], label="All articles", icon=":material/arrow_back:")
        return
    st.page_link(
        pages["review"],
        label="Back to the article",
        icon=":material/arrow_back:",
        query_params={"article": str(number)},
    )
    site = site_of(article.url)
    st.title(literal(site.shown if site else article.publisher) or "Source")
    st.markdown(literal(article.title))
    stored = rating_lists(db)
    _profile(db, number, article, stored)
    _drawn(data=voices_data(article, findings(db, number)), key=f"voices {number}")
    _links(db, number, article)


def _profile(db: Database, number: int, article: Article, stored: list[StoredList]) -> None:
    looked_up = st.empty()
    known = profile(db, number)
    ratings = ratings_under(db, listed_names(article.url)) if article.url else {}
    _drawn(data=profile_data(article, stored, ratings, known), key=f"profile {number}")
    if not article.url:
        looked_up.caption("The article came without an address, so its source cannot be looked up.")
        return
    with looked_up.container():
        label = "Look it up again" if known else "Look it up"
        told = "Asks the site for the article’s page, its home page and trust.txt."
        if st.button(label, icon=":material/travel_explore:", help=told):
            _look_up(db, number, article)
            st.rerun()


def _look_up(db: Database, number: int, article: Article) -> None:
    visitor = Visitor()
    steps = look_up(article.url, visitor, byline=article.author, date=article.published)
    bar = st.progress(0.0, f"Asking for {STEPS[0]} …")
    st.button("Stop", key="stop look-up")
    looked, done = Looked(), 0
    with closing(in_background(steps, visitor.stop)) as results:
        for result in results:
            if result is not None:
                looked, done = result, done + 1
            step = STEPS[min(done, len(STEPS) - 1)]
            # Where the page was left or "Stop" pressed, this ends the loop, and the visits with it.
            bar.progress(done / len(STEPS), f"Asking for {step} …")
    facts = looked.page.facts if looked.page else ()
    save_profile(db, number, facts, signals(looked))


def _links(db: Database, number: int, article: Article) -> None:
    known = known_links(db, article, article.links)
    urls = pages_of(article.links)
    checked = {link.check.url for link in known if link.check}
    progress = st.empty()
    _drawn(data=links_data(article, number, known), key=f"links {number}")
    open_ones = [url for url in urls if url not in checked]
    with progress.container(horizontal=True):
        told = "Visits each page once, one at a time on each site, as its robots.txt allows."
        first = f"Check {len(open_ones)} {'link' if len(open_ones) == 1 else 'links'}"
        wanted: list[str] = []
        if open_ones and st.button(first, icon=":material/link:", help=told):
            wanted = open_ones
        if checked and st.button("Check all again", icon=":material/refresh:", help=told):
            wanted = urls
    if wanted:
        with progress.container():
            _check(db, wanted)
        st.rerun()


def _check(db: Database, urls: list[str]) -> None:
    """Check links with a bar; pressing anything on the page, "Stop" at that, ends it."""
    bar = st.progress(0.0, f"0 of {len(urls)} looked up …")
    st.button("Stop", key="stop links")
    done = 0
    with closing(check_links(urls, Visitor(), wayback=WAYBACK)) as checks:
        for check in checks:
            if check is not None:
                save_link_check(db, check)
                done += 1
            bar.progress(done / len(urls), f"{done} of {len(urls)} looked up …")
