"""Work in a process of its own, which the system ends when it has used a processor for too long.

For input on which anything quadratic takes a minute or more and linear work three seconds at most.
Only work counts, so a machine that has other things to do fails nothing.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

import pytest

#: Of a processor's time; the work of a slow machine takes longer.
SECONDS = 12


@contextmanager
def one_process() -> Iterator[Callable[..., Any]]:
    """Give how to run a function of a module with arguments, and to get what it returns."""
    pool = _pool()

    def run(function: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal pool
        try:
            return pool.submit(_limited, function, arguments).result()
        except BrokenProcessPool:
            pool = _pool()
            pytest.fail(f"{function.__name__} was not done after {SECONDS} seconds of work")

    try:
        yield run
    finally:
        pool.shutdown()


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def _limited(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Run a function, with so much more time than this process has used until now."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, most))
    return function(*arguments)
