"""The query library: finds, binds and runs the queries of ``queries/``, and writes what they give.

>>> from kg.store import open_store
>>> run(find("late-answers"), open_store(), {"days": "30"}).rows
()
"""

from __future__ import annotations

from kg.queries.errors import ParameterError, QueryError, QueryFileError, UnknownQuery
from kg.queries.library import Query, find, library, read, run
from kg.queries.parameters import KINDS, Kind, Parameter
from kg.queries.writers import WRITERS, Writer

__all__ = [
    "KINDS",
    "WRITERS",
    "Kind",
    "Parameter",
    "ParameterError",
    "Query",
    "QueryError",
    "QueryFileError",
    "UnknownQuery",
    "Writer",
    "find",
    "library",
    "read",
    "run",
]
