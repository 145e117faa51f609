"""What ``kg build`` sums up: what was read and checked, and what is worth a look in it."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg import api
from kg.cli.documents import counted, plural
from kg.cli.output import STDOUT
from kg.cli.terminal import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kg.api import Row
    from kg.building import Built
    from kg.conversion import Conversion
    from kg.graph.formats import Format

SHOWN = 10
"""So many late answers and unanswered points are named; the queries show the rest."""


def summary(conversion: Conversion, built: Built, output: Path, format: Format) -> Iterator[RenderableType]:
    """The parts of the summary, to be printed one after the other."""
    store = api.open_store()
    store.load(built.triples)
    late = api.query("late-answers", store)
    unanswered = api.query("unanswered-points", store)
    to_file = output != STDOUT
    yield ""
    yield _facts(conversion, built, f"{format.title} in {output}" if to_file else format.title)
    yield from _section("Answers that came late", [_late(row) for row in late])
    yield from _section("Points that the answer leaves out", [_unanswered(row) for row in unanswered])
    if to_file and built.questions:
        yield ""
        yield Text("Go on with", style="bold")
        data = f"--data {shlex.quote(str(output))}"
        first = (unanswered or late or [{"number": built.questions[0].id}])[0]["number"]
        check = [f"validate {shlex.quote(str(output))}"] if built.report.warnings else []
        for line in (f"show {first} {data}", f"query late-answers {data}", *check, "query --list"):
            yield Text(f"  {_command()} {line}", no_wrap=True)


def _command() -> str:
    """How a person can call ``kg`` from here."""
    beside = Path(sys.executable).with_name("kg")
    if shutil.which("kg") or not beside.exists():
        return "kg"
    return str(beside.relative_to(Path.cwd()) if beside.is_relative_to(Path.cwd()) else beside)


def _facts(conversion: Conversion, built: Built, where: str) -> RenderableType:
    states = Counter(
        question.status.value.value if question.status else "unknown" for question in built.questions
    )
    by_state = ", ".join(f"{count} {state}" for state, count in states.most_common())
    left_out = f", {plural(len(built.left_out), 'question')} left out" if built.left_out else ""
    report = built.report
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column()
    table.add_row("Read", counted(conversion.outcomes))
    table.add_row(
        "Checked",
        f"{plural(len(report.violations), 'violation')}, {plural(len(report.warnings), 'warning')}{left_out}",
    )
    table.add_row("Questions", f"{len(built.questions)}" + (f": {by_state}" if by_state else ""))
    table.add_row("Graph", f"{len(built.triples):,} triples, {where}")
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
