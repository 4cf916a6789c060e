"""Articles and marks in the shapes that the tests need."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from hypothesis import strategies as st

from articles.fetch import FetchedPage
from articles.records import Article, Kind, Sentence
from checks.records import Finding, Span
from evidence.files import Document, read_document
from evidence.snapshots import Snapshot, snapshot_of
from reviews.items import ANSWERS, CHECKED, CHOSEN_KINDS, QUESTIONS, fact_item
from reviews.records import Mark

KINDS = get_args(Kind)


def example_article(
    kinds: Sequence[str] = ("headline", "body", "body", "body", "promo"), title: str = "A title"
) -> Article:
    """Return an article with one sentence for each kind; its text is told apart by the title."""
    sentences: list[Sentence] = []
    start = 0
    for position, kind in enumerate(kinds, 1):
        words = f"{title}, sentence {position}."
        sentences.append(Sentence(position, kind, start, start + len(words), words))
        start += len(words) + 1
    text = " ".join(sentence.text for sentence in sentences)
    return Article(
        title=title,
        url="https://news.example/a",
        publisher="The Example",
        author="A. Writer",
        published="2026-01-31",
        language="en",
        text=text,
        links=(),
        fetched_at="",
        sha256=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
        sentences=tuple(sentences),
    )


def example_mark(seq: int = 1, **changes) -> Mark:
    """Return a mark that answers the first question of sentence 2."""
    usual = {
        "sentence": 2,
        "item": "attributed",
        "value": "yes",
        "at": "2026-03-01T10:00:00.000Z",
        "client_id": "tab-1",
        "seq": seq,
    }
    return Mark(**usual | changes)


#: The facts that ``mark_lists`` ticks and unticks.
FACTS = ((0, 4), (5, 9))


def facts_finding() -> Finding:
    """Return what the program says of a sentence with those facts."""
    spans = tuple(Span(start, end, "name") for start, end in FACTS)
    return Finding("facts", "yes", "", 1.0, "2 things to tick.", spans)


def mark_lists(sentences: int, largest: int = 30) -> st.SearchStrategy[list[Mark]]:
    """Lists of marks by a few clients, with many ties in time and no two of one name."""
    answers = st.sampled_from(["", *ANSWERS])
    kinds = st.sampled_from(["", *CHOSEN_KINDS])
    ticks = st.sampled_from(["", CHECKED])
    item_and_value = st.one_of(
        st.tuples(st.sampled_from(QUESTIONS), answers),
        st.tuples(st.just("kind"), kinds),
        st.tuples(st.sampled_from([fact_item(*fact) for fact in FACTS]), ticks),
    )
    marks = st.builds(
        lambda place, chosen, second, client_id, seq: Mark(
            sentence=place,
            item=chosen[0],
            value=chosen[1],
            at=f"2026-03-01T10:00:0{second}.000Z",
            client_id=client_id,
            seq=seq,
        ),
        st.integers(1, sentences),
        item_and_value,
        st.integers(0, 2),
        st.sampled_from(["B", "a", "a1", "~"]),
        st.integers(0, 12),
    )
    return st.lists(marks, max_size=largest, unique_by=lambda mark: (mark.client_id, mark.seq))


def folder_contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, by name, with all its bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def example_snapshot(
    words: str = "The council spent 1.2 million euros on the bridge.",
    url: str = "https://news.example/bridge",
    at: str = "2026-03-01T10:00:00Z",
) -> Snapshot:
    """Return a copy of a page that says these words."""
    html = f"<!doctype html><title>Bridge</title><h1>The bridge</h1><p>{words}</p>"
    return snapshot_of(url, FetchedPage(url, html.encode(), "text/html", "utf-8", at))


def example_document(
    text: str = "The audit found that the bridge cost 1,214,300 euros in all.",
    name: str = "audit/bridge.txt",
) -> Document:
    """Return a file as it was given."""
    return read_document(text.encode(), name)
