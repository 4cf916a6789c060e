"""A page is fetched from the public web, within limits, and never from the machine's own network.

requests-hardened resolves each name once, refuses addresses that are not public, and connects to
the very address it checked, so that a name cannot change its mind in between. The limits on
bytes, time, ports, redirects and content types are ours. Every hop of a redirect passes all of it.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from articles.read import MAX_BYTES, read_bytes
from articles.records import Article, Unreadable

USER_AGENT = "Linecheck/0.1 (fact-checking tool; fetches one page when a person asks for it)"

_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTENT_TYPES = {
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
}
#: Files that ``articles.read.read_bytes`` reads as well.
_DOCUMENT_TYPES = {
    "application/pdf",
    "application/epub+zip",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_CHUNK = 65_536
_T = TypeVar("_T")
#: IPv4-compatible addresses, long deprecated (RFC 4291, 2.5.5.1), that some systems still map.
_IPV4_COMPATIBLE = ipaddress.ip_network("::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go.

    ``size`` in bytes after decompression; ``seconds`` for everything from the first connection to
    the last byte; ``loopback_ports`` are ports of this machine that may be fetched as well, and
    only of this machine: for tests against a server of their own, empty otherwise.
    """

    size: int = MAX_BYTES
    seconds: float = 30.0
    silence: float = 10.0
    redirects: int = 5
    loopback_ports: frozenset[int] = frozenset()


#: Pages anyone can read: the limits unless a test says otherwise.
PUBLIC_WEB = Limits()


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it arrived. ``url`` is the last one of the redirects; ``fetched_at`` ISO 8601 UTC.

    ``content_type`` and ``charset`` are what the server declared, empty where it declared nothing.
    """

    url: str
    data: bytes
    content_type: str
    charset: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request, whatever its status and type.

    ``location`` is where a redirect leads, empty otherwise; ``data`` the beginning of the body,
    after decompression; ``whole`` says whether that is all of it.
    """

    url: str
    status: int
    location: str
    content_type: str
    charset: str
    data: bytes
    whole: bool


def read_url(url: str, *, limits: Limits = PUBLIC_WEB) -> Article:
    """Fetch a page and make an article of it. Raises Unreadable."""
    page = fetch(url, limits=limits)
    content_type = page.content_type
    if page.charset:
        content_type += f"; charset={page.charset}"
    name = urlsplit(page.url).path.rpartition("/")[2] or urlsplit(page.url).hostname or ""
    return read_bytes(
        page.data, name, url=page.url, content_type=content_type, fetched_at=page.fetched_at
    )


def fetch(url: str, *, limits: Limits = PUBLIC_WEB, documents: bool = False) -> FetchedPage:
    """Fetch ``url`` within ``limits``; a scheme left out is taken to be https.

    ``documents`` lets PDF, Word, ODT and EPUB through as well. Raises Unreadable with the reason
    when the address is not public, the server fails, or what comes is too large, too slow or no
    text.
    """
    return _within(limits, lambda session: _follow(session, with_scheme(url), limits, documents))


def ask(url: str, *, limits: Limits = PUBLIC_WEB, at_most: int = MAX_BYTES) -> Answer:
    """Ask for ``url`` once, within ``limits``, and follow no redirect.

    For those who want to know what becomes of an address. At most ``at_most`` bytes are read, no
    more are asked for. Raises Unreadable when the address may not be fetched or nobody answers.
    """
    return _within(limits, lambda session: _ask(session, with_scheme(url), limits, at_most))


def with_scheme(url: str) -> str:
    """Return the address with the scheme that people leave out, https."""
    url = url.strip()
    return url if "://" in url else f"https://{url}"


