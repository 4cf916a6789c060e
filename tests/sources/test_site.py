"""Whose an address is, and the names a list may have it under."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.site import in_letters, listed_name, listed_names, site_of


@pytest.mark.parametrize(
    ("address", "name", "platform"),
    [
        ("https://www.bbc.co.uk/news/world-1", "bbc.co.uk", ""),
        ("HTTP://News.Example.COM:80/a?b#c", "example.com", ""),
        ("example.com.au", "example.com.au", ""),
        ("https://ada.blogspot.com/2026/01/a.html", "ada.blogspot.com", "blogspot.com"),
        ("https://ada.github.io/post", "ada.github.io", "github.io"),
        ("https://ada.wordpress.com/", "ada.wordpress.com", "wordpress.com"),
        ("https://www.ada.substack.com/p/one", "ada.substack.com", "substack.com"),
        ("https://medium.com/@Ada/one-story", "medium.com/@ada", "medium.com"),
        ("https://medium.com/", "medium.com", ""),
        ("https://medium.com/tag", "medium.com/tag", "medium.com"),
        ("https://www.youtube.com/@ada/videos", "youtube.com/@ada", "youtube.com"),
        ("https://www.youtube.com/watch?v=1", "youtube.com", "youtube.com"),
        ("https://sites.google.com/view/ada/home", "sites.google.com/view/ada", "sites.google.com"),
        ("https://docs.google.com/document/d/1/edit", "docs.google.com", "docs.google.com"),
        ("https://www.reddit.com/r/news/comments/1", "reddit.com/r/news", "reddit.com"),
        ("https://bücher.example/", "xn--bcher-kva.example", ""),
        ("http://192.0.2.7/a", "192.0.2.7", ""),
        ("http://[2001:db8::1]/a", "2001:db8::1", ""),
        ("http://localhost:8501/", "localhost", ""),
        ("https://example.com.", "example.com", ""),
    ],
)
def test_the_site_is_what_somebody_answers_for(address, name, platform):
    site = site_of(address)
    assert (site.name, site.platform) == (name, platform)


@pytest.mark.parametrize(
    "address",
    ["", "   ", "javascript:alert(1)", "mailto:a@b.example", "https://", "http://[::1", "no site",
     "https://exa mple.org/", "https://a..b/", "data:text/html,a"],
)  # fmt: skip
def test_what_is_no_address_has_no_site(address):
    assert site_of(address) is None
    assert listed_names(address) == ()


def test_the_host_comes_before_what_is_registered_and_the_path_before_both():
    assert listed_names("https://www.news.bbc.co.uk/sport/Football") == (
        "www.news.bbc.co.uk/sport/football",
        "news.bbc.co.uk/sport/football",
        "bbc.co.uk/sport/football",
        "www.news.bbc.co.uk/sport",
        "news.bbc.co.uk/sport",
        "bbc.co.uk/sport",
        "www.news.bbc.co.uk",
        "news.bbc.co.uk",
        "bbc.co.uk",
    )


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://ada.substack.com/p/one", "substack.com"),
        ("https://ada.blogspot.com/p/one", "blogspot.com"),
        ("https://medium.com/@ada/one", "medium.com"),
        ("https://docs.google.com/document/d/1", "docs.google.com"),
        ("https://docs.google.com/document/d/1", "google.com"),
        ("https://www.youtube.com/watch", "youtube.com"),
        ("https://www.forbes.com/sites/ada/2026/01/01/a", "forbes.com"),
    ],
)
def test_a_blog_is_never_listed_as_its_host(address, host):
    assert host not in listed_names(address)
    assert listed_names(address)


def test_a_part_of_a_site_that_a_list_names_is_found():
    assert "forbes.com/sites" in listed_names("https://www.forbes.com/sites/ada/2026/01/01/a")


def test_a_publication_on_a_platform_is_listed_by_its_own_name():
    assert listed_names("https://medium.com/@Ada/one")[-1] == "medium.com/@ada"
    assert listed_names("https://ada.substack.com/p")[-1] == "ada.substack.com"
    assert "medium.com" in listed_names("https://medium.com/")


def test_a_name_for_small_screens_is_looked_for_as_it_is_and_without():
    assert listed_names("https://amp.example.org/") == ("amp.example.org", "example.org")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("example.com", "example.com"),
        (" WWW.Example.COM ", "example.com"),
        ("https://www.example.com/", "example.com"),
        ("http://example.com/index.html", "example.com"),
        ("example.com:443/en?x=1#y", "example.com/en"),
        ("www.forbes.com/sites", "forbes.com/sites"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("//example.com/", "example.com"),
        ("m.co", "m.co"),
        ("", ""),
        ("0.98", ""),
        ("192.0.2.7", "192.0.2.7"),
        ("12", ""),
        ("The Example", ""),
        ("reliable", ""),
        ('=HYPERLINK("http://evil.example")', ""),
        ("@SUM(1)", ""),
        ("-1.5", ""),
        ("+1", ""),
        ("javascript:alert(1)", ""),
        ("a" * 300 + ".example", ""),
    ],
)
def test_cells_of_lists_are_read_as_sites(cell, name):
    assert listed_name(cell) == name


@given(st.text(max_size=60))
def test_any_text_is_a_name_that_stays_as_it_is_or_none(text):
    name = listed_name(text)
    assert not name or listed_name(name) == name


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8}){1,3}(/[a-z@]{1,5}){0,3}", fullmatch=True))
def test_what_a_list_names_is_found_under_that_name(address):
    name, site = listed_name(address), site_of(address)
    assert not name or site.platform or name in listed_names(address)


def test_names_in_other_letters_are_shown_in_them():
    assert in_letters("xn--bcher-kva.example") == "bücher.example"
    assert in_letters("xn--a") == "xn--a"
    assert site_of("https://bücher.example/a").shown == "bücher.example"


def test_nothing_is_fetched(monkeypatch):
    def connect(*_):
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    assert site_of("https://never-seen-before.example.zw/").name == "example.zw"
