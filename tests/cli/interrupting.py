"""``kg`` in a process group of its own, with something that happens to it at a chosen moment.

``python -m tests.cli.interrupting EVENT ARGUMENT…``, where few pages are a long run.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import wraps
from typing import Any

from kg.bulk import converting, pool
from kg.cli import bulk
from kg.cli.app import run
from kg.loading import loader
from kg.readings import Archive


def interrupt() -> None:
    """Ctrl-C: every process of the group hears it."""
    os.killpg(0, signal.SIGINT)


def lose_a_worker() -> None:
    """What the system does for want of memory."""
    for child in _workers:
        os.kill(child, signal.SIGKILL)


def wait() -> None:
    """Say so, and go on when there is a line on standard input."""
    sys.stdout.write("waiting\n")
    sys.stdout.flush()
    sys.stdin.readline()


_workers: list[int] = []


def at_call(owner: type, name: str, number: int, event: Callable[[], object]) -> None:
    """Let something happen right after a method was called for the so many-th time."""
    own = getattr(owner, name)
    count = 0

    @wraps(own)
    def calling(self: Any, *arguments: Any, **named: Any) -> Any:
        nonlocal count
        result = own(self, *arguments, **named)
        count += 1
        if isinstance(self, ProcessPoolExecutor):
            _workers[:] = list(self._processes or {})
        if count == number:
            event()
        return result

    setattr(owner, name, calling)


def limit(size: int) -> None:
    """No file may become larger, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def main(event: str, arguments: list[str]) -> int:
    """Run ``kg``; its exit code."""
    for name, value in {"READ_AT_ONCE": 2, "MADE_AT_ONCE": 2, "_KEPT_AT_ONCE": 4}.items():
        setattr(converting, name, value)
    pool.WORTH = 1  # type: ignore[misc]
    bulk.LONG = 1  # type: ignore[misc]
    kind, _, number = event.partition("=")
    match kind:
        case "start":  # while the processes start
            at_call(ProcessPoolExecutor, "submit", 2, interrupt)
        case "read":
            at_call(Archive, "enter", int(number), interrupt)
        case "wait":
            at_call(Archive, "enter", int(number), wait)
        case "make":
            at_call(Archive, "settle", int(number), interrupt)
        case "lose":
            at_call(ProcessPoolExecutor, "submit", int(number), lose_a_worker)
        case "full":
            limit(int(number))
        case "full-anew":
            loader.MANY = 1  # type: ignore[misc]
            limit(int(number))
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
