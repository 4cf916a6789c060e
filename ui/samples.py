"""The sample article, there from the first start so that nobody begins with an empty page."""

from pathlib import Path

from sqlite_utils import Database

import checks
from articles import read_file
from db.articles import add_article, is_empty

SAMPLE = Path(__file__).parents[1] / "seeds" / "000_6472bd31f94c28ab.txt"


def add_when_empty(db: Database) -> None:
    """Add the sample to a database that holds no article yet."""
    if not is_empty(db):
        return
    sample = read_file(SAMPLE)
    add_article(db, sample, checks.propose(sample))
