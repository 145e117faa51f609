"""Which questions a node of a graph belongs to."""

from __future__ import annotations

from rdflib import DCTERMS, PROV, RDF, Graph, Namespace
from rdflib.term import Node

from kg.graph.iris import Iris
from kg.model import DocumentNumber

_WQ = Namespace("https://w3id.org/written-questions/ontology#")
QUESTION = _WQ.WrittenQuestion
_PARTS = (_WQ.hasPoint, _WQ.hasAnswer, PROV.wasDerivedFrom)


class Owners:
    """Tells of the nodes of one graph which questions they belong to."""

    def __init__(self, graph: Graph, iris: Iris) -> None:
        self._graph = graph
        self._iris = iris

    def of(self, node: Node) -> tuple[DocumentNumber, ...]:
        """The question that a node is, or is part of; of any other node, all questions that refer to it; by number."""
        own = self._own(node)
        if not own:
            own = {number for subject in self._graph.subjects(None, node) for number in self._own(subject)}
        return tuple(sorted(own))

    def _own(self, node: Node) -> set[DocumentNumber]:
        """By the IRI, or, where the graph has another base, by what leads from a question to the node."""
        if (number := self._iris.question_of(str(node))) is not None:
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
        found: set[DocumentNumber] = set()
        for identifier in self._graph.objects(node, DCTERMS.identifier):
            try:
                found.add(DocumentNumber.parse(str(identifier)))
            except ValueError:
                continue
        return found
