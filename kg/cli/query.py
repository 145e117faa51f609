"""``kg query``: ask the library's questions, or one's own."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options, targets
from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.graph.iris import Iris
    from kg.queries import Parameter, Query


class ResultFormat(options.Named):
    """A format of the rows."""

    def names(self) -> list[str]:
        """The names, from the registry of writers."""
        from kg.queries import WRITERS

        return list(WRITERS)


class Assignment(click.ParamType[tuple[str, str]]):
    """``name=value``."""

    name = "name=value"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The name and the value."""
        if isinstance(value, tuple):
            return value
        name, sign, text = str(value).partition("=")
        if not sign or not name:
            self.fail(f"{value!r} is not of the form name=value.", param, ctx)
        return name, text


class QueryCommand(click.Command):
    """Describes a query when its name stands beside ``--help``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the arguments for the help, which comes before they are read."""
        ctx.meta[__name__] = list(args)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of the command, or of the query that is named."""
        from kg.queries import library

        named = [query for query in library() if query.name in ctx.meta.get(__name__, [])]
        if not named:
            super().format_help(ctx, formatter)
        for query in named:
            _describe(query, ctx, formatter)


def _describe(query: Query, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_usage(
        f"{ctx.command_path} {query.name}", "(--data PATH... | --endpoint URL) [-p name=value]..."
    )
    with formatter.indentation():
        for paragraph in (query.summary, query.description):
            if paragraph:
                formatter.write_paragraph()
                formatter.write_text(paragraph)
    if query.parameters:
        with formatter.section("Parameters"):
            formatter.write_dl([(parameter.name, _explained(parameter)) for parameter in query.parameters])
    if query.columns:
        with formatter.section("Columns"):
            formatter.write_dl(list(query.columns.items()))


def _explained(parameter: Parameter) -> str:
    facts = [f"one of {', '.join(parameter.choices)}" if parameter.choices else parameter.kind.title]
    if parameter.default is not None:
        facts.append(f"{parameter.default} when not given")
    elif parameter.required:
        facts.append("required")
    if parameter.example is not None:
        facts.append(f"such as {parameter.example}")
    return f"{parameter.description} [{'; '.join(facts)}]".strip()


def _list() -> None:
    """Show the library."""
    from rich.table import Table

    from kg.queries import library

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for query in library():
        names = ", ".join(f"{p.name} (required)" if p.required else p.name for p in query.parameters)
        table.add_row(query.name, query.summary)
        table.add_row("", f"-p {names}" if names else "", style="dim")
    terminal = Terminal.current()
    terminal.show(table)
    terminal.say("kg query NAME --help tells what a query takes and gives.")


@click.command(cls=QueryCommand)
@click.argument("name", metavar="NAME|FILE.rq", required=False)
@options.data
@options.store_to_read
@targets.endpoint
@targets.default_graphs
@targets.access
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    type=Assignment(),
    metavar="name=value",
    help="A value for a parameter of the query. Can be given more than once.",
)
@click.option(
    "-f",
    "--format",
    "format",
    type=ResultFormat(),
    help="The format of the rows; without it a table on a terminal, and csv in a file or a pipe.",
)
@click.option(
    "--list", "listed", is_flag=True, help="List the queries of the library, with their parameters."
)
@options.base
@options.thesaurus
@options.authorities
@options.verbosity
@click.pass_context
def query(
    context: click.Context,
    name: str | None,
    paths: tuple[Path, ...],
    store: Path | None,
    endpoint: str | None,
    default_graphs: tuple[str, ...],
    access: targets.Access,
    parameters: tuple[tuple[str, str], ...],
    format: str | None,
    listed: bool,
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
) -> None:
    """Run a query of the library, or of a file of your own.

    \b
    kg query --list                                      what can be asked
    kg query late-answers --help                         what one query takes and gives
    kg query late-answers --data questions.ttl -p days=30
    kg query own.rq --data pages/ -f json
    kg query late-answers --store senate/
    kg query late-answers --endpoint http://localhost:7878/query
    """
    from kg import queries
    from kg.graph.formats import Unwritable
    from kg.store import StoreError

    if listed:
        _list()
        return
    if name is None:
        raise click.UsageError("which query? Give NAME or FILE.rq; kg query --list shows the library.")
    values = dict(parameters)
    if len(values) < len(parameters):
        twice = next(key for key, _ in parameters if [key for key, _ in parameters].count(key) > 1)
        raise click.UsageError(f"the parameter {twice} is given more than once.")
    try:
        wanted = queries.find(name)
        wanted.bind(values)  # what is wrong with the query is known before the data are read
    except queries.QueryError as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    writer = queries.WRITERS[format or ("table" if sys.stdout.isatty() else "csv")]
    try:
        with targets.opened(
            paths,
            iris,
            thesaurus=thesaurus,
            authorities=authorities,
            folder=store,
            endpoint=endpoint,
            default_graphs=default_graphs,
            access=access,
        ) as (held, outcomes):
            result = queries.run(wanted, held, values)
        if sys.stdout.isatty():
            writer.write(result, sys.stdout)
        else:
            text = io.StringIO(newline="")
            writer.write(result, text)
            with writing(STDOUT) as stream:
                stream.write(text.getvalue().encode())
    except (queries.QueryError, Unwritable) as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    except StoreError as problem:
        raise Failure(str(problem), Code.NETWORK) from problem
    context.exit(documents.code_of(outcomes))
