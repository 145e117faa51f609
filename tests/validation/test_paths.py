"""Property paths are read from SHACL, and written as SPARQL and as SHACL again."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import SH, Graph, URIRef
from rdflib.compare import isomorphic

from kg.validation.paths import Path, PathKind, read_path

PREFIXES = "@prefix : <https://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPE = URIRef("https://example.org/shape")


def parsed(turtle: str) -> Graph:
    return Graph().parse(data=f"{PREFIXES}:shape sh:path {turtle} .", format="turtle")


def read(graph: Graph) -> Path:
    node = graph.value(SHAPE, SH.path)
    assert node is not None
    return read_path(graph, node)


def short(iri: str) -> str:
    return iri.replace("https://example.org/", ":").replace(str(SH), "sh:")


@pytest.mark.parametrize(
    ("turtle", "sparql"),
    [
        (":a", ":a"),
        ("[ sh:inversePath :a ]", "^:a"),
        ("( :a :b :c )", ":a/:b/:c"),
        ("[ sh:alternativePath ( :a :b ) ]", ":a|:b"),
        ("[ sh:zeroOrMorePath :a ]", ":a*"),
        ("[ sh:oneOrMorePath :a ]", ":a+"),
        ("[ sh:zeroOrOnePath :a ]", ":a?"),
        ("( [ sh:oneOrMorePath [ sh:inversePath :a ] ] [ sh:alternativePath ( :b ( :c :d ) ) ] )", "(^:a)+/(:b|(:c/:d))"),
        ("[ sh:inversePath [ sh:zeroOrMorePath :a ] ]", "^:a*"),
        ("[ sh:zeroOrMorePath ( :a :b ) ]", "(:a/:b)*"),
    ],
)  # fmt: skip
def test_a_path_is_written_in_both_ways(turtle: str, sparql: str) -> None:
    path = read(parsed(turtle))
    assert path.sparql(short) == sparql
    assert path.turtle(short) == turtle


predicates = st.sampled_from("abc").map(lambda name: Path(PathKind.PREDICATE, f"https://example.org/{name}"))
unary = st.sampled_from([PathKind.INVERSE, PathKind.ZERO_OR_MORE, PathKind.ONE_OR_MORE, PathKind.ZERO_OR_ONE])
nary = st.sampled_from([PathKind.SEQUENCE, PathKind.ALTERNATIVE])
paths = st.recursive(
    predicates,
    lambda inner: st.one_of(
        st.builds(lambda kind, part: Path(kind, parts=(part,)), unary, inner),
        st.builds(
            lambda kind, parts: Path(kind, parts=tuple(parts)), nary, st.lists(inner, min_size=2, max_size=3)
        ),
    ),
    max_leaves=6,
)


@given(paths)
def test_what_is_written_reads_as_the_same_path(path: Path) -> None:
    graph = parsed(path.turtle())
    assert read(graph) == path
    assert isomorphic(graph, parsed(read(graph).turtle()))


@given(paths)
def test_sparql_reads_what_is_written(path: Path) -> None:
    pyoxigraph.Store().query(f"ASK {{ ?s {path.sparql()} ?o }}")
