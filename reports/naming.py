"""What the file of a report is called, before its extension."""

import re
import unicodedata

from reviews.records import Report

_LONGEST_STEM = 60


def stem(report: Report) -> str:
    """Return the title in plain letters, digits and hyphens only, behind what the file is.

    Titles come from strangers; nothing else of them can reach a header or a file system.
    """
    plain = unicodedata.normalize("NFKD", report.title).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:_LONGEST_STEM].strip("-")
    return f"fact-check-{words or report.article}"
