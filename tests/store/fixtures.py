"""The servers of a test run: each is started when the first test asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.store.servers import Server, oxigraph, virtuoso

SERVERS = ("oxigraph-server", "virtuoso")
Start = Callable[[str], Server]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Gives the server of a name; ``virtuoso-capped`` gives 20 rows at most."""
    running: dict[str, Server] = {}
    with ExitStack() as stack:

        def start(name: str) -> Server:
            if name not in running:
                if name == "oxigraph-server":
                    starting = oxigraph("--union-default-graph")
                elif name == "oxigraph-server-plain":
                    starting = oxigraph()
                elif name == "virtuoso":
                    starting = virtuoso(tmp_path_factory.mktemp("virtuoso"))
                else:
                    starting = virtuoso(tmp_path_factory.mktemp("capped"), rows=20)
                running[name] = stack.enter_context(starting)
            return running[name]

        yield start
