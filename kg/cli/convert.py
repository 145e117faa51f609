"""``kg convert``: pages to RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kg.cli import cluster, documents, options
from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.graph.formats import Format
    from kg.graph.iris import Iris
    from kg.model import DocumentNumber


@click.command()
@click.argument("places", metavar="PATH...", nargs=-1, required=True, type=cluster.InputPlace())
@click.option(
    "-o",
    "--output",
    "target",
    type=cluster.OutputPlace(),
    default=STDOUT,
    metavar="FILE",
    help="Where the result goes; without it, or with '-', to standard output. With Spark, the folder that is made.",
)
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
@click.option(
    "--engine",
    type=click.Choice(["local", cluster.SPARK]),
    default="local",
    show_default=True,
    is_eager=True,
    help="Who does the work: processes of this machine, or Apache Spark (needs written-questions[spark] and Java 17).",
)
@click.option(
    "--master",
    metavar="URL",
    help="With Spark: the cluster, such as yarn or spark://host:7077. Without it that of spark-submit, else all"
    " processors of this machine.",
)
@click.option(
    "--check",
    is_flag=True,
    help="With Spark: hold each question against the shapes, and leave out those with violations, as 'kg build' does.",
)
@options.verbosity
@click.pass_context
def convert(
    context: click.Context,
    places: tuple[Path | str, ...],
    target: Path | str,
    format: Format | None,
    iris: Iris,
    number: DocumentNumber | None,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    report: Path | None,
    jobs: int | None,
    resume: bool,
    engine: str,
    master: str | None,
    check: bool,
) -> None:
    """Convert pages of the Senate to RDF.

    PATH is a page, a folder, an archive (.zip, .tar, .tar.gz), a crawler's JSON Lines (.jsonl, .ndjson), or '-' for a
    page on standard input. Of a folder, of the folders in it and of an archive, every file that ends in .txt, .html or
    .htm is read; a file that is named is read whatever it ends in. All pages of one question become one resource.

    With --engine spark, PATH and FILE can be addresses (file:, hdfs:, s3a:), and FILE is a folder: questions/ and names/ of
    N-Quads, report/ with what --report writes, and _SUCCESS once all is there. See docs/scale.md.

    \b
    kg convert 7-1668.txt                           Turtle on standard output
    kg convert pages/ -o questions.nq               a folder, as N-Quads
    kg convert pages/ -o q.ttl --report r.jsonl     what became of each page
    kg convert s3a://crawl/pages --engine spark --master yarn -o hdfs:/senate
    """
    from kg.bulk import Settings, write_made
    from kg.cli import bulk
    from kg.graph.formats import Unwritable, format_named

    terminal = Terminal.current()
    if engine == cluster.SPARK:
        format = format or format_named("nquads")
        settings = Settings(iris.base, None, thesaurus, authorities, format.name, check=check)
        others = {"--id": number, "--report": report, "--jobs": jobs, "--resume": resume}
        context.exit(cluster.convert(places, target, settings, master=master, others=others))
    if master is not None or check:
        raise click.UsageError(
            "--master and --check are for --engine spark; 'kg build' checks on this machine."
        )
    paths, output = cast("tuple[Path, ...]", places), cast("Path", target)
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