def _within(limits: Limits, work: Callable[[requests.Session], _T]) -> _T:
    """Do ``work`` with a guarded session until the time is up. Raises Unreadable."""
    deadline = _Deadline()
    timer = threading.Timer(limits.seconds, deadline.pass_)
    timer.daemon = True
    timer.start()
    too_slow = Unreadable(
        f"The page took longer than {limits.seconds:g} seconds: try again later or paste its text."
    )
    try:
        with _session(limits, deadline) as session:
            result = work(session)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise too_slow if deadline.passed else Unreadable(_failure(error)) from error
    except UnicodeError as error:  # a name that is no host name
        raise Unreadable(_NO_ADDRESS) from error
    finally:
        timer.cancel()
        deadline.close()
    if deadline.passed:  # a connection cut at the limit can look like the end of the page
        raise too_slow
    return result


def _ask(session: requests.Session, url: str, limits: Limits, at_most: int) -> Answer:
    session.headers["Accept"] = "*/*"
    with _get(session, url, limits) as response:
        data, whole = _beginning(response, at_most)
        content_type, charset = _declared(response)
        return Answer(
            url=response.url,
            status=response.status_code,
            location=urljoin(url, session.get_redirect_target(response) or "")
            if response.is_redirect
            else "",
            content_type=content_type,
            charset=charset,
            data=data,
            whole=whole,
        )


def _beginning(response: requests.Response, at_most: int) -> tuple[bytes, bool]:
    data = bytearray()
    for chunk in response.iter_content(_CHUNK):
        data += chunk
        if len(data) > at_most:
            return bytes(data[:at_most]), False
    return bytes(data), True


def _follow(session: requests.Session, url: str, limits: Limits, documents: bool) -> FetchedPage:
    for _ in range(limits.redirects + 1):
        with _get(session, url, limits) as response:
            target = session.get_redirect_target(response)
            if target is None:
                return _page(response, limits, documents)
        url = urljoin(url, target)
    raise Unreadable(
        f"The page redirects more than {limits.redirects} times: open it in a browser, copy the "
        "text and paste it."
    )


def _get(session: requests.Session, url: str, limits: Limits) -> requests.Response:
    _check_address(url)
    return session.get(
        url, stream=True, allow_redirects=False, timeout=(limits.silence, limits.silence)
    )


def _check_address(url: str) -> None:
    """Refuse what requests would try or send; who may be connected to is the adapter's part."""
    parts = urllib3.util.parse_url(url)  # the parser that requests goes by
    if parts.scheme not in ("http", "https"):
        raise Unreadable("Only http and https addresses are fetched: paste the text instead.")
    if not parts.host:
        raise Unreadable(_NO_ADDRESS)
    if parts.auth is not None:
        raise Unreadable("The address has a user name or password in it: take it out.")


