import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.decode import decode
from articles.records import Unreadable

TEXT = "Der Bürgermeister sagte, die Brücke über den Fluss sei für alle geöffnet worden. " * 5


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_utf8_is_decoded_exactly(text):
    if not text.startswith("\ufeff") and not text.encode().startswith((b"PK\x03\x04", b"RIFF")):
        assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "text", ["a\r\nb\rc\nd\u2028e", "\ttab\x0b\x0c ", "\u202eabc\u200b", "a\0b" + "c" * 80]
)
def test_line_ends_and_control_characters_stay(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(name):
    assert decode(TEXT.encode(name), charset="iso-8859-1") == TEXT


def test_big_endian_utf16():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize("name", ["cp1252", "iso-8859-15", "utf-8"])
def test_a_declared_set_is_used(name):
    assert decode(TEXT.encode(name), charset=name) == TEXT


def test_utf8_wins_over_a_wrong_declaration():
    assert decode(TEXT.encode(), charset="iso-8859-1") == TEXT


@pytest.mark.parametrize("charset", ["utf-8", "nonsense", "rot13", "unicode_escape", "hex", ""])
def test_a_useless_declaration_is_passed_over(charset):
    assert decode(TEXT.encode("cp1252"), charset=charset) == TEXT


def test_a_page_declares_its_set_itself():
    page = "<html><head><meta charset='windows-1251'></head><body>Мост открыт</body></html>"
    assert decode(page.encode("cp1251"), markup=True) == page
    page = "<?xml version='1.0' encoding='koi8-r'?><html><body>Мост открыт</body></html>"
    assert decode(page.encode("koi8-r"), markup=True) == page


def test_japanese_in_seven_bits_needs_its_declaration():
    text = "橋は月曜日に開通した。"
    assert decode(text.encode("iso-2022-jp"), charset="iso-2022-jp") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 10, "not text"),
        (b"\0" * 100, "not text"),
        (b"\xff\xfe\x00", "damaged"),
    ],
)
def test_what_is_no_text_is_refused(data, what):
    with pytest.raises(Unreadable, match=what):
        decode(data)


@pytest.mark.parametrize(
    "text", ["The mayor of Málaga resigned.", "Zoë said so.", "It cost “£3m” – a café’s worth."]
)
def test_a_short_western_text_of_few_accents_is_read_as_windows_1252(text):
    assert decode(text.encode("cp1252")) == text
