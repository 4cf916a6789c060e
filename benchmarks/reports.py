"""How fast each format of the report is, beside writing the same report as JSON.

    .venv/bin/python -m benchmarks.reports

Every format writes the same reports in one run, one after the other in turns, so read the ratios;
the milliseconds belong to the machine they ran on. Memory is the most that a process of its own
ever held while it wrote ten reports of 1,000 sentences, and what it held after the first of them.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace

from reports import FORMATS
from reviews.records import Evidence, Mark, Proposal, Report, ReportSentence

LENGTHS = (45, 1_000)
RUNS = 5
FLOOR = "json"
MEMORY_RUNS = 10

#: What is aimed at for 1,000 sentences, in seconds.
GOALS = {"pdf": 5.0}
OTHER_GOAL = 1.0

_SENTENCES = (
    "The ministry said on Monday that the bridge over the river would stay closed until May.",
    "Repairs will cost 2.4 million, according to an audit that the council published in March.",
    "Critics called the decision “a disgrace”, and nobody at the works department would comment.",
    "It is widely believed that traffic in the old town has doubled since then.",
)
_AT = "2026-01-31T12:00:00.000Z"


def report(length: int) -> Report:
    """Return a report of so many sentences, most of them decided, some with note and evidence."""
    sentences = []
    start = 0
    for position in range(1, length + 1):
        words = _SENTENCES[position % len(_SENTENCES)]
        sentences.append(_sentence(position, start, words))
        start += len(words) + 1
    return Report(
        article=1,
        title="The bridge that stayed closed",
        url="https://example.org/bridge",
        publisher="The Example",
        author="B. Writer",
        published="2026-01-30",
        language="en",
        text=" ".join(one.text for one in sentences),
        sha256="0" * 64,
        added_at="2026-01-31T09:00:00+00:00",
        generated_at="2026-01-31T15:00:00+00:00",
        reviewers=("Ada", "Ben"),
        verdict="changes",
        summary="The figure must be corrected. The rest holds.",
        ticks_facts=False,
        sentences=tuple(sentences),
    )


def _sentence(position: int, start: int, words: str) -> ReportSentence:
    answers = ("yes", "partly", "no")
    given = {
        question: answers[(position + place) % len(answers)]
        for place, question in enumerate(("attributed", "sourced", "verifiable"))
        if position % 5
    }
    if position % 7 == 0:
        given |= {"verdict": "wrong", "note": "The audit says 240,000, on page 3."}
    decisions = {
        item: Mark(position, item, value, _AT, "bench", position * 10 + place, "Ada", 0, _AT)
        for place, (item, value) in enumerate(given.items())
    }
    reason = "It names who said so: “the ministry said”."
    history = tuple(decisions.values())
    evidence = ()
    if position % 7 == 0:
        told = {
            "key": "one",
            "url": "https://example.org/audit",
            "document": "The city’s audit",
            "quote": "240,000",
            "locator": "p. 3",
            "stance": "refutes",
        }
        evidence = (Evidence(sentence=position, reviewer="Ben", at=_AT, **told),)
        act = (position, "evidence", json.dumps(told), _AT, "bench", position * 10 + 9, "Ben")
        history += (Mark(*act, 0, _AT),)
    return ReportSentence(
        position=position,
        kind="body",
        start=start,
        end=start + len(words),
        text=words,
        set_aside=False,
        links=(),
        proposals={
            name: Proposal("yes", "", 0.9, reason)
            for name in ("attributed", "sourced", "verifiable")
        },
        decisions=decisions,
        evidence=evidence,
        history=history,
        read_as="body",
    )


def seconds(made: Report) -> dict[str, float]:
    """Return the median time of each format, all taking turns; the first turn does not count."""
    taken: dict[str, list[float]] = {name: [] for name in FORMATS}
    for turn in range(RUNS + 1):
        # Another title, so that nothing is remembered from the turn before.
        told = replace(made, title=f"{made.title} ({turn})")
        for name, form in FORMATS.items():
            begin = time.perf_counter()
            form.render(told)
            taken[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def memory(name: str) -> tuple[int, int]:
    """Return the most MiB a process of its own held after one report and after ten."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reports", name],
        capture_output=True,
        text=True,
        check=True,
    )
    first, last = done.stdout.split()
    return int(first), int(last)


def _measure_memory(name: str) -> None:
    made = report(LENGTHS[-1])
    held = []
    for turn in range(MEMORY_RUNS):
        FORMATS[name].render(replace(made, title=f"{made.title} ({turn})"))
        held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    # The second, since fonts and templates are read with the first.
    print(held[1], held[-1])


def _told(taken: float, floor: float) -> str:
    return f"{taken * 1_000:>12,.1f} ms {taken / floor:>6.1f} ×"


def main() -> None:
    """Print the table, and whether what is aimed at is reached."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    # Before anything grows here: on Linux a process begins with the peak of the one that made it.
    held = {name: memory(name) for name in FORMATS}
    times = {length: seconds(report(length)) for length in LENGTHS}
    print(f"\n{'':14}" + "".join(f"{f'{length:,} sentences':>24}" for length in LENGTHS)
          + f"{'MiB at most, after 2, 10':>28}")  # fmt: skip
    for name in FORMATS:
        columns = "".join(_told(taken[name], taken[FLOOR]) for taken in times.values())
        second, last = held[name]
        print(f"{name:14}{columns}{second:>20} {last:>6}")
    late = [
        name for name, taken in times[LENGTHS[-1]].items() if taken > GOALS.get(name, OTHER_GOAL)
    ]
    print(f"\nSlower than aimed at: {', '.join(late) or 'none'}.")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure_memory(sys.argv[1])
    else:
        main()
