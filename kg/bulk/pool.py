"""Work shared out among processes, and its results in the order of the work."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from types import TracebackType
from typing import Final, Self, TypeVar

from kg.bulk.settings import Means, Settings

T = TypeVar("T")
R = TypeVar("R")

WORTH: Final = 3
"""So many batches are worth the start of processes; fewer are done at once here."""

OBJECTS: Final = 200_000
"""So many new objects may come before the garbage collector looks for cycles: what pages are read into has none, and is gone
with its batch."""

_AHEAD: Final = 3
"""So many batches wait for each process: enough that none idles, few enough that memory stays flat."""

_means: Means | None = None
"""Those of a worker process."""


class WorkerLost(RuntimeError):
    """A process of the pool was ended from outside; the message says what to do."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Does batches of work in up to so many processes; they are started when there is enough to do, and kept."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._means = Means(settings)
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None
        self._thresholds = gc.get_threshold()

    def __enter__(self) -> Self:
        gc.set_threshold(OBJECTS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.set_threshold(*self._thresholds)
        if self._executor is not None:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)

    @property
    def means(self) -> Means:
        """Those of this process."""
        return self._means

    def map(
        self, step: Callable[[Sequence[T], Means], list[R]], items: Iterable[T], size: int
    ) -> Iterator[R]:
        """The results of a step for all items, in their order.

        Args:
            step: a function of a module, which takes a batch and gives as many results.
            items: looked at only a little ahead of the results.
            size: how many make a batch.

        Raises:
            WorkerLost: a process was killed.
        """
        batches = _batches(items, size)
        if self._executor is None:
            first = [] if self._jobs == 1 else list(islice(batches, WORTH))
            if len(first) < WORTH:
                for batch in chain(first, batches):
                    yield from step(batch, self._means)
                return
            batches = chain(first, batches)
            self._executor = ProcessPoolExecutor(
                self._jobs,
                mp_context=get_context("spawn"),
                initializer=_begin,
                initargs=(self._means.settings,),
            )
        waiting: deque[Future[list[R]]] = deque()
        try:
            for batch in batches:
                with _unheard(signal.SIGINT):  # processes may be started here
                    waiting.append(self._executor.submit(_do, step, batch))
                if len(waiting) >= self._jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as problem:
            raise WorkerLost(
                "one of the processes was ended from outside, perhaps for want of memory; with fewer of them"
                " (--jobs 1) less is needed"
            ) from problem


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def _unheard(number: signal.Signals) -> Iterator[None]:
    """A signal that comes while the block runs is heard afterwards; by processes that are started in it, never."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(settings: Settings) -> None:
    global _means  # noqa: PLW0603 - a worker process has one pool in all its life
    gc.set_threshold(OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that hands out the work
    _means = Means(settings)


def _do(step: Callable[[Sequence[T], Means], list[R]], batch: Sequence[T]) -> list[R]:
    if _means is None:
        raise RuntimeError("this process was not begun as a worker")
    return step(batch, _means)
