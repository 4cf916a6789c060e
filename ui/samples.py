"""The sample article, there from the first start so that nobody begins with an empty page."""

from functools import cache
from pathlib import Path

from sqlite_utils import Database

import checks
from articles import Article, read_file
from db.articles import add_article, article_with_text, is_empty

SAMPLE = Path(__file__).parents[1] / "seeds" / "000_6472bd31f94c28ab.txt"


def add_when_empty(db: Database) -> None:
    """Add the sample to a database that holds no article yet."""
    if is_empty(db):
        add_article(db, _sample(), checks.propose(_sample()))


def sample_number(db: Database) -> int | None:
    """Return the number of the sample among the articles, if it is there."""
    return article_with_text(db, _sample().sha256)


@cache
def _sample() -> Article:
    return read_file(SAMPLE)
