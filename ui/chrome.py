"""The frame all pages share: Streamlit's own furniture out of the way, our style sheet in."""

from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("chrome.css")


def apply_chrome() -> None:
    """Put the shared style sheet on the page."""
    st.html(STYLE)
