"""Linecheck's server: the pages and the routes, joined. Start it with ``streamlit run app.py``."""

import streamlit as st

import api

app = st.App("ui/main.py", routes=api.routes(st.get_option("server.baseUrlPath")))
