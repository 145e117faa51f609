"""What ``kg build`` sums up: what was read and checked, and what is worth a look in it."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg import api
from kg.cli.documents import plural
from kg.cli.output import STDOUT
from kg.cli.terminal import clean
from kg.graph import namespaces as ns
from kg.store import EmbeddedStore, Solutions

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kg.api import Row
    from kg.graph.formats import Format
    from kg.loading import Loaded

SHOWN = 10
"""So many late answers and unanswered points are named; the queries show the rest."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the graph went: a file, in a format, so many triples; or a store; or both."""

    file: Path | None = None
    format: Format | None = None
    triples: int | None = None
    store: Path | None = None

    @property
    def named(self) -> str | None:
        """The option that names the graph to other commands; none where it went to standard output alone."""
        if self.store is not None:
            return f"--store {shlex.quote(str(self.store))}"
        if self.file is None or self.file == STDOUT:
            return None
        return f"--data {shlex.quote(str(self.file))}"


def summary(read: str, loaded: Loaded, store: EmbeddedStore, places: Places) -> Iterator[RenderableType]:
    """The parts of the summary, to be printed one after the other.

    Args:
        read: what became of the documents.
        loaded: what became of the questions.
        store: holds them.
        places: where they went.
    """
    late = api.query("late-answers", store)
    unanswered = api.query("unanswered-points", store)
    states = _states(store)
    yield ""
    yield _facts(read, loaded, states, places, len(store))
    yield from _section("Answers that came late", [_late(row) for row in late])
    yield from _section("Points that the answer leaves out", [_unanswered(row) for row in unanswered])
    if places.named and states:
        yield ""
        yield Text("Go on with", style="bold")
        data = places.named
        target = data.removeprefix("--data ")
        first = (unanswered or late or [{"number": _any(store)}])[0]["number"]
        check = [f"validate {target}"] if loaded.warnings else []
        for line in (f"show {first} {data}", f"query late-answers {data}", *check, "query --list"):
            yield Text(f"  {_command()} {line}", no_wrap=True)


def _states(store: EmbeddedStore) -> dict[str, int]:
    """How many questions the store holds in each state, the most common first."""
    found = store.query(
        f"SELECT ?status (COUNT(?question) AS ?count) {{ ?question a {ns.WRITTEN_QUESTION}"
        f" OPTIONAL {{ ?question {ns.STATUS} ?status }} }} GROUP BY ?status ORDER BY DESC(?count) ?status"
    )
    rows = found.rows if isinstance(found, Solutions) else ()
    return {
        "unknown" if status is None else str(getattr(status, "value", "")).removeprefix(ns.WQ): int(
            getattr(count, "value", "0")
        )
        for status, count in rows
        if getattr(count, "value", "0") != "0"
    }


def _any(store: EmbeddedStore) -> str:
    """The number of some question: the first by its IRI."""
    found = store.query(
        f"SELECT ?number {{ ?question a {ns.WRITTEN_QUESTION} ; {ns.IDENTIFIER} ?number }} ORDER BY ?question LIMIT 1"
    )
    return str(getattr(found.rows[0][0], "value", "")) if isinstance(found, Solutions) and found.rows else ""


def _command() -> str:
    """How a person can call ``kg`` from here."""
    beside = Path(sys.executable).with_name("kg")
    if shutil.which("kg") or not beside.exists():
        return "kg"
    return str(beside.relative_to(Path.cwd()) if beside.is_relative_to(Path.cwd()) else beside)


def _facts(read: str, loaded: Loaded, states: dict[str, int], places: Places, held: int) -> RenderableType:
    by_state = ", ".join(f"{count} {state}" for state, count in states.items())
    left_out = f", {plural(len(loaded.left_out), 'question')} left out" if loaded.left_out else ""
    violations = sum(map(len, loaded.left_out.values()))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column()
    table.add_row("Read", read)
    table.add_row(
        "Checked", f"{plural(violations, 'violation')}, {plural(loaded.warnings, 'warning')}{left_out}"
    )
    table.add_row("Questions", f"{sum(states.values()):,}" + (f": {by_state}" if by_state else ""))
    if places.format is not None and places.triples is not None:
        where = "" if places.file == STDOUT else f" in {places.file}"
        table.add_row("Graph", f"{places.triples:,} triples, {places.format.title}{where}")
    if places.store is not None:
        table.add_row("Store", f"{held:,} triples in {places.store}")
    return table


def _section(heading: str, rows: Sequence[tuple[str, str, str]]) -> Iterator[RenderableType]:
    yield ""
    yield Text(f"{heading}: {len(rows) or 'none'}", style="bold")
    table = Table.grid(padding=(0, 2), expand=True)
    for place, style in enumerate(("cyan", "red")):
        table.add_column(style=style, no_wrap=True, width=max((len(row[place]) for row in rows), default=0))
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for row in rows[:SHOWN]:
        table.add_row(*(clean(cell) for cell in row))
    yield Padding(table, (0, 0, 0, 2))
    if len(rows) > SHOWN:
        yield Text(f"  … and {len(rows) - SHOWN} more")


def _late(row: Row) -> tuple[str, str, str]:
    return row["number"], plural(row["daysLate"], "day"), " ".join((row["title"] or "").split())


def _unanswered(row: Row) -> tuple[str, str, str]:
    return row["number"], f"point {row['point']}", " ".join((row["text"] or row["title"] or "").split())
