"""Named graphs as a document."""

from __future__ import annotations

from io import BytesIO

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph import namespaces as ns
from kg.graph.datasets import NAMING, write_graphs
from kg.graph.formats import FORMATS, parse
from kg.graph.iris import Iris
from kg.graph.names import Name, Names

IRIS = Iris()
B = IRIS.base


def question(number: int, text: str) -> list[Triple]:
    me = NamedNode(f"{B}question/7-{number}")
    return [
        Triple(me, ns.TITLE, Literal(text, language="fr")),
        Triple(me, ns.TYPE, ns.WRITTEN_QUESTION),
        Triple(me, ns.SUBJECT, NamedNode(f"{B}topic/arbre")),
    ]


NAME = Names([Name(ns.CONCEPT.value, f"{B}topic/arbre", "fr", "arbre")]).triples()
GRAPHS = [
    (f"{B}graph/7-9", question(9, 'a .\n"b" {}')),
    (f"{B}graph/7-10", question(10, "dix")),
    (f"{B}graph/names", NAME),
    (
        f"{B}graph/thesaurus",
        [*NAME[::-1], Triple(NamedNode(f"{B}topic/arbre"), ns.ALT_LABEL, Literal("x", language="fr"))],
    ),
]
ALL = {triple for _, triples in GRAPHS for triple in triples}


def written(format: str, graphs: list[tuple[str, list[Triple]]]) -> tuple[bytes, int]:
    out = BytesIO()
    count = write_graphs(iter(graphs), FORMATS[format], out, IRIS)
    return out.getvalue(), count


@pytest.mark.parametrize("format", sorted(NAMING))
def test_named_graphs_keep_their_names(format: str) -> None:
    data, count = written(format, GRAPHS)
    quads = {
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))
        for name, triples in GRAPHS
        for triple in triples
    }
    assert set(pyoxigraph.parse(data, FORMATS[format].engine)) == quads
    assert count == len(quads) == 11


@pytest.mark.parametrize("format", sorted(set(FORMATS) - NAMING))
def test_other_formats_have_one_graph(format: str) -> None:
    data, count = written(format, GRAPHS)
    found = parse(data, FORMATS[format], name="x")
    assert len(found) == len(set(found)) == count == len(ALL) == 9
    assert set(found) == ALL


@pytest.mark.parametrize("format", list(FORMATS))
def test_the_order_of_the_triples_changes_nothing(format: str) -> None:
    backwards = [(name, triples[::-1]) for name, triples in GRAPHS]
    assert written(format, backwards) == written(format, GRAPHS)


@pytest.mark.parametrize("format", list(FORMATS))
def test_nothing_is_a_document_too(format: str) -> None:
    empty: list[list[tuple[str, list[Triple]]]] = [[], [(f"{B}graph/names", [])]]
    for graphs in empty:
        data, count = written(format, graphs)
        assert count == 0
        assert parse(data, FORMATS[format], name="x") == []


def test_the_text_of_trig() -> None:
    data, _ = written("trig", GRAPHS[1:3])
    assert data.decode().replace(B, "") == (
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix wq: <https://w3id.org/written-questions/ontology#> .\n"
        "\n"
        "<graph/7-10> {\n"
        "<question/7-10> a wq:WrittenQuestion ;\n"
        '    dcterms:title "dix"@fr ;\n'
        "    dcterms:subject <topic/arbre> .\n"
        "}\n"
        "\n"
        "<graph/names> {\n"
        "<topic/arbre> a skos:Concept ;\n"
        '    skos:prefLabel "arbre"@fr .\n'
        "}\n"
    )
