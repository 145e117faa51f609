"""``kg query``: ask the library's questions, or one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, writing
from kg.cli.terminal import console

if TYPE_CHECKING:
    from kg.queries import Query


class ResultFormat(options.Named):
    """A format of the rows."""

    def names(self) -> list[str]:
        """The names, from the registry of writers."""
        from kg.queries import WRITERS

        return list(WRITERS)


class Assignment(click.ParamType):
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
