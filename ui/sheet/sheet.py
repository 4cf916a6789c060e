"""The sheet: one component that draws a whole article and sends its marks by itself."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

import checks
from articles import direction
from articles.document import told
from articles.records import SET_ASIDE, Article
from checks.records import Finding
from checks.voices import sections, voices
from db.marks import StoredMark
from reports import FORMATS
from reports.claimreview import RATINGS
from reviews.items import ARTICLE_VERDICTS, QUESTIONS, VERDICTS
from ui.chrome import style

_FOLDER = Path(__file__).parent
#: One reason to change each; they are joined in this order into the one module a component has.
SCRIPTS = (
    "words.js",
    "text.js",
    "server.js",
    "outbox.js",
    "decisions.js",
    "mark_words.js",
    "acts.js",
    "exchange.js",
    "notices.js",
    "saving.js",
    "rows.js",
    "map.js",
    "tally.js",
    "filters.js",
    "facts.js",
    "asks.js",
    "assistant.js",
    "voices.js",
    "writer_notes.js",
    "shelf.js",
    "link_words.js",
    "links.js",
    "copies.js",
    "evidence.js",
    "passages.js",
    "before.js",
    "others.js",
    "choice.js",
    "panel_head.js",
    "about.js",
    "questions.js",
    "accept.js",
    "verdict.js",
    "writing.js",
    "legend.js",
    "history.js",
    "panel.js",
    "walk.js",
    "find.js",
    "review_choice.js",
    "report_menu.js",
    "help.js",
    "keys.js",
    "connection.js",
    "sheet.js",
)


def _read(*names: str) -> str:
    return "\n".join(_FOLDER.joinpath(name).read_text(encoding="utf-8") for name in names)


_component = st.components.v2.component(
    "linecheck_sheet",
    html=_read("sheet.html"),
    css=style(_FOLDER / "sheet.css", _FOLDER / "voices.css"),
    js=_read(*SCRIPTS),
)


def sheet(data: dict[str, Any], key: str) -> None:
    """Show the sheet. Marks do not come back through Streamlit: they travel by ``data["api"]``."""
    _component(data=data, key=key)


def sheet_data(
    *,
    number: int,
    article: Article,
    findings: Mapping[int, Mapping[str, Finding]],
    marks: Sequence[StoredMark],
    reviewer: str,
    token: str,
    database: str,
    api: str,
    now: str,
    documents: int,
    assistant: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Return what the sheet draws.

    Offsets are code points of the text. ``api`` is the path of the routes, ``now`` the server's
    time in UTC (ISO 8601), ``token`` the reviewer's pass for this article, ``documents`` how many
    files its research has, ``assistant`` the ``model`` and ``address`` of the machine that may be
    asked, or the ``problem`` with it.
    """
    return {
        "database": database,
        "token": token,
        "api": api,
        "now": now,
        "documents": documents,
        "assistant": assistant,
        "reviewer": reviewer,
        "article": {
            "id": number,
            "title": article.title,
            "author": article.author,
            "published": article.published,
            "publisher": article.publisher,
            "url": article.url,
            "language": article.language,
            "direction": direction(article.language),
            "sha256": article.sha256,
            "carries": told(article.writer_notes),
        },
        "text": article.text,
        "links": [list(link) for link in article.links],
        "sentences": [
            {
                "position": s.position,
                "kind": s.kind,
                "start": s.start,
                "end": s.end,
                "page": article.page_of(s.start),
            }
            for s in article.sentences
        ],
        "writer_notes": [dataclasses.asdict(note) for note in article.writer_notes],
        "findings": {
            str(position): {name: _finding(finding) for name, finding in by_check.items()}
            for position, by_check in findings.items()
        },
        "voices": [dataclasses.asdict(voice) for voice in voices(article, findings)],
        "sections": [dataclasses.asdict(section) for section in sections(article, findings)],
        "formats": [
            [key, form.name, form.use, sorted(form.options)] for key, form in FORMATS.items()
        ],
        "rated": list(RATINGS),
        "questions": list(QUESTIONS),
        "help": {name: dataclasses.asdict(help_) for name, help_ in checks.help_texts().items()},
        "set_aside": sorted(SET_ASIDE),
        "verdicts": [list(pair) for pair in VERDICTS.items()],
        "article_verdicts": [list(pair) for pair in ARTICLE_VERDICTS.items()],
        "marks": [stored.as_json() for stored in marks],
        "newest": marks[-1].id if marks else 0,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "answer": finding.answer,
        "detail": finding.detail,
        "score": finding.score,
        "reason": finding.reason,
        "spans": [list(span) for span in finding.spans],
        "asks": checks.asks_something(finding),
    }
