"""Named graphs as a document: with their names where the format has them, else as one graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Final

from pyoxigraph import NamedNode, Triple

from kg.graph.formats import Format
from kg.graph.iris import Iris
from kg.graph.ordering import ordered
from kg.graph.streaming import Piece, PieceWriter, piece

NAMING: Final = frozenset({"nquads", "trig"})
"""The formats that have named graphs."""


def write_graphs(
    graphs: Iterable[tuple[str, Iterable[Triple]]], format: Format, out: IO[bytes], iris: Iris
) -> int:
    """Write the graphs of a store.

    Args:
        graphs: each with its IRI; those of questions by number, then the others, which are held in memory together where
            the format has no named graphs: a name may be told of in several.
        format: how to write them.
        out: where to, in UTF-8.
        iris: how things are named.

    Returns:
        How many triples were written.

    Raises:
        Unwritable: the format cannot hold one of the terms.
    """
    count = 0
    shared: list[Triple] = []
    with PieceWriter(format, out) as writer:
        for name, found in graphs:
            if format.name in NAMING:
                triples = ordered(found, iris)
                writer.add(_named(piece(triples, format), format, NamedNode(name)))
            elif iris.graph_number(name) is None:
                shared += found
                continue
            else:
                triples = ordered(found, iris)
                writer.add(piece(triples, format))
            count += len(triples)
        rest = ordered(shared, iris)
        writer.add(piece(rest, format))
    return count + len(rest)


def _named(part: Piece, format: Format, graph: NamedNode) -> Piece:
    """The part as that of a named graph."""
    if not part.data:
        return part
    if format.name == "nquads":
        # A literal has no line break of its own in N-Triples (section 2.4), so that a line's end is a statement's.
        return Piece(part.data.replace(b" .\n", f" {graph} .\n".encode()))
    return Piece(f"{graph} {{\n".encode() + part.data + b"}\n", part.prefixes)
