"""Health: up and able to read the database, or a reason why not."""

from pathlib import Path


def test_health_names_the_database(client):
    answer = client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["database"]


def test_a_database_that_cannot_be_read_is_told(client, tmp_path: Path, monkeypatch):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database, only a sentence that is long enough to be read")
    monkeypatch.setenv("LINECHECK_DB", str(broken))
    answer = client.get("/api/health")
    assert answer.status_code == 503
    assert answer.json()["error"].endswith(".")
