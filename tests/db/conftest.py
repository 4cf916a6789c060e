"""A database of its own for each test, and articles to put in it."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from db.articles import add_article
from db.connection import open_database
from db.reviewers import reviewer
from tests.db.examples import example_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's database lies; there is none yet."""
    return tmp_path / "linecheck.db"


@pytest.fixture
def database(path: Path):
    """An empty database."""
    db = open_database(path)
    yield db
    db.close()


@pytest.fixture
def article(database: Database) -> int:
    """The number of an article with a headline, three body sentences and a promo."""
    return add_article(database, example_article(), {})


@pytest.fixture
def ada(database: Database) -> int:
    """The number of a reviewer called Ada."""
    return reviewer(database, "Ada")
