"""Running a command in a process of its own: how long it takes, and the most memory it has."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_KIB = 1 if sys.platform == "darwin" else 1024
"""In which unit the system counts memory."""


class Failed(Exception):
    """A command that did not end as it should; the message has what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took, in seconds and in bytes at its peak, and what it printed."""

    seconds: float
    peak: int
    output: str = ""


def python(*arguments: object, codes: Collection[int] = (0,)) -> Run:
    """Run a module of Python (``kg``, ``convert``, …) and wait for it.

    Raises:
        Failed: it ended with another code.
    """
    command = [sys.executable, "-m", *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)  # noqa: S603 - own commands
        # What this one process took, not the largest that there was so far. On Linux it counts what this process has
        # too, which must therefore stay small.
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode not in codes:
            last = err.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise Failed(f"{' '.join(command[1:])} ended with {process.returncode}: {last}")
        return Run(seconds, used.ru_maxrss * _KIB, out.read().decode())


def median(runs: Sequence[Run]) -> float:
    """The time that half of the runs took at most."""
    return statistics.median(run.seconds for run in runs)
