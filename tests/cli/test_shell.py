"""The program as a process of its own: statuses, pipes and what it loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLI = [sys.executable, str(ROOT / "cli.py")]

#: What takes long to load, and is only needed where a page is fetched or shown.
HEAVY = {"jsonschema", "rapidfuzz", "requests", "sqlite_utils", "streamlit", "trafilatura"}


def start(*arguments: str | Path, folder: Path, **options) -> subprocess.CompletedProcess[bytes]:
    """Run the program in ``folder``, with a database there."""
    environment = os.environ | {"LINECHECK_DB": str(folder / "linecheck.db")}
    return subprocess.run(
        [*CLI, *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output="stdout" not in options,
        check=False,
        **options,
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "draft.txt"], 0),
        (["check", "draft.txt", "--fail-on", "any"], 1),
        (["check", "missing.txt"], 2),
        (["check", "missing.txt", "draft.txt", "--fail-on", "any"], 2),
        (["check"], 2),
        (["nonsense"], 2),
        (["list"], 0),
        (["report", "1", "--format", "csv"], 2),
        (["--help"], 0),
        (["check", "--help"], 0),
    ],
)
def test_the_status_says_how_it_ended(draft, arguments, status):
    ended = start(*arguments, folder=draft.parent)
    assert ended.returncode == status
    assert b"Traceback" not in ended.stderr
    assert bool(ended.stderr) == (status == 2 or arguments == ["list"])


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_reader_that_stops_early_is_no_trouble(tmp_path, form):
    long = tmp_path / "long.txt"
    long.write_text("The bridge was closed, as critics had demanded for years.\n" * 300)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody_reads:
        ended = start(
            "check", long, "--format", form, folder=tmp_path, stdout=nobody_reads, stderr=-1
        )
    assert ended.stderr == b""
    assert ended.returncode == 141


def test_a_full_disk_gets_a_sentence(draft):
    with Path("/dev/full").open("wb") as full:
        ended = start("check", draft, folder=draft.parent, stdout=full, stderr=-1)
    assert ended.returncode == 2
    assert b"cannot be written" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_terminal_without_our_letters_is_no_trouble(draft):
    draft.write_text("Der Bürgermeister schloss die Brücke „für immer“ 🌉.", encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    ended = subprocess.run(
        [*CLI, "check", str(draft)], env=environment, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.isascii()


def test_checking_a_draft_loads_nothing_heavy(draft):
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", *CLI[1:], "check", str(draft)],
        capture_output=True,
        check=False,
        text=True,
    )
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.split("\n")
    }
    assert "checks" in loaded
    assert not loaded & HEAVY
