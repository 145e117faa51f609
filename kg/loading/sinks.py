"""Where what was made of the readings goes: new graphs, all at once, or those of some questions, one small step at a time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Final, Self, cast

from pyoxigraph import NamedNode, RdfFormat
from pyoxigraph import Store as Oxigraph

from kg.bulk import Made
from kg.graph.names import Names
from kg.graph.streaming import statements
from kg.loading.home import Home
from kg.readings import Archive, State
from kg.store.errors import ENGINE_ERRORS

_AT_ONCE: Final = 2**25
"""So many bytes of N-Quads are loaded together: memory grows with it."""


def settle(archive: Archive, item: Made) -> None:
    """Write down what became of a question."""
    if item.fit:
        state: State | None = State.HELD
    else:
        state = State.LEFT_OUT if item.told or item.violations else None
    archive.settle(item.id, state, item.told, item.names if item.fit else ())


class Remake:
    """Fills graphs that are empty."""

    def __init__(self, home: Home, engine: Oxigraph) -> None:
        self._home = home
        self._engine = engine
        self._iris = home.iris
        try:
            self._waiting = cast("IO[bytes]", TemporaryFile(dir=home.folder.path))  # noqa: SIM115 - closed in __exit__
        except ENGINE_ERRORS as problem:
            raise home.folder.unwritable(problem) from problem

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What still waits after an error cannot be written, or is not wanted.
        with suppress(OSError):
            self._waiting.close()

    def add(self, items: Sequence[Made]) -> None:
        """Take in what was made of some questions."""
        try:
            for item in items:
                if item.fit:
                    self._write(item.statements, self._iris.graph(item.id))
            if self._waiting.tell() > _AT_ONCE:
                self._load()
        except ENGINE_ERRORS as problem:
            raise self._home.folder.unwritable(problem) from problem
        with self._home.archive.writing():
            for item in items:
                settle(self._home.archive, item)

    def finish(self) -> None:
        """Write the names that the questions share, and the thesaurus."""
        try:
            names = Names(self._home.archive.names()).triples()
            self._write(statements(names), self._iris.names_graph)
            self._load()
            if (thesaurus := self._home.thesaurus) is not None:
                graph = NamedNode(self._iris.thesaurus_graph)
                self._engine.bulk_load(thesaurus, RdfFormat.TURTLE, to_graph=graph)
            self._engine.optimize()
            self._engine.flush()
        except ENGINE_ERRORS as problem:
            raise self._home.folder.unwritable(problem) from problem

    def _write(self, lines: bytes, graph: str) -> None:
        end = f" {NamedNode(graph)} .\n".encode()
        self._waiting.write(lines.replace(b" .\n", end))

    def _load(self) -> None:
        self._waiting.seek(0)
        self._engine.bulk_load(self._waiting, RdfFormat.N_QUADS)
        self._waiting.seek(0)
        self._waiting.truncate()


class Update:
    """Puts the graphs of some questions in the place of those that were there, together with the names they use."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._iris = home.iris

    def add(self, items: Sequence[Made]) -> None:
        """Take in what was made of some questions: all of it, or nothing."""
        archive = self._home.archive
        with archive.writing():
            touched = archive.names_of(item.id for item in items)
            for item in items:
                settle(archive, item)
            touched |= {name.iri for item in items if item.fit for name in item.names}
            names = Names(archive.names(sorted(touched))).triples()
            try:
                self._home.engine.update(self._text(items, touched, statements(names)))
            except ENGINE_ERRORS as problem:
                raise self._home.folder.unwritable(problem) from problem

    def finish(self) -> None:
        """Let what was written be on the disk."""
        try:
            self._home.engine.flush()
        except ENGINE_ERRORS as problem:
            raise self._home.folder.unwritable(problem) from problem

    def _text(self, items: Sequence[Made], touched: set[str], names: bytes) -> str:
        """One SPARQL update, which is carried out whole or not at all."""
        shared = NamedNode(self._iris.names_graph)
        steps = []
        for item in items:
            graph = NamedNode(self._iris.graph(item.id))
            steps.append(f"DROP SILENT GRAPH {graph}")
            if item.fit:
                steps.append(f"INSERT DATA {{ GRAPH {graph} {{\n{item.statements.decode()}}} }}")
        steps += [
            f"DELETE WHERE {{ GRAPH {shared} {{ {NamedNode(iri)} ?p ?o }} }}" for iri in sorted(touched)
        ]
        if names:
            steps.append(f"INSERT DATA {{ GRAPH {shared} {{\n{names.decode()}}} }}")
        return " ;\n".join(steps)
