"""Property paths: read from a shapes graph, written as SPARQL or as Turtle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

Naming = Callable[[str], str]
"""How an IRI is written: in angle brackets, or shortened."""


class PathKind(StrEnum):
    """The kinds of path of SHACL, section 2.3.1."""

    PREDICATE = "predicate"
    SEQUENCE = "sequence"
    ALTERNATIVE = "alternative"
    INVERSE = "inverse"
    ZERO_OR_MORE = "zero-or-more"
    ONE_OR_MORE = "one-or-more"
    ZERO_OR_ONE = "zero-or-one"


_UNARY = {
    SH.inversePath: PathKind.INVERSE,
    SH.zeroOrMorePath: PathKind.ZERO_OR_MORE,
    SH.oneOrMorePath: PathKind.ONE_OR_MORE,
    SH.zeroOrOnePath: PathKind.ZERO_OR_ONE,
}
_PROPERTY = {kind: str(predicate) for predicate, kind in _UNARY.items()}
_SUFFIX = {PathKind.ZERO_OR_MORE: "*", PathKind.ONE_OR_MORE: "+", PathKind.ZERO_OR_ONE: "?"}


def _bracketed(iri: str) -> str:
    return f"<{iri}>"


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: a predicate's IRI, or a kind with the paths that it is made of."""

    kind: PathKind
    iri: str = ""
    parts: tuple[Path, ...] = ()

    def sparql(self, naming: Naming = _bracketed) -> str:
        """The path as SPARQL 1.1 writes it (section 9.1)."""
        return self._sparql(naming, outer=True)

    def _sparql(self, naming: Naming, *, outer: bool) -> str:
        match self.kind:
            case PathKind.PREDICATE:
                return naming(self.iri)
            case PathKind.INVERSE:
                text = self.parts[0]._sparql(naming, outer=False)
                return f"^({text})" if self.parts[0].kind is PathKind.INVERSE else f"^{text}"
            case PathKind.SEQUENCE | PathKind.ALTERNATIVE:
                sign = "/" if self.kind is PathKind.SEQUENCE else "|"
                text = sign.join(part._sparql(naming, outer=False) for part in self.parts)
                return text if outer else f"({text})"
            case _:
                inner = self.parts[0]
                text = inner._sparql(naming, outer=False)
                return (f"({text})" if inner.kind not in _ATOMIC else text) + _SUFFIX[self.kind]

    def turtle(self, naming: Naming = _bracketed) -> str:
        """The path as SHACL writes it in Turtle (SHACL, section 2.3.1)."""
        if self.kind is PathKind.PREDICATE:
            return naming(self.iri)
        members = " ".join(part.turtle(naming) for part in self.parts)
        match self.kind:
            case PathKind.SEQUENCE:
                return f"( {members} )"
            case PathKind.ALTERNATIVE:
                return f"[ {naming(str(SH.alternativePath))} ( {members} ) ]"
            case _:
                return f"[ {naming(_PROPERTY[self.kind])} {members} ]"


_ATOMIC = {PathKind.PREDICATE, PathKind.SEQUENCE, PathKind.ALTERNATIVE}


def read_path(graph: Graph, node: Node) -> Path:
    """The path that a node of a graph stands for.

    Raises:
        ValueError: the node is no well-formed path.
    """
    return _read(graph, node, frozenset())


def _read(graph: Graph, node: Node, above: frozenset[Node]) -> Path:
    if isinstance(node, URIRef):
        return Path(PathKind.PREDICATE, str(node))
    if node in above:
        raise ValueError("a property path contains itself")
    inside = above | {node}
    for predicate, kind in _UNARY.items():
        if (inner := graph.value(node, predicate)) is not None:
            return Path(kind, parts=(_read(graph, inner, inside),))
    alternative = graph.value(node, SH.alternativePath)
    members = list(Collection(graph, node if alternative is None else alternative))
    if len(members) < 2:
        raise ValueError("a sequence or an alternative of paths needs at least two members")
    kind = PathKind.SEQUENCE if alternative is None else PathKind.ALTERNATIVE
    return Path(kind, parts=tuple(_read(graph, member, inside) for member in members))
