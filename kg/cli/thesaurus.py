"""``kg thesaurus``: get a thesaurus ready for use, and see what it does not know."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.exits import Code, Failure
from kg.cli.output import OutputPath, writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.authority.thesaurus import Thesaurus


class GapsFormat(options.Named):
    """A format of the list of gaps."""

    def names(self) -> list[str]:
        """The names, from the registry of writers."""
        from kg.authority.gaps import WRITERS

        return list(WRITERS)


@click.group()
@options.verbosity
def thesaurus() -> None:
    """Get a thesaurus ready for use, and see what it does not know.

    \b
    kg thesaurus import eurovoc_in_skos_core_concepts.zip -o eurovoc.ttl
    kg build pages/ -o questions.ttl --thesaurus eurovoc.ttl
    kg thesaurus gaps pages/ --thesaurus eurovoc.ttl
    """


@thesaurus.command("import")
@click.argument("file", type=options.INPUT)
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    required=True,
    metavar="FILE",
    help="Where the thesaurus goes, as Turtle; '-' is standard output.",
)
@options.verbosity
def import_(file: Path, output: Path) -> None:
    """Read EuroVoc, or another thesaurus in SKOS, for --thesaurus.

    FILE is the SKOS distribution of EuroVoc as the Publications Office gives it, any other SKOS in an RDF format, or a
    table with the columns id, fr, nl, en, broader, microthesaurus, alt_fr; plain, .zip or .gz; or '-'. French, Dutch and
    English labels are kept, alternative ones too, with broader and related concepts and the microthesauri.

    \b
    kg thesaurus import eurovoc_in_skos_core_concepts.zip -o eurovoc.ttl
    """
    from kg.authority import importing

    terminal = Terminal.current()
    with terminal.working("Reading"):
        found = _read(file)
    with writing(output) as stream:
        importing.write(found, stream)
    terminal.say(f"{documents.plural(len(found.concepts), 'concept')} in {_parts(found)} microthesauri.")


def _read(file: Path) -> Thesaurus:
    from kg.authority import importing

    try:
        if file != Path("-"):
            return importing.load(file)
        with tempfile.TemporaryFile() as copy:
            # A zipped file is read from its end.
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.seek(0)
            return importing.read(copy, "<stdin>")
    except importing.ThesaurusError as problem:
        raise Failure(str(problem), Code.NOTHING_READ) from problem


def _parts(found: Thesaurus) -> int:
    return sum(scheme.notation is not None for scheme in found.schemes)


@thesaurus.command()
@options.pages
@click.option(
    "--thesaurus",
    type=options.INPUT_FILE,
    required=True,
    metavar="FILE",
    help="The thesaurus, as 'kg thesaurus import' writes it.",
)
@options.authorities
@options.output
@click.option(
    "-f",
    "--format",
    "format",
    type=GapsFormat(),
    default="table",
    show_default=True,
    help="The format of the list.",
)
@options.verbosity
@click.pass_context
def gaps(
    context: click.Context,
    paths: tuple[Path, ...],
    thesaurus: Path,
    authorities: tuple[Path, ...],
    output: Path,
    format: str,
) -> None:
    """List the terms that the thesaurus does not know, the most frequent first.

    PATH is a page, a folder, or '-'. Each term stands with the number of questions that have it, one of them, and why it
    names no concept; so do terms that a copy ran together and that could not be told apart.

    \b
    kg thesaurus gaps pages/ --thesaurus eurovoc.ttl -f csv > gaps.csv
    """
    from kg.authority.gaps import WRITERS, GapCounter

    known = options.load_thesaurus(thesaurus)
    counter = GapCounter(known, options.resolver_of(known, authorities))
    conversion = documents.read_pages(paths, resolver=counter)
    documents.check_any(conversion.outcomes, paths)
    text = io.StringIO(newline="")
    WRITERS[format](counter.gaps(), text)
    with writing(output) as stream:
        stream.write(text.getvalue().encode())
    topics = sum(len(question.topics) for question in conversion.questions)
    named = sum(topic.concept is not None for question in conversion.questions for topic in question.topics)
    Terminal.current().say(
        f"{named} of {documents.plural(topics, 'topic')} in {documents.plural(len(conversion.questions), 'question')}"
        " name a concept."
    )
    context.exit(documents.code_of(conversion.outcomes))
