"""``check``: proposals in three formats, places that can be counted on, statuses for scripts."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import Article
from checks.records import Finding, Span
from commands.check import CONDITIONS, lines_as_sentences
from reviews.items import ANSWERS, QUESTIONS


def propose(monkeypatch: pytest.MonkeyPatch, **answers: str) -> None:
    """Have the checks give the same answers to every sentence, yes where none is named."""

    def proposal(article: Article) -> dict[int, dict[str, Finding]]:
        findings = {
            name: Finding(name, answers.get(name, "yes"), "", 0.5, f"Because of {name}.")
            for name in QUESTIONS
        }
        return {sentence.position: findings for sentence in article.sentences}

    monkeypatch.setattr("checks.propose", proposal)


def file_of(folder: Path, content: str | bytes, name: str = "draft.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows_of(run, path: Path, *options: str) -> list[dict]:
    return [json.loads(line) for line in run("check", path, "--format", "jsonl", *options).lines]


def test_each_sentence_is_one_line_of_jsonl(run, draft):
    rows = rows_of(run, draft)
    assert [row["position"] for row in rows] == [1, 2, 3, 4]
    assert [row["kind"] for row in rows] == ["headline", "body", "body", "body"]
    for row in rows:
        assert row["article"] == str(draft)
        assert set(row) == {"article", "position", "kind", "start", "end", "text", "findings"}
        assert list(row["findings"])[:3] == list(QUESTIONS)
        for finding in row["findings"].values():
            assert finding["answer"] in ANSWERS
            assert set(finding) == {"answer", "detail", "score", "reason", "spans"}
            for span in finding["spans"]:
                assert row["start"] <= span["start"] < span["end"] <= row["end"]
                assert span["role"]


def test_json_is_one_array_with_the_same_sentences(run, draft, tmp_path):
    other = file_of(tmp_path, "The river rose on Friday.", "other.txt")
    made = json.loads(run("check", draft, other, "--format", "json").out)
    assert [one["article"] for one in made] == [str(draft), str(other)]
    assert made[0]["language"] == "en"
    rows = rows_of(run, draft)
    assert made[0]["sentences"] == [
        {name: value for name, value in row.items() if name != "article"} for row in rows
    ]


@pytest.mark.parametrize(
    "content",
    [
        "First line of text.\r\nSecond line, by the sea.\r\n\r\nThird one.\r\n",
        "\ufeffThe mark at the beginning is not part of the text. It is gone.\n",
        "🌉🌉 The bridge closed. Ä ö ü 𝔘𝔫𝔦 were read. \u0627\u0644\u062c\u0633\u0631 closed.\n",
        "Old Macs.\rEnded lines so.\rThe mayor said it.",
    ],
)
@pytest.mark.parametrize("options", [(), ("--one-per-line",)])
def test_offsets_count_code_points_of_the_file_as_it_is(run, tmp_path, content, options):
    path = file_of(tmp_path, content)
    decoded = path.read_bytes().decode("utf-8-sig")
    rows = rows_of(run, path, *options)
    assert rows
    for row in rows:
        assert decoded[row["start"] : row["end"]] == row["text"]


def test_text_names_file_line_and_column(run, tmp_path, monkeypatch):
    propose(monkeypatch, sourced="no", verifiable="partly")
    path = file_of(tmp_path, "One sentence here.\r\n\r\n  Two of them, 🌉. Then a third.\r\n")
    places = [
        tuple(map(int, found.groups()))
        for line in run("check", path).lines
        if (found := re.match(re.escape(str(path)) + r":(\d+):(\d+): sourced no: Because", line))
    ]
    assert places == [(1, 1), (3, 3), (3, 19)]


def test_text_shows_what_asks_something_of_the_writer_only(run, draft, monkeypatch):
    propose(monkeypatch, attributed="yes", sourced="partly", verifiable="n/a")
    shown = run("check", draft).out.decode()
    assert "sourced partly: Because of sourced." in shown
    assert "Because of attributed." not in shown
    assert "Because of verifiable." not in shown


def test_text_ends_with_a_tally(run, draft, monkeypatch):
    propose(monkeypatch, sourced="no")
    last = run("check", draft).lines[-1]
    assert last.startswith(f"{draft}: 4 of 4 ")
    assert "attributed 4 yes, 0 partly, 0 no" in last
    assert "sourced 0 yes, 0 partly, 4 no" in last


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("One. Still one.\nTwo", ["One. Still one.", "Two"]),
        ("One\r\nTwo\r\n\r\n \t\r\nThree\r\n", ["One", "Two", "Three"]),
        ("  One is set in. \n\tTwo\t", ["One is set in.", "Two"]),
        ("\u2003\u00a0One after wide blanks\u2003\nTwo", ["One after wide blanks", "Two"]),
        ("\n\n\n1", ["1"]),
    ],
)
def test_each_line_that_is_not_empty_is_one_sentence(run, tmp_path, content, expected):
    rows = rows_of(run, file_of(tmp_path, content), "--one-per-line")
    assert [row["text"] for row in rows] == expected
    assert {row["kind"] for row in rows} == {"body"}
    assert [row["position"] for row in rows] == list(range(1, len(expected) + 1))


@settings(deadline=None)
@given(st.text(st.sampled_from(" \t\r\nab.\u00a0\u2028\x0b")))
def test_lines_are_found_where_they_are_in_any_text(text):
    found = lines_as_sentences(text)
    assert [sentence.text for sentence in found] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize("condition", list(CONDITIONS))
def test_a_condition_that_is_met_ends_with_one(run, draft, monkeypatch, condition):
    ((question, answer),) = CONDITIONS[condition]
    propose(monkeypatch, **{question: answer})
    assert run("check", draft, "--fail-on", condition).status == 1
    assert run("check", draft, "--fail-on", "any").status == 1
    others = [other for other in CONDITIONS if other != condition]
    for other in others:
        assert run("check", draft, "--fail-on", other).status == 0
    every_other = [word for other in others for word in ("--fail-on", other)]
    assert run("check", draft, *every_other).status == 0
    assert run("check", draft, *every_other, "--fail-on", condition).status == 1


def test_without_a_condition_all_is_well(run, draft, monkeypatch):
    propose(monkeypatch, attributed="no", sourced="no", verifiable="no")
    assert run("check", draft).status == 0


@pytest.mark.parametrize("answer", ["yes", "n/a"])
def test_nothing_to_show_meets_no_condition(run, draft, monkeypatch, answer):
    propose(monkeypatch, **dict.fromkeys(QUESTIONS, answer))
    asked = [word for condition in [*CONDITIONS, "any"] for word in ("--fail-on", condition)]
    assert run("check", draft, *asked).status == 0


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif"])
def test_one_unreadable_file_does_not_stop_the_others(run, tmp_path, draft, form):
    missing = tmp_path / "missing.txt"
    ended = run("check", missing, draft, tmp_path, "--format", form, "--fail-on", "any")
    assert ended.status == 2
    assert str(missing) in ended.err
    assert "is a folder" in ended.err
    assert len(ended.err.splitlines()) == 2
    assert str(draft) in ended.out.decode()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "empty.txt", "empty"),
        (b" \n\t ", "blank.txt", "empty"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "program.txt", "text"),
        (b"PK\x03\x04", "archive.zip", ".zip"),
        (b"... --- ...", "signs.txt", "no words"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(run, tmp_path, content, name, told):
    path = file_of(tmp_path, content, name)
    ended = run("check", path, "--format", "jsonl")
    assert (ended.status, ended.out) == (2, b"")
    assert told in ended.err
    assert ended.err.startswith(str(path))
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["--format", "xml", "a.txt"], ["--fail-on", "x", "a"]])
def test_wrong_usage_ends_with_two(run, arguments):
    ended = run("check", *arguments)
    assert ended.status == 2
    assert "Usage:" in ended.err


#: Few enough control characters to pass as text, among words enough.
STEERING = (
    "The council closed the bridge on Monday, and the engineers who had looked at it said that "
    "the work would take months: \x1b[31mred, \x9b2Jgone, \u202eturned\u202c round\u2066 and\x08."
)


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_nothing_in_an_article_steers_the_terminal(run, tmp_path, monkeypatch, form):
    monkeypatch.setattr("checks.propose", _quoting)
    path = tmp_path / "a\x1b[2J\u202eb.txt"
    path.write_text(STEERING, encoding="utf-8")
    out = run("check", path, "--format", form, "--one-per-line").out.decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    assert "turned" in out
    if form != "text":
        found = json.loads(out)
        row = found[0]["sentences"][0] if form == "json" else found
        assert row["text"] == path.read_text(encoding="utf-8")


def _quoting(article: Article) -> dict[int, dict[str, Finding]]:
    return {
        sentence.position: {
            name: Finding(name, "no", "", 0.5, f"It says {sentence.text}", (Span(0, 1, "cue"),))
            for name in QUESTIONS
        }
        for sentence in article.sentences
    }


def test_a_complaint_does_not_steer_the_terminal_either(run, tmp_path):
    ended = run("check", tmp_path / "gone\x1b[31m\u202e.txt")
    assert ended.status == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ended.err)


def test_a_file_whose_name_is_not_utf_8_is_read(run, tmp_path):
    path = tmp_path / "caf\udce9.txt"
    path.write_text("The bridge closed on Monday.")
    assert "closed on Monday" in run("check", path).out.decode()
    assert rows_of(run, path)[0]["article"] == str(path)


def test_markdown_keeps_the_places_of_the_file(run, tmp_path):
    content = (
        "---\ntitle: A bridge\n---\n\n# Closed\n\nThe *council* closed [it](https://a.example).\n"
    )
    path = file_of(tmp_path, content, "draft.md")
    rows = rows_of(run, path)
    assert [row["kind"] for row in rows][-1] == "body"
    for row in rows:
        assert content[row["start"] : row["end"]] == row["text"]
    assert json.loads(run("check", path, "--format", "json").out)[0]["title"] == "A bridge"


def test_of_a_page_the_article_is_checked(run, tmp_path):
    paragraphs = "".join(
        f"<p>On day {n} the council of the town voted for the repair of the bridge, and the "
        f"engineers who had looked at it said that the work would take {n} months at least.</p>"
        for n in range(2, 9)
    )
    page = (
        "<html><head><title>Bridge</title><script>alert('never seen')</script></head><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>The bridge</h1>{paragraphs}</article></body>"
    )
    rows = rows_of(run, file_of(tmp_path, page, "page.html"))
    text = " ".join(row["text"] for row in rows)
    assert "voted for the repair" in text
    assert "<p>" not in text
    assert "never seen" not in text


def sarif_of(run, *arguments) -> dict:
    return json.loads(run("check", *arguments, "--format", "sarif").out)["runs"][0]


def test_sarif_shows_what_text_shows_in_the_same_places(run, tmp_path, monkeypatch):
    propose(monkeypatch, sourced="no", verifiable="partly")
    path = file_of(tmp_path, "One sentence here.\r\n\r\n  Two of them, 🌉. Then a third.\r\n")
    made = sarif_of(run, path)
    places = []
    for result in made["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        places.append((region["startLine"], region["startColumn"], region["endColumn"]))
        assert region["endLine"] == region["startLine"]
    assert places[::2] == [(1, 1, 19), (3, 3, 18), (3, 19, 32)]
    assert [result["ruleId"] for result in made["results"]] == ["sourced", "verifiable"] * 3
    assert [result["level"] for result in made["results"]] == ["warning", "note"] * 3


def test_sarif_has_a_rule_with_help_for_every_check(run, draft):
    rules = sarif_of(run, draft)["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= set(QUESTIONS)
    assert all(len(rule["help"]["text"].splitlines()) > 3 for rule in rules)


def test_sarif_holds_all_files_and_what_could_not_be_read(run, draft, tmp_path):
    other = file_of(tmp_path, "The river rose on Friday.", "other.md")
    missing = tmp_path / "missing.md"
    ended = run("check", draft, missing, other, "--format", "sarif")
    assert ended.status == 2
    made = json.loads(ended.out)["runs"][0]
    assert len(made["artifacts"]) == 3
    (told,) = made["invocations"][0]["toolExecutionNotifications"]
    assert "missing.md" in told["message"]["text"]


def test_sarif_of_a_page_claims_no_places(run, tmp_path):
    paragraphs = "".join(
        f"<p>On day {n} the council of the town voted for the repair of the bridge, and the "
        f"engineers who had looked at it said that the work would take {n} months at least.</p>"
        for n in range(2, 9)
    )
    page = f"<html><head><title>B</title></head><body><article>{paragraphs}</article></body></html>"
    made = sarif_of(run, file_of(tmp_path, page, "page.html"))
    assert made["results"]
    for result in made["results"]:
        assert "region" not in result["locations"][0]["physicalLocation"]
        assert "council of the town" in result["message"]["text"]


def test_sarif_and_a_condition_go_together(run, draft, monkeypatch):
    propose(monkeypatch, sourced="no")
    ended = run("check", draft, "--format", "sarif", "--fail-on", "unsourced")
    assert ended.status == 1
    assert json.loads(ended.out)["version"] == "2.1.0"


def test_no_database_is_touched(run, draft, database):
    run("check", draft)
    assert not database.exists()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(min_size=1, max_size=200))
def test_any_file_is_checked_or_refused(run, tmp_path, data):
    ended = run("check", file_of(tmp_path, data), "--format", "jsonl")
    if ended.status == 2:
        assert (ended.out, len(ended.err.splitlines())) == (b"", 1)
    else:
        assert ended.status == 0
        assert all(json.loads(line)["text"] for line in ended.lines)
