"""What becomes of links, on a web of our own."""

import threading

import pytest

from articles.records import Unreadable
from sources.links import (
    archived_copy,
    can_be_checked,
    check_link,
    check_links,
    same_page,
)
from sources.records import DEAD, REACHABLE, REDIRECTED, SOFT_404, UNKNOWN, WALL
from sources.visitor import Cancelled
from tests.local_web import WORDS

SHORT = "The council closed the bridge."


def check(web, path="/a", host=None, **limits):
    url = f"{(host or web.host).url}{path}"
    return check_link(url, web.visitor(**limits), wayback=web.wayback)


def test_a_page_that_stands(web):
    web.host.page("/a")
    found = check(web)
    assert (found.state, found.status, found.title) == (REACHABLE, 200, "The bridge")
    assert found.checked_at.endswith("Z")
    assert not web.archive.asked


@pytest.mark.parametrize("written", ["/a/", "/a?utm_source=x&utm_medium=y"])
def test_another_way_of_writing_the_same_page_is_no_redirect(web, written):
    web.host.status("/a", 301, Location=written)
    web.host.page(written)
    assert check(web).state == REACHABLE


def test_a_page_that_moved(web):
    web.host.status("/a", 301, Location="/b")
    web.host.page("/b")
    found = check(web)
    assert (found.state, found.final_url) == (REDIRECTED, f"{web.host.url}/b")


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_link_and_its_copy(web, status):
    web.host.status("/a", status)
    web.copies[f"{web.host.url}/a"] = "20240503101112"
    found = check(web)
    assert (found.state, found.status) == (DEAD, status)
    assert found.archived_url == f"http://web.archive.org/web/20240503101112/{web.host.url}/a"
    assert found.archived_at == "2024-05-03T10:11:12Z"


def test_a_dead_link_without_a_copy(web):
    found = check(web)
    assert (found.state, found.archived_url) == (DEAD, "")


@pytest.mark.parametrize(
    ("status", "state"),
    [(401, WALL), (402, WALL), (403, UNKNOWN), (429, UNKNOWN), (451, UNKNOWN), (500, UNKNOWN),
     (503, UNKNOWN), (204, UNKNOWN), (418, UNKNOWN)],
)  # fmt: skip
def test_states_by_status(web, status, state):
    web.host.status("/a", status)
    found = check(web)
    assert found.state == state
    assert str(status) in found.detail


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Page not found | The Example", SHORT),
        ("404", SHORT),
        ("Error 404 - The Example", SHORT),
        ("The Example", f"<h1>Seite nicht gefunden</h1>{SHORT}"),
        ("The Example", f"<h1>Oops!</h1>{SHORT}"),
        ("お探しのページが見つかりません", SHORT),
    ],
)
def test_a_page_that_says_it_is_none(web, title, body):
    web.host.page("/a", body, title)
    found = check(web)
    assert found.state == SOFT_404
    assert "The page says" in found.detail


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Hiker not found after a week of search | The Example", SHORT),
        ("Page not found", WORDS * 2),
        ("The 404 bus stops running", SHORT),
        ("Flight 404 lands", f"<h1>Passengers say oops, pilot laughs</h1>{SHORT}"),
    ],
)
def test_pages_about_what_was_not_found_stand(web, title, body):
    web.host.page("/a", body, title)
    assert check(web).state == REACHABLE


def test_a_site_that_answers_the_same_to_anything(web):
    body = f"<p>Welcome to our new site.</p><p>{SHORT * 5}</p>".encode()
    web.host.anything = lambda handler: handler.give(200, b"<title>New</title>" + body)
    found = check(web, "/news/a")
    assert (found.state, found.status) == (SOFT_404, 200)
    assert found.detail == "The site answers the same to an address that is none."


def test_a_short_page_beside_an_honest_404_stands(web):
    web.host.page("/a", SHORT)
    assert check(web).state == REACHABLE


def test_a_page_for_browsers_only_is_unknown(web):
    shell = b"<title>App</title><body><div id=root></div><script src=a.js></script>"
    web.host.anything = lambda handler: handler.give(200, shell)
    assert check(web).state == UNKNOWN


def test_being_sent_to_the_front_page_is_being_sent_away(web):
    web.host.status("/news/a", 302, Location="/")
    web.host.page("/")
    found = check(web, "/news/a")
    assert (found.state, found.detail) == (SOFT_404, "It leads to the site’s front page.")


def test_a_shortened_address_of_a_front_page_is_a_redirect(web):
    first, second, _ = web.hosts
    # The same machine under its other name is another site.
    first.status("/a", 302, Location=f"http://localhost:{second.server_port}/")
    second.page("/")
    assert check(web).state == REDIRECTED


@pytest.mark.parametrize("target", ["/login?next=/a", "/account/sign-in", "/subscribe"])
def test_a_redirect_to_a_login(web, target):
    web.host.status("/a", 302, Location=target)
    web.host.page(target)
    assert check(web).state == WALL


def test_a_page_that_asks_for_a_password(web):
    web.host.page("/a", "<form><input type=password></form>Welcome back")
    assert check(web).state == WALL


def test_a_page_that_is_not_free_says_so(web):
    web.host.page("/a", f'<script type="x">{{"isAccessibleForFree": "False"}}</script>{WORDS}')
    assert check(web).state == WALL


