"""Pages that evidence points to are fetched and kept beside the requests."""

from api.errands import Errands
from db.connection import thread_database
from db.snapshots import add_snapshot
from evidence.snapshots import take_snapshot


def _keep(url: str, reviewer: int) -> None:
    add_snapshot(thread_database(), take_snapshot(url), reviewer)


#: ``pages.begin(url, reviewer)`` has a page fetched and kept.
pages = Errands("keep-page", 3, _keep, "The page could not be kept")
