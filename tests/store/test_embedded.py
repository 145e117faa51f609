"""The embedded store: what it holds, what it answers, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.store import Boolean, Graph, QuerySyntaxError, Solutions, Store, StoreError, open_store

A, P, X = NamedNode("urn:a"), NamedNode("urn:p"), Literal("x")
ROW = Triple(A, P, X)


def test_answers_of_every_kind() -> None:
    store = open_store()
    store.load([ROW, ROW])
    assert len(store) == 1
    assert store.query("SELECT ?o ?none ?s { ?s ?p ?o }") == Solutions(("o", "none", "s"), ((X, None, A),))
    assert store.query("ASK { ?s ?p 'x' }") == Boolean(value=True)
    assert store.query("ASK { ?s ?p 'y' }") == Boolean(value=False)
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o }") == Graph((ROW,))
    assert store.query("DESCRIBE <urn:a>") == Graph((ROW,))


def test_queries_see_all_graphs_as_one() -> None:
    store = open_store()
    store.load([ROW])
    store.load([ROW, Triple(A, P, Literal("y"))], graph="urn:g")
    assert store.query("SELECT DISTINCT ?o { <urn:a> ?p ?o } ORDER BY ?o") == Solutions(
        ("o",), ((X,), (Literal("y"),))
    )
    assert store.query("CONSTRUCT WHERE { ?s ?p 'x' }") == Graph((ROW,))
    assert store.query("SELECT ?g { GRAPH ?g { ?s ?p 'y' } }") == Solutions(("g",), ((NamedNode("urn:g"),),))


def test_a_folder_that_nothing_was_loaded_into(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store in .*: 'kg load PATH --store .*' makes one"):
        open_store(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other things than a store"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match=r"notes\.txt is a file; a store is a folder"):
        open_store(tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("SELECT ?x {\n  ?x ?y\n}}", 3, 3, "not SPARQL at or before '}}'"),
        ("ASK { ?s <rel> ?o }", 1, 15, "not SPARQL at or before '<rel> ?o }' (iri parsing failed)"),
        ("SELECT * {\n\n?s ?p 'x\n}", 3, 9, 'not SPARQL at or before "\'x"'),
        ("SELECT * {\n# there is more to come\n", 3, 1, "not SPARQL at or before the end of the query"),
        ("", 1, 1, "not SPARQL at or before the end of the query"),
        ("DELETE WHERE { ?s ?p ?o }", 1, 10, "not SPARQL at or before 'WHERE { ?s ?p ?o }'"),
    ],
)
def test_what_is_not_sparql(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        open_store().query(text)
    assert (error.value.line, error.value.column, error.value.reason) == (line, column, reason)
    assert str(error.value) == f"line {line}, column {column}: {reason}"


def test_a_service_that_cannot_be_reached() -> None:
    with pytest.raises(StoreError, match="the query cannot be answered"):
        open_store().query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_it_is_a_store() -> None:
    store: Store = open_store()
    assert store.query("SELECT ?x { VALUES ?x { 1 } }") == Solutions(("x",), ((Literal(1),),))
