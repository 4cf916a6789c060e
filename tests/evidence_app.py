"""The app as it is, but for a test's own web site: the ports in LINECHECK_TEST_PORTS are fetched."""

import os
from functools import partial

from api import fetching
from app import app as app
from articles.fetch import Limits

_PORTS = frozenset(map(int, os.environ["LINECHECK_TEST_PORTS"].split(",")))
fetching.take_snapshot = partial(fetching.take_snapshot, limits=Limits(loopback_ports=_PORTS))
