"""The word lists of this folder: plain text, one entry a line, ``#`` begins a comment.

A file may have sections: a line ``[name]`` begins one.
"""

from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


def entries(name: str) -> tuple[str, ...]:
    """Return the entries of ``words/<name>.txt`` in order."""
    return tuple(entry for entries in sections(name).values() for entry in entries)


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of ``words/<name>.txt`` by section, in order; "" is before the first."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in _FOLDER.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("[") and entry.endswith("]"):
            section = entry[1:-1]
        elif entry:
            found.setdefault(section, []).append(entry)
    return {section: tuple(listed) for section, listed in found.items()}
