"""The tables, triggers and views, as SQL. Names are for people who open the file by themselves."""

TABLES = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
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
) STRICT;

CREATE TABLE links (
    article INTEGER NOT NULL REFERENCES articles (number),
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    href TEXT NOT NULL
) STRICT;
CREATE INDEX links_of_article ON links (article, start_offset);

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
) STRICT;

CREATE TABLE reviewers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What people decided. One row an act; sentence 0 is the whole article; an empty value clears.
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
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
CREATE INDEX marks_by_place ON marks (article, sentence, item, at, client_id, seq, value);

-- The same acts where they gave, changed or withdrew a piece of evidence, one column a field.
CREATE TABLE evidence (
    mark INTEGER PRIMARY KEY REFERENCES marks (id),
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

#: Tables whose rows are added and never changed or taken away, with the columns that name a row.
APPEND_ONLY = {
    "articles": ("number",),
    "sentences": ("article", "position"),
    "links": (),
    "findings": ("article", "sentence", "question"),
    "marks": ("id",),
    "evidence": ("mark",),
}

VIEWS = """
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
SELECT s.article, s.position, COALESCE(chosen.value, s.kind) AS kind, s.text,
       pa.answer AS attributed_proposed, da.value AS attributed,
       ps.answer AS sourced_proposed, ds.value AS sourced,
       pv.answer AS verifiable_proposed, dv.value AS verifiable,
       verdict.value AS verdict, note.value AS note,
       (SELECT count(*) FROM current_evidence e
        WHERE e.article = s.article AND e.sentence = s.position) AS evidence
FROM sentences s
LEFT JOIN findings pa ON (pa.article, pa.sentence, pa.question) = (s.article, s.position, 'attributed')
LEFT JOIN findings ps ON (ps.article, ps.sentence, ps.question) = (s.article, s.position, 'sourced')
LEFT JOIN findings pv ON (pv.article, pv.sentence, pv.question) = (s.article, s.position, 'verifiable')
LEFT JOIN current_marks da ON (da.article, da.sentence, da.item) = (s.article, s.position, 'attributed')
LEFT JOIN current_marks ds ON (ds.article, ds.sentence, ds.item) = (s.article, s.position, 'sourced')
LEFT JOIN current_marks dv ON (dv.article, dv.sentence, dv.item) = (s.article, s.position, 'verifiable')
LEFT JOIN current_marks verdict
    ON (verdict.article, verdict.sentence, verdict.item) = (s.article, s.position, 'verdict')
LEFT JOIN current_marks note
    ON (note.article, note.sentence, note.item) = (s.article, s.position, 'note')
LEFT JOIN current_marks chosen
    ON (chosen.article, chosen.sentence, chosen.item) = (s.article, s.position, 'kind');

-- How far each article has come: sentences with all three questions answered, of those to review.
CREATE VIEW progress AS
SELECT a.number AS article, a.title, count(s.position) AS to_review,
       count(CASE WHEN answered.answers = 3 THEN 1 END) AS done
FROM articles a
LEFT JOIN (
    SELECT s.article, s.position FROM sentences s
    LEFT JOIN current_marks chosen
        ON (chosen.article, chosen.sentence, chosen.item) = (s.article, s.position, 'kind')
    WHERE COALESCE(chosen.value, s.kind) IN ('body', 'quote', 'list', 'caption')
) s ON s.article = a.number
LEFT JOIN (
    SELECT article, sentence, count(*) AS answers FROM current_marks
    WHERE item IN ('attributed', 'sourced', 'verifiable')
    GROUP BY article, sentence
) answered ON answered.article = s.article AND answered.sentence = s.position
GROUP BY a.number;

-- Who marked what, when; the newest act first.
CREATE VIEW history AS
SELECT m.article, m.sentence, m.item, m.value, r.name AS reviewer, m.at, m.received_at,
       m.id AS mark
FROM marks m JOIN reviewers r ON r.id = m.reviewer
ORDER BY m.at DESC, m.client_id DESC, m.seq DESC;
"""
