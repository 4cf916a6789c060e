"""Refusals happen before any connection opens; everything else against a server of our own."""

import gzip
import socket
from contextlib import contextmanager
from dataclasses import replace

import pytest

from articles.fetch import USER_AGENT, Limits, ask, fetch, read_url
from articles.records import Unreadable
from tests.local_web import Host, serving

PAGE = (
    "<!doctype html><html lang=en><head><title>Bridge opens</title></head><body><article>"
    "<h1>Bridge opens</h1>"
    + "<p>The bridge over the river opened on Monday, the mayor said. It cost two million.</p>" * 6
    + "</article></body></html>"
)


@pytest.fixture
def server():
    with serving(Host()) as host:
        yield host


@pytest.fixture
def limits(server):
    """The usual ones, but for this one port of this machine."""
    return Limits(loopback_ports=frozenset({server.server_port}))


@contextmanager
def refused(match):
    with pytest.raises(Unreadable, match=match) as caught:
        yield
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message


@pytest.fixture
def no_connection(monkeypatch):
    def connect(_socket, address):
        pytest.fail(f"a connection to {address} was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)


LOCAL = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0",
    "localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "192.0.0.1",
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]",
    "[fec0::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", LOCAL)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_local_addresses_are_refused_before_a_connection_opens(no_connection, scheme, host):
    with refused("own network"):
        fetch(f"{scheme}://{host}/latest/meta-data")


def resolving_to(*addresses):
    answers = iter(addresses)

    def getaddrinfo(_host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port or 80))]

    return getaddrinfo


def test_names_that_resolve_to_local_addresses_are_refused(no_connection, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to("10.1.2.3"))
    with refused("own network"):
        fetch("http://innocent.example/")


def test_the_address_checked_is_the_one_connected_to(monkeypatch):
    """A name that gives a public address first and a local one then (DNS rebinding)."""
    opened = []

    def connect(_socket, address):
        opened.append(address)
        raise ConnectionRefusedError

    asked = []

    def getaddrinfo(host, port, *_, **__):
        asked.append(host)
        numeric = host.replace(".", "").isdigit()
        address = host if numeric else ["93.184.216.34", "127.0.0.1"][min(len(asked) - 1, 1)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 80))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with refused("cannot be reached"):
        fetch("http://rebinding.example/")
    assert opened == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://93.184.216.34:8080/", "Port 8080"),
        ("http://93.184.216.34:22/", "Port 22"),
        ("ftp://93.184.216.34/", "Only http"),
        ("file:///etc/passwd", "Only http"),
        ("javascript:alert(1)", "not a web address|Only http|Port"),
        ("http://user:secret@93.184.216.34/", "password"),
        ("http://user@93.184.216.34/", "password"),
        ("http://", "not a web address"),
        ("", "not a web address"),
        ("http://[::1", "not a web address"),
        ("http://a..b/", "not a web address"),
        ("http://" + "a" * 70 + ".example/", "not a web address"),
        ("http://exa mple.org/", "not a web address|cannot be reached"),
        ("http://93.184.216.34:99999/", "not a web address|Port"),
        ("http://127.0.0.1\\@93.184.216.34/", "own network"),
    ],
)
def test_addresses_that_are_not_fetched(no_connection, url, reason):
    with refused(reason):
        fetch(url)


def test_a_page_arrives(server, limits):
    server.answers["/a"] = lambda handler: handler.give(200, PAGE.encode())
    page = fetch(f"{server.url}/a", limits=limits)
    assert page.data == PAGE.encode()
    assert (page.url, page.content_type, page.charset) == (f"{server.url}/a", "text/html", "utf-8")
    assert page.fetched_at.endswith("Z")
    assert server.headers[0]["User-Agent"] == USER_AGENT


def test_a_page_becomes_an_article(server, limits):
    server.answers["/a"] = lambda handler: handler.give(200, PAGE.encode())
    article = read_url(f"{server.url}/a", limits=limits)
    assert article.title == "Bridge opens"
    assert "The bridge over the river opened on Monday, the mayor said." in article.text
    assert article.fetched_at
    assert article.sentences


def test_no_password_of_the_user_is_sent(server, limits, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login jane password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.answers["/a"] = lambda handler: handler.give(200, PAGE.encode())
    fetch(f"{server.url}/a", limits=limits)
    assert "Authorization" not in server.headers[0]


def test_redirects_are_followed_and_named(server, limits):
    server.answers["/a"] = lambda handler: handler.give(302, b"", Location="/b?x=1")
    server.answers["/b?x=1"] = lambda handler: handler.give(200, PAGE.encode())
    assert fetch(f"{server.url}/a", limits=limits).url == f"{server.url}/b?x=1"


def test_endless_redirects_end(server, limits):
    server.answers["/a"] = lambda handler: handler.give(302, b"", Location="/a")
    with refused("redirects more than 5 times"):
        fetch(f"{server.url}/a", limits=limits)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1/", "own network"),
        ("http://169.254.169.254/latest/meta-data", "own network"),
        ("http://[::1]/", "own network"),
        ("//localhost/", "own network"),
        ("http://2130706433/", "own network"),
        ("http://127.0.0.1:22/", "Port 22"),
        ("http://user:secret@93.184.216.34/", "password"),
        ("file:///etc/passwd", "Only http"),
    ],
)
def test_redirects_pass_the_same_checks(server, limits, target, reason):
    server.answers["/a"] = lambda handler: handler.give(301, b"", Location=target)
    with refused(reason):
        fetch(f"{server.url}/a", limits=limits)


