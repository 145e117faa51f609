"""``kg query``: ask the library's questions, or one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.iris import Iris
    from kg.queries import Query


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
    formatter.write_usage(f"{ctx.command_path} {query.name}", "--data PATH [-p name=value]...")
    with formatter.indentation():
        formatter.write_paragraph()
        formatter.write_text(query.summary)
        if query.description:
            formatter.write_paragraph()
            formatter.write_text(query.description)


@click.command(cls=QueryCommand)
@click.argument("name", metavar="NAME|FILE.rq", required=False)
@options.data
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
@options.verbosity
@click.pass_context
def query(
    context: click.Context,
    name: str | None,
    paths: tuple[Path, ...],
    parameters: tuple[tuple[str, str], ...],
    format: str | None,
    listed: bool,
    iris: Iris,
) -> None:
    """Run a query of the library, or of a file of your own.

    \b
    kg query --list                                      what can be asked
    kg query late-answers --help                         what one query takes and gives
    kg query late-answers --data questions.ttl -p days=30
    kg query own.rq --data pages/ -f json
    """
    raise NotImplementedError
