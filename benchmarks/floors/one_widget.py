"""A Streamlit page with one widget and nothing else; a click commits one row."""

import streamlit as st

from benchmarks.floors.store import commit_one_row

st.checkbox("mark", on_change=commit_one_row)
