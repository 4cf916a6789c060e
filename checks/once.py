"""Work done once for an article, however often its sentences are asked about."""

from collections.abc import Callable
from typing import TypeVar

from articles.records import Article

T = TypeVar("T")
#: How many articles are remembered by each function.
_KEPT = 8


def once_per_article(work: Callable[[Article], T]) -> Callable[[Article], T]:
    """Remember what ``work(article)`` gave for the last articles.

    ``lru_cache`` would compare all sentences of the article each time; this asks whether it is
    the same object, which the kept reference makes safe.
    """
    kept: dict[int, tuple[Article, T]] = {}

    def remembered(article: Article) -> T:
        known = kept.get(id(article))
        if known is None:
            known = (article, work(article))
            for oldest in list(kept)[: len(kept) + 1 - _KEPT]:
                kept.pop(oldest, None)
            kept[id(article)] = known
        return known[1]

    return remembered
