"""What ``kg`` says to the person in front of it: everything but data, and all of it on standard error."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from enum import IntEnum
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

T = TypeVar("T")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
WIDEST = 120
"""Longer lines are hard to read."""


class Verbosity(IntEnum):
    """How much is said."""

    QUIET = -1
    NORMAL = 0
    VERBOSE = 1


class Terminal:
    """Standard error, as loud as the person asked for."""

    def __init__(self) -> None:
        self.verbosity = Verbosity.NORMAL

    @classmethod
    def current(cls) -> Terminal:
        """The one of the command that runs now."""
        return click.get_current_context().find_root().ensure_object(cls)

    @property
    def console(self) -> Console:
        """Standard error as Rich writes to it; colours only on a terminal and by NO_COLOR and FORCE_COLOR."""
        return console(sys.stderr)

    @property
    def verbose(self) -> bool:
        """Whether ``-v`` was given."""
        return self.verbosity is Verbosity.VERBOSE

    @property
    def quiet(self) -> bool:
        """Whether ``-q`` was given."""
        return self.verbosity is Verbosity.QUIET

    def line(self, text: str) -> None:
        """One line as it is, never broken, also with ``-q``."""
        click.echo(clean(text).replace("\n", " "), err=True)

    def say(self, *parts: RenderableType) -> None:
        """Something good to know; not with ``-q``."""
        if not self.quiet:
            _print(self.console, sys.stderr, parts)

    def show(self, *parts: RenderableType) -> None:
        """What is to be read, on standard output."""
        out = console(sys.stdout)
        out.width = min(out.width, WIDEST)
        _print(out, sys.stdout, parts)

    @property
    def lively(self) -> bool:
        """Whether progress can be shown."""
        console = self.console
        return not self.quiet and console.is_terminal and not console.is_dumb_terminal

    def working(self, doing: str) -> AbstractContextManager[object]:
        """On a terminal, a sign that the block goes on."""
        return self.console.status(doing) if self.lively else nullcontext()

    def progress(
        self, items: Iterable[T], doing: str, total: int | None = None, size: Callable[[T], int] = lambda _: 1
    ) -> Iterator[T]:
        """The same items; on a terminal with a count of those done so far, the rate, and with a ``total`` the time left.

        ``size`` tells what an item counts.
        """
        if not self.lively:
            yield from items
            return
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        known = (BarColumn(), MofNCompleteColumn()) if total else (TextColumn("{task.completed}"),)
        left = (TextColumn("left"), TimeRemainingColumn()) if total else ()
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            *known,
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            *left,
        )
        with Progress(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task(doing, total=total or None, rate="")
            for item in items:
                yield item
                speed = bar.tasks[0].speed
                bar.update(task, advance=size(item), rate=f"{speed:,.0f}/s" if speed else "")


def clean(text: str) -> str:
    """A text without the control characters that a terminal would obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _print(console: Console, stream: TextIO, parts: Iterable[RenderableType]) -> None:
    """Print the parts; in a file or a pipe without blanks at line ends, and with lines as long as they are."""
    with nullcontext() if console.is_terminal else console.capture() as held:
        for part in parts:
            console.print(part, soft_wrap=isinstance(part, str))
    if held is not None:
        stream.writelines(f"{line.rstrip()}\n" for line in held.get().splitlines())


def console(stream: TextIO) -> Console:
    """A stream as Rich writes to it, with nothing in the text taken for markup or emoji."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False)
