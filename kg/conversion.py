"""Documents to questions: read each page, gather the pages of a question, merge them.

Every document that comes in has exactly one :class:`Outcome`. What a document says does not depend on the others of
the run, and the result does not depend on their order.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kg import reading
from kg.inputs import Document, Unreadable
from kg.merging import merge
from kg.model import DocumentNumber, PageWarning, Question, Reading
from kg.shelf import Shelf

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

    def as_json(self, conforms: Mapping[DocumentNumber, bool] | None = None) -> dict[str, object]:
        """The line of a report; ``conforms`` tells which questions were validated, and with what result."""
        return {
            "source": self.source,
            "status": self.state.value,
            "questions": [
                {"id": str(id)}
                if conforms is None or id not in conforms
                else {"id": str(id), "conforms": conforms[id]}
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
    """Takes documents one by one; gives the questions once all are there.

    ``number`` stands for the number of a question that its page lacks; without a ``resolver`` names stay as printed.
    What the pages said is laid aside on disk when it is much: memory grows with what there is to tell of the documents,
    not with their texts.
    """

    number: DocumentNumber | None = None
    resolver: Resolver | None = None
    _shelf: Shelf[Reading] = field(default_factory=Shelf, init=False)
    _groups: defaultdict[DocumentNumber, dict[int, int]] = field(
        default_factory=lambda: defaultdict(dict), init=False
    )
    _outcomes: list[Outcome | None] = field(default_factory=list, init=False)

    def add(self, document: Document | Unreadable) -> None:
        """Read one document."""
        item = self._read(document)
        if isinstance(item, Reading):
            self._groups[item.id][len(self._outcomes)] = self._shelf.put(item)
            self._outcomes.append(None)
        else:
            self._outcomes.append(item)

    def questions(self) -> Iterator[Question]:
        """The questions by number, each merged from its pages when it is asked for."""
        for _, places in sorted(self._groups.items()):
            readings = {place: self._shelf.get(at) for place, at in places.items()}
            pages = dict(sorted(readings.items(), key=lambda entry: _order(entry[1])))
            question, told = _merged(pages, self.resolver)
            for place, outcome in told.items():
                self._outcomes[place] = outcome
            if question is not None:
                yield question

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of each document, in the order given; of pages, once :meth:`questions` is through."""
        return tuple(outcome for outcome in self._outcomes if outcome is not None)

    @property
    def has_pages(self) -> bool:
        """Whether any page could be read."""
        return bool(self._groups)

    def finish(self) -> Conversion:
        """All questions and outcomes at once."""
        questions = tuple(self.questions())
        return Conversion(questions, self.outcomes)

    def _read(self, document: Document | Unreadable) -> Outcome | Reading:
        if isinstance(document, Unreadable):
            return rejection(document.name, Problem(document.code, document.message))
        try:
            found = reading.read(
                document.data,
                document.name,
                number=self.number,
                address=document.address,
                retrieved=document.retrieved,
            )
            return found if self.resolver is None else self.resolver.settle(found)
        except reading.Rejected as problem:
            return rejection(document.name, Problem(problem.code, problem.message, problem.line))
        except Exception as problem:  # one page must never end a run over thousands
            return rejection(document.name, _internal(problem))


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


def _order(item: Reading) -> tuple[tuple[str, ...], str]:
    return item.source.hashes, item.document


def _merged(
    readings: Mapping[int, Reading], resolver: Resolver | None
) -> tuple[Question | None, dict[int, Outcome]]:
    """The question that the readings tell of, and the outcome of each by its place."""
    try:
        question = merge(readings.values())
        if resolver is not None:
            question = resolver.resolve(question)
    except Exception as problem:  # as above
        error = _internal(problem)
        return None, {place: rejection(item.document, error) for place, item in readings.items()}
    warnings = _warnings(question, readings)
    return question, {
        place: Outcome(
            item.document,
            State.CONVERTED,
            (item.id,),
            item.layout,
            tuple(_problem(warning) for warning in sorted(warnings[place], key=_line)),
        )
        for place, item in readings.items()
    }


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
