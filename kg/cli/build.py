"""``kg build``: the main job in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.exits import Code, Failure
from kg.cli.output import OutputPath, writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.graph.formats import Format
    from kg.graph.iris import Iris


@click.command()
@options.pages
@options.store_to_fill
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    metavar="FILE",
    help="Where the graph of the questions goes; '-' is standard output.",
)
@options.rdf_format
@options.base
@options.thesaurus
@options.authorities
@options.report
@options.engine
@options.jobs
@options.verbosity
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    output: Path | None,
    format: Format | None,
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    report: Path | None,
    engine: str,
    jobs: int | None,
) -> None:
    """Convert pages, check them, write or load those that conform, and sum up.

    PATH is a page, a folder, an archive, JSON Lines, or '-'. The questions go into FILE, into the store DIR (as with 'kg
    load'), or both. A question that has violations is reported and left out, and the command ends with exit code 1; the
    others go in.

    \b
    kg build pages/ -o questions.ttl
    kg build pages/ --store senate/
    """
    from kg.cli import bulk
    from kg.cli.summary import Places, summary
    from kg.graph.datasets import write_graphs
    from kg.graph.formats import Unwritable
    from kg.loading import load

    if store is None and output is None:
        raise click.UsageError("where does the graph go? Name a file with -o, a store with --store, or both.")
    terminal = Terminal.current()
    if output is not None:
        format = options.format_for(format, output)
        options.two_outputs(output, report)
    with bulk.home_at(store, iris, context) as home:
        settings = home.settings(thesaurus, authorities, engine)
        with bulk.pool_of(settings, jobs) as pool:
            loaded = load(home, bulk.pages(paths), pool, watch=bulk.watched)
        outcomes = home.archive.outcomes
        documents.tell(outcomes)
        bulk.tell_left_out(loaded)
        documents.write_report(report, outcomes, bulk.conforming(home))
        documents.check_any(outcomes, paths)
        built = {id for outcome in outcomes for id in outcome.questions}
        with home.asked() as held:
            written = None
            if output is not None and format is not None:
                try:
                    with writing(output) as stream:
                        written = write_graphs(held.graphs(built), format, stream, home.iris)
                except Unwritable as problem:
                    raise Failure(str(problem), Code.USAGE) from problem
            if not terminal.quiet:
                places = Places(output, format, written, store)
                terminal.say(*summary(documents.counted(outcomes), loaded, held, places))
        code = documents.code_of(outcomes)
    context.exit(Code.FOUND if loaded.left_out else code)
