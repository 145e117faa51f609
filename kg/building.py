"""The main job in one go: questions → triples → those that conform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.gathering import triples_of
from kg.graph.formats import to_rdflib
from kg.graph.iris import Iris
from kg.graph.mapping import Triple
from kg.model import DocumentNumber, Question
from kg.validation import Report, Result, validate


@dataclass(frozen=True, slots=True)
class Built:
    """The questions that conform, with their triples; the others, each with its violations; and the whole report."""

    questions: tuple[Question, ...]
    triples: tuple[Triple, ...]
    left_out: Mapping[DocumentNumber, tuple[Result, ...]]
    report: Report


def build(questions: Sequence[Question], iris: Iris | None = None, shapes: Path | None = None) -> Built:
    """Validate the graph of the questions, and leave out each question that has a violation.

    A violation at a name that several questions share is one of each of them.

    Args:
        questions: by number, each once.
        iris: how things are named.
        shapes: other shapes than the project's own.
    """
    iris = iris or Iris()
    triples = triples_of(questions, iris)
    report = validate(to_rdflib(triples), shapes)
    unfit = report.malformed()
    left_out = {
        id: tuple(result for result in report.violations if id in result.questions) for id in sorted(unfit)
    }
    kept = tuple(question for question in questions if question.id not in unfit)
    return Built(kept, tuple(triples_of(kept, iris) if unfit else triples), left_out, report)
