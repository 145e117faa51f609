"""Tells data and patterns that all engines take alike from those that they differ on.

pyshacl sees values as Python does (it takes ``2015-W05-4`` for a date, and ``$`` matches before a line break at the end),
engines in Rust as XML Schema and their regular expressions do; and Oxigraph does not keep how a number was written.
What is not known to be alike is left to the reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import namespaces as ns

_SAME: Final = {
    ns.DATE: re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ns.DATE_TIME: re.compile(
        r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|\+00:00)?"
    ),
    ns.INTEGER: re.compile(r"0|-?[1-9][0-9]{0,17}"),
    ns.BOOLEAN: re.compile(r"true|false"),
}
"""Datatypes that XML Schema or RDF define, and the forms of their values that are read alike."""

_DEFINED: Final = (ns.XSD, ns.RDF)
_DIFFERING: Final = (*(rf"\u{code:04X}".encode() for code in range(0x1C, 0x20)), rb'\n"')
"""In N-Triples: what ``\\s`` matches only in Python, and a line break at the end."""


def odd_text(ntriples: bytes) -> bool:
    """Whether a text holds what regular expressions differ on."""
    return any(part in ntriples for part in _DIFFERING)


def odd_value(triples: Iterable[Triple]) -> str | None:
    """A term that engines may see differently, to name it in a note; none where there is none."""
    seen: set[tuple[str, str]] = set()
    for triple in triples:
        value = triple.object
        if not isinstance(value, Literal):
            if isinstance(value, Triple):
                return str(value)
            continue
        if value.language is not None:
            if getattr(value, "direction", None) is not None:
                return str(value)
            continue
        datatype = value.datatype
        if datatype != ns.STRING and (key := (value.value, datatype.value)) not in seen:
            if not _same(value.value, datatype):
                return str(value)
            seen.add(key)
    return None


def _same(lexical: str, datatype: NamedNode) -> bool:
    known = _SAME.get(datatype)
    if known is None:
        return not datatype.value.startswith(_DEFINED)
    return known.fullmatch(lexical) is not None


_ESCAPE: Final = r"\\[.\-\[\](){}*+?|^$/\\sSdDnrt]"
_PATTERN: Final = re.compile(
    rf"""(?:
        {_ESCAPE} | [^\\\[\](){{}}*+?|^$#&~\s] | [ #&~]
        | \[\^? (?:{_ESCAPE} | (?!--|&&|~~) [^\\\[\]^])+ \]
        | \((?!\?) | \(\?: | \) | \| | \^ | \$ | [*+?]
        | \{{ [0-9]{{1,3}} (?:,[0-9]{{0,3}})? \}}
    )*""",
    re.VERBOSE,
)


def plain_pattern(pattern: str) -> bool:
    """Whether a regular expression has only what Python and Rust read alike."""
    if not _PATTERN.fullmatch(pattern) or re.search(r"[*+?}]\+", pattern):
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
