"""One Spark for all tests of this folder, with two workers and small pieces of work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kg.spark import missing
from tests.cli.conftest import folder, kg, kg_process

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["folder", "kg", "kg_process", "spark"]

PIECE = 2**15
"""So many bytes of input make a piece of work: a few pages."""


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session; the test is skipped where Spark or Java is not installed."""
    said = missing()
    if said is not None:
        pytest.skip(said)
    from kg.spark.session import session  # noqa: PLC0415 - only where Spark is there

    with session("local[2,4]") as running:
        running.conf.set("spark.sql.files.maxPartitionBytes", str(PIECE))
        running.conf.set("spark.sql.files.openCostInBytes", "1024")
        running.conf.set("spark.sql.shuffle.partitions", "2")
        yield running
