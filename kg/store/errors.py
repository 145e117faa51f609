"""What can go wrong with a store; every message is fit for the person who asked."""

from __future__ import annotations

from typing import Final

ENGINE_ERRORS: Final = (OSError, RuntimeError)
"""What Oxigraph raises where files cannot be read or written; the second where they are damaged."""


class StoreError(OSError):
    """The store cannot be opened, read or written."""


class QuerySyntaxError(ValueError):
    """The query is not SPARQL.

    Attributes:
        reason: what is wrong, without the place.
        line: the line in the query, from 1; none where the store does not tell.
        column: the column in the line, from 1; likewise.
    """

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        place = (
            "" if line is None else f"line {line}" + ("" if column is None else f", column {column}") + ": "
        )
        super().__init__(f"{place}{reason}")
        self.reason = reason
        self.line = line
        self.column = column
