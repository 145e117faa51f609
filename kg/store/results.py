"""What a query gives, whichever store answered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""A value in a row."""

Row: TypeAlias = tuple[Term | None, ...]
"""The values of a row in the order of the variables; ``None`` where a variable is not bound."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT query, in its order; ``variables`` are without their question mark."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Boolean:
    """What an ASK query answers."""

    value: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of a CONSTRUCT or DESCRIBE query; each once."""

    triples: tuple[Triple, ...]


Result: TypeAlias = Solutions | Boolean | Graph
