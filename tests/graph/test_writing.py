from __future__ import annotations

import io
import json
import logging
import warnings
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.formats import FORMATS, Unwritable, from_rdflib, parse, write
from tests.rdf_strategies import graphs, same

S, P = NamedNode("http://x.org/s"), NamedNode("http://x.org/p")


def dump(triples: list[Triple], name: str) -> bytes:
    out = io.BytesIO()
    write(triples, FORMATS[name], out)
    return out.getvalue()


def with_rdflib(data: bytes, format: str) -> list[Triple]:
    graph = rdflib.Dataset() if format in {"json-ld", "nquads", "trig"} else rdflib.Graph()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        # rdflib changes lexical forms as it reads, unless it is told not to, and says much about ill-typed literals.
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        patch.setattr(logging.getLogger("rdflib.term"), "disabled", True)
        warnings.simplefilter("ignore")
        graph.parse(data=data, format=format)
    return from_rdflib(graph)


@pytest.mark.parametrize(
    ("name", "elsewhere"),
    [("ntriples", "nt"), ("nquads", "nquads"), ("trig", "trig"), ("jsonld", "json-ld"), ("turtle", "turtle")],
)
@settings(max_examples=60)
@given(graphs())
def test_any_graph_comes_back_here_and_elsewhere(name: str, elsewhere: str, triples: list[Triple]) -> None:
    data = dump(triples, name)
    read = parse(data, FORMATS[name], name="test")
    assert same(read, triples)
    assert same(with_rdflib(data, elsewhere), triples)
    assert dump(read, name) == data


@settings(max_examples=100)
@given(graphs(xml=True))
def test_what_rdf_xml_holds_comes_back_here_and_elsewhere(triples: list[Triple]) -> None:
    kept = [triple for triple in triples if writable(triple)]
    data = dump(kept, "rdfxml")
    read = parse(data, FORMATS["rdfxml"], name="test")
    assert same(read, kept)
    assert same(with_rdflib(data, "xml"), kept)
    assert dump(read, "rdfxml") == data


def writable(triple: Triple) -> bool:
    try:
        dump([triple], "rdfxml")
    except Unwritable:
        return False
    return True


@pytest.mark.parametrize(
    ("triple", "message", "reason"),
    [
        (Triple(S, P, Literal("a\x0bb")), r"U\+000B", "a control character"),
        (Triple(S, P, Literal("\ufffe")), r"U\+FFFE", "no character"),
        (Triple(S, NamedNode("http://x.org/1"), S), "http://x.org/1", "a name cannot begin with a digit"),
        (Triple(S, NamedNode("http://x.org/"), S), "http://x.org/", "no name at all"),
        (Triple(S, NamedNode("http://x.org/𝄞"), S), "http://x.org/𝄞", "a letter that few parsers know"),
        (Triple(S, ns.TYPE, NamedNode("http://x.org/1")), "http://x.org/1", "classes are names too"),
        (Triple(S, NamedNode(ns.RDF + "li"), S), "reserved", "a name of the syntax"),
    ],
)
def test_what_rdf_xml_cannot_hold_is_refused_before_anything_is_written(
    triple: Triple, message: str, reason: str
) -> None:
    out = io.BytesIO()
    with pytest.raises(Unwritable, match=message) as caught:
        write([Triple(S, P, S), triple], FORMATS["rdfxml"], out)
    assert out.getvalue() == b"", reason
    assert "choose another format" in str(caught.value)


@pytest.mark.parametrize(
    "name", ["http://x.org/é", "http://x.org/a.b", "urn:x", "http://x.org/漢字", "http://x.org/1a"]
)
def test_what_rdf_xml_can_hold_is_not(name: str) -> None:
    triple = Triple(S, NamedNode(name), NamedNode("http://x.org/1"))
    assert with_rdflib(dump([triple], "rdfxml"), "xml") == [triple]


def test_rdf_xml_names_its_prefixes_and_keeps_carriage_returns() -> None:
    data = dump([Triple(S, ns.IDENTIFIER, Literal("a\r\nb")), Triple(S, ns.TYPE, ns.ANSWER)], "rdfxml")
    root = ElementTree.fromstring(data)  # noqa: S314
    assert root[0].tag == f"{{{ns.WQ}}}Answer"
    assert root[0][0].text == "a\r\nb"
    assert b"<wq:Answer " in data
    assert b"<dcterms:identifier>" in data
    assert b"skos" not in data


def test_json_ld_is_a_list_of_nodes_indented() -> None:
    triples = [Triple(S, P, Literal("é", language="fr")), Triple(P, P, S)]
    assert dump(triples, "jsonld").decode() == (
        """\
[
  {
    "@id": "http://x.org/p",
    "http://x.org/p": [
      {
        "@id": "http://x.org/s"
      }
    ]
  },
  {
    "@id": "http://x.org/s",
    "http://x.org/p": [
      {
        "@language": "fr",
        "@value": "é"
      }
    ]
  }
]
"""
    )


def test_statements_are_one_a_line_in_order() -> None:
    triples = [Triple(S, P, Literal("2\n")), Triple(S, P, Literal("1"))]
    expected = b'<http://x.org/s> <http://x.org/p> "1" .\n<http://x.org/s> <http://x.org/p> "2\\n" .\n'
    assert dump(triples, "ntriples") == dump(triples, "nquads") == expected


@pytest.mark.parametrize("name", FORMATS)
def test_a_graph_that_is_empty_is_a_document(name: str) -> None:
    data = dump([], name)
    assert parse(data, FORMATS[name], name="test") == []
    if name == "jsonld":
        assert json.loads(data) == []
