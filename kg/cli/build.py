"""``kg build``: the main job in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.exits import Code
from kg.cli.output import OutputPath, writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.graph.formats import Format
    from kg.graph.iris import Iris


@click.command()
@options.pages
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    required=True,
    metavar="FILE",
    help="Where the graph goes; '-' is standard output.",
)
@options.rdf_format
@options.base
@options.thesaurus
@options.authorities
@options.report
@options.verbosity
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[Path, ...],
    output: Path,
    format: Format | None,
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    report: Path | None,
) -> None:
    """Convert pages, check them, write those that conform, and sum up.

    PATH is a page, a folder, an archive, JSON Lines, or '-'. A question that has violations is reported and left out,
    and the command ends with exit code 1; the others are written.

    \b
    kg build pages/ -o questions.ttl
    """
    from kg.building import build as make
    from kg.graph.formats import write

    terminal = Terminal.current()
    format = options.format_for(format, output)
    options.two_outputs(output, report)
    conversion = documents.read_pages(paths, resolver=options.resolver(thesaurus, authorities))
    if not conversion.questions:
        documents.write_report(report, conversion.outcomes)
    documents.check_any(conversion.outcomes, paths)
    with terminal.working("Checking"):
        built = make(conversion.questions, iris)
    for id, results in built.left_out.items():
        for result in results:
            terminal.line(f"{id}: violation: {result.message()} ({result.focus})")
        terminal.line(f"{id}: left out")
    conforms = {question.id: question.id not in built.left_out for question in conversion.questions}
    documents.write_report(report, conversion.outcomes, conforms)
    with writing(output) as stream:
        write(built.triples, format, stream, iris)
    if not terminal.quiet:
        from kg.cli.summary import summary

        terminal.say(*summary(conversion, built, output, format))
    context.exit(Code.FOUND if built.left_out else documents.code_of(conversion.outcomes))
