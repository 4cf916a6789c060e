"""How many of the marked facts the check finds, and how many of those it finds are facts.

    .venv/bin/python -m benchmarks.facts [--misses development]

Reads ``tests/checks/facts.txt``: 100 sentences the rules were made on, 100 held back. A fact
counts as found where a span of the same kind covers the same words: exactly, or with at least half
of their union shared. ``--misses`` prints what was missed or found in error in one half.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from articles.records import Article, Sentence
from checks import facts
from checks.records import Span
from checks.tokens import Token, tokens

MARKED = Path(__file__).parent.parent / "tests" / "checks" / "facts.txt"
HALVES = ("development", "held back")
ROUNDS = 5


class Marked(NamedTuple):
    """A sentence and the facts a person marked in it, offsets counted from its start."""

    text: str
    facts: tuple[Span, ...]


class Counts(NamedTuple):
    """Facts marked and found, and how many of them agree, by three measures."""

    marked: int
    found: int
    exact: int
    half: int
    any_kind: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(mine + its for mine, its in zip(self, other, strict=True)))


def marked_sentences(half: str) -> list[Marked]:
    """The sentences of one half of the file, ``development`` or ``held back``."""
    lines = MARKED.read_text(encoding="utf-8").splitlines()
    start = lines.index(f"== {half}") + 1
    found = []
    for line in lines[start:]:
        if line.startswith("=="):
            break
        if line and not line.startswith("#"):
            found.append(read_marks(line))
    return found


def read_marks(line: str) -> Marked:
    """A line with ``[words|kind]`` as plain text and spans; marks may stand inside marks."""
    text, opened, spans = "", [], []
    pieces = iter(line)
    for piece in pieces:
        if piece == "[":
            opened.append(len(text))
        elif piece == "|":
            spans.append(Span(opened.pop(), len(text), "".join(_until(pieces, "]"))))
        else:
            text += piece
    if opened:
        raise ValueError(f"A mark is not closed: {line}")
    return Marked(text, tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def _until(pieces: Iterator[str], stop: str) -> Iterator[str]:
    for piece in pieces:
        if piece == stop:
            return
        yield piece


def found_in(text: str) -> tuple[Span, ...]:
    """What the check finds in a sentence that is an article by itself."""
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "", "en", text, (), "", "", (sentence,))
    finding = facts.check(sentence, article)
    return finding.spans if finding else ()


def shared(one: Span, other: Span) -> float:
    """Intersection over union of two spans, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def count(sentences: list[Marked], kind: str = "") -> Counts:
    """Counts over sentences, of one kind or of all; each span agrees with one other at most."""
    total = Counts(0, 0, 0, 0, 0)
    for text, marked in sentences:
        found = found_in(text)
        mine = [span for span in marked if kind in ("", span.role)]
        its = [span for span in found if kind in ("", span.role)]
        exact = len(set(mine) & set(its))
        half = len(_pairs(mine, its, same_kind=True))
        any_kind = len(_pairs(mine, list(found), same_kind=False))
        total += Counts(len(mine), len(its), exact, half, any_kind)
    return total


def _pairs(marked: list[Span], found: list[Span], same_kind: bool) -> list[tuple[Span, Span]]:
    """Marked and found spans that share at least half their union, best first, each once."""
    candidates = sorted(
        (
            (shared(one, other), one, other)
            for one in marked
            for other in found
            if (not same_kind or one.role == other.role) and shared(one, other) >= 0.5
        ),
        reverse=True,
    )
    pairs: list[tuple[Span, Span]] = []
    for _, one, other in candidates:
        if all(one is not mine and other is not its for mine, its in pairs):
            pairs.append((one, other))
    return pairs


def milliseconds(check: Callable[[Sentence, Article], object], sentences: list[Marked]) -> float:
    """What a check takes for a sentence of an article of these, warm, in processor time."""
    text = " ".join(sentence.text for sentence in sentences)
    parts, at = [], 0
    for position, (words, _) in enumerate(sentences, 1):
        parts.append(Sentence(position, "body", at, at + len(words), words))
        at += len(words) + 1
    article = Article("", "", "", "", "", "en", text, (), "", "", tuple(parts))
    check(parts[0], article)
    began = time.process_time()
    for _ in range(ROUNDS):
        for part in parts:
            check(part, article)
    return 1000 * (time.process_time() - began) / (ROUNDS * len(parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", choices=HALVES, help="print the errors in one half")
    misses = parser.parse_args().misses
    if misses:
        _print_errors(marked_sentences(misses))
        return
    for half in HALVES:
        sentences = marked_sentences(half)
        print(f"{half}: {len(sentences)} sentences")
        print(f"{'':14}{'marked':>7}{'found':>7}{'recall':>8}{'precision':>10}", end="")
        print(f"{'exact R':>9}{'exact P':>9}{'any kind R':>11}")
        for kind in (*facts.KINDS, ""):
            _print_row(kind or "all", count(sentences, kind))
        print()
    sentences = marked_sentences(HALVES[0])
    mine, floor = milliseconds(facts.check, sentences), milliseconds(_only_words, sentences)
    print(f"{1000 / mine:,.0f} sentences a second, {mine:.2f} ms a sentence of processor time,")
    print(f"{mine / floor:.1f} times what cutting it into words takes in the same run")


def _only_words(sentence: Sentence, article: Article) -> list[Token]:
    return tokens(article.text, sentence.start, sentence.end)


def _print_row(name: str, counts: Counts) -> None:
    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f}" if whole else "–"

    print(
        f"{name:14}{counts.marked:7}{counts.found:7}{share(counts.half, counts.marked):>8}"
        f"{share(counts.half, counts.found):>10}{share(counts.exact, counts.marked):>9}"
        f"{share(counts.exact, counts.found):>9}{share(counts.any_kind, counts.marked):>11}"
    )


def _print_errors(sentences: list[Marked]) -> None:
    for text, marked in sentences:
        found = found_in(text)
        pairs = _pairs(list(marked), list(found), same_kind=True)
        missed = [span for span in marked if span not in [one for one, _ in pairs]]
        extra = [span for span in found if span not in [other for _, other in pairs]]
        if missed or extra:
            print(text)
            for sign, spans in (("-", missed), ("+", extra)):
                for span in spans:
                    print(f"   {sign} {span.role}: {text[span.start : span.end]}")


if __name__ == "__main__":
    main()
