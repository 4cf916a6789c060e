"""A JSON report read back is the report, or is refused with a sentence."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.json import render
from reports.reading import NotAReport, read
from tests.reports.examples import hostile, long, report, reviewed


@pytest.mark.parametrize("made", [report(), reviewed(), long(300)], ids=["none", "some", "300"])
def test_what_was_written_is_read_back(made):
    assert read(render(made)) == replace(made, generated_at="")
    assert render(read(render(made))) == render(made)


def test_text_with_broken_characters_is_refused():
    with pytest.raises(NotAReport, match="broken character"):
        read(render(hostile()))


def changed(*path: str | int, to: Any) -> bytes:
    """The example with one value replaced."""
    document = json.loads(render(reviewed()))
    inside = document
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = to
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "no JSON report"),
        (b"{}", "no JSON report"),
        (b'{"schema_version": NaN}', "JSON"),
        (changed("schema_version", to=1), "version 1"),
        (changed("schema_version", to="\x1b[31m"), "version"),
        (changed("article", to=-1), "schema, at article"),
        (changed("article", to=1.0), "schema, at article"),
        (changed("unheard_of", to=1), "unheard_of"),
        (changed("title", to="half \ud800"), "broken"),
        (changed("sentences", 1, "kind", to="poem"), "schema, at sentences/1/kind"),
        (changed("text", to="Another text."), "SHA-256"),
        (changed("sha256", to="0" * 64), "SHA-256"),
        (changed("sentences", 1, "start", to=0), "Sentence 2"),
        (changed("sentences", 2, "text", to="Critics agreed."), "Sentence 3"),
        (changed("sentences", 2, "position", to=9), "Sentence 3"),
        (changed("links", to=[{"start": 0, "end": 9999, "href": ""}]), "not in the text"),
        (changed("sentences", 1, "history", 0, "value", to="maybe"), "maybe"),
        (changed("sentences", 1, "history", 0, "sentence", to=3), "Mark"),
        (changed("sentences", 1, "history", 0, "at", to="2026-02-31T12:00:00.000Z"), "time"),
        (changed("sentences", 1, "history", to=[]), "missing"),
        (changed("counts", "notes", to=7), "counts"),
    ],
)
def test_what_cannot_be_believed_gets_one_sentence(data, told):
    with pytest.raises(NotAReport) as problem:
        read(data)
    assert told in str(problem.value)
    assert len(str(problem.value)) < 400
    assert str(problem.value).isprintable()


@given(st.binary() | st.text().map(str.encode) | st.sampled_from([b"{}", b"null", b"1e999", b'""']))
def test_any_bytes_are_refused_with_a_sentence(data):
    with pytest.raises(NotAReport):
        read(data)


@given(st.data())
def test_no_single_change_ends_in_anything_but_a_report_or_a_sentence(data):
    document = json.loads(render(reviewed()))
    inside: Any = document
    while True:
        steps = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        if not steps:
            break
        step = data.draw(st.sampled_from(steps))
        if not isinstance(inside[step], dict | list) or data.draw(st.integers(0, 4)) == 0:
            values = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
            inside[step] = data.draw(values | st.just([]) | st.just({}))
            break
        inside = inside[step]
    with suppress(NotAReport):
        assert render(read(json.dumps(document).encode()))
