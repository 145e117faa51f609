"""SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/) → solutions.

Virtuoso writes it in its own way: typed literals are ``typed-literal``, a boolean is ``0`` or ``1``, the answer of an ASK
query is a row, and the names of blank nodes are IRIs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.graph.namespaces import XSD
from kg.store.results import Boolean, Solutions, Term

_ASK: Final = "__ASK_RETVAL"
_BOOLEANS: Final = {"0": "false", "1": "true"}


class MalformedResults(ValueError):
    """A document is not what it should be."""


def parse(data: bytes) -> Solutions | Boolean:
    """Read a document of results.

    Raises:
        MalformedResults: it is none.
    """
    try:
        document = json.loads(data)
        if "boolean" in document:
            return Boolean(_boolean(document["boolean"]))
        variables = tuple(document["head"]["vars"])
        rows = document["results"]["bindings"]
        if variables == (_ASK,) and len(rows) <= 1:
            return Boolean(bool(rows) and rows[0][_ASK]["value"] == "1")
        names = _BlankNodes()
        return Solutions(
            variables,
            tuple(
                tuple(_term(row[name], names) if name in row else None for name in variables) for row in rows
            ),
        )
    except RecursionError:
        raise MalformedResults("too deeply nested") from None
    except KeyError as problem:
        raise MalformedResults(f"{problem} is missing") from None
    except (AttributeError, TypeError, ValueError) as problem:
        raise MalformedResults(str(problem)) from None


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"not true or false: {value!r}")
    return value


class _BlankNodes(dict[str, BlankNode]):
    """Names of one document's blank nodes that every format can hold."""

    def __missing__(self, name: str) -> BlankNode:
        plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name)
        self[name] = BlankNode(name if plain else "x" + name.encode().hex())
        return self[name]


def _term(term: Mapping[str, Any], names: _BlankNodes) -> Term:
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return names[value]
    if kind not in {"literal", "typed-literal"}:
        raise ValueError(f"no kind of term is called {kind!r}")
    if "xml:lang" in term:
        return Literal(value, language=term["xml:lang"])
    datatype = term.get("datatype")
    if kind == "typed-literal" and datatype == XSD + "boolean":
        value = _BOOLEANS.get(value, value)
    return Literal(value, datatype=None if datatype is None else NamedNode(datatype))
