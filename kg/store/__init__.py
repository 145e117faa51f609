"""Places that hold a graph and answer SPARQL queries."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from kg.store.embedded import EmbeddedStore, open_store
from kg.store.errors import QuerySyntaxError, StoreError
from kg.store.results import Boolean, Graph, Result, Row, Solutions, Term

__all__ = [
    "Boolean",
    "EmbeddedStore",
    "Graph",
    "InOrder",
    "QuerySyntaxError",
    "Result",
    "Row",
    "Solutions",
    "Store",
    "StoreError",
    "Term",
    "open_store",
]


class Store(Protocol):
    """Anything that answers SPARQL 1.1 queries."""

    def query(self, text: str) -> Result:
        """Answer a query.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            StoreError: the store cannot be read.
        """
        ...


@runtime_checkable
class InOrder(Protocol):
    """A store that can be told to look things up in the order in which a query names them."""

    def query_in_order(self, text: str) -> Result:
        """Answer a query that is written for that; as :meth:`Store.query`.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            StoreError: the store cannot be read.
        """
        ...
