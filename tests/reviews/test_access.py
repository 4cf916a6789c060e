"""Passes: they name a reviewer and an article, for a time, and cannot be made up."""

from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import TimestampSigner

from reviews.access import (
    MAX_AGE_SECONDS,
    AccessRefused,
    Pass,
    issue_pass,
    read_pass,
    read_reviewer,
    sign_reviewer,
)


def test_a_pass_says_who_may_mark_what():
    token = issue_pass("secret", reviewer=3, article=7)
    assert read_pass("secret", token, article=7) == Pass(reviewer=3, article=7)


def test_a_pass_for_another_article_is_refused():
    token = issue_pass("secret", reviewer=3, article=7)
    with pytest.raises(AccessRefused, match="another article"):
        read_pass("secret", token, article=8)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\ud800", "\0", "." * 10_000])
def test_a_pass_that_is_made_up_is_refused(token):
    with pytest.raises(AccessRefused, match="Reload"):
        read_pass("secret", token, article=7)


def test_a_pass_is_good_with_its_own_secret_and_for_its_own_use():
    token = issue_pass("secret", reviewer=3, article=7)
    with pytest.raises(AccessRefused):
        read_pass("another secret", token, article=7)
    with pytest.raises(AccessRefused):
        read_pass("secret", sign_reviewer("secret", 3), article=7)
    assert read_reviewer("secret", token) is None


def test_a_pass_expires(monkeypatch):
    token = issue_pass("secret", reviewer=3, article=7)
    late = datetime.now(UTC) + timedelta(seconds=MAX_AGE_SECONDS + 2)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(late.timestamp()))
    with pytest.raises(AccessRefused, match="too long ago"):
        read_pass("secret", token, article=7)


def test_a_browser_is_known_by_what_we_signed():
    assert read_reviewer("secret", sign_reviewer("secret", 3)) == 3
    assert read_reviewer("another secret", sign_reviewer("secret", 3)) is None
    for made_up in ("", "3", "x.y", "\ud800"):
        assert read_reviewer("secret", made_up) is None
