"""An article comes in: pasted, uploaded or fetched, looked over, corrected, then added."""

from collections import Counter

import streamlit as st

import checks
from articles import Article, Unreadable, corrected, read_bytes, read_text
from articles.document import told
from articles.fetch import read_url
from articles.read import MAX_BYTES
from articles.records import SET_ASIDE
from db.articles import add_article, article_from, article_with_text
from db.connection import thread_database
from reviews.items import article_problem
from ui.asked import Asked, ask_no_more, asked, asked_page
from ui.bookmarklet.bookmarklet import bookmarklet
from ui.chrome import literal
from ui.identity.identity import Reviewer

_FETCHING = "Fetching the page. This takes 30 seconds at most."

#: Megabytes.
_LARGEST = MAX_BYTES // 1_000_000
#: Says what Streamlit tells of a refused file only in passing, under the pointer.
_FILE_LABEL = (
    "A draft or a page, as a file: Word, OpenDocument, PDF, EPUB, text, Markdown or HTML, "
    f"{_LARGEST} MB at most"
)
_FILE_TYPES = ("docx", "odt", "pdf", "epub", "txt", "md", "html", "htm")

_NAMES = {
    "body": ("sentence", "sentences"),
    "quote": ("quoted line", "quoted lines"),
    "list": ("list item", "list items"),
    "caption": ("caption", "captions"),
}


def show(reviewer: Reviewer, pages: dict[str, st.Page]) -> None:
    """Show the three ways in, or the preview of what came in.

    ``?add=https://…`` brings a page in by itself; where it is refused, the address stands in the
    form with the reason.
    """
    st.page_link(pages["articles"], label="Articles", icon=":material/arrow_back:")
    _, middle, _ = st.columns([1, 4, 1])
    with middle:
        st.title("Add an article")
        wanted = asked()
        refused = _take_in_asked(wanted, reviewer) if wanted else ""
        if "incoming" in st.session_state:
            _preview(st.session_state.incoming, pages)
        else:
            _ways_in(wanted, refused)


def _take_in_asked(wanted: Asked, reviewer: Reviewer) -> str:
    """Keep the page the address asks for, for the preview; return why not, where it is refused."""
    if "incoming" in st.session_state:
        return ""
    with st.spinner(_FETCHING):
        page = asked_page(wanted, reviewer.number)
    if isinstance(page, Unreadable):
        return str(page)
    st.session_state.incoming = page
    return ""


def _ways_in(wanted: Asked | None, refused: str) -> None:
    names = ["Paste the text", "Upload a file", "From the web"]
    # The key is what lets the browser keep the chosen tab when the page is drawn anew.
    pasted, uploaded, fetched = st.tabs(names, default=names[2] if wanted else None, key="ways in")
    with pasted, st.form("paste", border=False):
        text = st.text_area("Text of the article", height=320, placeholder="Paste it here …")
        if st.form_submit_button("Read it", type="primary"):
            _take_in(lambda: read_text(text))
    with uploaded:
        file = st.file_uploader(_FILE_LABEL, type=list(_FILE_TYPES), max_upload_size=_LARGEST)
        if file is not None and st.button("Read it", type="primary", key="read upload"):
            with st.spinner("Reading the file …"):
                _take_in(
                    lambda: read_bytes(file.getvalue(), file.name, content_type=file.type or "")
                )
    with fetched, st.form("fetch", border=False):
        given = wanted.add if wanted else ""
        url = st.text_input("Address of the page", given, placeholder="https://…")
        if st.form_submit_button("Fetch it", type="primary"):
            with st.spinner(_FETCHING):
                _take_in(lambda: read_url(url.strip()))
        elif refused:
            st.error(literal(refused), icon=":material/error:")
    with fetched:
        bookmarklet()


def _take_in(read) -> None:
    """Keep what ``read()`` returns for the preview; what it refuses, say beside the form."""
    try:
        st.session_state.incoming = read()
    except Unreadable as problem:
        st.error(literal(str(problem)), icon=":material/error:")
    else:
        st.rerun()


def _preview(incoming: Article, pages: dict[str, st.Page]) -> None:
    known = article_with_text(thread_database(), incoming.sha256)
    if known is not None:
        _offer(known, "This text is here already, word for word.", pages)
    elif (earlier := article_from(thread_database(), incoming.url)) is not None:
        _offer(earlier, "This page is here already, with another text.", pages)
    st.caption(f"Read as {_contents(incoming)}. Correct what was read wrongly, then add it.")
    if carried := told(incoming.writer_notes):
        st.caption(f"The draft carries {literal(carried)}. Each note stays beside its sentence.")
    with st.form("preview"):
        title = st.text_input("Title", incoming.title)
        left, middle, right = st.columns(3)
        author = left.text_input("Byline", incoming.author)
        published = middle.text_input("Date", incoming.published, placeholder="YYYY-MM-DD")
        publisher = right.text_input("Site", incoming.publisher)
        text = st.text_area(
            "Text",
            incoming.text,
            height=340,
            help="An empty line starts a new paragraph.",
        )
        add, discard = st.columns([1, 1])
        added = add.form_submit_button("Add and start", type="primary")
        discarded = discard.form_submit_button("Discard")
    if discarded:
        del st.session_state.incoming
        ask_no_more()
        st.rerun()
    if added:
        _add(incoming, pages, title, author, published, publisher, text)


def _add(
    incoming: Article,
    pages: dict[str, st.Page],
    title: str,
    author: str,
    published: str,
    publisher: str,
    text: str,
) -> None:
    """Add the article as corrected; the same text is opened, never added a second time."""
    try:
        article = corrected(
            incoming,
            title=title,
            author=author,
            published=published,
            publisher=publisher,
            text=text,
        )
    except Unreadable as problem:
        st.error(literal(str(problem)), icon=":material/error:")
        return
    if refused := article_problem(len(article.sentences)):
        st.error(refused, icon=":material/error:")
        return
    known = article_with_text(thread_database(), article.sha256)
    if known is not None:
        st.session_state.incoming = article
        st.rerun()
    with st.spinner("Reading it line by line …"):
        number = add_article(thread_database(), article, checks.propose(article))
    del st.session_state.incoming
    st.switch_page(pages["review"], query_params={"article": str(number)})


def _offer(number: int, why: str, pages: dict[str, st.Page]) -> None:
    st.warning(why, icon=":material/content_copy:")
    if st.button("Open it", type="primary"):
        del st.session_state.incoming
        st.switch_page(pages["review"], query_params={"article": str(number)})


def _contents(article: Article) -> str:
    """Say in one line what the text was cut into."""
    kinds = Counter(sentence.kind for sentence in article.sentences)
    aside = sum(kinds[kind] for kind in SET_ASIDE)
    parts = [
        f"{kinds[kind]:,} {one if kinds[kind] == 1 else several}"
        for kind, (one, several) in _NAMES.items()
        if kinds[kind]
    ]
    said = ", ".join(parts) or "nothing"
    if not aside:
        return f"{said} to check"
    lines = "line" if aside == 1 else "lines"
    return f"{said} to check · {aside:,} {lines} set aside: headings, promotions, page furniture"