def _page(response: requests.Response, limits: Limits, documents: bool) -> FetchedPage:
    if response.status_code != 200:
        raise Unreadable(_status(response.status_code))
    content_type, charset = _declared(response)
    if content_type not in (_CONTENT_TYPES | _DOCUMENT_TYPES if documents else _CONTENT_TYPES):
        raise Unreadable(
            f"The address leads to a file of the type “{content_type[:60]}”, not to a page: "
            "give the page's address or paste the text."
        )
    data, whole = _beginning(response, limits.size)
    if not whole:
        raise Unreadable(
            f"The page has more than {limits.size / 1e6:g} MB: paste the text of the article."
        )
    return FetchedPage(
        url=response.url,
        data=data,
        content_type=content_type,
        charset=charset,
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _declared(response: requests.Response) -> tuple[str, str]:
    """Return the type and the character set that the server declares, or none."""
    header = response.headers.get("Content-Type", "text/html")
    charset = requests.utils.get_encoding_from_headers({"content-type": header}) or ""
    content_type = header.partition(";")[0].strip().lower()
    return content_type, charset if "charset" in header.lower() else ""


_NO_ADDRESS = "This is not a web address: check it or paste the text."


def _status(code: int) -> str:
    if code in (401, 402, 403, 451):
        return f"The site refuses the page ({code}): open it in a browser, copy and paste the text."
    if code in (404, 410):
        return f"There is no page at this address ({code}): check it."
    if code == 429 or code >= 500:
        return f"The site cannot give the page now ({code}): try again later or paste the text."
    return f"The site answered without a page ({code}): check the address or paste the text."


def _failure(error: Exception) -> str:
    """Say in one sentence what went wrong on the way to a page."""
    if isinstance(error, _Refused):
        return str(error)
    if isinstance(error, InvalidIPAddress):
        return (
            "The address leads to this machine or its own network, which is not fetched: "
            "paste the text instead."
        )
    if isinstance(error, (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError)):
        return _NO_ADDRESS
    if isinstance(error, requests.exceptions.SSLError):
        return "The site's certificate is not valid, so the page is not fetched: paste the text."
    if isinstance(error, requests.Timeout):
        return "The site did not answer in time: try again later or paste the text."
    return "The site cannot be reached or broke off: check the address or try again later."


class _Refused(requests.RequestException):
    """A connection that the limits forbid; the message says why."""


class _Deadline:
    """Cuts every connection off at one moment, so that no slow trickle can hold a fetch.

    A timeout of a socket begins anew with each byte. The watched sockets are duplicates: shutting
    one down ends the connection for all of them, in the middle of a TLS handshake too.
    """

    def __init__(self) -> None:
        self.passed = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    def watch(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.append(connection.dup())
        if self.passed:
            self.pass_()

    def pass_(self) -> None:
        with self._lock:
            self.passed = True
            for connection in self._sockets:
                with suppress(OSError):  # closed by the other side already
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with self._lock:
            for connection in self._sockets:
                connection.close()
            self._sockets.clear()


class _PublicWeb(IPFilterAdapter):
    """Connects to public addresses on the web's ports, to nothing else, until the deadline."""

    def __init__(self, limits: Limits, deadline: _Deadline, *, is_https_proto: bool) -> None:
        super().__init__(is_https_proto, allow_loopback=bool(limits.loopback_ports))
        self._limits = limits
        self.poolmanager.pool_classes_by_scheme = {
            "http": _watched(HTTPConnectionPool, HTTPConnection, deadline),
            "https": _watched(HTTPSConnectionPool, HTTPSConnection, deadline),
        }

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        port = (
            urllib3.util.parse_url(request.url).port
            or _DEFAULT_PORTS["https" if self._is_https_proto else "http"]
        )
        loopback = port in self._limits.loopback_ports
        if not loopback and port not in _DEFAULT_PORTS.values():
            raise _Refused(f"Port {port} is not fetched, only 80 and 443: paste the text instead.")
        # Resolves the name, checks the address, and puts it in the name's place.
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        address = ipaddress.ip_address(host["host"].strip("[]"))
        if address.is_loopback != loopback or not (address.is_global or loopback):
            raise InvalidIPAddress(address)
        if address.version == 6 and (address.is_site_local or address in _IPV4_COMPATIBLE):
            raise InvalidIPAddress(address)
        return host, pool


def _watched(pool: type, connection: type, deadline: _Deadline) -> type:
    """Make a pool whose connections the deadline watches."""

    class Watched(connection):
        def _new_conn(self) -> socket.socket:
            new = super()._new_conn()
            deadline.watch(new)
            return new

    return type(pool.__name__, (pool,), {"ConnectionCls": Watched})


def _session(limits: Limits, deadline: _Deadline) -> requests.Session:
    session = requests.Session()
    # No proxies from the environment, which would hide the address, and no passwords from .netrc.
    session.trust_env = False
    session.headers["User-Agent"] = USER_AGENT
    session.headers["Accept"] = "text/html, application/xhtml+xml, text/markdown, text/plain"
    session.mount("http://", _PublicWeb(limits, deadline, is_https_proto=False))
    session.mount("https://", _PublicWeb(limits, deadline, is_https_proto=True))
    return session
