"""``kg`` itself: its commands, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.cli import options
from kg.cli.authorities import authorities
from kg.cli.build import build
from kg.cli.convert import convert
from kg.cli.exits import Code, Failure
from kg.cli.export import export
from kg.cli.fetch import fetch
from kg.cli.load import load
from kg.cli.query import query
from kg.cli.show import show
from kg.cli.terminal import Terminal
from kg.cli.thesaurus import thesaurus
from kg.cli.validate import validate

HELP = """Make a knowledge graph of the Belgian Senate's written questions, check it, and ask it questions.

\b
Start with
  kg build PATH... -o questions.ttl          pages in, checked Turtle out
  kg query late-answers --data questions.ttl which answers came late
  kg query --list                            what else can be asked

Data go to standard output, everything else to standard error; '-' is standard input or output.

\b
Exit codes
    0  fine, with or without warnings
    1  finished, and found something wrong with the data
    2  wrong usage, or the output cannot be written
    3  nothing could be read from any input
    4  network or endpoint
  130  interrupted
"""


class App(click.Group):
    """The group of commands; turns what can go wrong around them into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the result has had enough. What Python still holds for the pipe must not be
            # written when the process ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(Code.PIPE_CLOSED)
        except OSError as problem:
            where = f"{problem.filename}: " if problem.filename else ""
            raise Failure(f"{where}{problem.strerror or problem}", Code.USAGE) from problem
        return result


@click.group(
    cls=App, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kg")
@options.verbosity
@click.pass_context
def app(context: click.Context) -> None:
    """The command line; its help is :data:`HELP`."""
    context.ensure_object(Terminal)


for command in (fetch, build, convert, load, validate, query, show, export, thesaurus, authorities):
    app.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run ``kg`` with these arguments; the exit code."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        else:
            # The data are UTF-8 whatever the locale says; a name that is not must not end the run.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app.main(args=list(arguments), prog_name="kg", standalone_mode=False)
    except click.Abort:
        return Code.INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    return int(code or Code.FINE)
