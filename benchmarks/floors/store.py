"""One row, committed the way marks are: WAL, synchronous=FULL."""

import os
import sqlite3
import threading

_connections = threading.local()


def commit_one_row() -> None:
    """Append one row to the database that ``LINECHECK_DB`` names and return once it is on disk."""
    if not hasattr(_connections, "db"):
        _connections.db = sqlite3.connect(os.environ["LINECHECK_DB"], isolation_level=None)
        _connections.db.execute("PRAGMA journal_mode=WAL")
        _connections.db.execute("PRAGMA synchronous=FULL")
        _connections.db.execute(
            "CREATE TABLE IF NOT EXISTS marks (id INTEGER PRIMARY KEY, at TEXT)"
        )
    _connections.db.execute("INSERT INTO marks (at) VALUES (datetime())")
