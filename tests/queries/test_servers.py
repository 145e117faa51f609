"""Every query of the library gives the expected rows on servers too, where each question is in a graph of its own."""

from __future__ import annotations

import io
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from benchmarks.generate import invented
from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.inputs import Document
from kg.queries import WRITERS, find, run
from kg.store import Solutions, Store, open_store
from kg.store.connection import Connection, Settings
from kg.store.graph_store import push
from kg.store.remote import RemoteStore
from tests.loading.support import fill
from tests.queries.cases import ALL, BASE, CASES, tsv
from tests.queries.engines import HERE, embedded, triples
from tests.store.fixtures import SERVERS, Start
from tests.store.servers import oxigraph, virtuoso

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
    """Where Virtuoso chooses the order, as in other tools, its answers could depend on how it got the data, and what it guesses."""
    held = list(graphs(triples()).items())
    random.Random(5).shuffle(held)  # noqa: S311
    with virtuoso(tmp_path) as asked, asked.graph_store() as target, asked.store() as store:
        push(held, target)
        for query, case in (("question", "everything"), ("questions-by-member", "dutch")):
            golden = HERE / "expected" / f"{query}.{case}.tsv"
            out = io.StringIO()
            WRITERS["tsv"].write(store.query(find(query).bind(CASES[query][case])), out)
            assert out.getvalue() == golden.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def invented_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of questions of the real size."""
    place = tmp_path_factory.mktemp("invented") / "store"
    fill(
        place,
        *(Document(page.name, page.data) for pages in islice(invented(1), 25) for page in pages),
    )
    return place


@pytest.mark.parametrize("name", SERVERS)
def test_questions_of_the_real_size(name: str, tmp_path: Path, invented_store: Path) -> None:
    """Virtuoso, where it chooses the order, has no answer in minutes for some queries."""
    with (
        # One that holds nothing else.
        virtuoso(tmp_path) if name == "virtuoso" else oxigraph("--union-default-graph") as asked,
        open_store(invented_store) as local,
        asked.graph_store() as target,
        RemoteStore(Connection(asked.query, Settings(timeout=60, retries=0))) as store,
    ):
        push(local.graphs(), target)
        needed = {"number": str(local.numbers()[3]), "text": "tr", "on": "2030-01-01"}
        for query in CASES:
            values = {
                parameter.name: needed[parameter.name]
                for parameter in find(query).parameters
                if parameter.required or parameter.name == "on"
            }
            assert tsv(query, store, values) == tsv(query, local, values), query


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
