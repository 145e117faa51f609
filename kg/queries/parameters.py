"""Parameters of queries: what is given as text becomes an RDF term, and a term becomes SPARQL that cannot break out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.graph.namespaces import XSD
from kg.model import DocumentNumber
from kg.queries.errors import ParameterError

Value: TypeAlias = NamedNode | Literal

_SIGNED_64: Final = 2**63
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,19}", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_TAGGED: Final = re.compile(r"(.*)@([a-zA-Z]{2,8}(?:-[A-Za-z0-9]{1,8})*)", re.ASCII | re.DOTALL)
_IRI: Final = re.compile(r"(?:https?://|urn:)", re.ASCII | re.IGNORECASE)
_OF_QUESTION: Final = re.compile(r"(?:https?://\S*/question/)?([^/]+)", re.ASCII)
_ESCAPES: Final = MappingProxyType({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of parameters.

    Attributes:
        name: what headers call it.
        title: what a person reads in the reference.
        read: makes the term of a value; a ``ValueError`` says why it cannot.
    """

    name: str
    title: str
    read: Callable[[str], Value]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query, as the query's header describes it.

    ``default`` and ``example`` are values as a person writes them; ``choices`` are all the values there are, where
    they are few.
    """

    name: str
    kind: Kind
    description: str = ""
    required: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    example: str | None = None

    def term(self, value: str) -> Value:
        """The term that a value stands for.

        Raises:
            ParameterError: the value does not fit; the message names the parameter and what is wrong.
        """
        text = unicodedata.normalize("NFC", value).strip()
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ParameterError(f"{self.name}: the value is not text in UTF-8: {value!a}") from None
        if not text:
            raise ParameterError(f"{self.name}: the value is empty; leave the parameter out instead")
        if self.choices and text not in self.choices:
            raise ParameterError(f"{self.name}: {value!r} is none of {', '.join(self.choices)}")
        try:
            return self.kind.read(text)
        except ValueError as problem:
            raise ParameterError(f"{self.name}: {problem}") from None


def _string(text: str) -> Literal:
    return Literal(text)


def _integer(text: str) -> Literal:
    if not _INTEGER.fullmatch(text) or not -_SIGNED_64 <= int(text) < _SIGNED_64:
        raise ValueError(f"not a whole number, such as 30: {text!r}")
    return Literal(int(text))


def _decimal(text: str) -> Literal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"not a number, such as 2.5: {text!r}")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def _boolean(text: str) -> Literal:
    if text not in {"true", "false"}:
        raise ValueError(f"neither true nor false: {text!r}")
    return Literal(text, datatype=NamedNode(XSD + "boolean"))


def _date(text: str) -> Literal:
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"not a day, such as 2022-07-19: {text!r}")
    return Literal(text, datatype=NamedNode(XSD + "date"))


def _language(text: str) -> Literal:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"not a language tag, such as fr: {text!r}")
    return Literal(text)


def _tagged(text: str) -> Literal:
    match = _TAGGED.fullmatch(text)
    if match is None:
        raise ValueError(f"not a text with its language, such as armée@fr: {text!r}")
    return Literal(match[1], language=match[2].lower())


def _iri(text: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError as problem:
        raise ValueError(f"not an IRI, such as https://example.org/: {text!r} ({problem})") from None


def _name(text: str) -> Value:
    return _iri(text) if _IRI.match(text) else Literal(text)


def _question(text: str) -> Literal:
    match = _OF_QUESTION.fullmatch(text)
    try:
        return Literal(str(DocumentNumber.parse(match[1] if match else text)))
    except ValueError:
        raise ValueError(f"not the number of a question, such as 7-1668: {text!r}") from None


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("string", "text", _string),
            Kind("integer", "whole number", _integer),
            Kind("decimal", "number", _decimal),
            Kind("boolean", "`true` or `false`", _boolean),
            Kind("date", "day, as `2022-07-19`", _date),
            Kind("language", "language tag, as `fr`", _language),
            Kind("langString", "text with its language, as `armée@fr`", _tagged),
            Kind("iri", "IRI", _iri),
            Kind("name", "part of a name in any case, or an IRI", _name),
            Kind("question", "number of a question, as `7-1668`, or its IRI", _question),
        )
    }
)
"""The types of parameters by name; a header can also write the XML Schema ones with ``xsd:``."""


def kind_named(name: str) -> Kind:
    """The type that a header names.

    Raises:
        ValueError: there is none of that name; the message lists those there are.
    """
    kind = KINDS.get(name.removeprefix("xsd:"))
    if kind is None:
        raise ValueError(f"no type of parameters is called {name!r}; there are {', '.join(KINDS)}")
    return kind


def sparql(term: Value) -> str:
    r"""A term as it stands in a query, on one line.

    Besides what SPARQL 1.1 section 19.7 asks for, a ``u`` after a backslash is written as a code point: section 19.2
    has ``\uXXXX`` decoded before the query is parsed, and not every engine sees that the backslash is itself escaped.
    """
    if isinstance(term, NamedNode):
        return str(term)
    text = "".join(_escaped(c, before) for before, c in pairwise(" " + term.value))
    if term.language:
        return f'"{text}"@{term.language}'
    if term.datatype.value == XSD + "string":
        return f'"{text}"'
    return f'"{text}"^^{term.datatype}'


def _escaped(character: str, before: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    hidden = unicodedata.category(character)[0] in "CZ" and character != " "
    if hidden or (before == "\\" and character in "uU"):
        return f"\\U{ord(character):08X}"
    return character
