from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.formats import format_named, from_rdflib, parse
from kg.graph.iris import Iris
from kg.graph.ordering import ordered
from kg.graph.turtle import TurtleWriter, shorten, used_prefixes
from tests.rdf_strategies import graphs, same

S, P = NamedNode("http://x.org/s"), NamedNode("http://x.org/p")
TURTLE = format_named("turtle")


def written(*triples: Triple, declare: set[str] | None = None) -> str:
    out = io.BytesIO()
    TurtleWriter(out, declare=used_prefixes(triples) if declare is None else declare).write(triples)
    return out.getvalue().decode()


def object_of(term: NamedNode | BlankNode | Literal) -> str:
    """How a term is written as an object, without the prefixes."""
    text = written(Triple(S, P, term))
    return text.partition("<http://x.org/s> <http://x.org/p> ")[2].removesuffix(" .\n")


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(ns.XSD + kind))


def test_a_question_as_it_is_meant_to_look() -> None:
    data = """
    @prefix wq: <https://w3id.org/written-questions/ontology#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @base <https://w3id.org/written-questions/be/senate/> .
    <person/tom-ongena> foaf:name "Tom Ongena" ; a foaf:Person .
    <question/7-9/point/10> wq:position 2 ; wq:text "Deux"@fr ; a wq:QuestionPoint .
    <question/7-9/point/9> wq:position 1 ; wq:text "Een \\"punt\\""@nl, "Un\\n\\npoint"@fr ; a wq:QuestionPoint .
    <question/7-9> wq:hasPoint <question/7-9/point/10>, <question/7-9/point/9> ; wq:textIncomplete true ;
      wq:dateSubmitted "2022-06-02"^^xsd:date ; dcterms:identifier "7-9" ; wq:number 9 ; a wq:WrittenQuestion .
    """
    base = "https://w3id.org/written-questions/be/senate/"
    triples = ordered(parse(data.encode(), TURTLE, name="test"), Iris())
    assert written(*triples) == (
        f'''\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix wq: <https://w3id.org/written-questions/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<{base}question/7-9> a wq:WrittenQuestion ;
    dcterms:identifier "7-9" ;
    wq:number 9 ;
    wq:dateSubmitted "2022-06-02"^^xsd:date ;
    wq:textIncomplete true ;
    wq:hasPoint <{base}question/7-9/point/9>,
        <{base}question/7-9/point/10> .

<{base}question/7-9/point/9> a wq:QuestionPoint ;
    wq:position 1 ;
    wq:text """Un

point"""@fr,
        "Een \\"punt\\""@nl .

<{base}question/7-9/point/10> a wq:QuestionPoint ;
    wq:position 2 ;
    wq:text "Deux"@fr .

<{base}person/tom-ongena> a foaf:Person ;
    foaf:name "Tom Ongena" .
'''
    )


@pytest.mark.parametrize(
    ("term", "text", "reason"),
    [
        (NamedNode("http://x.org/a"), "<http://x.org/a>", "no prefix"),
        (NamedNode(ns.WQ + "answered"), "wq:answered", "a prefix"),
        (NamedNode(ns.RDF + "type"), "rdf:type", "'a' stands for a property only"),
        (NamedNode(ns.WQ), f"<{ns.WQ}>", "no local name"),
        (NamedNode(ns.WQ + "1"), f"<{ns.WQ}1>", "some parsers do not take a digit at the start"),
        (NamedNode(ns.WQ + "a.b"), f"<{ns.WQ}a.b>", "nor full stops"),
        (NamedNode(ns.WQ + "a/b"), f"<{ns.WQ}a/b>", "a local name has no slash"),
        (NamedNode(ns.WQ + "é"), f"<{ns.WQ}é>", "letters beyond ASCII"),
        (BlankNode("b1"), "_:b1", "a blank node"),
        (Literal("a"), '"a"', "a plain text"),
        (Literal("a", language="fr"), '"a"@fr', "with its language"),
        (Literal(""), '""', "nothing"),
        (Literal('"a" \\'), '"\\"a\\" \\\\"', "quotes and backslashes"),
        (Literal("a\tb\rc\x00\x7f"), '"a\\tb\\rc\\u0000\\u007F"', "what cannot be seen is escaped"),
        (Literal("été «l’œuf» 𝄞"), '"été «l’œuf» 𝄞"', "what can be seen is not"),
        (Literal("a\u2028b\ufeff"), '"a\\u2028b\\uFEFF"', "what editors take for line breaks, or hide"),
        (Literal("a\n\nb"), '"""a\n\nb"""', "line breaks stay"),
        (Literal('a\n"b"'), '"""a\n"b\\""""', "a quote at the end is escaped"),
        (Literal('""""\n'), '"""\\"\\"""\n"""', "so are those of which three would follow each other"),
        (Literal("a\r\n\\"), '"""a\\r\n\\\\"""', "a carriage return would be lost"),
        (typed("9", "integer"), "9", "integers are short"),
        (typed("-9", "integer"), "-9", "negative ones too"),
        (typed("0", "integer"), "0", "and naught"),
        (typed("09", "integer"), '"09"^^xsd:integer', "other forms would be changed by some parsers"),
        (typed("+9", "integer"), '"+9"^^xsd:integer', "this too"),
        (typed("٣", "integer"), '"٣"^^xsd:integer', "no integer"),
        (typed("9\n", "integer"), '"""9\n"""^^xsd:integer', "an ill-typed one"),
        (typed("true", "boolean"), "true", "booleans are short"),
        (typed("1", "boolean"), '"1"^^xsd:boolean', "in their canonical form"),
        (typed("1.5", "decimal"), '"1.5"^^xsd:decimal', "other numbers are not"),
        (typed("2022-02-31", "date"), '"2022-02-31"^^xsd:date', "dates, also impossible ones"),
        (Literal("a", datatype=NamedNode("http://x.org/t")), '"a"^^<http://x.org/t>', "any datatype"),
    ],
)
def test_terms(term: NamedNode | BlankNode | Literal, text: str, reason: str) -> None:
    assert object_of(term) == text, reason
    assert same(parse(written(Triple(S, P, term)).encode(), TURTLE, name="test"), [Triple(S, P, term)])


