"""The servers that the queries are put to."""

from tests.store.fixtures import server

__all__ = ["server"]
