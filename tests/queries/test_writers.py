"""The formats of results: exact bytes, and what another reader makes of them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, Triple

from kg.graph.namespaces import XSD
from kg.queries import WRITERS
from kg.store import Boolean, Graph, Result, Solutions, Term

ROWS = Solutions(
    ("number", "late", "title", "page"),
    (
        (
            Literal("7-1"),
            Literal(12),
            Literal('Un "grand"\ttitre,\nlong', language="fr"),
            NamedNode("http://a/?b&c"),
        ),
        (Literal("7-2"), None, BlankNode("b0"), None),
    ),
)
GRAPH = Graph(
    (Triple(NamedNode("urn:a"), NamedNode("http://purl.org/dc/terms/title"), Literal("x", language="fr")),)
)


def written(name: str, result: Result) -> str:
    out = io.StringIO(newline="")
    WRITERS[name].write(result, out)
    return out.getvalue()


def test_the_formats_there_are() -> None:
    assert list(WRITERS) == ["table", "csv", "tsv", "json", "xml", "markdown"]
    assert all(writer.name == name for name, writer in WRITERS.items())


def test_csv() -> None:
    assert written("csv", ROWS) == (
        'number,late,title,page\r\n7-1,12,"Un ""grand""\ttitre,\nlong",http://a/?b&c\r\n7-2,,_:b0,\r\n'
    )
    assert list(csv.reader(io.StringIO(written("csv", ROWS), newline="")))[1][2] == 'Un "grand"\ttitre,\nlong'


def test_csv_of_one_column_with_an_unbound_value() -> None:
    assert written("csv", Solutions(("x",), ((None,), (Literal("a"),)))) == "x\r\n\r\na\r\n"


def test_tsv() -> None:
    assert written("tsv", ROWS) == (
        "?number\t?late\t?title\t?page\n"
        '"7-1"\t12\t"Un \\"grand\\"\\ttitre,\\nlong"@fr\t<http://a/?b&c>\n'
        '"7-2"\t\t_:b0\t\n'
    )


def test_json() -> None:
    text = written("json", ROWS)
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "head": {"vars": ["number", "late", "title", "page"]},
        "results": {
            "bindings": [
                {
                    "number": {"type": "literal", "value": "7-1"},
                    "late": {"type": "literal", "datatype": XSD + "integer", "value": "12"},
                    "title": {"type": "literal", "xml:lang": "fr", "value": 'Un "grand"\ttitre,\nlong'},
                    "page": {"type": "uri", "value": "http://a/?b&c"},
                },
                {"number": {"type": "literal", "value": "7-2"}, "title": {"type": "bnode", "value": "b0"}},
            ]
        },
    }


def test_xml() -> None:
    text = written("xml", Solutions(("x",), ((Literal("a & b", language="fr"),), (Literal("\x00\ufffe"),))))
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        "  <head>\n"
        '    <variable name="x" />\n'
        "  </head>\n"
        "  <results>\n"
        "    <result>\n"
        '      <binding name="x">\n'
        '        <literal xml:lang="fr">a &amp; b</literal>\n'
        "      </binding>\n"
        "    </result>\n"
        "    <result>\n"
        '      <binding name="x">\n'
        # What XML cannot hold at all is shown as what it is: a character that was lost.
        "        <literal>\ufffd\ufffd</literal>\n"
        "      </binding>\n"
        "    </result>\n"
        "  </results>\n"
        "</sparql>\n"
    )


@pytest.mark.parametrize("name", ["json", "xml"])
def test_a_statement_as_a_value(name: str) -> None:
    text = written(name, Solutions(("x",), ((GRAPH.triples[0],),)))
    assert [text.count(part) for part in ("subject", "predicate", "object")] == (
        [1, 1, 1] if name == "json" else [2, 2, 2]
    )
    assert text.count("urn:a") == 1


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("table", "yes\n", "no\n"),
        ("csv", "true\r\n", "false\r\n"),
        ("tsv", "true\n", "false\n"),
        ("json", '{\n  "head": {},\n  "boolean": true\n}\n', '{\n  "head": {},\n  "boolean": false\n}\n'),
        ("markdown", "yes\n", "no\n"),
    ],
)
def test_a_boolean(name: str, yes: str, no: str) -> None:
    assert written(name, Boolean(value=True)) == yes
    assert written(name, Boolean(value=False)) == no


def test_a_boolean_in_xml() -> None:
    (_, boolean) = ElementTree.fromstring(written("xml", Boolean(value=True)))  # noqa: S314
    assert boolean.text == "true"


@pytest.mark.parametrize("name", WRITERS)
def test_a_graph_is_rdf_in_every_format(name: str) -> None:
    text = written(name, GRAPH)
    format = {"json": pyoxigraph.RdfFormat.JSON_LD, "xml": pyoxigraph.RdfFormat.RDF_XML}.get(
        name, pyoxigraph.RdfFormat.TURTLE
    )
    assert [quad.triple for quad in pyoxigraph.parse(text, format)] == list(GRAPH.triples)


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
# What XML cannot hold is another test; a carriage return is read as a line feed in XML.
SAFE = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
)


def terms(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Term | None]:
    return st.one_of(
        st.none(),
        texts.map(Literal),
        texts.map(lambda text: Literal(text, language="nl")),
        texts.map(lambda text: Literal(text, datatype=NamedNode("urn:type"))),
        st.integers(-(10**9), 10**9).map(Literal),
        st.just(NamedNode("https://example.org/é?a=b&c#d")),
    )


def tables(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Solutions]:
    rows = st.lists(st.tuples(terms(texts), terms(texts)), max_size=4)
    return rows.map(lambda found: Solutions(("a", "b"), tuple(found)))


def reread(text: str, format: QueryResultsFormat) -> Solutions:
    read = pyoxigraph.parse_query_results(text.encode(), format)
    assert isinstance(read, QuerySolutions)
    return Solutions(tuple(variable.value for variable in read.variables), tuple(tuple(row) for row in read))


@given(tables(TEXTS))
def test_json_is_read_back(result: Solutions) -> None:
    assert reread(written("json", result), QueryResultsFormat.JSON) == result


@given(tables(SAFE))
def test_xml_is_read_back(result: Solutions) -> None:
    assert reread(written("xml", result), QueryResultsFormat.XML) == result


@given(tables(TEXTS))
def test_tsv_is_read_back(result: Solutions) -> None:
    assert reread(written("tsv", result), QueryResultsFormat.TSV) == result


@given(tables(TEXTS))
def test_csv_has_every_value(result: Solutions) -> None:
    found = list(csv.reader(io.StringIO(written("csv", result), newline="")))
    values = [["" if term is None else getattr(term, "value", "") for term in row] for row in result.rows]
    assert found == [["a", "b"], *values]


def test_a_boolean_is_read_back() -> None:
    for name, format in (("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)):
        read = pyoxigraph.parse_query_results(written(name, Boolean(value=False)).encode(), format)
        assert isinstance(read, QueryBoolean)
        assert not read
