"""How fast links are checked: beside a plain loop of requests, on a web on this machine.

    .venv/bin/python -m benchmarks.sources

Both ways visit the same links on the same hosts in one run, so read the ratios; the seconds belong
to the machine they ran on. The hosts take a while to answer, as hosts of the web do. The loop does
less: it asks for each page once, follows redirects anywhere, and looks at the status alone. With
the politeness of a real check (a pause at each host) the time is that of the host with the most
links, whatever the machine.
"""

import platform
import time
from collections import Counter
from collections.abc import Callable

import requests

from sources.links import check_links
from sources.ratings import Mapping, Scale, read_ratings, read_table
from tests.local_web import Host, Web, local_web

LINKS = 60
HOSTS = 3
ANSWER_SECONDS = 0.05
PAUSES = (0.0, 0.2)
ROWS = 100_000


def prepare(web: Web) -> list[str]:
    """Give each host its pages, one in ten of them dead and one in ten moved; return the links."""
    urls = []
    for number in range(LINKS):
        host = web.hosts[number % HOSTS]
        path = f"/{number}"
        if number % 10 == 3:
            host.status(path, 404)
        elif number % 10 == 7:
            host.status(path, 301, Location=f"{path}-moved")
            host.page(f"{path}-moved")
        else:
            host.page(path)
        urls.append(host.url + path)
    for host in web.hosts:
        slow_down(host)
    return urls


def slow_down(host: Host) -> None:
    """Let every answer of a host take its time."""
    for path, answer in list(host.answers.items()):

        def slowly(handler, answer=answer):
            time.sleep(ANSWER_SECONDS)
            answer(handler)

        host.answers[path] = slowly


def plain_loop(urls: list[str]) -> Counter[str]:
    """Ask for one page after the other; return how many had which status."""
    session = requests.Session()
    return Counter(str(session.get(url, timeout=10).status_code) for url in urls)


def timed(work: Callable[[], Counter[str]]) -> tuple[float, Counter[str]]:
    """Time one call."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def main() -> None:
    """Measure and print."""
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    with local_web() as web:
        urls = prepare(web)
        print(f"{LINKS} links on {HOSTS} hosts that answer in {1000 * ANSWER_SECONDS:.0f} ms")
        floor, statuses = timed(lambda: plain_loop(urls))
        print(f"plain requests loop      {LINKS / floor:6.1f} links/s        {dict(statuses)}")
        for pause in PAUSES:
            visitor = web.visitor(pause=pause)
            checks = check_links(urls, visitor, wayback=web.wayback)
            seconds, states = timed(lambda found=checks: Counter(c.state for c in found if c))
            print(
                f"checked, pause {pause:3.1f} s     {LINKS / seconds:6.1f} links/s  "
                f"{floor / seconds:4.1f} x  {dict(states)}"
            )
    data = b"domain,score\n" + b"".join(b"site-%d.example,0.5\n" % n for n in range(ROWS))
    seconds, _ = timed(
        lambda: Counter(
            taken=len(read_ratings(read_table(data), Mapping(0, 1), Scale(high=1)).ratings)
        )
    )
    print(f"a rating list is read at {ROWS / seconds:,.0f} rows/s")


if __name__ == "__main__":
    main()
