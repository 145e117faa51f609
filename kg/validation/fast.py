"""Runs shapes by shacl-rust and Oxigraph, as :mod:`kg.validation.plan` has prepared them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypedDict, cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple, parse
from rdflib import SH, XSD, Literal, URIRef
from rdflib.term import BNode, Identifier, Node

from kg.graph.rdflib_terms import to_term
from kg.graph.streaming import statements
from kg.validation.comparing import precedes
from kg.validation.found import Found
from kg.validation.paths import Path, PathKind
from kg.validation.plain import odd_text, odd_value
from kg.validation.plan import Plan, Selection, Target, Unfit
from kg.validation.report import Severity
from kg.validation.shapes import subclasses
from kg.validation.view import View

_PATTERNS: Final = {
    SH.targetSubjectsOf: "{{ SELECT DISTINCT ?this WHERE {{ ?this <{term}> ?kg_object }} }}",
    SH.targetObjectsOf: "{{ SELECT DISTINCT ?this WHERE {{ ?kg_subject <{term}> ?this }} }}",
    SH.targetClass: "?this a <{term}> .",
}

_CLOSED: Final = f"<{SH.ClosedConstraintComponent}>"


class EngineMissing(Exception):
    """The engine is not installed, or does not work here."""


class _Told(TypedDict, total=False):
    focusNode: str
    sourceShape: str
    sourceConstraintComponent: str
    severity: str
    value: str
    resultPath: str


def run(triples: Sequence[Triple], plan: Plan) -> tuple[list[Found], View]:
    """The results of a validation, and the data to look things up in; a result may come several times.

    Raises:
        Unfit: the data hold something that engines may see differently.
        EngineMissing: shacl-rust is not installed, or has failed.
    """
    if (odd := odd_value(triples)) is not None:
        raise Unfit(f"the data have the value {odd}")
    data = statements(triples)
    if odd_text(data):
        raise Unfit("the data have a text that engines may read differently")
    found = core(data, plan.core, plan.shapes)
    view = View(_stored(triples, data))
    del data
    for selection in plan.selections:
        found.extend(_selected(view, selection))
    return found, view


def _stored(triples: Sequence[Triple], data: bytes) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    if b"_:" in data:  # reading N-Triples would rename blank nodes
        store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    else:
        store.bulk_load(data, format=RdfFormat.N_TRIPLES)
    return store


def core(data: bytes, shapes: bytes, paths: Mapping[str, tuple[Identifier, Path | None]]) -> list[Found]:
    """What shacl-rust finds.

    Args:
        data: the data in N-Triples.
        shapes: the shapes, likewise.
        paths: the paths of the shapes (:func:`kg.validation.plan.paths_of`).

    Raises:
        EngineMissing: shacl-rust is not installed, or has failed.
    """
    try:
        import shacl_rust  # noqa: PLC0415

        report = shacl_rust.validate_file(
            io.BytesIO(data),
            io.BytesIO(shapes),
            data_format="nt",
            shapes_format="nt",
            experimental_index=True,
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except ImportError as problem:
        raise EngineMissing("shacl-rust is not installed") from problem
    except BaseException as problem:  # a panic of Rust is no Exception
        raise EngineMissing(f"shacl-rust has failed: {problem}") from problem
    told = cast(list[_Told], report["results"])
    terms = _terms({text for one in told for text in (one["focusNode"], one.get("value")) if text})
    return [
        Found(
            focus=terms[one["focusNode"]],
            shape=(shape := paths[one["sourceShape"]])[0],
            severity=Severity.of_iri(one["severity"][1:-1]),
            constraint=one["sourceConstraintComponent"][1:-1],
            path=Path(PathKind.PREDICATE, one["resultPath"][1:-1])
            if one["sourceConstraintComponent"] == _CLOSED
            else shape[1],
            value=terms[one["value"]] if one.get("value") else None,
        )
        for one in told
    ]


def _terms(texts: set[str]) -> dict[str, Identifier]:
    """Terms by how N-Triples writes them."""
    ordered = sorted(texts)
    lines = "".join(f"<x:> <x:> {text} .\n" for text in ordered)
    read = parse(lines.encode(), format=RdfFormat.N_TRIPLES)
    return {text: to_term(quad.object) for text, quad in zip(ordered, read, strict=True)}


def _selected(view: View, selection: Selection) -> Iterator[Found]:
    before, after = selection.body
    for target in selection.targets:
        for term in _with_subclasses(view, target):
            pattern = _PATTERNS[target.kind].format(term=term)
            for row in _rows(view.store, f"{before} {pattern} {after}"):
                if selection.equal is not None and _precedes(row["value"], row["limit"], selection.equal):
                    continue
                yield Found(
                    focus=row["this"],
                    shape=selection.shape,
                    severity=selection.severity,
                    constraint=selection.constraint,
                    path=selection.path,
                    value=row.get("value"),
                    query=selection.query,
                )


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[dict[str, Identifier]]:
    solutions = cast(pyoxigraph.QuerySolutions, store.query(query))
    names = [variable.value for variable in solutions.variables]
    for row in solutions:
        terms = {name: to_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        if any(isinstance(term, Literal) and term.datatype == XSD.dateTime for term in terms.values()):
            raise Unfit("a time is compared, and Oxigraph does not keep its time zone as it was written")
        yield terms


@lru_cache(maxsize=65536)
def _precedes(value: Node, limit: Node, equal: bool) -> bool:
    return precedes(value, limit, equal=equal)


def _with_subclasses(view: View, target: Target) -> set[URIRef]:
    if target.kind != SH.targetClass:
        return {target.term}
    found = subclasses(view, target.term)
    if any(isinstance(cls, BNode) for cls in found):
        raise Unfit(f"the data have a nameless subclass of {target.term}")
    return {cls for cls in found if isinstance(cls, URIRef)}
