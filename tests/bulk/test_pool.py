"""Work shared out among processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from kg.bulk import Pool, Settings, WorkerLost, cores
from tests.bulk import work

SETTINGS = Settings(base="https://example.org/")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_work(jobs: int) -> None:
    with Pool(SETTINGS, jobs) as pool:
        expected = [(item**2, "https://example.org/") for item in range(50)]
        assert list(pool.map(work.squares, range(50), 4)) == expected
        assert list(pool.map(work.squares, range(3), 4)) == expected[:3]
        assert list(pool.map(work.squares, (), 4)) == []


def test_processes_are_started_when_there_is_enough_to_do_and_kept() -> None:
    with Pool(SETTINGS, 2) as pool:
        assert set(pool.map(work.processes, range(8), 4)) == {os.getpid()}
        first = set(pool.map(work.processes, range(40), 4))
        assert os.getpid() not in first
        assert set(pool.map(work.processes, range(2), 4)) <= first
    with Pool(SETTINGS, 1) as pool:
        assert set(pool.map(work.processes, range(40), 4)) == {os.getpid()}


def test_the_work_is_looked_at_only_a_little_ahead_of_the_results() -> None:
    taken = []

    def items() -> Iterator[int]:
        for item in range(1000):
            taken.append(item)
            yield item

    with Pool(SETTINGS, 2) as pool:
        results = pool.map(work.processes, items(), 5)
        next(results)
        assert len(taken) == 2 * 3 * 5
        results = pool.map(work.processes, items(), 5)
        taken.clear()
        next(results)
        assert len(taken) == 2 * 3 * 5
    with Pool(SETTINGS, 1) as pool:
        taken.clear()
        next(pool.map(work.processes, items(), 5))
        assert len(taken) == 5


def test_a_process_that_is_ended_from_outside() -> None:
    with pytest.raises(WorkerLost, match="--jobs 1"), Pool(SETTINGS, 2) as pool:
        list(pool.map(work.killed, range(60), 4))


def test_an_error_of_the_work_is_that_of_the_caller() -> None:
    with pytest.raises(ValueError, match="wrong at 0"), Pool(SETTINGS, 2) as pool:
        list(pool.map(work.wrong, range(60), 4))


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back here")
def test_ctrl_c_is_for_the_process_that_hands_out_the_work() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with Pool(SETTINGS, 2) as pool:
        assert set(pool.map(work.deaf, range(60), 4)) == {True}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
    assert signal.SIGINT not in before


def test_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1
