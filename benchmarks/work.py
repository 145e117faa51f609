"""Work that is measured and that ``kg`` has no command for: ``python -m benchmarks.work NAME …``.

Each is run in a process of its own.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kg import queries
from kg.store import Store, open_store

VALUES = {"full-text": {"text": "kazernes"}, "question": {"number": "4-90001"}}
"""The values of parameters without which a query does not run."""


def parse(turtle: str) -> None:
    """Only parse Turtle, with rdflib."""
    import rdflib  # noqa: PLC0415 - what is measured without it must not load it

    rdflib.Graph().parse(turtle, format="turtle")


def fill(statements: str, folder: str) -> None:
    """Put N-Quads into an embedded store in a folder."""
    import pyoxigraph  # noqa: PLC0415

    with open_store(Path(folder)) as store:
        store.load(quad.triple for quad in pyoxigraph.parse(path=statements))


def ask_store(folder: str) -> None:
    """How long each query of the library takes on an embedded store in a folder."""
    with open_store(Path(folder)) as store:
        _ask(store)


def ask_rdflib(turtle: str) -> None:
    """How long each query of the library takes in rdflib, in memory."""
    import rdflib  # noqa: PLC0415

    graph = rdflib.Graph().parse(turtle, format="turtle")
    for query in queries.library():
        start = time.perf_counter()
        list(graph.query(query.bind(VALUES.get(query.name, {}))))
        _tell(query.name, time.perf_counter() - start)


def _ask(store: Store) -> None:
    for query in queries.library():
        start = time.perf_counter()
        queries.run(query, store, VALUES.get(query.name, {}))
        _tell(query.name, time.perf_counter() - start)


def _tell(name: str, seconds: float) -> None:
    sys.stdout.write(json.dumps({"query": name, "seconds": seconds}) + "\n")


if __name__ == "__main__":
    {"parse": parse, "fill": fill, "ask-store": ask_store, "ask-rdflib": ask_rdflib}[sys.argv[1]](
        *sys.argv[2:]
    )
