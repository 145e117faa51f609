"""Reads shapes, once, and checks them before an engine sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Identifier, Literal, Node

from kg import resources
from kg.graph.formats import RdfSyntaxError, format_of_path, parse, to_rdflib
from kg.validation.paths import read_path
from kg.validation.reference import EngineError, ill_formed
from kg.validation.report import Message, Severity
from kg.validation.view import Triples

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_CLASSES = (RDFS.Class, OWL.Class)


class ShapesError(ValueError):
    """Shapes that cannot be read or used; the message names the file, and the line where there is one."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Shapes that were read and found usable.

    ``graph`` is what an engine is given: the shapes without their messages, which are in ``messages`` by the shape or
    the SPARQL constraint that has them.
    """

    name: str
    graph: Graph
    messages: Mapping[Node, tuple[Message, ...]]

    def focus_nodes(self, data: Triples) -> set[Node]:
        """The nodes of a graph that the targets of the shapes select (SHACL, section 2.1.3)."""
        found: set[Node] = set()
        for _, node in self.graph.subject_objects(SH.targetNode):
            if (node, None, None) in data or (None, None, node) in data:
                found.add(node)
        for _, predicate in self.graph.subject_objects(SH.targetSubjectsOf):
            found.update(data.subjects(predicate))
        for _, predicate in self.graph.subject_objects(SH.targetObjectsOf):
            found.update(data.objects(None, predicate))
        classes = set(self.graph.objects(None, SH.targetClass)) | set(_implicit_classes(self.graph))
        for top in classes:
            for wanted in subclasses(data, top):
                found.update(data.subjects(RDF.type, wanted))
        return found


def subclasses(data: Triples, top: Node) -> set[Node]:
    """A class and those that a graph says are below it."""
    found: set[Node] = set()
    waiting = [top]
    while waiting:
        if (current := waiting.pop()) not in found:
            found.add(current)
            waiting.extend(data.subjects(RDFS.subClassOf, current))
    return found


def load_shapes(path: Path | None = None) -> Shapes:
    """Read shapes from a file, or from all RDF files of a folder, or the project's own.

    Nothing of rdflib's state changes, whether it succeeds or not.

    Raises:
        ShapesError: nothing there, not RDF (with file and line), or no usable shapes: none has a target, so that nothing
            would be checked; a severity that SHACL does not have; a malformed path; a query that is not SPARQL.
    """
    if path is None:
        return _own()
    return _checked(_read(path), str(path))


@cache
def _own() -> Shapes:
    folder = resources.folder("shapes")
    return _prepared(_read(folder), str(folder))


def _read(path: Path) -> Graph:
    files = _files(path)
    triples: list[pyoxigraph.Triple] = []
    names: dict[str, pyoxigraph.BlankNode] = {}
    for file in files:
        form = format_of_path(file)
        if form is None:
            raise ShapesError(
                f"{file}: the name does not tell an RDF format; shapes are usually Turtle (.ttl)"
            )
        try:
            read = parse(file.read_bytes(), form, name=str(file))
        except RdfSyntaxError as error:
            raise ShapesError(f"the shapes cannot be read: {error}") from error
        except OSError as error:
            raise ShapesError(f"{file}: {error.strerror or error}") from error
        triples.extend(_renamed(read, str(file), names))
    return to_rdflib(triples)


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise ShapesError(f"{path}: there is no such file or folder of shapes")
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.is_file() and format_of_path(file) is not None)
    if not files:
        raise ShapesError(f"{path}: the folder holds no RDF file, such as shapes.ttl")
    return files


def _renamed(
    triples: list[pyoxigraph.Triple], file: str, names: dict[str, pyoxigraph.BlankNode]
) -> Iterator[pyoxigraph.Triple]:
    """Blank nodes are numbered as they come, so that reports that name them are the same each time."""

    def named(node: pyoxigraph.BlankNode) -> pyoxigraph.BlankNode:
        return names.setdefault(f"{file} {node.value}", pyoxigraph.BlankNode(f"shape{len(names) + 1}"))

    for triple in triples:
        subject, value = triple.subject, triple.object
        yield pyoxigraph.Triple(
            named(subject) if isinstance(subject, pyoxigraph.BlankNode) else subject,
            triple.predicate,
            named(value) if isinstance(value, pyoxigraph.BlankNode) else value,
        )


def _checked(graph: Graph, name: str) -> Shapes:
    if not any((None, target, None) in graph for target in _TARGETS) and not list(_implicit_classes(graph)):
        raise ShapesError(
            f"{name}: no shape has a target (such as sh:targetClass), so nothing would be checked"
        )
    known = {severity.iri for severity in Severity}
    for shape, severity in graph.subject_objects(SH.severity):
        if str(severity) not in known:
            raise ShapesError(
                f"{name}: the severity of {shape} is {severity}; known are sh:Violation, sh:Warning, sh:Info"
            )
    for shape, path in graph.subject_objects(SH.path):
        try:
            read_path(graph, path)
        except ValueError as error:
            raise ShapesError(f"{name}: the path of {shape}: {error}") from error
    for constraint, text in graph.subject_objects(SH.select):
        _check_query(graph, constraint, str(text), name)
    _check_form(graph, name)
    return _prepared(graph, name)


def _check_query(graph: Graph, constraint: Node, text: str, name: str) -> None:
    """A fault in a query shows before the validation, also where no node would have it run."""
    declared = _declared(graph, constraint)
    try:
        pyoxigraph.Store().query(_prologue(graph, declared) + re.sub(r"[$?]PATH\b", "<urn:path>", text))
    except SyntaxError as error:
        found = re.match(r"error at (\d+):", error.msg)
        where = f", in its line {int(found[1]) - len(declared)}" if found else ""
        why = "a prefix is not declared" if "Prefix not found" in error.msg else "it is not SPARQL"
        raise ShapesError(f"{name}: the query of {constraint} cannot be read{where}: {why}") from error


def with_prefixes(graph: Graph, constraint: Node) -> str:
    """The query of a SPARQL constraint that can stand alone."""
    return _prologue(graph, _declared(graph, constraint)) + str(graph.value(constraint, SH.select))


def _prologue(graph: Graph, declared: Iterable[Node]) -> str:
    return "".join(
        f"PREFIX {graph.value(one, SH.prefix)}: <{graph.value(one, SH.namespace)}>\n" for one in declared
    )


def _check_form(graph: Graph, name: str) -> None:
    try:
        report = ill_formed(graph)
    except EngineError as error:
        raise ShapesError(f"{name}: the shapes cannot be used: {error}") from error
    faults = sorted(
        f"{report.value(result, SH.focusNode)}: "
        f"{report.value(result, SH.resultPath) or ''} {report.value(result, SH.resultMessage) or ''}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )
    if faults:
        raise ShapesError(f"{name}: not well-formed SHACL: {faults[0]}")


def _declared(graph: Graph, constraint: Node) -> list[Node]:
    found = {
        declared
        for ontology in graph.objects(constraint, SH.prefixes)
        for declared in graph.objects(ontology, SH.declare)
    }
    return sorted(found, key=str)


def _prepared(graph: Graph, name: str) -> Shapes:
    messages: dict[Node, list[Message]] = {}
    for holder, text in list(graph.subject_objects(SH.message)):
        if isinstance(text, Literal):
            messages.setdefault(holder, []).append(Message(str(text), text.language))
        graph.remove((holder, SH.message, text))
    ordered = {
        holder: tuple(sorted(found, key=lambda message: (message.language or "", message.text)))
        for holder, found in messages.items()
    }
    return Shapes(name, graph, ordered)


def _implicit_classes(graph: Graph) -> Iterator[Identifier]:
    """Shapes that are classes as well select their instances (SHACL, section 2.1.3.3)."""
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            if isinstance(shape, URIRef) and any((shape, RDF.type, cls) in graph for cls in _CLASSES):
                yield shape
