"""One's own report: title, colours, footer, logo and page, from the folder LINECHECK_TEMPLATE.

``report.toml`` there may hold, each if wanted::

    title = "The Example checks"      # in place of "Fact-check"
    accent = "#7a1f5c"                # colour of links and lines, six digits
    accent_dark = "#e3a6cf"           # the same on a dark screen
    footer = "The Example · Corrections: desk@example.org"
    logo = "logo.png"                 # PNG or JPEG in the folder, at most 300 kB

and ``report.html`` there may extend ``linecheck/report.html`` and override its blocks.
"""

import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from reports.untrusted import one_line

LARGEST_LOGO = 300_000

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_LOGOS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class BadTemplate(ValueError):
    """The folder of one's own report cannot be used; the message says what to change."""


@dataclass(frozen=True, slots=True)
class House:
    """How reports look here. ``logo`` is a picture of the type ``logo_type``, or empty.

    ``folder`` is where it comes from, None where reports look as they do out of the box.
    """

    title: str = "Fact-check"
    accent: str = "#0b62a4"
    accent_dark: str = "#7dbcec"
    footer: str = ""
    logo: bytes = b""
    logo_type: str = ""
    folder: Path | None = None


_KEYS = {field.name for field in fields(House)} - {"logo_type", "folder"}


def house() -> House:
    """Return how reports look here. Raises ``BadTemplate``."""
    setting = os.environ.get("LINECHECK_TEMPLATE", "").strip()
    if not setting:
        return House()
    folder = Path(setting)
    if not folder.is_dir():
        raise BadTemplate(f"LINECHECK_TEMPLATE is {one_line(setting)}, which is no folder.")
    given = _settings(folder / "report.toml")
    for name in ("accent", "accent_dark"):
        if name in given and not _COLOUR.fullmatch(given[name]):
            raise BadTemplate(f"In report.toml, {name} is to be a colour as #0b62a4.")
    looks = {name: one_line(value) for name, value in given.items() if name != "logo"}
    logo, logo_type = _logo(folder, given.get("logo", ""))
    return House(**looks, logo=logo, logo_type=logo_type, folder=folder)


def _settings(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadTemplate(f"report.toml cannot be read: {one_line(str(problem))}.") from problem
    for name, value in given.items():
        if name not in _KEYS:
            known = ", ".join(sorted(_KEYS))
            raise BadTemplate(f"report.toml has {one_line(name)}, which is none of {known}.")
        if not isinstance(value, str):
            raise BadTemplate(f"In report.toml, {name} is to be a text in quotes.")
    return given


def _logo(folder: Path, name: str) -> tuple[bytes, str]:
    if not name:
        return b"", ""
    path = folder / name
    if path.name != name:
        raise BadTemplate("In report.toml, logo is to be the name of a file in the same folder.")
    try:
        logo = path.read_bytes()
    except OSError as problem:
        raise BadTemplate(f"The logo {one_line(name)} cannot be read.") from problem
    if len(logo) > LARGEST_LOGO:
        raise BadTemplate(f"The logo {one_line(name)} is larger than {LARGEST_LOGO // 1000} kB.")
    for beginning, kind in _LOGOS.items():
        if logo.startswith(beginning):
            return logo, kind
    raise BadTemplate(f"The logo {one_line(name)} is neither PNG nor JPEG.")
