"""Where who, how and what begin and end."""

import re
from pathlib import Path

import pytest

from articles import read_text
from checks import attributed
from checks.records import Span
from checks.reporting import attributions
from checks.span_ends import mended

ROLES = {"s": "source", "c": "cue", "w": "content"}
_MARKED = re.compile(r"\{([scw]):([^}]*)\}")


def parsed(line):
    """A sentence without its braces, and the spans they mark."""
    text, spans, at = "", [], 0
    for match in _MARKED.finditer(line):
        text += line[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match[2]), ROLES[match[1]]))
        text += match[2]
        at = match.end()
    return text + line[at:], tuple(spans)


def marked(text, spans):
    """The sentence with its spans in braces."""
    pieces, at = [], 0
    letters = {role: letter for letter, role in ROLES.items()}
    for start, end, role in spans:
        pieces += [text[at:start], "{", letters[role], ":", text[start:end], "}"]
        at = end
    return "".join([*pieces, text[at:]])


def mend(line):
    """The sentence with the spans marked in it put right, as ``attributed`` does."""
    text, spans = parsed(line)
    article = read_text(text)
    sentence = article.sentences[0]
    found = attributions(text, sentence.start, sentence.end)
    return marked(text, mended(spans, found[0] if found else None, sentence, article))


def test_sentences_of_every_kind():
    wrong = []
    lines = Path(__file__).with_name("spans.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    for line in lines:
        text, _ = parsed(line)
        article = read_text(text)
        given = marked(text, attributed.check(article.sentences[0], article).spans)
        if given != line:
            wrong.append((given, line))
    assert len(lines) >= 50
    assert len(wrong) <= 0.15 * len(lines), wrong


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # What stands before "Y said" is what Y said.
        (
            "In 2019, {w:the clinic lost 14 nurses}, {s:its director} {c:said}.",
            "{w:In 2019, the clinic lost 14 nurses}, {s:its director} {c:said}.",
        ),
        (
            "The ferry was never insured, {s:the owner} {c:told} {w:the court on Tuesday}.",
            "{w:The ferry was never insured}, {s:the owner} {c:told} the court on Tuesday.",
        ),
        (
            "Rents {w:have doubled since 2016}, {c:according to} {s:the housing office}.",
            "{w:Rents have doubled since 2016}, {c:according to} {s:the housing office}.",
        ),
        (
            "The volcano could erupt soon, {c:warned} {w:the Icelandic Met Office}.",
            "{w:The volcano could erupt soon}, {c:warned} {s:the Icelandic Met Office}.",
        ),
        (
            "{c:According to} {s:the port authority}, 40 ships {w:were turned away}.",
            "{c:According to} {s:the port authority}, {w:40 ships were turned away}.",
        ),
        # What is left out on purpose stays out.
        (
            "However, {w:the clinic lost 14 nurses}, {s:its director} {c:said}.",
            "However, {w:the clinic lost 14 nurses}, {s:its director} {c:said}.",
        ),
        (
            "PARIS (Reuters) – {w:The clinic lost 14 nurses}, {s:its director} {c:said}.",
            "PARIS (Reuters) – {w:The clinic lost 14 nurses}, {s:its director} {c:said}.",
        ),
        (
            "On Monday, {s:its director} {c:said} {w:the clinic had lost 14 nurses}.",
            "On Monday, {s:its director} {c:said} {w:the clinic had lost 14 nurses}.",
        ),
        (
            "While he was in jail, {s:the judge} {c:told} him {w:he could appeal}.",
            "While he was in jail, {s:the judge} {c:told} him {w:he could appeal}.",
        ),
        # A relative clause and an age belong to the source, or none of it does.
        (
            "{s:Maria Lopez, who owns the} fish market, {c:said} {w:the ice was late}.",
            "{s:Maria Lopez, who owns the fish market,} {c:said} {w:the ice was late}.",
        ),
        (
            "{s:Maria Lopez, who} owns the fish market, {c:said} {w:the ice was late}.",
            "{s:Maria Lopez}, who owns the fish market, {c:said} {w:the ice was late}.",
        ),
        (
            "{w:“They promised us a bridge,”} {c:said} {s:Omar Diallo}, 62.",
            "{w:“They promised us a bridge,”} {c:said} {s:Omar Diallo, 62}.",
        ),
        # Names, numbers and quotations stay whole.
        (
            "{s:The bank} {c:said} {w:it would open in South} Asia.",
            "{s:The bank} {c:said} {w:it would open in South Asia}.",
        ),
        (
            "{s:The bank} {c:said} {w:it had lost 14} million euros.",
            "{s:The bank} {c:said} {w:it had lost 14 million euros}.",
        ),
        (
            "{s:The bank} {c:said} {w:it was “in good} health”.",
            "{s:The bank} {c:said} {w:it was “in good health”}.",
        ),
        # An end that is no end.
        (
            "{s:The bank} {c:said} {w:it would sell the} three branches in May.",
            "{s:The bank} {c:said} {w:it would sell the three branches} in May.",
        ),
        (
            "{s:The bank} {c:said} {w:it would sell, and} shares fell.",
            "{s:The bank} {c:said} {w:it would sell}, and shares fell.",
        ),
        (
            "{w:It would sell,} {s:the bank} {c:said in a} statement.",
            "{w:It would sell}, {s:the bank} {c:said in a statement}.",
        ),
        ("{s:Khan's} {c:claim} {w:that it sank}.", "{s:Khan's} {c:claim} {w:that it sank}."),
        ("{s:Khan}'s {c:claim} {w:that it sank}.", "{s:Khan}'s {c:claim} {w:that it sank}."),
        ("{s:WALLACE}{c::} {w:Is it old?}", "{s:WALLACE}{c::} {w:Is it old?}"),
    ],
)  # fmt: skip
def test_ends(line, expected):
    assert mend(line) == expected


def test_no_span_lies_over_another():
    text = "Lind said that Moe had told her it was safe."
    article = read_text(text)
    spans = (Span(10, 44, "content"), Span(0, 4, "source"), Span(15, 18, "source"))
    found = mended(spans, None, article.sentences[0], article)
    assert [(text[start:end], role) for start, end, role in found] == [
        ("Lind", "source"),
        ("that", "content"),
        ("Moe", "source"),
        ("had told her it was safe", "content"),
    ]
