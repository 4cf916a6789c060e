"""Reads the labelled texts beside the tests: the label, a tab, the text; ¶ parts paragraphs."""

from pathlib import Path


def rows(name: str) -> list[tuple[str, str]]:
    """The rows of ``tests/checks/<name>`` as (label, text)."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(label, text.replace(" ¶ ", "\n\n")) for label, text in pairs]
