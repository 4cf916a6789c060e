from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_6472bd31f94c28ab.txt"


@pytest.fixture
def sample_text():
    return SAMPLE.read_bytes().decode()
