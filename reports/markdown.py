"""The report as Markdown, for a note, a wiki or a ticket."""

import re

from reports.summary import answer, method, sentences, summary, to_change, verdict, verdict_words
from reviews.items import ANSWERS, QUESTIONS, VERDICTS
from reviews.records import Evidence, Report, ReportSentence

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~=:/&$^\"'@])")
_WEB = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)


def render(report: Report) -> bytes:
    """Return the report as CommonMark with tables (GFM), in UTF-8."""
    evidence = _numbered(report)
    parts = [
        f"# Fact-check: {plain(report.title)}",
        _about(report),
        f"**{verdict_words(report)}.** {' '.join(sentences(report))}",
        plain(report.summary),
        _counts(report),
        "## What needs a change",
        _list([_sentence(one, evidence) for one in to_change(report)], "Nothing so far."),
        "## Every sentence",
        _list([_sentence(one, evidence) for one in report.sentences], ""),
        "## Evidence",
        _list([_evidence(number, piece) for piece, number in evidence.items()], "None so far."),
        "## Method",
        plain(method(report)),
        f"Text: SHA-256 `{report.sha256}`. Written {plain(report.generated_at)}.",
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def plain(text: str) -> str:
    """Return text of strangers on one line, so that none of it is read as markup."""
    one_line = " ".join(text.replace("\x00", "\N{REPLACEMENT CHARACTER}").split())
    return _SPECIAL.sub(r"\\\1", one_line)


def _about(report: Report) -> str:
    about = [report.author, report.publisher, report.published, report.url]
    return " · ".join(plain(part) for part in about if part)


def _counts(report: Report) -> str:
    counts = summary(report)
    columns = (*ANSWERS, "open")
    rows = [
        f"| {question} | "
        + " | ".join(str(counts.answers[question][name]) for name in columns)
        + " |"
        for question in QUESTIONS
    ]
    head = "| | " + " | ".join(columns) + " |"
    return "\n".join([head, "|---" * (len(columns) + 1) + "|", *rows])


def _sentence(sentence: ReportSentence, evidence: dict[Evidence, int]) -> str:
    notes = " ".join(f"[{evidence[piece]}]" for piece in sentence.evidence)
    lines = [f"**{sentence.position}** {plain(sentence.text)} {plain(notes)}".rstrip()]
    if sentence.set_aside:
        return lines[0] + f" _({sentence.kind}, set aside)_"
    lines.append("; ".join(_answered(sentence, question) for question in QUESTIONS))
    if words := VERDICTS.get(verdict(sentence)):
        lines.append(f"Verdict: **{words}**")
    if note := sentence.decisions.get("note"):
        lines.append(f"Note ({plain(note.reviewer)}): {plain(note.value)}")
    return "\\\n  ".join(lines)


def _answered(sentence: ReportSentence, question: str) -> str:
    if given := answer(sentence, question):
        return f"{question}: **{given}**"
    proposal = sentence.proposals.get(question)
    return f"{question}: open (proposed: {proposal.answer})" if proposal else f"{question}: open"


def _evidence(number: int, piece: Evidence) -> str:
    link = f"<{piece.url}>" if _WEB.fullmatch(piece.url) else plain(piece.url)
    parts = [link, plain(piece.document), plain(piece.locator)]
    quote = f" “{plain(piece.quote)}”" if piece.quote else ""
    about = ", ".join(part for part in parts if part)
    return f"**{number}** ({piece.stance} sentence {piece.sentence}) {about}{quote}"


def _numbered(report: Report) -> dict[Evidence, int]:
    pieces = [piece for sentence in report.sentences for piece in sentence.evidence]
    return {piece: number for number, piece in enumerate(pieces, 1)}


def _list(items: list[str], nothing: str) -> str:
    return "\n".join(f"- {item}" for item in items) or nothing
