"""How a fast engine is given shapes: the Core to shacl-rust, SPARQL constraints and comparisons to Oxigraph.

An engine that runs the query of a SPARQL constraint once for each node spends nearly all its time on that. Here each query
runs once for all nodes of a target: the target's pattern is put in front of the query's own. That is the same where a
query has no groups but those of EXISTS, which holds of the project's own; others are left to pyshacl.

``sh:lessThan`` and ``sh:lessThanOrEquals`` are decided by the same function for all engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Identifier, Literal, Node

from kg.graph.rdflib_terms import from_rdflib
from kg.graph.streaming import statements
from kg.validation.paths import Path, read_path
from kg.validation.plain import odd_text, odd_value, plain_pattern
from kg.validation.report import Severity
from kg.validation.shapes import Shapes, load_shapes, with_prefixes

_ALIKE: Final = frozenset(
    SH[name]
    for name in (
        *("path", "property", "severity", "name", "description", "order", "group", "defaultValue"),
        *("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode"),
        *("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
        *("minCount", "maxCount", "datatype", "nodeKind", "class", "in", "hasValue", "pattern"),
        *("languageIn", "uniqueLang", "minLength", "maxLength", "lessThan", "lessThanOrEquals"),
        *("equals", "disjoint", "node", "not", "and", "or", "xone"),
        *("closed", "ignoredProperties", "deactivated"),
        *("sparql", "select", "prefixes", "declare", "prefix", "namespace"),
    )
)
"""What of SHACL is known to give the same results; tests/validation/test_suite.py and test_engines.py show it."""

_COMPARISONS: Final = {
    SH.lessThan: SH.LessThanConstraintComponent,
    SH.lessThanOrEquals: SH.LessThanOrEqualsConstraintComponent,
}
_NESTING: Final = (SH.property, SH.node, SH["not"])
_PATHS: Final = {
    RDF.first,
    *(
        SH[name]
        for name in ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
    ),
}
_LISTS: Final = (SH["and"], SH["or"], SH.xone)


class Unfit(Exception):
    """The shapes, or the data, have something that engines may differ on; the message says what."""


@dataclass(frozen=True, slots=True)
class Target:
    """What selects nodes: one of SHACL's ways, and the class or the property."""

    kind: URIRef
    term: URIRef


@dataclass(frozen=True, slots=True)
class Selection:
    """A query over all nodes of some targets, whose rows are results.

    ``body`` is a query up to the brace that opens its WHERE, and from there on; between the two goes a pattern that binds
    ``?this``. Rows have the node, the value and, where ``equal`` is not none, what the value must precede.
    """

    shape: Identifier
    severity: Severity
    constraint: str
    targets: tuple[Target, ...]
    body: tuple[str, str]
    path: Path | None = None
    query: Identifier | None = None
    equal: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The shapes' Core in N-Triples, the path of each shape by its name there, and the selections."""

    core: bytes
    shapes: Mapping[str, tuple[Identifier, Path | None]]
    selections: tuple[Selection, ...]


@lru_cache(maxsize=8)
def plan_of(shapes: Shapes) -> Plan:
    """How to run shapes fast.

    Raises:
        Unfit: they have something that fast engines may do differently.
    """
    graph = shapes.graph
    _check(graph)
    apart = {*graph.subjects(SH.sparql), *(s for p in _COMPARISONS for s in graph.subjects(p))}
    for holder in apart:
        _check_reached_plainly(graph, holder)
    selections = (*_comparisons(graph), *_queries(graph))
    core = Graph()
    for triple in graph:
        if triple[1] not in {SH.sparql, SH.select, SH.message, *_COMPARISONS}:
            core.add(triple)
    return Plan(statements(from_rdflib(core)), paths_of(graph), selections)


def paths_of(graph: Graph) -> dict[str, tuple[Identifier, Path | None]]:
    """Everything that may be a shape, by its name in N-Triples, with its path."""
    return {
        _named(node): (node, None if (path := graph.value(node, SH.path)) is None else read_path(graph, path))
        for node in set(graph.subjects())
        if isinstance(node, URIRef | BNode)
    }


