"""The formats of RDF that are read and written: the one list behind the command's choices, its messages and the docs.

Written is always in the same order (:mod:`kg.graph.ordering`), so that the same graph gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, RdfFormat, Triple

from kg.graph.guards import RdfSyntaxError, check_json, check_xml, printable
from kg.graph.iris import Iris
from kg.graph.ordering import ordered
from kg.graph.rdflib_terms import from_rdflib, to_rdflib
from kg.graph.writing import Unwritable, write_jsonld, write_rdfxml, write_statements, write_turtle

__all__ = [
    "FORMATS",
    "Format",
    "RdfSyntaxError",
    "UnknownFormat",
    "Unwritable",
    "format_named",
    "format_of_path",
    "from_rdflib",
    "parse",
    "to_rdflib",
    "write",
]


class UnknownFormat(ValueError):
    """There is no format of that name; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of RDF.

    Attributes:
        name: what it is called on the command line.
        title: what people call it.
        suffixes: how names of its files end, with the dot; the first is the usual one.
        aliases: the short names that are usual elsewhere.
        media_type: as registered with IANA.
        graphs: whether it can hold several graphs.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    aliases: tuple[str, ...]
    media_type: str
    graphs: bool = False

    @property
    def engine(self) -> RdfFormat:
        """The format as pyoxigraph knows it."""
        found = RdfFormat.from_media_type(self.media_type)
        if found is None:
            raise AssertionError(f"pyoxigraph does not know {self.media_type}")
        return found


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("turtle", "Turtle", (".ttl", ".turtle"), ("ttl",), "text/turtle"),
            Format("ntriples", "N-Triples", (".nt",), ("nt", "n-triples"), "application/n-triples"),
            Format("nquads", "N-Quads", (".nq",), ("nq", "n-quads"), "application/n-quads", graphs=True),
            Format("trig", "TriG", (".trig",), (), "application/trig", graphs=True),
            Format("jsonld", "JSON-LD", (".jsonld",), ("json-ld",), "application/ld+json", graphs=True),
            Format(
                "rdfxml",
                "RDF/XML",
                (".rdf", ".owl"),
                ("rdf", "xml", "rdf/xml", "rdf-xml"),
                "application/rdf+xml",
            ),
        )
    }
)
"""All formats, by name."""

_WRITERS = {
    "turtle": write_turtle,
    "ntriples": write_statements,
    "nquads": write_statements,
    "trig": write_turtle,
    "jsonld": write_jsonld,
    "rdfxml": write_rdfxml,
}
_GUARDS = {"jsonld": check_json, "rdfxml": check_xml}
_BY_NAME = {name: format for format in FORMATS.values() for name in (format.name, *format.aliases)}
_BY_SUFFIX = {suffix: format for format in FORMATS.values() for suffix in format.suffixes}
_BOM = b"\xef\xbb\xbf"
_DEFAULT = Iris()


def format_named(name: str) -> Format:
    """The format of that name or short name, in upper or lower case.

    Raises:
        UnknownFormat: there is none; the message names those that there are.
    """
    found = _BY_NAME.get(name.lower())
    if found is None:
        known = ", ".join(
            f"{format.name} ({', '.join(format.aliases)})" if format.aliases else format.name
            for format in FORMATS.values()
        )
        raise UnknownFormat(f"{name!r} is no RDF format known here; known are {known}")
    return found


def format_of_path(path: Path) -> Format | None:
    """The format that the suffix of a file's name shows, in upper or lower case."""
    return _BY_SUFFIX.get(path.suffix.lower())


def parse(data: bytes, format: Format, *, name: str) -> list[Triple]:
    """Read a document of RDF; of named graphs, the triples of all of them together.

    Blank nodes are named after the content of the document and their order in it, so that they are the same each time,
    and never those of another document.

    Args:
        data: the document, in UTF-8.
        format: what it is.
        name: what it is called in messages.

    Raises:
        RdfSyntaxError: it is not in that format, or needs what is not supported: documents elsewhere (contexts of
            JSON-LD), relative IRIs without a base, nested entities of XML, RDF 1.2.
    """
    data = data.removeprefix(_BOM)
    if format.name in _GUARDS:
        _GUARDS[format.name](data, name)
    names = _BlankNodes(data)
    try:
        return [_plain(quad.triple, names, name) for quad in pyoxigraph.parse(data, format.engine)]
    except SyntaxError as error:
        message = printable(_PLACE.sub("", error.msg))
        message = next((plain for part, plain in _EXPLAINED.items() if part in message), message)
        raise RdfSyntaxError(f"not {format.title}: {message}", name=name, line=error.lineno) from None


def write(triples: Iterable[Triple], format: Format, out: IO[bytes], iris: Iris = _DEFAULT) -> None:
    """Write triples, in the default graph.

    Questions by number, each followed by its points, its answer, the answer's points and its sources; then everything
    else. Each triple once.

    Args:
        triples: any triples; their order does not matter.
        format: how to write them.
        out: where to, in UTF-8.
        iris: how the questions are named; those of other bases are found by their class.

    Raises:
        Unwritable: the format cannot hold one of the terms; nothing was written.
        TypeError: the triples hold what RDF 1.1 does not know.
    """
    _WRITERS[format.name](ordered(triples, iris), format.engine, out)


_EXPLAINED = {
    "LoadDocumentCallback": "its @context is another document, and none is fetched",
    "No scheme found in an absolute IRI": "a relative IRI, and nothing says what it is relative to",
}
"""What pyoxigraph says, in terms of the document."""

_PLACE = re.compile(r"\AParser error at [^:]*: ")


class _BlankNodes:
    """Names for the blank nodes of one document."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._prefix = ""
        self._names: dict[BlankNode, BlankNode] = {}

    def __getitem__(self, node: BlankNode) -> BlankNode:
        if node not in self._names:
            self._prefix = self._prefix or f"d{hashlib.sha256(self._data).hexdigest()[:12]}n"
            self._names[node] = BlankNode(f"{self._prefix}{len(self._names) + 1}")
        return self._names[node]


def _plain(triple: Triple, names: _BlankNodes, name: str) -> Triple:
    subject, value = triple.subject, triple.object
    if isinstance(value, Triple) or isinstance(subject, Triple):
        raise RdfSyntaxError("triples about triples (RDF 1.2) are not supported", name=name)
    if isinstance(value, Literal) and value.direction is not None:
        raise RdfSyntaxError(f"texts with a base direction (RDF 1.2) are not supported: {value}", name=name)
    if not isinstance(subject, BlankNode) and not isinstance(value, BlankNode):
        return triple
    return Triple(
        names[subject] if isinstance(subject, BlankNode) else subject,
        triple.predicate,
        names[value] if isinstance(value, BlankNode) else value,
    )
