"""The link that is dragged to the bookmarks bar."""

from pathlib import Path

import streamlit as st

from ui.chrome import base_path, style

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "linecheck_bookmarklet",
    html=_FOLDER.joinpath("bookmarklet.html").read_text(encoding="utf-8"),
    css=style(_FOLDER / "bookmarklet.css"),
    js=_FOLDER.joinpath("bookmarklet.js").read_text(encoding="utf-8"),
)


def bookmarklet() -> None:
    """Show the bookmark "Check this page" and how to come by it.

    The browser makes its address: Streamlit takes javascript: links out of what it shows, and only
    the browser knows under which name it has reached us.
    """
    _component(data={"base": base_path()}, key="bookmarklet")
