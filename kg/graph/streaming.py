"""Questions written one by one, as they come: memory grows with the names that they share, not with their texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Final, Self, cast

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from kg.graph.formats import Format
from kg.graph.turtle import TurtleWriter
from kg.graph.writing import json_objects, write_rdfxml

_IN_MEMORY: Final = 2**25
"""So many bytes wait in memory before a temporary file is used."""

_TURTLE: Final = frozenset({"turtle", "trig"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what is written: its bytes, and the names of the prefixes that they use."""

    data: bytes
    prefixes: frozenset[str] = frozenset()


NO_PIECE: Final = Piece(b"")


def piece(triples: Iterable[Triple], format: Format) -> Piece:
    """Triples as a part of a document.

    Args:
        triples: in the order in which they are written, those of a subject together.
        format: that of the document.
    """
    if format.name in _TURTLE:
        out = BytesIO()
        writer = TurtleWriter(out, headless=True)
        writer.write(triples)
        return Piece(out.getvalue(), writer.used)
    if format.name == "jsonld":
        return Piece(json_objects(triples))
    return Piece(statements(triples))


def statements(triples: Iterable[Triple]) -> bytes:
    """Triples as N-Triples."""
    return cast(bytes, pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES))


def _spooled() -> IO[bytes]:
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=_IN_MEMORY))


class PieceWriter:
    """Puts a document together from its parts, in the order in which they come."""

    def __init__(self, format: Format, out: IO[bytes]) -> None:
        """Begin.

        Args:
            format: that of the document and of its parts; RDF/XML alone is held in memory as a whole.
            out: where it goes, in UTF-8.
        """
        self._format = format
        self._out = out
        self._prefixes: set[str] = set()
        self._begun = False
        late = format.name in _TURTLE or format.name == "rdfxml"
        # What must wait: in Turtle until all prefixes are known.
        self._body = _spooled() if late else out

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the document where nothing went wrong.

        Raises:
            Unwritable: the format cannot hold one of the terms.
        """
        try:
            if kind is None:
                self._finish()
        finally:
            if self._body is not self._out:
                self._body.close()

    def add(self, part: Piece) -> None:
        """Write a part."""
        if not part.data:
            return
        name = self._format.name
        if name in _TURTLE:
            self._body.write(b"\n" if self._begun else b"")
        elif name == "jsonld":
            self._body.write(b",\n" if self._begun else b"[\n")
        self._body.write(part.data)
        self._prefixes |= part.prefixes
        self._begun = True

    def _finish(self) -> None:
        name = self._format.name
        if name in _TURTLE:
            TurtleWriter(self._out, declare=self._prefixes)
            if self._prefixes and self._begun:
                self._out.write(b"\n")
            self._body.seek(0)
            shutil.copyfileobj(self._body, self._out)
        elif name == "jsonld":
            self._out.write(b"\n]\n" if self._begun else b"[\n]\n")
        elif name == "rdfxml":
            self._body.seek(0)
            triples = [quad.triple for quad in pyoxigraph.parse(self._body, RdfFormat.N_TRIPLES)]
            write_rdfxml(triples, self._format.engine, self._out)
