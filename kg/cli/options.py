"""The options and arguments that several commands share, so that all spell and explain them alike."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, OutputPath
from kg.cli.terminal import Terminal, Verbosity
from kg.model import DocumentNumber

if TYPE_CHECKING:
    from kg.authority.authorities import Authorities
    from kg.authority.resolving import Resolver
    from kg.authority.thesaurus import Thesaurus
    from kg.graph.formats import Format
    from kg.graph.iris import Iris

F = TypeVar("F", bound=Callable[..., Any])

INPUT = click.Path(exists=True, readable=False, allow_dash=True, path_type=Path)
"""A file or folder that is there, or ``-``."""


INPUT_FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
"""A file that is there."""


class Number(click.ParamType[DocumentNumber]):
    """The number of a question, such as 7-1668."""

    name = "n-m"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> DocumentNumber:
        """The number as the model has it."""
        if isinstance(value, DocumentNumber):
            return value
        try:
            return DocumentNumber.parse(str(value))
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


class Named(click.ParamType[Any]):
    """One of some names that are only looked up when the help is shown or a value is given."""

    name = "name"

    def names(self) -> list[str]:
        """All that can be chosen."""
        raise NotImplementedError

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """The names, as the help shows them."""
        return f"[{'|'.join(self.names())}]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the rest of the command gets: the name itself."""
        known = self.names()
        if value not in known:
            self.fail(f"{value!r} is none of {', '.join(known)}.", param, ctx)
        return value


class RdfFormat(Named):
    """An RDF format by its name or one of its short names."""

    name = "format"

    def names(self) -> list[str]:
        """The names, from the registry of formats."""
        from kg.graph.formats import FORMATS

        return list(FORMATS)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Format:
        """The format of that name."""
        from kg.graph.formats import Format, UnknownFormat, format_named

        if isinstance(value, Format):
            return value
        try:
            return format_named(str(value))
        except UnknownFormat as problem:
            self.fail(str(problem), param, ctx)


class BaseIri(click.ParamType["Iris"]):
    """The IRI that the names of all things begin with."""

    name = "iri"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Iris:
        """What makes the IRIs below that base."""
        from kg.graph.iris import Iris

        if isinstance(value, Iris):
            return value
        try:
            return Iris(str(value))
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


DEFAULT_BASE = "https://w3id.org/written-questions/be/senate/"
"""The same as kg.graph.namespaces.BASE, which would bring in a library only to show the help."""

pages = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=INPUT)

output = click.option(
    "-o",
    "--output",
    type=OutputPath(),
    default=STDOUT,
    metavar="FILE",
    help="Where the result goes; without it, or with '-', to standard output.",
)

rdf_format = click.option(
    "-f",
    "--format",
    "format",
    type=RdfFormat(),
    help="The format of the result; the usual short names work too (ttl, nt, nq, json-ld, rdf). Without it by the"
    " suffix of FILE, and turtle on standard output.",
)

base = click.option(
    "--base",
    "iris",
    type=BaseIri(),
    default=DEFAULT_BASE,
    show_default=True,
    help="What the IRIs of the data begin with.",
)

report = click.option(
    "--report",
    type=OutputPath(),
    metavar="FILE",
    help="Write what became of each document: JSON Lines, one object per document.",
)

data = click.option(
    "--data",
    "paths",
    multiple=True,
    type=INPUT,
    metavar="PATH",
    help="RDF files, pages of the Senate, or folders of them. Can be given more than once.",
)


STORE = click.Path(file_okay=False, path_type=Path)
"""The folder of a store."""

store_to_write = click.option(
    "--store",
    type=STORE,
    metavar="DIR",
    required=True,
    help="The folder of the store; made where it is missing.",
)

store_to_read = click.option(
    "--store", type=STORE, metavar="DIR", help="A store on disk, as 'kg load' and 'kg build' fill it."
)

store_to_fill = click.option(
    "--store", type=STORE, metavar="DIR", help="Load the questions into this store; made where it is missing."
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many processes share the work; without it, one for each processor. The result is the same.",
)

