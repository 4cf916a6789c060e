"""A model on this machine."""

from collections.abc import Iterator

import pytest

from tests.model_server import ModelServer, model_server


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """A model that answers well until a test says otherwise."""
    with model_server() as running:
        yield running
