"""The whole run: places in, a folder of N-Quads and a report out."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

from kg.bulk import Means, Settings
from kg.inputs import name_of
from kg.spark import SparkError
from kg.spark.places import SCHEME, Hadoop, Place
from kg.spark.sources import documents
from kg.spark.steps import Kind, make, names_from, place_of, read

DONE: Final = "_SUCCESS"
"""The empty file that says that a folder holds the whole result."""

_WORK: Final = "unfinished"
"""The folder in the result's own that is gone once it is complete."""

_SUFFIXES: Final = {Kind.QUESTIONS: ".nq", Kind.REPORT: ".jsonl", Kind.VIOLATIONS: ".jsonl"}
_NAMES: Final = "names"
_ROW: Final = "kind string, legislature int, number int, name string, lines string"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a run.

    Attributes:
        clean: how many documents were converted without warnings.
        warned: how many with warnings.
        rejected: how many were not.
        left_out: how many questions do not conform.
    """

    clean: int = 0
    warned: int = 0
    rejected: int = 0
    left_out: int = 0

    @property
    def documents(self) -> int:
        """How many there were."""
        return self.clean + self.warned + self.rejected


def convert(spark: SparkSession, paths: Sequence[Path | str], output: Path | str, settings: Settings) -> Done:
    """Convert pages, and write the result to a folder.

    In it ``questions/part-*.nq`` hold the questions, in each file by number; ``names/part-*.nq`` the names that they
    share; ``report/part-*.jsonl`` what became of each document; ``violations/part-*.jsonl`` why questions were left out.
    The last to appear is ``_SUCCESS``; of a run that fails nothing stays, and where there are no documents nothing is
    written.

    Args:
        spark: the session.
        paths: files and folders; a text is an address that Hadoop knows.
        output: a folder that is not there yet, or empty.
        settings: how to convert.

    Raises:
        ThesaurusError, AuthoritiesError: a file that names are looked up in is malformed.
        SparkError: a place is missing, the output is not free, or Spark gave up.
    """
    _ = Means(settings).resolver
    hadoop = Hadoop(spark)
    target = _address(output)
    if not hadoop.is_free(target):
        raise SparkError(f"{output} is there already: name a folder that is not, or that is empty")
    places = _apart([hadoop.place(_shown(path), _address(path)) for path in paths])
    try:
        with _brought(spark, settings) as brought:
            done = _run(spark, hadoop, places, target, brought)
    except BaseException:
        with suppress(Exception):  # what went wrong first is what is told
            hadoop.remove(target)
        raise
    if not done.documents:
        hadoop.remove(target)
    return done


def _run(
    spark: SparkSession, hadoop: Hadoop, places: Sequence[Place], target: str, settings: Settings
) -> Done:
    work = f"{target}/{_WORK}"
    found = documents(spark, places, hadoop.exists)
    entries = found.mapPartitions(partial(read, settings=settings)).repartitionAndSortWithinPartitions(
        max(found.getNumPartitions(), 1), place_of
    )
    rows = entries.mapPartitions(partial(make, settings=settings))
    spark.createDataFrame(rows, _ROW, verifySchema=False).sortWithinPartitions(
        "kind", "legislature", "number", "name"
    ).select("kind", "lines").write.partitionBy("kind").text(f"{work}/rows")
    labels = f"{work}/rows/kind={Kind.LABELS}"
    if hadoop.exists(labels):
        each = spark.read.text(labels).distinct().rdd.map(_only).coalesce(1).mapPartitions(names_from)
        spark.createDataFrame(each, "lines string", verifySchema=False).write.text(f"{work}/{_NAMES}")
        _take(hadoop, f"{work}/{_NAMES}", f"{target}/{_NAMES}", ".nq")
    for kind, suffix in _SUFFIXES.items():
        _take(hadoop, f"{work}/rows/kind={kind}", f"{target}/{kind}", suffix)
    done = _counted(spark, hadoop, target)
    hadoop.remove(work)
    hadoop.touch(f"{target}/{DONE}")
    return done


def _only(row: Sequence[str]) -> str:
    return row[0]


def _take(hadoop: Hadoop, source: str, target: str, suffix: str) -> None:
    """Move the parts of a result to where they stay, under names that say what they hold."""
    parts = ((name, re.match(r"part-\d+", name)) for name in hadoop.names(source))
    pairs = [(f"{source}/{name}", f"{part[0]}{suffix}") for name, part in parts if part]
    if pairs:
        hadoop.move(pairs, target)


def _counted(spark: SparkSession, hadoop: Hadoop, target: str) -> Done:
    report, violations = f"{target}/{Kind.REPORT}", f"{target}/{Kind.VIOLATIONS}"
    if not hadoop.exists(report):
        return Done()
    told = spark.read.schema("status string, warnings array<struct<code: string>>").json(report)
    kinds = told.select(
        F.when(F.col("status") != "converted", "rejected")
        .when(F.size("warnings") > 0, "warned")
        .otherwise("clean")
        .alias("kind")
    )
    counts = dict(map(tuple, kinds.groupBy("kind").count().collect()))
    left_out = (
        spark.read.schema("id string").json(violations).distinct().count() if hadoop.exists(violations) else 0
    )
    return Done(**counts, left_out=left_out)


@contextmanager
def _brought(spark: SparkSession, settings: Settings) -> Iterator[Settings]:
    """The settings for workers, to whom Spark brings the files that names are looked up in, each under a name of its own."""
    given = [*([] if settings.thesaurus is None else [settings.thesaurus]), *settings.authorities]
    with TemporaryDirectory(prefix="kg-") as folder:
        copies = [Path(folder, f"{number}-{path.name}") for number, path in enumerate(given)]
        for path, copy in zip(given, copies, strict=True):
            shutil.copyfile(path, copy)
            spark.sparkContext.addFile(str(copy))
        thesaurus = None if settings.thesaurus is None else copies.pop(0)
        yield replace(settings, thesaurus=thesaurus, authorities=tuple(copies))


def _apart(places: Sequence[Place]) -> list[Place]:
    """The places without those that others hold: no document comes twice."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: len(place.root)):
        if all(other.name_of(place.root) is None for other in kept):
            kept.append(place)
    return kept


def _shown(path: Path | str) -> str:
    return path if isinstance(path, str) else name_of(path)


def _address(path: Path | str) -> str:
    if isinstance(path, str) and SCHEME.match(path):
        return path.rstrip("/")
    return f"file:{os.path.abspath(path)}"  # noqa: PTH100 - a link stays what it is called
