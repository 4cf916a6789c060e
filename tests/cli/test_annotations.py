"""``annotations``: what was noted elsewhere comes to the article, and what does not is listed."""

import json

import pytest

from reviews.annotations import NOBODY


@pytest.fixture
def added(run, database, draft) -> str:
    return run("add", draft).lines[0]


def annotation(quote: str, name: str = "Ada", **changes) -> dict:
    usual = {
        "id": f"urn:example:{quote}",
        "type": "Annotation",
        "created": "2026-03-01T10:00:00Z",
        "creator": {"name": name},
        "body": [{"value": f"About {quote}", "type": "TextualBody"}, "https://city.example/a"],
        "target": {"selector": {"type": "TextQuoteSelector", "exact": quote}},
    }
    return usual | changes


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "annotations.json"
    path.write_text(json.dumps([annotation("bridge on Monday"), annotation("2.4 million", "Bo")]))
    return path


def exported(run, article) -> dict:
    return json.loads(run("report", article, "--format", "json").out)


def test_notes_and_evidence_stand_on_their_sentences(run, added, file):
    ended = run("annotations", added, file)
    assert (ended.status, ended.err) == (0, "")
    assert ended.lines[0].startswith("Of 2 annotations: 2 notes and 2 pieces of evidence")
    made = exported(run, added)
    assert made["reviewers"] == ["Ada", "Bo"]
    noted = {
        one["text"]: one["decisions"]["note"]["value"]
        for one in made["sentences"]
        if "note" in one["decisions"]
    }
    assert list(noted.values()) == ["About bridge on Monday", "About 2.4 million"]
    assert all(value.removeprefix("About ") in text for text, value in noted.items())
    assert made["counts"]["evidence"] == 2


def test_doing_it_again_changes_nothing(run, added, file):
    run("annotations", added, file)
    before = exported(run, added)
    ended = run("annotations", added, file)
    assert ended.status == 0
    assert "0 notes and 0 pieces of evidence brought in, 2 there already" in ended.lines[0]
    assert exported(run, added) == before


def test_our_own_export_brings_nothing_twice_and_its_notes_elsewhere(
    run, added, file, tmp_path, monkeypatch, draft
):
    run("annotations", added, file)
    out = tmp_path / "out.jsonld"
    run("report", added, "--format", "webannotation", "-o", out)
    ended = run("annotations", added, out)
    assert "0 notes and 0 pieces of evidence brought in, 4 there already" in ended.lines[0]
    monkeypatch.setenv("LINECHECK_DB", str(tmp_path / "elsewhere.db"))
    draft.write_text("Something new came first.\n\n" + draft.read_text())
    run("add", draft)
    assert "2 notes and 2 pieces of evidence" in run("annotations", "1", out).lines[0]


def test_what_finds_no_place_is_listed(run, added, tmp_path):
    path = tmp_path / "annotations.json"
    rows = [annotation("2.4 million"), annotation("purple \x1b[31melephants", None)]
    path.write_text(json.dumps(rows))
    ended = run("annotations", added, path)
    assert ended.status == 1
    assert "1 without a place" in ended.lines[0]
    (listed,) = ended.lines[1:]
    assert NOBODY in listed
    assert "elephants" in listed
    assert "not in the text" in listed
    assert listed.isprintable()


def test_what_holds_no_annotations_gets_a_sentence(run, added, draft):
    ended = run("annotations", added, draft)
    assert (ended.status, ended.out) == (2, b"")
    assert "JSON" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_an_article_that_is_not_there_gets_a_sentence(run, added, file):
    ended = run("annotations", "9", file)
    assert (ended.status, ended.out) == (2, b"")
    assert "list" in ended.err


def hypothesis_row(quote: str, prefix: str, suffix: str, start: int, text: str) -> dict:
    """A row as the client exports it and the API answers it."""
    address = "https://example.org/bridge"
    return {
        "id": f"row-{start}",
        "created": "2026-03-01T10:00:00.123456+00:00",
        "updated": "2026-03-01T10:00:00.123456+00:00",
        "user": "acct:ada@hypothes.is",
        "uri": address,
        "text": text,
        "tags": [],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [
            {
                "source": address,
                "selector": [
                    {
                        "type": "RangeSelector",
                        "startContainer": "/p[1]",
                        "startOffset": start,
                        "endContainer": "/p[1]",
                        "endOffset": start + len(quote),
                    },
                    {"type": "TextPositionSelector", "start": start, "end": start + len(quote)},
                    {
                        "type": "TextQuoteSelector",
                        "exact": quote,
                        "prefix": prefix,
                        "suffix": suffix,
                    },
                ],
            }
        ],
        "document": {"title": ["A headline"]},
        "links": {"html": "https://hypothes.is/a/1"},
        "hidden": False,
        "flagged": False,
        "user_info": {"display_name": "Ada Lovelace"},
    }


EXPORTS = {
    "client": lambda rows: {
        "export_date": "2026-03-02T10:00:00.000Z",
        "export_userid": "acct:ada@hypothes.is",
        "client_version": "1.1500.0",
        "annotations": rows,
    },
    "search": lambda rows: {"total": len(rows), "rows": rows},
}


@pytest.mark.parametrize("held", EXPORTS.values(), ids=EXPORTS)
def test_a_hypothesis_export_finds_its_sentences_after_the_text_has_moved(
    run, database, draft, tmp_path, held
):
    before = draft.read_text()
    quotes = {
        "closed the bridge": "See https://city.example/order.",
        "cost 2.4 million euros": "Page 3 says so.",
    }
    rows = [
        hypothesis_row(
            quote,
            before[before.index(quote) - 12 : before.index(quote)],
            before[before.index(quote) + len(quote) :][:12],
            before.index(quote),
            text,
        )
        for quote, text in quotes.items()
    ]
    exported_file = tmp_path / "export.json"
    exported_file.write_text(json.dumps(held(rows)))
    head, rest = before.split("\n\n", 1)
    moved = f"{head}\n\nA new first paragraph was written on Sunday. It is long.\n\n{rest}"
    draft.write_text(moved.replace("on Monday", "late on Monday night"))
    added = run("add", draft).lines[0]
    ended = run("annotations", added, exported_file)
    assert (ended.status, ended.err) == (0, "")
    assert ended.lines[0].startswith("Of 2 annotations: 2 notes and 1 piece of evidence")
    made = exported(run, added)
    noted = {
        one["decisions"]["note"]["value"]: one["text"]
        for one in made["sentences"]
        if "note" in one["decisions"]
    }
    assert set(noted) == set(quotes.values())
    for quote, text in quotes.items():
        assert quote in noted[text]
    (link,) = [piece for one in made["sentences"] for piece in one["evidence"]]
    assert link["url"] == "https://city.example/order"
    assert made["reviewers"] == ["Ada Lovelace"]
