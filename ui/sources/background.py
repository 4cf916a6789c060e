"""Work that waits for the network goes on beside the page, which can be stopped meanwhile."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

_HEARTBEAT = 0.2
_T = TypeVar("_T")


def in_background(work: Iterator[_T], stop: Callable[[], None]) -> Iterator[_T | None]:
    """Yield what ``work`` yields, and None a few times a second meanwhile.

    The work runs in a thread of its own. Closing the iterator calls ``stop``, which has to make
    the work end; what the work raises is raised here.
    """
    results: queue.SimpleQueue[tuple[str, object]] = queue.SimpleQueue()

    def run() -> None:
        try:
            for result in work:
                results.put(("result", result))
        except BaseException as error:  # told to whoever waits, see below
            results.put(("error", error))
        else:
            results.put(("end", None))

    threading.Thread(target=run, name="look-up", daemon=True).start()
    try:
        while True:
            try:
                kind, result = results.get(timeout=_HEARTBEAT)
            except queue.Empty:
                yield None
                continue
            if kind == "error":
                raise result
            if kind == "end":
                return
            yield result
    finally:
        stop()