def _named(node: URIRef | BNode) -> str:
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def _check(graph: Graph) -> None:
    for predicate in sorted({str(predicate) for predicate in graph.predicates()}):
        if predicate.startswith(str(SH)) and URIRef(predicate) not in _ALIKE | {SH.message}:
            raise Unfit(f"the shapes use sh:{predicate.removeprefix(str(SH))}")
    if (None, RDFS.subClassOf, None) in graph:
        raise Unfit("the shapes have classes below others")
    try:
        triples = from_rdflib(graph)
    except ValueError as problem:
        raise Unfit(f"the shapes have {problem}") from problem
    odd = odd_value(triple for triple in triples if triple.predicate.value not in _NOT_VALUES)
    if odd is not None:
        raise Unfit(f"the shapes have the value {odd}")
    if odd_text(statements(triples)):
        raise Unfit("the shapes have a text that engines may read differently")
    for node in set(graph.subjects()):
        if isinstance(node, BNode) and len(_PATHS & set(graph.predicates(node))) > 1:
            raise Unfit("the shapes have a path that is several at once")
    if any(isinstance(node, Literal) for node in graph.objects(None, SH.targetNode)):
        raise Unfit("the shapes select a literal")
    if any(str(length) == "0" for length in graph.objects(None, SH.minLength)):
        raise Unfit("the shapes have sh:minLength 0, which blank nodes do not have")
    for pattern in graph.objects(None, SH.pattern):
        if not plain_pattern(str(pattern)):
            raise Unfit(f"the shapes have the pattern {pattern}")
    _check_not_recursive(graph)


_NOT_VALUES: Final = frozenset(str(SH[name]) for name in ("order", "defaultValue", "select", "namespace"))


def _check_not_recursive(graph: Graph) -> None:
    below = {node: set(_below(graph, node)) for node in set(graph.subjects())}
    while leaves := [node for node, inner in below.items() if not inner & below.keys()]:
        for leaf in leaves:
            del below[leaf]
    if below:
        raise Unfit("the shapes are recursive")


def _below(graph: Graph, node: Node) -> Iterator[Node]:
    for predicate in _NESTING:
        yield from graph.objects(node, predicate)
    for predicate in _LISTS:
        for members in graph.objects(node, predicate):
            yield from Collection(graph, members)


def _check_reached_plainly(graph: Graph, holder: Node) -> None:
    """A shape that is checked apart counts only where it is reached from a target, or by sh:property from such a one."""
    for shape in (holder, *graph.subjects(SH.property, holder)):
        plain = {SH.property} if shape == holder else set()
        users = [
            (user, predicate)
            for user, predicate in graph.subject_predicates(shape)
            if predicate in {*_NESTING, RDF.first}
        ]
        if any(predicate not in plain or (user, SH.path, None) in graph for user, predicate in users):
            raise Unfit(f"{shape} is part of other shapes")
        if (shape, SH.deactivated, None) in graph:
            raise Unfit(f"{shape} may be deactivated")
        if (shape, SH.targetNode, None) in graph or any(
            (shape, RDF.type, kind) in graph for kind in (RDFS.Class, OWL.Class)
        ):
            raise Unfit(f"{shape} selects nodes in another way than by class or property")


def _comparisons(graph: Graph) -> Iterator[Selection]:
    for predicate, component in _COMPARISONS.items():
        for shape, limit in graph.subject_objects(predicate):
            path = read_path(graph, graph.value(shape, SH.path) or limit)
            yield Selection(
                shape=_identifier(shape),
                severity=_severity(graph, shape),
                constraint=str(component),
                targets=_targets(graph, shape),
                body=(
                    "SELECT DISTINCT ?this ?value ?limit WHERE {",
                    f"?this {path.sparql()} ?value ; <{limit}> ?limit }}",
                ),
                path=path,
                equal=predicate == SH.lessThanOrEquals,
            )


def _queries(graph: Graph) -> Iterator[Selection]:
    own = _own_queries()
    for shape, constraint in graph.subject_objects(SH.sparql):
        text = with_prefixes(graph, constraint)
        if text not in own:
            raise Unfit(f"the shapes have the SPARQL constraint {constraint}")
        before, brace, after = text.partition("WHERE {")
        path = graph.value(shape, SH.path)
        yield Selection(
            shape=_identifier(shape),
            severity=_severity(graph, shape),
            constraint=str(SH.SPARQLConstraintComponent),
            targets=_targets(graph, shape),
            body=(before + brace, after),
            path=None if path is None else read_path(graph, path),
            query=_identifier(constraint),
        )


@cache
def _own_queries() -> frozenset[str]:
    """The queries of which tests show that both engines answer them alike."""
    own = load_shapes().graph
    return frozenset(with_prefixes(own, constraint) for constraint in own.objects(None, SH.sparql))


def _targets(graph: Graph, shape: Node) -> tuple[Target, ...]:
    return tuple(
        Target(kind, term)
        for user in (shape, *graph.subjects(SH.property, shape))
        for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        for term in sorted(graph.objects(user, kind), key=str)
        if isinstance(term, URIRef)
    )


def _severity(graph: Graph, shape: Node) -> Severity:
    told = graph.value(shape, SH.severity)
    return Severity.VIOLATION if told is None else Severity.of_iri(str(told))


def _identifier(node: Node) -> Identifier:
    if not isinstance(node, URIRef | BNode | Literal):
        raise TypeError(f"not a term: {node!r}")
    return node
