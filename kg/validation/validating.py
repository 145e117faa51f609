"""Holds a graph against shapes, by whichever engine, and tells what it found in a report."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Triple
from rdflib import RDF, Graph
from rdflib.term import BNode, Identifier

from kg.graph.iris import Iris
from kg.graph.rdflib_terms import from_rdflib, to_rdflib
from kg.validation import fast, reference
from kg.validation.blanks import steady_names
from kg.validation.found import Found
from kg.validation.messages import filled, shown
from kg.validation.owners import QUESTION, Owners
from kg.validation.plan import Unfit, plan_of
from kg.validation.report import Report, Result, result_key
from kg.validation.shapes import Shapes, ShapesError, load_shapes
from kg.validation.view import Triples

_LOG = logging.getLogger("kg.validation")


class Engine(StrEnum):
    """What holds the data against the shapes. All give the same results."""

    AUTO = "auto"
    """shacl-rust, and pyshacl for what the two may see differently."""

    PYSHACL = "pyshacl"
    SHACL_RUST = "shacl-rust"


def validate(
    graph: Graph,
    shapes: Path | Shapes | None = None,
    *,
    engine: Engine | str = Engine.AUTO,
    iris: Iris | None = None,
) -> Report:
    """Check a graph against shapes; see :func:`validate_triples`.

    Args:
        graph: one question or many, with the shared names they refer to; it stays as it is. Of a dataset, all graphs.
        shapes: as for :func:`validate_triples`, and so on.
        engine: likewise.
        iris: likewise.
    """
    loaded = shapes if isinstance(shapes, Shapes) else load_shapes(shapes)
    try:
        triples = from_rdflib(graph)
    except ValueError:  # rdflib takes more for an IRI than RDF does
        return _by_pyshacl(reference.Copy(graph), loaded, iris)
    return validate_triples(triples, loaded, engine=engine, iris=iris)


def validate_triples(
    triples: Iterable[Triple],
    shapes: Path | Shapes | None = None,
    *,
    engine: Engine | str = Engine.AUTO,
    iris: Iris | None = None,
) -> Report:
    """Check triples against shapes.

    Safe to call from several threads; where pyshacl is used, they wait for each other.

    Args:
        triples: one question or many, with the shared names they refer to.
        shapes: a file or a folder of shapes, or what :func:`load_shapes` made of it; none for the project's own.
        engine: what to use. Where it is not pyshacl, pyshacl still does what the other one is not known to do in the same
            way, or where that one is missing or fails; the log, ``kg.validation``, says so.
        iris: how the graph's things are named, which tells the question that a node belongs to.

    Returns:
        The results in a fixed order; blank nodes of the data are named in it by what is said of them: ``b1``, ``b2``.

    Raises:
        ShapesError: the shapes cannot be read or used.
        ValueError: there is no such engine.
    """
    loaded = shapes if isinstance(shapes, Shapes) else load_shapes(shapes)
    given: Sequence[Triple] = triples if isinstance(triples, Sequence) else tuple(triples)
    if Engine(engine) is not Engine.PYSHACL:
        try:
            found, view = fast.run(given, plan_of(loaded))
        except (Unfit, fast.EngineMissing) as reason:
            _LOG.info("validated by pyshacl: %s", reason)
        else:
            return _report(found, view, loaded, iris)
    return _by_pyshacl(reference.Copy(to_rdflib(given)), loaded, iris)


def _by_pyshacl(data: reference.Copy, shapes: Shapes, iris: Iris | None) -> Report:
    try:
        found = reference.run(data, shapes.graph)
    except reference.EngineError as error:
        raise ShapesError(f"{shapes.name}: the shapes cannot be used: {error}") from error
    return _report(found, data, shapes, iris)


def _report(found: Sequence[Found], data: Triples, shapes: Shapes, iris: Iris | None) -> Report:
    names = steady_names(data, (term for one in found for term in (one.focus, one.value)))
    owners = Owners(data, iris or Iris())
    results = {_result(one, shapes, owners, names) for one in dict.fromkeys(found)}
    return Report(
        results=tuple(sorted(results, key=result_key)),
        questions=len(set(data.subjects(RDF.type, QUESTION))),
        nodes=len(shapes.focus_nodes(data)),
    )


def _result(found: Found, shapes: Shapes, owners: Owners, names: Mapping[Identifier, BNode]) -> Result:
    focus = names.get(found.focus, found.focus)
    value = None if found.value is None else names.get(found.value, found.value)
    messages = shapes.messages.get(found.query, ()) if found.query is not None else ()
    terms = {
        "this": shown(focus),
        "value": shown(value),
        "path": "" if found.path is None else found.path.sparql(),
    }
    return Result(
        severity=found.severity,
        focus=focus,
        shape=found.shape,
        constraint=found.constraint,
        path=found.path,
        value=value,
        query=found.query,
        messages=tuple(
            filled(message, terms) for message in messages or shapes.messages.get(found.shape, ())
        ),
        questions=owners.of(found.focus),
    )
