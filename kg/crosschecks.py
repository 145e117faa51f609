"""Rules across documents, which no question breaks by itself: each a SPARQL query over a whole store.

The queries of ``shapes/crosschecks/`` can be taken away; what each finds is told by YAML in comments that begin with ``#+``:
``severity``, ``message`` in three languages, and ``path`` where the query selects none. They select ``?this``, ``?number`` (its
own), ``?value``, the other question, and ``?path``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import yaml
from rdflib import SH, URIRef
from rdflib.term import Identifier

from kg import resources
from kg.graph.iris import Iris
from kg.graph.rdflib_terms import to_term
from kg.model import DocumentNumber
from kg.store import Solutions, Store
from kg.validation import Message, PropertyPath, Report, Result, Severity, joined
from kg.validation.messages import filled, shown
from kg.validation.paths import PathKind
from kg.validation.writing import shortened

_SHAPES: Final = "https://w3id.org/written-questions/shapes#"
_HEADER: Final = "#+"


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A rule, its query, and what it says of what the query finds."""

    name: str
    text: str
    severity: Severity
    messages: tuple[Message, ...]
    path: str | None = None


def cross_check(store: Store) -> Report:
    """Hold a whole store against the rules across documents.

    Args:
        store: what is asked; queries must see all its graphs as one.

    Returns:
        The results alone: how many questions and nodes there are is for :func:`kg.validation.validate_triples` to say.

    Raises:
        StoreError: the store cannot be read.
    """
    return joined([Report(tuple(_results(rule, store))) for rule in crosschecks()])


@cache
def crosschecks() -> tuple[CrossCheck, ...]:
    """The rules, by name."""
    files = sorted((resources.folder("shapes") / "crosschecks").glob("*.rq"))
    return tuple(_read(file.stem, file.read_text("utf-8")) for file in files)


def _read(name: str, text: str) -> CrossCheck:
    lines = (line.removeprefix(_HEADER) for line in text.splitlines() if line.startswith(_HEADER))
    header = yaml.safe_load("\n".join(lines))
    messages = tuple(Message(told, language) for language, told in sorted(header["message"].items()))
    return CrossCheck(name, text, Severity(header["severity"]), messages, header.get("path"))


def _results(rule: CrossCheck, store: Store) -> Iterator[Result]:
    answer = store.query(rule.text)
    if not isinstance(answer, Solutions):
        raise TypeError(f"{rule.name} is no SELECT query")
    for values in answer.rows:
        row = {
            name: to_term(value)
            for name, value in zip(answer.variables, values, strict=True)
            if value is not None
        }
        yield _result(rule, row)


def _result(rule: CrossCheck, row: Mapping[str, Identifier]) -> Result:
    path = PropertyPath(PathKind.PREDICATE, rule.path or str(row["path"]))
    terms = {name: shown(term) for name, term in row.items()} | {"path": path.sparql(shortened)}
    return Result(
        severity=rule.severity,
        focus=row["this"],
        shape=URIRef(_SHAPES + rule.name),
        constraint=str(SH.SPARQLConstraintComponent),
        path=path,
        value=row["value"],
        messages=tuple(filled(message, terms) for message in rule.messages),
        questions=_questions(row),
    )


def _questions(row: Mapping[str, Identifier]) -> tuple[DocumentNumber, ...]:
    """The question that is checked, by its IRI, or by its number where the IRI is none of ours."""
    if (around := Iris.around(str(row["this"]))) is not None:
        return (around[1],)
    try:
        return (DocumentNumber.parse(str(row["number"])),)
    except ValueError:
        return ()
