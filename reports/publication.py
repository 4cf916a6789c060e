"""Who publishes the reports and where: settings of the place, not of an article."""

import os
import re
from dataclasses import dataclass

from reports.untrusted import one_line, web_address


@dataclass(frozen=True, slots=True)
class Publication:
    """The publisher's name and the address reports lie under; empty where not set."""

    publisher: str
    address: str


def publication() -> Publication:
    """Return ``LINECHECK_PUBLISHER`` and ``LINECHECK_URL``, where that is an address of the web."""
    address = os.environ.get("LINECHECK_URL", "").strip()
    usable = web_address(address) and not re.search(r"[?#]", address)
    return Publication(
        publisher=one_line(os.environ.get("LINECHECK_PUBLISHER", "")),
        address=address.rstrip("/") if usable else "",
    )
