"""``kg export``: RDF and pages to any RDF format."""

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
@options.thesaurus
@options.authorities
@click.option(
    "--question",
    "numbers",
    multiple=True,
    type=options.Number(),
    metavar="N-M",
    help="Only this question, with the names it uses. Can be given more than once.",
)
@options.verbosity
@click.pass_context
def export(
    context: click.Context,
    paths: tuple[Path, ...],
    output: Path,
    format: Format | None,
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    numbers: tuple[DocumentNumber, ...],
) -> None:
    """Write RDF, or pages of the Senate, in an RDF format of your choice.

    PATH is an RDF file, a page, a folder of both, or '-'. What several files say comes together.

    \b
    kg export questions.ttl -o questions.rdf                another format
    kg export a.ttl b.ttl -o both.nt                        two files in one
    kg export questions.ttl --question 7-1668 -f jsonld     one question
    """
    from kg.gathering import only
    from kg.graph.formats import Unwritable, write

    format = options.format_for(format, output)
    gathered = documents.read_data(paths, iris, resolver=options.resolver(thesaurus, authorities))
    triples = list(gathered.triples)
    if numbers:
        known = {id for outcome in gathered.outcomes for id in outcome.questions}
        missing = [str(number) for number in numbers if number not in known]
        if missing:
            raise Failure(f"not in the data: question {', '.join(missing)}", Code.FOUND)
        triples = only(triples, set(numbers))
    try:
        with writing(output) as stream:
            write(triples, format, stream, iris)
    except Unwritable as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    Terminal.current().say(f"{documents.plural(len(triples), 'triple')} written.")
    context.exit(documents.code_of(gathered.outcomes))
