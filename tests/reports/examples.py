"""Reports to render: made by hand, drawn at random, and as hostile as strangers can be."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, count

from hypothesis import strategies as st

from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import (
    CopyVersion,
    DraftNote,
    Evidence,
    KeptCopy,
    Mark,
    Proposal,
    Report,
    ReportSentence,
)

#: Formats that are no text.
BINARY = {"pdf", "docx", "xlsx"}

AT = "2026-01-31T12:00:00.000Z"

#: A page that was kept, and kept again when it had changed.
CHANGED = (
    CopyVersion("2026-01-31T12:00:00Z", "1a" * 32),
    CopyVersion("2026-02-28T23:59:59Z", "2b" * 32),
)

#: Text that tries to be more than text, in one format or another.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# #}",
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " \u00a0\u3000=1+1",
    "\u200b\ufeff=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "harmless;=1+1",
    "harmless\n=1+1",
    "harmless\t@SUM(1)",
    '"";=1+1',
    "[click](javascript:alert(1)) ![i](http://evil.example/i.png)",
    "<http://evil.example> http://evil.example www.evil.example",
    "[a]: http://evil.example\n# heading\n---\n- item\n1. item\n> quote\n```\ncode",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &#60; \\<b> **bold** _em_ `code` ~~gone~~ $x$",
    "- item",
    "12. item",
    "user \u202egnp.exe\u202c \u2066\u2069 \u202dforward",
    "red \x1b[31m\x9b31m \x07 \x00 bell",
    "half \ud800 a character",
    "W" * 5000,
    "ہم نے کہا۔ قال الوزير. 他说。",
)

HOSTILE_ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox",
    "file:///etc/passwd",
    "//evil.example",
    "https://",
    "https://exa mple.org/",
    'https://example.org/" onmouseover="alert(1)',
    "https://[::1",
    "http://example.org/<script>",
    "java\nscript:alert(1)",
)


def mark(sentence: int, item: str, value: str, reviewer: str = "Ada", at: str = AT) -> Mark:
    # A number for each place, so that no two marks of a report share a name.
    seq = zlib.crc32(f"{sentence} {item}".encode())
    return Mark(sentence, item, value, at, "tab", seq, reviewer, 0, AT)


def proposal(answer: str, reason: str = "Because of its wording.") -> Proposal:
    return Proposal(answer, "", 0.5, reason, ((0, 3, "cue"),))


def with_facts(one: ReportSentence, *facts: tuple[int, int, str]) -> ReportSentence:
    """The sentence with these facts to tick."""
    found = Proposal("yes", "", 1.0, "Things to tick.", facts)
    return replace(one, proposals=one.proposals | {"facts": found})


def sentence(
    position: int,
    text: str = "The council closed the bridge.",
    *,
    kind: str = "body",
    proposals: tuple[str, ...] = ("no", "no", "yes"),
    decisions: dict[str, str] | None = None,
    evidence: tuple[Evidence, ...] = (),
    links: tuple[str, ...] = (),
    reviewer: str = "Ada",
    writer_notes: tuple[DraftNote, ...] = (),
) -> ReportSentence:
    """One sentence; ``decisions`` are the values that stand, by item."""
    standing = {
        item: mark(position, item, value, reviewer) for item, value in (decisions or {}).items()
    }
    return ReportSentence(
        position=position,
        kind=kind,
        start=0,
        end=len(text),
        text=text,
        set_aside=kind not in {"body", "quote", "list", "caption"},
        links=links,
        proposals={
            name: proposal(answer) for name, answer in zip(QUESTIONS, proposals, strict=True)
        },
        decisions=standing,
        evidence=evidence,
        history=(*standing.values(), *(given(piece) for piece in evidence)),
        read_as=kind,
        writer_notes=writer_notes,
    )


def given(piece: Evidence) -> Mark:
    """The act by which a piece of evidence came."""
    names = ("key", "url", "document", "quote", "locator", "stance")
    value = json.dumps({name: getattr(piece, name) for name in names})
    made = mark(piece.sentence, "evidence", value, piece.reviewer, piece.at)
    return replace(made, client_id=f"evidence-{zlib.crc32(piece.key.encode(errors='replace'))}")


def evidence(position: int, key: str = "one", **fields: str) -> Evidence:
    given = {
        "url": "https://example.org/audit?a=1&b=2",
        "document": "The city's audit",
        "quote": "2.4 million",
        "locator": "p. 3",
        "stance": "refutes",
        "reviewer": "Ada",
        "at": AT,
    }
    return Evidence(key=key, sentence=position, **(given | fields))


def report(*sentences: ReportSentence, **facts: str | bool) -> Report:
    """A report of these sentences, by whoever decided something on them."""
    text = "\n".join(one.text for one in sentences)
    starts = accumulate((len(one.text) + 1 for one in sentences), initial=0)
    arrivals = count(1)
    placed = tuple(
        replace(_arrived(one, arrivals), start=start, end=start + len(one.text))
        for start, one in zip(starts, sentences, strict=False)
    )
    given = {
        "title": "The bridge",
        "url": "https://example.org/bridge",
        "publisher": "The Example",
        "author": "B. Writer",
        "published": "2026-01-30",
        "language": "en",
        "verdict": "",
        "summary": "",
        "ticks_facts": True,
        "reviewers": tuple(
            sorted({made.reviewer for one in sentences for made in one.decisions.values()})
        ),
        **facts,
    }
    return Report(
        article=1,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        added_at="2026-01-31T09:00:00+00:00",
        generated_at="2026-01-31T15:00:00+00:00",
        changed_at="2026-01-31T12:00:00.000Z",
        history=tuple(
            replace(mark(0, item, given[item]), arrival=next(arrivals))
            for item in ("verdict", "summary")
            if given[item]
        ),
        sentences=placed,
        **given,
    )


def _arrived(one: ReportSentence, arrivals: Iterator[int]) -> ReportSentence:
    """The sentence with its marks numbered as they arrived."""
    history = tuple(replace(made, arrival=next(arrivals)) for made in one.history)
    names = {(made.client_id, made.seq): made for made in history}
    standing = {item: names[made.client_id, made.seq] for item, made in one.decisions.items()}
    return replace(one, history=history, decisions=standing)


def reviewed() -> Report:
    """A review in the middle: one sentence of each sort, two people, evidence, a line set aside."""
    answers = dict(zip(QUESTIONS, ("yes", "partly", "no"), strict=True))
    return report(
        sentence(1, "The bridge", kind="headline", proposals=("n/a",) * 3),
        sentence(
            2,
            "Repairs will cost 24 million.",
            decisions={**answers, "verdict": "wrong", "note": "It is 2.4 million.\nSee page 3."},
            evidence=(evidence(2), evidence(2, "two", url="", document="A call", stance="context")),
            links=("https://example.org/a", "javascript:alert(1)"),
        ),
        sentence(
            3,
            "Critics objected.",
            decisions={"attributed": "no", "verdict": "change"},
            writer_notes=(
                DraftNote(0, 7, "footnote", "B. Writer", AT, "A *call*.", ("https://n.example/",)),
            ),
        ),
        sentence(
            4,
            "The mayor wept.",
            decisions={**answers, "verdict": "unverifiable"},
            reviewer="Ben",
            evidence=(evidence(4, stance="supports"),),
        ),
        with_facts(
            sentence(
                5,
                "It opened in 1901.",
                decisions={**answers, "verdict": "accurate", "fact:0-3": "checked"},
            ),
            (0, 3, "name"),
            (4, 10, "date"),
        ),
        sentence(6, "It rained."),
        sentence(7, "Read also: floods", kind="promo", proposals=("n/a",) * 3),
        verdict="changes",
        summary="The figure must be corrected.\n\nThe rest holds.",
        copies=(
            KeptCopy("page", "https://example.org/audit?a=1&b=2", CHANGED, "2026-03-02T08:30:00Z"),
            KeptCopy("file", "A call", CHANGED[:1], CHANGED[0].at, "2026-03-05T10:00:00Z"),
        ),
    )


def hostile() -> Report:
    """Hostile text in every field that a stranger can fill."""
    sentences = [
        sentence(
            position,
            text,
            decisions={"attributed": "yes", "verdict": "wrong", "note": text},
            evidence=(evidence(position, text[:64], document=text, quote=text, locator=text),),
            links=HOSTILE_ADDRESSES,
            reviewer=text,
            writer_notes=(DraftNote(0, 1, "comment", text, text, text, HOSTILE_ADDRESSES),),
        )
        for position, text in enumerate(HOSTILE, 1)
    ]
    first = len(HOSTILE) + 1
    sentences += [
        sentence(position, evidence=(evidence(position, url=address, document="", reviewer="A"),))
        for position, address in enumerate(HOSTILE_ADDRESSES, first)
    ]
    proposed = {name: proposal("yes", reason="<b>=1</b>") for name in QUESTIONS}
    sentences = [replace(one, proposals=proposed) for one in sentences]
    everything = "\n".join(HOSTILE)
    return report(
        *sentences,
        title=everything,
        url="javascript:alert(1)",
        publisher=everything,
        author=everything,
        published=everything,
        language='en" onload="alert(1)',
        summary=everything,
        copies=tuple(KeptCopy("file", text, CHANGED, "2026-03-02T08:30:00Z") for text in HOSTILE),
    )


def long(count: int) -> Report:
    """``count`` sentences, the first half of them decided."""
    answers = dict.fromkeys(QUESTIONS, "yes")
    return report(
        *(
            sentence(
                number, f"Bridge {number} closed.", decisions=answers if number * 2 <= count else {}
            )
            for number in range(1, count + 1)
        )
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any state a review can be in."""
    sentences = []
    for position in range(1, draw(st.integers(1, 8)) + 1):
        decisions = {
            question: draw(st.sampled_from(ANSWERS))
            for question in QUESTIONS
            if draw(st.booleans())
        }
        if draw(st.booleans()):
            decisions["verdict"] = draw(st.sampled_from(list(VERDICTS)))
        if draw(st.booleans()):
            decisions["note"] = draw(st.sampled_from(HOSTILE))
        pieces = tuple(evidence(position, str(key)) for key in range(draw(st.integers(0, 2))))
        sentences.append(
            sentence(
                position,
                draw(st.sampled_from(("It closed.", *HOSTILE))),
                kind=draw(st.sampled_from(("body", "body", "quote", "heading", "promo"))),
                proposals=draw(st.tuples(*[st.sampled_from(ANSWERS)] * len(QUESTIONS))),
                decisions=decisions,
                evidence=pieces,
            )
        )
    return report(*sentences)
