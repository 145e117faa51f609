"""What a validation found: results in a fixed order, each with the questions that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rdflib import SH
from rdflib.term import BNode, Identifier, Literal

from kg.model import DocumentNumber
from kg.validation.paths import Path

LANGUAGES = ("en", "fr", "nl")
"""The languages of the messages, the one to fall back on first."""


class Severity(StrEnum):
    """How bad a result is (SHACL, section 2.1.4)."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def iri(self) -> str:
        """Its IRI in the SHACL vocabulary."""
        return str(SH[self.value.capitalize()])

    @staticmethod
    def of_iri(iri: str) -> Severity:
        """The severity that an IRI of the SHACL vocabulary names.

        Raises:
            KeyError: it names none.
        """
        return _BY_IRI[iri]


_BY_IRI = {severity.iri: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Message:
    """What a result says, in one language (none where the shapes do not tell)."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of a validation (SHACL, section 3.6.2).

    ``focus`` is the node that was checked and ``path`` and ``value`` where in it the fault lies. ``shape`` is the shape that
    is not met, ``constraint`` the IRI of the kind of constraint and ``query`` the SPARQL constraint, where it is one.
    ``questions`` are the questions concerned: the one that the node belongs to, or all that refer to a shared name.
    """

    severity: Severity
    focus: Identifier
    shape: Identifier
    constraint: str
    path: Path | None = None
    value: Identifier | None = None
    query: Identifier | None = None
    messages: tuple[Message, ...] = ()
    questions: tuple[DocumentNumber, ...] = ()

    def message(self, language: str = "en") -> str:
        """The message in a language; in English, or in any, where that language has none; "" where there is none."""
        wanted = (language, *LANGUAGES, None)
        ranked = sorted(
            self.messages,
            key=lambda message: wanted.index(message.language) if message.language in wanted else len(wanted),
        )
        return ranked[0].text if ranked else ""


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a validation, and how much was checked.

    Attributes:
        results: by question (those of no question last), then node, path, severity, shape and value.
        questions: how many questions the graph holds.
        nodes: how many nodes some shape applied to; where it is zero, nothing was checked.
    """

    results: tuple[Result, ...] = ()
    questions: int = 0
    nodes: int = 0

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not count. True also where nothing was checked."""
        return not self.violations

    @property
    def nothing_checked(self) -> bool:
        """Whether there was nothing that a shape applies to, or no question, so that conforming means nothing."""
        return self.nodes == 0 or (self.questions == 0 and not self.results)

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results that make the graph malformed or impossible."""
        return self.of(Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[Result, ...]:
        """The results that tell what is not there."""
        return self.of(Severity.WARNING)

    def of(self, severity: Severity) -> tuple[Result, ...]:
        """The results of one severity."""
        return tuple(result for result in self.results if result.severity is severity)

    def by_question(self) -> Mapping[DocumentNumber | None, tuple[Result, ...]]:
        """The results under the numbers of the questions concerned, by number; those of no question last, under none.

        A result at a shared name stands under every question that refers to it.
        """
        found: defaultdict[DocumentNumber, list[Result]] = defaultdict(list)
        for result in self.results:
            for number in result.questions:
                found[number].append(result)
        grouped: dict[DocumentNumber | None, tuple[Result, ...]] = {
            number: tuple(results) for number, results in sorted(found.items())
        }
        if rest := tuple(result for result in self.results if not result.questions):
            grouped[None] = rest
        return grouped

    def malformed(self) -> frozenset[DocumentNumber]:
        """The questions that have a violation, at themselves or at a name that they refer to."""
        return frozenset(number for result in self.violations for number in result.questions)


def joined(reports: Iterable[Report]) -> Report:
    """One report of what was checked in parts; a result at a name that several parts share is one, of all their questions."""
    found: defaultdict[Result, set[DocumentNumber]] = defaultdict(set)
    questions = nodes = 0
    for report in reports:
        questions += report.questions
        nodes += report.nodes
        for result in report.results:
            found[replace(result, questions=())].update(result.questions)
    results = (replace(result, questions=tuple(sorted(numbers))) for result, numbers in found.items())
    return Report(tuple(sorted(results, key=result_key)), questions, nodes)


_ORDER = tuple(Severity)
_NO_QUESTION = (DocumentNumber(10**9, 0),)


def term_key(term: Identifier | None) -> tuple[int, str, str]:
    """What terms are ordered by: blank nodes, IRIs, literals."""
    if term is None:
        return (0, "", "")
    if isinstance(term, BNode):
        return (1, str(term).zfill(12), "")
    if isinstance(term, Literal):
        return (3, str(term), f"{term.language or ''}^{term.datatype or ''}")
    return (2, str(term), "")


def result_key(result: Result) -> tuple[object, ...]:
    """What results are ordered by."""
    return (
        result.questions or _NO_QUESTION,
        term_key(result.focus),
        "" if result.path is None else result.path.sparql(),
        _ORDER.index(result.severity),
        term_key(result.shape),
        result.constraint,
        term_key(result.query),
        term_key(result.value),
    )
