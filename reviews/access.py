"""Who may mark what: signed tokens that name a reviewer and an article.

There are no passwords. Whoever can open the page is trusted to say who they are; the signature
only makes sure that a mark is filed under the name and the article its page was opened for.
"""

from dataclasses import dataclass

from itsdangerous import BadData, SignatureExpired, URLSafeSerializer, URLSafeTimedSerializer

#: A page may stay open over a long weekend; after that it has to be loaded again to go on.
MAX_AGE_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token allows: this reviewer (by number) on this article (by number)."""

    reviewer: int
    article: int


class AccessRefused(Exception):
    """The token allows nothing; the message says why and what to do."""


def issue_pass(secret: str, *, reviewer: int, article: int) -> str:
    """Return a token that lets ``reviewer`` mark ``article`` for seven days."""
    return _passes(secret).dumps([reviewer, article])


def read_pass(secret: str, token: str, *, article: int) -> Pass:
    """Return what ``token`` allows on ``article``. Raises ``AccessRefused``."""
    try:
        reviewer, allowed = _passes(secret).loads(token, max_age=MAX_AGE_SECONDS)
    except SignatureExpired as error:
        raise AccessRefused("This page was opened too long ago. Reload it to go on.") from error
    except (BadData, ValueError, TypeError) as error:
        raise AccessRefused("This page is not known here. Reload it to go on.") from error
    if allowed != article:
        raise AccessRefused("This page was opened for another article. Reload it to go on.")
    return Pass(reviewer, article)


def sign_reviewer(secret: str, reviewer: int) -> str:
    """Return the text by which a browser remembers who sits in front of it."""
    return _reviewers(secret).dumps(reviewer)


def read_reviewer(secret: str, signed: str) -> int | None:
    """Return the reviewer a browser remembers, or None when the text is not of our making."""
    try:
        return int(_reviewers(secret).loads(signed))
    except (BadData, ValueError, TypeError):
        return None


def _passes(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="linecheck pass")


def _reviewers(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="linecheck reviewer")
