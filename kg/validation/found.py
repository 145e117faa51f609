"""What an engine found, before it is told in a report."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import Identifier

from kg.validation.paths import Path
from kg.validation.report import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A result of a validation (SHACL, section 3.6.2), in the terms of the data and of the shapes.

    ``constraint`` is the IRI of the kind of constraint, ``query`` the SPARQL constraint, where it is one.
    """

    focus: Identifier
    shape: Identifier
    severity: Severity
    constraint: str
    path: Path | None = None
    value: Identifier | None = None
    query: Identifier | None = None
