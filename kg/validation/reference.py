"""Runs pyshacl, the engine that the others are held against, and keeps its side effects and its faults from everybody else.

pyshacl 0.40 with rdflib 7.6: ``pyshacl.validate`` switches rdflib's settings while it loads shapes and leaves them
switched after an error; comparing ill-typed literals in ``sh:lessThan`` and ``sh:lessThanOrEquals`` raises TypeError, and
dates of different types are put in some order instead of being reported as not comparable; every SPARQL constraint is parsed
again for every node.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

import pyshacl
import rdflib
from pyshacl.constraints.core import property_pair_constraints as pairs
from pyshacl.entrypoints import meta_validate
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from rdflib import SH, XSD, Dataset, Graph, URIRef, term
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Identifier, Node

from kg.validation.comparing import precedes
from kg.validation.found import Found
from kg.validation.paths import read_path
from kg.validation.report import Severity

_LOCK = threading.Lock()
_LOG = logging.getLogger("kg.validation.pyshacl")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


class EngineError(RuntimeError):
    """The engine cannot work with the shapes; the message says why."""


def run(data: Copy, shapes: Graph) -> list[Found]:
    """The results of a validation; one may come several times.

    Args:
        data: what to validate.
        shapes: shapes in SHACL Core or SHACL-SPARQL.

    Raises:
        EngineError: the shapes are ill-formed in a way that shows only when they are used.
    """
    with _LOCK, _state_kept(), _comparing_as_sparql():
        try:
            validator = pyshacl.Validator(
                DataGraph.from_rdflib(data), shacl_graph=Copy(shapes), options={"logger": _LOG}
            )
            _, report, _ = validator.run()  # type: ignore[no-untyped-call]
        except Exception as error:
            raise EngineError(_told(error)) from error
    found = cast(Graph, report)
    return [_found(found, node) for node in found.objects(None, SH.result)]


def _found(report: Graph, node: Node) -> Found:
    def one(predicate: URIRef) -> Identifier | None:
        return cast(Identifier | None, report.value(node, predicate))

    path = one(SH.resultPath)
    return Found(
        focus=cast(Identifier, one(SH.focusNode)),
        shape=cast(Identifier, one(SH.sourceShape)),
        severity=Severity.of_iri(str(one(SH.resultSeverity))),
        constraint=str(one(SH.sourceConstraintComponent)),
        path=None if path is None else read_path(report, path),
        value=one(SH.value),
        query=one(SH.sourceConstraint),
    )


def ill_formed(shapes: Graph) -> Graph:
    """The validation report of shapes against the shapes that SHACL has for shapes (SHACL, appendix C).

    Raises:
        EngineError: the engine cannot even read them.
    """
    with _LOCK, _state_kept(), _quiet("pyshacl-validate"):
        try:
            _, report, _ = meta_validate(Copy(shapes), inference=None)
        except Exception as error:
            raise EngineError(_told(error)) from error
    return cast(Graph, report)


def _told(error: Exception) -> str:
    """Pyshacl's own errors are written for people; of others, which ill-formed shapes lead to, the kind helps too."""
    text = (str(error).splitlines() or [""])[0]
    return text if isinstance(error, ReportableRuntimeError) else f"{type(error).__name__}: {text}"


class Copy(Graph):
    """The triples of another graph, of all graphs of a dataset; each query is parsed once.

    A copy, for pyshacl binds prefixes in data, and adds classes to shapes.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        for triple in _all_triples(graph):
            self.add(triple)

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> QueryResult:
        """As :meth:`rdflib.Graph.query`, with the text of the query parsed only once in the life of the process."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


def _all_triples(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """The triples of a graph; of a dataset, those of all its graphs."""
    if isinstance(graph, Dataset):
        for subject, predicate, value, _ in graph.quads():
            yield subject, predicate, value
    else:
        yield from graph


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


@contextmanager
def _quiet(logger: str) -> Iterator[None]:
    """Pyshacl gives its logger a handler that writes to standard error."""
    log = logging.getLogger(logger)
    handlers, level, disabled = list(log.handlers), log.level, log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.handlers[:] = handlers
        log.setLevel(level)
        log.disabled = disabled


@contextmanager
def _state_kept() -> Iterator[None]:
    mapping = term._toPythonMapping
    normalize, boolean = rdflib.NORMALIZE_LITERALS, mapping[XSD.boolean]
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
        mapping[XSD.boolean] = boolean


# --- sh:lessThan and sh:lessThanOrEquals as SHACL, sections 4.5.3 and 4.5.4, have them ------------------------------

_Compare = Callable[[Any, Iterable[Node], Iterable[Node], Any, Node], tuple[bool, list[Any]]]


def _comparison(*, equal: bool) -> _Compare:
    def compare(
        self: Any, values: Iterable[Node], others: Iterable[Node], data: Any, focus: Node
    ) -> tuple[bool, list[Any]]:
        limits = list(others)
        reports = [
            self.make_v_result(data, focus, value_node=value)
            for value in values
            for limit in limits
            if not precedes(value, limit, equal=equal)
        ]
        return bool(reports), reports

    return compare


@contextmanager
def _comparing_as_sparql() -> Iterator[None]:
    places: Mapping[tuple[type, str], _Compare] = {
        (pairs.LessThanConstraintComponent, "_compare_lt"): _comparison(equal=False),
        (pairs.LessThanOrEqualsConstraintComponent, "_compare_ltoe"): _comparison(equal=True),
    }
    before = {(cls, name): getattr(cls, name) for cls, name in places}
    try:
        for (cls, name), compare in places.items():
            setattr(cls, name, compare)
        yield
    finally:
        for (cls, name), original in before.items():
            setattr(cls, name, original)
