"""Triples to a graph of rdflib and back, each term as it is.

rdflib turns the lexical form of a literal into a Python value as it makes the literal; where it cannot, it logs a
traceback, and some forms it changes. Neither happens here.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.term import Node

from kg.graph import namespaces as ns

_BOOLEANS = ("true", "false", "1", "0")
"""The lexical forms of xsd:boolean (XML Schema 1.1 part 2, section 3.3.2)."""

_LOGGER = logging.getLogger("rdflib.term")


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """A graph of rdflib with these triples; ill-typed literals (``"2022-02-31"^^xsd:date``) are in it as they are.

    Raises:
        TypeError: a triple is the object of another (RDF 1.2).
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in ns.PREFIXES.items():
        graph.bind(prefix, namespace)
    terms: dict[NamedNode | BlankNode, Node] = {}
    with _unlogged():
        for triple in triples:
            graph.add(
                (_node(triple.subject, terms), _node(triple.predicate, terms), _object(triple.object, terms))
            )
    return graph


def from_rdflib(graph: rdflib.Graph) -> list[Triple]:
    """The triples of a graph of rdflib; of a dataset, those of all its graphs.

    Raises:
        ValueError: a term that RDF does not allow where it is, or an IRI that is none.
    """
    if isinstance(graph, rdflib.Dataset):
        found = dict.fromkeys((s, p, o) for s, p, o, _ in graph.quads())
        return [_triple(*terms) for terms in found]
    return [_triple(*terms) for terms in graph.triples((None, None, None))]


def to_term(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Identifier:
    """A term as rdflib has it; a literal as it is, also an ill-typed one.

    Raises:
        TypeError: it is a triple (RDF 1.2).
    """
    if isinstance(term, Literal):
        with _unlogged():
            return _literal(term)
    if isinstance(term, Triple):
        raise TypeError(f"rdflib has no triples about triples (RDF 1.2): {term}")
    return rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.BNode(term.value)


def _object(term: NamedNode | BlankNode | Literal | Triple, terms: dict[NamedNode | BlankNode, Node]) -> Node:
    return _literal(term) if isinstance(term, Literal) else _node(term, terms)


def _node(term: NamedNode | BlankNode | Triple, terms: dict[NamedNode | BlankNode, Node]) -> Node:
    if isinstance(term, Triple):
        raise TypeError(f"rdflib has no triples about triples (RDF 1.2): {term}")
    found = terms.get(term)
    if found is None:
        found = rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.BNode(term.value)
        terms[term] = found
    return found


def _literal(term: Literal) -> rdflib.Literal:
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == ns.STRING:
        return rdflib.Literal(term.value)
    datatype = rdflib.URIRef(term.datatype.value)
    if term.datatype == ns.BOOLEAN and term.value not in _BOOLEANS:
        return _verbatim(term.value, datatype, value=None, ill_typed=True)
    literal = rdflib.Literal(term.value, datatype=datatype, normalize=False)
    if str(literal) == term.value:
        return literal
    return _verbatim(term.value, datatype, value=literal.value, ill_typed=literal.ill_typed)


def _verbatim(
    lexical: str, datatype: rdflib.URIRef, *, value: object, ill_typed: bool | None
) -> rdflib.Literal:
    """A literal as it is, where rdflib warns of it (xsd:boolean) or changes it in any case (xsd:token)."""
    exact = str.__new__(rdflib.Literal, lexical)
    exact._language, exact._datatype, exact._value, exact._ill_typed = None, datatype, value, ill_typed
    return exact


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep what rdflib says of ill-typed literals out of the log; other threads log on."""
    mine = threading.get_ident()

    def others(record: logging.LogRecord) -> bool:
        return record.thread != mine

    _LOGGER.addFilter(others)
    try:
        yield
    finally:
        _LOGGER.removeFilter(others)


def _triple(subject: Node, predicate: Node, value: Node) -> Triple:
    if not isinstance(subject, rdflib.URIRef | rdflib.BNode) or not isinstance(predicate, rdflib.URIRef):
        raise ValueError(f"not a triple of RDF: {subject!r} {predicate!r} {value!r}")
    return Triple(_resource(subject), NamedNode(predicate), from_term(value))


def from_term(term: Node) -> NamedNode | BlankNode | Literal:
    """A term of rdflib as Oxigraph has it.

    Raises:
        ValueError: a term that RDF does not allow, or an IRI that is none.
    """
    if isinstance(term, rdflib.URIRef | rdflib.BNode):
        return _resource(term)
    if not isinstance(term, rdflib.Literal):
        raise ValueError(f"not a term of RDF: {term!r}")
    if term.language is not None:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=ns.STRING if term.datatype is None else NamedNode(term.datatype))


def _resource(term: rdflib.URIRef | rdflib.BNode) -> NamedNode | BlankNode:
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    try:
        return BlankNode(str(term))
    except ValueError:
        # rdflib takes any text for the label of a blank node.
        return BlankNode("x" + hashlib.sha256(term.encode()).hexdigest()[:32])
