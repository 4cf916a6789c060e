"""The command line as a shell would call it, on files and a database of the test's own."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import cli

ARTICLE = """A headline over two paragraphs

The council closed the bridge on Monday. Critics called the decision a disgrace.

Repairs will cost 2.4 million euros, according to the city's audit.
"""


class Ended(NamedTuple):
    """How a run of the program ended, and all it wrote."""

    status: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[str]:
        """What it wrote to standard output, by line."""
        return self.out.decode().splitlines()


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ended]:
    """Run the program within this one, as ``python cli.py ARGUMENTS`` runs it."""

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["cli.py", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return Ended(ended.value.code or 0, out, err.decode())

    return run


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program will look for its database; there is none yet."""
    path = tmp_path / "linecheck.db"
    monkeypatch.setenv("LINECHECK_DB", str(path))
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """An article of a headline and three sentences."""
    path = tmp_path / "draft.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
