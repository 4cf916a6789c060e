"""The formats as a list, and what the files are called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import FORMATS, file_name
from tests.reports.examples import BINARY, hostile, report, reviewed, sentence
from tests.reports.test_strangers import text_of


def test_no_two_formats_have_files_of_the_same_name():
    assert list(FORMATS)[:2] == ["html", "pdf"]
    extensions = [FORMATS[name].extension for name in FORMATS]
    assert len(set(extensions)) == len(extensions)


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize(
    "made", [reviewed(), hostile(), report()], ids=["reviewed", "hostile", "-"]
)
def test_every_format_is_the_same_each_time_and_text_is_utf_8(name, made):
    rendered = FORMATS[name].render(made)
    if name not in BINARY:
        assert isinstance(rendered.decode(), str)
    assert FORMATS[name].render(made) == rendered


@given(st.text())
def test_names_of_files_are_plain_whatever_the_title(title):
    name = file_name(report(sentence(1), title=title), "markdown")
    assert re.fullmatch(r"fact-check-[a-z0-9]+(-[a-z0-9]+)*\.md", name)
    assert len(name) < 100


def test_a_file_is_named_after_its_title_or_number():
    assert file_name(report(title="Über die Brücke!"), "csv") == "fact-check-uber-die-brucke.csv"
    assert file_name(report(title="پل"), "html") == "fact-check-1.html"


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "markdown"])
def test_what_the_draft_carries_stands_with_its_sentence(form):
    text = text_of(form, FORMATS[form].render(reviewed())).replace("\u200e", "")
    told = " ".join(re.sub("<[^>]*>|preserve", "", text).split())
    assert re.search(r"[Tt]he draft’s footnote by B\. Writer: A \\?\*call\\?\*\.", told)
