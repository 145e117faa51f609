"""Every query of the library gives the expected rows on servers too, where each question is in a graph of its own."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.queries import find, run
from kg.store import Solutions, Store
from kg.store.graph_store import push
from tests.queries.cases import ALL, BASE, CASES, tsv
from tests.queries.engines import HERE, embedded, triples
from tests.store.fixtures import SERVERS, Start
from tests.store.servers import virtuoso

IRIS = Iris(BASE)


def graphs(statements: list[Triple]) -> dict[str, list[Triple]]:
    """The statements as a store keeps them."""
    found: defaultdict[str, list[Triple]] = defaultdict(list)
    for triple in statements:
        subject = triple.subject
        id = IRIS.question_of(subject.value) if isinstance(subject, NamedNode) else None
        found[IRIS.names_graph if id is None else IRIS.graph(id)].append(triple)
    return found


@pytest.fixture(scope="module", params=SERVERS)
def remote(request: pytest.FixtureRequest, server: Start) -> Iterator[Store]:
    asked = server(request.param)
    held = graphs(triples())
    assert len(held) > 10
    with asked.graph_store() as target, asked.store() as store:
        push(held.items(), target)
        yield store
        push(((graph, []) for graph in held), target)


@pytest.mark.parametrize(("query", "case"), ALL)
def test_rows(query: str, case: str, remote: Store) -> None:
    golden = HERE / "expected" / f"{query}.{case}.tsv"
    assert tsv(query, remote, CASES[query][case]) == golden.read_text(encoding="utf-8")


def test_overdue_is_measured_today_where_no_day_is_given(remote: Store) -> None:
    result = remote.query(find("overdue").text)
    assert isinstance(result, Solutions)
    ((number, days, *_),) = result.rows
    assert str(number) == '"7-9"'
    assert int(getattr(days, "value", 0)) > 1000


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("query", sorted(CASES))
def test_an_empty_store_gives_no_rows(query: str, name: str, server: Start) -> None:
    values = {"question": {"number": "7-1"}, "point-answers": {"number": "7-1"}, "full-text": {"text": "x"}}
    with server(name).store("urn:empty") as store:
        result = run(find(query), store, values.get(query, {}))
    assert isinstance(result, Solutions)
    assert result.rows == ()


def test_new_servers(tmp_path: Path) -> None:
    """What Virtuoso answers can depend on the order in which it got the data, and on what it was asked before."""
    held = list(graphs(triples()).items())
    random.Random(5).shuffle(held)  # noqa: S311
    with virtuoso(tmp_path) as asked, asked.graph_store() as target, asked.store() as store:
        push(held, target)
        for query, case in (("question", "everything"), ("questions-by-member", "dutch")):
            golden = HERE / "expected" / f"{query}.{case}.tsv"
            assert tsv(query, store, CASES[query][case]) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SERVERS)
def test_the_page_is_chosen_by_its_address(name: str, server: Start) -> None:
    """Not by when the server first heard of it."""
    statements = triples()
    source, question = NamedNode(f"{BASE}source/more"), NamedNode(f"{BASE}question/7-40")
    french = NamedNode("http://publications.europa.eu/resource/authority/language/FRA")
    pages = [
        Triple(source, ns.SOURCE, NamedNode(f"https://example.org/{page}"))
        for page in ("last", "first", "middle")
    ]
    statements += [
        Triple(question, ns.WAS_DERIVED_FROM, source),
        Triple(source, ns.PAGE_LANGUAGE, french),
        *pages,
    ]
    local = embedded(statements)
    held = graphs(statements)
    asked = server(name)
    with asked.graph_store() as target, asked.store() as store:
        for page in pages:
            target.put("urn:before", [page])
        target.delete("urn:before")
        push(held.items(), target)
        try:
            for query, cases in CASES.items():
                values = next(iter(cases.values()))
                assert tsv(query, store, values) == tsv(query, local, values)
            assert "<https://example.org/first>" in tsv("questions", store, {})
        finally:
            push(((graph, []) for graph in held), target)


@pytest.mark.parametrize("name", SERVERS)
def test_texts_of_any_length(name: str, server: Start) -> None:
    """Virtuoso cannot sort rows that hold long texts which a query has made."""
    statements = [
        Triple(
            triple.subject,
            triple.predicate,
            Literal(f"{text.value} {'à vélo ' * 2000}", language=text.language),
        )
        if triple.predicate == ns.TEXT and isinstance(text := triple.object, Literal)
        else triple
        for triple in triples()
    ]
    local = embedded(statements)
    held = graphs(statements)
    asked = server(name)
    with asked.graph_store() as target, asked.store() as store:
        push(held.items(), target)
        try:
            for query, cases in CASES.items():
                for values in cases.values():
                    assert tsv(query, store, values) == tsv(query, local, values)
        finally:
            push(((graph, []) for graph in held), target)
