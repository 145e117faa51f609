"""Turtle that reads well: one block a subject, texts with line breaks as they are, no IRI longer than it has to be.

The writer holds one block at a time, so that the questions of a large corpus can be written one after the other. It
leaves the order to its caller (:mod:`kg.graph.ordering`). Grammar: https://www.w3.org/TR/turtle/, section 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns

_NAMESPACE = re.compile(r"(.*[/#])([A-Za-z_][A-Za-z0-9_-]*)", re.DOTALL)
"""An IRI that a prefix can shorten; of the local names that Turtle allows, those that no parser stumbles on."""

_INTEGER = re.compile(r"0|-?[1-9][0-9]*", re.ASCII)
_BOOLEANS = ("true", "false")
_PLAIN = (ns.STRING, ns.LANG_STRING)

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\t": "\\t",
    "\b": "\\b",
    "\n": "\\n",
    "\r": "\\r",
    "\f": "\\f",
}
_SHORT = re.compile(r'[\x00-\x1f\x7f\\"\u0085\u2028\u2029\ufeff\ufffe\uffff]')
_LONG = re.compile(r'[\x00-\x09\x0b-\x1f\x7f\\\u0085\u2028\u2029\ufeff\ufffe\uffff]|"(?=""|\Z)')


class TurtleWriter:
    """Writes Turtle, block by block.

    A prefix is declared at the start where it is named there, and otherwise before the first block that uses it.
    """

    def __init__(
        self,
        out: IO[bytes],
        *,
        declare: Iterable[str] = (),
        prefixes: Mapping[str, str] = ns.PREFIXES,
        headless: bool = False,
    ) -> None:
        """Begin.

        Args:
            out: where the Turtle goes, in UTF-8.
            declare: the names of the prefixes to declare at the start.
            prefixes: the prefixes to shorten IRIs with, by name.
            headless: whether to declare none, so that :attr:`used` can be declared before what was written.
        """
        self._out = out
        self._headless = headless
        self._prefixes = prefixes
        self._names = {namespace: name for name, namespace in prefixes.items()}
        self._declared: set[str] = set()
        self._used: set[str] = set(declare)
        self._iris: dict[NamedNode, str] = {}
        self._begun = False
        self._declare()

    def write(self, triples: Iterable[Triple]) -> None:
        """Write one block for each run of triples with the same subject."""
        for subject, rest in groupby(triples, key=lambda triple: triple.subject):
            block = self._block(subject, rest)
            self._declare()
            self._emit(block)

    @property
    def used(self) -> frozenset[str]:
        """The names of the prefixes that were used so far."""
        return frozenset(self._used)

    def _declare(self) -> None:
        new = sorted(self._used - self._declared)
        if new and not self._headless:
            self._emit("".join(f"@prefix {name}: <{self._prefixes[name]}> .\n" for name in new))
            self._declared.update(new)

    def _emit(self, text: str) -> None:
        if self._begun:
            text = "\n" + text
        self._begun = True
        self._out.write(text.encode())

    def _block(self, subject: NamedNode | BlankNode | Triple, triples: Iterable[Triple]) -> str:
        lines = []
        for predicate, rest in groupby(triples, key=lambda triple: triple.predicate):
            objects = ",\n        ".join(self._term(triple.object) for triple in rest)
            lines.append(f"{'a' if predicate == ns.TYPE else self._iri(predicate)} {objects}")
        return self._term(subject) + " " + " ;\n    ".join(lines) + " .\n"

    def _term(self, term: NamedNode | BlankNode | Literal | Triple) -> str:
        if isinstance(term, NamedNode):
            return self._iri(term)
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BlankNode):
            return f"_:{term.value}"
        raise TypeError(f"triples about triples (RDF 1.2) cannot be written: {term}")

    def _iri(self, iri: NamedNode) -> str:
        written = self._iris.get(iri)
        if written is None:
            short = shorten(iri, self._names)
            if short is None:
                return f"<{iri.value}>"
            self._used.add(short[0])
            written = self._iris[iri] = ":".join(short)
        return written

    def _literal(self, literal: Literal) -> str:
        if literal.direction is not None:
            raise TypeError(f"texts with a base direction (RDF 1.2) cannot be written: {literal}")
        text, language, datatype = literal.value, literal.language, literal.datatype
        if language is not None:
            return f"{_quoted(text)}@{language}"
        if datatype == ns.STRING:
            return _quoted(text)
        if _is_short(literal):
            return text
        return f"{_quoted(text)}^^{self._iri(datatype)}"


def shorten(iri: NamedNode, names: Mapping[str, str]) -> tuple[str, str] | None:
    """The prefix and the local name of an IRI; none where no prefix fits.

    Args:
        iri: the IRI.
        names: the names of the prefixes, by namespace.
    """
    match = _NAMESPACE.fullmatch(iri.value)
    if match is None or match[1] not in names:
        return None
    return names[match[1]], match[2]


def used_prefixes(triples: Iterable[Triple], prefixes: Mapping[str, str] = ns.PREFIXES) -> set[str]:
    """The names of the prefixes that the triples need when they are written as Turtle."""
    names = {namespace: name for name, namespace in prefixes.items()}
    iris = {iri for triple in triples for iri in _shortened(triple)}
    return {short[0] for iri in iris if (short := shorten(iri, names)) is not None}


def _shortened(triple: Triple) -> Iterator[NamedNode]:
    if isinstance(triple.subject, NamedNode):
        yield triple.subject
    if triple.predicate != ns.TYPE:
        yield triple.predicate
    value = triple.object
    if isinstance(value, NamedNode):
        yield value
    elif isinstance(value, Literal) and value.datatype not in _PLAIN and not _is_short(value):
        yield value.datatype


def _is_short(literal: Literal) -> bool:
    """Whether the bare lexical form says the datatype; only canonical forms, which no parser changes."""
    datatype, text = literal.datatype, literal.value
    return (datatype == ns.INTEGER and _INTEGER.fullmatch(text) is not None) or (
        datatype == ns.BOOLEAN and text in _BOOLEANS
    )


def _quoted(text: str) -> str:
    if "\n" in text:
        return f'"""{_LONG.sub(_escape, text)}"""'
    return f'"{_SHORT.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