def test_a_test_port_is_good_for_this_machine_only(no_connection):
    limits = Limits(loopback_ports=frozenset({8123}))
    with refused("own network"):
        fetch("http://93.184.216.34:8123/", limits=limits)
    with refused("own network"):
        fetch("http://127.0.0.1/", limits=limits)


def test_a_large_page_stops_at_the_limit(server, limits):
    server.answers["/a"] = lambda handler: handler.send_much(60_000_000)
    with refused("more than 20 MB"):
        fetch(f"{server.url}/a", limits=limits)
    assert server.cut_off.wait(10)


def test_an_endless_page_stops_at_the_limit(server, limits):
    def endless(handler):
        handler.begin(Transfer_Encoding="chunked")
        handler.again_and_again(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    server.answers["/a"] = endless
    with refused("more than 1 MB"):
        fetch(f"{server.url}/a", limits=replace(limits, size=1_000_000))


def test_a_compressed_bomb_stops_at_the_limit(server, limits):
    bomb = gzip.compress(b"\0" * 60_000_000)
    server.answers["/a"] = lambda handler: handler.give(200, bomb, Content_Encoding="gzip")
    with refused("more than 20 MB"):
        fetch(f"{server.url}/a", limits=limits)


def slow_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    handler.again_and_again(b"x")


@pytest.mark.parametrize("answer", [lambda handler: handler.trickle(), slow_headers])
def test_a_trickle_ends_at_the_time_limit(server, limits, answer):
    server.answers["/a"] = answer
    with refused("longer than 0.3 seconds"):
        fetch(f"{server.url}/a", limits=replace(limits, seconds=0.3))


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "refuses"), (404, "no page"), (500, "later"), (204, "without")]
)
def test_failures_of_the_site_are_told(server, limits, status, reason):
    server.answers["/a"] = lambda handler: handler.give(status, b"")
    with refused(reason):
        fetch(f"{server.url}/a", limits=limits)


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "video/mp4", "nonsense"])
def test_other_content_types_are_refused(server, limits, content_type):
    server.answers["/a"] = lambda handler: handler.give(200, b"x", content_type)
    with refused("not to a page"):
        fetch(f"{server.url}/a", limits=limits)


def test_a_binary_that_claims_to_be_a_page_is_refused(server, limits):
    server.answers["/a"] = lambda handler: handler.give(200, bytes(range(256)) * 40)
    with refused("not text"):
        read_url(f"{server.url}/a", limits=limits)


def test_a_wrong_character_set_is_seen_through(server, limits):
    body = PAGE.replace("the mayor", "le maire, désolé,").encode()
    server.answers["/a"] = lambda h: h.give(200, body, "text/html; charset=iso-8859-1")
    assert "désolé" in read_url(f"{server.url}/a", limits=limits).text


def test_a_login_wall_is_named(server, limits):
    body = (
        b"<html><body><h1>Welcome back</h1><form><input type=password></form>Log in</body></html>"
    )
    server.answers["/a"] = lambda handler: handler.give(200, body)
    with refused("login"):
        read_url(f"{server.url}/a", limits=limits)


def test_asking_takes_any_answer_and_follows_no_redirect(server, limits):
    server.answers["/a"] = lambda handler: handler.give(301, b"", Location="b?c=1")
    server.answers["/pdf"] = lambda handler: handler.give(200, b"%PDF", "application/pdf")
    moved = ask(f"{server.url}/a", limits=limits)
    assert (moved.status, moved.location) == (301, f"{server.url}/b?c=1")
    assert ask(f"{server.url}/none", limits=limits).status == 404
    file = ask(f"{server.url}/pdf", limits=limits)
    assert (file.content_type, file.data, file.whole, file.location) == (
        "application/pdf",
        b"%PDF",
        True,
        "",
    )
    assert len(server.asked) == 3


def test_asking_reads_no_more_than_wanted(server, limits):
    server.answers["/a"] = lambda handler: handler.give(200, b"x" * 1_000_000)
    answer = ask(f"{server.url}/a", limits=limits, at_most=1_000)
    assert (len(answer.data), answer.whole) == (1_000, False)


@pytest.mark.parametrize("host", LOCAL)
def test_asking_refuses_local_addresses_before_a_connection_opens(no_connection, host):
    with refused("own network"):
        ask(f"http://{host}/")
