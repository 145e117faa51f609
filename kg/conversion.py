"""Documents to questions: read each page, gather the pages of a question, merge them.

Every document that comes in has exactly one :class:`Outcome`. What a document says does not depend on the others of
the run, and the result does not depend on their order.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kg import reading
from kg.inputs import Document, Unreadable
from kg.merging import merge
from kg.model import DocumentNumber, PageWarning, Question, Reading

_log = logging.getLogger(__name__)


class State(StrEnum):
    """What became of a document."""

    CONVERTED = "converted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """A warning or an error; ``code`` is one of docs/warnings.md, ``line`` counts from 1."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: the questions it told of, or why it was rejected."""

    source: str
    state: State
    questions: tuple[DocumentNumber, ...] = ()
    layout: str | None = None
    warnings: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()

    def as_json(
        self, conforms: Callable[[DocumentNumber], bool | None] = lambda _: None
    ) -> dict[str, object]:
        """The line of a report; ``conforms`` tells of a question that was validated with what result, else none."""
        return {
            "source": self.source,
            "status": self.state.value,
            "questions": [
                {"id": str(id)} if (fit := conforms(id)) is None else {"id": str(id), "conforms": fit}
                for id in self.questions
            ],
            "layout": self.layout,
            "warnings": [_as_json(problem) for problem in self.warnings],
            "errors": [_as_json(problem) for problem in self.errors],
        }


@dataclass(frozen=True, slots=True)
class Conversion:
    """The questions by number, and one outcome for each document in the order given."""

    questions: tuple[Question, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def rejected(self) -> tuple[Outcome, ...]:
        """The documents that no question was read from."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is State.REJECTED)


class Resolver(Protocol):
    """What turns names into what they name (:mod:`kg.authority.resolving`): page by page, then question by question."""

    def settle(self, reading: Reading) -> Reading:
        """A reading, before it is merged with others."""

    def resolve(self, question: Question) -> Question:
        """A question, from all its readings."""


@dataclass(slots=True)
class Converter:
    """Takes documents one by one; gives the questions once all are there. Everything is held in memory.

    ``number`` stands for the number of a question that its page lacks; without a ``resolver`` names stay as printed.
    """

    number: DocumentNumber | None = None
    resolver: Resolver | None = None
    _items: list[Outcome | Reading] = field(default_factory=list, init=False)

    def add(self, document: Document | Unreadable) -> None:
        """Read one document."""
        self._items.append(read_document(document, self.number))

    def finish(self) -> Conversion:
        """The questions, each merged from its pages, and what became of each document."""
        groups: defaultdict[DocumentNumber, dict[int, Reading]] = defaultdict(dict)
        outcomes = {}
        for place, item in enumerate(self._items):
            if isinstance(item, Reading):
                groups[item.id][place] = item
            else:
                outcomes[place] = item
        questions = []
        for _, readings in sorted(groups.items()):
            question, told = merge_readings(readings, self.resolver)
            outcomes |= told
            if question is not None:
                questions.append(question)
        return Conversion(tuple(questions), tuple(outcome for _, outcome in sorted(outcomes.items())))


def convert(
    documents: Iterable[Document | Unreadable],
    *,
    number: DocumentNumber | None = None,
    resolver: Resolver | None = None,
) -> Conversion:
    """Read all documents and merge the pages of each question.

    Args:
        documents: what :func:`kg.inputs.documents` gives.
        number: the number of a question for pages that lack it.
        resolver: what turns names into what they name.
    """
    converter = Converter(number, resolver)
    for document in documents:
        converter.add(document)
    return converter.finish()


def rejection(source: str, *errors: Problem) -> Outcome:
    """The outcome of a document that nothing was read from."""
    return Outcome(source, State.REJECTED, errors=errors)


def read_document(document: Document | Unreadable, number: DocumentNumber | None = None) -> Reading | Outcome:
    """What one document says; the outcome where nothing could be read from it."""
    if isinstance(document, Unreadable):
        return rejection(document.name, Problem(document.code, document.message))
    try:
        return reading.read(
            document.data,
            document.name,
            number=number,
            address=document.address,
            retrieved=document.retrieved,
        )
    except reading.Rejected as problem:
        return rejection(document.name, Problem(problem.code, problem.message, problem.line))
    except Exception as problem:  # one page must never end a run over thousands
        return rejection(document.name, _internal(problem))


def merge_readings(
    readings: Mapping[int, Reading], resolver: Resolver | None = None
) -> tuple[Question | None, dict[int, Outcome]]:
    """The question that all its readings tell of, and what became of the document of each.

    Args:
        readings: those of one question, by any key; what is said does not depend on their order.
        resolver: what turns names into what they name.

    Returns:
        The question, none where an error of the program prevents it; and the outcomes by the keys of the readings.
    """
    try:
        pages = {
            key: item if resolver is None else resolver.settle(item)
            for key, item in sorted(readings.items(), key=lambda entry: _order(entry[1]))
        }
        question = merge(pages.values())
        if resolver is not None:
            question = resolver.resolve(question)
    except Exception as problem:  # as above
        error = _internal(problem)
        return None, {key: rejection(item.document, error) for key, item in readings.items()}
    warnings = _warnings(question, pages)
    return question, {
        key: Outcome(
            item.document,
            State.CONVERTED,
            (item.id,),
            item.layout,
            tuple(_problem(warning) for warning in sorted(warnings[key], key=_line)),
        )
        for key, item in pages.items()
    }


def _order(item: Reading) -> tuple[tuple[str, ...], str]:
    return item.source.hashes, item.document


def _warnings(question: Question, readings: Mapping[int, Reading]) -> dict[int, list[PageWarning]]:
    """The warnings of each page: its own, and of those that came up in merging the ones that point to it."""
    own = {place: list(dict.fromkeys(item.warnings)) for place, item in readings.items()}
    known = {warning for warnings in own.values() for warning in warnings}
    places = {item.document: place for place, item in reversed(list(readings.items()))}
    first = next(iter(readings))
    for warning in dict.fromkeys(question.warnings):
        if warning not in known:
            document = warning.span.document if warning.span else ""
            own[places.get(document, first)].append(warning)
    return own


def _line(warning: PageWarning) -> tuple[int, str, str]:
    return (warning.span.first if warning.span else 0, warning.code, warning.message)


def _problem(warning: PageWarning) -> Problem:
    return Problem(warning.code, warning.message, warning.span.first if warning.span else None)


def _internal(problem: Exception) -> Problem:
    _log.debug("an error of the program", exc_info=problem)
    return Problem(
        "internal-error",
        f"an error of the program, not of the page ({type(problem).__name__}: {problem}); please report it with the page",
    )


def _as_json(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "message": problem.message, "line": problem.line}
