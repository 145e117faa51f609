"""The shapes themselves are well-formed: named, reached, graded, and with messages in three languages."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from pyshacl import validate as pyshacl_validate
from rdflib import DCTERMS, OWL, RDF, SH, Graph, URIRef
from rdflib.term import BNode, Literal, Node

from kg import resources
from kg.validation import LANGUAGES

WQ = "https://w3id.org/written-questions/ontology#"
WQSH = "https://w3id.org/written-questions/shapes#"
DOCUMENT = URIRef("https://w3id.org/written-questions/shapes")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
NOT_CONSTRAINTS = {RDF.type, SH.path, SH.property, SH.severity, SH.message, SH.sparql, *TARGETS}
PLACEHOLDER = re.compile(r"\{([?$]?\w+)\}")


def load() -> Graph:
    graph = Graph()
    for file in sorted(resources.folder("shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


SHAPES = load()


def named(kind: URIRef) -> list[URIRef]:
    return sorted(URIRef(str(node)) for node in SHAPES.subjects(RDF.type, kind) if isinstance(node, URIRef))


NODE_SHAPES = named(SH.NodeShape)
PROPERTY_SHAPES = named(SH.PropertyShape)
QUERIES = named(SH.SPARQLConstraint)


def test_they_conform_to_the_shapes_of_shapes() -> None:
    conforms, _, text = pyshacl_validate(
        Graph().parse(data="", format="turtle"), shacl_graph=load(), meta_shacl=True
    )
    assert conforms, text


def test_every_shape_has_a_name_and_a_type() -> None:
    shapes = {*NODE_SHAPES, *PROPERTY_SHAPES}
    blank = {
        node
        for kind in (SH.NodeShape, SH.PropertyShape)
        for node in SHAPES.subjects(RDF.type, kind)
        if isinstance(node, BNode)
    }
    assert blank == set()
    assert all(str(shape).startswith(WQSH) for shape in shapes)
    used = set(SHAPES.objects(None, SH.property))
    assert used <= shapes, "a shape is referred to that is nowhere defined"
    assert set(SHAPES.subjects(SH.path, None)) == set(PROPERTY_SHAPES)
    assert {target[0] for parameter in TARGETS for target in SHAPES.subject_objects(parameter)} <= set(
        NODE_SHAPES
    )


def test_blank_nodes_are_paths_and_lists_only() -> None:
    paths = {node for path in SHAPES.objects(None, SH.path) for node in below(path)}
    lists = {
        node
        for parameter in (SH.languageIn, SH["in"])
        for value in SHAPES.objects(None, parameter)
        for node in below(value)
    }
    blank = {node for node in SHAPES.all_nodes() if isinstance(node, BNode)}
    assert blank == paths | lists


def below(node: Node) -> set[Node]:
    if not isinstance(node, BNode):
        return set()
    return {node, *(found for value in SHAPES.objects(node, None) for found in below(value))}


def test_every_shape_is_reached_from_a_target() -> None:
    waiting: list[Node] = [
        shape for shape in NODE_SHAPES if any(SHAPES.value(shape, target) for target in TARGETS)
    ]
    reached: set[Node] = set(waiting)
    while waiting:
        shape = waiting.pop()
        for value in SHAPES.objects(shape, SH.property):
            if value not in reached:
                reached.add(value)
                waiting.append(value)
    assert {*NODE_SHAPES, *PROPERTY_SHAPES} == reached


def test_every_query_belongs_to_one_shape() -> None:
    for query in QUERIES:
        assert len(list(SHAPES.subjects(SH.sparql, query))) == 1, query
    assert set(SHAPES.objects(None, SH.sparql)) == set(QUERIES)


@pytest.mark.parametrize(
    "shape", [*NODE_SHAPES, *PROPERTY_SHAPES], ids=lambda shape: str(shape).removeprefix(WQSH)
)
def test_a_shape_says_how_bad_it_is_and_what_to_look_at(shape: URIRef) -> None:
    severities = list(SHAPES.objects(shape, SH.severity))
    assert len(severities) == 1
    assert severities[0] in {SH.Violation, SH.Warning}
    constraints = set(SHAPES.predicates(shape, None)) - NOT_CONSTRAINTS
    messages = list(SHAPES.objects(shape, SH.message))
    assert bool(messages) == bool(constraints), "messages are for a shape's own Core constraints"
    if messages:
        in_three_languages(messages)
        assert not [text for text in messages if PLACEHOLDER.search(str(text))], (
            "Core fills in no placeholder"
        )
    elif shape in set(PROPERTY_SHAPES):
        assert SHAPES.value(shape, SH.sparql) is not None


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query).removeprefix(WQSH))
def test_a_query_is_plain_sparql_and_its_messages_name_what_it_binds(query: URIRef) -> None:
    assert list(SHAPES.objects(query, SH.prefixes)) == [DOCUMENT]
    prefixes = "".join(
        f"PREFIX {SHAPES.value(declared, SH.prefix)}: <{SHAPES.value(declared, SH.namespace)}>\n"
        for declared in SHAPES.objects(DOCUMENT, SH.declare)
    )
    text = str(SHAPES.value(query, SH.select))
    solutions = pyoxigraph.Store().query(prefixes + text)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    bound = {variable.value for variable in solutions.variables}
    assert {"this"} <= bound <= {"this", "value"}
    assert not re.search(r"\b(MINUS|VALUES|SERVICE)\b|\$PATH|\?this", text), "SHACL, section 5.3.1"
    # What lets it run once for all nodes (kg/validation/plan.py).
    bare = re.sub(r'"[^"]*"', '""', text)
    assert set(re.findall(r"(\S+)\s*\{", bare)) <= {"WHERE", "EXISTS"}
    assert len(re.findall(r"\bWHERE \{", text)) == len(re.findall(r"\bSELECT\b", text)) == 1
    messages = list(SHAPES.objects(query, SH.message))
    in_three_languages(messages)
    asked = [set(PLACEHOLDER.findall(str(message))) for message in messages]
    assert asked[0] == asked[1] == asked[2]
    assert asked[0]
    assert asked[0] <= {"$this"} | {f"?{name}" for name in bound - {"this"}}


def in_three_languages(messages: list[Node]) -> None:
    texts = [message for message in messages if isinstance(message, Literal)]
    assert sorted(text.language or "" for text in texts) == sorted(LANGUAGES)
    assert len({str(text) for text in texts}) == 3
    assert all(str(text) == str(text).strip() and str(text).endswith((".", ")")) for text in texts)


def test_every_class_of_the_data_is_checked() -> None:
    assert {str(target) for target in SHAPES.objects(None, SH.targetClass)} == {
        *(f"{WQ}{name}" for name in ("WrittenQuestion", "QuestionPoint", "Answer", "AnswerPoint")),
        *(f"{WQ}{name}" for name in ("Affiliation", "MinisterialPost", "Legislature", "Session")),
        *(f"{WQ}{name}" for name in ("RequestForExplanations", "SourceDocument")),
        "http://xmlns.com/foaf/0.1/Person",
        "http://www.w3.org/2004/02/skos/core#Concept",
    }


def test_the_document_describes_itself() -> None:
    assert (DOCUMENT, RDF.type, OWL.Ontology) in SHAPES
    assert {
        text.language for text in SHAPES.objects(DOCUMENT, DCTERMS.title) if isinstance(text, Literal)
    } == set(LANGUAGES)
    assert SHAPES.value(DOCUMENT, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
