"""The routes alone, on a database of their own, as a browser's sheet would call them."""

from pathlib import Path

import pytest
from sqlite_utils import Database
from starlette.applications import Starlette
from starlette.testclient import TestClient

import api
from articles import read_text
from db.articles import add_article
from db.connection import open_database
from db.reviewers import reviewer
from db.settings import secret
from reviews.access import issue_pass

TEXT = """A headline over two paragraphs

The council closed the bridge on Monday. The mayor called the decision a disgrace.

Repairs will cost 2.4 million euros, according to the city's audit."""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An empty database at the path the program will look for it."""
    path = tmp_path / "linecheck.db"
    monkeypatch.setenv("LINECHECK_DB", str(path))
    return open_database(path)


@pytest.fixture
def article(database: Database) -> int:
    """The number of an article with four sentences and a headline."""
    return add_article(database, read_text(TEXT), {})


@pytest.fixture
def client(database: Database) -> TestClient:
    """A browser without a page: requests carry our own origin unless a test says otherwise."""
    return TestClient(Starlette(routes=api.routes()), headers={"origin": "http://testserver"})


@pytest.fixture
def pass_of(database: Database, article: int):
    """Return the authorization header of a reviewer by name."""

    def header(name: str = "Ada", for_article: int = article) -> dict[str, str]:
        token = issue_pass(secret(database), reviewer=reviewer(database, name), article=for_article)
        return {"authorization": f"Bearer {token}"}

    return header
