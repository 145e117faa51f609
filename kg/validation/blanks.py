"""Names for the blank nodes of a graph that are the same each time it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib.term import BNode, Identifier, Node

from kg.validation.view import Triples


def steady_names(graph: Triples, terms: Iterable[Identifier | None]) -> Mapping[Identifier, BNode]:
    """For each blank node among the terms a name by what is said of it: ``b1``, ``b2`` and so on.

    Parsers make names up. Nodes of which the same is said, up to other blank nodes, share the order that is left to chance.
    """
    blank = {term for term in terms if isinstance(term, BNode)}
    ordered = sorted(blank, key=lambda node: _said(graph, node))
    return {node: BNode(f"b{number}") for number, node in enumerate(ordered, start=1)}


def _said(graph: Triples, node: BNode) -> list[tuple[str, str, str]]:
    return sorted(
        (_text(subject), _text(predicate), _text(value))
        for pattern in ((node, None, None), (None, None, node))
        for subject, predicate, value in graph.triples(pattern)
    )


def _text(term: Node) -> str:
    return "_:" if isinstance(term, BNode) else term.n3()
