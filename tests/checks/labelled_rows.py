"""Reads the labelled texts beside the tests: cells with tabs between; ¶ parts paragraphs."""

from pathlib import Path


def rows(name: str) -> list[list[str]]:
    """The rows of ``tests/checks/<name>`` as their cells; blank lines and # comments are none."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [[cell.replace(" ¶ ", "\n\n") for cell in row] for row in cells]
