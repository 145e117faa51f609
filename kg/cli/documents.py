"""Reading what a command was given, and telling the person what became of each document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.exits import Code, Failure
from kg.cli.output import writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.conversion import Conversion, Outcome, Problem, Resolver
    from kg.gathering import Gathered
    from kg.graph.iris import Iris
    from kg.model import DocumentNumber

MANY = 20
"""So many warnings are shown one by one; of more, the first, and how many there are of each code."""


def read_pages(paths: Sequence[Path], *, resolver: Resolver | None = None) -> Conversion:
    """Convert the pages that the paths stand for, and tell of each that was rejected."""
    from kg.conversion import convert
    from kg.inputs import count, documents

    found = Terminal.current().progress(documents(paths), "Reading pages", count(paths))
    conversion = convert(found, resolver=resolver)
    tell(conversion.outcomes, errors_only=True)
    return conversion


def read_data(
    paths: Sequence[Path], iris: Iris | None = None, *, resolver: Resolver | None = None
) -> Gathered:
    """Read RDF and pages, and tell of each document that was rejected or warned of.

    Raises:
        Failure: none of them could be read.
    """
    from kg.gathering import RDF_SUFFIXES, data_documents, gather

    found = Terminal.current().progress(data_documents(paths), "Reading")
    gathered = gather(found, iris=iris, resolver=resolver)
    tell(gathered.outcomes)
    check_any(gathered.outcomes, paths, RDF_SUFFIXES)
    return gathered


def check_any(
    outcomes: Collection[Outcome], paths: Sequence[Path | str], more_suffixes: Collection[str] = ()
) -> None:
    """Go on only when something could be read.

    ``more_suffixes`` are those of files that the command reads of a folder beside pages.

    Raises:
        Failure: nothing could.
    """
    from kg.conversion import State
    from kg.inputs import FOLDER_SUFFIXES

    if any(outcome.state is State.CONVERTED for outcome in outcomes):
        return
    if outcomes:
        raise Failure("nothing could be read; see the errors above", Code.NOTHING_READ)
    where = ", ".join(str(path) for path in paths)
    *others, last = [*FOLDER_SUFFIXES, *sorted(more_suffixes)]
    raise Failure(
        f"nothing to read in {where}; of a folder, what ends in {', '.join(others)} or {last} is read",
        Code.NOTHING_READ,
    )


def code_of(outcomes: Collection[Outcome]) -> Code:
    """The exit code of a run that came to its end."""
    from kg.conversion import State

    return Code.FOUND if any(outcome.state is State.REJECTED for outcome in outcomes) else Code.FINE


def tell(outcomes: Collection[Outcome], *, errors_only: bool = False) -> None:
    """Print errors, and warnings unless only errors are asked for or ``-q`` is given, as ``FILE:LINE: warning: message [code]``."""
    terminal = Terminal.current()
    if not terminal.quiet and not errors_only:
        _tell_warnings(outcomes, terminal)
    for outcome in outcomes:
        for problem in outcome.errors:
            terminal.line(_told(outcome, problem, "error"))


def _tell_warnings(outcomes: Collection[Outcome], terminal: Terminal) -> None:
    """All of them where they are few; of many the first, and how many there are of each code."""
    few = terminal.verbose or sum(len(outcome.warnings) for outcome in outcomes) <= MANY
    shown = None if few else MANY // 2
    rest: Counter[str] = Counter()
    for place, (outcome, problem) in enumerate((one, item) for one in outcomes for item in one.warnings):
        if shown is None or place < shown:
            terminal.line(_told(outcome, problem, "warning"))
        else:
            rest[problem.code] += 1
    if rest:
        codes = ", ".join(
            f"{count} {code}" for code, count in sorted(rest.items(), key=lambda c: (-c[1], c[0]))
        )
        terminal.line(f"… and {rest.total()} more warnings (-v shows them): {codes}")


def _told(outcome: Outcome, problem: Problem, kind: str) -> str:
    line = f":{problem.line}" if problem.line else ""
    return f"{outcome.source}{line}: {kind}: {problem.message} [{problem.code}]"


def counted(outcomes: Collection[Outcome]) -> str:
    """How many documents were converted, warned of and rejected; the three are all that were given."""
    from kg.conversion import State

    rejected = sum(outcome.state is State.REJECTED for outcome in outcomes)
    warned = sum(outcome.state is State.CONVERTED and bool(outcome.warnings) for outcome in outcomes)
    return counts(len(outcomes) - rejected - warned, warned, rejected)


def counts(clean: int, warned: int, rejected: int) -> str:
    """The same, from numbers."""
    return (
        f"{plural(clean + warned + rejected, 'document')}: {clean} converted, "
        f"{warned} converted with warnings, {rejected} rejected"
    )


def plural(count: int, noun: str) -> str:
    """A number and its noun: ``1 page``, ``2 pages``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write_report(
    path: Path | None,
    outcomes: Collection[Outcome],
    conforms: Callable[[DocumentNumber], bool | None] = lambda _: None,
) -> None:
    """Write the report of ``--report``: one JSON object a line, one for each document.

    ``conforms`` tells of a question that was validated with what result.
    """
    if path is None:
        return
    with writing(path) as stream:
        for outcome in outcomes:
            line = json.dumps(outcome.as_json(conforms), ensure_ascii=False)
            stream.write(line.encode() + b"\n")
