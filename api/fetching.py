"""Pages are fetched beside the requests, a few at a time; what became of each can be asked.

The state lives in this process. If it ends in the middle, nothing half-done is left: the page
counts as not kept, and its button asks again.
"""

import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from api.guard import RequestRefused
from db.connection import DatabaseProblem, database_path, thread_database
from db.snapshots import add_snapshot
from evidence import Unreadable
from evidence.snapshots import take_snapshot

#: Pages that are fetched at once, and those that may wait for their turn.
_WORKERS = 3
MOST_WAITING = 50
_MOST_REMEMBERED = 500

_pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="keep-page")
_lock = threading.Lock()
#: Address in a database -> None while the page is being fetched, else why that failed.
_states: OrderedDict[tuple[Path, str], str | None] = OrderedDict()


def begin(url: str, reviewer: int) -> None:
    """Have a page fetched and kept; one that is being fetched already is not fetched twice.

    Raises ``RequestRefused`` (429) where too many wait.
    """
    place = (database_path(), url)
    with _lock:
        if _states.get(place, "") is None:
            return
        if sum(state is None for state in _states.values()) >= MOST_WAITING:
            raise RequestRefused(429, "Many pages are being fetched already: wait a moment.")
        _states[place] = None
        _states.move_to_end(place)
        _forget_old()
    _pool.submit(_keep, place, url, reviewer)


def state(url: str) -> tuple[bool, str]:
    """Return whether a page is being fetched, and why the last time failed, if it did."""
    with _lock:
        state_ = _states.get((database_path(), url), "")
    return state_ is None, state_ or ""


def _keep(place: tuple[Path, str], url: str, reviewer: int) -> None:
    problem = "The page could not be kept: the server's log says why."
    try:
        add_snapshot(thread_database(), take_snapshot(url), reviewer)
        problem = ""
    except (Unreadable, DatabaseProblem) as error:
        problem = str(error)
    finally:
        with _lock:
            if problem:
                _states[place] = problem
            else:
                _states.pop(place, None)


def _forget_old() -> None:
    """Let go of the oldest failures; what is under way is kept."""
    failed = [place for place, state_ in _states.items() if state_ is not None]
    for place in failed[: max(0, len(_states) - _MOST_REMEMBERED)]:
        del _states[place]
