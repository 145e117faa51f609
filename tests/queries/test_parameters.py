"""Values become terms: what fits, what does not, and that no value can break out of its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.graph.namespaces import XSD
from kg.queries.errors import ParameterError
from kg.queries.parameters import KINDS, Parameter, kind_named, sparql
from kg.store import Solutions, open_store
from tests.queries.engines import RdflibStore


def parameter(kind: str, **facts: object) -> Parameter:
    return Parameter("x", kind_named(kind), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("string", "a b", Literal("a b")),
        ("string", "  a b\n", Literal("a b")),
        # A name typed on one system must equal the name printed on another: texts of the graph are NFC.
        ("string", "e\u0301te\u0301", Literal("été")),
        ("xsd:string", "7", Literal("7")),
        ("integer", "30", Literal(30)),
        ("xsd:integer", "+007", Literal(7)),
        ("integer", "-9223372036854775808", Literal(-(2**63))),
        ("decimal", "2.50", Literal("2.50", datatype=NamedNode(XSD + "decimal"))),
        ("boolean", "true", Literal("true", datatype=NamedNode(XSD + "boolean"))),
        ("date", "2024-02-29", Literal("2024-02-29", datatype=NamedNode(XSD + "date"))),
        ("language", "nl", Literal("nl")),
        ("langString", "armée@fr", Literal("armée", language="fr")),
        ("langString", "a@b@nl-BE", Literal("a@b", language="nl-be")),
        ("iri", "urn:isbn:1", NamedNode("urn:isbn:1")),
        ("name", "Défense", Literal("Défense")),
        ("name", "https://example.org/é", NamedNode("https://example.org/é")),
        ("name", "URN:x:y", NamedNode("URN:x:y")),
        # A word and a colon is no IRI: titles of ministers have colons too.
        ("name", "mailto:someone", Literal("mailto:someone")),
        ("question", "7-1668", Literal("7-1668")),
        ("question", "https://w3id.org/written-questions/be/senate/question/7-1668", Literal("7-1668")),
        ("question", "http://localhost:8000/question/5-1", Literal("5-1")),
    ],
)
def test_values_that_fit(kind: str, value: str, term: Literal | NamedNode) -> None:
    assert parameter(kind).term(value) == term


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("string", "", "empty"),
        ("string", " \t", "empty"),
        ("string", "\udc80", "UTF-8"),
        ("integer", "many", "not a whole number, such as 30: 'many'"),
        ("integer", "1.5", "'1.5'"),
        ("integer", "٣", "'٣'"),
        ("integer", "9223372036854775808", "9223372036854775808"),
        ("integer", "1" * 5000, "not a whole number"),
        ("decimal", "1,5", "'1,5'"),
        ("boolean", "yes", "neither true nor false"),
        ("date", "2022-02-30", "not a day, such as 2022-07-19: '2022-02-30'"),
        ("date", "20220207", "'20220207'"),
        ("date", "7/7/2022", "'7/7/2022'"),
        ("language", "français", "not a language tag"),
        ("langString", "armée", "armée@fr"),
        ("iri", "example", "not an IRI"),
        ("iri", "http://a b", "not an IRI"),
        ("iri", "http://a/>x", "not an IRI"),
        ("name", "https://a/{b}", "not an IRI"),
        ("question", "1668", "not the number of a question, such as 7-1668: '1668'"),
        ("question", "https://example.org/person/7-1", "not the number of a question"),
    ],
)
def test_values_that_do_not_fit(kind: str, value: str, said: str) -> None:
    with pytest.raises(ParameterError) as error:
        parameter(kind).term(value)
    assert str(error.value).startswith("x: ")
    assert said in str(error.value)
    # One line, and nothing that a terminal could not show.
    assert "\n" not in str(error.value)
    assert str(error.value).isprintable()


def test_choices() -> None:
    chosen = parameter("string", choices=("fr", "nl"))
    assert chosen.term("nl") == Literal("nl")
    with pytest.raises(ParameterError, match="x: 'en' is none of fr, nl"):
        chosen.term("en")


def test_an_unknown_type_names_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'integr'; there are string, integer"):
        kind_named("integr")
    assert list(KINDS) == [kind.name for kind in KINDS.values()]


# What is dangerous in SPARQL, more often than chance would have it.
NASTY = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    '"',
                    '"""',
                    "'",
                    "\\",
                    "\\u0022",
                    "\\U00000022",
                    "\\n",
                    "u",
                    "U",
                    "}",
                    ")",
                    "{",
                    "#",
                    "<",
                    ">",
                    ";",
                ),
                *("\n", "\r", "\t", "\0", "\x0b", "\x85", "\u2028", "\ufeff", "\U0001f600"),
                *("?x", "UNDEF", " # parameters", "@fr", "^^"),
            ]
        ),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=4),
    ),
    max_size=8,
).map("".join)

OXIGRAPH = open_store()
RDFLIB = RdflibStore([])


@given(NASTY, st.sampled_from([None, "fr"]))
@example(r"\u0022 } #", None)
@example("\\\\\0u0022", None)
def test_a_text_stays_the_text_it_is(text: str, language: str | None) -> None:
    term = Literal(text) if language is None else Literal(text, language=language)
    written = sparql(term)
    assert written.isprintable()
    query = f"SELECT ?x ?y WHERE {{\n  VALUES (?x ?y) {{ ({written} UNDEF) }} # parameters\n}}"
    for store in (OXIGRAPH, RDFLIB):
        assert store.query(query) == Solutions(("x", "y"), ((term, None),))


@given(NASTY)
def test_an_iri_stays_the_iri_it_is_or_is_refused(text: str) -> None:
    try:
        term = parameter("iri").term(f"http://example.org/{text}")
    except ParameterError:
        return
    query = f"SELECT ?x WHERE {{\n  VALUES (?x) {{ ({sparql(term)}) }} # parameters\n}}"
    for store in (OXIGRAPH, RDFLIB):
        assert store.query(query) == Solutions(("x",), ((term,),))
