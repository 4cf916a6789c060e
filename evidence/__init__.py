"""What a sentence rests on: kept copies of pages and files, and whether they say so.

Pure logic over texts and bytes. Of the checks only ``checks.figures`` and
``checks.quotations`` are used, which read any text and know no sentence or article.
"""

from articles.records import Unreadable

__all__ = ["Unreadable"]
