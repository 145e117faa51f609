"""The store that runs inside the program: Oxigraph, in memory or in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QueryTriples, Triple
from pyoxigraph import Store as Oxigraph

from kg.store.errors import QuerySyntaxError, StoreError
from kg.store.results import Boolean, Graph, Result, Solutions

_MARK: Final = "CURRENT"
"""The file that every RocksDB folder has."""

_PLACE: Final = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_SENTENCE: Final = re.compile(
    r"(?:^|, )((?:The|Prefix|Variable|IRI|Undefined|Multiple|Not|Invalid|Unexpected) [A-Za-z][^,\[]*)"
)


class EmbeddedStore:
    """Triples in memory or in a folder. Queries see all graphs as one."""

    def __init__(self, engine: Oxigraph) -> None:
        self._engine = engine

    def __len__(self) -> int:
        """The number of statements, over all graphs."""
        return len(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the folder free, so that another program can open it; the store cannot be used afterwards."""
        del self._engine

    def load(self, triples: Iterable[Triple], *, graph: str | None = None) -> None:
        """Add triples to what the store holds.

        Args:
            triples: what to add; a triple that is there already stays one.
            graph: the IRI of the graph they go into; none for the default graph.

        Raises:
            StoreError: the store cannot be written.
        """
        name = DefaultGraph() if graph is None else NamedNode(graph)
        quads = (Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)
        try:
            self._engine.bulk_extend(quads)
        except OSError as problem:
            raise StoreError(f"the store cannot be written: {problem}") from problem

    def query(self, text: str) -> Result:
        """Answer a query over the union of all graphs.

        Args:
            text: a SPARQL 1.1 query.

        Returns:
            Solutions of SELECT, a Boolean of ASK, a Graph of CONSTRUCT and DESCRIBE.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            StoreError: the store, or a service that the query names, cannot be read.
        """
        try:
            answer = self._engine.query(text, use_default_graph_as_union=True)
            if isinstance(answer, QueryBoolean):
                return Boolean(bool(answer))
            if isinstance(answer, QueryTriples):
                return Graph(tuple(dict.fromkeys(answer)))
            variables = tuple(variable.value for variable in answer.variables)
            return Solutions(variables, tuple(tuple(row) for row in answer))
        except SyntaxError as problem:
            raise _explained(problem, text) from None
        except OSError as problem:
            raise StoreError(f"the query cannot be answered: {problem}") from problem


def open_store(path: Path | None = None) -> EmbeddedStore:
    """Open a store that answers SPARQL queries.

    Args:
        path: the folder that holds it, made where it is missing; none for a store in memory.

    Raises:
        StoreError: the folder is a file, or holds something else, or another program has it open.
    """
    if path is None:
        return EmbeddedStore(Oxigraph())
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file; a store is a folder")
    if path.is_dir() and not (path / _MARK).exists() and any(path.iterdir()):
        raise StoreError(f"{path} holds other things than a store; name a new or an empty folder")
    try:
        return EmbeddedStore(Oxigraph(str(path)))
    except OSError as problem:
        if "lock" in str(problem).lower():
            raise StoreError(f"{path} is open in another program; wait until it has finished") from problem
        raise StoreError(f"{path} cannot be opened as a store: {problem}") from problem


def _explained(problem: SyntaxError, text: str) -> QuerySyntaxError:
    """Oxigraph lists every token that could have followed; a person wants the place and what stands there."""
    match = _PLACE.match(str(problem))
    if match is None:
        return QuerySyntaxError(str(problem))
    line, column, expected = int(match[1]), int(match[2]), match[3]
    known = _SENTENCE.search(expected)
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    start = column - 1
    while start and not here[start - 1 : start].isspace():
        start -= 1
    rest = here[start:].strip()
    shown = rest if len(rest) <= 40 else rest[:39] + "…"
    if shown:
        reason = f"not SPARQL at or before {shown!r}"
    elif any(later.strip() for later in lines[line:]):
        reason = "not SPARQL at or before the end of this line"
    else:
        reason = "not SPARQL at or before the end of the query"
    if known:
        reason += f" ({known[1].strip().rstrip('.').lower()})"
    return QuerySyntaxError(reason, line, column)
