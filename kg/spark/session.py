"""A Spark session for one run, and what can go wrong with it in one sentence."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from tempfile import TemporaryFile
from typing import Final

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from kg.spark import SparkError

LOCAL: Final = "local[*,4]"
"""All processors of this machine, and four tries for each piece of work: without a number, Spark would try it only once."""

_MASTER: Final = re.compile(r"yarn|local(\[[^]]+\])?|(spark|k8s)://.+")

_DEFAULTS: Final = {
    # Every session is one run: no page to look into it, which would need a port.
    "spark.ui.enabled": "false",
    # What opening a file costs, in bytes read meanwhile. Spark's own value makes a task of 30 pages.
    "spark.sql.files.openCostInBytes": str(2**18),
}


@contextmanager
def session(master: str | None = None, *, verbose: bool = False) -> Iterator[SparkSession]:
    """Start Spark, and stop it after the block.

    Args:
        master: the cluster, as Spark names it; none for that of ``spark-submit``, and without it for this machine.
        verbose: whether Spark writes its log to standard error.

    Raises:
        SparkError: it cannot be started, or gave up in the block.
    """
    if master is not None and not _MASTER.fullmatch(master):
        raise SparkError(
            f"{master!r} is no cluster: Spark knows yarn, spark://HOST:PORT, k8s://URL and local[N]"
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    builder = SparkSession.builder.appName("kg convert")
    if master is not None or not submitted:
        builder = builder.master(master or LOCAL)
    if not submitted:
        # What spark-defaults.conf and spark-submit say would be lost under these.
        for name, value in _DEFAULTS.items():
            builder = builder.config(name, value)
        builder = builder.config("spark.ui.showConsoleProgress", str(verbose).lower())
    try:
        with nullcontext() if verbose or submitted else _hushed():
            spark = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as problem:
        raise SparkError(
            f"Spark could not be started (it needs Java 17 or newer): {_said(problem)}"
        ) from problem
    try:
        yield spark
    except (PySparkException, Py4JError) as problem:
        raise SparkError(f"Spark gave up: {_said(problem)}") from problem
    finally:
        spark.stop()


@contextmanager
def _hushed() -> Iterator[None]:
    """Let the processes that are started in the block write to a file that nobody reads, instead of standard error.

    Java, and all that it starts, talks there as long as it runs; what goes wrong is told without it.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with TemporaryFile() as unread:
            os.dup2(unread.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


_NO_CLASS: Final = re.compile(r"Class \S+FileSystem not found")
_NOISE: Final = re.compile(r"\A(?:: )?(?:[\w.$]+(?:Exception|Error): )+")


def _said(problem: BaseException) -> str:
    """What a failure comes from: of a chain of Java's causes the last, in its first line."""
    lines = [line.strip() for line in str(problem).splitlines()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    python = [line for line in lines if re.match(r"\w[\w.]*(?:Error|Lost|Exception): ", line)]
    found = [
        *python,
        *causes,
        *(line for line in lines if line.startswith(": ")),
        *lines,
        type(problem).__name__,
    ]
    said = _NOISE.sub("", next(line for line in found if line))
    return (
        f"{said}: its jar is not on Spark's class path; see docs/scale.md" if _NO_CLASS.search(said) else said
    )
