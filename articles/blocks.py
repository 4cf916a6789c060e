"""Where one block of a text ends and the next begins: paragraphs, headings, list items, lines."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from articles.records import Kind

#: Narrowest and widest line, in code points, that a hard-wrapped text is taken to have.
_WRAP_WIDTHS = range(40, 121)

_LIST_MARK = re.compile(r"(?:[-*+•‣⁃◦▪●·]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_FULL_STOPS = tuple(".!?…:;。！？؟۔।॥")
_CLOSERS = "\"'”’»›)]}」』*_"


class Block(NamedTuple):
    """A stretch of the text that no sentence crosses, in code point offsets.

    ``kind`` is what the page or the markup said it is, empty where it said nothing; ``joined``
    says that line breaks inside it are layout and do not end a sentence.
    """

    start: int
    end: int
    kind: Kind | Literal[""] = ""
    joined: bool = True


class _Line(NamedTuple):
    start: int
    end: int
    ends_paragraph: bool


def split_blocks(text: str, hints: Sequence[Block] = ()) -> list[Block]:
    """Cut ``text`` into blocks that hold every character but white space, in order.

    ``hints`` are blocks known from a page or from markup, in order and disjoint; the text
    between them is cut by its own form. A blank line ends a block, whatever a hint says.
    """
    blocks: list[Block] = []
    at = 0
    for hint in hints:
        blocks += _by_form(text, at, hint.start)
        lines = _lines(text, hint.start, hint.end)
        groups = _paragraphs(lines) if hint.joined else ([line] for line in lines)
        blocks += [Block(group[0].start, group[-1].end, hint.kind) for group in groups]
        at = hint.end
    return blocks + _by_form(text, at, len(text))


def has_list_mark(text: str, start: int = 0) -> bool:
    """Say whether a bullet or an enumerator ("3.", "b)") stands at ``start``."""
    return _LIST_MARK.match(text, start) is not None


def ends_as_sentence(content: str) -> bool:
    """Say whether ``content`` ends with a full stop of some script, closing marks aside."""
    return content[-20:].rstrip(_CLOSERS).endswith(_FULL_STOPS)


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """List the lines of the stretch that hold anything, trimmed of white space."""
    lines: list[_Line] = []
    at = start
    blank = False
    for line in text[start:end].splitlines(keepends=True):
        content = line.strip()
        if content:
            if blank and lines:
                lines[-1] = lines[-1]._replace(ends_paragraph=True)
            first = at + len(line) - len(line.lstrip())
            lines.append(_Line(first, first + len(content), line.endswith("\u2029")))
            blank = False
        else:
            # "\r" and "\n" of one line end never come apart: splitlines keeps them together.
            blank = True
        at += len(line)
    return lines


def _paragraphs(lines: Iterable[_Line]) -> list[list[_Line]]:
    paragraphs: list[list[_Line]] = [[]]
    for line in lines:
        paragraphs[-1].append(line)
        if line.ends_paragraph:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _by_form(text: str, start: int, end: int) -> list[Block]:
    """Cut a stretch nothing is known about: at blank lines, and at lines that are no mere wraps."""
    paragraphs = _paragraphs(_lines(text, start, end))
    width = _wrap_width(text, paragraphs)
    blocks: list[Block] = []
    for lines in paragraphs:
        first = lines[0]
        for line, following in itertools.pairwise(lines):
            if not _is_wrap(text, line, following, width):
                blocks.append(Block(first.start, line.end))
                first = following
        blocks.append(Block(first.start, lines[-1].end))
    return blocks


def _wrap_width(text: str, paragraphs: list[list[_Line]]) -> int:
    """Return the width a text was hard-wrapped at, or 0 when its lines are paragraphs.

    In wrapped text no line is much longer than the rest, and most lines that another follows
    are so full that the next word would not have fitted.
    """
    several = [lines for lines in paragraphs if len(lines) > 1]
    widths = sorted(line.end - line.start for lines in several for line in lines)
    pairs = [pair for lines in several for pair in itertools.pairwise(lines)]
    if len(pairs) < 2:
        return 0
    width = widths[-1 - len(widths) // 20]
    full = sum(_is_full(text, line, following, width) for line, following in pairs)
    return width if width in _WRAP_WIDTHS and full >= 0.6 * len(pairs) else 0


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    # A tenth and a half of slack, for text copied from pages set in a proportional face.
    word = text[following.start : min(following.end, following.start + 40)].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > 0.85 * width


def _is_wrap(text: str, line: _Line, following: _Line, width: int) -> bool:
    if has_list_mark(text, following.start):
        return False
    if width and _is_full(text, line, following, width):
        return True
    long_enough = line.end - line.start >= 30
    unfinished = not ends_as_sentence(text[max(line.start, line.end - 20) : line.end])
    return long_enough and unfinished and text[following.start].islower()
