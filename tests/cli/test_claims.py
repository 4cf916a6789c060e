"""``claims``: published fact-checks come in from a feed."""

import json

from db.claims import published_claims
from db.connection import open_database
from tests.evidence.test_claims import FEED


def test_a_feed_is_kept_and_counted(run, database, tmp_path):
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(FEED))
    assert run("claims", path).lines == ["2"]
    db = open_database(database)
    assert published_claims(db, "They say the moon is made of cheese.")[0].source == "feed.json"
    db.close()


def test_what_is_no_feed_is_told(run, tmp_path):
    path = tmp_path / "feed.json"
    path.write_text("{}")
    ended = run("claims", path)
    assert ended.status == 2
    assert "no ClaimReview" in ended.err
