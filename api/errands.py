"""Work on pages goes on beside the requests, a few at a time; what became of each can be asked.

The state lives in this process. If it ends in the middle, nothing half-done is left: the page
counts as not looked at, and its button asks again.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from api.guard import RequestRefused
from db.connection import DatabaseProblem, database_path
from evidence import Unreadable

#: Pages that may wait for their turn in one kind of work.
MOST_WAITING = 50
_MOST_REMEMBERED = 500
_log = logging.getLogger(__name__)


class Errands:
    """One kind of work: ``work(url, *given)``, done by ``workers`` threads called ``name``.

    ``lost`` is told where it fails for a reason that nobody foresaw.
    """

    def __init__(self, name: str, workers: int, work: Callable[..., None], lost: str) -> None:
        self._work = work
        self._lost = f"{lost}: the server's log says why."
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._lock = threading.Lock()
        #: Address in a database -> None while it is being worked on, else why that failed.
        self._states: OrderedDict[tuple[Path, str], str | None] = OrderedDict()

    def begin(self, url: str, *given: Any) -> None:
        """Have ``url`` worked on; one that is under way already is not begun again.

        Raises ``RequestRefused`` (429) where too many wait.
        """
        place = (database_path(), url)
        with self._lock:
            if self._states.get(place, "") is None:
                return
            if sum(state is None for state in self._states.values()) >= MOST_WAITING:
                raise RequestRefused(429, "Many pages are being fetched already: wait a moment.")
            self._states[place] = None
            self._states.move_to_end(place)
            self._forget_old()
        self._pool.submit(self._run, place, url, given)

    def state(self, url: str) -> tuple[bool, str]:
        """Return whether ``url`` is being worked on, and why the last time failed, if it did."""
        with self._lock:
            state = self._states.get((database_path(), url), "")
        return state is None, state or ""

    def _run(self, place: tuple[Path, str], url: str, given: tuple[Any, ...]) -> None:
        problem = self._lost
        try:
            self._work(url, *given)
            problem = ""
        except (Unreadable, DatabaseProblem) as error:
            problem = str(error)
        except Exception:
            _log.exception("Work on a page failed")
        finally:
            with self._lock:
                if problem:
                    self._states[place] = problem
                else:
                    self._states.pop(place, None)

    def _forget_old(self) -> None:
        """Let go of the oldest failures; what is under way is kept."""
        failed = [place for place, state in self._states.items() if state is not None]
        for place in failed[: max(0, len(self._states) - _MOST_REMEMBERED)]:
            del self._states[place]
