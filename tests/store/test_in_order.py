"""Who is told to look things up in the order of a query, and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.queries import find, read, run
from kg.store import InOrder, open_store
from kg.store.connection import Connection
from kg.store.remote import RemoteStore
from tests.fetching.server import Reply, Server

ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
VIRTUOSO = "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"
TOLD = 'DEFINE sql:select-option "order" '


def queries(server: Server) -> list[str]:
    return [
        parse_qs(urlsplit(request.sent).query or request.body.decode())["query"][0]
        for request in server.requests
    ]


@pytest.mark.parametrize("default_graphs", [(), ("urn:g",)], ids=["all graphs", "one graph"])
@pytest.mark.parametrize(
    ("name", "before"), [(VIRTUOSO, TOLD), ("oxigraph/0.5.13", "")], ids=["virtuoso", "oxigraph"]
)
def test_virtuoso_keeps_to_the_order_of_the_library(
    stumbling: Server, tmp_path: Path, name: str, before: str, default_graphs: Sequence[str]
) -> None:
    stumbling.otherwise = [
        Reply(ROWS, headers={"Content-Type": "application/sparql-results+json", "Server": name})
    ]
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?x { ?x ?y ?z }")
    library = find("status-counts")
    with RemoteStore(Connection(f"{stumbling.site}/sparql"), default_graphs) as store:
        for _ in range(2):
            run(library, store)
            run(read(own), store)
    # One question comes first, by which the server is known.
    assert queries(stumbling)[1:] == [f"{before}{library.text}", own.read_text()] * 2


def test_other_stores_need_not_be_told() -> None:
    assert not isinstance(open_store(), InOrder)
