"""Documents are read in a process of their own, which may be ended at any moment.

A document is a stranger's file, and the libraries that read it are large. Whatever it makes them
do, there is an answer in bounded time and memory, and the program that asked goes on.
"""

import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from articles.blocks import Block
from articles.document import Document
from articles.records import Link, Unreadable, WriterNote

#: Seconds that a document may take: of a processor's time, of which a PDF of as many pages as are
#: allowed takes 15, and by the clock, on a machine that has other things to do.
MAX_PROCESSOR_SECONDS = 60
MAX_SECONDS = 120
#: Bytes of memory that the process may ask for.
MAX_MEMORY = 1_500_000_000

_TOO_LONG = (
    "The document takes longer to read than is allowed: take a part of it, or save it anew from "
    "the program that made it."
)
_TOO_BIG = (
    "The document needs more memory than is allowed: take a part of it, or save it anew from the "
    "program that made it."
)
_DAMAGED = (
    "The document is damaged, its parts do not fit together: open it in the program that made "
    "it, save it anew and try again."
)

#: How a process ends that the system ended because its processor time was over.
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)

_log = logging.getLogger(__name__)


def read_apart(form: str, data: bytes) -> Document:
    """Read a document of the form "docx", "pdf", "odt" or "epub". Raises Unreadable."""
    try:
        ended = subprocess.run(
            [sys.executable, "-m", __name__, form],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            cwd=Path(__file__).parents[1],
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_LONG) from error
    try:
        answer = json.loads(ended.stdout)
    except ValueError as error:  # ended by the system, before it could answer
        _log.warning("Reading a %s ended with %s: %s", form, ended.returncode, ended.stderr[-2000:])
        raise Unreadable(_TOO_LONG if ended.returncode == _OUT_OF_TIME else _TOO_BIG) from error
    if "refused" in answer:
        if answer["reason"]:
            _log.warning("A %s could not be read: %s", form, answer["reason"])
        raise Unreadable(answer["refused"])
    return _document(answer)


def _document(plain: dict[str, Any]) -> Document:
    """Make the record of what its process wrote down."""
    notes = [WriterNote(**note | {"links": tuple(note["links"])}) for note in plain["writer_notes"]]
    parts = {
        "blocks": tuple(Block(*block) for block in plain["blocks"]),
        "links": tuple(Link(*link) for link in plain["links"]),
        "writer_notes": tuple(notes),
        "page_starts": tuple(plain["page_starts"]),
    }
    return Document(**plain | parts)


def _reader(form: str) -> Callable[[bytes], Document]:
    if form == "docx":
        from articles.docx import read_docx as read
    elif form == "pdf":
        from articles.pdf import read_pdf as read
    elif form == "odt":
        from articles.odt import read_odt as read
    else:
        from articles.epub import read_epub as read
    return read


def _limit() -> None:
    """Hold this process to its limits, where the system can."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        seconds = MAX_PROCESSOR_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(form: str, data: bytes) -> dict[str, Any]:
    """Return the document, or why it is refused, as plain values."""
    try:
        return asdict(_reader(form)(data))
    except Unreadable as problem:
        return {"refused": str(problem), "reason": ""}
    except MemoryError:
        return {"refused": _TOO_BIG, "reason": "MemoryError"}
    # A damaged file makes the libraries raise whatever comes of it, deep inside.
    except Exception as error:
        return {"refused": _DAMAGED, "reason": f"{type(error).__name__}: {error}"[:2000]}


if __name__ == "__main__":
    _limit()
    # What a library prints must not mix with the answer.
    output, sys.stdout = sys.stdout, sys.stderr
    json.dump(_answer(sys.argv[1], sys.stdin.buffer.read()), output)
