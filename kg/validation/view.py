"""The triples of Oxigraph's store seen as rdflib sees a graph: no more of it than reports are made with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pyoxigraph
from rdflib.term import Node

from kg.graph.rdflib_terms import from_term, to_term

Pattern = tuple[Node | None, Node | None, Node | None]
_Place = pyoxigraph.NamedNode | pyoxigraph.BlankNode


class Triples(Protocol):
    """What a report needs of a graph; an rdflib graph is one."""

    def __contains__(self, triple: Pattern) -> bool: ...

    def triples(self, triple: Pattern, /) -> Iterator[tuple[Node, Node, Node]]:
        """The triples that match, with none for any term."""
        ...

    def subjects(self, predicate: Node | None = None, value: Node | None = None, /) -> Iterator[Node]:
        """The subjects of the triples that match."""
        ...

    def objects(self, subject: Node | None = None, predicate: Node | None = None, /) -> Iterator[Node]:
        """The objects of the triples that match."""
        ...


class View:
    """The default graph of a store of Oxigraph as :class:`Triples`."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store

    def __contains__(self, triple: Pattern) -> bool:
        return next(self.triples(triple), None) is not None

    def triples(self, triple: Pattern, /) -> Iterator[tuple[Node, Node, Node]]:
        """The triples that match, with none for any term."""
        for quad in self._quads(*triple):
            yield to_term(quad.subject), to_term(quad.predicate), to_term(quad.object)

    def subjects(self, predicate: Node | None = None, value: Node | None = None, /) -> Iterator[Node]:
        """The subjects of the triples that match."""
        for quad in self._quads(None, predicate, value):
            yield to_term(quad.subject)

    def objects(self, subject: Node | None = None, predicate: Node | None = None, /) -> Iterator[Node]:
        """The objects of the triples that match."""
        for quad in self._quads(subject, predicate, None):
            yield to_term(quad.object)

    def _quads(
        self, subject: Node | None, predicate: Node | None, value: Node | None
    ) -> Iterator[pyoxigraph.Quad]:
        about = None if subject is None else from_term(subject)
        by = None if predicate is None else from_term(predicate)
        if isinstance(about, pyoxigraph.Literal) or not isinstance(by, pyoxigraph.NamedNode | None):
            return iter(())
        at = None if value is None else from_term(value)
        return self.store.quads_for_pattern(about, by, at, pyoxigraph.DefaultGraph())
