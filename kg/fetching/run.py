"""A run: page after page, each with its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

from kg.asking import Failed
from kg.clock import Clock
from kg.fetching import robots
from kg.fetching.connection import Answer, Connection, HeldOff, Settings
from kg.fetching.folder import Folder, Kept
from kg.fetching.judging import State, judge
from kg.fetching.targets import Target

GIVE_UP = 5
"""After so many pages one after the other that could not be got, the server is left alone."""


class Result(StrEnum):
    """What became of a page."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    COMPLETE = "already complete"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: its state where it is there, why it failed, and whether the network was why."""

    target: Target
    result: Result
    state: State | None = None
    why: str = ""
    network: bool = False


class Stopped(Exception):
    """The run ended before its time; the message says why."""


def fetch(
    wanted: Iterable[Target],
    folder: Path,
    settings: Settings,
    *,
    clock: Clock | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """Get pages that are not there yet, or may have changed.

    A whole page of a question that is answered, closed or lapsed is not asked for again, unless ``again`` is given; of
    any other that is there it is asked whether it has changed. A page is on disk before its outcome is given.

    Args:
        wanted: the pages.
        folder: where they are kept; it is there.
        settings: how the server is asked.
        clock: another clock than the machine's.
        again: ask also for pages that are settled.

    Raises:
        Stopped: robots.txt could not be read, the server asks for a long pause, or does not answer any more.
        OSError: a page cannot be kept.
    """
    with Connection(settings, clock or Clock()) as connection:
        run = _Run(connection, Folder(folder), again)
        for target in wanted:
            yield run.get(target)
            if run.stop:
                raise Stopped(run.stop)


class _Run:
    def __init__(self, connection: Connection, folder: Folder, again: bool) -> None:
        self._connection = connection
        self._folder = folder
        self._again = again
        self._rules: robots.Rules | None = None
        self._failures = 0
        self.stop = ""

    def get(self, target: Target) -> Outcome:
        """Get one page."""
        kept = self._folder.kept(target)
        if kept is not None and kept.settled and not self._again:
            return Outcome(target, Result.COMPLETE, kept.state)
        url = target.address_at(self._connection.settings.site)
        rules = self._allowed()
        try:
            rules.check(url)
        except Failed as problem:
            return Outcome(target, Result.FAILED, why=str(problem), network=True)
        try:
            answer = self._connection.get(url, kept.conditions if kept else None, check=rules.check)
            outcome = self._received(target, kept, url, answer)
        except Failed as problem:
            self._failures += 1
            if isinstance(problem, HeldOff):
                self.stop = str(problem)
            elif self._failures >= GIVE_UP:
                self.stop = f"{self._failures} pages one after the other could not be got"
            return Outcome(target, Result.FAILED, why=str(problem), network=True)
        self._failures = 0
        return outcome

    def _allowed(self) -> robots.Rules:
        if self._rules is None:
            try:
                self._rules = robots.rules(self._connection)
            except Failed as problem:
                raise Stopped(
                    f"robots.txt cannot be read ({problem}), and without it nothing is asked for"
                ) from None
            self._connection.delay = max(self._connection.delay, self._rules.delay)
        return self._rules

    def _received(self, target: Target, kept: Kept | None, url: str, answer: Answer) -> Outcome:
        now = self._connection.clock.now()
        if answer.status == HTTPStatus.NOT_MODIFIED and kept is not None and kept.conditions:
            return self._unchanged(target, kept, url, answer)
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return self._missing(target, kept, url)
        if answer.status != HTTPStatus.OK:
            raise Failed(f"HTTP {answer.status}")
        judgement = judge(answer.body, target)
        if judgement.state is State.MISSING:
            return self._missing(target, kept, url)
        if judgement.state is State.REJECTED:
            aside = self._folder.set_aside(target, url, answer, now)
            return Outcome(target, Result.FAILED, State.REJECTED, f"{judgement.why} (kept as {aside.name})")
        if kept is not None and kept.data == answer.body:
            return self._unchanged(target, kept, url, answer)
        self._folder.keep(target, url, answer, judgement.state, now)
        return Outcome(target, Result.FETCHED, judgement.state)

    def _unchanged(self, target: Target, kept: Kept, url: str, answer: Answer) -> Outcome:
        # Read anew: the program may have learnt to read it since.
        state = judge(kept.data, target).state
        self._folder.confirm(target, replace(kept, state=state), url, answer, self._connection.clock.now())
        return Outcome(target, Result.UNCHANGED, state)

    def _missing(self, target: Target, kept: Kept | None, url: str) -> Outcome:
        if kept is not None:
            return Outcome(target, Result.MISSING, kept.state, "the page that was got earlier stays")
        self._folder.record_missing(target, url, self._connection.clock.now())
        return Outcome(target, Result.MISSING, State.MISSING)
