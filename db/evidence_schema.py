"""The tables of what is kept as evidence and of what was checked before, as SQL."""

#: The number of a sentence in the indexes: its article's, times this, plus its position.
#: Larger than ``reviews.items.LONGEST_ARTICLE``.
POSITIONS = 32_768

TABLES = """
-- Pages as they were when somebody asked for a copy. A look that found the page unchanged has no
-- bytes of its own; same_as is the snapshot that has them.
CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    content_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    same_as INTEGER REFERENCES snapshots (id),
    warc BLOB,
    text TEXT,
    whole_text TEXT,
    reviewer INTEGER NOT NULL REFERENCES reviewers (id)
) STRICT;
CREATE INDEX snapshots_by_url ON snapshots (url, id);

-- Files given as evidence or as the writer's research; pages of text are parted by form feeds.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    article INTEGER NOT NULL REFERENCES articles (number),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    reviewer INTEGER NOT NULL REFERENCES reviewers (id),
    data BLOB NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article, name, sha256)
) STRICT;

-- About a paragraph each, to be found by words and by numbers. page is 0 where there are none.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    document INTEGER NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, position)
) STRICT;

-- scope is "a" and the article's number, so that a search stays within one package.
CREATE VIRTUAL TABLE passages_index USING fts5 (
    scope, text, numbers, about, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Fact-checks that others published.
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    claim TEXT NOT NULL,
    claimant TEXT NOT NULL,
    claimed TEXT NOT NULL,
    publisher TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    rating TEXT NOT NULL,
    reviewed TEXT NOT NULL,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    UNIQUE (url, claim)
) STRICT;
CREATE VIRTUAL TABLE claims_index USING fts5 (
    claim, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE sentences_index USING fts5 (
    text, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
"""

#: Each index and the trigger that keeps it in step, whoever writes.
INDEX_TRIGGERS = {
    "sentences_index": "AFTER INSERT ON sentences BEGIN INSERT INTO sentences_index "
    f"(rowid, text) VALUES (NEW.article * {POSITIONS} + NEW.position, NEW.text); END",
    "evidence_index": "AFTER INSERT ON evidence WHEN NEW.quote <> '' BEGIN "
    "INSERT INTO evidence_index (rowid, quote) VALUES (NEW.mark, NEW.quote); END",
    "claims_index": "AFTER INSERT ON claims BEGIN INSERT INTO claims_index (rowid, claim) "
    "VALUES (NEW.id, NEW.claim); END",
}

#: Sentences that were there before the index.
FILL = f"""
INSERT INTO sentences_index (rowid, text)
SELECT article * {POSITIONS} + position, text FROM sentences;
"""

VIEWS = """
-- Each piece of evidence that stands with an address, and the newest copy of the page.
CREATE VIEW evidence_copies AS
SELECT e.article, e.sentence, e.key, e.url, s.id AS snapshot, s.fetched_at, s.sha256, s.final_url
FROM current_evidence e JOIN snapshots s
  ON s.id = (SELECT max(id) FROM snapshots newest WHERE newest.url = e.url);
"""

#: A later step: evidence is found from other sentences too.
EVIDENCE_INDEX = """
-- The words of evidence, to be found from other sentences; numbered by mark.
CREATE VIRTUAL TABLE evidence_index USING fts5 (
    quote, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO evidence_index (rowid, quote) SELECT mark, quote FROM evidence WHERE quote <> '';
"""

#: A later step: files can be removed, and copies told of that are elsewhere.
COPIES_TOLD = """
-- Files that were removed; evidence may still name them.
CREATE TABLE removed_documents (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    reviewer INTEGER NOT NULL REFERENCES reviewers (id)
) STRICT;
CREATE INDEX removed_documents_by_name ON removed_documents (article, name);

-- What a report told of copies when its article was put back from it; they are where it came from.
-- versions is a JSON list of [time, SHA-256], the oldest first.
CREATE TABLE told_copies (
    article INTEGER NOT NULL REFERENCES articles (number),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    versions TEXT NOT NULL,
    looked_at TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    PRIMARY KEY (article, kind, name)
) STRICT, WITHOUT ROWID;
"""
