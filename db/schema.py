"""The tables and views, as SQL. Names are for people who open the file by themselves."""

from reviews.items import FACTS_OFF, QUESTIONS, REVIEWED_KINDS
from reviews.records import WHOLE_ARTICLE

# Whole numbers that SQLite gives out start at 1. The CHECKs keep -1 out, which is what a BEFORE
# INSERT trigger sees where a number is still to be given out.
TABLES = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    publisher TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    fetched_at TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

-- Offsets count code points of articles.text; end_offset is one past the last.
CREATE TABLE sentences (
    article INTEGER NOT NULL REFERENCES articles (number),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    article INTEGER NOT NULL REFERENCES articles (number),
    position INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    href TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- What the program proposes. Counts for nothing until a person has marked it.
CREATE TABLE findings (
    article INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    detail TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    spans TEXT NOT NULL,
    PRIMARY KEY (article, sentence, question),
    FOREIGN KEY (article, sentence) REFERENCES sentences (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviewers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What people decided. One row an act; sentence 0 is the whole article; an empty value clears.
CREATE TABLE marks (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    article INTEGER NOT NULL REFERENCES articles (number),
    sentence INTEGER NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    reviewer INTEGER NOT NULL REFERENCES reviewers (id),
    client_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    UNIQUE (client_id, seq)
) STRICT;
-- What stands; what is new; who was there and when.
CREATE INDEX marks_by_place ON marks (article, sentence, item, at, client_id, seq, value);
CREATE INDEX marks_by_arrival ON marks (article, id);
CREATE INDEX marks_by_reviewer ON marks (article, reviewer, at);

-- The same acts where they gave, changed or withdrew a piece of evidence, one column a field.
CREATE TABLE evidence (
    mark INTEGER PRIMARY KEY CHECK (mark > 0) REFERENCES marks (id),
    article INTEGER NOT NULL REFERENCES articles (number),
    sentence INTEGER NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    document TEXT NOT NULL,
    quote TEXT NOT NULL,
    locator TEXT NOT NULL,
    stance TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_by_place ON evidence (article, sentence, key);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
"""

# What a draft carries beside its text: comments, footnotes, endnotes and tracked changes, each on
# the words from start_offset to end_offset. Their links are a JSON array. Pages count from 1.
WRITER_NOTES = """
CREATE TABLE writer_notes (
    article INTEGER NOT NULL REFERENCES articles (number),
    position INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    text TEXT NOT NULL,
    links TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
    article INTEGER NOT NULL REFERENCES articles (number),
    page INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    PRIMARY KEY (article, page)
) STRICT, WITHOUT ROWID;
"""


def _standing(sentence: str, item: str) -> str:
    """Return SQL for what stands on an item: one step in marks_by_place, from its end."""
    return f"""NULLIF((
           SELECT m.value FROM marks m
           WHERE m.article = s.article AND m.sentence = {sentence} AND m.item = {item}
           ORDER BY m.at DESC, m.client_id DESC, m.seq DESC LIMIT 1), '')"""


def _decided(item: str) -> str:
    return _standing("s.position", f"'{item}'")


def _proposed(question: str) -> str:
    return f"""(
           SELECT f.answer FROM findings f
           WHERE f.article = s.article AND f.sentence = s.position
             AND f.question = '{question}')"""


_QUESTION_COLUMNS = ",\n       ".join(
    f"{_proposed(question)} AS {question}_proposed,\n       {_decided(question)} AS {question}"
    for question in QUESTIONS
)
# A span is [start, end, role]; the item of its tick is what reviews.items.fact_item makes of it.
_FACTS = """findings f JOIN json_each(f.spans) fact
        WHERE f.article = s.article AND f.sentence = s.position AND f.question = 'facts'"""
_FACT_ITEM = "'fact:' || (fact.value ->> 0) || '-' || (fact.value ->> 1)"
_ALL_ANSWERED = " AND ".join(f"s.{question} IS NOT NULL" for question in QUESTIONS)
_FACTS_TICKED = f"""(s.facts = s.facts_checked
           OR {_standing(str(WHOLE_ARTICLE), "'facts'")} IS '{FACTS_OFF}')"""
_REVIEWED = ", ".join(f"'{kind}'" for kind in sorted(REVIEWED_KINDS))

VIEWS = f"""
-- What stands: of the marks on one item of one sentence the newest, unless it cleared the item.
CREATE VIEW current_marks AS
SELECT m.article, m.sentence, m.item, m.value, r.name AS reviewer, m.at, m.id AS mark
FROM marks m JOIN reviewers r ON r.id = m.reviewer
WHERE m.value <> '' AND m.item <> 'evidence' AND NOT EXISTS (
    SELECT 1 FROM marks newer
    WHERE newer.article = m.article AND newer.sentence = m.sentence AND newer.item = m.item
      AND (newer.at, newer.client_id, newer.seq) > (m.at, m.client_id, m.seq)
);

CREATE VIEW current_evidence AS
SELECT e.article, e.sentence, e.key, e.stance, e.url, e.document, e.quote, e.locator,
       r.name AS reviewer, m.at, m.id AS mark
FROM evidence e JOIN marks m ON m.id = e.mark JOIN reviewers r ON r.id = m.reviewer
WHERE e.withdrawn = 0 AND NOT EXISTS (
    SELECT 1 FROM evidence other JOIN marks newer ON newer.id = other.mark
    WHERE other.article = e.article AND other.sentence = e.sentence AND other.key = e.key
      AND (newer.at, newer.client_id, newer.seq) > (m.at, m.client_id, m.seq)
);

-- One row a sentence: the proposals and the decisions side by side.
CREATE VIEW sentence_sheet AS
SELECT s.article, s.position,
       COALESCE({_decided("kind")}, s.kind) AS kind,
       s.text,
       {_QUESTION_COLUMNS},
       (SELECT count(*) FROM {_FACTS}) AS facts,
       (SELECT count(*) FROM {_FACTS}
          AND {_standing("s.position", _FACT_ITEM)} IS NOT NULL) AS facts_checked,
       {_decided("verdict")} AS verdict,
       {_decided("note")} AS note,
       (SELECT count(*) FROM current_evidence e
        WHERE e.article = s.article AND e.sentence = s.position) AS evidence
FROM sentences s;

-- How far each article has come: of the sentences to review, those with all three questions
-- answered and, unless they are left out, all facts ticked.
CREATE VIEW progress AS
SELECT a.number AS article, a.title, count(s.position) AS to_review,
       COALESCE(sum({_ALL_ANSWERED} AND {_FACTS_TICKED}), 0) AS done
FROM articles a LEFT JOIN sentence_sheet s ON s.article = a.number AND s.kind IN ({_REVIEWED})
GROUP BY a.number;

-- Who marked what, when; the newest act first.
CREATE VIEW history AS
SELECT m.article, m.sentence, m.item, m.value, r.name AS reviewer, m.at, m.received_at,
       m.id AS mark
FROM marks m JOIN reviewers r ON r.id = m.reviewer
ORDER BY m.at DESC, m.client_id DESC, m.seq DESC;
"""

SOURCES = """
-- Rating lists that people brought along, each on its own scale: numbers from lowest to highest,
-- or words (a JSON list, the worst first). best is 'high', 'low', or '' for a scale that does not
-- judge.
CREATE TABLE rating_lists (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    date TEXT NOT NULL,
    licence TEXT NOT NULL,
    citation TEXT NOT NULL,
    origin TEXT NOT NULL,
    lowest REAL NOT NULL,
    highest REAL NOT NULL,
    words TEXT NOT NULL,
    best TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    passed_over TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (name, version)
) STRICT;

CREATE TABLE ratings (
    site TEXT NOT NULL,
    list INTEGER NOT NULL REFERENCES rating_lists (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (site, list, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX ratings_by_list ON ratings (list);

-- What a look-up of an article's source found, the newest only; facts and signals are JSON.
CREATE TABLE profiles (
    article INTEGER PRIMARY KEY REFERENCES articles (number),
    looked_up_at TEXT NOT NULL,
    facts TEXT NOT NULL,
    signals TEXT NOT NULL
) STRICT;

-- What the newest visit to an address showed.
CREATE TABLE link_checks (
    url TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    status INTEGER NOT NULL,
    final_url TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    archived_url TEXT NOT NULL,
    archived_at TEXT NOT NULL,
    checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The links of each article with what became of them; those never visited have no state.
CREATE VIEW article_links AS
SELECT l.article, l.position, l.href, c.state, c.final_url, c.detail, c.archived_url, c.checked_at
FROM links l LEFT JOIN link_checks c
  ON c.url = substr(l.href, 1, instr(l.href || '#', '#') - 1);
"""
