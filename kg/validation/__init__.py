"""Validation of a graph of written questions against SHACL shapes.

>>> from rdflib import Graph
>>> report = validate(Graph())
>>> report.conforms, report.nothing_checked
(True, True)
"""

from __future__ import annotations

from kg.validation.paths import Path as PropertyPath
from kg.validation.report import LANGUAGES, Message, Report, Result, Severity, joined
from kg.validation.shapes import Shapes, ShapesError, load_shapes
from kg.validation.validating import Engine, validate, validate_triples
from kg.validation.writing import WRITERS, write

__all__ = [
    "LANGUAGES",
    "WRITERS",
    "Engine",
    "Message",
    "PropertyPath",
    "Report",
    "Result",
    "Severity",
    "Shapes",
    "ShapesError",
    "joined",
    "load_shapes",
    "validate",
    "validate_triples",
    "write",
]
