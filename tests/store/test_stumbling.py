"""Servers that stumble: what is tried again, what is not, and what is said in the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.store import Boolean, QuerySyntaxError, Solutions
from kg.store.connection import Connection, ServerError, Settings
from kg.store.graph_store import GraphStore
from kg.store.remote import Capped, RemoteStore
from tests.cli.support import Kg
from tests.fetching.server import Reply, Server, StillClock
from tests.store.servers import free_ports

JSON = {"Content-Type": "application/sparql-results+json; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
TURTLE = {"Content-Type": "text/turtle"}
YES = Reply(b'{"head": {}, "boolean": true}', headers=JSON)
ROW = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("é"))
PAGE = b"""<!DOCTYPE html>
<html><head><title>Oops</title><style>p { color: red }</style></head>
<body><h1>Bad Gateway</h1><p>The &amp; proxy <b>sleeps</b>.</p><p>Call us.</p></body></html>
"""


class Asked:
    """A server, asked for whether there is anything, and how long was waited between the tries."""

    def __init__(self, server: Server, replies: Sequence[Reply], clock: StillClock, **settings: Any) -> None:
        server.otherwise = replies
        self.server, self.clock = server, clock
        self.url = f"{server.site}/sparql"
        self.settings = Settings(**settings)

    def ask(self, text: str = "ASK {}") -> object:
        # With a graph named, it is not first asked what the server's queries see.
        with RemoteStore(Connection(self.url, self.settings, self.clock), ["urn:g"]) as store:
            return store.query(text)

    def refused(self, text: str = "ASK {}") -> str:
        with pytest.raises(ServerError) as error:
            self.ask(text)
        said = str(error.value)
        assert said.startswith(f"{self.url}: ")
        return said.removeprefix(f"{self.url}: ")

    def graphs(self) -> GraphStore:
        return GraphStore(Connection(self.url, self.settings, self.clock))


@pytest.mark.parametrize(
    ("replies", "slept"),
    [
        ([Reply(status=503, headers={"Retry-After": "7"}), YES], [7.0]),
        ([Reply(status=503, headers={"Retry-After": "Mon, 06 May 2024 12:00:30 GMT"}), YES], [30.0]),
        ([Reply(status=503, headers={"Retry-After": "Mon, 06 May 2024 11:00:00 GMT"}), YES], [0.0]),
        ([Reply(status=503, headers={"Retry-After": "soon"}), YES], [1.0]),
        ([Reply(status=503), Reply(status=502), Reply(status=429), YES], [1.0, 2.0, 4.0]),
        ([Reply(b'{"head": {}, "boo', claimed=300, headers=JSON), YES], [1.0]),
        ([Reply(b'{"head": {}, "boo', chunked=True, cut=True, headers=JSON), YES], [1.0]),
        ([Reply(b"no gzip", headers=JSON | {"Content-Encoding": "gzip"}), YES], [1.0]),
        ([Reply(gone=True), YES], [1.0]),
    ],
    ids=[
        "busy",
        "busy until then",
        "busy until a time that is over",
        "busy, it cannot be read how long",
        "busy several times",
        "cut",
        "cut between portions",
        "not compressed as it says",
        "hung up",
    ],
)
def test_what_is_tried_again(stumbling: Server, replies: list[Reply], slept: list[float]) -> None:
    asked = Asked(stumbling, replies, StillClock())
    assert asked.ask() == Boolean(value=True)
    assert asked.clock.slept == slept
    assert len(stumbling.requests) == len(replies)


@pytest.mark.parametrize(
    ("reply", "said", "slept"),
    [
        (
            Reply(b"come back\nlater\n", 503),
            "HTTP 503 Service Unavailable: come back (5 tries)",
            [1, 2, 4, 8],
        ),
        (
            Reply(PAGE, 502, HTML),
            "HTTP 502 Bad Gateway: Bad Gateway: The & proxy: sleeps (5 tries)",
            [1, 2, 4, 8],
        ),
        (
            Reply(status=503, headers={"Retry-After": "121"}),
            "HTTP 503 Service Unavailable; it asks to wait 121 seconds",
            [],
        ),
        (Reply(b"{", claimed=300, headers=JSON), "the answer was cut (5 tries)", [1, 2, 4, 8]),
    ],
    ids=["busy", "a page", "too long a wait", "cut"],
)
def test_what_does_not_get_better(stumbling: Server, reply: Reply, said: str, slept: list[float]) -> None:
    asked = Asked(stumbling, [reply], StillClock())
    assert asked.refused() == said
    assert asked.clock.slept == slept


TRUST = "if you trust that address, give it in place of this one"
NOT_ONE = "not an answer to a query: is it the address of a SPARQL endpoint?"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            Reply(status=301, headers={"Location": "https://example.org/sparql"}),
            f"HTTP 301 Moved Permanently; it says to ask https://example.org/sparql: {TRUST}",
        ),
        (
            Reply(status=303),
            f"HTTP 303 See Other; it says to ask elsewhere: {TRUST}",
        ),
        (
            Reply(PAGE, 500, HTML),
            "HTTP 500 Internal Server Error: Bad Gateway: The & proxy: sleeps",
        ),
        (Reply(b"", 404), "HTTP 404 Not Found"),
        (Reply(PAGE, 400, HTML), "HTTP 400 Bad Request: Bad Gateway: The & proxy: sleeps"),
        (Reply(b"who?", 401), "HTTP 401 Unauthorized: who?; name a user"),
        (
            Reply(PAGE, 200, HTML),
            f"HTTP 200 OK: Bad Gateway: The & proxy: sleeps; that is text/html, {NOT_ONE}",
        ),
        (
            Reply(b"yes\n", 200, {"Content-Type": "text/plain"}),
            f"HTTP 200 OK: yes; that is text/plain, {NOT_ONE}",
        ),
        (
            Reply(YES.body),
            f'HTTP 200 OK: {{"head": {{}}, "boolean": true}}; that is something without a media type, {NOT_ONE}',
        ),
        (
            Reply(b"[]", headers=JSON),
            "the results are damaged: list indices must be integers or slices, not str",
        ),
        (Reply(b'{"head": {}}', headers=JSON), "the results are damaged: 'vars' is missing"),
        (
            Reply(b"x" * 300, 500),
            f"HTTP 500 Internal Server Error: {'x' * 239}…",
        ),
    ],
    ids=[
        "another address",
        "another address that it does not tell",
        "a page of an error",
        "an error without a word",
        "a page of a proxy that refuses",
        "a user is asked for",
        "a page",
        "text",
        "no media type",
        "not results",
        "half of results",
        "a long line",
    ],
)
def test_what_is_said_at_once(stumbling: Server, reply: Reply, said: str) -> None:
    asked = Asked(stumbling, [reply], StillClock())
    assert asked.refused() == said
    assert asked.clock.slept == []
    assert len(stumbling.requests) == 1


def test_a_graph_that_is_damaged_or_none(stumbling: Server) -> None:
    asked = Asked(stumbling, [Reply(b"<urn:s> <urn:p>", headers=TURTLE)], StillClock())
    with pytest.raises(ServerError, match="the graph that came is damaged: ") as error:
        asked.ask("CONSTRUCT WHERE { ?s ?p ?o }")
    assert error.value.status == 200
    stumbling.otherwise = [YES]
    assert asked.refused("CONSTRUCT WHERE { ?p ?o ?s }").endswith(
        f"that is application/sparql-results+json, {NOT_ONE}"
    )


def test_a_query_that_the_server_takes_for_none(stumbling: Server) -> None:
    asked = Asked(stumbling, [Reply(b"error at 3:7: expected a name", 400)], StillClock())
    with pytest.raises(QuerySyntaxError) as error:
        asked.ask()
    assert (error.value.line, error.value.column) == (3, 7)
    assert error.value.reason == "the server says: HTTP 400 Bad Request: expected a name"


def test_rows_that_reach_the_limit_of_the_server(stumbling: Server) -> None:
    rows = [{"x": {"type": "uri", "value": f"urn:{number}"}} for number in range(3)]
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}}).encode()
    asked = Asked(stumbling, [Reply(body, headers=JSON | {"X-SPARQL-MaxRows": "4"})], StillClock())
    result = asked.ask("SELECT * {}")
    assert isinstance(result, Solutions)
    assert len(result.rows) == 3
    stumbling.otherwise = [Reply(body, headers=JSON | {"X-SPARQL-MaxRows": "3"})]
    with pytest.raises(Capped) as error:
        asked.ask("SELECT * {}")
    assert (error.value.rows, str(error.value)) == (
        3,
        f"{asked.url}: the server gives 3 rows at most, and there may be more",
    )


def test_an_answer_that_does_not_come(stumbling: Server) -> None:
    asked = Asked(stumbling, [Reply(late=True), YES], StillClock(), timeout=0.2)
    assert asked.refused() == "no answer in 0.2 seconds"
    assert len(stumbling.requests) == 1


def test_an_answer_that_never_ends(stumbling: Server) -> None:
    drip = Reply(b" " * 200 + YES.body, headers=JSON, drip=True)
    asked = Asked(stumbling, [drip, YES], StillClock(tick=1), timeout=30)
    assert asked.refused() == "no whole answer in 30 seconds"
    assert len(stumbling.requests) == 1


def test_nobody_is_there() -> None:
    (port,) = free_ports(1)
    clock = StillClock()
    with pytest.raises(ServerError) as error:
        RemoteStore(Connection(f"http://127.0.0.1:{port}/sparql", clock=clock)).query("ASK {}")
    assert str(error.value) == f"http://127.0.0.1:{port}/sparql: no connection: Connection refused"
    assert (error.value.status, clock.slept) == (None, [])


def test_what_is_sent_again_is_sent_whole(stumbling: Server) -> None:
    replies = [Reply(status=503, headers={"Retry-After": "3"}), Reply(gone=True), Reply(status=204)]
    asked = Asked(stumbling, replies, StillClock())
    with asked.graphs() as graphs:
        graphs.put("urn:g", [ROW])
    assert asked.clock.slept == [3.0, 2.0]
    assert [request.method for request in stumbling.requests] == ["PUT"] * 3
    assert {request.sent for request in stumbling.requests} == {"/sparql?graph=urn%3Ag"}
    (body,) = {request.body for request in stumbling.requests}
    assert body.endswith(f"{ROW} .\n".encode())


def test_a_graph_store_that_does_not_do_it(stumbling: Server) -> None:
    asked = Asked(stumbling, [Reply(b"disk full", 507)], StillClock())
    with asked.graphs() as graphs:
        works: dict[str, Callable[[], None]] = {
            "PUT of urn:g": lambda: graphs.put("urn:g", [ROW]),
            "POST of the default graph": lambda: graphs.post(None, [ROW]),
            "DELETE of urn:h": lambda: graphs.delete("urn:h"),
        }
        for name, work in works.items():
            with pytest.raises(ServerError) as error:
                work()
            assert str(error.value) == f"{asked.url}: {name}: HTTP 507 Insufficient Storage: disk full"
            assert error.value.status == 507
    assert asked.clock.slept == []


def test_a_graph_store_that_gives_something_else(stumbling: Server) -> None:
    asked = Asked(stumbling, [Reply(PAGE, 200, HTML)], StillClock())
    with asked.graphs() as graphs:
        with pytest.raises(ServerError) as error:
            graphs.get("urn:g")
        assert str(error.value) == (
            f"{asked.url}: HTTP 200 OK: Bad Gateway: The & proxy: sleeps; that is text/html, not RDF:"
            " is it the address of a graph store?"
        )
        with pytest.raises(ServerError, match="this server does not give all graphs at once"):
            graphs.get_all()
        stumbling.otherwise = [Reply(b"<urn:s> <urn:p", headers=TURTLE)]
        with pytest.raises(ServerError, match="the graph that came is damaged: "):
            graphs.get("urn:h")
        stumbling.otherwise = [Reply(status=404)]
        assert graphs.get("urn:i") == []
        graphs.delete("urn:i")


def test_exit_codes(kg: Kg, stumbling: Server) -> None:
    """A server that cannot be used ends a command with 4, and nothing is on standard output."""
    stumbling.otherwise = [Reply(PAGE, 500, HTML)]
    for arguments in (
        ["query", "names", "--endpoint"],
        ["export", "-f", "nquads", "--endpoint"],
        ["export", "-f", "turtle", "--endpoint"],
        ["export", "-f", "trig", "--graph-store"],
    ):
        result = kg(*arguments, stumbling.site)
        assert (result.code, result.out) == (4, "")
        assert "HTTP 500 Internal Server Error: Bad Gateway: The & proxy: sleeps" in result.err
