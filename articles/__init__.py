"""Articles come in: fetched or read from a file, then cut into sentences."""

from articles.fetch import FetchedPage, Limits, fetch, read_url
from articles.language import detect_language, direction
from articles.read import MAX_BYTES, corrected, read_bytes, read_file, read_text
from articles.records import SET_ASIDE, Article, Kind, Link, Sentence, Unreadable
from articles.segment import segment

__all__ = [
    "MAX_BYTES",
    "SET_ASIDE",
    "Article",
    "FetchedPage",
    "Kind",
    "Limits",
    "Link",
    "Sentence",
    "Unreadable",
    "corrected",
    "detect_language",
    "direction",
    "fetch",
    "read_bytes",
    "read_file",
    "read_text",
    "read_url",
    "segment",
]
