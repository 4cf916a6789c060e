"""Polite, guarded, within limits, and gone when told to go."""

import socket
import threading
from concurrent.futures import Future
from dataclasses import replace
from itertools import pairwise

import pytest

from articles.fetch import USER_AGENT
from articles.records import Unreadable
from sources.visitor import BEGINNING, VISIT, Cancelled, NotAllowed, Visitor


def test_robots_are_asked_once_and_obeyed(web):
    web.host.status(
        "/robots.txt",
        200,
        b"User-agent: Linecheck\nDisallow: /private\n",
        content_type="text/plain",
    )
    web.host.page("/a")
    visitor = web.visitor()
    assert visitor.visit(f"{web.host.url}/a").answer.status == 200
    with pytest.raises(NotAllowed, match="asks programs not to fetch"):
        visitor.visit(f"{web.host.url}/private/b")
    assert web.host.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (401, True), (403, True), (410, True), (429, True), (500, False), (503, False)],
)
def test_robots_that_are_not_given(web, status, allowed):
    web.host.status("/robots.txt", status)
    web.host.page("/a")
    if allowed:
        assert web.visitor().visit(f"{web.host.url}/a").answer.status == 200
    else:
        with pytest.raises(NotAllowed):
            web.visitor().visit(f"{web.host.url}/a")


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("Disallow: /*/print", "/news/print", False),
        ("Disallow: /*/print", "/news/story", True),
        ("Disallow: /*.pdf$", "/report.pdf", False),
        ("Disallow: /*.pdf$", "/report.pdf?page=2", True),
        ("Disallow: /news$", "/news", False),
        ("Disallow: /news$", "/newsroom", True),
        ("Disallow: /*?session=", "/a?session=1", False),
        # The longest match decides, wherever it stands, and Allow where two are as long.
        ("Disallow: /a\nAllow: /a/open", "/a/open/1", True),
        ("Allow: /a/open\nDisallow: /a", "/a/shut", False),
        ("Disallow: /a/b\nAllow: /a", "/a/b", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /\nAllow: /*.html$", "/a.html", True),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow:", "/a", True),
        # Who is named goes by their own rules alone.
        ("Disallow: /\n\nUser-agent: linecheck\nDisallow: /x", "/a", True),
        ("Disallow:\n\nUser-agent: LineCheck\nDisallow: /a", "/a", False),
    ],
)
def test_robots_are_read_as_rfc_9309_says(web, robots, path, allowed):
    text = f"\ufeffUser-agent: *\n{robots}\n"
    web.host.status("/robots.txt", 200, text.encode(), content_type="text/plain")
    web.host.page(path)
    web.host.anything = lambda handler: handler.give(200, b"<p>A page.</p>")
    if allowed:
        assert web.visitor().visit(f"{web.host.url}{path}").answer.status == 200
    else:
        with pytest.raises(NotAllowed):
            web.visitor().visit(f"{web.host.url}{path}")


def test_a_robots_that_makes_work_is_read_all_the_same(web):
    rules = "".join(f"Disallow: /{'*a' * 30}*{number}$\n" for number in range(5_000))
    body = f"User-agent: *\n{rules}".encode()
    web.host.status("/robots.txt", 200, body, content_type="text/plain")
    path = f"/{'a' * 1_000}"
    web.host.page(path)
    assert web.visitor().visit(f"{web.host.url}{path}").answer.status == 200


def test_a_page_in_place_of_robots_forbids_nothing(web):
    web.host.page("/robots.txt", "User-agent: *<br>Disallow: /")
    web.host.page("/a")
    assert web.visitor().visit(f"{web.host.url}/a").answer.status == 200


def test_robots_somewhere_else_are_followed(web):
    web.host.status("/robots.txt", 301, Location="/real.txt")
    web.host.status("/real.txt", 200, b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with pytest.raises(NotAllowed):
        web.visitor().visit(f"{web.host.url}/a")


def test_a_host_that_does_not_answer_is_asked_once(web):
    web.host.answers["/robots.txt"] = lambda handler: handler.say_nothing()
    visitor = web.visitor(silence=0.2)
    for _ in range(3):
        with pytest.raises(Unreadable):
            visitor.visit(f"{web.host.url}/a")
    assert web.host.asked == ["/robots.txt"]


def test_one_request_at_a_time_with_a_pause_whoever_asks(web):
    for number in range(3):
        web.host.page(f"/{number}")
    visitor = web.visitor(pause=0.1)
    threads = [
        threading.Thread(target=visitor.visit, args=(f"{web.host.url}/{number}",))
        for number in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = web.host.times
    assert web.host.most_at_once == 1
    assert len(times) == 4
    assert all(later - earlier >= 0.09 for earlier, later in pairwise(times))


def test_a_wanted_delay_is_granted(web):
    web.host.status(
        "/robots.txt", 200, b"User-agent: *\nCrawl-delay: 1\n", content_type="text/plain"
    )
    web.host.page("/a")
    visitor = web.visitor()
    visitor.visit(f"{web.host.url}/a")
    visitor.visit(f"{web.host.url}/a")
    assert web.host.times[-1] - web.host.times[-2] >= 0.95


def test_the_way_of_a_redirect_is_told_over_hosts(web):
    first, second, _ = web.hosts
    first.status("/a", 302, Location=f"{second.url}/b")
    second.status("/b", 301, Location="c?x=1")
    second.page("/c?x=1")
    visit = web.visitor().visit(f"{first.url}/a")
    assert visit.way == (f"{first.url}/a", f"{second.url}/b", f"{second.url}/c?x=1")
    assert visit.answer.status == 200
    assert second.asked[0] == "/robots.txt"


def test_circles_end(web):
    web.host.status("/a", 302, Location="/b")
    web.host.status("/b", 302, Location="/a")
    with pytest.raises(Unreadable, match="circle"):
        web.visitor().visit(f"{web.host.url}/a")
    assert web.host.pages_asked() == ["/a", "/b"]


def test_who_asks_says_so(web):
    seen = {}
    web.host.answers["/a"] = lambda handler: (
        seen.update(handler.headers),
        handler.give(200, b"x"),
    )
    web.visitor().visit(f"{web.host.url}/a")
    assert seen["User-Agent"] == USER_AGENT


LOCAL = [
    "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0177.0.0.1/",
    "http://0x7f000001/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/",
    "http://10.0.0.1/", "http://[fe80::1]/", "//localhost/", "file:///etc/passwd",
    "http://127.0.0.1:22/", "http://0/",
]  # fmt: skip


@pytest.mark.parametrize("target", LOCAL)
def test_no_redirect_leads_to_this_machine(web, monkeypatch, target):
    web.host.status("/a", 302, Location=target)
    allowed = {("127.0.0.1", host.server_port) for host in (*web.hosts, web.archive)}
    opened = []
    connect = socket.socket.connect

    def watched(one, address):
        opened.append(tuple(address[:2]))
        return connect(one, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    with pytest.raises(Unreadable):
        web.visitor().visit(f"{web.host.url}/a")
    assert set(opened) <= allowed


@pytest.mark.parametrize("address", [target for target in LOCAL if target.startswith("http")])
def test_no_local_address_is_visited(monkeypatch, address):
    def connect(_socket, to):
        pytest.fail(f"a connection to {to} was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Unreadable):
        Visitor(pause=0).visit(address)


def test_a_name_that_changes_its_mind_reaches_nothing_local(monkeypatch):
    opened, asked = [], []

    def connect(_socket, address):
        opened.append(address[0])
        raise ConnectionRefusedError

    def getaddrinfo(host, port, *_, **__):
        asked.append(host)
        numeric = host.replace(".", "").isdigit()
        address = host if numeric else ["93.184.216.34", "127.0.0.1"][min(len(asked) - 1, 1)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 80))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Unreadable):
        Visitor(pause=0).visit("http://rebinding.example/")
    assert set(opened) <= {"93.184.216.34"}


def test_of_a_large_file_only_the_beginning_is_read(web):
    web.host.answers["/big"] = lambda handler: handler.send_much(60_000_000)
    answer = web.visitor().visit(f"{web.host.url}/big").answer
    assert (len(answer.data), answer.whole) == (BEGINNING, False)


def test_of_a_compressed_bomb_only_the_beginning_is_read(web, bomb):
    web.host.status("/bomb", 200, bomb, Content_Encoding="gzip")
    assert len(web.visitor().visit(f"{web.host.url}/bomb").answer.data) == BEGINNING


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [("trickle", "took longer than 0.5 seconds"), ("say_nothing", "did not answer in time")],
)
def test_slow_pages_end_at_the_limits(web, behaviour, sentence):
    web.host.answers["/slow"] = lambda handler: getattr(handler, behaviour)()
    with pytest.raises(Unreadable, match=sentence):
        web.visitor(seconds=0.5, silence=0.3).visit(f"{web.host.url}/slow")


def test_whoever_waits_is_told_to_go_at_once(web):
    web.host.page("/a")
    visitor = web.visitor(pause=3_600)
    visitor.ask(f"{web.host.url}/a", at_most=10, for_programs=True)
    told = Future()

    def visit():
        try:
            told.set_result(visitor.visit(f"{web.host.url}/a"))
        except Cancelled as cancelled:
            told.set_exception(cancelled)

    threading.Thread(target=visit, daemon=True).start()
    threading.Timer(0.1, visitor.stop).start()
    assert isinstance(told.exception(timeout=30), Cancelled)
    assert web.host.asked == ["/a"]


def test_public_limits_allow_no_port_of_this_machine():
    assert VISIT.loopback_ports == frozenset()
    assert replace(VISIT).seconds <= 15
