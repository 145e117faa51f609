"""Whatever a graph says, it gets a report, and never a crash."""

from __future__ import annotations

import io
import logging
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, XSD, Graph, URIRef
from rdflib.term import BNode, Literal, Node

from kg.validation import WRITERS, validate, write

BASE = "https://w3id.org/written-questions/be/senate/"
Statement = tuple[Node, Node, Node]


@cache
def statements() -> list[Statement]:
    return sorted(Graph().parse(Path(__file__).parent / "good.ttl"))


@cache
def odd_terms() -> list[Node]:
    logging.getLogger("rdflib.term").disabled = True
    try:
        return [
            *(Literal(text, datatype=XSD.date) for text in ("2015-02-31", "2015-02-28+01:00", "", "-0044-03-15")),
            *(Literal(text, datatype=XSD.dateTime) for text in ("2015-02-28T24:00:00", "2015-02-28", "2015-02-28T10:00:00Z")),
            *(Literal(text, datatype=XSD.integer) for text in ("four", "-1", "007", "9" * 5000, "")),
            *(Literal(text, datatype=XSD.boolean) for text in ("1", "maybe")),
            *(Literal(text, datatype=XSD.double) for text in ("INF", "NaN", "1e400")),
            *(Literal(text, datatype=XSD.duration) for text in ("P1D", "P")),
            Literal("xyz", datatype=XSD.hexBinary),
            Literal("<a>", datatype=RDF.XMLLiteral),
            Literal("x", datatype=URIRef("https://example.org/unknown")),
            *(Literal(text) for text in ("", " ", "\\1 \\d {?this} {$value}", 'a"b\\', "2015-02-28", "\U0001f600\n\r\t")),
            *(Literal(text, lang=tag) for text, tag in (("", "fr"), ("x", "nl-be"), ("x", "de"), ("x", "FR"))),
            *(URIRef(BASE + path) for path in ("question/6-101", "question/6-102", "question/6-101/answer", "person/nobody")),
            *(URIRef(BASE + path) for path in ("question/6-101/point/1", "question/6-101/answer/point/1")),
            URIRef("http://eurovoc.europa.eu/1234"),
            URIRef("mailto:nobody@example.org"),
            BNode("b"),
        ]  # fmt: skip
    finally:
        logging.getLogger("rdflib.term").disabled = False


@st.composite
def spoiled(draw: st.DrawFn) -> Graph:
    graph = Graph()
    for statement in statements():
        graph.add(statement)
    for subject, predicate, value in draw(st.lists(st.sampled_from(statements()), max_size=6)):
        graph.remove((subject, predicate, value))
        if odd := draw(st.none() | st.sampled_from(odd_terms())):
            graph.add((subject, predicate, odd))
    return graph


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(spoiled())
def test_a_spoiled_graph_gets_a_report(graph: Graph) -> None:
    report = validate(graph)
    assert report.conforms is (not report.violations)
    for form in WRITERS:
        out = io.StringIO(newline="")
        write(report, out, form)
        if form == "turtle":
            read = Graph().parse(data=out.getvalue(), format="turtle")
            assert len(list(read.subjects(RDF.type, SH.ValidationResult))) == len(report.results)


@pytest.mark.parametrize(
    "predicate", sorted({str(predicate) for _, predicate, _ in statements()} - {str(RDF.type)})
)
def test_odd_values_of_a_property(predicate: str) -> None:
    """All odd values at once, at each thing that has the property: reported, but for those that may stand there."""
    graph = Graph()
    for subject, property_, value in statements():
        graph.add((subject, property_, value))
        if str(property_) == predicate:
            for odd in odd_terms():
                graph.add((subject, property_, odd))
    report = validate(graph)
    of_a_thesaurus = {
        "http://www.w3.org/2004/02/skos/core#broader",
        "http://www.w3.org/2004/02/skos/core#inScheme",
    }
    assert report.conforms is (predicate in of_a_thesaurus)
