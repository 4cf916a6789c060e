"""One's own title, colours, footer, logo and page."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from reports import FORMATS
from reports.house import BadTemplate, House, house
from tests.reports.examples import reviewed
from tests.reports.test_strangers import text_of

FOR_PEOPLE = ["html", "pdf", "docx", "xlsx", "markdown"]


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "#7a1f5c").save(out, kind)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINECHECK_TEMPLATE", str(tmp_path))
    return tmp_path


@pytest.fixture
def own(folder: Path) -> Path:
    """A folder with everything in it but a page."""
    (folder / "logo.png").write_bytes(picture())
    (folder / "report.toml").write_text(
        'title = "The Example checks"\naccent = "#7a1f5c"\naccent_dark = "#e3a6cf"\n'
        'footer = "Corrections: desk@example.org"\nlogo = "logo.png"\n',
        encoding="utf-8",
    )
    return folder


def test_out_of_the_box_nothing_is_set(monkeypatch, folder):
    assert house() == House(folder=folder)
    monkeypatch.delenv("LINECHECK_TEMPLATE")
    assert house() == House()


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_the_title_is_in_every_format(own, form):
    assert "the example checks" in text_of(form, FORMATS[form].render(reviewed())).lower()


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_the_footer_is_on_every_page(own, form):
    assert "Corrections: desk@example.org" in text_of(form, FORMATS[form].render(reviewed()))


def test_colours_and_logo_are_in_the_page_itself(own):
    page = FORMATS["html"].render(reviewed()).decode()
    assert "--accent: #7a1f5c" in page
    assert "--accent: #e3a6cf" in page
    assert 'src="data:image/png;base64,' in page
    assert "default-src 'none'; img-src data:;" in page


@pytest.mark.parametrize(("kind", "name"), [("PNG", "logo.png"), ("JPEG", "logo.jpg")])
def test_the_logo_is_in_documents_too(own, kind, name):
    (own / name).write_bytes(picture(kind))
    (own / "report.toml").write_text(f'logo = "{name}"', encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].render(reviewed()))) as package:
        assert picture(kind) in [package.read(one) for one in package.namelist()]
    assert FORMATS["pdf"].render(reviewed()).count(b"/Image") >= 1


def test_a_page_of_ones_own_may_override_a_part(folder):
    (folder / "report.html").write_text(
        "{% extends 'linecheck/report.html' %}"
        "{% block method %}<p>Our way: {{ method | length }} sentences.</p>{% endblock %}",
        encoding="utf-8",
    )
    page = FORMATS["html"].render(reviewed()).decode()
    assert "<p>Our way: 5 sentences.</p>" in page
    assert "How this was done" not in page
    assert "Repairs will cost 24 million." in page


@pytest.mark.parametrize(
    "page",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ report.__init__.__globals__ }}",
        "{{ unknown }}",
        "{% extends 'linecheck/missing.html' %}",
        "{% for %}",
        "{% include '../../../etc/passwd' %}",
    ],
)
def test_a_page_that_reaches_out_or_is_wrong_is_refused(folder, page):
    (folder / "report.html").write_text(page, encoding="utf-8")
    with pytest.raises(BadTemplate, match=r"report\.html"):
        FORMATS["html"].render(reviewed())


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("accent = 'red; } body { display: none'", "colour"),
        ("accent = '#12345'", "colour"),
        ("titel = 'x'", "none of"),
        ("title = 3", "in quotes"),
        ("title = ", "cannot be read"),
        ("logo = '../logo.png'", "same folder"),
        ("logo = 'missing.png'", "cannot be read"),
        ("logo = 'text.png'", "neither PNG nor JPEG"),
        ("logo = 'large.png'", "larger than"),
    ],
)
def test_what_is_wrong_is_said(folder, settings, told):
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "large.png").write_bytes(picture() + bytes(300_001))
    (folder / "report.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(BadTemplate, match=told):
        house()


def test_a_folder_that_is_none_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("LINECHECK_TEMPLATE", str(tmp_path / "missing"))
    with pytest.raises(BadTemplate, match="no folder"):
        house()
