"""Articles come in: fetched or read from a file, then cut into sentences.

Fetching is in ``articles.fetch``, by itself because what it needs takes a while to load.
"""

from articles.language import detect_language, direction, language_name
from articles.read import MAX_BYTES, corrected, read_bytes, read_file, read_text
from articles.records import (
    SET_ASIDE,
    Article,
    Kind,
    Link,
    NoteKind,
    Sentence,
    Unreadable,
    WriterNote,
)
from articles.segment import segment

__all__ = [
    "MAX_BYTES",
    "SET_ASIDE",
    "Article",
    "Kind",
    "Link",
    "NoteKind",
    "Sentence",
    "Unreadable",
    "WriterNote",
    "corrected",
    "detect_language",
    "direction",
    "language_name",
    "read_bytes",
    "read_file",
    "read_text",
    "segment",
]
