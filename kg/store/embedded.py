"""The store that runs inside the program: Oxigraph, in memory or in a folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QueryTriples, Triple
from pyoxigraph import Store as Oxigraph

from kg.graph.iris import Iris
from kg.graph.namespaces import BASE
from kg.model import DocumentNumber
from kg.store.errors import ENGINE_ERRORS, QuerySyntaxError, StoreError
from kg.store.folder import Folder
from kg.store.results import Boolean, Graph, Result, Solutions

_PLACE: Final = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_SENTENCE: Final = re.compile(
    r"(?:^|, )((?:The|Prefix|Variable|IRI|Undefined|Multiple|Not|Invalid|Unexpected) [A-Za-z][^,\[]*)"
)


_DEFAULT: Final = Iris()


class EmbeddedStore:
    """Triples in memory or in a folder. Queries see all graphs as one."""

    def __init__(self, engine: Oxigraph, held: ExitStack | None = None, iris: Iris = _DEFAULT) -> None:
        """Use an engine.

        Args:
            engine: holds the triples.
            held: what is let go when the store is closed.
            iris: how things and graphs are named.
        """
        self._engine = engine
        self.iris = iris
        self._held = held or ExitStack()

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
        """Give the folder free, so that another program can write it; the store cannot be used afterwards."""
        del self._engine
        self._held.close()

    def numbers(self) -> list[DocumentNumber]:
        """The questions that have a graph, by number."""
        names = (graph.value for graph in self._engine.named_graphs() if isinstance(graph, NamedNode))
        return sorted(number for name in names if (number := self.iris.graph_number(name)) is not None)

    def has(self, id: DocumentNumber) -> bool:
        """Whether there is a graph of a question."""
        return self._engine.contains_named_graph(NamedNode(self.iris.graph(id)))

    def graphs(self, only: Collection[DocumentNumber] | None = None) -> Iterator[tuple[str, list[Triple]]]:
        """The named graphs with their triples: those of questions by number, then the others.

        Args:
            only: the questions wanted; then of what they share with others just what they name.
        """
        iris = self.iris
        names = {graph.value for graph in self._engine.named_graphs() if isinstance(graph, NamedNode)}
        numbered = {number: name for name in names if (number := iris.graph_number(name)) is not None}
        if only is None:
            wanted = [name for _, name in sorted(numbered.items())] + sorted(names - set(numbered.values()))
            for name in wanted:
                yield name, self._triples(name)
            return
        used: set[NamedNode] = set()
        for number, name in sorted(numbered.items()):
            if number in only:
                triples = self._triples(name)
                used |= {triple.object for triple in triples if isinstance(triple.object, NamedNode)}
                yield name, triples
        shared = NamedNode(iris.names_graph)
        yield (
            shared.value,
            [quad.triple for iri in used for quad in self._engine.quads_for_pattern(iri, None, None, shared)],
        )

    def _triples(self, graph: str) -> list[Triple]:
        return [quad.triple for quad in self._engine.quads_for_pattern(None, None, None, NamedNode(graph))]

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
        except ENGINE_ERRORS as problem:
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
        except ENGINE_ERRORS as problem:
            raise StoreError(f"the query cannot be answered: {problem}") from problem


def open_store(path: Path | None = None) -> EmbeddedStore:
    """Open a store that answers SPARQL queries.

    Args:
        path: the folder of one that ``kg load`` has made, which can be asked but not written; several programs may ask it
            at a time. None for an empty store in memory.

    Raises:
        StoreError: there is no store, or another program is loading it.
    """
    if path is None:
        return EmbeddedStore(Oxigraph())
    folder = Folder(path)
    held = ExitStack()
    held.enter_context(folder.reading())
    try:
        graphs = folder.graphs
        if graphs is None:
            raise StoreError(f"{path} holds nothing yet: 'kg load PATH --store {path}' fills it")
        try:
            engine = Oxigraph.read_only(str(graphs))
        except ENGINE_ERRORS as problem:
            raise folder.unusable(graphs, problem) from problem
        return EmbeddedStore(engine, held, Iris(folder.base or BASE))
    except BaseException:
        held.close()
        raise


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
