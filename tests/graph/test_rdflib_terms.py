from __future__ import annotations

import logging
import threading

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import XSD

from kg.graph import namespaces as ns
from kg.graph.rdflib_terms import from_rdflib, to_rdflib
from tests.rdf_strategies import graphs

S, P = NamedNode("http://x.org/s"), NamedNode("http://x.org/p")


def literal(text: str, kind: str) -> rdflib.Literal:
    (found,) = to_rdflib([Triple(S, P, Literal(text, datatype=NamedNode(kind)))]).objects()
    assert isinstance(found, rdflib.Literal)
    return found


@settings(max_examples=200)
@given(graphs())
def test_every_term_comes_back_as_it_was(triples: list[Triple]) -> None:
    assert set(from_rdflib(to_rdflib(triples))) == set(triples)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2022-02-31", "date"),
        ("yesterday", "date"),
        ("", "integer"),
        ("9,5", "decimal"),
        ("yes", "boolean"),
        ("TRUE", "boolean"),
        ("24:61", "time"),
        ("2022-02-31T00:00:00", "dateTime"),
        ("x", "duration"),
        ("x", "hexBinary"),
    ],
)
def test_ill_typed_literals_stay_and_nothing_is_said(
    text: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = literal(text, ns.XSD + kind)
    assert (str(found), found.datatype, found.ill_typed) == (text, XSD[kind], True)
    assert caplog.records == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("007", "integer", 7),
        ("+7", "integer", 7),
        ("1", "boolean", True),
        ("1.50", "decimal", 1.5),
        (" a\tb", "token", None),
    ],
)
def test_lexical_forms_are_not_changed(text: str, kind: str, value: object) -> None:
    found = literal(text, ns.XSD + kind)
    assert (str(found), found.datatype) == (text, XSD[kind])
    assert value is None or found.value == value
    assert not found.ill_typed


def test_a_literal_made_here_equals_one_made_by_rdflib() -> None:
    graph = to_rdflib(
        [Triple(S, P, Literal("yes", datatype=ns.BOOLEAN)), Triple(S, P, Literal("a", language="fr"))]
    )
    with pytest.warns(UserWarning, match="weird boolean"):
        same = rdflib.Literal("yes", datatype=XSD.boolean, normalize=False)
    assert set(graph.objects()) == {same, rdflib.Literal("a", lang="fr")}
    assert hash(same) in map(hash, graph.objects())


def test_other_threads_log_on(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("rdflib.term")
    before = list(logger.filters)

    def triples() -> object:
        worker = threading.Thread(target=logger.warning, args=("from elsewhere",))
        worker.start()
        worker.join()
        logger.warning("from here")
        yield Triple(S, P, Literal("x", datatype=ns.DATE))

    to_rdflib(triples())  # type: ignore[arg-type]
    assert [record.message for record in caplog.records] == ["from elsewhere"]
    assert logger.filters == before


def test_the_prefixes_are_bound_and_no_others() -> None:
    assert {name: str(iri) for name, iri in to_rdflib([]).namespaces()} == dict(ns.PREFIXES)


def test_a_dataset_is_flattened() -> None:
    dataset = rdflib.Dataset()
    s, p = rdflib.URIRef("http://x.org/s"), rdflib.URIRef("http://x.org/p")
    dataset.default_graph.add((s, p, s))
    dataset.graph(rdflib.URIRef("http://x.org/g")).add((s, p, s))
    dataset.graph(rdflib.URIRef("http://x.org/h")).add((s, p, p))
    assert set(from_rdflib(dataset)) == {Triple(S, P, S), Triple(S, P, P)}
    assert len(from_rdflib(dataset)) == 2


def test_labels_of_blank_nodes_that_only_rdflib_allows_get_others() -> None:
    graph = rdflib.Graph()
    p = rdflib.URIRef("http://x.org/p")
    graph.add((rdflib.BNode("a b"), p, rdflib.BNode("a b")))
    graph.add((rdflib.BNode("fine"), p, rdflib.BNode("a c")))
    triples = from_rdflib(graph)
    (other,) = [triple for triple in triples if triple.subject == BlankNode("fine")]
    (one,) = [triple for triple in triples if triple != other]
    assert one.subject == one.object != other.object
    assert from_rdflib(graph) == triples


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ((rdflib.Literal("a"), rdflib.URIRef("p:p"), rdflib.Literal("a")), "not a triple of RDF"),
        ((rdflib.URIRef("s:s"), rdflib.BNode("p"), rdflib.Literal("a")), "not a triple of RDF"),
        ((rdflib.URIRef("s:s"), rdflib.URIRef("p:p"), rdflib.Variable("v")), "not a term of RDF"),
        ((rdflib.URIRef("s:s"), rdflib.URIRef("p p"), rdflib.Literal("a")), "IRI"),
    ],
)
def test_what_is_no_rdf_is_refused(terms: tuple[rdflib.term.Node, ...], message: str) -> None:
    graph = rdflib.Graph()
    graph.add(terms)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        from_rdflib(graph)


def test_triples_about_triples_are_refused() -> None:
    with pytest.raises(TypeError, match=r"RDF 1\.2"):
        to_rdflib([Triple(S, P, Triple(S, P, S))])
