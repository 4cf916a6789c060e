"""Text of strangers for Streamlit, which takes what it is given for Markdown."""

import re

#: What CommonMark and Streamlit's own additions (icons, colours, formulas) give a meaning.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|$:~&]")


def plain(text: str) -> str:
    """Return ``text`` on one line, in which only bare addresses are read as markup."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
