"""One question to the assistant's server, within limits.

The address is trusted, since whoever runs the server has set it: it may be this machine. What
comes from there is not. A client of its own, so that nothing can follow a redirect, read a proxy
from the environment or send a password along; pages are fetched by ``articles.fetch``.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from assistant.records import AssistantProblem
from assistant.settings import KEY, MODEL, URL, Settings

_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one question may go: ``seconds`` for everything, ``size`` of the answer in bytes."""

    seconds: float = 30.0
    size: int = 1_000_000


LIMITS = Limits()


class Line:
    """A connection that another thread may cut: when time is up, or nobody waits any more.

    A timeout of a socket begins anew with each byte. The watched socket is a duplicate: shutting
    it down ends the connection, in the middle of a TLS handshake too.
    """

    def __init__(self) -> None:
        self.cut_because = ""
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    def watch(self, connection: socket.socket) -> None:
        """Cut this connection, from now on, when the line is cut; or now, if it is."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            self._socket = connection.dup()
            self._shut_down_if_cut()

    def cut(self, because: str) -> None:
        """End what is under way; ``because`` is what the one who asked is told."""
        with self._lock:
            self.cut_because = self.cut_because or because
            self._shut_down_if_cut()

    def close(self) -> None:
        """Let go of the connection, which has ended by itself."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _shut_down_if_cut(self) -> None:
        if self.cut_because and self._socket is not None:
            with suppress(OSError):  # closed by the other side, or not yet connected
                self._socket.shutdown(socket.SHUT_RDWR)


def ask(
    settings: Settings, messages: list[dict[str, str]], line: Line, limits: Limits = LIMITS
) -> bytes:
    """Return the body that answers ``messages``, at most ``limits.size`` bytes of JSON.

    The words of a server that refuses are not passed on: they may hold the key. Raises
    ``AssistantProblem``.
    """
    # No temperature and no limit on the answer's length: some models refuse the one or the other.
    body = {"model": settings.model, "messages": messages, "stream": False}
    too_slow = f"The assistant took longer than {limits.seconds:g} seconds: ask again later."
    timer = threading.Timer(limits.seconds, line.cut, [too_slow])
    timer.daemon = True
    timer.start()
    try:
        data = _exchange(settings, json.dumps(body).encode(), line, limits)
    except (OSError, http.client.HTTPException, AssistantProblem) as error:
        if line.cut_because:  # whatever half an answer looked like
            raise AssistantProblem(line.cut_because) from error
        if isinstance(error, AssistantProblem):
            raise
        if isinstance(error, TimeoutError):  # the socket's own clock was the first to ring
            raise AssistantProblem(too_slow) from error
        raise AssistantProblem(_failure(error)) from error
    finally:
        timer.cancel()
        line.close()
    if line.cut_because:  # a connection that is cut can look like the end of an answer
        raise AssistantProblem(line.cut_because)
    return data


def _exchange(settings: Settings, body: bytes, line: Line, limits: Limits) -> bytes:
    parts = urlsplit(settings.address)
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    with _connected(parts, line, limits.seconds) as connection:
        exchange = http.client.HTTPConnection(parts.hostname)
        exchange.sock = connection
        exchange.request("POST", parts.path, body, headers)
        return _body(exchange.getresponse(), limits)


def _connected(parts: SplitResult, line: Line, seconds: float) -> socket.socket:
    """Return a connection, encrypted for https, that ``line`` watches from the first packet on."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    deadline = time.monotonic() + seconds
    refused: OSError = OSError("no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        parts.hostname, port, type=socket.SOCK_STREAM
    ):
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(max(0.01, deadline - time.monotonic()))
            line.watch(connection)
            connection.connect(address)
            if parts.scheme == "https":
                return ssl.create_default_context().wrap_socket(
                    connection, server_hostname=parts.hostname
                )
        except OSError as error:
            connection.close()
            refused = error
        else:
            return connection
    raise refused


def _body(response: http.client.HTTPResponse, limits: Limits) -> bytes:
    if response.status != 200:
        raise AssistantProblem(_status(response.status))
    kind = response.headers.get_content_type()
    if kind != "application/json":
        raise AssistantProblem(
            f"The assistant's server answered with {kind[:60]} in place of JSON: {URL} may be "
            "another program's address."
        )
    data = bytearray()
    while chunk := response.read(_CHUNK):
        data += chunk
        if len(data) > limits.size:
            raise AssistantProblem(
                f"The assistant's answer has more than {limits.size / 1e6:g} MB: it is not read."
            )
    if response.length:
        raise http.client.IncompleteRead(bytes(data), response.length)
    return bytes(data)


def _status(code: int) -> str:
    if code in (401, 403):
        return f"The assistant's server refuses the key ({code}): {KEY} has to be set right."
    if 300 <= code < 400:
        return (
            f"The assistant's server sends us elsewhere ({code}), which is not followed: "
            f"{URL} has to be the last address."
        )
    if code == 404:
        return f"The assistant's server knows no such model or address (404): see {MODEL}, {URL}."
    if code == 429:
        return "The assistant has been asked too often or its quota is used up (429): ask later."
    if code >= 500:
        return f"The assistant cannot answer now ({code}): ask again later."
    return f"The assistant's server did not take the question ({code}): see {URL} and {MODEL}."


def _failure(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The certificate of the assistant's server is not valid: see {URL}."
    if isinstance(error, ssl.SSLError):
        return f"The assistant's server does not speak https as it should: see {URL}."
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return "The assistant's server cannot be reached: see that it runs, then ask again."
    return "The assistant's server broke off: ask again."