def test_a_file_that_is_no_page_stands(web):
    web.host.status("/a", 200, b"%PDF-1.7", content_type="application/pdf")
    assert check(web).state == REACHABLE


def test_a_large_file_stands_and_is_not_downloaded(web):
    web.host.answers["/a"] = lambda handler: handler.send_much(60_000_000, "video/mp4")
    assert check(web).state == REACHABLE
    assert web.host.cut_off.wait(10)


@pytest.mark.parametrize("behaviour", ["trickle", "say_nothing"])
def test_slow_pages_are_unknown_with_the_reason(web, behaviour):
    web.host.answers["/a"] = lambda handler: getattr(handler, behaviour)()
    found = check(web, seconds=0.4, silence=0.3)
    assert found.state == UNKNOWN
    assert found.detail.endswith(".")


def test_circles_are_dead(web):
    web.host.status("/a", 302, Location="/a")
    assert check(web).state == DEAD


def test_robots_are_respected_and_said(web):
    web.host.status("/robots.txt", 200, b"User-agent: *\nDisallow: /a\n", content_type="text/plain")
    found = check(web)
    assert found.state == UNKNOWN
    assert found.detail == "The site asks programs not to fetch this page."
    assert not web.host.pages_asked()


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://2130706433/", "http://0177.1/", "http://[::1]/"]
)
def test_a_redirect_to_this_machine_is_unknown(web, target):
    web.host.status("/a", 302, Location=target)
    found = check(web)
    assert found.state == UNKNOWN
    assert "own network" in found.detail


def test_a_wrong_character_set_does_not_hide_the_title(web):
    html = "<title>Le pont fermé</title>".encode() + WORDS.encode()
    web.host.status("/a", 200, html, content_type="text/html; charset=utf-16")
    assert check(web).title == "Le pont fermé"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"nonsense", b"{}", b'{"archived_snapshots": []}', b"[" * 9_000,
     b'{"archived_snapshots": {"closest": {"timestamp": 5, "url": 7}}}'],
)  # fmt: skip
def test_an_archive_that_answers_otherwise_is_no_copy(web, body):
    web.archive.status("/wayback/available", 200, body, content_type="application/json")
    with pytest.raises(Unreadable, match="web archive"):
        archived_copy("https://example.org/a", web.visitor(), web.wayback)
    found = check(web)
    assert (found.state, found.archived_url) == (DEAD, "")
    assert "web archive" in found.detail


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", "ftp://a.example/b"])
def test_an_archive_that_gives_no_web_address_gives_no_copy(web, address):
    answer = (
        '{"archived_snapshots": {"closest": {"available": true, "timestamp": "20240503101112", '
        f'"url": "{address}"}}}}}}'
    )
    web.archive.status("/wayback/available", 200, answer.encode(), content_type="application/json")
    assert archived_copy("https://example.org/a", web.visitor(), web.wayback) == ("", "")


def test_links_are_checked_side_by_side_and_each_page_once(web):
    urls = []
    for host in web.hosts:
        for number in range(4):
            host.page(f"/{number}")
            urls += [f"{host.url}/{number}", f"{host.url}/{number}#part"]
    urls += ["mailto:a@b.example", "#top", "javascript:alert(1)", "https://", "/relative"]
    checks = [one for one in check_links(urls, web.visitor(), wayback=web.wayback) if one]
    assert sorted(one.url for one in checks) == sorted(
        url for url in urls if url.startswith("http://") and "#" not in url
    )
    assert {one.state for one in checks} == {REACHABLE}
    assert all(host.most_at_once == 1 for host in web.hosts)


def test_a_slow_host_does_not_hold_up_the_others(web):
    slow, quick, _ = web.hosts
    slow.answers["/a"] = lambda handler: handler.trickle()
    quick.page("/a")
    urls = [f"{slow.url}/a", f"{quick.url}/a"]
    checks = [one for one in check_links(urls, web.visitor(seconds=1), wayback=web.wayback) if one]
    assert [one.url for one in checks] == urls[::-1]


def test_signs_of_life_come_while_nothing_does(web):
    web.host.answers["/a"] = lambda handler: handler.trickle()
    results = check_links([f"{web.host.url}/a"], web.visitor(seconds=1), wayback=web.wayback)
    assert next(results) is None
    results.close()


def test_closing_stops_the_work(web):
    for number in range(20):
        web.host.page(f"/{number}")
    urls = [f"{web.host.url}/{number}" for number in range(20)]
    results = check_links(urls, web.visitor(pause=0.05), wayback=web.wayback)
    assert next(one for one in results if one)
    results.close()
    for thread in threading.enumerate():
        if thread.name.startswith("links"):
            thread.join(10)
            assert not thread.is_alive()
    assert len(web.host.asked) < 20


def test_stopping_from_elsewhere_is_told(web):
    web.host.page("/a")
    visitor = web.visitor()
    visitor.stop()
    with pytest.raises(Cancelled):
        list(check_links([f"{web.host.url}/a"], visitor, wayback=web.wayback))


def test_nothing_to_check_is_done_at_once(web):
    assert list(check_links(["mailto:a@b.example"], web.visitor())) == []


def test_addresses_of_the_web_can_be_checked():
    assert can_be_checked("https://example.org/a")
    assert not can_be_checked("mailto:a@b.example")
    assert not can_be_checked("https://")
    assert same_page(" https://example.org/a#b ") == "https://example.org/a"
