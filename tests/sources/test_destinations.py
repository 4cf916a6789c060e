"""Where links lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.destinations import OTHER_SITE, OWN_SITE, PRIMARY, destination, is_primary
from sources.wordlists import sections

ARTICLE = "https://www.news.example.co.uk/2026/bridge"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://sport.example.co.uk/a", OWN_SITE),
        ("https://other.example/a", OTHER_SITE),
        ("https://www.gov.uk/guidance/bridges", "government"),
        ("https://www.health.gov.au/a", "government"),
        ("https://www.whitehouse.gov/", "government"),
        ("https://www.economie.gouv.fr/a", "government"),
        ("https://www.gob.mx/salud", "government"),
        ("https://ec.europa.eu/commission/a", "government"),
        ("https://ec.europa.eu/eurostat/data", "statistics office"),
        ("https://www.ons.gov.uk/economy", "statistics office"),
        ("https://www.census.gov/", "statistics office"),
        ("https://www.sec.gov/Archives/edgar/data/1/a.htm", "company filing"),
        ("https://www.sec.gov/newsroom/a", "government"),
        ("https://find-and-update.company-information.service.gov.uk/company/1", "company filing"),
        ("https://www.supremecourt.gov/opinions/a.pdf", "court"),
        ("https://www.ca9.uscourts.gov/a", "court"),
        ("https://hudoc.echr.coe.int/eng", "court"),
        ("https://data.gov.uk/dataset/1", "dataset"),
        ("https://catalog.data.gov/dataset/1", "dataset"),
        ("https://files.example/a/costs.csv", "dataset"),
        ("https://doi.org/10.1000/182", "journal"),
        ("https://publisher.example/doi/full/10.1000/abc.def", "journal"),
        ("https://publisher.example/view?doi=10.1000%2F182", "journal"),
        ("https://www.nature.com/articles/s1", "journal"),
        ("https://www.nature.com/news/a", OTHER_SITE),
        ("https://arxiv.org/abs/2601.00001", "journal"),
        ("https://notgov.example/", OTHER_SITE),
        ("https://gov.example.com/", OTHER_SITE),
        ("https://example.com/10.5/a", OTHER_SITE),
        ("mailto:a@b.example", OTHER_SITE),
        ("", OTHER_SITE),
    ],
)
def test_where_links_lead(url, kind):
    assert destination(url, ARTICLE) == kind


def test_without_an_article_nothing_is_its_own():
    assert destination(ARTICLE) == OTHER_SITE


def test_every_section_is_a_kind():
    assert set(sections("destinations")) == set(PRIMARY)
    assert all(is_primary(kind) for kind in PRIMARY)
    assert not is_primary(OWN_SITE)


@given(st.text(max_size=80))
def test_any_text_leads_somewhere(url):
    assert destination(url, ARTICLE) in {OWN_SITE, OTHER_SITE, *PRIMARY}
