"""Does the right passage stand in the first three, and how long does a search take?

Searches the research packages of the tests (``tests/evidence``): documents that were made up,
their doubles that have other figures, and sentences whose passage is known. On two packages the
search was tuned; the sentences of the third were written before any was searched for, and say what
to expect elsewhere. The floor is the same index asked for the sentence's words alone, as
any search box would.

    python -m benchmarks.passages [--missed]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
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
from tests.evidence.packages import HELD_OUT, SECOND, TUNED_ON, documents, sentences

#: Doubles of each document: none, last year's report, those of five years.
DOUBLES = (0, 1, 5)
PACKAGES = {"tuned on": TUNED_ON, "tuned on since": SECOND, "held out": HELD_OUT}
SIZES = (10, 100, 1_000)


def main() -> None:
    """Print how many passages are found and how long searches take."""
    parser = argparse.ArgumentParser(description="Measure the search for passages.")
    parser.add_argument("--missed", action="store_true", help="show the sentences not found")
    missed = parser.parse_args().missed
    for name, folder in PACKAGES.items():
        _accuracy(name, folder, missed)
    asked = sentences()
    written = documents()
    for size in SIZES:
        files = [_copy(written[number % len(written)], number) for number in range(size)]
        with _package(files) as (db, article):
            times = [_milliseconds(db, article, text) for text, _, _ in asked]
        slow = statistics.quantiles(times, n=20)[-1]
        print(f"{size:>6} documents: {statistics.median(times):6.2f} ms, p95 {slow:6.2f} ms")


def _accuracy(name: str, folder: Path, show_missed: bool) -> None:
    asked = sentences(folder)
    print(f"{name}: {len(asked)} sentences, their passage first, and in the first three")
    for doubles in DOUBLES:
        with _package(documents(doubles, folder)) as (db, article):
            passages = db.execute("SELECT count(*) FROM passages").fetchone()[0]
            weighed = [_place(db, article, query(one[0], 0, len(one[0])), one) for one in asked]
            floor = [_place(db, article, word_query(one[0], 40), one) for one in asked]
        first, in_three = weighed.count(1), len(asked) - weighed.count(0)
        floor_in_three = len(asked) - floor.count(0)
        print(
            f"  {doubles} doubles, {passages:,} passages: {first}, {in_three};  words alone: "
            f"{floor.count(1)}, {floor_in_three}"
        )
        if show_missed:
            for place, (text, _, _) in zip(weighed, asked, strict=True):
                if not place:
                    print(f"    {text}")


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


def _place(db: Database, article: int, words: str, asked: tuple[str, str, str]) -> int:
    """Where a sentence's passage stands among the first three, from 1; 0 where it does not."""
    _, name, within = asked
    found = find_passages(db, article, words)
    places = [at for at, p in enumerate(found, 1) if p.name == name and within in p.text]
    return places[0] if places else 0


def _copy(document: Document, number: int) -> Document:
    return replace(document, name=f"{number:04}/{document.name}")


def _milliseconds(db: Database, article: int, text: str) -> float:
    start = time.perf_counter()
    find_passages(db, article, query(text, 0, len(text)))
    return 1_000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
