"""Each result is told to the questions that it concerns."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef

from kg.graph.iris import Iris
from kg.model import DocumentNumber
from kg.validation.owners import Owners

BASE = "https://w3id.org/written-questions/be/senate/"
ELSEWHERE = "https://example.org/chamber/"
DATA = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wq: <https://w3id.org/written-questions/ontology#> .
<question/6-1> a wq:WrittenQuestion ; wq:askedBy <person/a> ; dcterms:subject <topic/x>, "text"@fr ;
    wq:alsoAskedAs <question/6-2> ; wq:hasPoint <question/6-1/point/1> ; wq:hasAnswer <question/6-1/answer> ;
    prov:wasDerivedFrom <source/6-1/print-fr> .
<question/6-2> a wq:WrittenQuestion ; wq:askedBy <person/a> .
<question/6-1/answer> wq:hasPoint <question/6-1/answer/point/1> .
<question/6-1/answer/point/1> wq:answersPoint <question/6-1/point/1> .
<topic/x> skos:broader <topic/y> .
<odd> a wq:WrittenQuestion ; dcterms:identifier "6-3" ; wq:askedBy <person/b> ; wq:hasPoint <odd-point> .
<nameless> a wq:WrittenQuestion ; dcterms:identifier "third" ; wq:askedBy <person/c> .
"""
CASES: tuple[tuple[str, list[str], str], ...] = (
    ("question/6-1", ["6-1"], "the question itself"),
    ("question/6-2", ["6-2"], "not the question that is related to it"),
    ("question/6-1/point/1", ["6-1"], "its point"),
    ("question/6-1/answer", ["6-1"], "its answer"),
    ("question/6-1/answer/point/1", ["6-1"], "a point of its answer"),
    ("source/6-1/print-fr", ["6-1"], "the page it was read from"),
    ("person/a", ["6-1", "6-2"], "what two questions share"),
    ("topic/x", ["6-1"], "its topic"),
    ("topic/y", [], "a broader topic, which no question refers to"),
    ("odd", ["6-3"], "a question named in another way, by its identifier"),
    ("odd-point", ["6-3"], "its point"),
    ("person/b", ["6-3"], "its asker"),
    ("person/c", [], "of a question that has no number"),
    ("nowhere", [], "what is not in the graph"),
)


@pytest.mark.parametrize("base", [BASE, ELSEWHERE])
@pytest.mark.parametrize(("node", "questions", "reason"), CASES, ids=[case[2] for case in CASES])
def test_the_questions_of_a_node(base: str, node: str, questions: list[str], reason: str) -> None:
    """Also where the graph has another base than the one that is asked for."""
    owners = Owners(Graph().parse(data=DATA, format="turtle", publicID=base), Iris(BASE))
    assert owners.of(URIRef(base + node)) == tuple(DocumentNumber.parse(number) for number in questions), (
        reason
    )


def test_the_questions_of_a_text() -> None:
    owners = Owners(Graph().parse(data=DATA, format="turtle", publicID=BASE), Iris(BASE))
    assert owners.of(Literal("text", lang="fr")) == (DocumentNumber(6, 1),)


def test_points_in_a_circle_end() -> None:
    graph = Graph().parse(
        data="@prefix wq: <https://w3id.org/written-questions/ontology#> . <a> wq:hasPoint <b> . <b> wq:hasPoint <a> .",
        format="turtle",
        publicID=ELSEWHERE,
    )
    assert Owners(graph, Iris()).of(URIRef(f"{ELSEWHERE}a")) == ()
