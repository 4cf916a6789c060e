"""Where sentences end: our segmenter beside blingfire and pysbd, in one run.

    .venv/bin/pip install -r benchmarks/requirements.txt
    .venv/bin/python -m benchmarks.segmentation

On the project's own sentences: the golden rules (whole text right or not), the boundaries of the
news (F1 of the ends), and the speed. Our own figures there are those of sentences the rules were
written with; a treebank nobody here has seen tells more, and so do pySBD's own rules:

    … -m benchmarks.segmentation --conllu en_gum-ud-test.conllu --golden english_golden_rules.py

blingfire and pysbd keep no offsets, so theirs are found again from their sentences' letters, and
they get each paragraph by itself, since neither stops at a blank line.
"""

import argparse
import ast
import os
import platform
import re
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import blingfire
import pysbd

from articles import segment

ROOT = Path(__file__).parents[1]
NEWS = ROOT / "tests/articles/news_boundaries.txt"
GOLDEN = ROOT / "tests/articles/golden_rules.tsv"
#: pysbd is slow: every speed is measured on this many sentences, the best of three runs.
SPEED_SENTENCES = 2_000
RUNS = 3

_PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)
_PYSBD = pysbd.Segmenter(language="en", clean=False)

Segmenter = Callable[[str], list[str]]


class Gold(NamedTuple):
    """A text and the code point offsets where its sentences end."""

    text: str
    ends: set[int]


def ours(text: str) -> list[str]:
    """Cut ``text`` with the project's own segmenter."""
    return [sentence.text for sentence in segment(text, language="en")]


def by_blingfire(text: str) -> list[str]:
    """Cut ``text`` with blingfire, paragraph by paragraph."""
    return [
        sentence
        for paragraph in _PARAGRAPH.findall(text)
        for sentence in blingfire.text_to_sentences(paragraph.replace("\n", " ")).split("\n")
    ]


def by_pysbd(text: str) -> list[str]:
    """Cut ``text`` with pysbd, paragraph by paragraph."""
    return [
        sentence for paragraph in _PARAGRAPH.findall(text) for sentence in _PYSBD.segment(paragraph)
    ]


SEGMENTERS: dict[str, Segmenter] = {
    "ours": ours,
    f"blingfire {version('blingfire')}": by_blingfire,
    f"pysbd {version('pysbd')}": by_pysbd,
}


def ends(text: str, sentences: Iterable[str]) -> set[int]:
    """Return where ``sentences`` end in ``text``, by counting their letters off."""
    found, at = set(), 0
    for sentence in sentences:
        for _ in filter(lambda char: not char.isspace(), sentence):
            while at < len(text) and text[at].isspace():
                at += 1
            at += 1
        found.add(at)
    return found


def joined(paragraphs: Iterable[Sequence[str]]) -> Gold:
    """Make a text of paragraphs of sentences: spaces within them, blank lines between."""
    text, found = "", set()
    for paragraph in paragraphs:
        for number, sentence in enumerate(paragraph):
            text += " " if number else "\n\n" if text else ""
            text += sentence
            found.add(len(text))
    return Gold(text, found)


def news() -> Gold:
    """Read the project's own sentences of news."""
    lines = [line for line in NEWS.read_text("utf-8").splitlines() if not line.startswith("#")]
    blocks = re.split(r"\n{2,}", "\n".join(lines).strip())
    return joined(block.split("\n") for block in blocks)


def own_rules() -> list[list[str]]:
    """Read the project's own sentences for the 48 golden rules, each a list of sentences."""
    lines = GOLDEN.read_text("utf-8").splitlines()
    return [line.split("\t")[1:] for line in lines if not line.startswith("#")]


def published_rules(path: Path) -> list[list[str]]:
    """Read the rules of pySBD's repository: a list of (text, sentences) assigned in Python."""
    tree = ast.parse(path.read_text("utf-8"))
    pairs = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))
    return [sentences for _, sentences in pairs]


def treebank(path: Path, documents: str) -> list[Gold]:
    """Read a CoNLL-U file: one text for each document whose name holds ``documents``."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for block in path.read_text("utf-8").split("\n\n"):
        facts = dict(re.findall(r"^# ([\w ]{1,20}?) = (.*)$", block, re.MULTILINE))
        name = facts.get("newdoc id", name)
        if "text" not in facts:
            continue
        paragraphs = found.setdefault(name, [])
        if not paragraphs or re.search(r"^# newpar", block, re.MULTILINE):
            paragraphs.append([])
        paragraphs[-1].append(facts["text"].strip())
    return [joined(paragraphs) for name, paragraphs in found.items() if documents in name]


def passed(cut: Segmenter, rules: Iterable[list[str]]) -> int:
    """Count the rules whose text is cut exactly as they say."""
    return sum(
        [sentence.strip() for sentence in cut(" ".join(rule))] == [part.strip() for part in rule]
        for rule in rules
    )


def scores(cut: Segmenter, golds: Iterable[Gold]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the ends of sentences over all texts."""
    right = found = expected = 0
    for text, gold in golds:
        guess = ends(text, cut(text))
        right += len(guess & gold)
        found += len(guess)
        expected += len(gold)
    return right / found, right / expected, 2 * right / (found + expected)


def speed(cut: Segmenter, text: str) -> float:
    """Return sentences per second, the best of a few runs."""
    best = 0.0
    for _ in range(RUNS):
        started = time.perf_counter()
        found = len(cut(text))
        best = max(best, found / (time.perf_counter() - started))
    return best


def print_scores(title: str, golds: list[Gold]) -> None:
    """Print precision, recall and F1 of every segmenter on some texts."""
    count = sum(len(gold.ends) for gold in golds)
    print(f"\nends of sentences, {title} ({count:,} sentences)")
    print(f"{'':<20}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, cut in SEGMENTERS.items():
        print(f"{name:<20}" + "".join(f"{value:>10.4f}" for value in scores(cut, golds)))


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--conllu", type=Path, help="a treebank to measure on as well")
    parser.add_argument("--documents", default="", help="part of the names of its documents")
    parser.add_argument("--golden", type=Path, help="pySBD's own english_golden_rules.py")
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")

    own, gold = own_rules(), news()
    published = published_rules(arguments.golden) if arguments.golden else None
    text = gold.text
    while len(ends(text, ours(text))) < SPEED_SENTENCES:
        text += "\n\n" + gold.text
    rates = {name: speed(cut, text) for name, cut in SEGMENTERS.items()}
    print(f"\n{'':<20}{'golden rules':>14}{'of pySBD':>12}{'sentences/s':>14}{'to ours':>10}")
    for name, cut in SEGMENTERS.items():
        print(
            f"{name:<20}{passed(cut, own):>8} of {len(own)}"
            f"{f'{passed(cut, published)} of {len(published)}' if published else '–':>12}"
            f"{rates[name]:>14,.0f}{rates[name] / rates['ours']:>10.2f}"
        )
    print_scores("news written for the tests", [gold])
    if arguments.conllu:
        print_scores(arguments.conllu.name, treebank(arguments.conllu, arguments.documents))


if __name__ == "__main__":
    main()
