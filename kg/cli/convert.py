"""``kg convert``: pages to RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.exits import Code, Failure
from kg.cli.output import writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.graph.formats import Format
    from kg.graph.iris import Iris
    from kg.model import DocumentNumber


@click.command()
@options.pages
@options.output
@options.rdf_format
@options.base
@click.option(
    "--id",
    "number",
    type=options.Number(),
    metavar="N-M",
    help="The number of the question, such as 7-1668, for one page that does not show it.",
)
@options.thesaurus
@options.authorities
@options.report
@options.jobs
@options.resume
@options.verbosity
@click.pass_context
def convert(
    context: click.Context,
    paths: tuple[Path, ...],
    output: Path,
    format: Format | None,
    iris: Iris,
    number: DocumentNumber | None,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    report: Path | None,
    jobs: int | None,
    resume: bool,
) -> None:
    """Convert pages of the Senate to RDF.

    PATH is a page, a folder, an archive (.zip, .tar, .tar.gz), a crawler's JSON Lines (.jsonl, .ndjson), or '-' for a
    page on standard input. Of a folder, of the folders in it and of an archive, every file that ends in .txt, .html or
    .htm is read; a file that is named is read whatever it ends in. All pages of one question become one resource.

    \b
    kg convert 7-1668.txt                           Turtle on standard output
    kg convert pages/ -o questions.nq               a folder, as N-Quads
    kg convert pages/ -o q.ttl --report r.jsonl     what became of each page
    """
    from kg.bulk import Settings, write_made
    from kg.cli import bulk
    from kg.graph.formats import Unwritable

    terminal = Terminal.current()
    format = options.format_for(format, output)
    if number is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("--id is the number of one page: give one file, or '-'.")
    options.two_outputs(output, report)
    settings = Settings(iris.base, number, thesaurus, authorities, format.name)
    with bulk.archive_for(output, paths, resume=resume) as archive, bulk.pool_of(settings, jobs) as pool:
        bulk.read(archive, paths, pool, resume=resume)
        archive.discard_unlisted()
        if archive.stale():
            try:
                with writing(output) as stream:
                    written = write_made(archive, pool, format, stream)
                    for _ in terminal.progress(written, "Writing questions", archive.stale()):
                        pass
            except Unwritable as problem:
                raise Failure(str(problem), Code.USAGE) from problem
        documents.tell(archive.outcomes)
        documents.write_report(report, archive.outcomes)
        documents.check_any(archive.outcomes, paths)
        terminal.say(documents.counted(archive.outcomes) + ".")
        code = documents.code_of(archive.outcomes)
    context.exit(code)
