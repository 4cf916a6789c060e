"""Files of strangers: told by their bytes, unpacked within limits, never written anywhere."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.records import Unreadable
from evidence import files
from evidence.files import Document, Refused, kind_of, label, read_document, read_documents

TEXT = "The audit found that the bridge cost 1,214,300 euros."


def packed(contents: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return file.getvalue()


def refused_whole(data: bytes, match: str, name: str = "x.zip") -> None:
    with pytest.raises(Unreadable, match=match) as caught:
        list(read_documents(data, name))
    assert str(caught.value).endswith(".")


def test_a_file_is_read_with_its_label_and_digest():
    document = read_document(TEXT.encode(), "folder/audit.txt")
    assert (document.name, document.text) == ("folder/audit.txt", TEXT)
    assert len(document.sha256) == 64


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\x00b\u202ec.txt", "abc.txt"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_names_are_labels_that_lead_nowhere(name, shown):
    assert label(name) == shown


@given(st.text(max_size=400))
def test_any_name_becomes_a_label(name):
    shown = label(name)
    assert 1 <= len(shown) <= 300
    assert label(shown) == shown
    assert ".." not in shown.split("/")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7 ...", "x.txt", ".pdf"),
        (b"plain words", "x.pdf", ".txt"),
        (b"# Head", "x.md", ".md"),
        (b"  <!DOCTYPE html><p>x", "x.txt", ".html"),
        (b"<p>x", "x.html", ".html"),
        ("ü".encode("utf-16"), "x.txt", ".txt"),
        (packed({"word/document.xml": b"<w/>"}), "x.zip", ".docx"),
        (packed({"mimetype": b"application/epub+zip"}), "x.zip", ".epub"),
        (packed({"a.txt": b"x"}), "x.docx", ".zip"),
    ],
)
def test_a_file_is_told_by_its_bytes(data, name, kind):
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    "data", [b"ID3\x00\x01", b"\x7fELF\x02", b"\x89PNG\r\n\x1a\n\x00", b"MZ\x90\x00"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable, match="no text"):
        read_document(data, "x.txt")


def test_a_zip_is_read_file_by_file_and_each_refusal_has_a_reason():
    data = packed(
        {
            "a/one.txt": TEXT.encode(),
            "../two.md": b"# Two\n\nWords.",
            "song.mp3": b"ID3\x00\x00",
            "empty.txt": b"",
            "inner.zip": packed({"x.txt": b"x"}),
            "__MACOSX/one.txt": b"\x00",
            ".DS_Store": b"\x00",
        }
    )
    read = list(read_documents(data, "x.zip"))
    assert [one.name for one in read if isinstance(one, Document)] == ["a/one.txt", "two.md"]
    refused = {one.name: one.reason for one in read if isinstance(one, Refused)}
    assert set(refused) == {"song.mp3", "empty.txt", "inner.zip"}
    assert all(reason.endswith(".") for reason in refused.values())


def test_a_zip_bomb_is_not_unpacked():
    refused_whole(packed({"zeros.txt": b" " * 60_000_000}), "unpacks to far more")


def test_a_header_that_lies_about_its_size_gains_nothing():
    data = bytearray(packed({"a.txt": b" " * 9_000_000}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    refused_whole(bytes(data), "archive")


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 3)
    refused_whole(packed({f"{n}.txt": b"x" for n in range(4)}), "4 files")


def test_a_locked_file_is_told():
    data = bytearray(packed({"a.txt": TEXT.encode()}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + offset] |= 1
    (one,) = read_documents(bytes(data), "x.zip")
    assert isinstance(one, Refused)
    assert "password" in one.reason


@pytest.mark.parametrize("cut", [10, 60, 120])
def test_a_damaged_zip_is_refused(cut):
    refused_whole(packed({"a.txt": TEXT.encode() * 20})[:cut], "damaged")


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 1_000_000)
    with pytest.raises(Unreadable, match="over 1 MB"):
        read_document(b"word " * 300_000, "x.txt")


@settings(deadline=None, max_examples=30)  # a PDF is read in a process of its own
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"PK\x03\x04", b"%PDF-"):
        with suppress(Unreadable):
            assert all(one.name for one in read_documents(start + data, "x"))


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_a_damaged_document_is_not_called_an_archive(suffix):
    """Who sends a draft that is cut short has packed nothing, and can pack nothing again."""
    refused_whole(b"PK\x03\x04 cut short", "The document is damaged", f"draft{suffix}")
