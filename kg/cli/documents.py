"""Reading what a command was given, and telling the person what became of each document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.exits import Code, Failure
from kg.cli.output import writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.conversion import Conversion, Converter, Outcome, Resolver
    from kg.gathering import Gathered
    from kg.graph.iris import Iris
    from kg.model import DocumentNumber

MANY = 20
"""So many warnings are shown one by one; of more, the first, and how many there are of each code."""


def read_pages(
    paths: Sequence[Path],
    number: DocumentNumber | None = None,
    *,
    resolver: Resolver | None = None,
    warnings: bool = True,
) -> Conversion:
    """Convert the pages that the paths stand for, and tell of each that was rejected or, if asked to, warned of."""
    conversion = converter(paths, number, resolver=resolver).finish()
    tell(conversion.outcomes, errors_only=not warnings)
    return conversion


def converter(
    paths: Sequence[Path], number: DocumentNumber | None = None, *, resolver: Resolver | None = None
) -> Converter:
    """What read the pages that the paths stand for, ready to give their questions."""
    from kg.conversion import Converter
    from kg.inputs import documents

    reader = Converter(number, resolver)
    for document in Terminal.current().progress(documents(paths), "Reading pages"):
        reader.add(document)
    return reader


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
    outcomes: Sequence[Outcome], paths: Sequence[Path], more_suffixes: Collection[str] = ()
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


def code_of(outcomes: Sequence[Outcome]) -> Code:
    """The exit code of a run that came to its end."""
    from kg.conversion import State

    return Code.FOUND if any(outcome.state is State.REJECTED for outcome in outcomes) else Code.FINE


def tell(outcomes: Sequence[Outcome], *, errors_only: bool = False) -> None:
    """Print errors, and warnings unless only errors are asked for or ``-q`` is given, as ``FILE:LINE: warning: message [code]``."""
    terminal = Terminal.current()
    warnings = (
        []
        if terminal.quiet or errors_only
        else [(outcome, item) for outcome in outcomes for item in outcome.warnings]
    )
    shown = warnings if terminal.verbose or len(warnings) <= MANY else warnings[: MANY // 2]
    for outcome, problem in shown:
        line = f":{problem.line}" if problem.line else ""
        terminal.line(f"{outcome.source}{line}: warning: {problem.message} [{problem.code}]")
    if len(shown) < len(warnings):
        counts = Counter(problem.code for _, problem in warnings[len(shown) :])
        codes = ", ".join(
            f"{count} {code}" for code, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        )
        terminal.line(f"… and {sum(counts.values())} more warnings (-v shows them): {codes}")
    for outcome in outcomes:
        for problem in outcome.errors:
            line = f":{problem.line}" if problem.line else ""
            terminal.line(f"{outcome.source}{line}: error: {problem.message} [{problem.code}]")


def counted(outcomes: Sequence[Outcome]) -> str:
    """How many documents were converted, warned of and rejected; the three are all that were given."""
    from kg.conversion import State

    rejected = sum(outcome.state is State.REJECTED for outcome in outcomes)
    warned = sum(outcome.state is State.CONVERTED and bool(outcome.warnings) for outcome in outcomes)
    clean = len(outcomes) - rejected - warned
    return (
        f"{plural(len(outcomes), 'document')}: {clean} converted, "
        f"{warned} converted with warnings, {rejected} rejected"
    )


def plural(count: int, noun: str) -> str:
    """A number and its noun: ``1 page``, ``2 pages``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write_report(
    path: Path | None, outcomes: Sequence[Outcome], conforms: Mapping[DocumentNumber, bool] | None = None
) -> None:
    """Write the report of ``--report``: one JSON object a line, one for each document."""
    if path is None:
        return
    with writing(path) as stream:
        for outcome in outcomes:
            line = json.dumps(outcome.as_json(conforms), ensure_ascii=False)
            stream.write(line.encode() + b"\n")
