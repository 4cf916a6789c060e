"""The app as it is, on a web of the tests' own: it may visit these ports of this machine as well.

Started by tests that name the ports and the archive in the environment.
"""

import importlib
import os
from dataclasses import replace
from pathlib import Path

import streamlit as st

from articles import fetch

_ports = frozenset(map(int, os.environ["TEST_WEB_PORTS"].split(",")))
# Before anything that goes by it is imported.
fetch.PUBLIC_WEB = replace(fetch.PUBLIC_WEB, loopback_ports=_ports)
importlib.import_module("sources.links").WAYBACK = os.environ["TEST_WAYBACK"]

app = st.App(
    str(Path(__file__).parents[2] / "ui" / "main.py"),
    routes=importlib.import_module("api").routes(st.get_option("server.baseUrlPath")),
)
