"""Whose site an address belongs to: the unit that is rated, and the names it may be listed under.

The site is what is registered under a public suffix, private suffixes included, by the snapshot of
the Public Suffix List (https://publicsuffix.org) that tldextract brings along; nothing is fetched.
What stands on a hosting platform is a site of its own (``words/hosting_platforms.txt``).
"""

import ipaddress
import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

import idna
import tldextract

from sources.wordlists import entries

_extract = tldextract.TLDExtract(
    cache_dir=None,
    suffix_list_urls=(),
    fallback_to_snapshot=True,
    include_psl_private_domains=True,
)

#: Names that stand before a host and lead to the same site.
_SAME_SITE = ("www.", "m.", "mobile.", "amp.")
_PLAIN_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_-]{1,63}){1,20}")
_LONGEST_HOST = 253
_LONGEST_NAME = 2_000
#: How many parts of a path a list may tell apart.
_DEEPEST_PATH = 6
#: Paths that are the site's front door.
_FRONT_DOOR = re.compile(r"(?:index|home|default|main)\.\w{2,5}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """Whose an address is.

    ``host`` is in lower case and ASCII (IDNA); ``name`` is the site: what is registered
    (``bbc.co.uk``), or one publication on a platform (``medium.com/@ada``); ``platform`` is the
    platform's host, empty where the site stands on its own.
    """

    host: str
    name: str
    platform: str = ""

    @property
    def shown(self) -> str:
        """The name in the letters of its own language."""
        host, slash, path = self.name.partition("/")
        return in_letters(host) + slash + path


def site_of(address: str) -> Site | None:
    """Return whose ``address`` is, with or without its scheme; None for what is no web address."""
    parts = split_address(address)
    if parts is None:
        return None
    host, path = parts
    extracted = _extract(host)
    registered = extracted.top_domain_under_public_suffix
    hosted = _hosted(host, path)
    if hosted is not None:
        return Site(host, hosted.name, hosted.platform)
    if registered and extracted.is_private:
        return Site(host, registered, extracted.suffix)
    return Site(host, registered or host)


def listed_names(address: str) -> tuple[str, ...]:
    """Return the names under which a list may have ``address``, the most particular first.

    The path part by part, then the host, then the hosts above it up to what is registered; on a
    platform never the platform's host, so that no blog is taken for its host.
    """
    site = site_of(address)
    parts = split_address(address)
    if site is None or parts is None:
        return ()
    host, path = parts
    hosts = [host, host.removeprefix("www."), _bare(host)]
    while hosts[-1] != site.name and "." in hosts[-1] and not site.platform:
        hosts.append(hosts[-1].partition(".")[2])
    segments = [segment for segment in path.split("/") if segment][:_DEEPEST_PATH]
    names = {
        "/".join([one, *segments[:depth]]).lower()
        for one in hosts
        for depth in range(len(segments) + 1)
    }
    if site.platform and ("/" in site.name or site.name == site.platform):
        # The host is everybody's: only an entry for a part of it will do, as forbes.com/sites is.
        names = {name for name in names if "/" in name}
    return tuple(sorted(names, key=_particular, reverse=True))


def listed_name(cell: str) -> str:
    """Return the site or the part of one that a list's cell names, empty where it names none.

    Addresses lose their scheme, port, ``www.``, query and a front page's file name; case does not
    matter; names in other letters are written as IDNA has them.
    """
    if not cell or cell[0] in "=+@-" or len(cell) > _LONGEST_NAME:
        return ""
    if _PLAIN_HOST.fullmatch(cell) and len(cell) <= _LONGEST_HOST:  # nearly every cell of a list
        return "" if _is_number(cell) else cell.removeprefix("www.")
    parts = split_address(cell)
    if parts is None or "." not in parts[0]:
        return ""
    host, path = parts
    segments = [segment for segment in path.split("/") if segment]
    if segments and _FRONT_DOOR.fullmatch(segments[-1]):
        segments.pop()
    return "/".join([host.removeprefix("www."), *segments]).lower()


def split_address(address: str) -> tuple[str, str] | None:
    """Return host, in lower case and ASCII, and path of an address; None where it has no host."""
    address = address.strip()
    if "://" not in address:
        if "@" in address.partition("/")[0]:  # a mailbox
            return None
        address = f"//{address.lstrip('/')}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    host = _ascii(host.rstrip("."))
    return (host, parts.path) if host else None


def in_letters(host: str) -> str:
    """Return a host in the letters of its own language, as it is where it cannot be."""
    try:
        return idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        return host


def _ascii(host: str) -> str:
    host = host.lower()
    if len(host) <= _LONGEST_HOST and _PLAIN_HOST.fullmatch(host):
        return host
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        encoded = idna.encode(host, uts46=True).decode() if host else ""
    except (idna.IDNAError, UnicodeError):
        return ""
    return encoded if _PLAIN_HOST.fullmatch(encoded) or encoded == "localhost" else ""


def _is_number(host: str) -> bool:
    """Say whether what looks like a host is a number, as 0.95 is; 192.0.2.7 is a host."""
    return host.replace(".", "").isdigit() and host.count(".") != 3


def _bare(host: str) -> str:
    for prefix in _SAME_SITE:
        # "m.co" is a site of its own.
        if host.startswith(prefix) and "." in host[len(prefix) :]:
            return host[len(prefix) :]
    return host


def _particular(name: str) -> tuple[int, int]:
    return name.count("/"), len(name.partition("/")[0])


class _Hosted(NamedTuple):
    name: str
    platform: str


class _Platforms(NamedTuple):
    names: frozenset[str]
    paths: dict[str, tuple[tuple[str, ...], ...]]
    whole: frozenset[str]


@cache
def _platforms() -> _Platforms:
    names, whole = set(), set()
    paths: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries("hosting_platforms"):
        host, slash, path = entry.partition("/")
        if host.startswith("*."):
            names.add(host[2:])
        elif slash:
            paths.setdefault(host, []).append(tuple(path.split("/")))
        else:
            whole.add(host)
    by_host = {host: tuple(sorted(found, key=len, reverse=True)) for host, found in paths.items()}
    return _Platforms(frozenset(names), by_host, frozenset(whole))


def _hosted(host: str, path: str) -> _Hosted | None:
    platforms = _platforms()
    bare = _bare(host)
    segments = [segment for segment in path.split("/") if segment]
    for pattern in platforms.paths.get(bare, ()):
        if _begins(segments, pattern):
            name = "/".join([bare, *segments[: len(pattern)]]).lower()
            return _Hosted(name, bare)
    before, _, above = bare.partition(".")
    while above:
        if above in platforms.names and before:
            return _Hosted(f"{before}.{above}", above)
        if above in platforms.whole:
            return _Hosted(above, above)
        before, _, above = above.partition(".")
    return _Hosted(bare, bare) if bare in platforms.whole and segments else None


def _begins(segments: list[str], pattern: tuple[str, ...]) -> bool:
    if len(segments) < len(pattern):
        return False
    pairs = zip(segments, pattern, strict=False)
    return all(
        segment.lower().startswith(part[:-1]) if part.endswith("*") else segment.lower() == part
        for segment, part in pairs
    )