engine = click.option(
    "--engine",
    type=click.Choice(["auto", "pyshacl", "shacl-rust"]),
    default="auto",
    show_default=True,
    help="What checks: 'auto' is shacl-rust, with pyshacl for what they may see differently. The results are the same.",
)

resume = click.option(
    "--resume",
    is_flag=True,
    help="Take up a run that was interrupted: what it has read and is still the same is not read again.",
)

thesaurus = click.option(
    "--thesaurus",
    type=INPUT_FILE,
    metavar="FILE",
    help="Know the terms on pages as the concepts of this thesaurus, which 'kg thesaurus import' wrote.",
)

authorities = click.option(
    "--authorities",
    type=INPUT_FILE,
    multiple=True,
    metavar="FILE",
    help="Know the names on pages by this file, as 'kg authorities learn' writes it. Can be given more than once.",
)


def verbosity(command: F) -> F:
    """Options ``-v`` and ``-q``, the same before and after the command's name."""
    loud = click.option(
        "-v", "--verbose", is_flag=True, expose_value=False, callback=_louder, help="Say more: every warning."
    )
    still = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_quieter, help="Say nothing but errors."
    )
    return loud(still(command))


def _louder(context: click.Context, parameter: click.Parameter, given: bool) -> None:
    del parameter
    if given:
        context.find_root().ensure_object(Terminal).verbosity = Verbosity.VERBOSE
        logging.getLogger("kg.conversion").setLevel(logging.DEBUG)
        logging.getLogger("kg.validation").setLevel(logging.INFO)


def _quieter(context: click.Context, parameter: click.Parameter, given: bool) -> None:
    del parameter
    if given:
        context.find_root().ensure_object(Terminal).verbosity = Verbosity.QUIET


def format_for(format: Format | None, path: Path) -> Format:
    """The format to write: the one asked for, else by the suffix of the file, and Turtle on standard output or a device.

    Raises:
        Failure: the suffix is none of those known.
    """
    from kg.graph.formats import FORMATS, format_named, format_of_path

    if format is not None:
        return format
    if path == STDOUT or (path.exists() and not path.is_file()):
        return format_named("turtle")
    by_suffix = format_of_path(path)
    if by_suffix is None:
        known = ", ".join(suffix for known in FORMATS.values() for suffix in known.suffixes)
        raise Failure(
            f"the suffix of {path} names no RDF format ({known} do); choose one with --format", Code.USAGE
        )
    return by_suffix


def two_outputs(output: Path, report: Path | None) -> None:
    """Check that the result and the report go to different places.

    Raises:
        UsageError: they do not.
    """
    if report is not None and (output == report or output.absolute() == report.absolute()):
        raise click.UsageError("the result and the report cannot both go to the same place.")


def resolver(thesaurus: Path | None, authorities: tuple[Path, ...]) -> Resolver | None:
    """What ``--thesaurus`` and ``--authorities`` ask for; none where neither is given.

    Raises:
        Failure: a file is malformed.
    """
    if thesaurus is None and not authorities:
        return None
    return resolver_of(None if thesaurus is None else load_thesaurus(thesaurus), authorities)


def resolver_of(thesaurus: Thesaurus | None, authorities: tuple[Path, ...]) -> Resolver:
    """What turns names into what they name.

    Raises:
        Failure: a file is malformed.
    """
    from kg.authority.resolving import Resolver

    return Resolver(thesaurus, load_authorities(authorities) if authorities else None)


def load_thesaurus(path: Path) -> Thesaurus:
    """The thesaurus of a file.

    Raises:
        Failure: it is malformed.
    """
    from kg.authority.importing import ThesaurusError, load

    try:
        with Terminal.current().working("Reading the thesaurus"):
            return load(path)
    except ThesaurusError as problem:
        raise Failure(str(problem), Code.USAGE) from problem


def load_authorities(paths: tuple[Path, ...]) -> Authorities:
    """The authorities of some files together.

    Raises:
        Failure: one of them is malformed.
    """
    from kg.authority.files import AuthoritiesError, load

    try:
        return load(paths)
    except AuthoritiesError as problem:
        raise Failure(str(problem), Code.USAGE) from problem
