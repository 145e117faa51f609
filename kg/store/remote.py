"""A store on a server that speaks the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final, Self

from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper

from kg.graph import namespaces as ns
from kg.graph.formats import FORMATS, RdfSyntaxError, format_named
from kg.graph.formats import parse as parse_rdf
from kg.store.connection import Answer, Connection, ServerError
from kg.store.errors import QuerySyntaxError
from kg.store.json_results import MalformedResults
from kg.store.json_results import parse as parse_results
from kg.store.results import Boolean, Graph, Result, Solutions

_PROLOGUE: Final = re.compile(
    r"(?>\s+|\#[^\n\r]*|BASE\s*<[^<>]*>|PREFIX\s*[^\s:<>]*:\s*<[^<>]*>"
    # Virtuoso's pragmas.
    r"|DEFINE\s+\S+\s+(?:<[^<>]*>|\"[^\"\n]*\"|'[^'\n]*'|\w+))*",
    re.IGNORECASE,
)
_FORM: Final = re.compile(r"[A-Za-z]+")
_ROWS: Final = frozenset({"SELECT", "ASK"})
_GRAPHS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
_JSON: Final = frozenset({"application/sparql-results+json", "application/json"})
_RDF: Final = {format.media_type: format for format in FORMATS.values()} | {
    "text/plain": format_named("ntriples")
}
_ACCEPTED: Final = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_LONGEST_URL: Final = 2000
_PLACES: Final = (
    re.compile(r"error at (?P<line>\d+):(?P<column>\d+): "),
    re.compile(r"\bline (?P<line>\d+)(?:, column (?P<column>\d+))?: "),
)
"""How servers tell where in a query something is wrong: Oxigraph; Virtuoso and others."""

_OXIGRAPH_UNION: Final = ("union-default-graph", "true")
"""What asks Oxigraph's server to query all graphs as one."""
_IN_A_GRAPH: Final = f"SELECT ?question {{ GRAPH ?graph {{ ?question a {ns.WRITTEN_QUESTION} }} }} LIMIT 1"
_VIRTUOSO_IN_ORDER: Final = 'DEFINE sql:select-option "order" '
"""What keeps Virtuoso from choosing the order itself, by what it guesses of the data: it can guess so that a query has no answer in minutes."""
_NAMES_GRAPHS: Final = re.compile(r"\b(?:FROM|GRAPH)\b", re.IGNORECASE)


class Capped(ServerError):
    """The server gives no more rows than this at a time."""

    def __init__(self, message: str, rows: int) -> None:
        super().__init__(message, HTTPStatus.OK)
        self.rows = rows


class _Request(SPARQLWrapper):
    """A request of the SPARQL Protocol; it is sent over our own connection, which keeps credentials and proxies in hand."""

    def __init__(self, url: str, query: str, form: str) -> None:
        super().__init__(url, returnFormat=JSON if form in _ROWS else TURTLE)
        self.setOnlyConneg(True)
        # The wrapper's own guess takes a word in a comment for the form of the query.
        self.queryString, self.queryType = query, form
        if form in _GRAPHS:
            self.addCustomHttpHeader("Accept", _ACCEPTED)

    def send(self, connection: Connection) -> Answer:
        """Send it: by GET where it is short, so that answers can be kept on the way."""
        self.setMethod(GET)
        request = self._createRequest()
        if "?" in self.endpoint or len(request.full_url) > _LONGEST_URL:
            self.setMethod(POST)
            request = self._createRequest()
        headers = {name: value for name, value in request.header_items() if name != "User-agent"}
        body = request.data if isinstance(request.data, bytes) else None
        return connection.ask(request.get_method(), request.full_url, headers=headers, body=body)


