"""What all pages share: Streamlit's own furniture out of the way, one palette, one frame."""

import re
from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent


def apply_chrome() -> None:
    """Put the shared style sheet on the page."""
    st.html(_FOLDER / "chrome.css")


def style(*sheets: Path) -> str:
    """Return the style of a component of ours: the palette, then its own sheets."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (_FOLDER / "palette.css", *sheets)
    )


def literal(text: str) -> str:
    """Return Markdown that shows ``text`` as it was written, for what Streamlit takes as Markdown.

    A name or a message may hold what strangers chose: nothing in it is a link, a picture or a sign.
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def base_path() -> str:
    """Return the path Streamlit is served under, without a slash at its end."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""
