"""Which questions a node of a graph belongs to."""

from __future__ import annotations

from rdflib import RDF, URIRef
from rdflib.term import Node

from kg.graph import namespaces
from kg.graph.iris import Iris
from kg.model import DocumentNumber
from kg.validation.view import Triples

QUESTION = URIRef(namespaces.WRITTEN_QUESTION.value)
_IDENTIFIER = URIRef(namespaces.IDENTIFIER.value)
_PARTS = tuple(
    URIRef(part.value) for part in (namespaces.HAS_POINT, namespaces.HAS_ANSWER, namespaces.WAS_DERIVED_FROM)
)


class Owners:
    """Tells of the nodes of one graph which questions they belong to."""

    def __init__(self, graph: Triples, iris: Iris) -> None:
        self._graph = graph
        self._iris = iris
        self._known: dict[Node, tuple[DocumentNumber, ...]] = {}

    def of(self, node: Node) -> tuple[DocumentNumber, ...]:
        """The question that a node is, or is part of; of any other node, all questions that refer to it; by number."""
        if node not in self._known:
            own = self._own(node)
            if not own:
                own = {
                    number for subject in self._graph.subjects(None, node) for number in self._own(subject)
                }
            self._known[node] = tuple(sorted(own))
        return self._known[node]

    def _own(self, node: Node) -> set[DocumentNumber]:
        """By the IRI, or, where the graph has another base, by what leads from a question to the node."""
        if isinstance(node, URIRef) and (number := self._iris.question_of(str(node))) is not None:
            return {number}
        found: set[DocumentNumber] = set()
        seen: set[Node] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            found |= self._numbers(current)
            for part in _PARTS:
                waiting.extend(self._graph.subjects(part, current))
        return found

    def _numbers(self, node: Node) -> set[DocumentNumber]:
        if (node, RDF.type, QUESTION) not in self._graph:
            return set()
        if (around := Iris.around(str(node))) is not None:
            return {around[1]}
        found: set[DocumentNumber] = set()
        for identifier in self._graph.objects(node, _IDENTIFIER):
            try:
                found.add(DocumentNumber.parse(str(identifier)))
            except ValueError:
                continue
        return found
