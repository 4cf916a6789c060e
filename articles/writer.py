"""Text written down piece by piece, as it is met in the tree of a page or a document."""

from dataclasses import dataclass, field
from typing import Literal

from articles.blocks import Block
from articles.links import can_be_followed
from articles.records import Kind, Link


@dataclass(slots=True)
class Writer:
    """Text as it is written down block by block, white space collapsed.

    ``kind`` is that of the block being written, ``href`` where the words being written lead to;
    ``length`` counts the code points so far, the gap before the next word left out.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    kind: Kind | Literal[""] = ""
    block_start: int | None = None
    gap: str = ""
    href: str = ""
    link_start: int | None = None

    def text(self) -> str:
        return "".join(self.pieces)

    def write(self, text: str | None) -> None:
        """Add words; white space at either end parts them from their neighbours."""
        words = (text or "").split()
        if not words:
            self._space(bool(text))
            return
        self._space(text[0].isspace())
        self._put(self.gap)
        self.gap = ""
        if self.block_start is None:
            self.block_start = self.length
        if self.href and self.link_start is None:
            self.link_start = self.length
        self._put(" ".join(words))
        self._space(text[-1].isspace())

    def line(self) -> None:
        """Begin a new line; a second one in a row begins a new block."""
        if "\n" in self.gap:
            self.block(self.kind)
        elif self.block_start is not None:
            self.gap = "\n"

    def block(self, kind: Kind | Literal[""]) -> None:
        """End the block, if one has begun, and take what follows for one of this kind."""
        if self.block_start is not None:
            self.close_link()
            self.blocks.append(Block(self.block_start, self.length, self.kind, joined=False))
            self.block_start = None
            self.gap = "\n\n"
        self.kind = kind

    def close_link(self) -> None:
        """End the link, if words of one have been written."""
        if self.link_start is not None:
            if can_be_followed(self.href):
                self.links.append(Link(self.link_start, self.length, self.href))
            self.link_start = None

    def _space(self, wanted: bool) -> None:
        if wanted and not self.gap and self.block_start is not None:
            self.gap = " "

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
