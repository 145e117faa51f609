"""Steps that a pool is given in the tests; processes import them from here."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

from kg.bulk import Means


def squares(batch: Sequence[int], means: Means) -> list[tuple[int, str]]:
    """The squares, the smaller the later within a few of them; and the base of the settings."""
    for _ in range(20_000 * (3 - batch[0] % 4)):
        pass
    return [(item**2, means.settings.base) for item in batch]


def processes(batch: Sequence[int], means: Means) -> list[int]:
    """The number of the process for each item."""
    del means
    return [os.getpid() for _ in batch]


def killed(batch: Sequence[int], means: Means) -> list[int]:
    """The items; at 20 the process ends as one does that the system kills for want of memory."""
    del means
    if 20 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(batch)


def wrong(batch: Sequence[int], means: Means) -> list[int]:
    """An error of the step."""
    del means
    raise ValueError(f"wrong at {batch[0]}")


def deaf(batch: Sequence[int], means: Means) -> list[bool]:
    """Whether the process hears Ctrl-C, tried out."""
    del means
    os.kill(os.getpid(), signal.SIGINT)
    return [signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()) for _ in batch]
