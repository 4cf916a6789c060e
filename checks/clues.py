"""Small sets of words by which facts are found: ``words/fact_clues.txt``."""

from functools import cache

from checks.wordlists import words


@cache
def clue(name: str) -> frozenset[str]:
    """One set of ``words/fact_clues.txt``, whose lines are ``name: word word …``."""
    sets = dict(line.split(":", 1) for line in words("fact_clues"))
    return frozenset(sets[name].split())
