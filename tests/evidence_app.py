"""The app, but it fetches from a test's own web site: the ports in LINECHECK_TEST_PORTS."""

import os
import sys
from functools import partial
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import api  # noqa: E402
from api import fetching  # noqa: E402
from articles.fetch import Limits  # noqa: E402

_PORTS = frozenset(map(int, os.environ["LINECHECK_TEST_PORTS"].split(",")))
fetching.take_snapshot = partial(fetching.take_snapshot, limits=Limits(loopback_ports=_PORTS))

app = st.App(str(ROOT / "ui" / "main.py"), routes=api.routes())
