"""What a check says of the last sentence of a text; those before it are what it may know."""

from types import ModuleType

from articles import read_text
from checks.records import Finding


def last_finding(check: ModuleType, text: str, published: str = "") -> Finding | None:
    """The finding for the last sentence of a text, of an article of this date."""
    article = read_text(text, published=published)
    return check.check(article.sentences[-1], article)


def marked(text: str, finding: Finding) -> list[tuple[str, str]]:
    """What a finding marks in its text: (role, words)."""
    return [(span.role, text[span.start : span.end]) for span in finding.spans]
