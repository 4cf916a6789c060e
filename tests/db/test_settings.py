"""What the database knows about itself is made once."""

from db.connection import open_database
from db.settings import database_id, secret


def test_each_is_made_once_and_kept(database, path):
    identity, signing = database_id(database), secret(database)
    again = open_database(path)
    assert (database_id(again), secret(again)) == (identity, signing)
    assert len(signing) >= 43


def test_two_databases_share_neither(database, tmp_path):
    other = open_database(tmp_path / "other.db")
    assert database_id(other) != database_id(database)
    assert secret(other) != secret(database)
