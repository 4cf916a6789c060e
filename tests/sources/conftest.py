"""A web of our own for every test, and properties without a clock."""

import gzip
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.local_web import Web, local_web

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def web() -> Iterator[Web]:
    """Three hosts and an archive on 127.0.0.1."""
    with local_web() as running:
        yield running


@pytest.fixture
def bomb() -> bytes:
    """Sixty megabytes of nothing in sixty kilobytes."""
    return gzip.compress(b"\0" * 60_000_000)
