"""Does the right passage stand in the first three, and how long does a search take?

Searches the research package of the tests (``tests/evidence/package``): documents that were made
up, their doubles that have other figures, and sentences whose passage is known. The floor is
the same index asked for the sentence's words alone, as any search box would.

    python -m benchmarks.passages
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from articles import read_text
from db.articles import add_article
from db.connection import open_database
from db.documents import add_document, find_passages
from db.reviewers import reviewer
from evidence.files import Document
from evidence.passages import query, word_query
from tests.evidence.packages import documents, sentences

#: Doubles of each document: none, last year's report, those of five years.
DOUBLES = (0, 1, 5)
SIZES = (10, 100, 1_000)


def main() -> None:
    """Print how many passages are found and how long searches take."""
    asked = sentences()
    print(f"{len(asked)} sentences: their passage first, and in the first three")
    for doubles in DOUBLES:
        with _package(documents(doubles)) as (db, article):
            passages = db.execute("SELECT count(*) FROM passages").fetchone()[0]
            weighed = _found(db, article, lambda text: query(text, 0, len(text)))
            floor = _found(db, article, lambda text: word_query(text, 40))
        missed = (len(asked) - floor[1]) / max(1, len(asked) - weighed[1])
        print(
            f"  {doubles} doubles, {passages:,} passages: {weighed[0]}, {weighed[1]};  "
            f"words alone: {floor[0]}, {floor[1]}, {missed:.1f} times as many missed"
        )
    written = documents()
    for size in SIZES:
        files = [_copy(written[number % len(written)], number) for number in range(size)]
        with _package(files) as (db, article):
            times = [_milliseconds(db, article, text) for text, _, _ in asked]
        slow = statistics.quantiles(times, n=20)[-1]
        print(f"{size:>6} documents: {statistics.median(times):6.2f} ms, p95 {slow:6.2f} ms")


@contextmanager
def _package(files: list[Document]) -> Iterator[tuple[Database, int]]:
    """A database with one article and these files."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "linecheck.db")
        ada = reviewer(db, "Ada")
        article = add_article(db, read_text("The article of the package."), {})
        for file in files:
            add_document(db, article, ada, file)
        yield db, article
        db.close()


def _found(db: Database, article: int, ask: Callable[[str], str]) -> tuple[int, int]:
    """How many sentences have their passage first, and how many in the first three."""
    first = in_three = 0
    for text, name, words in sentences():
        places = [p.name == name and words in p.text for p in find_passages(db, article, ask(text))]
        first += places[:1] == [True]
        in_three += any(places)
    return first, in_three


def _copy(document: Document, number: int) -> Document:
    return replace(document, name=f"{number:04}/{document.name}")


def _milliseconds(db: Database, article: int, text: str) -> float:
    start = time.perf_counter()
    find_passages(db, article, query(text, 0, len(text)))
    return 1_000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
