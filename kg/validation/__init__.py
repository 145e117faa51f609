"""Validation of a graph of written questions against SHACL shapes.

>>> from rdflib import Graph
>>> report = validate(Graph())
>>> report.conforms, report.nothing_checked
(True, True)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import BNode, Identifier, Node

from kg.graph.iris import Iris
from kg.validation.blanks import steady_names
from kg.validation.engine import Copy, EngineError, run
from kg.validation.owners import QUESTION, Owners
from kg.validation.paths import Path as PropertyPath
from kg.validation.paths import read_path
from kg.validation.report import LANGUAGES, Message, Report, Result, Severity, result_key
from kg.validation.shapes import Shapes, ShapesError, load_shapes
from kg.validation.writing import WRITERS, write

__all__ = [
    "LANGUAGES",
    "WRITERS",
    "Message",
    "PropertyPath",
    "Report",
    "Result",
    "Severity",
    "Shapes",
    "ShapesError",
    "load_shapes",
    "validate",
    "write",
]

_SEVERITIES = {severity.iri: severity for severity in Severity}
_PLACEHOLDER = re.compile(r"\{[?$](this|value|path)\}")


def validate(graph: Graph, shapes: Path | Shapes | None = None, *, iris: Iris | None = None) -> Report:
    """Check a graph against shapes.

    Safe to call from several threads; they wait for each other.

    Args:
        graph: one question or many, with the shared names they refer to; it stays as it is. Of a dataset, all graphs.
        shapes: a file or a folder of shapes, or what :func:`load_shapes` made of it; none for the project's own.
        iris: how the graph's things are named, which tells the question that a node belongs to.

    Returns:
        The results in a fixed order; blank nodes of the data are named in it by what is said of them: ``b1``, ``b2``.

    Raises:
        ShapesError: the shapes cannot be read or used.
    """
    loaded = shapes if isinstance(shapes, Shapes) else load_shapes(shapes)
    data = Copy(graph)
    try:
        found = run(data, loaded.graph)
    except EngineError as error:
        raise ShapesError(f"{loaded.name}: the shapes cannot be used: {error}") from error
    nodes = list(found.subjects(RDF.type, SH.ValidationResult))
    about = [cast(Identifier, found.value(node, role)) for node in nodes for role in (SH.focusNode, SH.value)]
    names = steady_names(data, about)
    owners = Owners(data, iris or Iris())
    results = {_result(found, node, loaded, owners, names) for node in nodes}
    return Report(
        results=tuple(sorted(results, key=result_key)),
        questions=len(set(data.subjects(RDF.type, QUESTION))),
        nodes=len(loaded.focus_nodes(data)),
    )


def _result(
    report: Graph, node: Node, shapes: Shapes, owners: Owners, names: Mapping[Identifier, BNode]
) -> Result:
    def one(predicate: URIRef) -> Identifier | None:
        return cast(Identifier | None, report.value(node, predicate))

    focus, shape = cast(Identifier, one(SH.focusNode)), cast(Identifier, one(SH.sourceShape))
    path, value, query = one(SH.resultPath), one(SH.value), one(SH.sourceConstraint)
    shown, shown_value = names.get(focus, focus), None if value is None else names.get(value, value)
    read = None if path is None else read_path(report, path)
    messages = (shapes.messages.get(query) if query is not None else None) or shapes.messages.get(shape, ())
    return Result(
        severity=_SEVERITIES[str(one(SH.resultSeverity))],
        focus=shown,
        shape=shape,
        constraint=str(one(SH.sourceConstraintComponent)),
        path=read,
        value=shown_value,
        query=query,
        messages=tuple(_filled(message, shown, shown_value, read) for message in messages),
        questions=owners.of(focus),
    )


def _filled(
    message: Message, focus: Identifier, value: Identifier | None, path: PropertyPath | None
) -> Message:
    """The message with the terms that it asks for (SHACL, section 5.3.2); others than these a report does not hold."""
    terms = {
        "this": _shown(focus),
        "value": "" if value is None else _shown(value),
        "path": "" if path is None else path.sparql(),
    }
    return Message(_PLACEHOLDER.sub(lambda match: terms[match[1]], message.text), message.language)


def _shown(term: Identifier) -> str:
    return f"_:{term}" if isinstance(term, BNode) else str(term)
