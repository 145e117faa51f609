"""Work that is measured and that ``kg`` has no command for: ``python -m benchmarks.work NAME …``.

Each is run in a process of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import kg
from kg import queries, validation
from kg.graph import formats
from kg.store import Store, open_store

VALUES = {"full-text": {"text": "kazernes"}, "question": {"number": "4-90001"}}
"""The values of parameters without which a query does not run."""


def parse(turtle: str) -> None:
    """Only parse Turtle, with rdflib."""
    import rdflib  # noqa: PLC0415 - what is measured without it must not load it

    rdflib.Graph().parse(turtle, format="turtle")


def load_changed(page: str, folder: str) -> None:
    """How long a store on disk takes for a page that has changed; and, so that all is as before, for the first one again.

    A page is loaded before that, which is not counted: with it come the parts of the program and the shapes.
    """
    before = Path(page).read_text(encoding="utf-8")
    texts = {
        "first": before.replace(" euro", " pond"),
        "changed": before.replace(" euro", " franc"),
        "back": before,
    }
    with tempfile.TemporaryDirectory() as temporary:
        again = Path(temporary, Path(page).name)
        for name, text in texts.items():
            again.write_text(text, encoding="utf-8")
            start = time.perf_counter()
            kg.load(again, folder, replace=True)
            if name != "first":
                _tell(name, time.perf_counter() - start)


def validate(statements: str) -> None:
    """How long the default engine and pyshacl take for the same graph; they have to tell the same.

    Raises:
        SystemExit: they do not.
    """
    triples = formats.parse(Path(statements).read_bytes(), formats.format_named("nquads"), name=statements)
    reports = []
    for engine in ("auto", "pyshacl"):
        start = time.perf_counter()
        reports.append(validation.validate_triples(triples, engine=engine))
        _tell(engine, time.perf_counter() - start)
    if reports[0] != reports[1]:
        sys.exit("the engines do not tell the same")


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
    sys.stdout.write(json.dumps({"what": name, "seconds": seconds}) + "\n")


_WORK: dict[str, Callable[..., None]] = {
    "parse": parse,
    "load-changed": load_changed,
    "validate": validate,
    "ask-store": ask_store,
    "ask-rdflib": ask_rdflib,
}

if __name__ == "__main__":
    _WORK[sys.argv[1]](*sys.argv[2:])
