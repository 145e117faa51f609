"""Many pages at once: read, merged, checked and written by as many processes as there are, in bounded memory."""

from __future__ import annotations

from kg.bulk.converting import made, read_into, write_made
from kg.bulk.pool import Pool, WorkerLost, cores
from kg.bulk.settings import Means, Settings
from kg.bulk.steps import Finding, Made, make_batch, read_batch

__all__ = [
    "Finding",
    "Made",
    "Means",
    "Pool",
    "Settings",
    "WorkerLost",
    "cores",
    "made",
    "make_batch",
    "read_batch",
    "read_into",
    "write_made",
]
