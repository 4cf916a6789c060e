"""How every command reads, writes and ends."""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from reports.untrusted import escaped_json, one_line, visible

#: Exit statuses beside 0. The last two are what shells give for these ends.
MET, TROUBLE, INTERRUPTED, NO_READER = 1, 2, 130, 141

PLAIN_STATUSES = """\b
Exit statuses:
  0  all is well
  2  wrong usage, or something could not be read or written"""

_EXCERPT = 100


#: Where a file goes.
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    help="The file to write; - is standard output.",
    show_default=True,
)


def now() -> str:
    """Return the time to the second, as ISO 8601 with its zone."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_bytes(path: str) -> bytes:
    """Return what a file holds, or standard input where the path is ``-``.

    Raises ``click.ClickException``.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise trouble(f"{shown_path(path)} cannot be read ({problem.strerror}).") from problem


def write_output(output: str, data: bytes) -> None:
    """Write to a file, or to standard output where it is ``-``.

    Raises ``click.ClickException``.
    """
    if output == "-":
        put(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as problem:
        raise trouble(
            f"{shown_path(output)} cannot be written ({problem.strerror}): "
            "name another file with -o."
        ) from problem


def put_json(documents: Iterator[str] | list[str]) -> None:
    """Write JSON, which is UTF-8 whatever the terminal speaks (RFC 8259, section 8.1)."""
    put(escaped_json("".join(documents)).encode())


def put(data: bytes) -> None:
    """Write to standard output; end quietly, with a status of its own, when nobody reads on.

    click would end with 1, which here says that a condition was met.
    """
    if sys.stdout is None:
        raise trouble("There is no standard output to write to.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence_output()
        sys.exit(NO_READER)


def put_line(text: str) -> None:
    """Write a line; a character that the terminal cannot show is spelled out."""
    encoding = sys.stdout.encoding if sys.stdout else "utf-8"
    put(f"{text}\n".encode(encoding, "backslashreplace"))


def shown_path(path: str) -> str:
    """Return a path as it can stand on one line."""
    return re.sub(r"\s", " ", visible(path))


def trouble(sentence: str) -> click.ClickException:
    """Return what ends a command with this sentence and the status ``TROUBLE``."""
    problem = click.ClickException(visible(sentence))
    problem.exit_code = TROUBLE
    return problem


def silence_output() -> None:
    """Let Python's own last flush go nowhere instead of failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def excerpt(text: str) -> str:
    """Return how a text begins, on one line."""
    beginning = one_line(text)
    return beginning if len(beginning) <= _EXCERPT else beginning[: _EXCERPT - 1].rstrip() + "…"