@settings(max_examples=200)
@given(graphs())
def test_oxigraph_reads_what_was_written(triples: list[Triple]) -> None:
    assert same(parse(written(*ordered(triples, Iris())).encode(), TURTLE, name="test"), triples)


@settings(max_examples=200)
@given(graphs())
def test_rdflib_reads_what_was_written(triples: list[Triple]) -> None:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        # rdflib changes lexical forms as it reads, unless it is told not to, and says much about ill-typed literals.
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        patch.setattr(logging.getLogger("rdflib.term"), "disabled", True)
        warnings.simplefilter("ignore")
        graph = rdflib.Graph().parse(data=written(*ordered(triples, Iris())), format="turtle")
    assert same(from_rdflib(graph), triples)


@settings(max_examples=100)
@given(graphs())
def test_exactly_the_prefixes_that_are_used_are_declared(triples: list[Triple]) -> None:
    def declared(text: str) -> set[str]:
        return {line.split()[1] for line in text.splitlines() if line.startswith("@prefix ")}

    # A writer that is told nothing declares what it comes to need.
    assert declared(written(*triples)) == declared(written(*triples, declare=set()))


def test_a_graph_that_is_empty() -> None:
    assert written() == ""


def test_blocks_written_one_by_one_declare_prefixes_when_they_need_them() -> None:
    out = io.BytesIO()
    writer = TurtleWriter(out, declare=["wq"])
    writer.write([Triple(S, ns.TYPE, ns.ANSWER)])
    writer.write([Triple(P, ns.TYPE, ns.CONCEPT)])
    writer.write([Triple(P, ns.IDENTIFIER, Literal("1")), Triple(S, ns.TYPE, ns.CONCEPT)])
    assert out.getvalue().decode() == (
        """\
@prefix wq: <https://w3id.org/written-questions/ontology#> .

<http://x.org/s> a wq:Answer .

@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<http://x.org/p> a skos:Concept .

@prefix dcterms: <http://purl.org/dc/terms/> .

<http://x.org/p> dcterms:identifier "1" .

<http://x.org/s> a skos:Concept .
"""
    )


def test_a_block_is_out_before_the_next_one_is_asked_for() -> None:
    out = io.BytesIO()
    sizes = []

    def triples() -> Iterator[Triple]:
        for number in range(3):
            yield Triple(NamedNode(f"http://x.org/{number}"), P, S)
            sizes.append(len(out.getvalue()))

    TurtleWriter(out).write(triples())
    assert 0 == sizes[0] < sizes[1] < sizes[2] < len(out.getvalue())


def test_other_prefixes() -> None:
    out = io.BytesIO()
    TurtleWriter(out, prefixes={"x": "http://x.org/"}).write([Triple(S, P, NamedNode(ns.WQ + "text"))])
    assert out.getvalue().decode() == f"@prefix x: <http://x.org/> .\n\nx:s x:p <{ns.WQ}text> .\n"


def test_shorten() -> None:
    names = {"http://x.org/": "x", "http://x.org/a#": "xa"}
    assert shorten(NamedNode("http://x.org/a"), names) == ("x", "a")
    assert shorten(NamedNode("http://x.org/a#b"), names) == ("xa", "b")
    assert shorten(NamedNode("http://x.org/a/b"), names) is None


@pytest.mark.parametrize(
    "term",
    [Triple(S, P, S), Literal("a", language="ar", direction=BaseDirection.RTL)],
)
def test_what_rdf_1_1_does_not_have_is_refused(term: Triple | Literal) -> None:
    with pytest.raises(TypeError, match=r"RDF 1\.2"):
        written(Triple(S, P, term))


def test_the_ontology_can_be_written() -> None:
    file = Path(__file__).parents[2] / "ontology" / "written-questions.ttl"
    triples = parse(file.read_bytes(), TURTLE, name=str(file))
    assert same(parse(written(*ordered(triples, Iris())).encode(), TURTLE, name="test"), triples)
