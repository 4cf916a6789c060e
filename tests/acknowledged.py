"""What the answer to a batch of marks says, as the sheet reads it."""

from typing import Any

from httpx2 import Response


def acknowledged(answer: Response, batch: list[dict[str, Any]]) -> tuple[list[int], list[int]]:
    """Return the numbers of the marks that were kept, and of those refused.

    An answer without a body speaks of the whole batch.
    """
    if answer.status_code == 204:
        assert answer.headers["linecheck-kept"] == str(len(batch))
        assert answer.content == b""
        return [mark["seq"] for mark in batch], []
    assert answer.status_code == 200
    said = answer.json()
    assert said["refused"], "an answer that refuses nothing has no body"
    return said["kept"], [one["seq"] for one in said["refused"]]
