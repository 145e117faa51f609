"""Getting what a SPARQL endpoint holds out of it, whole.

Servers cut long results, some without saying so: Virtuoso gives at most ``ResultSetMaxRows``. So it is counted first, then
asked for, in pages as long as the server gives them, until all of it is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.model import DocumentNumber
from kg.store.connection import ServerError
from kg.store.remote import Capped, RemoteStore
from kg.store.results import Boolean, Graph, Row, Solutions

T = TypeVar("T")
_Statement: TypeAlias = tuple[str | None, Triple]
"""A triple, and the IRI of the graph that it is in, where that was asked for."""

_ANY = "?s ?p ?o"
_TOGETHER = 50
"""So many things are asked about at once."""


def graphs(store: RemoteStore, iris: Iris) -> Iterator[tuple[str | None, list[Triple]]]:
    """All that a server holds of the questions below a base.

    Yields:
        Each graph that holds questions, those that are named by them in the order of their numbers, then those of shared
        names and of the thesaurus, with its IRI; where no graph holds questions but the default graph does, that, with none.

    Raises:
        ServerError: the server cannot be asked, or does not give all.
        QuerySyntaxError: the server does not know SPARQL 1.1.
    """
    below = f"FILTER(STRSTARTS(STR(?question), {Literal(iris.base)}))"
    holding = f"GRAPH ?graph {{ ?question a {ns.WRITTEN_QUESTION} }} {below}"
    number = _number(store, f"SELECT (COUNT(DISTINCT ?graph) AS ?number) {{ {holding} }}")
    if number == 0:
        if store.query(f"ASK {{ ?question a {ns.WRITTEN_QUESTION} {below} }}") == Boolean(value=True):
            yield None, [triple for _, triple in _triples(store, _ANY)]
        return
    sizes: dict[str | None, int] = dict(
        map(
            _sized,
            _rows(
                store,
                "SELECT ?graph (COUNT(*) AS ?number)"
                f" {{ {{ SELECT DISTINCT ?graph {{ {holding} }} }} GRAPH ?graph {{ {_ANY} }} }} GROUP BY ?graph",
                number,
            ),
        )
    )
    for graph in (iris.names_graph, iris.thesaurus_graph):
        if graph not in sizes:
            sizes[graph] = _number(
                store, f"SELECT (COUNT(*) AS ?number) {{ GRAPH {NamedNode(graph)} {{ {_ANY} }} }}"
            )
    for name, size in by_number(sizes, iris):
        if name is not None and size:
            yield name, _graph(store, NamedNode(name), size)


def by_number(graphs: Mapping[str | None, T], iris: Iris) -> list[tuple[str | None, T]]:
    """Graphs in order: those of questions by number, then the others by name."""

    def place(name: str) -> tuple[bool, DocumentNumber | None, str]:
        number = iris.graph_number(name)
        return number is None, number, name

    return sorted(graphs.items(), key=lambda item: place(item[0] or ""))


def about(store: RemoteStore, iris: Iris, numbers: Collection[DocumentNumber]) -> list[Triple]:
    """What a server holds of some questions: their own triples, and those of the names they use.

    Of the questions that they are related to nothing is taken but the link; what is not there gives nothing.

    Raises:
        ServerError: the server cannot be asked, or does not give all.
        QuerySyntaxError: the server does not know SPARQL 1.1.
    """
    return [triple for _, triple in _about(iris, numbers, lambda values: _triples(store, f"{values} {_ANY}"))]


def graphs_about(
    store: RemoteStore, iris: Iris, numbers: Collection[DocumentNumber]
) -> dict[str | None, list[Triple]]:
    """As :func:`about`, in the graphs that they are in; with none for its name, where they are in no named graph.

    Raises:
        ServerError: the server cannot be asked, or does not give all.
        QuerySyntaxError: the server does not know SPARQL 1.1.
    """
    found: defaultdict[str | None, list[Triple]] = defaultdict(list)
    for graph, triple in _about(
        iris, numbers, lambda values: _statements(store, f"{values} GRAPH ?graph {{ {_ANY} }}")
    ):
        found[graph].append(triple)
    if not found:
        return {None: about(store, iris, numbers)}
    return dict(by_number(found, iris))


def _about(
    iris: Iris, numbers: Collection[DocumentNumber], find: Callable[[str], list[_Statement]]
) -> list[_Statement]:
    """What is found of some questions, and of the names they use, by a function that takes values of ``?s``."""
    statements: list[_Statement] = []
    wanted = [NamedNode(iris.question(number)) for number in sorted(numbers)]
    seen = set(wanted)
    while wanted:
        reached: dict[NamedNode, None] = {}
        for some in _batches(wanted):
            found = find(f"VALUES ?s {{ {' '.join(map(str, some))} }}")
            statements += found
            for _, triple in found:
                value = triple.object
                if isinstance(value, NamedNode) and triple.predicate != ns.TYPE and value not in seen:
                    other = iris.question_of(value.value)
                    if other is None or other in numbers:
                        reached[value] = None
        seen.update(reached)
        wanted = list(reached)
    return statements


def _triples(store: RemoteStore, pattern: str) -> list[_Statement]:
    """The triples ``?s ?p ?o`` of a pattern, over all graphs."""
    return [(None, Triple(*row)) for row in _selected(store, _ANY, pattern)]  # type: ignore[arg-type]


def _statements(store: RemoteStore, pattern: str) -> list[_Statement]:
    """The triples ``?s ?p ?o`` of a pattern, each with its ``?graph``."""
    return [
        (graph.value, Triple(*row))  # type: ignore[arg-type]
        for graph, *row in _selected(store, f"?graph {_ANY}", pattern)
        if isinstance(graph, NamedNode)
    ]


def _selected(store: RemoteStore, variables: str, pattern: str) -> list[Row]:
    query = f"SELECT DISTINCT {variables} {{ {pattern} }}"
    number = _number(store, f"SELECT (COUNT(*) AS ?number) {{ {query} }}")
    return _rows(store, query, number)


def _graph(store: RemoteStore, graph: NamedNode, number: int) -> list[Triple]:
    """The triples of one graph, so many."""
    query = f"CONSTRUCT {{ {_ANY} }} {{ GRAPH {graph} {{ {_ANY} }} }}"
    triples: dict[Triple, None] = {}
    page = number
    while len(triples) < number:
        before = len(triples)
        result = store.query(f"{query} LIMIT {page} OFFSET {before}" if before else query)
        triples.update(dict.fromkeys(result.triples if isinstance(result, Graph) else ()))
        if len(triples) == before:
            break
        page = min(page, len(triples) - before)
        if len(triples) < number and any(map(_has_blank, triples)):
            raise ServerError(
                f"{store.url}: the server cuts {graph}, and it has blank nodes, so that its parts cannot be put together"
            )
    return list(_whole(store, triples, number))


def _rows(store: RemoteStore, query: str, number: int) -> list[Row]:
    """The rows of a query that gives each once, so many."""
    rows: dict[Row, None] = {}
    page = number
    while len(rows) < number:
        before = len(rows)
        try:
            result = store.query(f"{query} LIMIT {page} OFFSET {before}" if page < number else query)
        except Capped as cap:
            if page < cap.rows:
                raise
            # As many rows as the server gives at most look cut, whether they are or not.
            page = max(1, cap.rows - 1)
            continue
        rows.update(dict.fromkeys(result.rows if isinstance(result, Solutions) else ()))
        if len(rows) == before:
            break
        page = min(page, len(rows) - before)
    return list(_whole(store, rows, number))


def _whole(store: RemoteStore, found: dict[T, None], number: int) -> Iterable[T]:
    """What was found, where it is all that was counted.

    Raises:
        ServerError: it is not.
    """
    if len(found) != number:
        raise ServerError(
            f"{store.url}: the server counts {number:,} and gives {len(found):,}: it cuts long results, or is being written to"
        )
    return found


def _number(store: RemoteStore, query: str) -> int:
    result = store.query(query)
    try:
        if isinstance(result, Solutions):
            ((term,),) = result.rows
            return int(getattr(term, "value", ""))
    except ValueError:
        pass
    raise ServerError(f"{store.url}: the server cannot count what it holds")


def _sized(row: Row) -> tuple[str, int]:
    graph, size = row
    if not isinstance(graph, NamedNode) or not isinstance(size, Literal):
        raise TypeError(row)
    return graph.value, int(size.value)


def _batches(items: Sequence[NamedNode]) -> Iterable[Sequence[NamedNode]]:
    return [items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER)]


def _has_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
