"""The app as it is, on a web of the tests' own: it may visit some ports of this machine as well.

Started by tests that name the ports in TEST_WEB_PORTS, with commas between them, and, where links
are looked up, the archive in TEST_WAYBACK.
"""

import os
import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from articles import fetch  # noqa: E402

# What reaches the web goes by these limits, by copies that are made of them when it is imported,
# or by defaults that are bound already. Changed in place and first, they hold for all of them.
_PORTS = frozenset(map(int, os.environ["TEST_WEB_PORTS"].split(",")))
object.__setattr__(fetch.PUBLIC_WEB, "loopback_ports", _PORTS)

from sources import links  # noqa: E402

links.WAYBACK = os.environ.get("TEST_WAYBACK", links.WAYBACK)

import api  # noqa: E402

app = st.App(str(ROOT / "ui" / "main.py"), routes=api.routes(st.get_option("server.baseUrlPath")))
