"""The graph of the tests, and the two engines that answer queries over it."""

from __future__ import annotations

import functools
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.graph.formats import to_rdflib
from kg.store import Boolean, EmbeddedStore, Graph, Result, Solutions, Store, Term, open_store

HERE = Path(__file__).parent
DATA = HERE / "graph.ttl"
SAMPLE = HERE.parent.parent.parent / "shared" / "samples" / "7-1668.expected.ttl"


class RdflibStore:
    """A store that answers with rdflib, which shares no code with Oxigraph."""

    def __init__(self, triples: list[Triple]) -> None:
        self._graph = to_rdflib(triples)

    def query(self, text: str) -> Result:
        result = self._graph.query(text)
        if result.type == "ASK":
            return Boolean(bool(result.askAnswer))
        if result.type in {"CONSTRUCT", "DESCRIBE"}:
            raise NotImplementedError
        variables = tuple(str(variable) for variable in result.vars or ())
        return Solutions(variables, tuple(tuple(map(_term, row)) for row in result))  # type: ignore[arg-type]


def _term(term: rdflib.term.Node | None) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def triples(path: Path = DATA) -> list[Triple]:
    return [quad.triple for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE)]


def embedded(statements: list[Triple]) -> EmbeddedStore:
    store = open_store()
    store.load(statements)
    return store


@functools.cache
def engine(name: str) -> Store:
    """The test graph in ``oxigraph`` or in ``rdflib``."""
    return embedded(triples()) if name == "oxigraph" else RdflibStore(triples())


ENGINES = ("oxigraph", "rdflib")

__all__ = ["DATA", "ENGINES", "HERE", "SAMPLE", "Graph", "RdflibStore", "embedded", "engine", "triples"]
