"""``kg convert --engine spark``: what the command line adds to :mod:`kg.spark`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli import bulk, documents, options
from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, OutputPath
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.bulk import Settings

SPARK: Final = "spark"
"""The engine, by its name."""

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def _is_spark(context: click.Context | None) -> bool:
    return context is not None and context.params.get("engine") == SPARK


class InputPlace(click.ParamType["Path | str"]):
    """A file or folder that is there, ``-``; for Spark an address too, which stays a text."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """The path, or the address."""
        text = str(value)
        if not _ADDRESS.match(text) or Path(text).exists():
            return Path(options.INPUT.convert(text, param, ctx))
        if not _is_spark(ctx):
            self.fail(f"{text} is an address; only --engine spark reads from there.", param, ctx)
        return text


class OutputPlace(OutputPath):
    """A file that can be written; for Spark a folder, or the address of one, which stays a text."""

    def convert(  # type: ignore[override]
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        """The path, or the address."""
        if not _is_spark(ctx):
            return super().convert(value, param, ctx)
        return str(value) if _ADDRESS.match(str(value)) else Path(str(value))


def convert(
    paths: Sequence[Path | str],
    output: Path | str,
    settings: Settings,
    *,
    master: str | None,
    others: Mapping[str, object],
) -> Code:
    """Convert on a cluster.

    Args:
        paths: what to read.
        output: the folder for the result.
        settings: how to convert.
        master: the cluster; none for this machine, or the one of ``spark-submit``.
        others: options that mean nothing to Spark, and what was given for them.

    Raises:
        UsageError: one of them was given, or the output is no folder.
        Failure: Spark is missing or gave up, a place is not there or taken, or nothing could be read.
    """
    from kg import spark

    for name, value in others.items():
        if value:
            raise click.UsageError(f"{name} means nothing with --engine spark; see --help.")
    if output == STDOUT:
        raise click.UsageError("--engine spark writes a folder: name it with -o.")
    if STDOUT in paths:
        raise click.UsageError("--engine spark reads files and folders, not standard input.")
    if settings.format != "nquads":
        raise click.UsageError(
            "--engine spark writes N-Quads only; 'kg export' makes another format of them."
        )
    if said := spark.missing():
        raise Failure(said, Code.USAGE)
    from kg.spark.job import convert
    from kg.spark.session import session

    terminal = Terminal.current()
    try:
        with bulk.troubles(), session(master, verbose=terminal.verbose) as running:
            done = convert(running, paths, output, settings)
    except spark.SparkError as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    if not done.documents:
        documents.check_any((), paths)
    if done.rejected == done.documents:
        raise Failure(f"nothing could be read; see {output}/report", Code.NOTHING_READ)
    terminal.say(documents.counts(done.clean, done.warned, done.rejected) + ".")
    if done.left_out:
        said = f"{documents.plural(done.left_out, 'question')} left out, with violations: see {output}/violations"
        terminal.line(said)
    return Code.FOUND if done.rejected or done.left_out else Code.FINE
