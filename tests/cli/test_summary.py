"""``summary``: several articles in one report."""

import json

import pytest


@pytest.fixture
def two(run, database, tmp_path) -> tuple[str, str]:
    """The numbers of two articles, each with sentences of its own."""
    numbers = []
    for name in ("bridge", "road"):
        page = tmp_path / f"{name}.html"
        page.write_text(
            f"<html><head><title>The {name}</title></head><body><article><h1>The {name}</h1>"
            f"<p>The council closed the {name} on Monday, the mayor said. "
            f"Repairs of the {name} will cost 2.4 million, according to the audit.</p>"
            "</article></body></html>",
            encoding="utf-8",
        )
        numbers.append(run("add", page).lines[0])
    return tuple(numbers)


def counted(run, *arguments: str) -> list[int]:
    ended = run("summary", *arguments, "--format", "json")
    assert ended.status == 0
    return [one["number"] for one in json.loads(ended.out)["articles"]]


def test_all_articles_or_those_that_are_named(run, two):
    first, second = two
    assert counted(run) == [int(first), int(second)]
    assert counted(run, second) == [int(second)]


def test_only_a_site_and_a_time(run, two):
    assert counted(run, "--since", "2000-01-01") == [int(number) for number in two]
    ended = run("summary", "--since", "2999-01-01")
    assert (ended.status, "No article" in ended.err) == (0, True)
    assert counted(run, "--site", "elsewhere.example") == []


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype"), ("markdown", b"# Articles")])
def test_it_goes_to_a_file_or_to_standard_output(run, two, tmp_path, form, begins):
    out = tmp_path / "summary"
    assert run("summary", "--format", form, "-o", out).out == b""
    assert begins in out.read_bytes()
    assert begins in run("summary", "--format", form).out


def test_an_article_that_is_not_there_is_said(run, two):
    ended = run("summary", "99")
    assert (ended.status, ended.out) == (2, b"")
    assert "99" in ended.err
