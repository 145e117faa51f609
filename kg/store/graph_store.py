"""The SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/): graphs as documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Final, Self
from urllib.parse import urlencode, urlsplit

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.graph import namespaces as ns
from kg.graph.formats import FORMATS, Format, RdfSyntaxError, parse
from kg.store.connection import Answer, Connection, ServerError
from kg.store.remote import RemoteStore
from kg.store.results import Solutions

_GRAPH: Final = {FORMATS[name].media_type: FORMATS[name] for name in ("ntriples", "turtle", "rdfxml")} | {
    "text/plain": FORMATS["ntriples"]
}
_DATASET: Final = {FORMATS[name].media_type: FORMATS[name] for name in ("nquads", "trig")}
_IN_MEMORY: Final = 8 * 2**20
_HEAD: Final = f"@prefix wq: <{ns.WQ}> .\n".encode()
"""Virtuoso does not go by the Content-Type of long bodies but by how they begin, and this is how it knows Turtle."""


class GraphStore:
    """The graphs of a server, each of which can be got, replaced, added to and deleted.

    Where a method takes a graph, that is its IRI, or ``None`` for the default graph.

    Args:
        connection: to the address of the graph store, to which ``?graph=`` is added.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def url(self) -> str:
        """The address of the graph store."""
        return self._connection.url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def get(self, graph: str | None) -> list[Triple]:
        """The triples of a graph; none where there is no such graph.

        Raises:
            ServerError: the server cannot be asked, or what it gives is not the whole graph.
        """
        with self._asked("GET", graph, accept=", ".join(_GRAPH)) as answer:
            if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.NO_CONTENT}:
                return []
            triples = self._parsed(answer, _GRAPH)
            if answer.headers.get("server", "").startswith("Virtuoso"):
                self._check_whole(graph, len(triples))
            return triples

    def get_all(self) -> dict[str | None, list[Triple]]:
        """All graphs by their IRIs, from a server that gives them at once, as Oxigraph's does; of them, those that hold something.

        Raises:
            ServerError: the server cannot be asked, or gives graphs one by one only.
        """
        headers = {"Accept": ", ".join(_DATASET)}
        with self._connection.ask("GET", self.url, headers=headers) as answer:
            if answer.status != HTTPStatus.OK or answer.media_type not in _DATASET:
                raise ServerError(
                    f"{self.url}: {answer.told()}; this server does not give all graphs at once:"
                    " name questions, or ask its SPARQL endpoint",
                    answer.status,
                )
            triples = self._parsed(answer, _DATASET)
            answer.body.seek(0)
            graphs: defaultdict[str | None, list[Triple]] = defaultdict(list)
            # The same document again, for the graphs of the triples.
            for triple, quad in zip(
                triples, pyoxigraph.parse(answer.body, _DATASET[answer.media_type].engine), strict=True
            ):
                graph = quad.graph_name
                graphs[graph.value if isinstance(graph, NamedNode) else None].append(triple)
            return graphs

    def put(self, graph: str | None, triples: Iterable[Triple]) -> None:
        """Put triples in the place of what a graph holds; none delete it.

        Raises:
            ServerError: the server cannot be asked, or does not do it.
        """
        with _written(triples) as (body, empty):
            if empty:
                self.delete(graph)
            else:
                self._done("PUT", graph, body)

    def post(self, graph: str | None, triples: Iterable[Triple]) -> None:
        """Add triples to what a graph holds.

        Raises:
            ServerError: the server cannot be asked, or does not do it.
        """
        with _written(triples) as (body, empty):
            if not empty:
                self._done("POST", graph, body)

    def delete(self, graph: str | None) -> None:
        """Delete a graph; it is no error that there is none.

        Raises:
            ServerError: the server cannot be asked, or does not do it.
        """
        self._done("DELETE", graph, None, HTTPStatus.NOT_FOUND)

    def _done(self, method: str, graph: str | None, body: IO[bytes] | None, *fine: HTTPStatus) -> None:
        with self._asked(method, graph, body=body) as answer:
            if not 200 <= answer.status < 300 and answer.status not in fine:
                name = "the default graph" if graph is None else graph
                raise ServerError(f"{self.url}: {method} of {name}: {answer.told()}", answer.status)

    def _asked(
        self, method: str, graph: str | None, *, accept: str = "*/*", body: IO[bytes] | None = None
    ) -> Answer:
        query = "default" if graph is None else urlencode({"graph": NamedNode(graph).value})
        url = f"{self.url}{'&' if urlsplit(self.url).query else '?'}{query}"
        headers = {"Accept": accept}
        if body is not None:
            headers["Content-Type"] = FORMATS["turtle"].media_type
        return self._connection.ask(method, url, headers=headers, body=body)

    def _parsed(self, answer: Answer, known: Mapping[str, Format]) -> list[Triple]:
        if answer.status != HTTPStatus.OK:
            raise ServerError(f"{self.url}: {answer.told()}", answer.status)
        format = known.get(answer.media_type)
        if format is None:
            raise ServerError(
                f"{self.url}: {answer.told()}; that is {answer.media_type or 'something without a media type'}, not RDF:"
                " is it the address of a graph store?",
                answer.status,
            )
        try:
            return parse(answer.body.read(), format, name=self.url)
        except RdfSyntaxError as problem:
            raise ServerError(f"the graph that came is damaged: {problem}", answer.status) from problem

    def _check_whole(self, graph: str | None, found: int) -> None:
        """Virtuoso cuts graphs at ResultSetMaxRows without a word; its SPARQL endpoint, which is beside, can count."""
        address = self.url.replace("/sparql-graph-crud", "/sparql")
        if graph is None or address == self.url:
            return
        query = f"SELECT (COUNT(*) AS ?number) {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        result = RemoteStore(self._connection.beside(address)).query(query)
        number = result.rows[0][0] if isinstance(result, Solutions) and result.rows else None
        if isinstance(number, Literal) and int(number.value) > found:
            raise ServerError(
                f"{self.url}: the server gives {found:,} of the {int(number.value):,} triples of {graph}; raise"
                " ResultSetMaxRows in its configuration"
            )


def push(graphs: Iterable[tuple[str, Iterable[Triple]]], store: GraphStore) -> None:
    """Put graphs in the place of those of the same names, one at a time.

    A run that is interrupted leaves each graph as it was or as it is to be; the same run again completes it.

    Args:
        graphs: the IRI of each, and its triples; a graph of none is deleted.
        store: where they go.

    Raises:
        ServerError: the server cannot be asked, or does not do it; the graphs before are there.
    """
    for graph, triples in graphs:
        store.put(graph, triples)


@contextmanager
def _written(triples: Iterable[Triple]) -> Iterator[tuple[IO[bytes], bool]]:
    """Triples as a document that can be sent again, in memory or, where it is long, on disk; and whether there are none."""
    with SpooledTemporaryFile(_IN_MEMORY) as body:
        body.write(_HEAD)
        pyoxigraph.serialize(triples, body, RdfFormat.N_TRIPLES)
        yield body, body.tell() == len(_HEAD)
