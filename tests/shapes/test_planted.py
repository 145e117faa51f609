"""Each shape fires on what it is there for, alone, and the whole of what a fault gives is known."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import BNode, Literal, Node

from kg import resources
from kg.validation import LANGUAGES, Report, Result, validate

HERE = Path(__file__).parent
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "ev": "http://eurovoc.europa.eu/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "lang": "http://publications.europa.eu/resource/authority/language/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wq": "https://w3id.org/written-questions/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASE = "https://w3id.org/written-questions/be/senate/"
SHAPES = "https://w3id.org/written-questions/shapes#"


@dataclass(frozen=True)
class Fault:
    """Why it is one, the SPARQL update that plants it, and the results that it gives."""

    reason: str
    update: str
    results: list[str]


def faults() -> list[Fault]:
    files = sorted((HERE / "planted").glob("*.toml"))
    return [Fault(**fault) for file in files for fault in tomllib.loads(file.read_text("utf-8"))["fault"]]


@cache
def good() -> Graph:
    return Graph().parse(HERE / "good.ttl")


def graph_with(update: str) -> Graph:
    graph = Graph()
    for triple in good():
        graph.add(triple)
    prologue = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    graph.update(f"BASE <{BASE}>\n{prologue}{update}")
    assert set(graph) != set(good()), "the update plants nothing"
    return graph


@cache
def planted(update: str) -> Report:
    return validate(graph_with(update))


def brief(term: Node) -> str:
    if isinstance(term, BNode):
        return "_:"
    if isinstance(term, Literal):
        text = json.dumps(str(term), ensure_ascii=False)
        if term.language:
            return f"{text}@{term.language}"
        return f"{text}^^{brief(term.datatype)}" if term.datatype else text
    text = str(term).removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        text = text.replace(namespace, f"{prefix}:")
    return text


def line(result: Result) -> str:
    shape = str(result.shape).removeprefix(SHAPES)
    value = "" if result.value in {None, result.focus} else f" {brief(result.value)}"
    return f"{result.severity} {shape} {brief(result.focus)}{value}"


def test_the_good_graph_gives_no_result() -> None:
    report = validate(good())
    assert report.results == ()
    assert (report.conforms, report.nothing_checked, report.questions) == (True, False, 2)


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.reason)
def test_a_fault_gives_exactly_its_results(fault: Fault) -> None:
    report = planted(fault.update)
    assert sorted({line(result) for result in report.results}) == fault.results
    assert report.conforms is not any(text.startswith("violation") for text in fault.results)


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.reason)
def test_messages_are_whole_in_every_language(fault: Fault) -> None:
    for result in planted(fault.update).results:
        assert sorted(str(message.language) for message in result.messages) == sorted(LANGUAGES)
        for message in result.messages:
            assert message.text.strip(), result
            assert not re.search(r"\{[?$]", message.text), message.text
            assert re.search(r"(wq|dcterms|skos|foaf|prov):|IRI|\b(label|libellé)", message.text), (
                message.text
            )


def test_reasons_are_told_once() -> None:
    reasons = [fault.reason for fault in faults()]
    assert sorted(set(reasons)) == sorted(reasons)


def test_no_shape_and_no_query_is_left_without_a_fault() -> None:
    shapes = Graph()
    for file in resources.folder("shapes").glob("*.ttl"):
        shapes.parse(file)
    results = [result for fault in faults() for result in planted(fault.update).results]
    fired: set[Node] = {result.shape for result in results} | {
        result.query for result in results if result.query
    }
    holders = {shape for shape in fired for shape in shapes.subjects(SH.property, shape)}
    everything = {
        node
        for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
        for node in shapes.subjects(RDF.type, kind)
    }
    assert everything - fired - holders == set()
    own = {
        shape
        for shape in holders - fired
        if shapes.value(shape, SH.nodeKind) or shapes.value(shape, SH["class"])
    }
    assert own == set()


def test_each_constraint_of_a_shape_fires() -> None:
    """A shape can hold several constraints; none of them may be covered by another."""
    shapes = Graph()
    for file in resources.folder("shapes").glob("*.ttl"):
        shapes.parse(file)
    fired = {
        (result.shape, result.constraint) for fault in faults() for result in planted(fault.update).results
    }
    components = {
        SH.minCount: SH.MinCountConstraintComponent,
        SH.maxCount: SH.MaxCountConstraintComponent,
        SH.datatype: SH.DatatypeConstraintComponent,
        SH.pattern: SH.PatternConstraintComponent,
        SH.nodeKind: SH.NodeKindConstraintComponent,
        SH["class"]: SH.ClassConstraintComponent,
        SH["in"]: SH.InConstraintComponent,
        SH.languageIn: SH.LanguageInConstraintComponent,
        SH.uniqueLang: SH.UniqueLangConstraintComponent,
        SH.lessThanOrEquals: SH.LessThanOrEqualsConstraintComponent,
        SH.sparql: SH.SPARQLConstraintComponent,
    }
    wanted = {
        (shape, str(component))
        for parameter, component in components.items()
        for shape in shapes.subjects(parameter, None)
    }
    used = {str(predicate) for predicate in shapes.predicates(None, None)}
    missing = sorted(
        f"{str(shape).removeprefix(SHAPES)} {component[27:]}" for shape, component in wanted - fired
    )
    assert not missing, "\n".join(missing)
    assert {URIRef(predicate) for predicate in used if predicate.startswith(str(SH))} - set(components) == {
        *(SH.path, SH.property, SH.severity, SH.message),
        *(SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf),
        *(SH.select, SH.prefixes, SH.declare, SH.prefix, SH.namespace),
        *(SH.inversePath, SH.alternativePath, SH.zeroOrMorePath),
    }
