"""What things are called outside: the file of a report, the text that was reviewed."""

import base64
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


def text_name(report: Report) -> str:
    """Return the name of the text itself: its hash as a URI (RFC 6920, section 3)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(report.sha256)).rstrip(b"=")
    return f"ni:///sha-256;{digest.decode()}"
