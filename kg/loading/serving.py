"""Giving questions to a server that keeps graphs (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.iris import Iris
from kg.graph.mapping import Triple
from kg.graph.names import Names, names_in
from kg.store.graph_store import GraphStore, push


def give(graphs: Iterable[tuple[str, Iterable[Triple]]], server: GraphStore, iris: Iris) -> int:
    """Put questions in the place of what a server has of them, and add the names they share to those that it has.

    Args:
        graphs: with their IRIs; those of questions, and that of the names.
        server: where they go.
        iris: how things and graphs are named.

    Returns:
        How many questions there were.

    Raises:
        ServerError: the server cannot be asked, or does not do it; the graphs before are there.
    """
    count = 0

    def given() -> Iterator[tuple[str, Iterable[Triple]]]:
        nonlocal count
        for graph, triples in graphs:
            if graph == iris.names_graph:
                yield graph, _joined(triples, server.get(graph))
            else:
                count += iris.graph_number(graph) is not None
                yield graph, triples

    push(given(), server)
    return count


def _joined(own: Iterable[Triple], there: Iterable[Triple]) -> list[Triple]:
    """The names of both, each thing with one preferred label a language."""
    names, rest = names_in([*there, *own])
    return [*Names(names).triples(), *dict.fromkeys(rest)]
