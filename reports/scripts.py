"""In which direction words are written."""

import unicodedata


def is_right_to_left(words: str) -> bool:
    """Say whether the first letter with a direction goes from right to left (UAX #9, rule P2)."""
    directions = (unicodedata.bidirectional(letter) for letter in words)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"
