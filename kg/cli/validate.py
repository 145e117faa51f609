"""``kg validate``: check data against SHACL shapes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options, targets
from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.conversion import Outcome
    from kg.graph.iris import Iris
    from kg.validation import Report, Shapes


class ReportFormat(options.Named):
    """A format of the report."""

    def names(self) -> list[str]:
        """The names, from the registry of writers."""
        from kg.validation import WRITERS

        return list(WRITERS)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.INPUT)
@options.store_to_read
@click.option(
    "--shapes",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="A file or folder of shapes, instead of the project's own.",
)
@click.option(
    "-f",
    "--format",
    "format",
    type=ReportFormat(),
    default="text",
    show_default=True,
    help="The format of the report.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "fr", "nl"]),
    default="en",
    show_default=True,
    help="The language of the messages in text and CSV; JSON and Turtle have all three.",
)
@click.option("--strict", is_flag=True, help="Let warnings count: exit with 1 for them too.")
@options.engine
@options.base
@options.thesaurus
@options.authorities
@options.verbosity
@click.pass_context
def validate(
    context: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    shapes: Path | None,
    format: str,
    language: str,
    strict: bool,
    engine: str,
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
) -> None:
    """Check RDF, pages of the Senate, or a store, against SHACL shapes.

    PATH is an RDF file, a page, a folder of both, or '-'. What several files say is checked together. A violation makes
    the graph malformed or its dates impossible; what a page does not print is a warning. A store is held against rules
    across documents too: numbers used twice, relations that lead nowhere or are not returned.

    \b
    kg validate questions.ttl
    kg convert 7-1668.txt | kg validate -
    kg validate pages/ --strict -f csv > report.csv
    kg validate --store senate/
    """
    from kg import validation

    try:
        loaded = validation.load_shapes(shapes)
    except validation.ShapesError as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    targets.one_of({"PATH": paths, "--store DIR": store}, "validate what?")
    targets.only_for_files(store, thesaurus, authorities)
    outcomes: Sequence[Outcome] = ()
    if store is not None:
        report = _audited(store, loaded, engine, across=shapes is None)
    else:
        gathered = documents.read_data(paths, iris, resolver=options.resolver(thesaurus, authorities))
        outcomes = gathered.outcomes
        with Terminal.current().working("Checking"):
            report = validation.validate_triples(gathered.triples, loaded, engine=engine, iris=iris)
    text = io.StringIO(newline="")
    validation.write(report, text, format, language)
    with writing(STDOUT) as stream:
        stream.write(text.getvalue().encode())
    if report.nothing_checked and format != "text":
        Terminal.current().line("warning: no written question in the data: nothing was checked")
    wrong = not report.conforms or report.nothing_checked or (strict and report.warnings)
    context.exit(Code.FOUND if wrong else documents.code_of(outcomes))


def _audited(store: Path, shapes: Shapes, engine: str, *, across: bool) -> Report:
    """The report of a store; ``across`` for the rules across documents too."""
    from kg.auditing import audit
    from kg.crosschecks import cross_check
    from kg.validation import joined

    terminal = Terminal.current()
    with targets.on_disk(store) as held:
        total = len(held.numbers())
        report = audit(
            held,
            shapes,
            engine=engine,
            watch=lambda some: terminal.progress(some, "Checking", total, size=len),
        )
        return joined([report, cross_check(held)]) if across else report
