"""What was read of a document, as tests compare it."""

from articles.document import Document


def noted(document: Document) -> list[tuple[str, str, str, str]]:
    """What is attached: (words it is attached to, kind, author, text)."""
    return [
        (document.text[note.start : note.end], note.kind, note.author, note.text)
        for note in document.writer_notes
    ]


def kinds(document: Document) -> list[tuple[str, str]]:
    """The blocks: (text, kind)."""
    return [(document.text[block.start : block.end], block.kind) for block in document.blocks]


def assert_all_lies_in_the_text(document: Document) -> None:
    """Links and blocks lie in the text, and notes on words of it."""
    for start, end, *_ in [*document.links, *document.blocks]:
        assert 0 <= start < end <= len(document.text)
    for note in document.writer_notes:
        attached = document.text[note.start : note.end]
        assert attached.strip() == attached != ""
