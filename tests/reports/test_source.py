"""The source in a report: each list on its own scale, what is unknown said so, nothing run."""

import json
import re
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import reports
from reports import FORMATS, html, markdown
from reports.json import render
from reports.reading import read
from reports.source import links, list_name, rating, who
from reviews.records import Report, Source, SourceRating, SourceSignal
from tests.reports.examples import HOSTILE, reviewed
from tests.reports.test_strangers import text_of

SCHEMA = json.loads(Path(reports.__file__).with_name("schema.json").read_text(encoding="utf-8"))
SCORE = SourceRating(
    "Scores", "2", "2026-03-01", "example.org", "0.8", "", "0 to 1, higher is better"
)
ABSENT = SourceRating("Words", "", "", "", "", "", "worst to best: bad, good")
SOURCE = Source(
    site="example.org",
    platform="",
    ratings=(SCORE, ABSENT),
    signals=(
        SourceSignal("corrections policy", "found", "a link on the home page"),
        SourceSignal("masthead", "unknown", "the site answered 403"),
    ),
    looked_up_at="2026-03-02T10:00:00Z",
    links={"reachable": 3, "dead": 1, "not checked": 1},
)


def test_the_words():
    assert who(SOURCE) == "Published on example.org."
    assert list_name(SCORE) == "Scores (2, 1 March 2026)"
    assert rating(SCORE) == "0.8, on a scale of 0 to 1, higher is better"
    assert rating(ABSENT) == "not in this list"
    assert links(SOURCE) == "Of 5 pages linked to, 3 stand, 1 is dead and 1 was not checked."
    assert links(replace(SOURCE, links={})) == ""
    assert links(replace(SOURCE, links={"dead": 1})) == "Of the one page linked to, 1 is dead."


@pytest.mark.parametrize(
    ("site", "platform", "told"),
    [
        ("medium.com/@ada", "medium.com", "which does not answer for it"),
        ("docs.google.com", "docs.google.com", "where anybody may publish"),
    ],
)
def test_a_platform_does_not_answer_for_what_it_hosts(site, platform, told):
    assert told in who(replace(SOURCE, site=site, platform=platform))


@pytest.mark.parametrize("form", ["html", "markdown", "pdf", "docx", "xlsx"])
def test_people_read_it_where_it_is_known_and_only_there(form):
    def words(made: Report) -> str:
        return " ".join(text_of(form, FORMATS[form].render(made)).split())

    rendered = words(replace(reviewed(), source=SOURCE))
    assert "The source" in rendered
    assert "0.8, on a scale of 0 to 1" in rendered
    assert "not in this list" in rendered
    assert "the site answered 403" in rendered
    assert "The source" not in words(reviewed())


def test_programs_read_it_as_the_schema_says():
    validator = Draft202012Validator(SCHEMA)
    for source in (SOURCE, replace(SOURCE, ratings=(), signals=(), looked_up_at="", links={})):
        made = json.loads(render(replace(reviewed(), source=source)))
        validator.validate(made)
        assert made["source"] == json.loads(json.dumps(asdict(source)))
    assert json.loads(render(reviewed()))["source"] is None


@pytest.mark.parametrize(
    ("record", "name"),
    [(Source, "source"), (SourceRating, "source_rating"), (SourceSignal, "source_signal")],
)
def test_the_schema_names_what_the_records_name(record, name):
    defined = SCHEMA["$defs"][name]
    assert list(defined["properties"]) == [field.name for field in fields(record)]
    assert set(defined["required"]) == set(defined["properties"])


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_strangers_are_words(text):
    source = replace(
        SOURCE,
        site=text,
        ratings=(SourceRating(text, text, text, text, text, text, text),),
        signals=(SourceSignal(text, "found", text),),
    )
    made = replace(reviewed(), source=source)
    assert "<script>" not in html.render(made).decode()
    assert "onerror=alert(1)>" not in html.render(made).decode()
    assert not re.search(r"(?<!\\)\]\(", markdown.render(made).decode())
    Draft202012Validator(SCHEMA).validate(json.loads(render(made)))


def test_what_a_program_wrote_is_read_back():
    for source in (SOURCE, None):
        made = replace(reviewed(), source=source)
        assert read(render(made)).source == source
