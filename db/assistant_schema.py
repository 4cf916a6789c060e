"""The tables of the assistant, as SQL."""

TABLES = """
-- Who agreed that text of an article is sent to which machine, or withdrew that; the newest stands.
CREATE TABLE assistant_consents (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    article INTEGER NOT NULL REFERENCES articles (number),
    reviewer INTEGER NOT NULL REFERENCES reviewers (id),
    address TEXT NOT NULL,
    model TEXT NOT NULL,
    agreed INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX assistant_consents_by_article ON assistant_consents (article, id);

-- What a machine proposed for a sentence: answer is a JSON object with claims and queries. It is
-- nobody's decision and counts for nothing.
CREATE TABLE assistant_answers (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    article INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    model TEXT NOT NULL,
    prompt TEXT NOT NULL,
    answer TEXT NOT NULL,
    reviewer INTEGER NOT NULL REFERENCES reviewers (id),
    at TEXT NOT NULL,
    FOREIGN KEY (article, sentence) REFERENCES sentences (article, position)
) STRICT;
CREATE INDEX assistant_answers_by_sentence ON assistant_answers (article, sentence, id);
"""
