"""Where the assistant is, from the environment: set by whoever runs the server, never by a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assistant.records import AssistantProblem

URL = "LINECHECK_ASSISTANT_URL"
MODEL = "LINECHECK_ASSISTANT_MODEL"
KEY = "LINECHECK_ASSISTANT_KEY"

#: What every OpenAI-compatible server calls the route that answers.
_ROUTE = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Settings:
    """One server and one model.

    ``address`` is where text is sent, for people to read; ``key`` may be empty and is shown
    nowhere, not even where the record is printed.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)


def read_settings(environment: Mapping[str, str]) -> Settings | None:
    """Return the settings, or None where the assistant is off: neither address nor model is set.

    The address is the server's own (``http://127.0.0.1:11434/v1``), with or without
    ``/chat/completions``. It may lie on this machine or its network. Raises ``AssistantProblem``
    where the settings cannot be meant.
    """
    address, model, key = (environment.get(name, "").strip() for name in (URL, MODEL, KEY))
    if not address and not model:
        return None
    if not address or not model:
        missing = MODEL if address else URL
        raise AssistantProblem(f"The assistant is not set up: {missing} is missing.")
    if not (key.isascii() and (key.isprintable() and " " not in key)):
        raise AssistantProblem(f"The assistant is not set up: {KEY} is no key.")
    return Settings(_endpoint(address), model, key)


def _endpoint(address: str) -> str:
    try:
        parts = urlsplit(address)
        (parts.hostname or "").encode("idna")
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address, a name too long
        sound = False
    if not sound or not (address.isascii() and address.isprintable() and " " not in address):
        raise AssistantProblem(f"The assistant is not set up: {URL} is no http or https address.")
    if parts.username is not None or parts.query or parts.fragment:
        raise AssistantProblem(
            f"The assistant is not set up: {URL} has a password, a query or a fragment in it. "
            f"A key belongs into {KEY}."
        )
    path = parts.path.rstrip("/")
    return parts._replace(path=path if path.endswith(_ROUTE) else path + _ROUTE).geturl()
