"""Two real servers on this machine, each in a process of its own: Oxigraph's and Virtuoso 7."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3
from pyoxigraph import Triple

from kg.store.connection import Connection, Settings
from kg.store.graph_store import GraphStore
from kg.store.remote import RemoteStore

VIRTUOSO = shutil.which("virtuoso-t")
_INI = """\
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 100
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
FileExtend = 100
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Server:
    """Where a server is asked, and by whom it can be written to."""

    query: str
    graphs: str
    settings: Settings

    def store(self, *default_graphs: str) -> RemoteStore:
        return RemoteStore(Connection(self.query), default_graphs)

    def graph_store(self) -> GraphStore:
        return GraphStore(Connection(self.graphs, self.settings))

    @contextmanager
    def holding(self, **graphs: Iterable[Triple]) -> Iterator[RemoteStore]:
        """The server with triples in graphs ``urn:<name>`` for as long as the block lasts."""
        with self.graph_store() as target:
            for name, triples in graphs.items():
                target.put(f"urn:{name}", triples)
            try:
                with self.store() as store:
                    yield store
            finally:
                for name in graphs:
                    target.delete(f"urn:{name}")


@contextmanager
def oxigraph(*options: str) -> Iterator[Server]:
    """Oxigraph's server with an empty store in memory."""
    (port,) = free_ports(1)
    program = Path(sys.executable).with_name("oxigraph")
    site = f"http://127.0.0.1:{port}"
    with _running([str(program), "serve", "--bind", f"127.0.0.1:{port}", *options], f"{site}/query"):
        yield Server(f"{site}/query", f"{site}/store", Settings(timeout=60))


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[Server]:
    """Virtuoso with an empty database in a folder."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7)")
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=rows))
    site = f"http://127.0.0.1:{http}"
    with _running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], f"{site}/sparql", folder):
        yield Server(
            f"{site}/sparql",
            f"{site}/sparql-graph-crud-auth",
            Settings(user="dba", password="dba", timeout=60),  # noqa: S106
        )


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [bound.getsockname()[1] for bound in sockets]
    for bound in sockets:
        bound.close()
    return ports


@contextmanager
def _running(command: list[str], url: str, folder: Path | None = None) -> Iterator[None]:
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(process, url)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    with urllib3.PoolManager() as pool:
        for _ in range(1200):
            if process.poll() is not None:
                raise AssertionError(f"{process.args!r} ended with {process.returncode}")
            try:
                pool.request("GET", url, retries=False, timeout=5)
            except urllib3.exceptions.HTTPError:
                time.sleep(0.05)
            else:
                return
    raise AssertionError(f"{process.args!r} does not answer")
