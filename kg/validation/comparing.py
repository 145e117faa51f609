"""Which of two values comes first, for ``sh:lessThan`` and ``sh:lessThanOrEquals``, whatever the engine."""

from __future__ import annotations

from rdflib import XSD, Literal
from rdflib.term import Node

_NUMERIC = frozenset(
    XSD[name]
    for name in (
        *("integer", "decimal", "float", "double", "long", "int", "short", "byte"),
        *("nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


def precedes(value: Node, limit: Node, *, equal: bool) -> bool:
    """Whether SPARQL's ``<`` or ``<=`` holds (SPARQL 1.1, section 17.3); false where the two cannot be compared."""
    if not isinstance(value, Literal) or not isinstance(limit, Literal):
        return False
    if value.language or limit.language or value.value is None or limit.value is None:
        return False
    kinds = [
        XSD.double if kind in _NUMERIC else kind or XSD.string for kind in (value.datatype, limit.datatype)
    ]
    if kinds[0] != kinds[1]:
        return False
    left, right = (str(value), str(limit)) if kinds[0] == XSD.string else (value.value, limit.value)
    try:
        return bool(left <= right if equal else left < right)
    except TypeError:
        return False
