"""The app as it is, but for one thing: pages on LINECHECK_TEST_PORT of this machine are fetched."""

import os
import sys
from functools import partial
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import api  # noqa: E402
from articles.fetch import Limits, read_url  # noqa: E402
from ui import add, asked  # noqa: E402

_LIMITS = Limits(loopback_ports=frozenset({int(os.environ["LINECHECK_TEST_PORT"])}))
asked.read_url = add.read_url = partial(read_url, limits=_LIMITS)

base_path = st.get_option("server.baseUrlPath")
app = st.App(str(ROOT / "ui" / "main.py"), routes=api.routes(base_path))
