"""Files and folders → documents, as a local run gives them, read wherever there is a worker.

Pages, archives and compressed JSON Lines come one file at a time. JSON Lines that are not compressed come in blocks, which
several workers can share; a page is still named by its line, for which the lines of each block are counted first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

from kg import sidecar
from kg.inputs import FOLDER_SUFFIXES, Document, Unreadable
from kg.spark.places import Place
from kg.spark.steps import lines_of, whole_file

if TYPE_CHECKING:
    from pyspark import RDD

_BLOCKS: Final = (".jsonl", ".ndjson")
_WHOLE: Final = tuple(suffix for suffix in FOLDER_SUFFIXES if suffix not in _BLOCKS)

Exists = Callable[[str], bool]
"""Whether there is a file of that name in full."""


def documents(spark: SparkSession, places: Sequence[Place], exists: Exists) -> RDD[Document | Unreadable]:
    """The documents of some places, none of which lies in another."""
    found = [*_whole(spark, places, exists), *_in_blocks(spark, places)]
    return spark.sparkContext.union(found)


def _whole(
    spark: SparkSession, places: Sequence[Place], exists: Exists
) -> Iterator[RDD[Document | Unreadable]]:
    folders = [place for place in places if not place.is_file]
    single = [place for place in places if place.is_file and not place.root.lower().endswith(_BLOCKS)]
    beside = [replaced for place in single if exists((replaced := place.beside(sidecar.SUFFIX)).root)]
    columns = [F.col("path"), F.col("content")]
    pages = _loaded(spark, "binaryFile", folders, single, _WHOLE, columns=columns)
    if pages is None:
        return
    sidecars = _loaded(spark, "binaryFile", folders, beside, (sidecar.SUFFIX,), columns=columns)
    if sidecars is None or not sidecars.inputFiles():
        pages = pages.withColumn("sidecar", F.lit(None).cast("binary"))
    else:
        page = F.expr(f"substring(path, 1, length(path) - {len(sidecar.SUFFIX)})")
        told = sidecars.select(
            page.alias("path"), F.expr(f"substring(content, 1, {sidecar.LIMIT})").alias("sidecar")
        )
        pages = pages.join(told, "path", "left")
    yield pages.rdd.mapPartitions(partial(_from_files, places=places))


def _from_files(
    rows: Iterable[tuple[str, bytes, bytes | None]], places: Sequence[Place]
) -> Iterator[Document | Unreadable]:
    for path, content, beside in rows:
        yield from whole_file(_name(path, places), bytes(content), None if beside is None else bytes(beside))


def _in_blocks(spark: SparkSession, places: Sequence[Place]) -> Iterator[RDD[Document | Unreadable]]:
    folders = [place for place in places if not place.is_file]
    single = [place for place in places if place.is_file and place.root.lower().endswith(_BLOCKS)]
    columns = [
        F.col("_metadata.file_path").alias("path"),
        F.col("_metadata.file_block_start").alias("start"),
        F.col("value").cast("binary").alias("line"),
    ]
    lines = _loaded(spark, "text", folders, single, _BLOCKS, columns=columns)
    if lines is None or not lines.inputFiles():
        return
    counted = lines.groupBy("path", "start").count().collect()
    first: dict[tuple[str, int], int] = {}
    before: dict[str, int] = {}
    for path, start, number in sorted(map(tuple, counted)):
        first[path, start] = before.get(path, 0)
        before[path] = before.get(path, 0) + number
    yield lines.rdd.mapPartitions(partial(_from_lines, places=places, first=first))


def _from_lines(
    rows: Iterable[tuple[str, int, bytes]], places: Sequence[Place], first: dict[tuple[str, int], int]
) -> Iterator[Document | Unreadable]:
    # Other than the reader of whole files, this one gives the names of files as addresses.
    names = {path: _name(_plain(path), places) for path, _ in first}
    yield from lines_of(((path, start, bytes(line)) for path, start, line in rows), first, names)


def _plain(address: str) -> str:
    return unquote(address.replace("file:///", "file:/", 1) if address.startswith("file:///") else address)


def _name(found: str, places: Sequence[Place]) -> str:
    return next((name for place in places if (name := place.name_of(found)) is not None), found)


def _loaded(
    spark: SparkSession,
    format: str,
    folders: Sequence[Place],
    single: Sequence[Place],
    suffixes: Sequence[str],
    *,
    columns: Sequence[Column],
) -> DataFrame | None:
    """Columns of the files of some folders that end in one of the suffixes, and of some files whatever they end in."""
    frames = []
    # A carriage return is part of a line, as everywhere else in this program.
    reader = spark.read.format(format).option("lineSep", "\n").option("recursiveFileLookup", "true")
    if single:
        frames.append(reader.load([place.pattern for place in single]))
    if folders:
        wanted = f"*{{{','.join(map(_in_any_case, suffixes))}}}"
        frames.append(reader.option("pathGlobFilter", wanted).load([place.pattern for place in folders]))
    return reduce(DataFrame.union, (frame.select(*columns) for frame in frames)) if frames else None


def _in_any_case(suffix: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix)
