"""Chains in batches, for fitting."""

from collections.abc import Iterable


def by_length(chains: Iterable[tuple[int, int]], words: int) -> list[list[tuple[int, int]]]:
    """Chains of like length together, about ``words`` words a batch."""
    batches: list[list[tuple[int, int]]] = [[]]
    size = 0
    for chain in sorted(chains, key=lambda chain: (chain[1] - chain[0], chain)):
        if size > words:
            batches.append([])
            size = 0
        batches[-1].append(chain)
        size += chain[1] - chain[0]
    return batches
