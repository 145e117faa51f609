"""A store held against the shapes, some questions at a time, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from rdflib.term import Node

from kg.graph.formats import to_rdflib
from kg.graph.mapping import Triple
from kg.model import DocumentNumber
from kg.store import EmbeddedStore
from kg.validation import Report, Shapes, joined, validate_triples

_AT_ONCE: Final = 200
"""So many questions are checked together, each with the names it uses."""

Watch = Callable[[Iterator[list[DocumentNumber]]], Iterator[list[DocumentNumber]]]
"""Sees the questions go by; for progress."""


def audit(
    store: EmbeddedStore, shapes: Shapes, *, engine: str = "auto", watch: Watch = lambda some: some
) -> Report:
    """Check all questions of a store.

    Args:
        store: what to check.
        shapes: what to hold it against.
        engine: as for :func:`kg.validation.validate_triples`.
        watch: sees the questions go by.

    Returns:
        The report that the whole graph of the store would give, its thesaurus left out.

    Raises:
        ShapesError: the shapes cannot be used.
    """
    reports = []
    shared: set[Node] = set()
    for some in watch(_batches(store)):
        triples: list[Triple] = []
        names: list[Triple] = []
        for graph, found in store.graphs(set(some)):
            (triples if store.iris.graph_number(graph) is not None else names).extend(found)
        report = validate_triples([*triples, *names], shapes, engine=engine, iris=store.iris)
        seen = shapes.focus_nodes(to_rdflib(names))
        reports.append(replace(report, nodes=report.nodes - len(seen & shared)))
        shared |= seen
    return joined(reports)


def _batches(store: EmbeddedStore) -> Iterator[list[DocumentNumber]]:
    numbers = iter(store.numbers())
    while some := list(islice(numbers, _AT_ONCE)):
        yield some
