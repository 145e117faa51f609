"""The formats in which the result of a query is written: the one list behind the command's choices and the docs.

Comma- and tab-separated values, JSON and XML are those of SPARQL 1.1 (https://www.w3.org/TR/sparql11-results-csv-tsv/,
https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/). A graph, which CONSTRUCT and
DESCRIBE give, has no rows: it is JSON-LD in ``json``, RDF/XML in ``xml``, and Turtle in all others.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, Any, Final
from xml.etree import ElementTree

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.graph.formats import format_named
from kg.graph.formats import write as write_graph
from kg.graph.namespaces import XSD
from kg.queries.tables import write_markdown, write_table
from kg.store import Boolean, Graph, Result, Solutions, Term

_RESULTS: Final = "http://www.w3.org/2005/sparql-results#"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_INTEGER: Final = re.compile(r"[+-]?[0-9]+", re.ASCII)
_NOT_XML: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format of results.

    Attributes:
        name: what it is called on the command line.
        title: what people call it.
        media_type: as registered with IANA.
        graph: the name of the RDF format that stands for it where the result is a graph.
        rows: writes solutions or a boolean.
    """

    name: str
    title: str
    media_type: str
    graph: str
    rows: Callable[[Solutions | Boolean, IO[str]], None]

    def write(self, result: Result, out: IO[str]) -> None:
        """Write a result of any kind.

        Args:
            result: what a query gave.
            out: where it goes, opened for text without translation of line ends (``newline=""``).

        Raises:
            kg.graph.formats.Unwritable: a graph that RDF/XML cannot write.
        """
        if isinstance(result, Graph):
            buffer = io.BytesIO()
            write_graph(result.triples, format_named(self.graph), buffer)
            out.write(buffer.getvalue().decode())
        else:
            self.rows(result, out)


def _csv(result: Solutions | Boolean, out: IO[str]) -> None:
    if isinstance(result, Boolean):
        out.write(f"{_truth(result)}\r\n")
        return
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.variables)
    for row in result.rows:
        # A row of one empty value is an empty line, not the quoted one that the module makes of it.
        if len(row) == 1 and not _bare(row[0]):
            out.write("\r\n")
        else:
            writer.writerow([_bare(term) for term in row])


def _tsv(result: Solutions | Boolean, out: IO[str]) -> None:
    if isinstance(result, Boolean):
        out.write(f"{_truth(result)}\n")
        return
    out.write("\t".join(f"?{name}" for name in result.variables) + "\n")
    for row in result.rows:
        out.write("\t".join("" if term is None else _turtle(term) for term in row) + "\n")


def _json(result: Solutions | Boolean, out: IO[str]) -> None:
    document: dict[str, Any]
    if isinstance(result, Boolean):
        document = {"head": {}, "boolean": result.value}
    else:
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(result.variables, row, strict=True)
                if term is not None
            }
            for row in result.rows
        ]
        document = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    json.dump(document, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _xml(result: Solutions | Boolean, out: IO[str]) -> None:
    root = ElementTree.Element("sparql", xmlns=_RESULTS)
    head = ElementTree.SubElement(root, "head")
    if isinstance(result, Boolean):
        ElementTree.SubElement(root, "boolean").text = _truth(result)
    else:
        for name in result.variables:
            ElementTree.SubElement(head, "variable", name=name)
        results = ElementTree.SubElement(root, "results")
        for row in result.rows:
            element = ElementTree.SubElement(results, "result")
            for name, term in zip(result.variables, row, strict=True):
                if term is not None:
                    _xml_term(ElementTree.SubElement(element, "binding", name=name), term)
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _truth(result: Boolean) -> str:
    return "true" if result.value else "false"


def _bare(term: Term | None) -> str:
    """A term as CSV has it: the value alone."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _turtle(term: Term) -> str:
    """A term as TSV has it: as in Turtle, whole numbers bare."""
    if (
        isinstance(term, Literal)
        and term.datatype.value == XSD + "integer"
        and _INTEGER.fullmatch(term.value)
    ):
        return term.value
    return str(term)


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "xml:lang": term.language, "value": term.value}
    if term.datatype.value == XSD + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "datatype": term.datatype.value, "value": term.value}


def _xml_term(parent: ElementTree.Element, term: Term) -> None:
    if isinstance(term, NamedNode):
        ElementTree.SubElement(parent, "uri").text = _xml_text(term.value)
    elif isinstance(term, BlankNode):
        ElementTree.SubElement(parent, "bnode").text = term.value
    elif isinstance(term, Literal):
        literal = ElementTree.SubElement(parent, "literal")
        literal.text = _xml_text(term.value)
        if term.language:
            literal.set(_XML_LANG, term.language)
        elif term.datatype.value != XSD + "string":
            literal.set("datatype", term.datatype.value)
    else:
        triple = ElementTree.SubElement(parent, "triple")
        for name, part in (("subject", term.subject), ("predicate", term.predicate), ("object", term.object)):
            _xml_term(ElementTree.SubElement(triple, name), part)


def _xml_text(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        writer.name: writer
        for writer in (
            Writer("table", "Table", "text/plain", "turtle", write_table),
            Writer("csv", "Comma-separated values", "text/csv", "turtle", _csv),
            Writer("tsv", "Tab-separated values", "text/tab-separated-values", "turtle", _tsv),
            Writer("json", "JSON", "application/sparql-results+json", "jsonld", _json),
            Writer("xml", "XML", "application/sparql-results+xml", "rdfxml", _xml),
            Writer("markdown", "Markdown", "text/markdown", "turtle", write_markdown),
        )
    }
)
"""The formats of results by name."""
