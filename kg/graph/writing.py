"""Writers of the formats. Each takes triples in the order in which they are to be written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import IO, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.graph import namespaces as ns
from kg.graph.guards import RdfSyntaxError, check_xml
from kg.graph.turtle import TurtleWriter, used_prefixes


class Unwritable(ValueError):
    """A format cannot hold a term; the message names the term and says what to do."""


def write_turtle(triples: Sequence[Triple], _format: RdfFormat, out: IO[bytes]) -> None:
    """Turtle with the prefixes that are used, declared at the start; it is TriG too, as there is one graph only."""
    TurtleWriter(out, declare=used_prefixes(triples)).write(triples)


def write_statements(triples: Iterable[Triple], format: RdfFormat, out: IO[bytes]) -> None:
    """N-Triples and N-Quads: a line for each triple."""
    pyoxigraph.serialize(triples, out, format)


def write_jsonld(triples: Iterable[Triple], _format: RdfFormat, out: IO[bytes]) -> None:
    """Expanded JSON-LD, indented: a node object for each subject."""
    objects = json_objects(triples)
    out.write(b"[\n" + objects + (b"\n]\n" if objects else b"]\n"))


def json_objects(triples: Iterable[Triple]) -> bytes:
    """The node objects of expanded JSON-LD, one for each run of triples with the same subject, as members of a list."""
    found = []
    for _, block in groupby(triples, key=lambda triple: triple.subject):
        (node,) = json.loads(_serialized(block, RdfFormat.JSON_LD))
        text = json.dumps(node, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        found.append(f"  {text}")
    return ",\n".join(found).encode()


def write_rdfxml(triples: Sequence[Triple], format: RdfFormat, out: IO[bytes]) -> None:
    """RDF/XML with the prefixes that are used.

    Raises:
        Unwritable: a text holds a character that XML does not have, or a property or class has no name that XML allows.
    """
    names: set[NamedNode] = set()
    for triple in triples:
        _check_characters(triple)
        names.add(triple.predicate)
        if triple.predicate == ns.TYPE and isinstance(triple.object, NamedNode):
            names.add(triple.object)
    for name in sorted(names, key=str):
        if not _NAME_AT_END.search(name.value):
            raise _no_name(name)
    prefixes = {name: ns.PREFIXES[name] for name in used_prefixes(triples)}
    try:
        data = _serialized(triples, format, prefixes)
    except OSError as error:
        # pyoxigraph's way to refuse a property such as rdf:li (RDF 1.1 XML Syntax, section 6.1.4).
        raise Unwritable(f"{error}; choose another format than RDF/XML") from None
    for name in sorted(names, key=str):
        if not name.value.isascii():
            _check_name(name)
    # A bare carriage return would be read as a line feed (XML 1.0, section 2.11).
    out.write(data.replace(b"\r", b"&#13;") + b"\n")


def _serialized(
    triples: Iterable[Triple], format: RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    return cast(bytes, pyoxigraph.serialize(triples, format=format, prefixes=prefixes))


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_AT_END = re.compile(r"[^\W\d][\w.-]*\Z")


def _check_characters(triple: Triple) -> None:
    value = triple.object
    if isinstance(value, Literal) and (wrong := _NOT_XML.search(value.value)):
        raise Unwritable(
            f"RDF/XML cannot hold the character U+{ord(wrong[0]):04X}, which is in {triple.predicate} of"
            f" {triple.subject}; choose another format"
        )


def _check_name(name: NamedNode) -> None:
    """Of the letters of XML 1.0, fifth edition, many parsers know only those of the fourth."""
    triple = Triple(name, name, name)
    try:
        check_xml(_serialized([triple], RdfFormat.RDF_XML), "")
    except RdfSyntaxError:
        raise _no_name(name) from None


def _no_name(name: NamedNode) -> Unwritable:
    return Unwritable(f"RDF/XML has no way to write {name} as a property or class; choose another format")