class RemoteStore:
    """A server that answers SPARQL queries.

    Queries are to see all graphs as one. Whether the server's default graph is such a union is asked once, where the
    server holds questions in graphs of their own; Oxigraph's server is told to make it one.

    Args:
        connection: to the address of the endpoint.
        default_graphs: the IRIs of the graphs that queries see; none for what the server takes when it is told none.
    """

    def __init__(self, connection: Connection, default_graphs: Sequence[str] = ()) -> None:
        self._connection = connection
        self._parameters: list[tuple[str, str]] = [("default-graph-uri", graph) for graph in default_graphs]
        self._all: bool | None = True if default_graphs else None
        self._server: str | None = None

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return self._connection.url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def query(self, text: str) -> Result:
        """Answer a query; see :class:`kg.store.Store`.

        Args:
            text: a SPARQL 1.1 query, or what this server takes for one.

        Raises:
            QuerySyntaxError: it is none.
            ServerError: the server cannot be asked, its answer cannot be used or is not whole, or queries see less than
                all graphs; the last not where the query itself names graphs.
        """
        form = _form(text)
        self._get_to_know()
        if not self._all and not _NAMES_GRAPHS.search(text):
            raise ServerError(
                f"{self.url}: the server holds questions in graphs that its queries do not see; make its default graph"
                " the union of all graphs, or name the graphs to be queried with --default-graph"
            )
        return self._answer(text, form)

    def query_in_order(self, text: str) -> Result:
        """Answer a query that names things in the order in which they are best looked up; else as :meth:`query`.

        Virtuoso is told to keep to that order.
        """
        _form(text)
        self._get_to_know()
        if self._server is None:
            self._answer("ASK {}", "ASK")
        if (self._server or "").startswith("Virtuoso"):
            # On the first line, so that the server counts lines as the file does.
            text = f"{_VIRTUOSO_IN_ORDER}{text}"
        return self.query(text)

    def _get_to_know(self) -> None:
        if self._all is None:
            self._all = self._sees_all()

    def _sees_all(self) -> bool:
        try:
            found = self._answer(_IN_A_GRAPH, "SELECT")
        except (QuerySyntaxError, ServerError) as problem:
            if getattr(problem, "status", HTTPStatus.BAD_REQUEST) is None:
                raise
            # What does not answer this has no graphs; or answers nothing, and the query itself will show it.
            return True
        if not isinstance(found, Solutions) or not found.rows:
            return True
        one = f"ASK {{ {found.rows[0][0]} a {ns.WRITTEN_QUESTION} }}"
        for parameters in ([], [_OXIGRAPH_UNION]):
            self._parameters = parameters
            if self._answer(one, "ASK") == Boolean(value=True):
                return True
        return False

    def _answer(self, text: str, form: str) -> Result:
        request = _Request(self.url, text, form)
        for name, value in self._parameters:
            request.addParameter(name, value)
        with request.send(self._connection) as answer:
            self._server = answer.headers.get("server", "")
            if answer.status != HTTPStatus.OK:
                raise self._problem(answer)
            return self._rows(answer) if form in _ROWS else self._graph(answer)

    def _rows(self, answer: Answer) -> Result:
        if answer.media_type not in _JSON:
            raise self._unexpected(answer)
        try:
            result = parse_results(answer.body.read())
        except MalformedResults as problem:
            raise ServerError(f"{self.url}: the results are damaged: {problem}", answer.status) from problem
        most = answer.headers.get("x-sparql-maxrows", "")
        if isinstance(result, Solutions) and most.isdecimal() and len(result.rows) >= int(most) > 0:
            raise Capped(
                f"{self.url}: the server gives {most} rows at most, and there may be more", int(most)
            )
        return result

    def _graph(self, answer: Answer) -> Result:
        if answer.media_type not in _RDF:
            raise self._unexpected(answer)
        try:
            triples = parse_rdf(answer.body.read(), _RDF[answer.media_type], name=self.url)
        except RdfSyntaxError as problem:
            raise ServerError(f"the graph that came is damaged: {problem}", answer.status) from problem
        return Graph(tuple(dict.fromkeys(triples)))

    def _unexpected(self, answer: Answer) -> ServerError:
        kind = answer.media_type or "something without a media type"
        return ServerError(
            f"{self.url}: {answer.told()}; that is {kind}, not an answer to a query: is it the address of a SPARQL endpoint?",
            answer.status,
        )

    def _problem(self, answer: Answer) -> QuerySyntaxError | ServerError:
        """What to raise for an answer other than 200; 400 is for what is no SPARQL (SPARQL 1.1 Protocol, section 2.1.6)."""
        told = answer.told()
        if answer.status != HTTPStatus.BAD_REQUEST or "html" in answer.media_type:
            return ServerError(f"{self.url}: {told}", answer.status)
        for place in _PLACES:
            if match := place.search(told):
                column = match["column"]
                rest = told[: match.start()] + told[match.end() :]
                return QuerySyntaxError(
                    f"the server says: {rest}", int(match["line"]), None if column is None else int(column)
                )
        return QuerySyntaxError(f"the server says: {told}")


def _form(text: str) -> str:
    """What kind of query it is.

    Raises:
        QuerySyntaxError: it is no query, but an update or something else.
    """
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    word = _FORM.match(text, start)
    form = word[0].upper() if word else ""
    if form not in _ROWS | _GRAPHS:
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        shown = text[start : start + 40].split("\n", maxsplit=1)[0].rstrip() or "the end"
        raise QuerySyntaxError(
            f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {shown!r}", line, column
        )
    return form
